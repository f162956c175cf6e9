"""The reference workbook: columns by header in any order, title rows, merged cells, amounts as shown, one clear line where it fails."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.english import english
from extractor.errors import UsageError
from extractor.reference import read_reference
from extractor.reference.amounts import amount

HEAD = ["单位", "年度", "项目", "口径", "金额", "金额单位"]
ROW = ["鹭洲镇人民政府", 2023, "道路养护", "批复", 60, "万元"]


@pytest.fixture
def book(tmp_path: Path) -> Callable[..., Path]:
    def make(*rows: Sequence[Any], change: Callable[[Any], None] | None = None, title: str = "批复") -> Path:
        found = openpyxl.Workbook()
        sheet = found.worksheets[0]
        sheet.title = title
        for row in rows:
            sheet.append(row)
        if change:
            change(sheet)
        found.save(tmp_path / "财政.xlsx")
        return tmp_path / "财政.xlsx"

    return make


def shapes(path: Path) -> list[tuple[Any, ...]]:
    lines = read_reference(path).lines
    return [(one.unit, one.year, one.project, one.measure, one.figure.printed, one.figure.unit, one.row) for one in lines]


def refused(path: Path) -> UsageError:
    with pytest.raises(UsageError) as caught:
        read_reference(path)
    for part in (caught.value.what, caught.value.todo):
        assert english(part) != part, part
    return caught.value


def test_a_row_is_a_line(book: Callable[..., Path]) -> None:
    path = book(HEAD, ROW)
    found = read_reference(path)
    assert shapes(path) == [("鹭洲镇人民政府", 2023, "道路养护", "approved", "60", "万元", 2)]
    assert (found.name, len(found.sha256), found.lines[0].sheet) == ("财政.xlsx", 64, "批复")


@pytest.mark.parametrize(
    "head",
    [
        ["预算单位名称", "预算年度", "项目名称", "金额类型", "金额（元）", "计量单位"],
        ["部门（单位）", "年份", "预算项目", "口 径", "数额", "货币单位"],
        ["Organisation", "Fiscal year", "Project name", "Measure", "Amount", "amount-unit"],
        ["UNIT", "Year", "project", "type", "VALUE", "Amount unit"],
    ],
)
def test_headers_in_other_words(book: Callable[..., Path], head: list[str]) -> None:
    assert shapes(book(head, ROW)) == [("鹭洲镇人民政府", 2023, "道路养护", "approved", "60", "万元", 2)]


def test_any_order_titles_above_other_columns_between(book: Callable[..., Path]) -> None:
    order = [4, 3, 5, 2, 0, 1]
    rows = [
        ["附件1"],
        ["2023年项目预算批复表"],
        [],
        ["序号", *(HEAD[index] for index in order), "备注"],
        [1, *(ROW[index] for index in order), "补"],
    ]
    assert shapes(book(*rows)) == [("鹭洲镇人民政府", 2023, "道路养护", "approved", "60", "万元", 5)]


def test_a_column_headed_unit_may_hold_the_money_unit(book: Callable[..., Path]) -> None:
    path = book(["单位名称", "年度", "项目", "口径", "金额", "单位"], ROW)
    assert shapes(path) == [("鹭洲镇人民政府", 2023, "道路养护", "approved", "60", "万元", 2)]


@pytest.mark.parametrize(
    ("above", "title", "unit"),
    [([], "金额（万元）", "万元"), ([], "金额/元", "元"), (["单位：亿元"], "金额", "亿元"), (["金额单位: 元"], "金额（万元）", "万元")],
)
def test_the_money_unit_of_header_or_caption(book: Callable[..., Path], above: list[str], title: str, unit: str) -> None:
    path = book(above, [*HEAD[:4], title], ROW[:5])
    assert [one[5] for one in shapes(path)] == [unit]


def test_merged_cells_speak_for_their_rows_and_the_year_may_stand_in_the_title(book: Callable[..., Path]) -> None:
    def merge(sheet: Any) -> None:
        sheet.merge_cells("A1:E1")
        sheet.merge_cells("A3:A5")
        sheet.merge_cells("B3:B4")

    rows = [["鹭洲镇2023年度批复表"], ["单位", "项目", "口径", "金额", "金额单位"], ["鹭洲镇", "道路养护", "批复", 60, "万元"]]
    rows += [[None, None, "决算", 52.8, "万元"], [None, "路灯", "批复", 7, "万元"]]
    assert [one[:5] for one in shapes(book(*rows, change=merge))] == [
        ("鹭洲镇", 2023, "道路养护", "approved", "60"),
        ("鹭洲镇", 2023, "道路养护", "final", "52.8"),
        ("鹭洲镇", 2023, "路灯", "approved", "7"),
    ]


def test_the_amount_is_what_the_cell_shows(book: Callable[..., Path]) -> None:
    def form(sheet: Any) -> None:
        for row, number_format in enumerate(["0.00", "#,##0.00", "General", '"¥"#,##0', "0.00_);(0.00)"], 2):
            sheet.cell(row, 5).number_format = number_format

    values = [0.1 + 0.2, 1234.5, 814.78, 1500, -3]
    path = book(HEAD, *([*ROW[:4], value, "元"] for value in values), change=form)
    assert [one[4] for one in shapes(path)] == ["0.30", "1,234.50", "814.78", "1,500", "-3.00"]


def test_totals_notes_blanks_and_dashes_are_no_lines(book: Callable[..., Path]) -> None:
    rows = [ROW, [None] * 6, ["合计", None, None, "批复", 60, "万元"], ["鹭洲镇人民政府", 2023, "小 计", "批复", 60, "万元"]]
    rows += [[*ROW[:4], "—", "万元"], [*ROW[:4], None, "万元"], ["注：以上为批复数。"], ["制表人：", None, "某人"]]
    assert len(shapes(book(HEAD, *rows))) == 1


def test_every_visible_sheet_counts(book: Callable[..., Path]) -> None:
    def more(sheet: Any) -> None:
        for name, state in (("决算", "visible"), ("旧", "hidden"), ("说明", "visible")):
            other = sheet.parent.create_sheet(name)
            other.sheet_state = state
            other.append(["本表说明"] if name == "说明" else HEAD)
            other.append([*ROW[:3], "决算", 52.8, "万元"] if name != "说明" else ["无"])

    found = read_reference(book(HEAD, ROW, change=more)).lines
    assert [(one.sheet, one.measure) for one in found] == [("批复", "approved"), ("决算", "final")]


@pytest.mark.parametrize(
    ("column", "value", "what", "cell"),
    [
        (0, None, "单位是空的", "A2"),
        (1, "二〇二三", "不是年度：二〇二三", "B2"),
        (2, None, "项目是空的", "C2"),
        (3, "拨款", "不认识的口径：拨款", "D2"),
        (3, None, "口径是空的", "D2"),
        (4, "约60", "不是金额：约60", "E2"),
        (4, "60%", "不是金额：60%", "E2"),
        (5, "美元", "不认识的金额单位：美元", "F2"),
        (5, None, "没有写明金额单位", "F2"),
    ],
)
def test_a_bad_cell_is_named(book: Callable[..., Path], column: int, value: Any, what: str, cell: str) -> None:
    path = book(HEAD, [*ROW[:column], value, *ROW[column + 1 :]])
    error = refused(path)
    assert (error.what, error.where, error.exit_code) == (what, f"{path} [批复!{cell}]", 2)


def test_what_the_header_lacks_is_named(book: Callable[..., Path]) -> None:
    error = refused(book(["单位", "年度", "项目", "金额"], ["鹭洲镇", 2023, "道路养护", 60]))
    assert error.what == "对照表的表头缺少：口径"
    assert error.where.endswith("[批复!1]")
    assert (
        refused(book(["单位", "项目", "口径", "金额", "金额单位"], ["鹭洲镇", "道路养护", "批复", 60, "万元"])).what
        == "对照表的表头缺少：年度"
    )
    assert refused(book(["甲", "乙"], [1, 2])).what == "找不到对照表的表头"
    assert refused(book(HEAD)).what == "对照表里没有一行金额"


def test_a_formula_without_its_result_is_refused(book: Callable[..., Path]) -> None:
    assert refused(book(HEAD, [*ROW[:4], "=1+1", "万元"])).what == "有 1 个公式没有存下结果"


def test_other_files(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("单位,年度\n", encoding="utf-8")
    (tmp_path / "b.xlsx").write_bytes(b"PK\x03\x04 nothing")
    (tmp_path / "c.txt").write_text("单位 年度", encoding="utf-8")
    for name in ("a.csv", "b.xlsx", "c.txt", "none.xlsx"):
        assert refused(tmp_path / name).where == str(tmp_path / name)


@pytest.mark.parametrize(
    ("content", "what", "said", "todo"),
    [
        (b"", "对照表是空的（0 字节）", "the reference is empty (0 bytes)", "重新导出对照表，或给出正确的文件"),
        ("单位,年度\n".encode(), "实际是纯文本", "but this is plain text", "用 Excel、WPS 或 LibreOffice 另存为 .xlsx"),
        (b"%PDF-1.7", "实际是PDF", "but this is PDF", "用 Excel、WPS 或 LibreOffice 另存为 .xlsx"),
    ],
    ids=["empty", "text", "pdf"],
)
def test_what_only_has_a_workbooks_name(tmp_path: Path, content: bytes, what: str, said: str, todo: str) -> None:
    (tmp_path / "财政.xlsx").write_bytes(content)
    error = refused(tmp_path / "财政.xlsx")
    assert what in error.what
    assert said in english(error.what)
    assert (error.where, error.todo) == (str(tmp_path / "财政.xlsx"), todo)


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=2, allow_nan=False))
def test_property_an_amount_is_read_to_the_last_digit(value: Any) -> None:
    for text in (f"{value:f}", f"{value:,f}", f" ¥{value:,f} ".replace("¥-", "-¥"), f"{value:f}元"):
        found = amount(text, "元")
        assert found is not None
        assert (found.value, found.decimals, found.unit) == (value, 2, "元")


@pytest.mark.parametrize("text", ["", "六十", "60元/年", "1,23", "12.3.4", "#REF!", "2024-01-01", "60 70 %"])
def test_what_is_no_amount(text: str) -> None:
    assert amount(text, "元") is None
