"""Whether the digits of a text layer have the shapes of those digits: a wrong character map may turn figures into other figures.

Nothing is recognised here: a digit's ink is laid over that of the ten digits in a few fonts of our own. That is cheap (a few
milliseconds, and no library that digital pages do without), and sure enough to say that a page must be read from its picture.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from itertools import pairwise
from math import hypot
from operator import mul
from typing import TYPE_CHECKING

import pymupdf

if TYPE_CHECKING:
    from extractor.load.pdf_chars import Glyph, Line
    from extractor.load.pdf_frame import BoxTuple

Shape = tuple[float, ...]
"""Ink in fields, row by row, of mean 0 and length 1."""

_DPI = 150
_FONTS = ("helv", "tiro", "cour", "hebo", "tibo", "china-s")
_SIDES = (8, 12)
"""Columns and rows of a shape."""
_SAMPLES = 2
_LEAST_SIZE, _LEAST_HEIGHT = 7.0, 5
"""Points of a font, and pixels of a digit: of smaller ones too little is seen."""
_INK = 160
_AHEAD = 0.15
"""By so much more another digit must resemble the ink than the digit that it is said to be (both of 1)."""
_ALIKE = 0.7
_FEWEST = 2
"""So many of the ten digits must look like others: one may be a font's odd shape."""


def digits_differ(page: pymupdf.Page, lines: Sequence[Line], to_page: Callable[[BoxTuple], BoxTuple]) -> bool:
    """Whether several digits of a page's text layer are drawn as other digits."""
    samples = _samples(lines)
    if len(samples) < _FEWEST:
        return False
    picture = _picture(page)
    wrong = sum(_is_other(digit, [_shape(picture, to_page(_box(glyph))) for glyph in glyphs]) for digit, glyphs in samples.items())
    return wrong >= _FEWEST


def _samples(lines: Sequence[Line]) -> dict[str, list[Glyph]]:
    """A few places of each digit, from all over the page."""
    found: dict[str, list[Glyph]] = {}
    for line in lines:
        for glyph in line.glyphs:
            if "0" <= glyph.c <= "9" and glyph.size >= _LEAST_SIZE and line.direction == 0:
                found.setdefault(glyph.c, []).append(glyph)
    return {digit: glyphs[:: max(len(glyphs) // _SAMPLES, 1)][:_SAMPLES] for digit, glyphs in found.items()}


def _box(glyph: Glyph) -> BoxTuple:
    return glyph.x0, glyph.base - 0.85 * glyph.size, glyph.x1, glyph.base + 0.05 * glyph.size


def _is_other(digit: str, shapes: Sequence[Shape | None]) -> bool:
    seen = [_likeness(shape) for shape in shapes if shape is not None]
    votes = sum(max(alike) >= _ALIKE and max(alike) > alike[int(digit)] + _AHEAD for alike in seen)
    return bool(seen) and 2 * votes > len(seen)


def _likeness(shape: Shape) -> list[float]:
    """The correlation with each of the ten digits, in the font that has it most alike."""
    return [max(sum(map(mul, shape, known)) for known in column) for column in _known()]


@cache
def _known() -> list[list[Shape]]:
    """The ten digits, each in our fonts."""
    with pymupdf.open() as doc:
        page = doc.new_page(width=360, height=40 * len(_FONTS) + 40)
        for row, font in enumerate(_FONTS):
            for digit in range(10):
                page.insert_text((20 + 30 * digit, 40 * (row + 1)), str(digit), fontsize=20, fontname=font)
        picture = _picture(page)
    return [_column(picture, 20 + 30 * digit) for digit in range(10)]


def _column(picture: pymupdf.Pixmap, left: float) -> list[Shape]:
    bases = [40 * (row + 1) for row in range(len(_FONTS))]
    shapes = (_shape(picture, (left - 2, base - 18, left + 22, base + 2)) for base in bases)
    return [shape for shape in shapes if shape is not None]


def _picture(page: pymupdf.Page) -> pymupdf.Pixmap:
    return page.get_pixmap(dpi=_DPI, colorspace=pymupdf.csGRAY, alpha=False)


def _shape(picture: pymupdf.Pixmap, box: BoxTuple) -> Shape | None:
    """The ink in a box of the page in one size and its own proportion; null where there is none."""
    x0, y0, x1, y1 = (max(round(value * _DPI / 72), 0) for value in box)
    rows = [
        picture.samples_mv[y * picture.stride + x0 : y * picture.stride + min(x1, picture.width)]
        for y in range(y0, min(y1, picture.height))
    ]
    inked = [[x for x, level in enumerate(row) if level < _INK] for row in rows]
    high = [y for y, row in enumerate(inked) if row]
    if not high or high[-1] - high[0] < _LEAST_HEIGHT:
        return None
    left, right = min(row[0] for row in inked if row), max(row[-1] for row in inked if row) + 1
    columns, lines = _SIDES
    wide = min(max(round(lines * (right - left) / (high[-1] + 1 - high[0])), 1), columns)
    fields = [
        [_mean(rows, top, bottom, one, other) for one, other in pairwise(_edges(left, right, wide))]
        for top, bottom in pairwise(_edges(high[0], high[-1] + 1, lines))
    ]
    spare = [0.0] * ((columns - wide) // 2), [0.0] * (columns - wide - (columns - wide) // 2)
    values = [value for row in fields for value in (*spare[0], *row, *spare[1])]
    middle = sum(values) / len(values)
    length = hypot(*(value - middle for value in values)) or 1.0
    return tuple((value - middle) / length for value in values)


def _edges(low: int, high: int, parts: int) -> list[float]:
    return [low + (high - low) * i / parts for i in range(parts + 1)]


def _mean(rows: Sequence[memoryview], top: float, bottom: float, left: float, right: float) -> float:
    """The darkness of a field."""
    levels = [level for row in rows[int(top) : max(int(bottom), int(top) + 1)] for level in row[int(left) : max(int(right), int(left) + 1)]]
    return 255 - sum(levels) / len(levels)
