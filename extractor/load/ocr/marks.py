"""Marks whose half and full width a recogniser cannot tell; the white beside them can: a full-width mark fills half of its square."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from extractor.load.ocr.engine import Char

_FULL = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）"}
_HALF = {full: half for half, full in _FULL.items()}
_OPENING = "(（"
_WHITE = 0.4
"""In font sizes: more white than this between the ink of a mark and that of the next character belongs to the mark's square."""

_PITCH = 0.7
"""In font sizes: a mark that takes more room than this between its neighbours is full-width, though dirt may fill its white."""
_SMALL = ".·,'`’"
_OF_CHINESE = "，。、；："
_AS_LIKELY = 0.05

_POINTED = re.compile(r"[.·,'`]?([0-9]+(?:,[0-9]{3})*\.[0-9]+%?)[.·,'`]?")
_PAGE_NUMBER = re.compile(r"[-—–.·~一_][0-9]{1,3}[-—–.·~一_]")


def between_dashes(chars: list[Char]) -> list[Char]:
    """A number between two marks, alone on its line, is a page number between dashes, however the dashes were read."""
    if not is_page_number([char.c for char in chars]):
        return chars
    return [replace(chars[0], c="-"), *chars[1:-1], replace(chars[-1], c="-")]


def is_page_number(chars: Sequence[str]) -> bool:
    """Whether the line is a number between two marks."""
    return _PAGE_NUMBER.fullmatch("".join(chars)) is not None


def alone(chars: Sequence[Char]) -> slice:
    """A number with a decimal point, alone on its line, without the speck before or behind it: no number has a second point."""
    found = _POINTED.fullmatch("".join(char.c for char in chars))
    return slice(found.start(1), found.end(1)) if found else slice(len(chars))


def of_chinese(chars: Sequence[Char]) -> list[Char]:
    """Small marks between Chinese characters as the Chinese marks that they might be too: there is no decimal point there."""
    found = list(chars)
    for i in range(1, len(found) - 1):
        if found[i].c in _SMALL and is_han(found[i - 1].c) and (is_han(found[i + 1].c) or found[i + 1].c.isdigit()):
            likely = next((c for c, weight in found[i].others if c in _OF_CHINESE and weight >= _AS_LIKELY), found[i].c)
            found[i] = replace(found[i], c=likely)
    return found


def widths(chars: Sequence[str], inks: Sequence[tuple[float, float]], middles: Sequence[float], size: float) -> list[str]:
    """The characters, marks in the width that the white beside them shows: that before an opening bracket, behind another mark.

    ``middles`` are where the engine saw the characters, ``inks`` where their ink is. The brackets of a pair have one width.
    Where nothing is seen (at the end of a line), Chinese characters nearby decide.
    """
    full = {i: _is_full(chars, inks, size, i) for i, c in enumerate(chars) if c in _FULL or c in _HALF}
    for i in _roomy(chars, middles, size):
        full[i] = True
    for one, other in _pairs(chars):
        told = [state for state in (full[one], full[other]) if state is not None]
        full[one] = full[other] = told[0] if told else _read_as(chars, one, other)
    return [_in_width(chars, i, full[i]) if i in full else c for i, c in enumerate(chars)]


def _is_full(chars: Sequence[str], inks: Sequence[tuple[float, float]], size: float, i: int) -> bool | None:
    """Whether the white shows a full-width mark; null where another mark or nothing stands there."""
    opening = chars[i] in _OPENING
    j = i - 1 if opening else i + 1
    if not 0 <= j < len(chars) or chars[j] in _FULL or chars[j] in _HALF:
        return None
    if chars[i] in ",:，：" and i > 0 and chars[i - 1].isdigit() and chars[j].isdigit():
        return False
    white = inks[i][0] - inks[j][1] if opening else inks[j][0] - inks[i][1]
    return white > _WHITE * size


def _roomy(chars: Sequence[str], middles: Sequence[float], size: float) -> Iterator[int]:
    """The commas, colons and semicolons behind a Chinese character that take the room of one, letter spacing apart."""
    pitches = [b - a for (c, a), (d, b) in pairwise(zip(chars, middles, strict=True)) if is_han(c) and is_han(d)]
    han = max(median(pitches), size) if pitches else size
    for i in range(1, len(chars) - 1):
        if chars[i] in ",，;；:：" and is_han(chars[i - 1]) and (is_han(chars[i + 1]) or chars[i + 1].isdigit()):
            room = middles[i + 1] - middles[i - 1] - (han if is_han(chars[i + 1]) else 0.75 * han)
            if room - (han - size) > _PITCH * size:
                yield i


def _read_as(chars: Sequence[str], one: int, other: int) -> bool | None:
    """The width that the engine read at both brackets of a pair; where it read two, that of the Chinese characters inside."""
    read = {chars[one] in _HALF, chars[other] in _HALF}
    return read.pop() if len(read) == 1 else any(is_han(c) for c in chars[one + 1 : other])


def _pairs(chars: Sequence[str]) -> Iterator[tuple[int, int]]:
    opened: list[int] = []
    for i, c in enumerate(chars):
        if c in _OPENING:
            opened.append(i)
        elif c in ")）" and opened:
            yield opened.pop(), i


def _in_width(chars: Sequence[str], i: int, full: bool | None) -> str:
    if full is None:
        near = chars[max(i - 2, 0) : i] if chars[i] not in _OPENING else chars[i + 1 : i + 3]
        full = any(is_han(c) for c in near)
    return _FULL.get(chars[i], chars[i]) if full else _HALF.get(chars[i], chars[i])


def is_han(c: str) -> bool:
    """Whether this is a Chinese character."""
    return "㐀" <= c <= "鿿"
