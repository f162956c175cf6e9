"""Numbering, headings and what lines stand under."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from readers.make import read

from extractor.outline import HEADING_LENGTH, Line, numbered, outline
from extractor.readers.lists import siblings


@pytest.mark.parametrize(
    ("words", "style", "number", "rest"),
    [
        ("一、概况", "cn", 1, "概况"),
        ("十、概况", "cn", 10, "概况"),
        ("十二、概况", "cn", 12, "概况"),
        ("二十一、概况", "cn", 21, "概况"),
        ("（三）资金", "(cn)", 3, "资金"),
        ("( 三 ) 资金", "(cn)", 3, "资金"),
        ("（4）资金", "(n)", 4, "资金"),
        ("4)资金", "n)", 4, "资金"),
        ("5.清淤", "n", 5, "清淤"),
        ("5．清淤", "n", 5, "清淤"),
        ("15、清淤", "n", 15, "清淤"),
        ("⑤清淤", "ring", 5, "清淤"),
        ("第二部分 自评", "part", 2, "自评"),
        ("第三章、自评", "part", 3, "自评"),
        ("一是加强管理", "cn-is", 1, "加强管理"),
        ("项目二：清淤", "cn-is", 2, "清淤"),
        ("  二、概况", "cn", 2, "概况"),
        ("2.3 清淤", "n.n", 3, "清淤"),
        ("2.3 2025年清淤", "n.n", 3, "2025年清淤"),
        ("3.2025年清淤", "n", 3, "2025年清淤"),
        ("2.3 万元", None, None, "2.3 万元"),
        ("2.3 公里", None, None, "2.3 公里"),
        ("2.3 人", None, None, "2.3 人"),
        ("2.8 公共厕所管护", "n.n", 8, "公共厕所管护"),
        ("2.9 人才引进", "n.n", 9, "人才引进"),
        ("3.1.12 清淤", "n.n.n", 12, "清淤"),
        ("６、清淤", "n", 6, "清淤"),
        ("7，清淤", "n", 7, "清淤"),
        ("7，200元", None, None, "7，200元"),
        ("一,概况", "cn", 1, "概况"),
        ("1.5万元", None, None, "1.5万元"),
        ("2023年", None, None, "2023年"),
        ("一般公共预算", None, None, "一般公共预算"),
    ],
)
def test_numbering_styles(words: str, style: str | None, number: int | None, rest: str) -> None:
    found = numbered(words)
    assert (found[0], found[1], words[found[2] :]) == (style, number, rest)


def lines(text: str) -> tuple[list[tuple[str, bool, list[str]]], tuple[Line, ...]]:
    document = read(text, title="").document
    found = outline(document)
    words = [(document.text[slice(*line.body)], line.heading, [document.text[slice(*a.body)] for a in line.above]) for line in found]
    return words, found


def test_lines_stand_under_their_headings() -> None:
    assert lines("一、总体情况\n（一）概况\n有村5个。\n（二）资金\n1.预算情况\n预算30万元。\n2.支出情况\n二、其他\n说明。")[0] == [
        ("总体情况", True, []),
        ("概况", True, ["总体情况"]),
        ("有村5个。", False, ["总体情况", "概况"]),
        ("资金", True, ["总体情况"]),
        ("预算情况", True, ["总体情况", "资金"]),
        ("预算30万元。", False, ["总体情况", "资金", "预算情况"]),
        ("支出情况", True, ["总体情况", "资金"]),
        ("其他", True, []),
        ("说明。", False, ["其他"]),
    ]


def test_a_style_that_ranks_higher_closes_deeper_headings_even_unseen_before() -> None:
    assert lines("1.细项\n一、总体\n说明。")[0][2] == ("说明。", False, ["总体"])


def test_a_sentence_or_a_long_line_is_no_heading() -> None:
    assert [heading for _, heading, _ in lines(f"1.先做甲。再做乙\n2.{'长' * (HEADING_LENGTH + 1)}\n3.概况：\n概况")[0]] == [
        False,
        False,
        True,
        False,
    ]


def test_siblings_are_runs_of_one_style_under_one_heading_with_rising_numbers() -> None:
    words, found = lines("一、甲\n1.子\n2.丑\n二、乙\n1.寅\n2.卯\n1.辰\n（1）巳")
    runs = [[words[line.index][0] for line in run] for run in siblings(found)]
    assert runs == [["甲", "乙"], ["子", "丑"], ["寅", "卯"], ["辰"], ["巳"]]


PIECES = st.sampled_from(
    ["一、", "二、", "（一）", "（二）", "1.", "2.", "（1）", "①", "概况", "说明。", "\n", "\n", "资金情况", "；", "一是"]
)


@given(st.lists(PIECES, min_size=1, max_size=25).map("".join))
@settings(max_examples=80)
def test_every_paragraph_is_one_line_under_earlier_headings(text: str) -> None:
    document = read(text, title="柳河镇2023年自评报告").document
    found = outline(document)
    assert [line.index for line in found] == [i for i, block in enumerate(document.blocks) if block.kind == "paragraph"]
    for line in found:
        assert line.span[0] <= line.body[0] <= line.body[1] == line.span[1]
        assert all(above.heading and above.index < line.index for above in line.above)
        assert len({above.style for above in line.above}) == len(line.above)
    assert sorted(line.index for run in siblings(found) for line in run) == [line.index for line in found if line.style is not None]


def test_a_list_may_change_its_marks_on_the_way() -> None:
    lines = outline(read("一、项目\n1、清淤。\n2. 路灯。\n（3）绿化。\n4，保洁。\n二、其他\n（1）说明。").document)
    assert [(line.style, line.number) for line in lines if line.above] == [("n", 1), ("n", 2), ("n", 3), ("n", 4), ("(n)", 1)]


def test_markdown_headings_without_a_number_hold_what_stands_under_them() -> None:
    lines = outline(read("## 项目\n1. 清淤。\n### 其中\n2. 路灯。\n## 问题\n3. 无。", suffix=".md").document)
    text = read("## 项目\n1. 清淤。\n### 其中\n2. 路灯。\n## 问题\n3. 无。", suffix=".md").document.text
    above = {line.number: [text[slice(*one.body)] for one in line.above] for line in lines if line.number}
    assert above == {1: ["项目"], 2: ["项目", "其中"], 3: ["问题"]}


def test_a_section_with_its_chapters_number_stands_under_the_chapter() -> None:
    words, _ = lines(
        "4.各项目情况\n4.1 清淤项目\n全年支出10万元，执行率95%。\n4.2 路灯项目\n全年支出20万元，执行率90%。\n5.自评结论\n综合评定，得分93.8分。"
    )
    above = {body: [one.strip() for one in under] for body, _, under in words}
    assert above["全年支出20万元，执行率90%。"] == ["各项目情况", "路灯项目"]
    assert above["综合评定，得分93.8分。"] == ["自评结论"]
