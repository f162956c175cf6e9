"""How many columns of a terminal text takes: Chinese characters take two."""

from __future__ import annotations

import unicodedata


def width_of(text: str) -> int:
    """Columns, wide and full-width characters as two, combining ones as none."""
    return sum(_width(char) for char in text)


def cut(text: str, width: int) -> str:
    """The text, ended with … where it is wider than ``width`` columns."""
    if width_of(text) <= width:
        return text
    kept, used = [], 1
    for char in text:
        used += _width(char)
        if used > width:
            break
        kept.append(char)
    return "".join(kept) + "…"


def _width(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
