"""How well a page was read: characters, numbers, and where the numbers stand."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import Indel, Levenshtein

Quad = tuple[float, float, float, float]
"""An upright box: x0, y0, x1, y1."""

_NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?", re.ASCII)
IOU = 0.5


@dataclass(frozen=True, slots=True)
class Line:
    """Text of one line; ``boxes`` are those of its characters where the reader knows them, else its box is shared among them."""

    text: str
    box: Quad
    boxes: tuple[Quad, ...] | None = None


@dataclass(frozen=True, slots=True)
class Number:
    """One number: its digits in half width without separators, and where they stand."""

    digits: str
    box: Quad


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of one page or of many: ``wrong`` of ``chars``; ``found``, ``in_order`` and ``placed`` of ``numbers``.

    ``extra`` numbers were read and are not there.
    """

    pages: int = 0
    chars: int = 0
    wrong: int = 0
    numbers: int = 0
    found: int = 0
    in_order: int = 0
    placed: int = 0
    extra: int = 0

    def __add__(self, other: Tally) -> Tally:
        """Both together."""
        return Tally(*(a + b for a, b in zip(self._parts(), other._parts(), strict=True)))

    def _parts(self) -> tuple[int, ...]:
        return self.pages, self.chars, self.wrong, self.numbers, self.found, self.in_order, self.placed, self.extra


def total(tallies: Iterable[Tally]) -> Tally:
    """All together."""
    return sum(tallies, Tally())


def plain(text: str) -> str:
    """What counts of a text: half-width forms, no white space."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def numbers(lines: Iterable[Line]) -> list[Number]:
    """Every number of every line, in the order of the lines."""
    return [number for line in lines for number in _numbers(line)]


def _numbers(line: Line) -> Iterable[Number]:
    folded, origin = _folded(line.text)
    boxes = line.boxes or _shared_out(line)
    for found in _NUMBER.finditer(folded):
        mine = boxes[origin[found.start()] : origin[found.end() - 1] + 1]
        yield Number(found[0].replace(",", ""), around(mine))


def _folded(text: str) -> tuple[str, list[int]]:
    """Half-width forms, and for each of their characters which one it comes from."""
    forms = [unicodedata.normalize("NFKC", char) for char in text]
    return "".join(forms), [at for at, form in enumerate(forms) for _ in form]


def around(boxes: Sequence[Quad]) -> Quad:
    """The box that holds them all."""
    left, top, right, bottom = zip(*boxes, strict=True)
    return min(left), min(top), max(right), max(bottom)


def _shared_out(line: Line) -> tuple[Quad, ...]:
    """A line's width shared among its characters: full-width ones take two parts, others one."""
    parts = [2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in line.text]
    at, each = line.box[0], (line.box[2] - line.box[0]) / max(sum(parts), 1)
    edges = [at]
    for part in parts:
        at += part * each
        edges.append(at)
    return tuple((left, line.box[1], right, line.box[3]) for left, right in pairwise(edges))


def tally(true: Sequence[Line], there: Sequence[Number], read: Sequence[Line], ordered: bool) -> Tally:
    """One page; ``there`` are its numbers at their places on the scan.

    ``ordered``: characters are compared in order (prose); else as a bag, since a table has no one order of reading.
    """
    wanted, got = plain("".join(line.text for line in true)), plain("".join(line.text for line in read))
    seen = numbers(read)
    want, have = [one.digits for one in there], [one.digits for one in seen]
    found = (Counter(want) & Counter(have)).total()
    return Tally(
        pages=1,
        chars=len(wanted),
        wrong=Levenshtein.distance(wanted, got) if ordered else _bag(wanted, got),
        numbers=len(want),
        found=found,
        in_order=(len(want) + len(have) - Indel.distance(want, have)) // 2,
        placed=_placed(there, seen),
        extra=len(have) - found,
    )


def _bag(wanted: str, got: str) -> int:
    """Missing or invented characters, whichever are more: a wrong character is both, and counts once."""
    return max((Counter(wanted) - Counter(got)).total(), (Counter(got) - Counter(wanted)).total())


def _placed(there: Sequence[Number], seen: Sequence[Number]) -> int:
    """True numbers that were read where they stand, each reading used once."""
    free = list(seen)
    count = 0
    for number in there:
        near = [one for one in free if one.digits == number.digits and iou(one.box, number.box) >= IOU]
        if near:
            free.remove(max(near, key=lambda one: iou(one.box, number.box)))
            count += 1
    return count


def iou(one: Quad, other: Quad) -> float:
    """Shared area as a part of the area of both."""
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    if width <= 0 or height <= 0:
        return 0.0
    return width * height / (_area(one) + _area(other) - width * height)


def _area(box: Quad) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])
