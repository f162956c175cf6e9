"""The working paper (复核底稿): what it prints, and which workbook is read as one."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest
from paper_edits import TITLES, edited, made, table

from extractor.export.paper_old import NoPaper, Paper, read_paper
from extractor.export.xlsx_paper import around
from schemas.extraction import Extraction


def test_one_row_a_finding_errors_first(extraction: Extraction) -> None:
    rows = table(made(extraction))
    assert list(rows[0]) == TITLES
    assert [row["级别"] for row in rows] == sorted((row["级别"] for row in rows), key=["错误", "存疑", "提示"].index)
    assert {row["id"] for row in rows} == {finding.id for finding in extraction.findings}
    suspect = next(finding for finding in extraction.findings if finding.suspect == "/projects/1/executed/0")
    row = next(row for row in rows if row["id"] == suspect.id)
    assert (row["报告数"], row["建议数"]) == ("54.44 万元", "79.78 万元")
    assert "54.44" in row["原文"]
    assert row["页"] == extraction.provenance["/projects/1/executed/0"].page
    assert (row["单位"], row["文件"]) == (extraction.record.organisation, extraction.document.source)


def test_it_prints_on_landscape_paper_under_a_frozen_header(extraction: Extraction) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(made(extraction)))["复核底稿"]
    assert (sheet.freeze_panes, sheet.print_title_rows, sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == (
        "B2",
        "$1:$1",
        "landscape",
        0,
    )
    assert sheet.auto_filter.ref == f"A1:L{sheet.max_row}"
    assert all(cell.alignment.wrap_text for cell in sheet[2])


@pytest.mark.parametrize(
    ("text", "part", "shown"),
    [
        ("甲\n乙支出5万元。\n丙", "5", "乙支出5万元。"),
        ("1\t道路\t5\t6\n2", "5", "1 | 道路 | 5 | 6"),
        ("长" * 50 + "5" + "长" * 50, "5", "…" + "长" * 30 + "5" + "长" * 30 + "…"),
        ("很长的名称" * 9 + "\t道路\t5\t6", "5", "…道路 | 5 | 6"),
    ],
)
def test_the_words_around_a_figure(text: str, part: str, shown: str) -> None:
    start = text.index(part)
    assert around(text, (start, start + len(part))) == shown


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, b"words"])
def test_bytes_that_are_no_workbook(data: bytes) -> None:
    with pytest.raises(NoPaper):
        read_paper(data)


def test_a_paper_whose_columns_are_not_known_any_more_is_no_paper(extraction: Extraction) -> None:
    def rename(book: Any) -> None:
        book["复核底稿"]["K1"] = "意见"

    with pytest.raises(NoPaper):
        read_paper(edited(made(extraction), rename))


def test_a_workbook_from_before_there_was_a_paper(extraction: Extraction) -> None:
    assert read_paper(edited(made(extraction), lambda book: book.remove(book["复核底稿"]))) == Paper()


def test_sheets_and_comments_of_a_person_are_noticed(extraction: Extraction) -> None:
    def comment(book: Any) -> None:
        book["复核底稿"]["A2"].comment = openpyxl.comments.Comment("看这里", "某人")

    assert read_paper(edited(made(extraction), lambda book: book.create_sheet("我的统计"))).more
    assert read_paper(edited(made(extraction), comment)).more
    assert not read_paper(made(extraction)).more
