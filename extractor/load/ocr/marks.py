"""Marks whose half and full width a recogniser cannot tell; the white beside them can: a full-width mark fills half of its square."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractor.load.ocr.engine import Char

_FULL = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）"}
_HALF = {full: half for half, full in _FULL.items()}
_OPENING = "(（"
_WHITE = 0.4
"""In font sizes: more white than this between the ink of a mark and that of the next character belongs to the mark's square."""

_PAGE_NUMBER = re.compile(r"[-—–.·~一_][0-9]{1,3}[-—–.·~一_]")


def between_dashes(chars: list[Char]) -> list[Char]:
    """A number between two marks, alone on its line, is a page number between dashes, however the dashes were read."""
    if not is_page_number([char.c for char in chars]):
        return chars
    return [replace(chars[0], c="-"), *chars[1:-1], replace(chars[-1], c="-")]


def is_page_number(chars: Sequence[str]) -> bool:
    """Whether the line is a number between two marks."""
    return _PAGE_NUMBER.fullmatch("".join(chars)) is not None


def widths(chars: Sequence[str], inks: Sequence[tuple[float, float]], size: float) -> list[str]:
    """The characters, marks in the width that the white beside them shows: that before an opening bracket, behind another mark.

    The brackets of a pair have one width. Where nothing is seen (at the end of a line), Chinese characters nearby decide.
    """
    full = {i: _is_full(chars, inks, size, i) for i, c in enumerate(chars) if c in _FULL or c in _HALF}
    for one, other in _pairs(chars):
        told = [state for state in (full[one], full[other]) if state is not None]
        full[one] = full[other] = told[0] if told else None
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
