"""Doubtful numbers of a scan in the card of a finding: where each stands, for the page's script to cut it out of the page's picture."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from extractor.document import Box
from extractor.doubt import questionable
from extractor.export.marks import Marks
from extractor.export.markup import Html, h
from extractor.export.messages import Words
from extractor.export.naming import pointers, printed, resolve
from schemas.extraction import Provenance, Span
from schemas.figure import Figure
from schemas.record import IndicatorValue, Pointer, Record
from schemas.result import Finding


def crops(finding: Finding, marks: Marks, pictured: Collection[int], t: Words) -> Html | None:
    """The doubtful numbers a finding speaks of; null where there are none on the pages ``pictured``.

    All is hidden until the script has drawn it, so that nothing is promised where no script runs.
    """
    items = [
        _crop(box, figure, place, t)
        for figure, place, boxes in _doubtful(finding, marks)
        for box in boxes
        if box.page in pictured
    ]  # fmt: skip
    return h("ul", {"class": "crops"}, *items) if items else None


def _doubtful(finding: Finding, marks: Marks) -> Iterator[tuple[Figure, Provenance, tuple[Box, ...]]]:
    """Each doubtful number once, though several values may be printed as one."""
    seen: set[Span] = set()
    record, provenance = marks.extraction.record, marks.extraction.provenance
    for pointer, figure in (entry for named in pointers(finding) for entry in _figures(record, named)):
        place = provenance.get(pointer)
        if place is not None and questionable(figure, place) and place.span not in seen:
            seen.add(place.span)
            yield figure, place, marks.by_pointer[pointer].boxes


def _figures(record: Record, pointer: Pointer) -> Iterator[tuple[Pointer, Figure]]:
    """The figure at a pointer, or those of the list or indicator value there."""
    value = resolve(record, pointer)
    if isinstance(value, Figure):
        yield pointer, value
    elif isinstance(value, IndicatorValue):
        yield from _figures(record, f"{pointer}/figures")
    elif isinstance(value, tuple):
        yield from ((f"{pointer}/{index}", entry) for index, entry in enumerate(value) if isinstance(entry, Figure))


def _crop(box: Box, figure: Figure, place: Provenance, t: Words) -> Html:
    said = t("alternatives", t("crop.joint").join(place.alternatives)) if place.alternatives else None
    sure = t("confidence", f"{place.confidence:.0%}") if place.confidence is not None else None
    where = " · ".join(part for part in (t("page_n", box.page), sure) if part)
    alt = t("crop.alt", place.quote, box.page)
    return h(
        "li",
        {"class": "crop", "hidden": True, "data-page": box.page, "data-box": _padded(box), "data-alt": alt},
        h("span", {}, t("crop.read", printed(figure))),
        h("span", {}, said) if said else None,
        h("small", {}, where),
    )


def _padded(box: Box) -> str:
    """Left, top, width and height in PDF points with a line's height around; a line on its side is as high as it is wide."""
    wide, high = box.x1 - box.x0, box.y1 - box.y0
    pad = min(high, 2 * wide)
    return " ".join(f"{value:.1f}" for value in (box.x0 - pad, box.y0 - pad, wide + 2 * pad, high + 2 * pad))
