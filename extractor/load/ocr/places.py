"""Where the lines of text are: what the detector found, cut at the walls of tables, and the ink in cells that it missed."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from statistics import median
from typing import TYPE_CHECKING

from extractor.load.ocr.engine import PixelBox, Quad

if TYPE_CHECKING:
    from extractor.load.ocr.engine import Image
    from extractor.load.pdf_tables import Grid, GridCell

_INSET = 1.2
"""Points between a cell's side and what may be text."""
_SLIVER = 0.35
"""A piece of a box narrower than this share of its height is the detector's margin reaching over a wall."""
_SPECK = 1.6
"""Points: ink smaller than this both ways is dirt."""

_EDGE = 0.3
"""The share of a box's height, above and below, in which ink beyond an empty row is that of a neighbouring line."""


def upright(quad: Quad) -> PixelBox:
    """The box around a quad."""
    xs, ys = [x for x, _ in quad], [y for _, y in quad]
    return min(xs), min(ys), max(xs), max(ys)


def quad_of(box: PixelBox) -> Quad:
    """The corners of a box."""
    x0, y0, x1, y1 = box
    return (x0, y0), (x1, y0), (x1, y1), (x0, y1)


def places(found: Iterable[Quad], grids: Sequence[Grid], ink: Image, points: float) -> list[PixelBox]:
    """The boxes of the lines of text, in pixels; ``ink`` has no rules in it, the grids are in points."""
    boxes = [upright(quad) for quad in found]
    usual = _usual_height(boxes)
    cut = [piece for box in boxes for piece in _at_walls(box, grids, points)]
    cut += [box for grid in grids for cell in grid.cells for box in _missed(cell, cut, ink, points, usual)]
    split = [line for box in cut for line in (_split(box, ink, usual) if box[3] - box[1] > 1.5 * usual else [box])]
    return [tight for box in split if (tight := _tightened(box, ink)) is not None]


def _usual_height(boxes: Sequence[PixelBox]) -> float:
    return median(y1 - y0 for _, y0, _, y1 in boxes) if boxes else 40.0


def _at_walls(box: PixelBox, grids: Sequence[Grid], points: float) -> list[PixelBox]:
    """The pieces of a box in the cells that it lies in; the box itself where it lies in no table."""
    x0, y0, x1, y1 = box
    for grid in grids:
        if not (grid.xs[0] < (x0 + x1) / 2 * points < grid.xs[-1] and grid.ys[0] < (y0 + y1) / 2 * points < grid.ys[-1]):
            continue
        pieces = []
        for cell in grid.cells:
            left, top, right, bottom = _inside(cell, points)
            piece = max(x0, left), max(y0, top), min(x1, right), min(y1, bottom)
            wide, high = piece[2] - piece[0], piece[3] - piece[1]
            if wide > _SLIVER * min(y1 - y0, bottom - top) and high > _SLIVER * min(y1 - y0, x1 - x0):
                pieces.append(piece)
        return pieces
    return [box]


def _inside(cell: GridCell, points: float) -> PixelBox:
    inset = _INSET / points
    return cell.x0 / points + inset, cell.y0 / points + inset, cell.x1 / points - inset, cell.y1 / points - inset


def _missed(cell: GridCell, boxes: Sequence[PixelBox], ink: Image, points: float, usual: float) -> list[PixelBox]:
    """The ink of a cell in which no line was found (a lone ``0``, a dash): one box around it, where it has the size of text."""
    left, top, right, bottom = (int(value) for value in _inside(cell, points))
    if any(x0 < right and x1 > left and y0 < bottom and y1 > top for x0, y0, x1, y1 in boxes):
        return []
    pieces = list(_components(ink[top:bottom, left:right], _SPECK / points))
    pieces = [piece for piece in pieces if _textlike(piece, usual)]
    if not pieces:
        return []
    pad = 0.15 * usual
    box = min(p[0] for p in pieces), min(p[1] for p in pieces), max(p[2] for p in pieces), max(p[3] for p in pieces)
    if box[3] - box[1] < 0.5 * usual:  # a dash: the engine wants to see it in a line's height
        middle = (box[1] + box[3]) / 2
        box = box[0], middle - usual / 2 + pad, box[2], middle + usual / 2 - pad
    return [(left + box[0] - pad, top + box[1] - pad, left + box[2] + pad, top + box[3] + pad)]


def _textlike(piece: PixelBox, usual: float) -> bool:
    wide, high = piece[2] - piece[0], piece[3] - piece[1]
    return (high > 0.35 * usual or wide > 0.3 * usual) and high < 2.5 * usual


def _components(ink: Image, speck: float) -> list[PixelBox]:
    import cv2

    if not ink.size:
        return []
    count, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    found = []
    for x, y, width, height, _ in stats[1:count]:
        if max(width, height) >= speck:
            found.append((float(x), float(y), float(x + width), float(y + height)))
    return found


def _split(box: PixelBox, ink: Image, usual: float) -> list[PixelBox]:
    """A tall box cut where no ink is between two lines of it; itself where there is one line in it."""
    x0, y0, x1, y1 = (max(int(value), 0) for value in box)
    rows = (ink[y0:y1, x0:x1] > 0).sum(axis=1) > 0
    bands: list[list[int]] = []
    for y, inked in enumerate(rows):
        if not inked:
            continue
        if bands and y - bands[-1][1] <= max(0.08 * usual, 1):
            bands[-1][1] = y
        else:
            bands.append([y, y])
    bands = [band for band in bands if band[1] - band[0] > 0.3 * usual]
    if len(bands) < 2:
        return [box]
    cuts = [0, *((one[1] + other[0]) // 2 for one, other in itertools.pairwise(bands)), y1 - y0]
    return [(box[0], y0 + top, box[2], y0 + bottom) for top, bottom in itertools.pairwise(cuts)]


def _tightened(box: PixelBox, ink: Image) -> PixelBox | None:
    """The box without what neighbouring lines reach into it, beyond a row without ink; nothing where it holds no ink."""
    x0, y0, x1, y1 = (max(int(value), 0) for value in box)
    part = ink[y0:y1, x0:x1]
    if not part.size or not part.any():
        return None
    rows = (part > 0).sum(axis=1)
    high = y1 - y0
    top = max((y for y in range(int(_EDGE * high)) if rows[y] == 0 and rows[:y].any()), default=-1)
    bottom = min((y for y in range(high - int(_EDGE * high), high) if rows[y] == 0 and rows[y:].any()), default=high)
    return box[0], box[1] + top + 1, box[2], box[3] - (high - bottom)
