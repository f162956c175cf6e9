"""Tables over a page break: the pieces become one, a repeated header goes, a row cut in two is one row again."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from extractor.load.layout_lines import cell_lines
from extractor.load.layout_text import first_token_width
from extractor.load.pdf_chars import Line
from extractor.load.pdf_rules import Rule
from extractor.load.pdf_tables import Grid, GridCell

_MAX_HEADER = 6
_LEVEL = 4.0
_MOST_MOVED = 60.0
"""Points by which a page may be shifted against the one before."""
_MOST_STRETCHED = 0.05
_CURLED = 0.01
"""Of a table's width: so far a column may stand from that of the page before, on paper that is not flat."""
_LEAST_COLUMNS = 4
"""Edges of columns, the outer ones too: fewer do not tell a table from another one."""


@dataclass(slots=True)
class JoinedCell:
    """A cell of a table that may reach over pages: its lines in order, each group with the width it had."""

    row: int
    col: int
    row_span: int
    col_span: int
    groups: list[tuple[list[Line], float]]


@dataclass(slots=True)
class JoinedTable:
    """A whole table; ``headers`` are the repeated header rows that were dropped, as lines of text cells."""

    n_rows: int
    n_cols: int
    cells: list[JoinedCell]
    headers: list[list[list[Line]]] = field(default_factory=list)


def aligned(upper: Grid, lower: Grid) -> Grid:
    """The lower grid, or it moved and stretched a little to where the upper one stands: bindings, scanners and cameras shift pages.

    Only where the columns are the same then. The lines in the cells keep the places that they have on their page.
    """
    by = upper.xs[0] - lower.xs[0]
    scale = (upper.xs[-1] - upper.xs[0]) / max(lower.xs[-1] - lower.xs[0], 1.0)
    level = abs(by) <= _LEVEL and abs(upper.xs[-1] - lower.xs[-1]) <= _LEVEL
    same = level and _share_columns(upper.xs, lower.xs)
    if same or abs(by) > _MOST_MOVED or abs(scale - 1) > _MOST_STRETCHED or len(lower.xs) < _LEAST_COLUMNS:
        return lower

    def moved(x: float) -> float:
        there = upper.xs[0] + (x - lower.xs[0]) * scale
        edge = upper.xs[_nearest(upper.xs, there)]
        return edge if abs(edge - there) <= _CURLED * (upper.xs[-1] - upper.xs[0]) else there

    xs = [moved(x) for x in lower.xs]
    if len(set(xs)) < len(xs) or not _share_columns(upper.xs, xs):
        return lower
    cells = [replace(cell, x0=moved(cell.x0), x1=moved(cell.x1)) for cell in lower.cells]
    return Grid(lower.page, xs, lower.ys, cells, tuple(Rule(rule.at, moved(rule.start), moved(rule.end)) for rule in lower.across))


def belongs(upper: Grid, lower: Grid) -> bool:
    """Whether the grid at the top of a page goes on with the one at the foot of the page before."""
    if abs(upper.xs[0] - lower.xs[0]) > _LEVEL or abs(upper.xs[-1] - lower.xs[-1]) > _LEVEL:
        return False
    return _share_columns(upper.xs, lower.xs) and not _restarts(upper, lower)


def _share_columns(upper: list[float], lower: list[float]) -> bool:
    inner, other = upper[1:-1], lower[1:-1]
    shared = sum(any(abs(x - y) <= 3 for y in other) for x in inner)
    return shared >= 0.6 * min(len(inner), len(other))


def _restarts(upper: Grid, lower: Grid) -> bool:
    """Whether the lower grid is the same form again: behind equal rows come the same labels with other values."""
    same = _repeated_header(upper, lower)
    labels = [
        (grid_row[0].text, below_row[0].text)
        for row in range(same, min(same + 2, upper.n_rows, lower.n_rows))
        if (grid_row := upper.row_cells(row)) and (below_row := lower.row_cells(row))
    ]
    return len(labels) == 2 and all(ours and ours == theirs for ours, theirs in labels)


def join_tables(grids: list[Grid]) -> JoinedTable:
    """One table of the grids of consecutive pages."""
    grids = [*(_trimmed(grid) for grid in grids[:-1]), grids[-1]]
    xs = _union([x for grid in grids for x in grid.xs])
    table = JoinedTable(0, len(xs) - 1, [])
    base = 0
    for i, grid in enumerate(grids):
        skip = 0
        if i:
            skip = _repeated_header(grids[0], grid)
            table.headers += [[cell_lines(cell) for cell in grid.row_cells(row)] for row in range(skip)]
        merged = _splits_row(grids[i - 1], grid, skip) if i else False
        _append(table, grid, skip, base - merged, xs, grids[i - 1] if i else None)
        base += grid.n_rows - skip - merged
    table.n_rows = base
    table.cells.sort(key=lambda cell: (cell.row, cell.col))
    return table


