"""A page of a PDF as a picture, and that picture read."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pymupdf

from extractor.load.ocr.engine import Engine, Finder
from extractor.load.ocr.lines_kept import LinesKept
from extractor.load.ocr.page import PageRead, read_picture
from extractor.load.ocr.rapid import RapidEngine
from extractor.load.ocr.remembering import Remembering, RememberingFinder
from extractor.load.ocr.tesseract import Tesseract, installed

if TYPE_CHECKING:
    from extractor.load.ocr.engine import Image
    from extractor.load.pdf_frame import BoxTuple

_LEAST_DPI, _MOST_DPI = 200.0, 300.0
_ENLARGED = 1.5
"""A coarse picture is enlarged so much at most."""
_MOST_PIXELS = 18_000_000
"""An A3 page at 300 dpi; whatever is larger is read at a lower resolution."""


@cache
def engine() -> RapidEngine:
    """The engine of this process: its models take a second to load."""
    return RapidEngine()


@cache
def second() -> Tesseract | None:
    """The second engine, where it is installed."""
    return installed()


class Readers(NamedTuple):
    """Who reads a picture; ``second`` is null where no second engine is installed."""

    engine: Engine
    finder: Finder
    second: Engine | None


def readers(kept: Path | None) -> Readers:
    """The engines of this process; with the file ``kept``, whatever they answered before is not asked again."""
    first, other = engine(), second()
    if kept is None:
        return Readers(first, first, other)
    lines = LinesKept(kept)
    finder = RememberingFinder(first, first.name, lines)
    return Readers(Remembering(first, lines), finder, Remembering(other, lines, may_fail=True) if other else None)


def engines() -> str:
    """Who reads here: names and versions (``rapidocr 3.10.0 + tesseract 5.5.0``)."""
    return " + ".join(one.name for one in (engine(), second()) if one is not None)


def is_coarsened(page: pymupdf.Page) -> bool:
    """Whether the page is so large that it is read at less than the least resolution."""
    return bool(page.rect.width * page.rect.height / 72**2 * _LEAST_DPI**2 > _MOST_PIXELS)


_LEAST_SIDE = 64
"""Pixels; no picture that is read is smaller."""


def read_scan(page: pymupdf.Page, kept: Path | None = None) -> tuple[PageRead, ...]:
    """The page as character recognition reads it; two where it is a sheet with two pages. ``kept``: see ``readers``."""
    image, points = picture(page)
    return read_picture(image, points, page.number + 1, *readers(kept))


def picture(page: pymupdf.Page, box: BoxTuple | None = None) -> tuple[Image, float]:
    """The page (or a part of it) in the resolution of its largest image (within bounds), and the size of a pixel in points."""
    import numpy as np

    native = _native_dpi(page)
    dpi = min(max(native, min(_LEAST_DPI, _ENLARGED * native)), _MOST_DPI)
    area = page.rect.width * page.rect.height / 72**2
    area = max(area, 1e-6)
    dpi = min(dpi, (_MOST_PIXELS / area) ** 0.5)
    clip = pymupdf.Rect(box) if box else None
    pixmap = page.get_pixmap(matrix=pymupdf.Matrix(dpi / 72, dpi / 72), colorspace=pymupdf.csRGB, alpha=False, clip=clip)
    image = np.frombuffer(pixmap.samples, np.uint8).reshape(pixmap.height, pixmap.width, 3)
    short = [(0, max(_LEAST_SIDE - side, 0)) for side in image.shape[:2]]  # white below and right: filters need some room
    return np.pad(image, (*short, (0, 0)), constant_values=255) if any(more for _, more in short) else image, 72 / dpi


def _native_dpi(page: pymupdf.Page) -> float:
    images = page.get_image_info()
    largest = max(images, key=lambda info: abs(pymupdf.Rect(info["bbox"]).get_area()), default=None)
    if largest is None:
        return _MOST_DPI
    box = pymupdf.Rect(largest["bbox"])
    sides = sorted((max(box.width, 1.0), max(box.height, 1.0)))
    pixels = sorted((largest["width"], largest["height"]))
    return float(min(pixel / side for pixel, side in zip(pixels, sides, strict=True)) * 72)
