"""Ruled tables cut by a page break: one table, its repeated header, the row and the number that were cut."""

import pymupdf
import pytest
from pdf_pages import load
from ruled_pages import Rows, cells_of, fill, line, write

from extractor.document import Document

HEAD = ("序号", "项目名称", "金额")


def _two_pages(first: Rows, second: Rows, *, closed: bool = True, tall: float = 30, shift: float = 0) -> Document:
    doc = pymupdf.open()
    for rows, top in ((first, 780 - tall * len(first)), (second, 80.0)):
        page = doc.new_page()
        xs = [x + shift * page.number for x in (80, 120, 220, 300)]
        ys = [top + tall * i for i in range(len(rows) + 1)]
        skip = {} if closed else {ys[-1]} if rows is first else {ys[0]}
        for y in ys:
            if y not in skip:
                line(page, xs[0], y, xs[-1], y)
        for x in xs:
            line(page, x, ys[0], x, ys[-1])
        fill(page, xs, ys, rows)
        write(page, 290, 815, f"- {page.number + 1} -")
    return load(doc)


def test_a_table_over_a_page_break_is_one_and_the_repeated_header_goes_aside() -> None:
    loaded = _two_pages([HEAD, ("1", "甲", "10"), ("2", "乙", "20")], [HEAD, ("3", "丙", "30")])
    [block] = loaded.tables
    assert loaded.text[slice(*block.span)] == "序号\t项目名称\t金额\n1\t甲\t10\n2\t乙\t20\n3\t丙\t30"
    asides = {b.because: loaded.text[slice(*b.span)] for b in loaded.blocks if b.kind == "aside"}
    assert asides["重复表头"] == "序号\t项目名称\t金额"


@pytest.mark.parametrize("shift", [-40.0, 20.0])
def test_a_page_shifted_sideways_goes_on_with_the_table(shift: float) -> None:
    rows = [HEAD, ("1", "甲", "10"), ("2", "乙", "20")], [HEAD, ("3", "丙", "30")]
    moved, level = _two_pages(*rows, shift=shift), _two_pages(*rows)
    assert moved.text == level.text
    where = moved.text.index("30")
    (there,), (here,) = moved.boxes((where, where + 2)), level.boxes((where, where + 2))
    assert there.x0 - here.x0 == pytest.approx(shift, abs=0.1)


@pytest.mark.parametrize("closed", [True, False])
def test_a_row_split_by_the_break_is_one_row(closed: bool) -> None:
    loaded = _two_pages(
        [HEAD, ("1", "甲", "10"), ("2", "为人民群众解决民生\n实事保障困难群众生", "20")],
        [("", "活条件", ""), ("3", "丙", "30")],
        closed=closed,
        tall=40,
    )
    assert [cell[4] for cell in cells_of(loaded)][6:] == ["2", "为人民群众解决民生实事保障困难群众生活条件", "20", "3", "丙", "30"]


def test_a_number_split_by_the_break_is_one_number() -> None:
    loaded = _two_pages([HEAD, ("1", "甲", "10"), ("2", "乙", "1,234,567,890,")], [("", "", "123.45"), ("3", "丙", "30")])
    assert [cell[4] for cell in cells_of(loaded)][8] == "1,234,567,890,123.45"


def test_rows_with_blanks_after_the_break_stay_rows() -> None:
    loaded = _two_pages([HEAD, ("1", "甲", "10"), ("2", "乙", "20")], [("", "其中：丙", "5"), ("", "丁", "15")])
    assert loaded.tables[0].table is not None
    assert loaded.tables[0].table.n_rows == 5


def test_the_same_form_on_the_next_page_is_another_table() -> None:
    form = [("项目", "甲项目", ""), ("单位", "财政所", ""), ("金额", "10", "")]
    other = [("项目", "乙项目", ""), ("单位", "财政所", ""), ("金额", "20", "")]
    assert len(_two_pages(form, other).tables) == 2
