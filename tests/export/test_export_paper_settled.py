"""Rows of the working paper whose finding the next run does not have: settled, or not read again."""

from __future__ import annotations

from paper_edits import again, edited, made, table, typed, words

from schemas.extraction import Extraction


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
