"""A finding's message in lines: what is wrong, each formula, each possible correction; and numbers with their unit."""

from __future__ import annotations

import re
from typing import Any

import pytest
from export_fixture import report

from extractor.export.html_out import to_html
from extractor.export.message_lines import message_lines
from schemas.result import Finding

ONE, TWO = "甲：执行数一处印为52.80万元，另一处印为58.20万元。", "甲：印为执行率88.00%，而 58.20万元 ÷ 60.00万元 = 97%。"


def finding(message: str, *proofs: str, **more: Any) -> Finding:
    return Finding(id="0" * 12, check="B1", severity="error", title="甲", message=message, proofs=proofs, **more)


@pytest.mark.parametrize(
    ("message", "lines"),
    [
        (ONE, [("said", ONE)]),
        (
            f"甲的执行数印为58.20万元，应为52.80万元。依据：{ONE}{TWO}另一种可能：改乙。",
            [("said", "甲的执行数印为58.20万元，应为52.80万元。"), ("formula", ONE), ("formula", TWO), ("said", "另一种可能：改乙。")],
        ),
        (
            f"It is printed 5 and should be 6. Because: {ONE} {TWO} Another possibility: change it.",
            [("said", "It is printed 5 and should be 6."), ("formula", ONE), ("formula", TWO), ("said", "Another possibility: change it.")],
        ),
        (
            f"不能同时成立。{ONE}可能的改法：(1) 甲改；(2) 乙改。请核对。",
            [("said", "不能同时成立。"), ("formula", ONE), ("said", "可能的改法：(1) 甲改；"), ("said", "(2) 乙改。请核对。")],
        ),
        (f"2个数有同样的分歧（5、6）。其一，{ONE}", [("said", "2个数有同样的分歧（5、6）。"), ("formula", ONE)]),
        ("没有引用依据的话。", [("said", "没有引用依据的话。")]),
    ],
    ids=["proof alone", "zh", "en", "ways", "group", "no proof quoted"],
)
def test_a_message_in_lines(message: str, lines: list[tuple[str, str]]) -> None:
    assert message_lines(finding(message, ONE, TWO)) == lines


def test_no_word_is_lost_but_the_lead_in() -> None:
    message = f"甲应改。依据：{ONE}{TWO}完。"
    assert "".join(text for _, text in message_lines(finding(message, ONE, TWO))) == message.replace("依据：", "")


def test_the_page_has_a_line_each_and_the_repair_its_unit() -> None:
    extraction, document, _ = report()
    pointer = next(path for path in extraction.provenance if path.endswith("/executed/0"))
    told = finding(f"应为52.80万元。依据：{ONE}", ONE, suspect=pointer, suspect_printed="58.20", suggestion="52.80", paths=(pointer,))
    page = to_html(extraction.model_copy(update={"findings": (told,)}), document, "zh", None).decode()
    assert f'<div class="message"><p class="said">应为52.80万元。</p><p class="formula">{ONE}</p></div>' in page
    (repair,) = re.findall(r'<p class="repair">(.*?)</p>', page)
    assert "<del>58.20 万元</del>" in repair
    assert "<ins>52.80 万元</ins>" in repair
