"""The errors of loaders and writers in English. They are raised in Chinese; here each sentence finds its English."""

from __future__ import annotations

import re
from functools import cache

from extractor.errors import ExtractorError

ENGLISH: dict[str, str] = {}


def english(text: str, kind: type[ExtractorError]) -> str:
    """The English of a Chinese ``what`` or ``todo``; one that is not in the catalogue keeps its Chinese after a general word."""
    if text.isascii():
        return text
    for pattern, said in _patterns():
        if match := pattern.fullmatch(text):
            return said.format(*match.groups())
    return text


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple(
        (re.compile("(.*?)".join(map(re.escape, chinese.split("{}"))), re.DOTALL), said) for chinese, said in ENGLISH.items()
    )
