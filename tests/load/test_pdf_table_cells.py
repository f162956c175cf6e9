"""What stands in the cells of a ruled table: soft breaks, numbers too wide, turned text, nothing."""

import pymupdf
import pytest
from pdf_pages import load
from ruled_pages import ROWS, XS, YS, cells_of, grid, write


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        ("1,234,\n567.80", "1,234,567.80"),
        ("1234567\n.80", "1234567.80"),
        ("12345678\n90.12", "1234567890.12"),
        ("72.67\n%", "72.67%"),
        ("2024 年12\n月31 日", "2024 年12月31 日"),
        ("≤1999.37\n万元", "≤1999.37万元"),
        ("10\n20", "10 20"),
        ("12.50\n13.60", "12.50 13.60"),
        ("效果\n明显", "效果明显"),
        ("one\ntwo", "one two"),
    ],
)
def test_soft_breaks_in_a_cell(printed: str, text: str) -> None:
    doc = pymupdf.open()
    grid(doc.new_page(), [80, 140, 200], [100, 140, 180], [("名称", printed), ("甲", "5")])
    assert cells_of(load(doc))[1][4] == text


def test_a_number_that_sticks_out_of_its_cell_stays_whole() -> None:
    doc = pymupdf.open()
    page = doc.new_page()
    grid(page, [80, 140, 180, 260], [100, 120, 140], [("名称", "预算", "执行"), ("甲", "", "7")])
    write(page, 142, 134, "123456.7")
    write(page, 240, 134, "7")
    assert [cell[4] for cell in cells_of(load(doc))][3:5] == ["甲", "123456.7"]


def test_numbers_of_touching_cells_are_not_glued() -> None:
    doc = pymupdf.open()
    page = doc.new_page()
    grid(page, [80, 120, 160, 200], [100, 120, 140], [("甲", "乙", "丙"), ("", "", "")])
    width = pymupdf.get_text_length("5000", fontname="china-s", fontsize=10)
    for x, text in ((119.8 - width, "5000"), (120.2, "5000"), (160.2, "100%")):
        write(page, x, 134, text)
    assert [cell[4] for cell in cells_of(load(doc))][3:] == ["5000", "5000", "100%"]


def test_turned_text_in_a_cell_is_read_as_it_runs() -> None:
    doc = pymupdf.open()
    page = doc.new_page()
    grid(page, [80, 110, 200, 300], [100, 160, 220], [("", "甲", "1"), ("", "乙", "2")])
    page.insert_text((100, 158), "OUTPUT", rotate=90)
    page.insert_text((90, 165), "EFFECT", rotate=270)
    cells = cells_of(load(doc))
    assert (cells[0][4], cells[3][4]) == ("OUTPUT", "EFFECT")


def test_a_table_in_a_cell_keeps_its_own_text() -> None:
    doc = pymupdf.open()
    page = doc.new_page()
    grid(page, [60, 200, 500], [80, 100, 300], [("外", "框"), ("甲", "")])
    grid(page, [220, 300, 400], [150, 170, 190], [("里", "1"), ("面", "2")])
    texts = {cell[4] for table in (0, 1) for cell in cells_of(load(doc), table)}
    assert texts == {"外", "框", "甲", "", "里", "1", "面", "2"}


def test_empty_cells_have_an_empty_span_at_their_place() -> None:
    doc = pymupdf.open()
    grid(doc.new_page(), XS, YS, ROWS)
    loaded = load(doc)
    assert loaded.tables[0].table is not None
    cell = loaded.tables[0].table.cells[5]
    assert cell.span[0] == cell.span[1] == loaded.text.index("\n防汛")