def _trimmed(grid: Grid) -> Grid:
    """The grid without the strip that cells cut by the break leave below the last whole row."""
    while grid.n_rows > 1 and all(not cell.lines and not grid.closes(cell, cell.y1) for cell in grid.row_cells(grid.n_rows - 1)):
        grid = grid.without_last_row()
    return grid


def _union(values: list[float]) -> list[float]:
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > 4:
            edges.append(value)
    return edges


def _nearest(xs: list[float], x: float) -> int:
    return min(range(len(xs)), key=lambda i: abs(xs[i] - x))


def _repeated_header(first: Grid, grid: Grid) -> int:
    """How many rows at the top of the grid repeat the top of the first."""
    same = 0
    for row in range(min(_MAX_HEADER, first.n_rows, grid.n_rows - 1)):
        ours = [(round(cell.x0 / 5), cell.text) for cell in first.row_cells(row)]
        theirs = [(round(cell.x0 / 5), cell.text) for cell in grid.row_cells(row)]
        if [text for _, text in ours] != [text for _, text in theirs] or len(ours) != len(theirs):
            break
        if any(text for _, text in ours):
            same = row + 1
    # a header ends where no cell reaches further down
    while same and any(cell.row + cell.row_span > same > cell.row for cell in grid.cells):
        same -= 1
    return same


def _is_open(upper: Grid, above: GridCell | None, lower: Grid, below: GridCell) -> bool:
    """Whether no line closes the cell above the break, and none opens the one below: it is one cell."""
    return above is not None and not upper.closes(above, upper.ys[-1]) and not lower.closes(below, below.y0)


def _splits_row(upper: Grid, lower: Grid, skip: int) -> bool:
    """Whether the first row below the break is the rest of the last row above it."""
    last = upper.n_rows - 1
    evidence = False
    pairs = [(_above(upper, last, cell), cell) for cell in lower.cells if cell.row == skip]
    if any(_is_open(upper, above, lower, below) for above, below in pairs):
        return all(_is_open(upper, above, lower, below) for above, below in pairs if below.text)
    for above, below in pairs:
        if above is None:
            return False
        if not below.text:
            evidence |= bool(above.text) and above.row_span == 1
        elif not above.text or not _soft_end(above, below):
            return False
    return evidence and any(below.text for _, below in pairs)


def _above(upper: Grid, row: int, cell: GridCell) -> GridCell | None:
    """The cell of the row above that has the same sides."""
    found = next((c for c in upper.cells if c.row <= row < c.row + c.row_span and abs(c.x0 - cell.x0) <= 4), None)
    return found if found and abs(found.x1 - cell.x1) <= 4 else None


def _soft_end(above: GridCell, below: GridCell) -> bool:
    """Whether the text above filled its last line, so that the text below may be its rest."""
    lines, rest = cell_lines(above), cell_lines(below)
    last = lines[-1]
    widest = max([line.x1 - line.x0 for line in lines] + [line.x1 - line.x0 for line in rest])
    width = max(widest, above.x1 - above.x0 - 2 * _padding(above))
    return last.x1 - last.x0 + first_token_width(rest[0]) > width - 0.1 * last.size


def _padding(cell: GridCell) -> float:
    """The white between a cell's side and its text, as far as its text tells."""
    left = min(line.x0 for line in cell.lines) - cell.x0
    return max(min(left, 8.0), 1.0)


def _append(table: JoinedTable, grid: Grid, skip: int, base: int, xs: list[float], upper: Grid | None) -> None:
    """Add the grid's rows from ``skip`` on at row ``base``; cells that a page break cut are brought together."""
    for cell in grid.cells:
        if cell.row < skip:
            continue
        col, end = _nearest(xs, cell.x0), _nearest(xs, cell.x1)
        group = [(cell_lines(cell), cell.x1 - cell.x0)] if cell.lines else []
        row = base + cell.row - skip
        before = _open_above(table, row, col, end - col) if upper and cell.row == skip else None
        cut = upper is not None and _is_open(upper, _above(upper, upper.n_rows - 1, cell), grid, cell)
        if before is not None and (row < before.row + before.row_span or cut or _merged_over(before, cell)):
            before.row_span = max(before.row_span, row + cell.row_span - before.row)
            before.groups += group
            continue
        table.cells.append(JoinedCell(row, col, cell.row_span, end - col, group))


def _open_above(table: JoinedTable, row: int, col: int, width: int) -> JoinedCell | None:
    """The cell in the same columns that reaches into this row or ends just above it."""
    near = [c for c in table.cells if c.col == col and c.col_span == width and c.row <= row <= c.row + c.row_span]
    return max(near, key=lambda c: c.row, default=None)


def _merged_over(before: JoinedCell, cell: GridCell) -> bool:
    """Whether a cell merged over rows goes on below the break: it is empty there."""
    return not cell.lines and bool(before.groups) and (before.row_span > 1 or cell.row_span > 1)
