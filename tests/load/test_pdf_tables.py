"""Ruled tables on pages made here: how they are drawn and merged, and what is no table."""

from itertools import pairwise

import pymupdf
import pytest
from pdf_pages import load
from ruled_pages import PLAIN, ROWS, XS, YS, Stroke, cells_of, dashed, fill, grid, line, thin_box, write


@pytest.mark.parametrize("stroke", [line, thin_box, dashed])
def test_lines_thin_boxes_and_dashes(stroke: Stroke) -> None:
    doc = pymupdf.open()
    grid(doc.new_page(), XS, YS, ROWS, stroke)
    loaded = load(doc)
    assert cells_of(loaded) == PLAIN
    assert loaded.text == "项目\t预算数\t执行数\n网格员补助\t146.54\t\n防汛经费\t3\t3"


def test_one_stroked_box_for_each_cell() -> None:
    doc = pymupdf.open()
    page = doc.new_page()
    for y0, y1 in pairwise(YS):
        for x0, x1 in pairwise(XS):
            page.draw_rect((x0, y0, x1, y1), width=0.7)
    fill(page, XS, YS, ROWS)
    assert cells_of(load(doc)) == PLAIN


def test_a_table_open_at_its_sides_keeps_its_outer_columns() -> None:
    doc = pymupdf.open()
    page = doc.new_page()
    for y in YS:
        line(page, XS[0], y, XS[-1], y)
    for x in XS[1:-1]:
        line(page, x, YS[0], x, YS[-1])
    fill(page, XS, YS, ROWS)
    assert cells_of(load(doc)) == PLAIN


def test_merged_cells_from_the_union_of_edges() -> None:
    doc = pymupdf.open()
    page = doc.new_page()
    for y in (100, 160):
        line(page, 80, y, 400, y)
    for x in (80, 200, 400):
        line(page, x, 100, x, 160)
    line(page, 200, 120, 400, 120)
    line(page, 80, 140, 400, 140)
    line(page, 300, 120, 300, 160)
    fill(page, [80, 200], [100], [("单位", "资金")])
    fill(page, [200, 300], [120], [("预算", "执行")])
    fill(page, [80, 200, 300], [140], [("甲", "1", "2")])
    assert cells_of(load(doc)) == [
        (0, 0, 2, 1, "单位"), (0, 1, 1, 2, "资金"), (1, 1, 1, 1, "预算"), (1, 2, 1, 1, "执行"),
        (2, 0, 1, 1, "甲"), (2, 1, 1, 1, "1"), (2, 2, 1, 1, "2"),
    ]  # fmt: skip


def test_an_underline_in_a_cell_parts_nothing() -> None:
    doc = pymupdf.open()
    page = doc.new_page()
    grid(page, XS, YS, ROWS)
    line(page, 205, 136, 240, 136)
    line(page, 200, 117, 260, 117)
    assert cells_of(load(doc)) == PLAIN


def test_a_box_around_prose_is_no_table() -> None:
    doc = pymupdf.open()
    page = doc.new_page()
    page.draw_rect((70, 90, 500, 160), width=1)
    write(page, 80, 110, "说明：本表由单位填写，金额单位为万元。")
    loaded = load(doc)
    assert loaded.tables == ()
    assert loaded.text == "说明：本表由单位填写，金额单位为万元。"


def test_underlines_are_no_table() -> None:
    doc = pymupdf.open()
    page = doc.new_page()
    for i in range(3):
        write(page, 80, 110 + 30 * i, "单位名称")
        line(page, 130, 112 + 30 * i, 300, 112 + 30 * i)
    assert load(doc).tables == ()


def test_painted_cells_are_a_table_and_stripes_are_not() -> None:
    doc = pymupdf.open()
    for striped in (False, True):
        page = doc.new_page()
        page.draw_rect((79, 99, 401, 161), color=None, fill=(0.4, 0.4, 0.4))
        for i, (y0, y1) in enumerate(pairwise(YS)):
            for x0, x1 in pairwise(XS):
                if not striped or i != 1:
                    page.draw_rect((x0 + 0.5, y0 + 0.5, x1 - 0.5, y1 - 0.5), color=None, fill=(0.9, 0.9, 1))
        fill(page, XS, YS, ROWS)
    loaded = load(doc)
    assert len(loaded.tables) == 1
    assert cells_of(loaded) == PLAIN


def test_a_cell_merged_over_the_whole_page_keeps_its_column() -> None:
    doc = pymupdf.open()
    page = doc.new_page()
    for y in (100, 140, 180):
        line(page, 120, y, 300, y)
    for x in (80, 120, 300):
        line(page, x, 80, x, 200)
    fill(page, [120], [80, 100, 140, 180], [("甲",), ("乙",), ("丙",), ("丁",)])
    assert cells_of(load(doc))[:2] == [(0, 0, 4, 1, ""), (0, 1, 1, 1, "甲")]
