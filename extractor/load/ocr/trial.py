"""A small picture with known words, to see whether what reads and draws works on this machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pymupdf

if TYPE_CHECKING:
    from extractor.load.ocr.engine import Image

WORDS, NUMBER = "预算数", "1234.56"
"""What the picture shows side by side."""
_DPI = 200


def picture() -> Image:
    """Words and number in black on white."""
    import numpy as np

    pixels = _drawn(WORDS, NUMBER)
    return np.frombuffer(pixels.samples, np.uint8).reshape(pixels.height, pixels.width, 3)


def png() -> bytes:
    """The same as a file."""
    return bytes(_drawn(WORDS, NUMBER).tobytes("png"))


def draws_chinese() -> bool:
    """Whether Chinese without an embedded font is drawn: two characters give two different shapes, and neither is blank."""
    blank, one, other = (_drawn(text).samples for text in (" ", "预", "算"))
    return len({blank, one, other}) == 3


def _drawn(text: str, number: str = "") -> pymupdf.Pixmap:
    with pymupdf.open() as doc:
        page = doc.new_page(width=240, height=60)
        page.insert_text((20, 40), text, fontsize=24, fontname="china-s")
        page.insert_text((110, 40), number, fontsize=24, fontname="helv")
        return page.get_pixmap(dpi=_DPI, alpha=False, colorspace=pymupdf.csRGB)
