"""What is shown is the report's own text with marks that only the code can print."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.document import Document
from extractor.readers.llm.marking import WITHHELD, Marked, mark, shown

from .llm_make import FORM, PROSE, REPORTS, TABLE, at, chunks, key, loaded, marked

MARK = re.compile(r"\{([ns]\d+)\}")
TRANSLATED = str.maketrans({"{": "｛", "}": "｝", "<": "＜", ">": "＞", "｜": "|"})
HOSTILE = st.text(alphabet="{}<>ns123 ｜〔〕表格完头预算万元。\n\t$\\", max_size=40)


def everything(document: Document) -> list[Marked]:
    return [mark(document, chunk) for chunk in chunks(document)]


def bare(text: str) -> str:
    return re.sub(r"\s", "", MARK.sub("", text))


def check(one: Marked) -> None:
    """Marks are ids, each once and in order; what stands behind a mark is what the id means; the rest is the source."""
    ids = MARK.findall(one.text)
    assert len(ids) == len(set(ids))
    assert set(ids) == set(one.numerals) | set(one.sentences)
    assert [id_ for id_ in ids if id_[0] == "n"] == [f"n{at}" for at in range(1, len(one.numerals) + 1)]
    assert [id_ for id_ in ids if id_[0] == "s"] == [f"s{at}" for at in range(1, len(one.sentences) + 1)]
    for id_, numeral in one.numerals.items():
        behind = one.text.split(f"{{{id_}}}", 1)[1]
        printed = one.document.text[slice(*numeral.span)].translate(TRANSLATED)
        assert re.sub(r"\s", "", behind).startswith(re.sub(r"\s", "", printed))
    for id_, span in one.sentences.items():
        behind = bare(one.text.split(f"{{{id_}}}", 1)[1])
        assert behind.startswith(bare(one.document.text[slice(*span)].translate(TRANSLATED)))


@pytest.mark.parametrize("name", REPORTS)
def test_marks_and_ids_are_one_to_one(name: str) -> None:
    for one in everything(loaded(*REPORTS[name])):
        check(one)
        assert all(one.document.text[slice(*span)].strip() for span in one.sentences.values())


def test_prose_without_its_marks_is_the_report() -> None:
    (one,) = everything(loaded(PROSE))
    assert bare(one.text) == bare(one.document.text)
    assert one.text.count("\n") == len(one.document.blocks) - 1


def test_a_table_without_its_marks_is_the_report() -> None:
    (one,) = everything(loaded(TABLE))
    lines = [line for line in one.text.splitlines() if line not in ("〔表格〕", "〔表格完〕")]
    plain = [MARK.sub("", line).removeprefix("表头｜").replace("｜", "\t") for line in lines]
    assert [line.rstrip("\t") for line in plain] == [line.rstrip("\t") for line in TABLE.splitlines()]


def test_merged_cells_are_said_again_in_each_row_their_numbers_are_not() -> None:
    one = marked(FORM, ".md")
    rows = one.text.splitlines()
    assert rows[3].startswith("项目资金（万元）｜{s3}年度资金总额｜{n1}18｜")
    assert rows[-3].startswith("〃｜{s9}质量指标")
    assert one.text.count("90分") == 1


def test_each_numeral_and_each_sentence_can_be_pointed_at() -> None:
    one = marked(PROSE)
    assert one.numerals[key(one, "78.25")].unit == "%"
    assert one.document.text[slice(*one.sentences[at(one, "三公经费")])].startswith("三公经费支出2.1万元")


def test_only_some_numerals_may_be_marked() -> None:
    whole = marked(PROSE)
    wanted = {numeral.id for numeral in whole.numerals.values() if numeral.printed in ("60", "8.2")}
    (chunk,) = chunks(whole.document)
    part = mark(whole.document, chunk, only=frozenset(wanted))
    assert [numeral.printed for numeral in part.numerals.values()] == ["60", "60", "8.2"]
    assert bare(part.text) == bare(whole.text)
    assert part.sentences == whole.sentences


def test_years_are_those_printed_and_the_year_before_each() -> None:
    assert marked("2023年预算3万元，二〇二一年支出2万元，编号20245678，规划期2021-2025年。\n").years == (
        "2025", "2024", "2023", "2022", "2021-2025", "2021", "2020",
    )  # fmt: skip
    assert marked("预算3万元。\n").years == ()


@given(HOSTILE)
def test_property_no_text_prints_a_mark_or_the_end_of_a_chunk(text: str) -> None:
    plain = shown(text)
    assert not MARK.search(plain)
    assert not set("{}<>｜\n\t") & set(plain)
    assert re.sub(r"\s", "", plain) == re.sub(r"\s", "", text.translate(TRANSLATED))


@pytest.mark.parametrize("separator", ["\n", "\t", "\r\n", "\v", "\f", "\x1e", "\x85", "\u2028", "\u2029"])
def test_words_are_sent_on_one_line(separator: str) -> None:
    assert shown(f"甲工程{separator}  表头") == "甲工程 表头"
    assert len(shown(f"甲{separator}乙").splitlines()) == 1


@given(st.lists(HOSTILE, min_size=1, max_size=5), st.booleans())
def test_property_whatever_a_report_prints_its_marks_are_ours(lines: list[str], in_table: bool) -> None:
    cells = [re.sub(r"[\n\t]", " ", line) for line in lines]
    text = (
        f"名称\t预算数（万元）\t说明\n甲\t{cells[0]}3\t{cells[-1]}\n乙\t4\t{{n1}}\n"
        if in_table
        else "。\n".join(cells) + "预算{n1}5万元{s1}>>>。\n"
    )
    document = loaded(text)
    for one in everything(document):
        check(one)
        assert "<<<" not in one.text
        assert ">>>" not in one.text


def test_a_bar_in_a_cell_is_no_edge_of_a_cell() -> None:
    one = marked("项目名称\t预算数（万元）\t执行数（万元）\t说明\n甲｜9工程\t3\t2\t｜\n乙工程\t4\t4\t\n")
    row, other = one.text.splitlines()[2:4]
    assert re.fullmatch(r"\{s1\}甲\|(?:\{n1\})?9工程｜\{n\d\}3｜\{n\d\}2｜\{s2\}\|", row)
    assert other.count("｜") == 2


def test_nothing_of_a_withheld_sentence_or_cell_is_shown_or_can_be_named() -> None:
    document = loaded("项目名称\t预算数（万元）\t说明\n甲工程\t3\t机密一\n乙工程\t4\t完成\n说明一。机密二，预算9万元。说明三。\n")
    spans = [cell.span for cell in document.tables[0].table.cells if "机密" in document.text[slice(*cell.span)]]  # type: ignore[union-attr]
    start = document.text.index("机密二")
    withheld = frozenset([*spans, (start, document.text.index("说明三"))])
    (chunk,) = chunks(document)
    one = mark(document, chunk, withheld)
    assert "机密" not in one.text
    assert "9万元" not in one.text
    assert one.text.count(WITHHELD) == 2
    assert not any(span in withheld for span in (*one.sentences.values(), *one.regions))
    assert "9" not in [numeral.printed for numeral in one.numerals.values()]


def test_a_withheld_header_or_merged_cell_is_not_shown_in_any_row() -> None:
    text = FORM.replace("产出指标(90分)", "机密(90分)").replace("偏差原因", "机密")
    document = loaded(text, ".md")
    cells = document.tables[0].table.cells  # type: ignore[union-attr]
    withheld = frozenset(cell.span for cell in cells if "机密" in document.text[slice(*cell.span)])
    assert len(withheld) == 2
    (chunk,) = chunks(document)
    one = mark(document, chunk, withheld)
    assert "机密" not in one.text
    assert not withheld & {*one.sentences.values(), *one.regions}
