"""Sentences of a line and the numerals in them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from extractor.document import SET_ASIDE_KINDS, Document, Numeral, Span

_END = re.compile(r"[。！？!?\n]")


def sentences(text: str, span: Span) -> Iterator[Span]:
    """The sentences of ``span``; a semicolon does not end one, for parts of one total are often set apart by it."""
    start = span[0]
    for found in _END.finditer(text, span[0], span[1]):
        if found.end() - start > 1:
            yield start, found.end()
        start = found.end()
    if start < span[1]:
        yield start, span[1]


class Numbers:
    """The numerals of a document by place, those that carry figures apart from those set aside by form."""

    def __init__(self, document: Document) -> None:
        self._all = document.numerals
        self._text = document.text
        self._starts = [numeral.span[0] for numeral in document.numerals]

    def figures(self, span: Span) -> list[Numeral]:
        """The numerals inside ``span`` that may carry a figure; doubtful cuts are left to the reviewer."""
        return [n for n in self.all(span) if n.kind not in SET_ASIDE_KINDS and not n.glued and not self._broken(n)]

    def broken(self, span: Span) -> bool:
        """Whether a broken number stands inside ``span``."""
        return any(self._broken(numeral) for numeral in self.all(span))

    def _broken(self, numeral: Numeral) -> bool:
        """Whether more digits follow behind a space: 1 50. 00万元 is read by nobody."""
        behind = self._text[numeral.extent[1] : numeral.extent[1] + 4]
        return numeral.unit_from == "document" and re.match(r"[ \u3000]+[.\d]", behind) is not None

    def all(self, span: Span) -> list[Numeral]:
        """Every numeral inside ``span``."""
        first = bisect_left(self._starts, span[0])
        last = bisect_left(self._starts, span[1])
        return list(self._all[first:last])
