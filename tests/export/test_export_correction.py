"""A figure that a person corrected is shown as such, on the page and in the workbook."""

from __future__ import annotations

import io
import json

import openpyxl
from export_fixture import report

from extractor.export.html_out import to_html
from extractor.export.json_out import to_json
from extractor.export.xlsx_out import to_xlsx
from schemas.extraction import Extraction
from schemas.figure import Correction

CORRECTION = Correction(was="54.44", by="张复核", why="见决算表")


def corrected() -> Extraction:
    extraction, _, _ = report()
    first, project, *others = extraction.record.projects
    figures = (project.executed[0].model_copy(update={"printed": "79.78", "corrected": CORRECTION}), *project.executed[1:])
    projects = (first, project.model_copy(update={"executed": figures}), *others)
    return extraction.model_copy(update={"record": extraction.record.model_copy(update={"projects": projects})})


def test_the_page_tells_who_corrected_what_and_why() -> None:
    _, document, _ = report()
    page = to_html(corrected(), document, "zh", None).decode()
    assert page.count("人工更正，原为 54.44（张复核）：见决算表") >= 2  # in the table and at the place
    assert "corrected by hand, was 54.44 (张复核): 见决算表" in to_html(corrected(), document, "en", None).decode()


def test_the_workbook_tells_it_in_the_comment_beside_the_findings() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(to_xlsx([corrected()], [])))["项目"]
    titles = [cell.value for cell in sheet[1]]
    cell = sheet.cell(3, titles.index("执行数") + 1)
    assert cell.comment.text.splitlines()[0] == "人工更正，原为 54.44（张复核）：见决算表"
    assert cell.fill.fgColor.rgb == "FFF4B9B4"


def test_the_key_is_left_out_where_nobody_corrected() -> None:
    assert b'"corrected"' not in to_json(report()[0])
    (told,) = [one for one in json.loads(to_json(corrected()))["record"]["projects"][1]["executed"] if "corrected" in one]
    assert told["corrected"] == {"was": "54.44", "by": "张复核", "why": "见决算表"}
