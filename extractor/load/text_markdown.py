"""Markdown's marks: headings give levels, emphasis and escapes go, what is printed stays."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence

from extractor.load import text_prose
from extractor.load.compose import Paragraph, tidy

_MAX_LINE = 10_000
_HEADING = re.compile(r"^ {0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
_DROP = re.compile(r"^\s*(?:`{3,}\w*|~{3,}\w*|(?:[-*_]\s*){3,})\s*$")
_MARKER = re.compile(r"^\s*(?:[-*+]\s+(?:\[[ xX]\]\s+)?|>\s?)+")
_IMAGE = re.compile(r"!\[([^\]]*)\]\([^)]*\)")
_LINK = re.compile(r"\[([^\]]+)\]\([^)]*\)")
_TAG = re.compile(r"</?(?:b|i|u|em|strong|span|font|p|div|center|sup|sub|a)(?:\s[^<>]*)?>|<!--.*?-->", re.IGNORECASE)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_STRONG = re.compile(r"(\*\*|__)(?=[^\s*_])([^*\n]+?)(?<=\S)\1")
# A single star between two letters or digits is a multiplication sign or a masked name, not emphasis.
_EMPHASIS = re.compile(r"(?<![\w*\\])\*(?=[^\s*])([^*\n]+?)(?<=\S)\*(?![\w*])")
_CODE = re.compile(r"`([^`\n]+)`")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|~>])")


def paragraphs(lines: Sequence[str]) -> Iterator[Paragraph]:
    """The paragraphs of Markdown prose, headings with their level."""
    prose: list[str] = []
    for line in lines:
        heading = _HEADING.match(line)
        if heading:
            yield from text_prose.paragraphs(prose)
            prose = []
            yield Paragraph(tidy(plain(heading.group(2))), level=len(heading.group(1)))
        elif not _DROP.match(line):
            prose += [plain(piece) for piece in _BREAK.split(_MARKER.sub("", line))]
    yield from text_prose.paragraphs(prose)


def plain(text: str) -> str:
    """One line without its marks."""
    if len(text) > _MAX_LINE:
        return text  # no one writes marks there, and matching pairs would take its time
    text = _LINK.sub(r"\1", _IMAGE.sub(r"\1", _TAG.sub("", text)))
    for mark in (_STRONG, _EMPHASIS, _CODE):
        text = mark.sub(lambda match: match.group(match.lastindex or 0), text)
    return html.unescape(_ESCAPE.sub(r"\1", text))
