"""The project that a table is about by the words over it: 表2 甲项目绩效评分表, or a heading that names 甲项目 alone."""

from __future__ import annotations

from extractor.document import Document
from extractor.readers.base import Words
from extractor.readers.roster import Roster
from extractor.readers.words import key_of

_LINES = 2
_LENGTH = 60


def captioned(document: Document, number: int, roster: Roster) -> Words | None:
    """The one known project that the lines right over the ``number``-th table name; null where they name none, or several."""
    at = document.blocks.index(document.tables[number])
    for block in reversed(document.blocks[max(0, at - _LINES) : at]):
        text = document.text[slice(*block.span)]
        if block.kind != "paragraph" or len(text) > _LENGTH or "。" in text:  # a sentence about something stands there
            return None
        said = key_of(text)
        named = [name for name in roster.names if len(key_of(name.text)) >= 4 and key_of(name.text) in said]
        if named:
            longest = max(named, key=lambda name: len(name.text))
            within = all(key_of(name.text) in key_of(longest.text) for name in named)
            return longest if within else None
    return None


def named_over(document: Document, roster: Roster) -> list[Words | None]:
    """For each table the project that the words over it name."""
    return [captioned(document, number, roster) for number in range(len(document.tables))]
