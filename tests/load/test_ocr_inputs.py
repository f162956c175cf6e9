"""Pictures as devices keep them: coarse, black and white in JBIG2 and CCITT, and sheets so large that they are read coarser."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import img2pdf
import numpy as np
import pymupdf
import pytest
from numpy.typing import NDArray
from PIL import Image

from eval.scans.jbig2 import jbig2
from extractor.load import load
from extractor.load.ocr.scan import is_coarsened, picture
from extractor.numerals import read_numerals

FONT = pymupdf.Font("cjk").buffer
LINES = ("青石镇2023年预算资金1286.54万元，", "支出1203.40万元，执行率93.54%。")
NUMBERS = ["2023", "1286.54", "1203.40", "93.54"]
MOST = 18_000_000


def page(dpi: int, size: float = 12) -> NDArray[np.uint8]:
    with pymupdf.open() as doc:
        shown = doc.new_page(width=27 * size, height=9 * size)
        shown.insert_font(fontname="cjk", fontbuffer=FONT)
        for i, line in enumerate(LINES):
            shown.insert_text((2 * size, (3 + 2 * i) * size), line, fontname="cjk", fontsize=size)
        pixels = shown.get_pixmap(dpi=dpi, colorspace=pymupdf.csGRAY, alpha=False)
        return np.frombuffer(pixels.samples, np.uint8).reshape(pixels.height, pixels.width).copy()


def black(grey: NDArray[np.uint8]) -> Image.Image:
    return Image.fromarray(grey).point(lambda level: 255 * (level > 150)).convert("1", dither=Image.Dither.NONE)


def encoded(code: str, dpi: int) -> bytes:
    grey, out = page(dpi), BytesIO()
    if code == "jbig2":
        return jbig2(black(grey), dpi)
    if code == "ccitt":
        black(grey).save(out, "TIFF", compression="group4", dpi=(dpi, dpi))
    else:
        Image.fromarray(grey).save(out, "JPEG", quality=40, dpi=(dpi, dpi))
    return out.getvalue()


@pytest.mark.parametrize(
    ("code", "dpi", "filtered"),
    [("jpeg", 150, "/DCTDecode"), ("jbig2", 300, "/JBIG2Decode"), ("ccitt", 200, "/CCITTFaxDecode"), ("jbig2", 200, "/JBIG2Decode")],
)
def test_pdfs_of_pictures_are_read_whatever_their_code(code: str, dpi: int, filtered: str, tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(img2pdf.convert(encoded(code, dpi), nodate=True, engine=img2pdf.Engine.internal))
    with pymupdf.open(path) as doc:
        assert filtered in doc.xref_object(doc[0].get_images()[0][0])
    document = load(path)
    assert document.kind == "scanned"
    assert [numeral.printed for numeral in read_numerals(document)] == NUMBERS


def sheet(inches: tuple[float, float], dpi: float) -> bytes:
    """A page of one black-and-white picture, white but for the lines, which are as large as the sheet."""
    wide, high = (round(side * dpi) for side in inches)
    canvas = Image.new("1", (wide, high), 1)
    text = black(page(round(dpi), size=inches[0] * 72 / 40))
    canvas.paste(text, (wide // 8, high // 8))
    out = BytesIO()
    canvas.save(out, "TIFF", compression="group4", dpi=(dpi, dpi))
    with pymupdf.open() as doc:
        shown = doc.new_page(width=inches[0] * 72, height=inches[1] * 72)
        shown.insert_image(shown.rect, stream=out.getvalue())
        return bytes(doc.tobytes())


@pytest.mark.parametrize(
    ("inches", "dpi", "coarser"),
    [((33.1, 46.8), 600, True), ((200.0, 200.0), 30, True), ((11.7, 16.5), 300, False)],
    ids=["A0 of 600 dpi", "200 inches", "A3 of 300 dpi"],
)
def test_no_page_takes_more_pixels_than_the_bound(inches: tuple[float, float], dpi: float, coarser: bool) -> None:
    with pymupdf.open() as doc:
        shown = doc.new_page(width=inches[0] * 72, height=inches[1] * 72)
        out = BytesIO()
        Image.new("1", (round(inches[0] * dpi), round(inches[1] * dpi)), 1).save(out, "TIFF", compression="group4")
        shown.insert_image(shown.rect, stream=out.getvalue())
        assert is_coarsened(shown) == coarser
        pixels, points = picture(shown)
    assert pixels.shape[0] * pixels.shape[1] <= 1.01 * MOST
    assert pixels.shape[1] * points == pytest.approx(inches[0] * 72, rel=0.01)


def test_a_sheet_that_is_read_coarser_says_so_and_large_print_on_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "large.pdf"
    path.write_bytes(sheet((60.0, 40.0), 60))
    document = load(path)
    assert [numeral.printed for numeral in read_numerals(document)] == NUMBERS
    assert [notice.page for notice in document.notices if "降低分辨率" in notice.message] == [1]
