"""The report's pages as pictures, with a box for every mark."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping

from extractor.export.html_text import finding_numbers, mark_class
from extractor.export.marks import Marks
from extractor.export.markup import Html, h, join
from extractor.export.messages import Words
from extractor.export.pictures import PagePicture


def pages_view(marks: Marks, pictures: Mapping[int, PagePicture], t: Words) -> Html:
    """Each page: its picture and, above it, the boxes in the page's own points."""
    sizes = {page.number: (page.width, page.height) for page in marks.document.pages} if marks.document else {}
    boxes: dict[int, list[Html]] = {}
    for mark in sorted(marks.all, key=lambda mark: mark.rank, reverse=True):  # the front ones last, so on top
        found = marks.flags_on(mark)
        for box in mark.boxes:
            boxes.setdefault(box.page, []).append(
                h(
                    "rect",
                    {
                        "class": mark_class(mark, found, marks),
                        "data-m": mark.key,
                        "data-f": finding_numbers(found),
                        "x": _n(box.x0 - 1),
                        "y": _n(box.y0 - 1),
                        "width": _n(max(box.x1 - box.x0, 1) + 2),
                        "height": _n(max(box.y1 - box.y0, 1) + 2),
                        "rx": 1.5,
                    },
                )
            )
    return join(_sheet(number, pictures[number], sizes.get(number), boxes.get(number, []), t) for number in sorted(pictures))


def _sheet(number: int, picture: PagePicture, size: tuple[float, float] | None, boxes: list[Html], t: Words) -> Html:
    width, height = size or (picture.width, picture.height)
    source = f"data:{picture.mime};base64,{b64encode(picture.data).decode()}"
    image = h(
        "img",
        {"src": source, "alt": t("picture_alt", number), "width": round(width), "height": round(height)},
    )
    overlay = h("svg", {"viewBox": f"0 0 {_n(width)} {_n(height)}", "preserveAspectRatio": "none", "aria-hidden": "true"}, *boxes)
    return h("figure", {"class": "sheet", "data-page": number}, image, overlay, h("figcaption", {}, t("page_n", number)))


def _n(value: float) -> str:
    return f"{value:.1f}"
