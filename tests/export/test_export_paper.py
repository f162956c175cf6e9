"""The working paper (复核底稿): what a person typed into it survives every rerun, whatever was done to the workbook."""

from __future__ import annotations

import io
import random
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from export_fixture import report
from hypothesis import given
from hypothesis import strategies as st

from extractor.export.messages import Words
from extractor.export.paper_old import NoPaper, OldRow, Paper, read_paper
from extractor.export.xlsx_out import to_xlsx
from extractor.export.xlsx_paper import around, fill_paper
from schemas.extraction import Extraction

TITLES = ["单位", "文件", "页", "原文", "问题", "报告数", "建议数", "依据", "级别", "id", "复核意见", "单位答复"]
Edit = Callable[[Any], None]


def made(*extractions: Extraction, old: Paper | None = None, lang: Any = "zh") -> bytes:
    return to_xlsx(extractions, (), lang, old or Paper())


def edited(data: bytes, edit: Edit) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(data))
    edit(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def table(data: bytes, name: str = "复核底稿") -> list[dict[str, Any]]:
    head, *rows = openpyxl.load_workbook(io.BytesIO(data))[name].iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


def again(data: bytes, *extractions: Extraction, lang: Any = "zh") -> bytes:
    return made(*extractions, old=read_paper(data), lang=lang)


def typed(book: Any) -> None:
    """Words for the first two rows."""
    sheet = book["复核底稿"]
    sheet["K2"], sheet["L2"], sheet["K3"] = "已核对\n请更正", "同意", 52.80


def words(rows: list[dict[str, Any]]) -> dict[str, tuple[Any, Any]]:
    return {row["id"]: (row["复核意见"], row["单位答复"]) for row in rows if row["复核意见"] or row["单位答复"]}


@pytest.fixture(scope="module")
def extraction() -> Extraction:
    return report()[0]


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


def without(extraction: Extraction, *ids: str) -> Extraction:
    """Read whole, and without these findings."""
    whole = extraction.coverage.model_copy(update={"complete": True, "unread": ()})
    return extraction.model_copy(update={"findings": tuple(one for one in extraction.findings if one.id not in ids), "coverage": whole})


def test_a_finding_of_a_report_that_was_read_in_part_is_not_settled(extraction: Extraction) -> None:
    first = edited(made(extraction), typed)
    gone = table(first)[0]
    part = without(extraction, gone["id"]).model_copy(update={"coverage": extraction.coverage})
    assert extraction.coverage.unread
    row = table(again(first, part))[-1]
    assert (row["级别"], row["复核意见"]) == ("未重读", "已核对\n请更正")


def test_a_file_of_the_same_name_from_another_unit_settles_nothing(extraction: Extraction) -> None:
    first = edited(made(extraction), typed)
    other = extraction.record.model_copy(update={"organisation": "云泽县水务局"})
    rows = table(again(first, without(extraction.model_copy(update={"record": other}), *(one.id for one in extraction.findings))))
    assert {row["级别"] for row in rows} == {"未重读"}


def test_a_finding_that_is_gone_stays_as_settled_and_may_come_back(extraction: Extraction) -> None:
    first = edited(made(extraction), typed)
    gone = table(first)[0]
    second = again(first, without(extraction, gone["id"]))
    row = table(second)[-1]
    assert {**row, "级别": gone["级别"]} == {**gone, "页": row["页"]}
    assert (row["级别"], row["复核意见"]) == ("已消除", "已核对\n请更正")
    assert table(again(second, extraction)) == table(again(first, extraction))


def test_a_report_that_was_not_read_this_time_is_not_settled(extraction: Extraction) -> None:
    other = extraction.model_copy(update={"document": extraction.document.model_copy(update={"source": "另一份.pdf"})})
    first = edited(made(extraction, other), typed)
    rows = table(again(first, other))
    assert {row["级别"] for row in rows if row["文件"] == extraction.document.source} == {"未重读"}
    assert rows[len(other.findings)]["复核意见"] == "已核对\n请更正"


def test_a_renamed_file_keeps_its_words_and_two_files_of_one_report_do_not_mix(extraction: Extraction) -> None:
    renamed_file = extraction.model_copy(update={"document": extraction.document.model_copy(update={"source": "新名.pdf"})})
    first = edited(made(extraction), typed)
    assert len(table(again(first, renamed_file))) == len(table(first))
    assert len(words(table(again(first, renamed_file)))) == 2
    both = table(again(first, renamed_file, extraction))  # the other comes first, and must not take what is not its own
    assert {row["文件"] for row in both if row["复核意见"]} == {extraction.document.source}


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
