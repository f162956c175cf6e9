"""Stamps and seals over numbers: what can be seen is read, what cannot is doubted and never silently wrong."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import numpy as np
import pymupdf
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from extractor.document import SURE, Document
from extractor.load import load
from extractor.numerals import read_numerals

Sheet = NDArray[np.float64]
FONT = pymupdf.Font("cjk").buffer
LINES = ("全年预算数1286.54万元，执行数1190.08万元。", "项目支出合计3307.52万元，结转155.31万元。", "基本支出833.09万元，完成率98.27%。")
DPI = 200
RED, BLUE = (205, 35, 40), (45, 60, 190)


def sheet(colour: tuple[float, float, float] = (0, 0, 0)) -> tuple[Sheet, dict[str, tuple[int, int, int, int]]]:
    """Three lines as pixels, and where each number stands."""
    with pymupdf.open() as doc:
        page = doc.new_page(width=330, height=230)
        page.insert_font(fontname="cjk", fontbuffer=FONT)
        for i, line in enumerate(LINES):
            page.insert_text((30, 70 + 50 * i), line, fontname="cjk", fontsize=13, color=colour)
        pixels = page.get_pixmap(dpi=DPI, alpha=False)
        image = np.frombuffer(pixels.samples, np.uint8).reshape(pixels.height, pixels.width, 3).astype(float)
        found = {n: page.search_for(n)[0] for n in ("6.54", "1286.54", "1190.08", "3307.52", "155.31", "833.09")}
    return image, {n: tuple(round(side * DPI / 72) for side in box) for n, box in found.items()}  # type: ignore[misc]


def read(image: Sheet, tmp_path: Path, grey: bool = False) -> Document:
    picture = Image.fromarray(np.clip(image, 0, 255).astype(np.uint8))
    data = BytesIO()
    (picture.convert("L") if grey else picture).save(data, "PNG", dpi=(DPI, DPI))
    path = tmp_path / "a.png"
    path.write_bytes(data.getvalue())
    return load(path)


def doubted(document: Document) -> dict[str, bool]:
    return {one.printed: one.confidence is not None and one.confidence < SURE for one in read_numerals(document)}


def pressed(image: Sheet, drawn: Image.Image, colour: tuple[int, int, int], cover: float = 0.9) -> Sheet:
    """Ink that multiplies with what is under it."""
    share = np.asarray(drawn, float)[:, :, None] / 255 * cover
    return np.asarray(image * (1 - share * (1 - np.array(colour) / 255)))


def seal(image: Sheet, x: int, y: int) -> Image.Image:
    """A ring of 40 mm with a star-like core."""
    drawn = Image.new("L", (image.shape[1], image.shape[0]))
    radius = round(20 / 25.4 * DPI)
    pen = ImageDraw.Draw(drawn)
    pen.ellipse((x - radius, y - radius, x + radius, y + radius), outline=255, width=11)
    pen.regular_polygon((x, y, radius // 4), 5, fill=255)
    return drawn


@pytest.mark.parametrize("colour", [RED, BLUE, (20, 20, 20), (120, 120, 120)], ids=["red", "blue", "black", "grey"])
def test_what_an_opaque_stamp_leaves_of_a_number_is_doubted(colour: tuple[int, int, int], tmp_path: Path) -> None:
    image, places = sheet()
    x0, y0, x1, y1 = places["6.54"]
    image[y0:y1, x0:x1] = colour
    found = doubted(read(image, tmp_path))
    assert "1286.54" not in found
    left = [printed for printed in found if printed not in ("1190.08", "3307.52", "155.31", "833.09", "98.27")]
    assert left
    assert all(found[printed] for printed in left)
    assert not any(found[printed] for printed in found if printed not in left)


def test_a_grey_seal_over_numbers_is_read_through_and_those_under_its_ring_are_doubted(tmp_path: Path) -> None:
    image, places = sheet()
    x0, y0, _, y1 = places["3307.52"]
    stamped = pressed(image, seal(image, x0 + round(20 / 25.4 * DPI) + 20, (y0 + y1) // 2), RED)
    found = doubted(read(stamped, tmp_path, grey=True))
    assert set(found) >= {"1286.54", "3307.52", "155.31", "833.09", "98.27"}
    assert found["3307.52"]
    assert not found["1190.08"]
    assert not found["833.09"]


def test_a_red_seal_in_colour_leaves_numbers_sure(tmp_path: Path) -> None:
    image, places = sheet()
    x0, y0, _, y1 = places["3307.52"]
    found = doubted(read(pressed(image, seal(image, x0 + 170, (y0 + y1) // 2), RED), tmp_path))
    assert found == dict.fromkeys(("1286.54", "1190.08", "3307.52", "155.31", "833.09", "98.27"), False)


def test_a_blue_stamp_over_numbers_is_no_text_and_hides_none(tmp_path: Path) -> None:
    image, places = sheet()
    x0, y0, x1, y1 = places["155.31"]
    drawn = Image.new("L", (image.shape[1], image.shape[0]))
    pen = ImageDraw.Draw(drawn)
    pen.rectangle((x0 - 40, y0 - 20, x1 + 30, y1 + 20), outline=255, width=6)
    pen.line((x0 - 20, y1 + 10, x1 + 10, y0 - 10), fill=255, width=7)
    document = read(pressed(image, drawn, BLUE), tmp_path)
    assert [one.printed for one in read_numerals(document)] == ["1286.54", "1190.08", "3307.52", "155.31", "833.09", "98.27"]


def test_blue_print_is_read(tmp_path: Path) -> None:
    document = read(sheet(colour=(0.1, 0.2, 0.8))[0], tmp_path)
    assert doubted(document) == dict.fromkeys(("1286.54", "1190.08", "3307.52", "155.31", "833.09", "98.27"), False)
