"""Which columns of a table hold figures and which words: what tells where the cells of a short row belong."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

Row = list[str]
Spans = list[int]
TOTAL = re.compile(r"^\s*(?:合\s*计|总\s*计|总\s*分|小\s*计|共\s*计|总\s*得\s*分)")
NUMBER = re.compile(r"^[≥≤><=＜＞约]?\s*[-－]?[\d,，.]+\s*(?:%|％|分|元|万元|亿元)?$|^[-—－/]*$")
_MOST = 0.8


@dataclass(frozen=True)
class Columns:
    """For each column the share of its filled cells that hold figures; null where none is filled."""

    shares: tuple[float | None, ...]

    @classmethod
    def of(cls, body: Sequence[Row]) -> Columns:
        """Measured over rows that have every column."""
        columns = ([cell for cell in column if cell] for column in zip(*body, strict=True))
        return cls(tuple(sum(1 for c in cells if NUMBER.match(c)) / len(cells) if cells else None for cells in columns))

    def fit(self, row: Row, shift: int = 0) -> bool:
        """Whether the row's cells, moved right by ``shift``, stand where the table has their like."""
        places = [(col + shift, cell) for col, cell in enumerate(row) if col and cell]
        if not any(NUMBER.match(cell) for _, cell in places) or max(at for at, _ in places) >= len(self.shares):
            return False
        return all(self._takes(self.shares[at], cell) for at, cell in places)

    def _takes(self, share: float | None, cell: str) -> bool:
        if NUMBER.match(cell):
            return share is not None and share >= _MOST
        return share is None or share < _MOST

    def total_spans(self, row: Row, may_lack_right: bool) -> Spans | None:
        """Spans of a total row that lacks cells: its label covers what lacks on the left, empty cells what lacks on the right.

        Taken only if its figures stand under figures for one way alone.
        """
        missing = len(self.shares) - len(row)
        ways = [shift for shift in range(0 if may_lack_right else missing, missing + 1) if self.fit(row, shift)]
        return [ways[0] + 1] + [1] * (len(self.shares) - 1 - ways[0]) if len(ways) == 1 else None
