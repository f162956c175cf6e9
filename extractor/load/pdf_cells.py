"""Characters into cells, by the centre of each; a number that sticks out over a line stays whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from extractor.load.pdf_chars import Glyph, Line
from extractor.load.pdf_tables import Grid, GridCell

_FAR = 1.6
"""A gap of so many times the font size parts two pieces of a line."""
_TIGHT = 0.25
_SLACK = 0.15
_OVERLAP = 0.1
_NUMERIC = re.compile(r"[0-9０-９.,，．%％+\-–—−]")


def fill(grids: list[Grid], lines: list[Line]) -> list[Line]:
    """Put the lines into the cells of the grids; what lies in none comes back, cut where a cell came between."""
    loose: list[Line] = []
    for line in lines:
        near = [grid for grid in grids if _meets(grid, line)]
        if not near:
            loose.append(line)
            continue
        for cell, piece in _cut(line, near):
            (loose if cell is None else cell.lines).append(piece)
    return [line for line in loose if not any(_hangs_below(line, grid) for grid in grids)]


def _hangs_below(line: Line, grid: Grid) -> bool:
    """Put a line that a page break pushed out of the open foot of a cell back into it."""
    if not -0.5 * line.size < line.y0 - grid.ys[-1] < 0.6 * line.size:
        return False
    cell = grid.at((line.x0 + line.x1) / 2, grid.ys[-1] - 0.1)
    if cell is None or not cell.lines or grid.closes(cell, cell.y1) or line.x0 < cell.x0 or line.x1 > cell.x1:
        return False
    cell.lines.append(line)
    return True


def real_tables(grids: list[Grid]) -> tuple[list[Grid], list[Line]]:
    """The grids that are tables, and the lines of those that only frame prose (one column, or hardly any text)."""
    tables, framed = [], []
    for grid in grids:
        filled = [cell for cell in grid.cells if cell.lines]
        if grid.n_cols > 1 and len(filled) > 1:
            tables.append(grid)
        else:
            framed += [line for cell in filled for line in cell.lines]
    return tables, framed


def pieces(line: Line) -> list[Line]:
    """The line cut at its wide gaps: the columns of a page, the blanks of a form."""
    if line.direction != 0:
        return [line]
    cut: list[list[Glyph]] = [[]]
    end = None
    for glyph in line.glyphs:
        if end is not None and not glyph.c.isspace() and glyph.x0 - end > _FAR * glyph.size:
            cut.append([])
        cut[-1].append(glyph)
        end = end if glyph.c.isspace() else glyph.x1
    return [Line(line.page, part) for part in cut] if len(cut) > 1 else [line]


def _meets(grid: Grid, line: Line) -> bool:
    return line.x0 < grid.xs[-1] and line.x1 > grid.xs[0] and line.y0 < grid.ys[-1] and line.y1 > grid.ys[0]


def _cut(line: Line, grids: list[Grid]) -> Iterator[tuple[GridCell | None, Line]]:
    homes = [_home(glyph, grids) for glyph in line.glyphs]
    if len({id(home) for home in homes}) > 1 and line.direction == 0:
        _keep_whole(line.glyphs, homes)
        _keep_in_table(line.glyphs, homes)
    start = 0
    for _, run in groupby(homes, key=id):
        length = len(list(run))
        glyphs = line.glyphs[start : start + length]
        if any(not glyph.c.isspace() for glyph in glyphs):
            yield homes[start], Line(line.page, glyphs, line.direction)
        start += length


def _home(glyph: Glyph, grids: list[Grid]) -> GridCell | None:
    x, y = (glyph.x0 + glyph.x1) / 2, (glyph.y0 + glyph.y1) / 2
    return next((cell for grid in grids if (cell := grid.at(x, y))), None)


def _keep_whole(glyphs: list[Glyph], homes: list[GridCell | None]) -> None:
    """A run of touching digits that a line cuts *through a digit* sticks out of its cell: all of it goes where most is."""
    start = 0
    for end in range(1, len(glyphs) + 1):
        if end < len(glyphs) and _clings(glyphs[end - 1], glyphs[end]):
            continue
        inside = homes[start:end]
        if len({id(home) for home in inside}) > 1 and _is_cut_through(glyphs[start:end], inside):
            most = max(inside, key=lambda home: sum(other is home for other in inside))
            homes[start:end] = [most] * (end - start)
        start = end


def _keep_in_table(glyphs: list[Glyph], homes: list[GridCell | None]) -> None:
    """Text that runs on without a gap over the outer side of the table belongs to the cell it comes from."""
    for i in range(1, len(glyphs)):
        if homes[i] is None and homes[i - 1] is not None and glyphs[i].x0 - glyphs[i - 1].x1 < _TIGHT * glyphs[i].size:
            homes[i] = homes[i - 1]


def _clings(left: Glyph, right: Glyph) -> bool:
    numeric = bool(_NUMERIC.match(left.c) and _NUMERIC.match(right.c))
    return numeric and -_OVERLAP * right.size < right.x0 - left.x1 < _TIGHT * right.size


def _is_cut_through(glyphs: list[Glyph], homes: list[GridCell | None]) -> bool:
    """Whether a cell's side passes through the body of one of the glyphs."""
    sides = {side for home in homes if home for side in (home.x0, home.x1)}
    return any(
        glyph.x0 + _SLACK * (glyph.x1 - glyph.x0) < side < glyph.x1 - _SLACK * (glyph.x1 - glyph.x0) for glyph in glyphs for side in sides
    )
