"""From a line as an engine read it to the glyphs of a digital page: boxes of advance width, one size and base line for the line.

The engine tells the middle of a character to about a sixth of its height. The ink tells the rest: between two characters the cut
goes where least ink is, and a character's ink lies between its cuts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from extractor.load.ocr.engine import Char, Line
from extractor.load.ocr.marks import alone, between_dashes, is_han, is_page_number, of_chinese, widths
from extractor.load.ocr.places import upright
from extractor.load.pdf_chars import Glyph

if TYPE_CHECKING:
    from extractor.load.ocr.engine import Image

_HAN_INK = 0.91
"""The longer side of the ink of a large Chinese character, in font sizes."""
_HAN_FOOT = 0.10
"""How far below the base line its foot lies."""
_DIGIT_INK = 0.69
_OPENING = "（《〈「『【〔［｛“‘"
_CLOSING = "，。、；：！？）》〉」』】〕］｝”’"

_DASHES = "-–—－"
_SPACE = 0.22
"""White beside a dash, in font sizes, that is more than the dash's own."""
_TOUCH = 0.3
"""White between the squares of two characters, in font sizes, that is still the looseness of one line."""
_IN_NUMBER = 0.7
"""The same inside a number: some fonts set digits as wide as Chinese characters, and the engine saw one number."""

_HEADING_NUMBER = re.compile(r"[0-9]{1,2}(?:\.[0-9]{1,2})*(?=(?:19|20)[0-9]{2}年)")
"""Of a line that begins 3.22025年: the engine leaves out the blank between a heading's number and the year."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A line of glyphs still in pixels: their ink from left to right, the font size and the base line."""

    chars: tuple[Char, ...]
    inks: tuple[tuple[float, float], ...]
    size: float
    base: float
    sure: bool
    middle: float

    def base_for(self, size: float) -> float:
        """The base line if the size is this one: where another size was measured, dirt moved the foot of the ink too."""
        return self.base if abs(size - self.size) <= 0.15 * size else self.middle + 0.35 * size


def measure(line: Line, ink: Image) -> Measured | None:
    """The line's characters with the ink of each, its size and base; null where there is nothing."""
    chars = of_chinese(between_dashes([char for char in line.chars or () if not char.c.isspace()]))
    if not chars:
        return None
    x0, y0, x1, y1 = upright(line.quad)
    left, top = max(int(x0), 0), max(int(y0), 0)
    part = ink[top : max(int(y1) + 1, top + 1), left : max(int(x1) + 1, left + 1)]
    rows = part.sum(axis=1) // 255
    columns = part.sum(axis=0) // 255
    middles = [(char.box[0] + char.box[2]) / 2 - left for char in chars]
    found = inks(middles, columns)
    number = alone(chars)
    chars, middles, found = chars[number], middles[number], found[number]
    _, low = _extent(rows, max(1, 0.02 * rows.max()) if rows.size else 1)
    size, sure = _size(chars, found, part)
    han = any(is_han(char.c) for char in chars)
    base = top + low - (_HAN_FOOT * size if han else 0.01 * size)
    told = widths([char.c for char in chars], found, middles, size)
    chars = [replace(char, c=c) for char, c in zip(chars, told, strict=True)]
    placed = tuple((left + a, left + b) for a, b in found)
    return Measured(tuple(chars), placed, size, base, sure, (y0 + y1) / 2)


def with_dash(line: Measured, size: float) -> Measured:
    """A lone stroke wider than a character is a dash of two, not the numeral one."""
    if len(line.chars) != 1 or line.chars[0].c not in "一-—" or line.inks[0][1] - line.inks[0][0] < 1.4 * size:
        return line
    (left, right), dash = line.inks[0], replace(line.chars[0], c="—")
    return replace(line, chars=(dash, dash), inks=((left, (left + right) / 2), ((left + right) / 2, right)))


def is_wide(c: str) -> bool:
    """Whether the character takes a whole font size: Chinese characters and full-width marks."""
    return c >= "⺀" or c in "“”‘’—…①②③④⑤⑥⑦⑧⑨⑩"


def _extent(values: object, least: float) -> tuple[int, int]:
    import numpy as np

    inked = np.flatnonzero(np.asarray(values) >= least)
    return (int(inked[0]), int(inked[-1]) + 1) if inked.size else (0, len(values))  # type: ignore[arg-type]


