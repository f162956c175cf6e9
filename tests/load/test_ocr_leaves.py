"""Sheets that show two pages, and those that only look like it."""

from __future__ import annotations

from pathlib import Path

import pymupdf
import pytest

from extractor.load import load
from extractor.load.ocr.leaves import spine
from extractor.numerals import read_numerals

FONT = pymupdf.Font("cjk").buffer
SHEET = (640, 420)
LEFT, RIGHT = (20.0, 290.0), (350.0, 620.0)


def sheet(lean: bool = False) -> bytes:
    """Two pages of five lines side by side, the second of them leaning a little."""
    with pymupdf.open() as doc:
        page = doc.new_page(width=SHEET[0], height=SHEET[1])
        page.insert_font(fontname="cjk", fontbuffer=FONT)
        for side, left in enumerate((40, 370)):
            turn = pymupdf.Matrix(1).prerotate(1.2) if lean and side else pymupdf.Matrix(1)
            for i in range(5):
                at = pymupdf.Point(left, 60 + 40 * i)
                text = f"第{side}部分第{i}项资金{100 * side + 10 * i + 0.25:.2f}万元。"
                page.insert_text(at, text, fontname="cjk", fontsize=14, morph=(pymupdf.Point(left, 60), turn))
        return bytes(doc.tobytes())


def test_two_pages_on_a_sheet_are_read_one_after_the_other_with_their_places_on_the_sheet(tmp_path: Path) -> None:
    with pymupdf.open(stream=sheet(lean=True), filetype="pdf") as doc, pymupdf.open() as made:
        for _ in range(2):
            page = made.new_page(width=SHEET[0], height=SHEET[1])
            page.insert_image(page.rect, pixmap=doc[0].get_pixmap(dpi=200))
        made.save(tmp_path / "scan.pdf")
        words = {word[4]: word[:4] for word in doc[0].get_text("words")}
    document = load(tmp_path / "scan.pdf")
    assert [page.number for page in document.pages] == [1, 2]
    found = [numeral for numeral in read_numerals(document) if "." in numeral.printed]
    assert [one.printed for one in found] == [f"{100 * side + 10 * i + 0.25:.2f}" for _ in range(2) for side in range(2) for i in range(5)]
    for i, numeral in enumerate(found):
        (box,) = document.boxes(numeral.span)
        assert box.page == (1 if i < 10 else 2)
        x0, y0, x1, y1 = next(place for text, place in words.items() if numeral.printed in text)
        assert x0 < box.x0 < box.x1 < x1
        assert y0 - 6 < (box.y0 + box.y1) / 2 < y1 + 6


def lines(*sides: tuple[float, float]) -> list[tuple[float, float, float, float]]:
    return [(x0, 30.0 + 40 * i, x1, 50.0 + 40 * i) for x0, x1 in sides for i in range(8)]


def test_the_white_between_two_pages_is_found() -> None:
    found = spine(lines(LEFT, RIGHT), [], *SHEET, 1.0)
    assert found == pytest.approx(320)


@pytest.mark.parametrize(
    ("boxes", "size"),
    [
        (lines(LEFT), SHEET),
        ([*lines(LEFT, RIGHT), (200.0, 5.0, 440.0, 20.0)], SHEET),
        (lines((20, 312), (322, 620)), SHEET),
        (lines((20, 130), (150, 620)), SHEET),
        ([*lines(LEFT), (350.0, 30.0, 620.0, 50.0)], SHEET),
        (lines((20, 190), (230, 400)), (420, 640)),
    ],
    ids=["one half empty", "a title across", "two columns", "not in the middle", "a single line", "upright"],
)
def test_one_page_stays_one(boxes: list[tuple[float, float, float, float]], size: tuple[int, int]) -> None:
    assert spine(boxes, [], *size, 1.0) is None
