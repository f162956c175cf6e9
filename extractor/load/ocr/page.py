"""One page's picture to the lines and tables that the digital loader would have found, in the page's level reading frame."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import TYPE_CHECKING

from extractor.load.ocr.cover import Cover, covered
from extractor.load.ocr.engine import Engine, Finder, Line, PixelBox, Quad
from extractor.load.ocr.frame import Warp
from extractor.load.ocr.glyphs import glyphs, measure, with_dash
from extractor.load.ocr.leaves import spine
from extractor.load.ocr.numbers import reread
from extractor.load.ocr.percent import mended
from extractor.load.ocr.photo import flattened
from extractor.load.ocr.places import places, quad_of, upright
from extractor.load.ocr.prepare import Prepared, half, level, stretched, turned, unshaded, without_stamps
from extractor.load.ocr.rules_lines import ink_mask, ruled
from extractor.load.ocr.seals import Disc, discs, paled
from extractor.load.ocr.sizes import agreed_sizes
from extractor.load.ocr.strays import doubted_decimals, without_strays
from extractor.load.ocr.strokes import slashed
from extractor.load.pdf_chars import Line as TextLine
from extractor.load.pdf_tables import Grid, find_grids

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from extractor.load.ocr.engine import Image

_PROBES = 6
"""Lines, the longest, that are read first: they tell whether the page stands on its head."""
_UPSIDE_DOWN = 0.85
"""Their mean confidence below which the page is tried the other way up."""
_NARROWEST = 72.0
_LEAST_FIELD = 100.0
"""Points: the width of the narrowest table, and the area that a field of its finest grid has on average at the least."""
_LEANS = 0.3
"""Degrees by which found lines lean if the page was not levelled."""
_LINE, _FEWEST = 6.0, 5
"""A line is long if it is so many times wider than high; so many of them tell how the page leans."""
_LONG = 2.0
"""A box so many times longer than wide shows which way its line runs."""


@dataclass(frozen=True, slots=True)
class PageRead:
    """What was read of a page: lines and grids in points of the frame, its size, and the way back to the page shown."""

    lines: list[TextLine]
    grids: list[Grid]
    width: float
    height: float
    to_page: Warp


@dataclass(frozen=True, slots=True)
class _View:
    """The page turned one way: its picture, its tables, its ink without rules, its lines (in pixels)."""

    prepared: Prepared
    grids: list[Grid]
    ink: Image
    boxes: list[PixelBox]


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What is read: grey and even, its seals (in pixels), the size of its pixels in points, its number.

    ``cover`` is what lies on the picture as it came, ``back`` the way to that picture.
    """

    grey: Image
    seals: list[Disc]
    points: float
    number: int
    cover: Cover
    back: NDArray[np.float64]

    def hides(self, box: PixelBox, prepared: Prepared) -> bool:
        """Whether a part of what stands in the box of a picture made from it may be hidden."""
        seals = (_seen(seal, prepared) for seal in self.seals)
        return any(seal.hides(box, self.points) for seal in seals) or self.cover.hides(box, self.back @ prepared.back)


def read_picture(
    image: Image, points: float, number: int, engine: Engine, finder: Finder, second: Engine | None = None
) -> tuple[PageRead, ...]:
    """Read the picture of page ``number``; two reads where it shows two pages side by side, the left one first.

    ``points`` is the size of its pixels in PDF points, ``second`` reads doubtful numbers again.
    """
    plain = without_stamps(image)
    flat = flattened(plain)
    grey = unshaded(flat.image)
    seals = discs(ink_mask(stretched(grey)), points)
    sheet = _Sheet(stretched(paled(grey, seals, points)), seals, points, number, covered(image, plain, points), flat.back)
    view, told = _upright(sheet, engine, finder)
    height, width = view.prepared.image.shape
    between = spine(view.boxes, view.grids, width, height, points)
    if between is None:
        return (_page_read(view, told, sheet, engine, second),)
    halves = [half(view.prepared, x0, x1) for x0, x1 in ((0, int(between)), (int(between), width))]
    views = [_view(sheet, *_found(one, finder)) for one in halves]
    return tuple(_page_read(one, {}, sheet, engine, second) for one in views)


