"""Provenance: where each value of the record is printed."""

from __future__ import annotations

from extractor.document import Document, Numeral, Span
from extractor.readers.base import Words
from schemas.extraction import Place, Provenance
from schemas.figure import Figure


def figure_of(numeral: Numeral, as_of: bool, shared: str | None = None) -> Figure:
    """A numeral as a figure of the record."""
    return Figure(
        printed=numeral.printed,
        unit=numeral.unit,
        op=numeral.op,  # type: ignore[arg-type] # the tokenizer's bounds are the contract's
        as_of=numeral.as_of if as_of else None,
        shared=shared,  # type: ignore[arg-type] # each or joint
    )


def place_numeral(document: Document, numeral: Numeral, place: Place, role: float | None = None) -> Provenance:
    """Where a numeral stands. ``role`` is how firmly its role stands, where several readers were heard.

    The confidence is the lesser of that and of the OCR's: neither is a frequency that could be multiplied, the weaker link is
    what a reviewer must look at, and a bound set for OCR keeps its meaning.
    """
    return Provenance(
        page=(page := document.page_of(numeral.span)),
        part=document.part_of(page),
        bbox=_bbox(document, numeral.span),
        span=numeral.span,
        quote=document.text[numeral.extent[0] : numeral.extent[1]],
        source=numeral.source,
        place="table" if numeral.cell is not None else place,
        cell=numeral.cell,
        unit_from=numeral.unit_from,
        confidence=min((one for one in (numeral.confidence, role) if one is not None), default=None),
        alternatives=numeral.alternatives,
        settled_by=numeral.settled_by,
    )


def place_words(document: Document, words: Words, place: Place) -> Provenance:
    """Where words stand."""
    return Provenance(
        page=(page := document.page_of(words.span)),
        part=document.part_of(page),
        bbox=_bbox(document, words.span),
        span=words.span,
        quote=document.text[words.span[0] : words.span[1]],
        source="text",
        place=place,
    )


def _bbox(document: Document, span: Span) -> tuple[float, float, float, float] | None:
    """The rectangle around the part of ``span`` on its first page."""
    boxes = document.boxes(span)
    if not boxes:
        return None
    first = [box for box in boxes if box.page == boxes[0].page]
    edges = (min(b.x0 for b in first), min(b.y0 for b in first), max(b.x1 for b in first), max(b.y1 for b in first))
    return (round(edges[0], 2), round(edges[1], 2), round(edges[2], 2), round(edges[3], 2))
