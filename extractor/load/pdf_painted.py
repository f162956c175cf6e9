"""Tables whose cells are painted instead of ruled: coloured or white fields with the ground showing between them."""

from __future__ import annotations

from typing import Any

from extractor.load.pdf_frame import BoxTuple, Turn
from extractor.load.pdf_rules import THIN, TOO_MANY, Rule, Rules, grouped, merged, sides
from extractor.load.pdf_tables import SNAP, Grid, GridCell, find_grids


def painted_fields(paths: list[dict[str, Any]], turn: Turn) -> list[BoxTuple]:
    """The filled areas: the cells of tables that are painted instead of ruled."""
    found = []
    for path in paths:
        if path.get("fill") is None or path.get("fill_opacity") == 0:
            continue
        boxes = (tuple(item[1]) for item in path["items"] if item[0] == "re")
        found += [box if turn.same else turn.box(box) for box in boxes if min(box[2] - box[0], box[3] - box[1]) > THIN]
    return found if len(found) <= TOO_MANY // 4 else []


def _side_rules(fields: list[BoxTuple]) -> list[Rules]:
    """The sides of the fields as rules, where they touch one another."""
    edges = [side for box in fields for side in sides(box)]
    across = merged([Rule(y0, x0, x1) for x0, y0, x1, y1 in edges if y0 == y1])
    down = merged([Rule(x0, y0, y1) for x0, y0, x1, y1 in edges if x0 == x1])
    return grouped(across, down)


def painted_grids(fields: list[BoxTuple], page: int) -> list[Grid]:
    """The grids of which every cell is a painted field (stripes behind every other row are not)."""
    return [
        grid
        for grid in find_grids(_side_rules(fields), page)
        if min(grid.n_rows, grid.n_cols) > 1 and all(any(_same(cell, box) for box in fields) for cell in grid.cells)
    ]


def _same(cell: GridCell, box: BoxTuple) -> bool:
    return all(abs(a - b) <= SNAP for a, b in zip((cell.x0, cell.y0, cell.x1, cell.y1), box, strict=True))
