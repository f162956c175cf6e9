"""Ruled tables on pages made here: how they are drawn, merged, cut by a page break, and what is no table."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

import pymupdf
import pytest

from extractor.document import Document
from extractor.load.pdf import load_pdf

Rows = Sequence[Sequence[str]]
Stroke = Callable[[pymupdf.Page, float, float, float, float], None]


def _line(page: pymupdf.Page, x0: float, y0: float, x1: float, y1: float) -> None:
    page.draw_line((x0, y0), (x1, y1), width=0.5)


def _thin_box(page: pymupdf.Page, x0: float, y0: float, x1: float, y1: float) -> None:
    page.draw_rect((x0 - 0.25, y0 - 0.25, x1 + 0.25, y1 + 0.25), color=None, fill=(0, 0, 0))


def _dashed(page: pymupdf.Page, x0: float, y0: float, x1: float, y1: float) -> None:
    steps = int(max(x1 - x0, y1 - y0) // 5)
    for i in range(steps):
        a, b = i / steps, (i + 0.6) / steps
        page.draw_line((x0 + a * (x1 - x0), y0 + a * (y1 - y0)), (x0 + b * (x1 - x0), y0 + b * (y1 - y0)), width=0.5)


def _text(page: pymupdf.Page, x: float, y: float, text: str, size: float = 10) -> None:
    page.insert_text((x, y), text, fontname="china-s", fontsize=size)


def _grid(page: pymupdf.Page, xs: Sequence[float], ys: Sequence[float], rows: Rows, stroke: Stroke = _line) -> None:
    for y in ys:
        stroke(page, xs[0], y, xs[-1], y)
    for x in xs:
        stroke(page, x, ys[0], x, ys[-1])
    _fill(page, xs, ys, rows)


def _fill(page: pymupdf.Page, xs: Sequence[float], ys: Sequence[float], rows: Rows) -> None:
    for y, row in zip(ys, rows, strict=False):
        for x, text in zip(xs, row, strict=False):
            for i, part in enumerate(text.split("\n")):
                _text(page, x + 4, y + 14 + 13 * i, part)


def _load(doc: pymupdf.Document) -> Document:
    return load_pdf(Path("x.pdf"), doc.tobytes())


def _cells(doc: Document, table: int = 0) -> list[tuple[int, int, int, int, str]]:
    found = doc.tables[table].table
    assert found is not None
    return [(c.row, c.col, c.row_span, c.col_span, doc.text[slice(*c.span)]) for c in found.cells]


XS = [80, 200, 300, 400]
YS = [100, 120, 140, 160]
ROWS = [("项目", "预算数", "执行数"), ("网格员补助", "146.54", ""), ("防汛经费", "3", "3")]
PLAIN = [(r, c, 1, 1, text) for r, row in enumerate(ROWS) for c, text in enumerate(row)]


@pytest.mark.parametrize("stroke", [_line, _thin_box, _dashed])
def test_lines_thin_boxes_and_dashes(stroke: Stroke) -> None:
    doc = pymupdf.open()
    _grid(doc.new_page(), XS, YS, ROWS, stroke)
    loaded = _load(doc)
    assert _cells(loaded) == PLAIN
    assert loaded.text == "项目\t预算数\t执行数\n网格员补助\t146.54\t\n防汛经费\t3\t3"


def test_one_stroked_box_for_each_cell() -> None:
    doc = pymupdf.open()
    page = doc.new_page()
    for y0, y1 in pairwise(YS):
        for x0, x1 in pairwise(XS):
            page.draw_rect((x0, y0, x1, y1), width=0.7)
    _fill(page, XS, YS, ROWS)
    assert _cells(_load(doc)) == PLAIN


def test_a_table_open_at_its_sides_keeps_its_outer_columns() -> None:
    doc = pymupdf.open()
    page = doc.new_page()
    for y in YS:
        _line(page, XS[0], y, XS[-1], y)
    for x in XS[1:-1]:
        _line(page, x, YS[0], x, YS[-1])
    _fill(page, XS, YS, ROWS)
    assert _cells(_load(doc)) == PLAIN


def test_merged_cells_from_the_union_of_edges() -> None:
    doc = pymupdf.open()
    page = doc.new_page()
    for y in (100, 160):
        _line(page, 80, y, 400, y)
    for x in (80, 200, 400):
        _line(page, x, 100, x, 160)
    _line(page, 200, 120, 400, 120)
    _line(page, 80, 140, 400, 140)
    _line(page, 300, 120, 300, 160)
    _fill(page, [80, 200], [100], [("单位", "资金")])
    _fill(page, [200, 300], [120], [("预算", "执行")])
    _fill(page, [80, 200, 300], [140], [("甲", "1", "2")])
    assert _cells(_load(doc)) == [
        (0, 0, 2, 1, "单位"), (0, 1, 1, 2, "资金"), (1, 1, 1, 1, "预算"), (1, 2, 1, 1, "执行"),
        (2, 0, 1, 1, "甲"), (2, 1, 1, 1, "1"), (2, 2, 1, 1, "2"),
    ]  # fmt: skip


def test_an_underline_in_a_cell_parts_nothing() -> None:
    doc = pymupdf.open()
    page = doc.new_page()
    _grid(page, XS, YS, ROWS)
    _line(page, 205, 136, 240, 136)
    _line(page, 200, 117, 260, 117)
    assert _cells(_load(doc)) == PLAIN


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
    _grid(doc.new_page(), [80, 140, 200], [100, 140, 180], [("名称", printed), ("甲", "5")])
    assert _cells(_load(doc))[1][4] == text


def test_a_number_that_sticks_out_of_its_cell_stays_whole() -> None:
    doc = pymupdf.open()
    page = doc.new_page()
    _grid(page, [80, 140, 180, 260], [100, 120, 140], [("名称", "预算", "执行"), ("甲", "", "7")])
    _text(page, 142, 134, "123456.7")
    _text(page, 240, 134, "7")
    assert [cell[4] for cell in _cells(_load(doc))][3:5] == ["甲", "123456.7"]


def test_numbers_of_touching_cells_are_not_glued() -> None:
    doc = pymupdf.open()
    page = doc.new_page()
    _grid(page, [80, 120, 160, 200], [100, 120, 140], [("甲", "乙", "丙"), ("", "", "")])
    width = pymupdf.get_text_length("5000", fontname="china-s", fontsize=10)
    for x, text in ((119.8 - width, "5000"), (120.2, "5000"), (160.2, "100%")):
        _text(page, x, 134, text)
    assert [cell[4] for cell in _cells(_load(doc))][3:] == ["5000", "5000", "100%"]


def test_a_box_around_prose_is_no_table() -> None:
    doc = pymupdf.open()
    page = doc.new_page()
    page.draw_rect((70, 90, 500, 160), width=1)
    _text(page, 80, 110, "说明：本表由单位填写，金额单位为万元。")
    loaded = _load(doc)
    assert loaded.tables == ()
    assert loaded.text == "说明：本表由单位填写，金额单位为万元。"


def test_underlines_are_no_table() -> None:
    doc = pymupdf.open()
    page = doc.new_page()
    for i in range(3):
        _text(page, 80, 110 + 30 * i, "单位名称")
        _line(page, 130, 112 + 30 * i, 300, 112 + 30 * i)
    assert _load(doc).tables == ()


def test_turned_text_in_a_cell_is_read_as_it_runs() -> None:
    doc = pymupdf.open()
    page = doc.new_page()
    _grid(page, [80, 110, 200, 300], [100, 160, 220], [("", "甲", "1"), ("", "乙", "2")])
    page.insert_text((100, 158), "OUTPUT", rotate=90)
    page.insert_text((90, 165), "EFFECT", rotate=270)
    cells = _cells(_load(doc))
    assert (cells[0][4], cells[3][4]) == ("OUTPUT", "EFFECT")


def test_a_table_in_a_cell_keeps_its_own_text() -> None:
    doc = pymupdf.open()
    page = doc.new_page()
    _grid(page, [60, 200, 500], [80, 100, 300], [("外", "框"), ("甲", "")])
    _grid(page, [220, 300, 400], [150, 170, 190], [("里", "1"), ("面", "2")])
    texts = {cell[4] for table in (0, 1) for cell in _cells(_load(doc), table)}
    assert texts == {"外", "框", "甲", "", "里", "1", "面", "2"}


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
                _line(page, xs[0], y, xs[-1], y)
        for x in xs:
            _line(page, x, ys[0], x, ys[-1])
        _fill(page, xs, ys, rows)
        _text(page, 290, 815, f"- {page.number + 1} -")
    return _load(doc)


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
    assert [cell[4] for cell in _cells(loaded)][6:] == ["2", "为人民群众解决民生实事保障困难群众生活条件", "20", "3", "丙", "30"]


def test_a_number_split_by_the_break_is_one_number() -> None:
    loaded = _two_pages([HEAD, ("1", "甲", "10"), ("2", "乙", "1,234,567,890,")], [("", "", "123.45"), ("3", "丙", "30")])
    assert [cell[4] for cell in _cells(loaded)][8] == "1,234,567,890,123.45"


def test_rows_with_blanks_after_the_break_stay_rows() -> None:
    loaded = _two_pages([HEAD, ("1", "甲", "10"), ("2", "乙", "20")], [("", "其中：丙", "5"), ("", "丁", "15")])
    assert loaded.tables[0].table is not None
    assert loaded.tables[0].table.n_rows == 5


def test_the_same_form_on_the_next_page_is_another_table() -> None:
    form = [("项目", "甲项目", ""), ("单位", "财政所", ""), ("金额", "10", "")]
    other = [("项目", "乙项目", ""), ("单位", "财政所", ""), ("金额", "20", "")]
    assert len(_two_pages(form, other).tables) == 2


def test_empty_cells_have_an_empty_span_at_their_place() -> None:
    doc = pymupdf.open()
    _grid(doc.new_page(), XS, YS, ROWS)
    loaded = _load(doc)
    assert loaded.tables[0].table is not None
    cell = loaded.tables[0].table.cells[5]
    assert cell.span[0] == cell.span[1] == loaded.text.index("\n防汛")


def test_painted_cells_are_a_table_and_stripes_are_not() -> None:
    doc = pymupdf.open()
    for striped in (False, True):
        page = doc.new_page()
        page.draw_rect((79, 99, 401, 161), color=None, fill=(0.4, 0.4, 0.4))
        for i, (y0, y1) in enumerate(pairwise(YS)):
            for x0, x1 in pairwise(XS):
                if not striped or i != 1:
                    page.draw_rect((x0 + 0.5, y0 + 0.5, x1 - 0.5, y1 - 0.5), color=None, fill=(0.9, 0.9, 1))
        _fill(page, XS, YS, ROWS)
    loaded = _load(doc)
    assert len(loaded.tables) == 1
    assert _cells(loaded) == PLAIN


def test_a_cell_merged_over_the_whole_page_keeps_its_column() -> None:
    doc = pymupdf.open()
    page = doc.new_page()
    for y in (100, 140, 180):
        _line(page, 120, y, 300, y)
    for x in (80, 120, 300):
        _line(page, x, 80, x, 200)
    _fill(page, [120], [80, 100, 140, 180], [("甲",), ("乙",), ("丙",), ("丁",)])
    assert _cells(_load(doc))[:2] == [(0, 0, 4, 1, ""), (0, 1, 1, 1, "甲")]
