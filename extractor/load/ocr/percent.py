"""Percent signs that came apart: in black and white the thin stroke breaks, and two small rings are read as zeros."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from extractor.load.ocr.engine import Char, Line
from extractor.load.ocr.places import upright

if TYPE_CHECKING:
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


def mended(line: Line, ink: Image) -> Line:
    """The line with two small rings behind a digit, the first one high and the second one low, as the sign that they are."""
    if line.chars is None:
        return line
    chars = list(line.chars)
    i = 1
    while i + 1 < len(chars):
        if chars[i - 1].c.isdigit() and chars[i].c in _RING and chars[i + 1].c in _RING and _is_sign(line, chars[i - 1 : i + 2], ink):
            chars[i : i + 2] = [_sign(chars[i], chars[i + 1])]
        i += 1
    return replace(line, text="".join(char.c for char in chars), chars=tuple(chars))


def _sign(one: Char, other: Char) -> Char:
    box = one.box[0], min(one.box[1], other.box[1]), other.box[2], max(one.box[3], other.box[3])
    return Char("%", box, _SURE)


def _is_sign(line: Line, chars: list[Char], ink: Image) -> bool:
    _, y0, _, y1 = upright(line.quad)
    middles = [(char.box[0] + char.box[2]) / 2 for char in chars]
    ends = [1.5 * middles[0] - 0.5 * middles[1], *((a + b) / 2 for a, b in zip(middles, middles[1:], strict=False)), 1.5 * middles[2] - 0.5 * middles[1]]
    digit, high, low = (_rows(ink[int(y0) : int(y1) + 1, max(int(a), 0) : int(b) + 1]) for a, b in zip(ends, ends[1:], strict=False))
    size = digit[1] - digit[0]
    if min(high[1] - high[0], low[1] - low[0]) <= 0 or max(high[1] - high[0], low[1] - low[0]) > _SMALL * size:
        return False
    return (sum(low) - sum(high)) / 2 > _APART * size


def _rows(part: Image) -> tuple[float, float]:
    """Between which rows nearly all of the ink lies."""
    import numpy as np

    mass = np.cumsum((part > 0).sum(axis=1))
    if not mass.size or mass[-1] == 0:
        return 0.0, 0.0
    return float(np.searchsorted(mass, _EDGE * mass[-1])), float(np.searchsorted(mass, (1 - _EDGE) * mass[-1])) + 1
