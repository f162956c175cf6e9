"""Marks whose half and full width a recogniser cannot tell: between Chinese characters they are full width, as the fonts print them."""

from __future__ import annotations

from dataclasses import replace

from extractor.load.ocr.engine import Char, Line

_FULL = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）"}


def in_context(line: Line) -> Line:
    """The line with its marks in the width of their surroundings."""
    if line.chars is None:
        return line
    chars = list(line.chars)
    for i, char in enumerate(chars):
        if char.c in _FULL and _among_han(chars, i):
            chars[i] = replace(char, c=_FULL[char.c])
    return replace(line, text="".join(char.c for char in chars), chars=tuple(chars))


def _among_han(chars: list[Char], i: int) -> bool:
    """Whether a Chinese character stands beside the mark; for a comma on both sides, since it groups digits too."""
    before, after = (chars[j].c if 0 <= j < len(chars) else "" for j in (i - 1, i + 1))
    if chars[i].c in ",:":
        return (is_han(before) or not before[:1].isdigit()) and (is_han(after) or not after[:1].isdigit())
    return is_han(before) or is_han(after)


def is_han(c: str) -> bool:
    """Whether this is a Chinese character."""
    return "㐀" <= c <= "鿿"
