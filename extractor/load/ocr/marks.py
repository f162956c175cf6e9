"""Marks whose half and full width a recogniser cannot tell; the white beside them can: a full-width mark fills half of its square."""

from __future__ import annotations

from collections.abc import Sequence

_FULL = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）"}
_HALF = {full: half for half, full in _FULL.items()}
_OPENING = "(（"
_WHITE = 0.42
"""In font sizes: more white than this between the ink of a mark and that of the next character belongs to the mark's square."""


def widths(chars: Sequence[str], inks: Sequence[tuple[float, float]], size: float) -> list[str]:
    """The characters, marks in the width that the white beside them shows; where a line ends, in that of their surroundings."""
    return [_width(chars, inks, size, i) if c in _FULL or c in _HALF else c for i, c in enumerate(chars)]


def _width(chars: Sequence[str], inks: Sequence[tuple[float, float]], size: float, i: int) -> str:
    half, full = _HALF.get(chars[i], chars[i]), _FULL.get(chars[i], chars[i])
    before, after = (chars[j] if 0 <= j < len(chars) else "" for j in (i - 1, i + 1))
    if half in ",:." and before.isdigit() and after.isdigit():
        return half
    neighbour = before if half in _OPENING else after
    if not neighbour or neighbour in _FULL or neighbour in _HALF:
        return full if is_han(before) or is_han(after) or not (before or after).isascii() else half
    white = inks[i][0] - inks[i - 1][1] if half in _OPENING else inks[i + 1][0] - inks[i][1]
    return full if white > _WHITE * size else half


def is_han(c: str) -> bool:
    """Whether this is a Chinese character."""
    return "㐀" <= c <= "鿿"
