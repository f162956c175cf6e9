"""A number that character recognition is unsure of is read all the same: what hangs on it is a question."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from extractor.assemble import assemble
from extractor.checks import examine
from extractor.document import Document, Run
from extractor.load import load
from extractor.numerals import read_numerals
from extractor.readers.rules import RulesReader
from extractor.split import split

TEXT = """青石镇2023年度项目支出绩效自评报告
单位：万元
| 项目名称 | 全年预算数 | 全年执行数 | 执行率 |
| --- | --- | --- | --- |
| 道路养护项目 | 830 | 814.79 | 98.17% |
| 路灯维护项目 | 146.54 | 79.78 | 54.44% |
| 合计 | 976.54 | 894.57 | 91.61% |
"""


@pytest.fixture
def doubted(tmp_path: Path) -> Document:
    """146.54 read as 146.34 from a picture, which might be 146.54."""
    path = tmp_path / "a.md"
    path.write_text(TEXT.replace("146.54", "146.34"), encoding="utf-8")
    document = load(path)
    start = document.text.index("146.34")
    cut = (start, start + len("146.34"))
    edges = tuple(float(at) for at in range(7))
    runs = (Run(cut, 1, 0.0, 9.0, edges, "ocr", 0.5, ("146.54",)),)
    document = replace(document, runs=runs)
    return replace(document, numerals=read_numerals(document))


def test_it_is_claimed_and_asked_about(doubted: Document) -> None:
    made = assemble(doubted, RulesReader().read(doubted, split(doubted)))
    (lamp,) = [one for one in made.record.projects if one.name == "路灯维护项目"]
    assert [one.printed for one in lamp.budget] == ["146.34"]
    findings = examine(made.record, made.provenance, doubted.text).findings
    assert [one for one in findings if one.severity == "error"] == []
    assert [(one.suspect_printed, one.suggestion, one.attribution) for one in findings if one.check == "A1"] == [
        ("146.34", "146.54", "ocr")
    ]


def test_numbers_that_stand_glued_together_are_no_number(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("青石镇2023年度项目支出绩效自评报告\n预算1.5.2.3万元。\n", encoding="utf-8")
    document = load(path)
    assert [one.glued for one in read_numerals(document) if one.printed.startswith("1.5")] == [True]
