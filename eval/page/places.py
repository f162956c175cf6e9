"""Where a leaf stands in its report: the picture of its lines, or its words."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any

from eval.scores import Leaf
from schemas.extraction import Extraction, Provenance, Span

MARGIN_X, MARGIN_Y = 90.0, 14.0
"""PDF points shown around a number."""
AROUND = 40
"""Characters shown around a number."""
MOST = 400
"""Pictures of one page; the rest are shown in words."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What is shown of a place: a picture as a data address, or the words before, of and behind it."""

    page: int | None
    picture: str | None = None
    words: tuple[str, str, str] | None = None


@dataclass
class Places:
    """Places of one report. Use it as a context: the report stays open while pictures are cut out of it."""

    file: Path
    extraction: Extraction
    left: int = MOST
    _pages: Any = field(default=None, repr=False)

    def __enter__(self) -> Places:
        """Opens the report where it has pages."""
        if self.file.suffix.lower() == ".pdf" and self.file.is_file():
            import pymupdf

            self._pages = pymupdf.open(self.file)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Closes it."""
        if self._pages is not None:
            self._pages.close()

    def of(self, leaf: Leaf) -> Seen | None:
        """The place of what was said, else the one place that prints what the gold has; null where nobody can tell."""
        place = self._provenance(leaf.predicted)
        if place is not None:
            return self._picture(place) or Seen(place.page, words=self._words(place.span))
        span = self._only(leaf.gold_value)
        return Seen(None, words=self._words(span)) if span else None

    def _provenance(self, pointer: str | None) -> Provenance | None:
        while pointer:
            if pointer in self.extraction.provenance:
                return self.extraction.provenance[pointer]
            pointer = pointer.rpartition("/")[0]
        return None

    def _picture(self, place: Provenance) -> Seen | None:
        if self._pages is None or place.page is None or place.bbox is None or self.left <= 0:
            return None
        import pymupdf

        self.left -= 1
        page = self._pages[place.page - 1]
        x0, y0, x1, y1 = place.bbox
        clip = pymupdf.Rect(x0 - MARGIN_X, y0 - MARGIN_Y, x1 + MARGIN_X, y1 + MARGIN_Y) & page.rect
        if clip.is_empty:
            return None
        shape = page.new_shape()
        shape.draw_rect(pymupdf.Rect(place.bbox))
        shape.finish(color=(0.7, 0.33, 0.18), width=0.8)
        shape.commit()
        data = page.get_pixmap(dpi=110, clip=clip, colorspace=pymupdf.csRGB).tobytes("jpeg", jpg_quality=70)
        return Seen(place.page, picture=f"data:image/jpeg;base64,{b64encode(data).decode()}")

    def _words(self, span: Span) -> tuple[str, str, str]:
        text, (start, end) = self.extraction.document.text, span
        return text[max(0, start - AROUND) : start], text[start:end], text[end : end + AROUND]

    def _only(self, value: str | None) -> Span | None:
        """The one place of a value's digits or words, where there is just one."""
        text = self.extraction.document.text
        wanted = (value or "").partition(" · ")[0].strip("≥≤><=约")
        while wanted and wanted not in text:
            wanted = wanted[:-1] if wanted[0].isdigit() else ""
        if len(wanted) < 3 or text.count(wanted) != 1:
            return None
        at = text.index(wanted)
        return at, at + len(wanted)
