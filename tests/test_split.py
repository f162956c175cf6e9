"""Chunks: every block of the body in exactly one."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from readers.make import read, tabs

from extractor.document import Document
from extractor.split import MAX_NUMERALS, split

TABLE = tabs(["项目名称", "预算数（万元）", "执行数（万元）"], ["河道清淤工程", "30", "28.5"], ["路灯维护费", "20", "20"])
PARTS = st.sampled_from(
    ["一、总体情况", "二、资金", "三、绩效", "（一）概况", "1.预算情况", "预算30万元，支出28万元。", "说明。", TABLE, "附件2", "\n"]
)


def numerals_in(document: Document, span: tuple[int, int]) -> int:
    return sum(span[0] <= numeral.span[0] < span[1] for numeral in document.numerals)


@given(st.lists(PARTS, max_size=12).map("\n".join))
@settings(max_examples=80)
def test_every_block_of_the_body_is_in_exactly_one_chunk(text: str) -> None:
    document = read(text).document
    chunks = split(document)
    assert list(chunks) == sorted(chunks)
    assert all(one[1] <= two[0] for one, two in pairwise(chunks))
    for block in document.blocks:
        holders = [chunk for chunk in chunks if chunk[0] <= block.span[0] and block.span[1] <= chunk[1]]
        assert len(holders) == (0 if block.kind == "aside" else 1)


def test_outermost_headings_and_tables_begin_chunks() -> None:
    document = read(f"一、总体情况\n（一）概况\n说明。\n二、资金\n资金见下表。\n{TABLE}").document
    begins = [document.text[chunk[0] :].split("\n")[0].split("\t")[0] for chunk in split(document)]
    assert begins[-3:] == ["一、总体情况", "二、资金", "项目名称"]


def test_a_chunk_of_prose_holds_at_most_as_many_numerals_as_an_enum() -> None:
    document = read("一、资金\n" + "\n".join(f"第{i}村支出{i}.5万元，预算{i}万元，执行率{i % 100}%。" for i in range(1, 300))).document
    chunks = split(document)
    assert len(chunks) > 2
    assert all(numerals_in(document, chunk) <= MAX_NUMERALS for chunk in chunks)
    assert sum(numerals_in(document, chunk) for chunk in chunks) == len(document.numerals)


def test_an_empty_body_has_no_chunks() -> None:
    assert split(Document("x.txt", "", "text", (), "", ())) == ()
