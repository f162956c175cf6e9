"""A slash alone in a cell is no one."""

from __future__ import annotations

import numpy as np
import pymupdf
import pytest

from extractor.load.ocr.engine import Char, Line
from extractor.load.ocr.strokes import slashed


def drawn(c: str, font: str, *, turned: float = 0.0) -> tuple[Line, np.ndarray]:
    """A character as ink of 200 pixels an inch, read as a one."""
    with pymupdf.open() as doc:
        page = doc.new_page(width=40, height=40)
        page.insert_text((15, 25), c, fontname=font, fontsize=11, morph=(pymupdf.Point(15, 25), pymupdf.Matrix(turned)))
        pixels = page.get_pixmap(matrix=pymupdf.Matrix(200 / 72, 200 / 72), colorspace=pymupdf.csGRAY)
    grey = np.frombuffer(pixels.samples, np.uint8).reshape(pixels.height, pixels.width)
    ink = np.where(grey < 128, 255, 0).astype(np.uint8)
    ys, xs = np.nonzero(ink)
    x0, y0, x1, y1 = (float(value) for value in (xs.min() - 3, ys.min() - 3, xs.max() + 3, ys.max() + 3))
    quad = ((x0, y0), (x1, y0), (x1, y1), (x0, y1))
    return Line("1", quad, 0.96, (Char("1", (x0, y0, x1, y1), 0.96),)), ink


@pytest.mark.parametrize("font", ["helv", "tiro", "cour", "china-s"])
@pytest.mark.parametrize("turned", [-1.0, 0.0, 1.0])
def test_a_leaning_stroke_is_a_slash_and_an_upright_one_a_one(font: str, turned: float) -> None:
    assert slashed(*drawn("/", font, turned=turned)).text == "/"
    assert slashed(*drawn("1", font, turned=turned)).text == "1"


def test_dirt_in_an_empty_picture_is_left_as_read() -> None:
    line, ink = drawn("1", "helv")
    assert slashed(line, np.zeros_like(ink)) == line


def test_longer_lines_are_left_alone() -> None:
    line, ink = drawn("/", "helv")
    assert line.chars is not None
    two = Line("11", line.quad, 0.9, (*line.chars, *line.chars))
    assert slashed(two, ink) == two
