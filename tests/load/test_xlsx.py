"""XLSX: values as the sheet shows them, sheets as titles and tables."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Border, Side

from extractor.load import load
from extractor.load.xlsx_format import shown

RULED = Border(left=Side(style="thin"), right=Side(style="thin"))


@pytest.fixture
def book():
    made = openpyxl.Workbook()
    made.active.title = "Sheet1"
    return made


@pytest.fixture
def read(tmp_path):
    def _read(made):
        path = tmp_path / "a.xlsx"
        made.save(path)
        return load(path)

    return _read


def fill(sheet, rows):
    for row in rows:
        sheet.append(row)


def cells(document, index=0):
    found = document.tables[index].table.cells
    return {(c.row, c.col, c.row_span, c.col_span): document.text[slice(*c.span)] for c in found}


@pytest.mark.parametrize(
    ("value", "form", "text"),
    [
        (0.1 + 0.2, "General", "0.3"),
        (814.79, "General", "814.79"),
        (830.0, "General", "830"),
        (0.98167469879, "0.00%", "98.17%"),
        (0.8450, "0%", "85%"),
        (1955.4, "#,##0.00", "1,955.40"),
        (2.675, "0.00", "2.68"),
        (-12.5, "#,##0.00_);(#,##0.00)", "(12.50)"),
        (-12.5, "0.0", "-12.5"),
        (-5, "0;[Red]-0", "-5"),
        (0, '0.00;-0.00;"-"', "-"),
        (0, '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "-"),
        (1234.5, '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "1,234.50"),
        (12.5, '0.00"万元"', "12.50万元"),
        (12.5, '"约"0.0', "约12.5"),
        (12.5, "[$¥-804]#,##0.00", "¥12.50"),
        (12345678, "0.00,", "12345.68"),
        (5, "000", "005"),
        (1 / 3, "General", "0.333333333"),
        (123456789012.3, "General", "123456789012"),
        (1.5, "0.0#", "1.5"),
        (0.5, "#.00", ".50"),
        (True, "General", "TRUE"),
        ("文字", "@", "文字"),
        ("#DIV/0!", "General", "#DIV/0!"),
        (100, "@", "100"),
        (Decimal("3122.00"), "0.00", "3122.00"),
        (1.2345e-12, "General", "1.2345E-12"),
        (datetime(2024, 3, 5), 'yyyy"年"m"月"d"日"', "2024年3月5日"),
        (datetime(2024, 3, 5), "mm-dd-yy", "2024/3/5"),
        (date(2024, 12, 31), "yyyy-mm-dd", "2024-12-31"),
        (datetime(2024, 3, 5, 14, 7), "yyyy/m/d h:mm", "2024/3/5 14:07"),
        (time(8, 30), "h:mm", "8:30"),
        (timedelta(hours=25, minutes=3), "[h]:mm:ss", "25:03:00"),
        (None, "0.00", ""),
    ],
)
def test_values_print_as_the_sheet_shows_them(value, form, text):
    assert shown(value, form) == text


def test_title_table_and_note(book, read):
    sheet = book.active
    fill(
        sheet,
        [
            ["项目支出绩效自评表"],
            ["单位：万元"],
            ["项目", "预算", "执行率"],
            ["甲", 830, 0.9817],
            ["合计", None, None],
            ["注：自行填报。"],
        ],
    )
    sheet.merge_cells("A1:C1")
    sheet["C4"].number_format = "0.00%"
    document = read(book)
    assert document.text == "项目支出绩效自评表\n单位：万元\n项目\t预算\t执行率\n甲\t830\t98.17%\n合计\t\t\n注：自行填报。"
    assert (document.kind, document.pages, document.tables[0].table.rebuilt) == ("xlsx", (), None)


def test_blank_rows_split_tables_unless_ruled(book, read):
    fill(book.active, [["甲", 1], ["乙", 2], [None, None], ["丙", 3], ["丁", 4]])
    assert [t.table.n_rows for t in read(book).tables] == [2, 2]
    for letter in "AB":
        book.active[f"{letter}3"].border = RULED
    assert [t.table.n_rows for t in read(book).tables] == [5]


def test_merges_are_kept_and_closed_up_over_hidden_columns(book, read):
    sheet = book.active
    fill(sheet, [["名称", "资金", None, None, "备注"], [None, "预算", "密", "执行", None], ["甲", 1, 7, 2, "无"]])
    sheet.merge_cells("B1:D1")
    sheet.merge_cells("A1:A2")
    sheet.column_dimensions["C"].hidden = True
    document = read(book)
    assert cells(document) == {
        (0, 0, 2, 1): "名称", (0, 1, 1, 2): "资金", (0, 3, 1, 1): "备注", (1, 1, 1, 1): "预算", (1, 2, 1, 1): "执行",
        (1, 3, 1, 1): "", (2, 0, 1, 1): "甲", (2, 1, 1, 1): "1", (2, 2, 1, 1): "2", (2, 3, 1, 1): "无",
    }  # fmt: skip
    assert [document.text[slice(*b.span)] for b in document.blocks if b.because == "隐藏文字"] == ["密", "7"]
    assert [notice.code for notice in document.notices] == ["hidden_text"]


def test_hidden_rows_and_sheets_are_set_aside(book, read):
    fill(book.active, [["甲", 1], ["乙", 2], ["丙", 3]])
    book.active.row_dimensions[2].hidden = True
    other = book.create_sheet("底稿")
    fill(other, [["密", 9]])
    other.sheet_state = "hidden"
    document = read(book)
    assert document.text == "甲\t1\n丙\t3\n乙 2\n密 9"
    assert [notice.code for notice in document.notices] == ["hidden_text", "hidden_text"]


def test_sheet_names_are_headings_unless_they_are_the_default(book, read):
    fill(book.active, [["甲", 1], ["乙", 2]])
    fill(book.create_sheet("自评表"), [["丙", 3], ["丁", 4]])
    book.create_sheet("空表")
    document = read(book)
    assert document.text == "甲\t1\n乙\t2\n自评表\n丙\t3\n丁\t4"
    assert [block.level for block in document.blocks] == [None, 1, None]


def test_formulas_without_a_stored_result_are_told(book, read):
    fill(book.active, [["甲", 1], ["乙", "=B1*2"]])
    assert "公式" in read(book).notices[0].message


def test_lines_in_a_cell_and_comments(book, read):
    fill(book.active, [["执行率\n（B/A）", "备注"], ["80%", "无"]])
    book.active["A1"].comment = Comment("请核实", "某")
    assert read(book).text.startswith("执行率（B/A）\t备注")


def test_a_title_merged_over_the_whole_row_does_not_widen_the_table(book, read):
    fill(book.active, [["报告"], ["甲", 1], ["乙", 2]])
    book.active.merge_cells("A1:XFD1")
    document = read(book)
    assert (document.text, document.tables[0].table.n_cols) == ("报告\n甲\t1\n乙\t2", 2)


def test_dates_of_chinese_excel(book, read, tmp_path):
    fill(book.active, [["填报日期", 45356], ["乙", 2]])
    book.active["B1"].number_format = 'yyyy"年"m"月"d"日"'
    assert "2024年3月5日" in read(book).text
