"""Splits a document into chunks along its headings: a table whole, prose by sections."""

from __future__ import annotations

from extractor.document import Document, Span
from extractor.outline import outline

MAX_NUMERALS = 250
"""A model's chunk names its numerals in one enum of at most this many."""


def split(document: Document) -> tuple[Span, ...]:
    """Spans of ``document.text`` in reading order that together hold every block of the body once.

    A new chunk begins at a heading of the outermost style or a table, and wherever a chunk would hold over 250 numerals.
    """
    heads = {line.index for line in outline(document) if line.heading and not line.above}
    chunks: list[Span] = []
    open_: Span | None = None
    for index, block in enumerate(document.blocks):
        if block.kind == "aside":
            continue
        if open_ is None:
            open_ = block.span
        elif index in heads or block.kind == "table" or _count(document, (open_[0], block.span[1])) > MAX_NUMERALS:
            chunks.append(open_)
            open_ = block.span
        else:
            open_ = (open_[0], block.span[1])
    return tuple([*chunks, open_] if open_ is not None else chunks)


def _count(document: Document, span: Span) -> int:
    return sum(span[0] <= numeral.span[0] < span[1] for numeral in document.numerals)
