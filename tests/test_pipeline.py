"""The spine: the same bytes twice, nothing raised on odd text, pointers that lead somewhere."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from readers.make import TITLE, Read, read, read_bytes, tabs

from extractor.errors import ExtractorError
from extractor.pipeline import extract
from extractor.readers.base import Reading
from schemas.extraction import Extraction

REPORT = (
    f"{TITLE}\n一、总体情况\n全年预算数50万元，支出48.5万元，执行率97%。整体绩效自评得分96分。\n二、项目\n"
    + tabs(
        ["项目名称", "预算数（万元）", "执行数（万元）"], ["河道清淤工程", "30", "28.5"], ["路灯维护费", "20", "20"], ["合计", "50", "48.5"]
    )
    + "\n三、绩效\n1.河道清淤工程，预算30万元，支出28.5万元。年度目标全部完成。\n2.路灯维护费，预算20万元，支出20万元。无结余。\n"
)
PIECES = (
    "项目", "预算", "支出", "执行率", "万元", "元", "%", "分", "其中", "：", "，", "。", "；", "（", "）", "(", ")",
    "\n", "\t", "1.", "一、", "（一）", "①", "30", "28.5", "95", "0", "1,200.50", "十三个", "2023年", "截至", "底",
    "共计", "合计", "小计", "个", "河道清淤工程", "路灯维护费", "三公经费", "减少", "占", "得分", "权重", "产出指标",
    "满意度", "≥", "=", "*", "村", "户", "-", "—", "/", "无", "目标全部完成", "原因是", "第一批", "包括", "分别为",
    "财政拨款", "结转", "年初预算", "单价", "每户", "项目名称", "预算数", "执行数", "一级指标", "三级指标", "分值",
    "年度指标值", "总分", "年度资金总额", "$\\geq", "|", "| --- |", "\u3000", " ", "镇", "年度总体目标", "预期目标",
    "实际完成情况", "的项目", "以上", "支付率", "审减", "下达", "专项资金", "绩效自评报告\n",
    "2023年水利补助资金绩效自评报告\n",
)  # fmt: skip
ODD = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=40).map("".join),
    st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=60),
    st.text("一二三十百千万亿零〇点分之第元％%.,，0123456789年月日-—=×（）()", max_size=40),
)


def comparable(extraction: Extraction) -> str:
    """The JSON without the seconds the run took."""
    found = json.loads(extraction.model_dump_json(by_alias=True))
    del found["run"]["seconds"]
    return json.dumps(found, ensure_ascii=False)


def pointers(extraction: Extraction) -> set[str]:
    """Every pointer an extraction uses."""
    record = extraction.record
    used = set(extraction.provenance) | {path for result in extraction.results for path in result.paths}
    used |= {path for finding in extraction.findings for path in finding.paths}
    used |= {p for made in record.breakdowns for p in (*([made.whole] if made.whole else []), *made.parts) if isinstance(p, str)}
    subjects = [*(q.subject for q in record.quantities), *(i.subject for i in record.indicators), *(c.subject for c in record.claims)]
    return used | {subject for subject in (*subjects, *(p.parent for p in record.projects)) if subject}


def assert_sound(report: Read) -> None:
    """Every pointer leads to a value; every span lies in the text; the JSON loads again; the books close."""
    extraction = report.extraction
    tree = json.loads(extraction.record.model_dump_json())
    for pointer in pointers(extraction):
        node = tree
        for part in pointer.strip("/").split("/"):
            node = node[int(part)] if isinstance(node, list) else node[part]
        assert node is not None, pointer
    text = extraction.document.text
    assert all(0 <= p.span[0] <= p.span[1] <= len(text) for p in extraction.provenance.values())
    assert Extraction.model_validate_json(extraction.model_dump_json(by_alias=True)) == extraction
    ledger = extraction.ledger
    assert ledger.claimed + len(ledger.set_aside) + len(ledger.unclaimed) == ledger.numerals == len(report.document.numerals)


def test_two_runs_differ_only_in_their_seconds(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    assert comparable(extract(path)[0]) == comparable(extract(path)[0])


def test_a_whole_report_is_sound_and_free_of_findings() -> None:
    report = read_bytes(REPORT)
    assert_sound(report)
    assert report.projects == ["河道清淤工程", "路灯维护费"]
    assert report.project("河道清淤工程").status == "met"
    assert [finding.message for finding in report.extraction.findings] == []
    assert report.extraction.coverage.complete
    assert report.unclaimed == []


def test_a_planted_slip_is_found_at_its_place() -> None:
    report = read_bytes(REPORT.replace("1.河道清淤工程，预算30万元，支出28.5万元", "1.河道清淤工程，预算30万元，支出25.8万元"))
    errors = [finding for finding in report.extraction.findings if finding.severity == "error"]
    assert [finding.check for finding in errors] == ["B1"]
    assert set(errors[0].paths) >= {"/projects/0/executed/0", "/projects/0/executed/1"}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_language_changes_messages_not_the_record(tmp_path: Path, lang: str) -> None:
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    assert extract(path, lang=lang)[0].record == extract(path)[0].record  # type: ignore[arg-type]


def test_a_reader_that_says_nothing_leaves_all_money_unclaimed(tmp_path: Path) -> None:
    class Silent:
        name = "silent"

        def read(self, document: object, chunks: object) -> Reading:
            return Reading()

    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    extraction, document = extract(path, reader=Silent())
    assert extraction.run.reader == "silent"
    assert extraction.ledger.claimed == 0
    money = {n.span for n in document.numerals if n.kind in ("money", "percent", "score")}
    assert money <= {entry.span for entry in extraction.ledger.unclaimed}


@given(text=ODD, suffix=st.sampled_from([".txt", ".md"]), titled=st.booleans())
@settings(max_examples=400, deadline=None)
@example(text="\x00", suffix=".txt", titled=False)
@example(text="", suffix=".txt", titled=False)
@example(text="|", suffix=".md", titled=True)
@example(text="\t\t\n\t", suffix=".txt", titled=True)
def test_odd_text_gives_a_sound_record_or_an_extractor_error(text: str, suffix: str, titled: bool) -> None:
    try:
        report = read(text, title=TITLE if titled else "", suffix=suffix)
    except ExtractorError:
        return
    assert_sound(report)
