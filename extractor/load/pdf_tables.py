"""Ruled tables: from lines that touch to cells with their row and column spans.

The finest grid is the union of all edges; two neighbouring fields of it are one cell where no line is drawn between them.
The outline counts as drawn, so that a table open at its sides keeps its outer columns. (MuPDF's ``find_tables`` gives the same
cells on closed tables, but takes many times as long, loses open sides, and speaks to stdout.)
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

from extractor.load.pdf_chars import Line
from extractor.load.pdf_rules import TOUCH, Rule, Rules

SNAP = 3.0
"""Edges closer than this are one edge."""
_DRAWN = 0.6
"""The share of a field's side that a line must cover to part it from its neighbour."""


@dataclass(slots=True)
class GridCell:
    """A cell: place, spans, box, and the lines of text in it."""

    row: int
    col: int
    row_span: int
    col_span: int
    x0: float
    y0: float
    x1: float
    y1: float
    lines: list[Line] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The characters without any white space, for comparing."""
        return "".join("".join(line.text.split()) for line in self.lines)


@dataclass(slots=True)
class Grid:
    """A ruled table on one page, with its horizontal lines."""

    page: int
    xs: list[float]
    ys: list[float]
    cells: list[GridCell]
    across: tuple[Rule, ...] = ()

    def __post_init__(self) -> None:
        """Index the fields, so that a point finds its cell."""
        self._owner = {
            (row, col): cell
            for cell in self.cells
            for row in range(cell.row, cell.row + cell.row_span)
            for col in range(cell.col, cell.col + cell.col_span)
        }

    _owner: dict[tuple[int, int], GridCell] = field(init=False, repr=False)

    @property
    def n_rows(self) -> int:
        """Rows of the finest grid."""
        return len(self.ys) - 1

    @property
    def n_cols(self) -> int:
        """Columns of the finest grid."""
        return len(self.xs) - 1

    @property
    def area(self) -> float:
        """The area of the outline."""
        return (self.xs[-1] - self.xs[0]) * (self.ys[-1] - self.ys[0])

    def at(self, x: float, y: float) -> GridCell | None:
        """The cell that holds the point."""
        if not (self.xs[0] <= x < self.xs[-1] and self.ys[0] <= y < self.ys[-1]):
            return None
        return self._owner.get((bisect_right(self.ys, y) - 1, bisect_right(self.xs, x) - 1))

    def row_cells(self, row: int) -> list[GridCell]:
        """The cells that begin in this row."""
        return [cell for cell in self.cells if cell.row == row]

    def closes(self, cell: GridCell, edge: float) -> bool:
        """Whether a line runs along the cell's width at the height ``edge``."""
        drawn = (rule for rule in self.across if abs(rule.at - edge) <= SNAP)
        length = sum(max(min(rule.end, cell.x1) - max(rule.start, cell.x0), 0) for rule in drawn)
        return length >= _DRAWN * (cell.x1 - cell.x0)

    def without_last_row(self) -> Grid:
        """The grid without its last row; cells that reach into it end above."""
        last = self.n_rows - 1
        kept = [cell for cell in self.cells if cell.row < last]
        for cell in kept:
            cell.row_span = min(cell.row_span, last - cell.row)
        return Grid(self.page, self.xs, self.ys[:-1], kept, self.across)


def find_grids(groups: Iterable[Rules], page: int) -> list[Grid]:
    """The grids of more than one cell, small ones first (a table in a cell before the table around it)."""
    grids = [grid for group in groups if (grid := _grid(group, page)) and len(grid.cells) > 1]
    return sorted(grids, key=lambda grid: grid.area)


def _grid(rules: Rules, page: int) -> Grid | None:
    across, down = rules.across, rules.down
    xs = _snapped([v.at for v in down] + [min(h.start for h in across), max(h.end for h in across)])
    ys = _snapped([h.at for h in across] + [min(v.start for v in down), max(v.end for v in down)])
    if len(xs) < 2 or len(ys) < 2:
        return None
    walls_right = _walls(down, xs, ys)
    walls_below = _walls(across, ys, xs)
    n_rows, n_cols = len(ys) - 1, len(xs) - 1
    cells = _cells(n_rows, n_cols, {(row, col) for col, row in walls_right}, walls_below)
    cells, xs, ys = _compressed(cells, xs, ys)
    return Grid(page, xs, ys, [_placed(cell, xs, ys) for cell in cells], across)


def _snapped(values: list[float]) -> list[float]:
    """Edges closer than the tolerance as one, at their middle."""
    snapped: list[list[float]] = []
    for value in sorted(values):
        if snapped and value - snapped[-1][0] <= SNAP:
            snapped[-1].append(value)
        else:
            snapped.append([value])
    return [(group[0] + group[-1]) / 2 for group in snapped]


def _walls(rules: tuple[Rule, ...], edges: list[float], stops: list[float]) -> set[tuple[int, int]]:
    """(edge, field along it) where a line runs: edge i is the far side of field i - 1, so it is stored as i - 1."""
    covered: dict[tuple[int, int], float] = {}
    for rule in rules:
        edge = min(range(len(edges)), key=lambda i: abs(edges[i] - rule.at))
        for step in range(len(stops) - 1):
            overlap = min(rule.end + TOUCH / 2, stops[step + 1]) - max(rule.start - TOUCH / 2, stops[step])
            if overlap > 0:
                covered[edge - 1, step] = covered.get((edge - 1, step), 0.0) + overlap
    return {(edge, step) for (edge, step), length in covered.items() if length >= _DRAWN * (stops[step + 1] - stops[step])}


Fields = set[tuple[int, int]]
Place = tuple[int, int, int, int]
"""row, column, row span, column span."""


def _cells(n_rows: int, n_cols: int, right: Fields, below: Fields) -> list[Place]:
    """Grow each cell from its top left field: right while no wall, then down while the whole width is free."""
    taken: set[tuple[int, int]] = set()
    cells: list[Place] = []
    for row in range(n_rows):
        for col in range(n_cols):
            if (row, col) in taken:
                continue
            width = 1
            while col + width < n_cols and (row, col + width - 1) not in right and (row, col + width) not in taken:
                width += 1
            height = 1
            while row + height < n_rows and _runs_on(row + height - 1, col, width, right, below, taken):
                height += 1
            taken |= {(r, c) for r in range(row, row + height) for c in range(col, col + width)}
            cells.append((row, col, height, width))
    return cells


def _runs_on(row: int, col: int, width: int, right: Fields, below: Fields, taken: Fields) -> bool:
    columns = range(col, col + width)
    free = all((row, c) not in below and (row + 1, c) not in taken for c in columns)
    return free and all((row + 1, c) not in right for c in columns[:-1])


def _compressed(cells: list[Place], xs: list[float], ys: list[float]) -> tuple[list[Place], list[float], list[float]]:
    """Drop edges at which no cell begins (an underline inside a cell made them)."""
    rows = [*sorted({cell[0] for cell in cells}), len(ys) - 1]
    cols = [*sorted({cell[1] for cell in cells}), len(xs) - 1]
    placed = []
    for row, col, height, width in cells:
        top, left = bisect_left(rows, row), bisect_left(cols, col)
        placed.append((top, left, bisect_left(rows, row + height) - top, bisect_left(cols, col + width) - left))
    return placed, [xs[col] for col in cols], [ys[row] for row in rows]


def _placed(place: Place, xs: list[float], ys: list[float]) -> GridCell:
    row, col, height, width = place
    return GridCell(row, col, height, width, xs[col], ys[row], xs[col + width], ys[row + height])
