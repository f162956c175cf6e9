"""Chunks hold every sentence and every row once, within their limits, and can be halved down to one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.document import Document
from extractor.readers.llm.atoms import MAX_CHARACTERS, MAX_NUMERALS, MAX_SENTENCES, Atom, Chunk, atoms, fill, pack
from extractor.readers.llm.marking import mark
from extractor.readers.sentences import Numbers
from extractor.split import split

from .llm_make import FORM, REPORTS, chunks, loaded

SENTENCES = st.lists(
    st.tuples(st.sampled_from(["村道照明工程预算", "支出", "惠及群众", "本镇严格管理", "（二）产出情况"]), st.integers(0, 12)),
    min_size=1,
    max_size=60,
)


def prose(drawn: list[tuple[str, int]]) -> str:
    lines = [words + "、".join(f"{n + 1}.5万元" for n in range(count)) for words, count in drawn]
    return "".join(f"{line}{'。' if at % 3 else chr(10)}" for at, line in enumerate(lines)) + "\n"


def table(rows: int) -> str:
    head = "项目名称\t预算数（万元）\t执行数（万元）\t执行率\t未完成原因"
    return "\n".join([head, *(f"第{n}社区公园修缮工程\t{n}.5\t{n}\t9{n % 10}%\t雨季停工" for n in range(1, rows + 1))]) + "\n"


def all_atoms(document: Document) -> list[Atom]:
    return list(atoms(document, split(document)))


def check(document: Document) -> None:
    packed = pack(document, split(document))
    assert [atom for chunk in packed for atom in chunk.atoms] == all_atoms(document)
    for chunk in packed:
        assert fill(chunk.atoms) <= 1 or len(chunk.atoms) == 1
        shown = mark(document, chunk)
        assert len(shown.numerals) == sum(atom.numerals for atom in chunk.atoms)
        assert len(shown.sentences) == sum(atom.marks for atom in chunk.atoms)


@given(SENTENCES)
def test_property_packing_holds_every_sentence_once_within_limits(drawn: list[tuple[str, int]]) -> None:
    check(loaded(prose(drawn)))


@settings(max_examples=25)
@given(st.integers(1, 120), SENTENCES)
def test_property_packing_holds_every_row_once_within_limits(rows: int, drawn: list[tuple[str, int]]) -> None:
    check(loaded(f"{prose(drawn)}\n{table(rows)}\n{prose(drawn)}"))


@pytest.mark.parametrize("name", REPORTS)
def test_every_figure_of_a_report_is_in_one_atom(name: str) -> None:
    document = loaded(*REPORTS[name])
    figures = Numbers(document).figures((0, len(document.text)))
    held = [numeral for atom in all_atoms(document) for numeral in figures if atom.span[0] <= numeral.span[0] < atom.span[1]]
    assert held == figures
    assert sum(atom.numerals for atom in all_atoms(document)) == len(figures)


def test_a_long_table_goes_row_by_row_into_chunks_that_show_its_head() -> None:
    document = loaded(table(200))
    packed = pack(document, split(document))
    assert len(packed) > 3
    for chunk in packed:
        assert mark(document, chunk).text.splitlines()[1] == "表头｜项目名称｜预算数（万元）｜执行数（万元）｜执行率｜未完成原因"


def test_a_header_row_without_figures_is_no_atom() -> None:
    rows = [atom.row for atom in all_atoms(loaded(FORM, ".md"))]
    assert rows == [0, 2, 3, 5, 6, 7]


def test_a_header_row_with_figures_is_shown_as_head_and_as_row() -> None:
    document = loaded("指标名称\t分值（100分）\t得分\t完成情况\n道路保洁\t60\t58\t完成\n绿化养护\t40\t40\t完成\n")
    (chunk,) = pack(document, split(document))
    assert [atom.row for atom in chunk.atoms] == [0, 1, 2]
    shown = mark(document, chunk).text.splitlines()
    assert shown[1:4] == [
        "{s1}指标名称｜{s2}分值（{n1}100分）｜{s3}得分｜{s4}完成情况",
        "表头｜指标名称｜分值（100分）｜得分｜完成情况",
        "{s5}道路保洁｜{n2}60｜{n3}58｜{s6}完成",
    ]


def test_what_is_set_aside_or_outside_the_spans_is_not_read() -> None:
    document = loaded("甲工程预算3万元。\n\n乙工程预算4万元。\n")
    first = document.blocks[0]
    assert [atom.span for atom in atoms(document, [first.span])] == [first.span]
    assert list(atoms(document, [])) == []
    assert pack(document, []) == ()


def pieces(chunk: Chunk) -> Iterator[Chunk]:
    halves = chunk.halves()
    if halves is None:
        yield chunk
    else:
        for half in halves:
            yield from pieces(half)


@settings(max_examples=40)
@given(SENTENCES, st.integers(0, 40))
def test_property_halves_divide_a_chunk_down_to_its_atoms(drawn: list[tuple[str, int]], rows: int) -> None:
    document = loaded(f"{prose(drawn)}\n{table(rows)}" if rows else prose(drawn))
    for chunk in chunks(document):
        halves = chunk.halves()
        if halves is not None:
            assert halves[0].atoms + halves[1].atoms == chunk.atoms
            assert halves[0].atoms
            assert halves[1].atoms
            assert halves[0].span[1] <= halves[1].span[0]
        assert [piece.atoms for piece in pieces(chunk)] == [(atom,) for atom in chunk.atoms]


def test_a_chunk_is_halved_between_blocks_where_that_is_near_enough() -> None:
    atom = Atom(0, (0, 10), 5, 1)
    chunk = Chunk((atom, Atom(0, (10, 20), 5, 1), Atom(0, (20, 30), 5, 1), Atom(1, (31, 40), 5, 1), Atom(1, (40, 50), 5, 1)))
    halves = chunk.halves()
    assert halves is not None
    assert [len(half.atoms) for half in halves] == [3, 2]


def test_limits_fit_an_enum_of_a_provider() -> None:
    assert max(MAX_NUMERALS, MAX_SENTENCES) <= 250
    assert MAX_CHARACTERS <= 10_000
