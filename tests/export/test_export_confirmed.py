"""The share of figures that some relation bears out, on the page and in the workbook."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from openpyxl import load_workbook

from extractor.export.html_out import to_html
from extractor.export.xlsx_out import to_xlsx
from extractor.pipeline import extract

SAMPLE = Path(__file__).parents[2] / "samples" / "town-projects.docx"


def test_the_page_says_in_one_line_what_is_borne_out_and_lists_the_rest() -> None:
    extraction, document = extract(SAMPLE)
    confirmed = extraction.coverage.confirmed
    assert confirmed is not None and 0 < confirmed.by_relation < confirmed.figures
    page = to_html(extraction, document).decode()
    assert f"记录中的数字 {confirmed.figures} 个，至少被一项勾稽关系印证的 {confirmed.by_relation} 个" in page
    assert f"没有任何关系印证的数字：{len(confirmed.unconfirmed)} 个" in page
    assert "所用评分规则：national；比率取位：四舍五入" in page


def test_the_workbook_counts_it() -> None:
    extraction, _ = extract(SAMPLE)
    sheet = load_workbook(BytesIO(to_xlsx([extraction], (), "zh")))["汇总"]
    head, row = ([cell.value for cell in line] for line in list(sheet.rows)[:2])
    counted = dict(zip(head, row, strict=True))
    confirmed = extraction.coverage.confirmed
    assert confirmed is not None
    assert (counted["记录中的数字"], counted["已印证的数字"]) == (confirmed.figures, confirmed.by_relation)


def test_an_extraction_made_before_the_count_has_no_line() -> None:
    extraction, document = extract(SAMPLE)
    older = extraction.model_copy(update={"coverage": extraction.coverage.model_copy(update={"confirmed": None})})
    assert "勾稽关系印证" not in to_html(older, document).decode()
    assert "confirmed" not in older.model_dump_json(by_alias=True).partition('"coverage"')[2].partition('"results"')[0]
