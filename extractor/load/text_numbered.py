"""Tables in plain text with one cell a line and no tabs: sure only where 1, 2, 3 … stand at equal distances below 序号."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.load.compose import Grid, GridCell, Part, tidy
from extractor.load.text_columns import NUMBER, TOTAL, Columns

_HEAD = re.compile(r"^\s*(?:序\s*号|编\s*号)\s*$")
_MAX_COLS = 30
_LONG = 80
_MAX_CELLS = 20_000
Numbered = tuple[int, str]


def is_head(lines: Sequence[str], index: int) -> bool:
    """Whether the line is the first header cell of such a table, with 1 and 2 below it."""
    if not _HEAD.match(lines[index]):
        return False
    below = [text for _, text in _filled(lines, index, 2 * _MAX_COLS)]
    return "1" in below and "2" in below[below.index("1") :]


def read_numbered(lines: Sequence[str], start: int) -> tuple[list[Part], int] | None:
    """The table that begins at ``start`` and the line after it; null where none is sure."""
    if not is_head(lines, start):
        return None
    k = [text for _, text in _filled(lines, start, 3 * _MAX_COLS)].index("1")
    if not 2 <= k <= _MAX_COLS:
        return None
    cells = _filled(lines, start, _MAX_CELLS)
    texts = [text for _, text in cells]
    n = 0
    while texts[k + n * k : k + n * k + 1] == [str(n + 1)] and len(texts) >= k + (n + 1) * k:
        n += 1
    rows = [texts[row * k : (row + 1) * k] for row in range(n + 1)]
    if n < 3 or not _is_even(rows[1:]) or str(n + 1) in texts[(n + 1) * k : (n + 3) * k]:
        return None
    total, spans = _total(texts[(n + 1) * k :], rows)
    grid_cells = [GridCell(r, c, 1, 1, text) for r, row in enumerate(rows) for c, text in enumerate(row)]
    grid_cells += [GridCell(n + 1, sum(spans[:i]), 1, spans[i], text) for i, text in enumerate(total)]
    last = cells[(n + 1) * k + len([text for text in total if text]) - 1][0]
    return [Grid(n + 1 + bool(total), k, tuple(grid_cells), "lines")], last + 1


def _filled(lines: Sequence[str], start: int, limit: int) -> list[Numbered]:
    return [(i, tidy(lines[i])) for i in range(start, min(len(lines), start + 2 * limit)) if lines[i].strip()][:limit]


def _is_even(rows: Sequence[Sequence[str]]) -> bool:
    """Each column holds figures throughout or words throughout, and no cell is prose: else a cell was lost on the way."""
    for column in zip(*rows, strict=True):
        figures = [bool(NUMBER.match(cell)) for cell in column]
        if any(figures) != all(figures) or max(map(len, column)) > _LONG:
            return False
    return True


def _total(rest: Sequence[str], rows: list[list[str]]) -> tuple[list[str], list[int]]:
    """The total row below, where its figures have one place only; else it stays a paragraph."""
    if not rest or not TOTAL.match(rest[0]):
        return [], []
    k = len(rows[0])
    row = [rest[0]]
    for text in rest[1:k]:
        if not NUMBER.match(text):
            break
        row.append(text)
    spans = [1] * k if len(row) == k else Columns.of(rows[1:]).total_spans(row, may_lack_right=True)
    return (row + [""] * (len(spans) - len(row)), spans) if spans else ([], [])
