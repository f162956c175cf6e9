"""One page's picture to the lines and tables that the digital loader would have found, in the page's level reading frame."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractor.load.ocr.engine import Engine, Finder
from extractor.load.ocr.frame import Warp
from extractor.load.ocr.glyphs import glyphs, measure
from extractor.load.ocr.places import places, quad_of, upright
from extractor.load.ocr.prepare import even, level, without_red
from extractor.load.ocr.rules_lines import ink_mask, ruled
from extractor.load.ocr.sizes import agreed_sizes
from extractor.load.pdf_chars import Line as TextLine
from extractor.load.pdf_tables import Grid, find_grids

if TYPE_CHECKING:
    from extractor.load.ocr.engine import Image

_PROBES = 5
_UPSIDE_DOWN = 0.85
"""Mean confidence of the longest lines below which the page is tried the other way up."""


@dataclass(frozen=True, slots=True)
class PageRead:
    """What was read of a page: lines and grids in points of the frame, its size, and the way back to the page shown."""

    lines: list[TextLine]
    grids: list[Grid]
    width: float
    height: float
    to_page: Warp


def read_picture(image: Image, points: float, number: int, engine: Engine, finder: Finder) -> PageRead:
    """Read the picture of page ``number``; ``points`` is the size of its pixels in PDF points."""
    grey = even(without_red(image))
    prepared = level(grey)
    mask = ink_mask(prepared.image)
    found = finder.find(prepared.image)
    groups, rules = ruled(mask, points, [upright(quad) for quad in found])
    grids = find_grids(groups, number)
    ink = _without(mask, rules)
    boxes = places(found, grids, ink, points)
    lines = engine.read(prepared.image, [quad_of(box) for box in boxes])
    measured = [one for line in lines if (one := measure(line, ink)) is not None]
    sizes = agreed_sizes(measured)
    text = [TextLine(number, glyphs(one, size, one.base, points)) for one, size in zip(measured, sizes, strict=True)]
    height, width = prepared.image.shape
    return PageRead(text, grids, width * points, height * points, Warp.of(prepared.back, points))


def _without(mask: Image, rules: Image) -> Image:
    import cv2
    import numpy as np

    return np.asarray(cv2.bitwise_and(mask, cv2.bitwise_not(cv2.dilate(rules, np.ones((3, 3), np.uint8)))), np.uint8)
