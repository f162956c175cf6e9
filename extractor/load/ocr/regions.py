"""Text layer or recognition, page by page and region by region: which layer is to be trusted, which pictures hold text of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.load.ocr.glyphs import glyphs, measure
from extractor.load.ocr.numbers import reread
from extractor.load.ocr.places import quad_of
from extractor.load.ocr.prepare import even, without_stamps
from extractor.load.ocr.rules_lines import ink_mask
from extractor.load.ocr.scan import picture, readers
from extractor.load.pdf_chars import Glyph, Line

if TYPE_CHECKING:
    import pymupdf

    from extractor.load.pdf_frame import BoxTuple, WayBack

_FEWEST = 20
_COMMON = 0.75
"""In Chinese prose 97 of 100 characters are of the first level of GB 2312; in a wrongly mapped font as many as chance gives."""
_WIDE = 0.85
_MISFIT = 0.3
"""So many characters of full width that are told to be Latin letters are told wrongly."""
_LEAST_AREA = 300.0
_SURE_LINE = 0.8
_NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)*")


def is_garbled(lines: Sequence[Line]) -> bool:
    """Whether the characters of a text layer cannot be those that the page shows: a wrong or missing character map."""
    inked = [glyph for line in lines for glyph in line.glyphs if not glyph.c.isspace()]
    if len(inked) < _FEWEST:
        return False
    unknown = sum(glyph.c == "\ufffd" or "\ue000" <= glyph.c <= "\uf8ff" for glyph in inked)
    misfit = sum(glyph.c < "\u2000" and glyph.c.isalpha() and glyph.x1 - glyph.x0 > _WIDE * glyph.size for glyph in inked)
    han = [glyph.c for glyph in inked if "㐀" <= glyph.c <= "鿿"]
    common = sum(_is_common(c) for c in han)
    rare = len(han) >= _FEWEST and common < _COMMON * len(han)
    return rare or unknown > 0.1 * len(inked) or misfit > _MISFIT * len(inked)


def _is_common(c: str) -> bool:
    """Whether this is one of the 3755 characters of the first level of GB 2312."""
    try:
        return 0xB0 <= c.encode("gb2312")[0] <= 0xD7
    except UnicodeEncodeError:
        return False


def pictured_text(page: pymupdf.Page, lines: Sequence[Line], kept: Path | None = None) -> list[Line]:
    """The text of pictures on a page that has a text layer elsewhere (a cell, a stamp of a table, a pasted scan).

    ``kept``: see ``readers``.
    """
    found: list[Line] = []
    boxes = {tuple(round(value, 1) for value in info["bbox"]) for info in page.get_image_info()}
    for box in sorted(boxes):
        x0, y0, x1, y1 = max(box[0], 0), max(box[1], 0), min(box[2], page.rect.width), min(box[3], page.rect.height)
        if min(x1 - x0, y1 - y0) < 6 or (x1 - x0) * (y1 - y0) < _LEAST_AREA or _holds_text((x0, y0, x1, y1), lines):
            continue
        found += _region(page, (x0, y0, x1, y1), kept)
    return found


def _holds_text(box: BoxTuple, lines: Sequence[Line]) -> bool:
    return any(box[0] < (g.x0 + g.x1) / 2 < box[2] and box[1] < (g.y0 + g.y1) / 2 < box[3] for line in lines for g in line.glyphs)


def _region(page: pymupdf.Page, box: BoxTuple, kept: Path | None) -> Iterator[Line]:
    image, points = picture(page, box)
    grey = even(without_stamps(image))
    (engine, finder, second), ink = readers(kept), ink_mask(grey)
    places = finder.find(grey) or [quad_of((0, 0, grey.shape[1], grey.shape[0]))]
    lines = reread(engine.read(grey, places), grey, engine, second)
    for line in lines:
        measured = measure(line, ink) if line.confidence >= _SURE_LINE else None
        if measured is not None:
            placed = glyphs(measured, measured.size, measured.base, points)
            yield Line(page.number + 1, [_moved(glyph, box[0], box[1]) for glyph in placed])


def _moved(glyph: Glyph, x: float, y: float) -> Glyph:
    return glyph._replace(x0=glyph.x0 + x, x1=glyph.x1 + x, y0=glyph.y0 + y, y1=glyph.y1 + y, base=glyph.base + y)


def cross_read(read: list[Line], layer: Sequence[Line], to_page: WayBack) -> tuple[list[Line], int]:
    """The recognised lines with the numbers of the text layer beside those that differ from it, and how many differ."""
    theirs = [(text, box) for line in layer for text, box, _ in _numbers(line)]
    differing = 0
    for line in read:
        for text, box, start in _numbers(line):
            shown = to_page.box(box)
            rivals = tuple(other for other, place in theirs if _same_place(shown, place) and other != text)
            if rivals and not any(other == text and _same_place(shown, place) for other, place in theirs):
                line.glyphs[start] = line.glyphs[start]._replace(rivals=(*line.glyphs[start].rivals, *rivals))
                differing += 1
    return read, differing


def _numbers(line: Line) -> Iterator[tuple[str, BoxTuple, int]]:
    for match in _NUMBER.finditer("".join(glyph.c for glyph in line.glyphs)):
        part = line.glyphs[match.start() : match.end()]
        yield match.group(), (part[0].x0, min(g.y0 for g in part), part[-1].x1, max(g.y1 for g in part)), match.start()


def _same_place(one: BoxTuple, other: BoxTuple) -> bool:
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    return wide > 0.5 * min(one[2] - one[0], other[2] - other[0]) and high > 0.4 * min(one[3] - one[1], other[3] - other[1])
