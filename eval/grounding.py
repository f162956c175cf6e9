"""Whether the figures of a record point at places that print them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from eval.scores import Grounding
from eval.values import number
from extractor.document import Box, Document
from schemas.base import Shape
from schemas.extraction import Extraction, Provenance
from schemas.figure import Figure


def ground(extraction: Extraction, document: Document) -> Grounding:
    """Counts by ``eval.scores.Grounding``: of every figure of the record."""
    starts = [numeral.span[0] for numeral in document.numerals]
    figures = span = page = box = 0
    for path, figure in figure_paths(extraction.record):
        place = extraction.provenance.get(path)
        figures += 1
        if place is None or not _prints(document, starts, place, figure):
            continue
        span += 1
        boxes = document.boxes(place.span)
        page += bool(boxes) and place.page == boxes[0].page
        box += any(_meets(place, one) for one in boxes)
    return Grounding(figures=figures, span=span, paged=figures if document.pages else 0, page=page, box=box)


def figure_paths(value: object, path: str = "") -> Iterator[tuple[str, Figure]]:
    """Every figure of a record and its pointer."""
    if isinstance(value, Figure):
        yield path, value
    elif isinstance(value, tuple):
        for index, one in enumerate(value):
            yield from figure_paths(one, f"{path}/{index}")
    elif isinstance(value, Shape):
        for key in type(value).model_fields:
            yield from figure_paths(getattr(value, key), f"{path}/{key}")


def _prints(document: Document, starts: list[int], place: Provenance, figure: Figure) -> bool:
    """Whether a numeral of the document lies in the place and prints the figure's number."""
    wanted = number(figure.printed)
    first = max(bisect_right(starts, place.span[0]) - 1, 0)
    for numeral in document.numerals[first:]:
        if numeral.span[0] >= place.span[1]:
            return False
        if numeral.span[1] > place.span[0] and number(numeral.printed) == wanted:
            return True
    return False


def _meets(place: Provenance, box: Box) -> bool:
    if place.bbox is None or place.page != box.page:
        return False
    x0, y0, x1, y1 = place.bbox
    return x0 < box.x1 and box.x0 < x1 and y0 < box.y1 and box.y0 < y1