def inks(middles: Sequence[float], columns: object) -> list[tuple[float, float]]:
    """The ink of each character between the cuts to its neighbours."""
    import numpy as np

    profile = np.asarray(columns, float)
    cuts = [0.0, *(_cut(profile, a, b) for a, b in pairwise(middles)), float(len(profile))]
    found = []
    for i, middle in enumerate(middles):
        a, b = int(cuts[i]), max(int(cuts[i + 1]), int(cuts[i]) + 1)
        inked = np.flatnonzero(profile[a:b] > 0)
        if inked.size:
            found.append((a + float(inked[0]), a + float(inked[-1]) + 1))
        else:
            found.append((middle - 1, middle + 1))
    return found


def _cut(profile: object, a: float, b: float) -> float:
    """Where least ink is between two middles, nearest to halfway."""
    import numpy as np

    values = np.asarray(profile)
    low, high = int(a + 0.15 * (b - a)), int(b - 0.15 * (b - a)) + 1
    low, high = max(low, 0), min(max(high, low + 1), len(values))
    if low >= high:
        return (a + b) / 2
    part = values[low:high]
    at = np.arange(low, high) + 0.5
    return float(at[np.argmin(part + 1e-3 * np.abs(at - (a + b) / 2))])


def _size(chars: Sequence[Char], inks: Sequence[tuple[float, float]], part: Image) -> tuple[float, bool]:
    """The font size in pixels, from the large ones among the Chinese characters, else from the ink's height; whether it is sure."""
    sides = sorted(_side(ink, part) for char, ink in zip(chars, inks, strict=True) if is_han(char.c))
    if sides:
        return sides[int(0.75 * (len(sides) - 1))] / _HAN_INK, len(sides) >= 6
    heights = [_height(ink, part) for char, ink in zip(chars, inks, strict=True) if char.c.isalnum()]
    return (float(median(heights)) / _DIGIT_INK if heights else part.shape[0] * 0.7), False


def _side(ink: tuple[float, float], part: Image) -> float:
    return max(ink[1] - ink[0], _height(ink, part))


def _height(ink: tuple[float, float], part: Image) -> float:
    top, bottom = _extent(part[:, int(ink[0]) : int(ink[1]) + 1].any(axis=1), 1)
    return bottom - top


def glyphs(line: Measured, size: float, base: float, points: float) -> list[Glyph]:
    """The glyphs in points; ``size`` and ``base`` (pixels) may be those that neighbouring lines agree on."""
    boxes = [_advance(char.c, ink, size) for char, ink in zip(line.chars, line.inks, strict=True)]
    least = 0.0 if is_page_number([char.c for char in line.chars]) else _SPACE * size
    heading = _HEADING_NUMBER.match("".join(char.c for char in line.chars))
    found: list[Glyph] = []
    left = boxes[0][0]
    for i, char in enumerate(line.chars):
        right, following, spaced = boxes[i][1], boxes[i][1], False
        if i + 1 < len(boxes):
            after, c = boxes[i + 1][0], line.chars[i + 1].c
            spaced = _parted(char.c, c, line.inks[i + 1][0] - line.inks[i][1], least) or (heading is not None and i + 1 == heading.end())
            touching = after - right < (_IN_NUMBER if _numeric(char.c) and _numeric(c) else _TOUCH) * size and not spaced
            right = (right + after) / 2 if touching or after < right else right
            following = right if touching else max(after, right)
        right = max(right, left + 0.1)
        glyph = Glyph(
            char.c, left * points, (base - 0.9 * size) * points, right * points, (base + 0.22 * size) * points,
            base * points, size * points, char.confidence, char.rivals,
        )  # fmt: skip
        found.append(glyph)
        if spaced:
            found.append(glyph._replace(c=" ", rivals=(), x0=glyph.x1, x1=max(following, right) * points))
        left = max(following, right)
    return found


def _numeric(c: str) -> bool:
    return c.isdigit() or c in ".,%"


def _parted(left: str, right: str, white: float, least: float) -> bool:
    """Whether a space stands between a dash and a digit (a page number between dashes is not a negative number)."""
    return white > least and ((left in _DASHES and right.isdigit()) or (left.isdigit() and right in _DASHES))


def _advance(c: str, ink: tuple[float, float], size: float) -> tuple[float, float]:
    """The box that the font gives a character, from where its ink lies."""
    middle = (ink[0] + ink[1]) / 2
    if c in _OPENING:
        return ink[1] - 0.95 * size, ink[1] + 0.05 * size
    if c in _CLOSING:
        return ink[0] - 0.08 * size, ink[0] + 0.92 * size
    if is_wide(c):
        half = max(size, ink[1] - ink[0]) / 2
        return middle - half, middle + half
    half = max(0.25 * size if c.isalnum() else 0.14 * size, (ink[1] - ink[0]) / 2)
    return middle - half, middle + half
