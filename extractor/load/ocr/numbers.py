"""Numbers that were read unsurely are read again, alone and by a second engine; what stays open stays on the number.

A number is only ever replaced by what two of three readings say; the reading that lost is kept beside it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from extractor.document import SURE
from extractor.load.ocr.engine import Char, Engine, Line, PixelBox, Quad
from extractor.load.ocr.places import quad_of, upright

if TYPE_CHECKING:
    from extractor.load.ocr.engine import Image

_HIDDEN = 0.5
"""The confidence of a number of which a part may be hidden."""
_MOST = 60
"""Numbers of a page that are read again at most: beyond, the page as a whole is bad and each reading costs as much."""
_NUMBER = re.compile(r"[0-9OoIl|](?:[0-9OoIl|.,，．·:\-]*[0-9OoIl|])?[%％]?")
_STAINED = re.compile(r"(?<=,[0-9]{3})(?P<point>:)[0-9]{1,2}(?![0-9:])|(?<=[0-9])(?P<points>\.\.)(?=[0-9]{1,2}(?![0-9]))")
"""A colon behind grouped thousands, two points: a decimal point with a speck above or beside it."""
_LETTERS = str.maketrans("OoIl|，．：·％", "00111,.:.%")
_FULL_WIDTH = str.maketrans("０１２３４５６７８９％", "0123456789%")
_KNOWN = re.compile(r"-?[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?%?")


@dataclass(frozen=True, slots=True)
class _Doubt:
    """A number of a line: which line, which characters, where."""

    line: int
    start: int
    end: int
    quad: Quad


def reread(
    lines: Sequence[Line], image: Image, engine: Engine, second: Engine | None, hidden: Callable[[PixelBox], bool] = lambda _: False
) -> list[Line]:
    """The lines, with their unsure numbers read again; ``Char.rivals`` of a number's first character holds the readings that lost.

    A number of which a part may be ``hidden`` stays unsure, whatever the readings say: they all see the same.
    """
    found = [_doubted(_spelled(line), hidden) for line in lines]
    doubts = [doubt for i, line in enumerate(found) for doubt in _doubts(i, line)][:_MOST]
    if not doubts:
        return found
    quads = [doubt.quad for doubt in doubts]
    alone = engine.read(image, quads)
    other = second.read(image, quads) if second else [None] * len(quads)
    for doubt, mine, theirs in sorted(zip(doubts, alone, other, strict=True), key=lambda one: -one[0].start):
        found[doubt.line] = _settled(found[doubt.line], doubt, _spelled(mine), theirs)
    return [_doubted(line, hidden) for line in found]


def _doubted(line: Line, hidden: Callable[[PixelBox], bool]) -> Line:
    """The line with no number surer than one that is hidden in part can be."""
    if line.chars is None:
        return line
    chars = list(line.chars)
    for match in _NUMBER.finditer("".join(char.c for char in chars)):
        start = match.start() - (match.start() > 0 and chars[match.start() - 1].c in ".,")
        part = chars[start : match.end()]
        _, y0, _, y1 = upright(line.quad)
        if any(char.c.isdigit() for char in part) and hidden((part[0].box[0], y0, part[-1].box[2], y1)):
            chars[start : match.end()] = [replace(char, confidence=min(char.confidence, _HIDDEN)) for char in part]
    return replace(line, chars=tuple(chars))


def _spelled(line: Line) -> Line:
    """Full-width digits as plain ones, letters between digits as the digits they look like, one point for a stained or doubled one.

    There is no other way to read them.
    """
    if line.chars is None:
        return line
    chars = [replace(char, c=char.c.translate(_FULL_WIDTH)) for char in line.chars]
    for i in range(1, len(chars) - 1):
        if chars[i].c in "OoIl|．" and chars[i - 1].c.isdigit() and chars[i + 1].c.isdigit():
            chars[i] = replace(chars[i], c=chars[i].c.translate(_LETTERS))
    for match in reversed(list(_STAINED.finditer("".join(char.c for char in chars)))):
        start, end = match.span(match.lastgroup or 0)
        chars[start:end] = [replace(chars[start], c=".")]
    return replace(line, text="".join(char.c for char in chars), chars=tuple(chars))


def _doubts(index: int, line: Line) -> Iterator[_Doubt]:
    if line.chars is None:
        return
    text = "".join(char.c for char in line.chars)
    for match in _NUMBER.finditer(text):
        chars = line.chars[match.start() : match.end()]
        if any(char.c.isdigit() for char in chars) and min(char.confidence for char in chars) < SURE:
            yield _Doubt(index, match.start(), match.end(), _around(line, match.start(), match.end()))


def _around(line: Line, start: int, end: int) -> Quad:
    """The place of some characters of a line, up to halfway to their neighbours."""
    assert line.chars is not None
    x0, y0, x1, y1 = upright(line.quad)
    chars = line.chars
    pad = 0.25 * (y1 - y0)
    left = max(x0, chars[start].box[0] - pad)
    right = min(x1, chars[end - 1].box[2] + pad)
    if start:
        left = max(left, (chars[start - 1].box[2] + chars[start].box[0]) / 2)
    if end < len(chars):
        right = min(right, (chars[end - 1].box[2] + chars[end].box[0]) / 2)
    return quad_of((left, y0, max(right, left + 4), y1))


def _settled(line: Line, doubt: _Doubt, alone: Line, second: Line | None) -> Line:
    assert line.chars is not None
    first = line.chars[doubt.start : doubt.end]
    mine = alone.chars or ()
    readings = [_plain(first), _plain(mine), second.text.translate(_LETTERS) if second else ""]
    told = [reading for reading in readings if _KNOWN.fullmatch(reading)]
    agreed = next((reading for reading in told if told.count(reading) > 1), None)
    if agreed is None or agreed not in readings[:2]:
        kept, sure = first, min(char.confidence for char in first)
    elif agreed == readings[0]:
        kept, sure = first, max(SURE, min(char.confidence for char in mine) if agreed == readings[1] else SURE)
    else:
        kept, sure = mine, min(char.confidence for char in mine)
    rivals = tuple(dict.fromkeys(reading for reading in (*first[0].rivals, *told) if reading != _plain(kept)))
    chars = [replace(char, confidence=max(char.confidence, sure)) for char in kept]
    chars[0] = replace(chars[0], rivals=rivals)
    whole = (*line.chars[: doubt.start], *chars, *line.chars[doubt.end :])
    return replace(line, text="".join(char.c for char in whole), chars=whole)


def _plain(chars: Sequence[Char]) -> str:
    return "".join(char.c for char in chars).strip().translate(_LETTERS)
