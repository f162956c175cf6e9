"""How long a text is for a model, by three measures, since no vocabulary can be had without a download.

``tokens`` is the neutral estimate (one for a character outside ASCII, one for four ASCII characters) that latency and tables use.
``pieces`` follows how byte-pair vocabularies cut before they merge: it counts JSON marks and short ids dearer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_LETTERS = re.compile(r"[A-Za-z]+")
_DIGITS = re.compile(r"[0-9]+")
_SIGNS = re.compile(r"[!-/:-@\[-`{-~]+")
_SIGNS_A_PIECE = 3
"""``":"``, ``","`` and ``"]}`` are one token in today's vocabularies, longer runs are more."""


@dataclass(frozen=True, slots=True)
class Size:
    """One text, or many together."""

    tokens: int = 0
    pieces: int = 0
    characters: int = 0

    def __add__(self, other: Size) -> Size:
        """Both together."""
        return Size(self.tokens + other.tokens, self.pieces + other.pieces, self.characters + other.characters)


def size_of(text: str) -> Size:
    """A text by every measure."""
    wide = sum(ord(char) > 127 for char in text)
    return Size(wide + -(-(len(text) - wide) // 4), wide + _pieces(text), len(text))


def total(sizes: Iterable[Size]) -> Size:
    """All together."""
    return sum(sizes, Size())


def _pieces(text: str) -> int:
    words = len(_LETTERS.findall(text))
    digits = sum(-(-len(run) // 3) for run in _DIGITS.findall(text))
    return words + digits + sum(-(-len(run) // _SIGNS_A_PIECE) for run in _SIGNS.findall(text))
