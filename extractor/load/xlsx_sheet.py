"""One worksheet: its visible cells as paragraphs and tables, its hidden rows and columns as lines set aside."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

from extractor.load.compose import Grid, GridCell, Paragraph, Part, is_regular, plain_grid

Place = tuple[int, int]
_TEXT_BELOW = re.compile(r"^\s*(?:注|说明|备注|填[表报]|审核|负责人|联系|单位|制表|日期)")
_TOTAL = re.compile(r"^\s*(?:合\s*计|总\s*计|总\s*分|小\s*计)")
_NOTE_LENGTH = 30


@dataclass(frozen=True)
class SheetCell:
    """What one cell shows, over how many rows and columns, and whether it is ruled."""

    text: str
    row_span: int = 1
    col_span: int = 1
    ruled: bool = False


@dataclass
class SheetData:
    """The cells of a sheet by (row, column) from 0; a merged cell at its top left."""

    name: str
    cells: dict[Place, SheetCell] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_cols: set[int] = field(default_factory=set)


def parts_of(sheet: SheetData) -> Iterator[Part]:
    """Tables, split where rows are blank, with titles and notes as paragraphs."""
    visible = _visible(sheet)
    by_row: dict[int, dict[Place, SheetCell]] = {}
    for place, cell in sorted(visible.items()):
        by_row.setdefault(place[0], {})[place] = cell
    for rows in _regions(visible):
        yield from _region({place: cell for row in rows for place, cell in by_row.get(row, {}).items()}, rows)


def hidden_lines(sheet: SheetData) -> list[str]:
    """The texts in hidden rows and columns, one line a row."""
    lines: dict[int, list[str]] = {}
    for (row, col), cell in sorted(sheet.cells.items()):
        if cell.text and (row in sheet.hidden_rows or col in sheet.hidden_cols):
            lines.setdefault(row, []).append(cell.text)
    return [" ".join(texts) for texts in lines.values()]


def _visible(sheet: SheetData) -> dict[Place, SheetCell]:
    """The cells as the sheet shows them: hidden rows and columns closed up, merges shortened by what is hidden in them."""
    rows = _renumbered({r for (row, _), c in sheet.cells.items() for r in range(row, row + c.row_span)}, sheet.hidden_rows)
    cols = _renumbered({k for (_, col), c in sheet.cells.items() for k in range(col, col + c.col_span)}, sheet.hidden_cols)
    visible: dict[Place, SheetCell] = {}
    for (row, col), cell in sheet.cells.items():
        over_rows = [rows[r] for r in range(row, row + cell.row_span) if r in rows]
        over_cols = [cols[c] for c in range(col, col + cell.col_span) if c in cols]
        if over_rows and over_cols and row in rows and col in cols:
            visible[over_rows[0], over_cols[0]] = SheetCell(cell.text, len(over_rows), len(over_cols), cell.ruled)
    return visible


def _renumbered(used: set[int], hidden: set[int]) -> dict[int, int]:
    """Old to new numbers; the distance between rows that hold something stays, so a blank row stays a gap."""
    gone = sorted(hidden)
    return {old: old - bisect_left(gone, old) for old in used if old not in hidden}


def _regions(cells: dict[Place, SheetCell]) -> Iterator[range]:
    """Stretches of rows without a blank one; a ruled blank row is part of its form, a merge holds its rows together."""
    used = sorted({r for (row, _), cell in cells.items() if cell.text or cell.ruled for r in range(row, row + cell.row_span)})
    start = previous = -1
    for row in used:
        if start < 0:
            start = row
        elif row > previous + 1:
            yield range(start, previous + 1)
            start = row
        previous = row
    if start >= 0:
        yield range(start, previous + 1)


def _region(cells: dict[Place, SheetCell], rows: range) -> Iterator[Part]:
    """Leading titles, the table, closing notes."""
    texts = {place: cell for place, cell in cells.items() if cell.text}
    by_row: dict[int, list[tuple[Place, SheetCell]]] = {row: [] for row in rows}
    for place, cell in texts.items():
        by_row[place[0]].append((place, cell))
    cols = [c for (_, col), cell in texts.items() for c in range(col, col + cell.col_span)]
    if not cols:
        return
    top, bottom = rows.start, rows.stop
    covered = {r for (row, _), cell in texts.items() for r in range(row, row + cell.row_span) if cell.row_span > 1}
    while top < bottom and top not in covered and _is_title(by_row[top], min(cols), max(cols)):
        top += 1
    while bottom > top and bottom - 1 not in covered and _is_note(by_row[bottom - 1], min(cols), max(cols)):
        bottom -= 1
    yield from _as_paragraphs(by_row, range(rows.start, top))
    if bottom > top:
        yield _grid(cells, range(top, bottom))
    yield from _as_paragraphs(by_row, range(bottom, rows.stop))


def _as_paragraphs(by_row: dict[int, list[tuple[Place, SheetCell]]], rows: range) -> Iterator[Part]:
    for row in rows:
        if by_row[row]:
            yield Paragraph(" ".join(cell.text for _, cell in by_row[row]))


def _is_title(row: list[tuple[Place, SheetCell]], first: int, last: int) -> bool:
    """One text alone, not a group heading in the middle: 附件1, the table's name, 单位：万元."""
    if len(row) != 1:
        return not row
    (_, col), cell = row[0]
    grouped = cell.col_span > 1 and (col > first or col + cell.col_span - 1 < last) and col > first
    return not grouped


def _is_note(row: list[tuple[Place, SheetCell]], first: int, last: int) -> bool:
    if not row:
        return False  # a ruled empty row belongs to its form
    (_, _), cell = row[0]
    if len(row) == 1 and not _TOTAL.match(cell.text):
        across = cell.col_span > 1 and cell.col_span >= last - first + 1
        return bool(_TEXT_BELOW.match(cell.text)) or across or len(cell.text) > _NOTE_LENGTH
    return bool(re.match(r"^\s*(?:填[表报]|审核|制表|负责人|联系)[^：:]*[：:]", cell.text))


def _grid(cells: dict[Place, SheetCell], rows: range) -> Grid:
    """The table in these rows, without empty outer columns."""
    inside = {p: c for p, c in cells.items() if p[0] in rows}
    filled = [c for (_, col), cell in inside.items() if cell.text for c in range(col, col + cell.col_span)]
    left, right = min(filled), max(filled) + 1
    taken: set[Place] = set()
    grid: list[GridCell] = []
    for (row, col), cell in sorted(inside.items()):
        row_span, col_span = min(cell.row_span, rows.stop - row), min(cell.col_span, right - col)
        if left <= col < right:
            grid.append(GridCell(row - rows.start, col - left, row_span, col_span, cell.text))
            taken |= {(r, c) for r in range(row, row + row_span) for c in range(col, col + col_span)}
    grid += [GridCell(r - rows.start, c - left, 1, 1, "") for r in rows for c in range(left, right) if (r, c) not in taken]
    whole = Grid(len(rows), right - left, tuple(sorted(grid, key=lambda cell: (cell.row, cell.col))))
    return whole if is_regular(whole) else _flat(whole)


def _flat(grid: Grid) -> Grid:
    """Merges that overlap (a damaged file): each text in its own cell."""
    texts = {(cell.row, cell.col): cell.text for cell in grid.cells if cell.text}
    return plain_grid([[texts.get((r, c), "") for c in range(grid.n_cols)] for r in range(grid.n_rows)])
