"""Words as the scorer compares them: folded, and alike by edit distance. Digits are never alike, only equal."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

ALIKE = 0.8
"""Edit similarity from which two clauses say the same."""

_LATEX = ((r"\geq", "≥"), (r"\ge", "≥"), (r"\leq", "≤"), (r"\le", "≤"), (r"\times", "×"), (r"\%", "%"), ("$", ""))
_OPENING, _CLOSING = "[{〔【〈", "]}〕】〉"
_FORMS = str.maketrans(
    {
        **dict.fromkeys("“”„‟\"'‘’‚「」『』《》", None),
        **dict.fromkeys(_OPENING, "("),
        **dict.fromkeys(_CLOSING, ")"),
        **dict.fromkeys("–—−‐‑─", "-"),
        **dict.fromkeys("≧⩾", "≥"),
        **dict.fromkeys("≦⩽", "≤"),
        **dict.fromkeys("∶", ":"),
        **dict.fromkeys("、", ","),
    }
)
_DIGITS = re.compile(r"\d+(?:\.\d+)?")
_ENDS = ".,;:。"


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """``text`` without white space, quotes and LaTeX, in half-width forms, brackets and dashes of one kind."""
    for latex, sign in _LATEX:
        text = text.replace(latex, sign)
    plain = unicodedata.normalize("NFKC", text.translate(_FORMS)).translate(_FORMS)
    return "".join(plain.split()).lower()


@lru_cache(maxsize=65536)
def similarity(one: str, other: str) -> float:
    """1 less the edit distance of the folded texts over the length of the longer: 1 for equal, 0 for nothing in common."""
    return Levenshtein.normalized_similarity(fold(one), fold(other))


def same_words(one: str, other: str) -> bool:
    """Whether two clauses say the same: equal numbers, and words alike."""
    a, b = fold(one).strip(_ENDS), fold(other).strip(_ENDS)
    return a == b or (_DIGITS.findall(a) == _DIGITS.findall(b) and similarity(a, b) >= ALIKE)


def locate(words: str, text: str, start: int = 0) -> tuple[int, int] | None:
    """Where ``words`` stand in ``text`` from ``start`` on, white space and forms of characters apart."""
    letters, offsets = _unspaced(text)
    first = next((index for index, offset in enumerate(offsets) if offset >= start), len(offsets))
    for wanted in (_unspaced(words)[0], fold(words)):  # as it stands, or with its LaTeX undone
        found = letters.find(wanted, first) if wanted else -1
        if found >= 0:
            return offsets[found], offsets[found + len(wanted) - 1] + 1
    return None


@lru_cache(maxsize=64)
def _unspaced(text: str) -> tuple[str, tuple[int, ...]]:
    pieces = [(fold(char), offset) for offset, char in enumerate(text)]
    return "".join(piece for piece, _ in pieces), tuple(offset for piece, offset in pieces for _ in piece)
