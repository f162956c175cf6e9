"""Pictures of a report's pages for the reviewer's page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from extractor.errors import DamagedInput

BUDGET = 16_000_000
"""Bytes that all pictures of one report may take together, about; long reports get coarser pictures."""


@dataclass(frozen=True, slots=True)
class PagePicture:
    """One page as PNG or JPEG; ``width`` and ``height`` in PDF points."""

    data: bytes
    mime: str
    width: float
    height: float


def page_pictures(pdf_bytes: bytes, dpi: int = 110, budget: int = BUDGET) -> dict[int, PagePicture]:
    """Page number (from 1) to its picture; a page that cannot be drawn is left out."""
    import pymupdf

    try:
        document = pymupdf.open(stream=pdf_bytes)
    except (RuntimeError, ValueError) as error:
        raise DamagedInput("打不开，画不出页面", "PDF", "请重新导出或修复该文件") from error
    with document:
        pictures = {}
        for number in range(1, document.page_count + 1):
            try:
                pictures[number] = _picture(document[number - 1], dpi, budget // document.page_count)
            except (RuntimeError, ValueError):  # PyMuPDF's own errors; the text view still shows this page
                continue
        return pictures


def _picture(page: Any, dpi: int, limit: int) -> PagePicture:
    import pymupdf

    pixels = page.get_pixmap(dpi=dpi, alpha=False)
    red, green, blue = (pixels.samples[channel::3] for channel in range(3))
    if red == green == blue:  # a grey page as a grey picture: a third of the bytes
        pixels = pymupdf.Pixmap(pymupdf.csGRAY, pixels)
    data, mime = _smallest(pixels)
    for coarser in (90, 72):
        if len(data) <= limit or coarser >= dpi:
            break
        data, mime = _smallest(page.get_pixmap(dpi=coarser, alpha=False, colorspace=pixels.colorspace))
    return PagePicture(data, mime, float(page.rect.width), float(page.rect.height))


def _smallest(pixels: Any) -> tuple[bytes, str]:
    png, jpeg = pixels.tobytes("png"), pixels.tobytes("jpeg", jpg_quality=72)
    return (png, "image/png") if len(png) <= len(jpeg) else (jpeg, "image/jpeg")
