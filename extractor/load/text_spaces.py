"""Tables in plain text whose columns stand apart by spaces alone: taken only where the gaps line up."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate, pairwise

from extractor.load.compose import Part, check_size, plain_grid, tidy
from extractor.load.text_columns import NUMBER
from extractor.load.text_prose import width

_CELL = re.compile(r"\S+(?:[ \u00a0]\S+)*")
_LONG = 40
Placed = tuple[int, int, str]  # first and last display column, text


def read_spaces(lines: Sequence[str], start: int) -> tuple[list[Part] | None, int] | None:
    """The table that begins at ``start`` and the line after it; null where none is sure."""
    end = start
    while end < len(lines) and _is_row(lines[end]):
        end += 1
    rows = _rows([_cells(line) for line in lines[start:end]]) if end - start >= 3 else None
    return ([plain_grid(rows, "spaces")] if rows and _has_figures(rows) else None), end


def _rows(cells: Sequence[Sequence[Placed]]) -> list[list[str]] | None:
    """One text a column in each row; null where a line has two in one column, or where there is one column only."""
    columns = _columns(cells)
    check_size(len(cells), len(columns))
    rows = [row for row in (_row(line, columns) for line in cells) if row is not None]
    return rows if len(columns) > 1 and len(rows) == len(cells) else None


def _is_row(line: str) -> bool:
    if "\t" in line:
        return False
    cells = _cells(line)
    return len(cells) >= 2 and all(len(text) <= _LONG for _, _, text in cells)


def _cells(line: str) -> list[Placed]:
    """The pieces that stand at least two spaces apart, with the display columns they cover."""
    wide = line.replace("\u3000", "  ")
    at = list(accumulate(map(width, wide), initial=0))  # the display column of each character
    return [(at[match.start()], at[match.end()], tidy(match.group())) for match in _CELL.finditer(wide)]


def _columns(rows: Sequence[Sequence[Placed]]) -> list[tuple[int, int]]:
    """Stretches of display columns between the gaps that all lines share."""
    used = {at for row in rows for a, b, _ in row for at in range(a, b)}
    edges = sorted(used)
    starts = [edges[0]] + [b for a, b in pairwise(edges) if b > a + 1] if edges else []
    ends = [a + 1 for a, b in pairwise(edges) if b > a + 1] + [edges[-1] + 1] if edges else []
    return list(zip(starts, ends, strict=True))


def _row(cells: Sequence[Placed], columns: Sequence[tuple[int, int]]) -> list[str] | None:
    """One text a column; null where two pieces fall into one."""
    row = [""] * len(columns)
    for a, _, text in cells:
        index = next(i for i, (low, high) in enumerate(columns) if low <= a < high)
        if row[index]:
            return None
        row[index] = text
    return row


def _has_figures(rows: Sequence[Sequence[str]]) -> bool:
    """At least one column below the first line holds figures: else it is a form's header or verse, not a table."""
    return any(
        len(filled) >= 2 and all(NUMBER.match(cell) for cell in filled)
        for filled in ([cell for cell in column[1:] if cell] for column in zip(*rows, strict=True))
    )