def _page_read(view: _View, told: dict[int, Line], sheet: _Sheet, engine: Engine, second: Engine | None) -> PageRead:
    """The page in a view; ``told`` are those of its lines that have been read."""
    points, prepared = sheet.points, view.prepared
    told = told | _read(view, [i for i in range(len(view.boxes)) if i not in told], engine)
    read = [slashed(mended(told[i], view.ink), view.ink) for i in range(len(view.boxes))]
    read = without_strays(read, view.grids, points)
    lines = reread(read, prepared.image, engine, second, lambda box: sheet.hides(box, prepared))
    lines = doubted_decimals(lines, view.grids, points)
    measured = [one for line in lines if (one := measure(line, view.ink)) is not None]
    sizes = agreed_sizes(measured)
    text = [
        TextLine(sheet.number, glyphs(with_dash(one, size), size, one.base_for(size), points))
        for one, size in zip(measured, sizes, strict=True)
    ]
    height, width = prepared.image.shape
    return PageRead(text, view.grids, width * points, height * points, Warp.of(sheet.back @ prepared.back, points))


def _upright(sheet: _Sheet, engine: Engine, finder: Finder) -> tuple[_View, dict[int, Line]]:
    """The page standing on its feet, and the lines that were read to see that."""
    prepared, quads = _found(level(sheet.grey), finder)
    turns = 0
    if _sideways(quads):
        turns = 1
        prepared, quads = _found(turned(sheet.grey, 1), finder)
    view = _view(sheet, prepared, quads)
    told = _read(view, _probes(view.boxes), engine)
    if told and fmean(line.confidence for line in told.values()) < _UPSIDE_DOWN:
        other = _view(sheet, *_found(turned(sheet.grey, turns + 2), finder))
        heard = _read(other, _probes(other.boxes), engine)
        if heard and fmean(line.confidence for line in heard.values()) > fmean(line.confidence for line in told.values()):
            view, told = other, heard
    return view, told


def _found(prepared: Prepared, finder: Finder) -> tuple[Prepared, tuple[Quad, ...]]:
    """The places of the lines; where they lean together, those in the picture levelled once more, since dirt misled the first time."""
    quads = finder.find(prepared.image)
    angle = _lean(quads)
    if abs(angle) < _LEANS:
        return prepared, quads
    again = level(prepared.image, angle)
    whole = Prepared(again.image, prepared.back @ again.back, prepared.skew + angle)
    return whole, finder.find(again.image)


def _lean(quads: Sequence[Quad]) -> float:
    """The angle in degrees by which most of the long lines fall to the right; 0 where there are few."""
    import numpy as np

    sides = [(bx - ax, by - ay, dy - ay) for (ax, ay), (bx, by), _, (_, dy) in quads]
    angles = [float(np.degrees(np.arctan2(down, across))) for across, down, high in sides if across > _LINE * high]
    return float(np.median(angles)) if len(angles) >= _FEWEST else 0.0


def _sideways(quads: Sequence[Quad]) -> bool:
    """Whether the lines run up or down the page."""
    sizes = [(x1 - x0, y1 - y0) for x0, y0, x1, y1 in map(upright, quads)]
    across = sum(wide for wide, high in sizes if wide > _LONG * high)
    down = sum(high for wide, high in sizes if high > _LONG * wide)
    return down > 2 * across


def _view(sheet: _Sheet, prepared: Prepared, quads: Sequence[Quad]) -> _View:
    mask = ink_mask(prepared.image)
    seals = [_seen(seal, prepared).scaled(sheet.points) for seal in sheet.seals]
    groups, rules = ruled(mask, sheet.points, [upright(quad) for quad in quads], seals)
    grids = [grid for grid in find_grids(groups, sheet.number) if _is_table(grid)]
    ink = _without(mask, rules)
    return _View(prepared, grids, ink, places(quads, grids, ink, sheet.points))


def _seen(seal: Disc, prepared: Prepared) -> Disc:
    """The seal of a sheet in the picture made from it."""
    import numpy as np

    x, y, w = np.linalg.solve(prepared.back, (seal.x, seal.y, 1.0))
    return seal._replace(x=float(x / w), y=float(y / w))


def _is_table(grid: Grid) -> bool:
    """Whether a grid has the size of a table and room for text in its cells: strokes of a seal or of dirt have not."""
    return grid.xs[-1] - grid.xs[0] >= _NARROWEST and grid.area >= _LEAST_FIELD * grid.n_rows * grid.n_cols


def _probes(boxes: Sequence[PixelBox]) -> list[int]:
    order = sorted(range(len(boxes)), key=lambda i: boxes[i][0] - boxes[i][2])
    return order[:_PROBES]


def _read(view: _View, which: Sequence[int], engine: Engine) -> dict[int, Line]:
    lines = engine.read(view.prepared.image, [quad_of(view.boxes[i]) for i in which])
    return dict(zip(which, lines, strict=True))


def _without(mask: Image, rules: Image) -> Image:
    import cv2
    import numpy as np

    return np.asarray(cv2.bitwise_and(mask, cv2.bitwise_not(cv2.dilate(rules, np.ones((3, 3), np.uint8)))), np.uint8)
