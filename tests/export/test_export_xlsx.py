"""The workbook: real numbers, inert text, flagged cells."""

from __future__ import annotations

import io
from decimal import Decimal
from typing import Any

import openpyxl
from export_fixture import report

from extractor.export.xlsx_out import to_xlsx
from schemas.extraction import Extraction
from schemas.summary import Failed


def book(*extractions: Extraction, failed: tuple[Failed, ...] = (), lang: Any = "zh") -> Any:
    return openpyxl.load_workbook(io.BytesIO(to_xlsx(extractions, failed, lang)))


def column(sheet: Any, title: str) -> list[Any]:
    titles = [cell.value for cell in sheet[1]]
    return [row[titles.index(title)] for row in sheet.iter_rows(min_row=2)]


def test_sheets_and_rows() -> None:
    extraction, _, _ = report()
    failed = (Failed(source="坏.pdf", error="EncryptedInput", message="坏.pdf：需要密码；请先解密"),)
    sheets = book(extraction, extraction, failed=failed)
    assert sheets.sheetnames == ["汇总", "复核底稿", "项目", "数量", "指标", "发现", "未归属数字", "失败"]
    rows = {sheet.title: sheet.max_row - 1 for sheet in sheets}
    assert rows == {"汇总": 2, "复核底稿": 12, "项目": 6, "数量": 6, "指标": 6, "发现": 12, "未归属数字": 8, "失败": 1}
    for sheet in sheets:
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref
    assert book(extraction, lang="en").sheetnames[0] == "Summary"


def test_numbers_are_numbers_and_look_as_printed() -> None:
    sheet = book(report()[0])["项目"]
    budget, executed, rate = (column(sheet, title) for title in ("预算数", "执行数", "执行率"))
    assert budget[1].value == 146.54
    assert budget[1].number_format == "0.00"
    assert executed[2].value == 40
    assert executed[2].number_format == "0.00"  # printed 40.00
    assert rate[2].number_format == '0"%"'
    assert column(sheet, "预算数单位")[1].value == "万元"


def test_thousands_separators_are_kept() -> None:
    extraction, _, _ = report()
    figure = extraction.record.projects[0].budget[0].model_copy(update={"printed": "1,234.50"})
    project = extraction.record.projects[0].model_copy(update={"budget": (figure,)})
    record = extraction.record.model_copy(update={"projects": (project,)})
    cell = column(book(extraction.model_copy(update={"record": record}))["项目"], "预算数")[0]
    assert (cell.value, cell.number_format) == (1234.5, "#,##0.00")
    assert figure.value == Decimal("1234.50")


def test_several_mentions_stand_in_their_own_column() -> None:
    cell = column(book(report()[0])["项目"], "各处数值")[1]
    assert "执行数：54.44 万元（2024-12）；79.78 万元" in cell.value


def test_the_suspect_is_coloured_and_its_comment_names_the_finding() -> None:
    sheet = book(report()[0])["项目"]
    suspect, proof = column(sheet, "执行数")[1], column(sheet, "预算数")[1]
    assert suspect.fill.fgColor.rgb == "FFF4B9B4"
    assert "社区网格员补助的执行数两处不同" in suspect.comment.text
    assert proof.fill.fill_type is None
    assert proof.comment is not None
    assert column(sheet, "执行数")[0].comment is None


def test_text_is_never_a_formula() -> None:
    extraction, _, _ = report()
    names = ("=1+1", "+cmd", "-2", "@SUM(A1)", "a\x00\x0bb\ufffe", "长" * 40_000)
    projects = tuple(extraction.record.projects[0].model_copy(update={"name": name}) for name in names)
    hostile = extraction.model_copy(update={"record": extraction.record.model_copy(update={"projects": projects})})
    cells = column(book(hostile)["项目"], "名称")
    assert all(cell.data_type == "s" for cell in cells)
    assert [cell.value for cell in cells[:5]] == ["=1+1", "+cmd", "-2", "@SUM(A1)", "ab"]
    assert all(cell.quotePrefix for cell in cells[:4])
    assert len(cells[5].value) < 32_767


def test_empty_and_equal() -> None:
    assert to_xlsx([], []) == to_xlsx([], [])
    extraction, _, _ = report(hostile=True)
    assert to_xlsx([extraction], []) == to_xlsx([extraction], [])
