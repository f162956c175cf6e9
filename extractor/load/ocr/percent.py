"""Percent signs that came apart: in black and white the thin stroke breaks, and two small rings are read as zeros."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from extractor.load.ocr.engine import Char, Line
from extractor.load.ocr.glyphs import inks
from extractor.load.ocr.places import upright

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.load.ocr.engine import Image

_RING = "0oOº°。à%6"
"""What the rings of the sign are read as; the first of them also as the whole sign."""
_SMALL = 0.75
"""Of a digit's height: a ring is lower."""
_APART = 0.2
"""Of a digit's height: the second ring's middle is so much lower than the first one's."""
_SURE = 0.95
_EDGE = 0.04
"""Of the ink above and below that may be dirt."""

Rows = tuple[float, float]


def mended(line: Line, ink: Image) -> Line:
    """The line with two small rings behind a digit, the first one high and the second one low, as the sign that they are."""
    chars = list(line.chars or ())
    if not any(_suspected(chars, i) for i in range(1, len(chars) - 1)):
        return line
    x0, y0, x1, y1 = (max(int(value), 0) for value in upright(line.quad))
    part = ink[y0 : y1 + 1, x0 : x1 + 1]
    wide = inks([(char.box[0] + char.box[2]) / 2 - x0 for char in chars], (part > 0).sum(axis=0))
    high = [_rows(part[:, int(a) : int(b)]) for a, b in wide]
    for i in reversed(range(1, len(chars) - 1)):
        if _suspected(chars, i) and _is_sign(*high[i - 1 : i + 2]):
            chars[i : i + 2] = [_sign(chars[i], chars[i + 1])]
    return replace(line, text="".join(char.c for char in chars), chars=tuple(chars))


def _suspected(chars: Sequence[Char], i: int) -> bool:
    return i + 1 < len(chars) and chars[i - 1].c.isdigit() and chars[i].c in _RING and chars[i + 1].c in _RING


def _sign(one: Char, other: Char) -> Char:
    box = one.box[0], min(one.box[1], other.box[1]), other.box[2], max(one.box[3], other.box[3])
    return Char("%", box, _SURE)


def _is_sign(digit: Rows, one: Rows, other: Rows) -> bool:
    size, rings = digit[1] - digit[0], (one[1] - one[0], other[1] - other[0])
    return min(rings) > 0 and max(rings) <= _SMALL * size and (sum(other) - sum(one)) / 2 > _APART * size


def _rows(part: Image) -> Rows:
    """Between which rows nearly all of the ink lies."""
    import numpy as np

    mass = np.cumsum((part > 0).sum(axis=1))
    if not mass.size or mass[-1] == 0:
        return 0.0, 0.0
    return float(np.searchsorted(mass, _EDGE * mass[-1])), float(np.searchsorted(mass, (1 - _EDGE) * mass[-1])) + 1
