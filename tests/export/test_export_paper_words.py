"""What a person typed into the working paper survives every rerun, whatever was done to the workbook."""

from __future__ import annotations

import random
import shutil
import subprocess
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from export_fixture import report
from hypothesis import given
from hypothesis import strategies as st
from paper_edits import Edit, again, edited, made, table, typed, words

from extractor.export.messages import Words
from extractor.export.paper_old import OldRow, Paper, read_paper
from extractor.export.xlsx_paper import fill_paper
from schemas.extraction import Extraction


def test_words_are_kept(extraction: Extraction) -> None:
    first = edited(made(extraction), typed)
    second = again(first, extraction)
    rows = table(first)
    assert words(table(second)) == {rows[0]["id"]: ("已核对\n请更正", "同意"), rows[1]["id"]: ("52.8", None)}
    assert again(second, extraction) == second


def test_words_are_kept_in_the_other_language(extraction: Extraction) -> None:
    english = table(again(edited(made(extraction), typed), extraction, lang="en"), "Working paper")
    assert english[0]["reviewer's opinion"] == "已核对\n请更正"
    back = again(again(edited(made(extraction), typed), extraction, lang="en"), extraction)
    assert words(table(back)) == words(table(again(edited(made(extraction), typed), extraction)))


def shuffle_rows(book: Any) -> None:
    sheet = book["复核底稿"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    random.Random(7).shuffle(rows)
    for number, row in enumerate(rows, 2):
        for column, value in enumerate(row, 1):
            sheet.cell(number, column).value = value


def shuffle_columns(book: Any) -> None:
    sheet = book["复核底稿"]
    for row in sheet.iter_rows():
        values = [cell.value for cell in row]
        for cell, value in zip(row, [*values[6:], *values[:6]], strict=True):
            cell.value = value


def filtered(book: Any) -> None:
    sheet = book["复核底稿"]
    sheet.auto_filter.add_filter_column(8, ["存疑"])
    sheet.row_dimensions[2].hidden = sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["K"].width = 80
    sheet.column_dimensions["D"].hidden = True


def title_above(book: Any) -> None:
    book["复核底稿"].insert_rows(1, 2)
    book["复核底稿"]["A1"] = "某某局复核底稿"


def renamed(book: Any) -> None:
    book["复核底稿"].title = "2024底稿"


def moved(book: Any) -> None:
    book.move_sheet("复核底稿", 5)
    book.active = 3


@pytest.mark.parametrize("edit", [shuffle_rows, shuffle_columns, filtered, title_above, renamed, moved])
def test_what_a_person_does_to_the_sheet_loses_no_word(extraction: Extraction, edit: Edit) -> None:
    first = edited(made(extraction), typed)
    expected = words(table(again(first, extraction)))
    assert len(expected) == 2
    changed = edited(first, edit)
    assert read_paper(changed).more is False
    assert words(table(again(changed, extraction))) == expected


def test_a_column_that_a_person_added_is_kept(extraction: Extraction) -> None:
    def add(book: Any) -> None:
        sheet = book["复核底稿"]
        sheet["M1"], sheet["M2"], sheet["O1"], sheet["O3"] = "经办人", "老李", "日期", "3月"

    second = again(edited(made(extraction), add), extraction)
    rows = table(second)
    assert ([row["经办人"] for row in rows[:3]], [row["日期"] for row in rows[:3]]) == (["老李", None, None], [None, "3月", None])
    assert again(second, extraction) == second


def test_copied_rows_are_joined(extraction: Extraction) -> None:
    def copy(book: Any) -> None:
        typed(book)
        sheet = book["复核底稿"]
        sheet.append([cell.value for cell in sheet[2]])
        sheet.cell(sheet.max_row, 11).value = "第二次核对"
        sheet.append([None] * 10 + ["没有编号的话"])

    rows = table(again(edited(made(extraction), copy), extraction))
    assert rows[0]["复核意见"] == "已核对\n请更正\n第二次核对"
    assert (rows[-1]["复核意见"], rows[-1]["id"]) == ("没有编号的话", None)
    assert len(rows) == len(extraction.findings) + 1


def test_the_longest_words_and_formulas_stay_text(extraction: Extraction) -> None:
    def write(book: Any) -> None:
        book["复核底稿"]["K2"], book["复核底稿"]["L2"], book["复核底稿"]["K3"] = "长" * 32_767, "=1+1", "-5"

    row, other, *_ = table(again(edited(made(extraction), write), extraction))
    assert (row["复核意见"], row["单位答复"], other["复核意见"]) == ("长" * 32_767, "=1+1", "-5")


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not here")
def test_a_workbook_saved_by_libreoffice(extraction: Extraction, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    first = edited(made(extraction), lambda book: (typed(book), filtered(book)))
    (tmp_path / "in" / "summary.xlsx").write_bytes(first)
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to", "xlsx", "--outdir", tmp_path]
    subprocess.run([*command, tmp_path / "in" / "summary.xlsx"], check=True, capture_output=True, timeout=120)
    saved = read_paper((tmp_path / "summary.xlsx").read_bytes())
    assert saved.more is False
    assert words(table(made(extraction, old=saved))) == words(table(again(first, extraction)))


CELL = st.text(alphabet=st.characters(blacklist_categories=("Cs", "Cc")), max_size=20)


@given(st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from(["一.pdf", "二.pdf"]), CELL, CELL), max_size=8))
def test_property_no_word_is_lost(rows: list[tuple[str, str, str, str]]) -> None:
    extraction = report()[0]
    findings = tuple(finding.model_copy(update={"id": name}) for finding, name in zip(extraction.findings, "abc", strict=False))
    told = extraction.model_copy(update={"findings": findings, "document": extraction.document.model_copy(update={"source": "一.pdf"})})
    old = Paper(tuple(OldRow({"id": one, "report": file, "opinion": opinion, "answer": answer}) for one, file, opinion, answer in rows))
    sheet = openpyxl.Workbook().worksheets[0]
    fill_paper(sheet, [told], old, Words())
    for column, place in ((11, 2), (12, 3)):
        text = "\n".join(str(sheet.cell(number, column).value or "") for number in range(2, sheet.max_row + 1))
        assert all(row[place].strip() in text for row in rows)
