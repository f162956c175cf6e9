"""R1: each amount beside that of the finance system, and which figure is then the wrong one."""

from __future__ import annotations

import pytest

from extractor.checks import verify

from .finance import findings, one, reference, results, told
from .make import Doc


def test_each_mention_is_compared_in_its_own_unit() -> None:
    doc = one(budget="60.00万元@t0.1.1 600,000元@90", executed="52.80万元@t0.1.2")
    assert told(doc, reference("道路养护 批复 600,000.00元", "道路养护 决算 52.80万元")) == [
        ("R1", "ok", ("60.00",)), ("R1", "ok", ("600,000",)), ("R1", "ok", ("52.80",)),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("printed", "known", "outcome"),
    [
        ("52.80万元", "52.80万元", "ok"),
        ("52.80万元", "52.81万元", "error"),  # equal decimals are equal or wrong
        ("52.80万元", "528012.35元", "ok"),
        ("52.80万元", "528049.99元", "ok"),
        ("52.80万元", "528099.99元", "ok"),  # cut off
        ("52.80万元", "528100.00元", "error"),
        ("52.8万元", "52.84万元", "ok"),
        ("52.8万元", "52.96万元", "error"),
        ("0.53亿元", "5280.00万元", "ok"),
        ("约50万元", "52.80万元", "ok"),
        ("0万元", "52.80万元", "warn"),
    ],
)
def test_amounts_by_the_rules_of_b1(printed: str, known: str, outcome: str) -> None:
    assert [found[1] for found in told(one(executed=printed), reference(f"道路养护 决算 {known}"))] == [outcome]


def test_the_proof_names_file_sheet_and_row() -> None:
    (found,) = results(one(executed="58.20万元"), reference("道路养护 决算 528000.00元"))
    assert found.because == "道路养护：执行数印为58.20万元，而财政.xlsx“批复”第3行的决算数为528000.00元。"
    assert found.expected == "52.80"
    (english,) = results(one(executed="58.20万元"), reference("道路养护 决算 528000.00元"), "en")
    assert "财政.xlsx “批复” row 3 says final accounts 528000.00元" in english.because


def test_the_odd_mention_is_the_suspect() -> None:
    doc = one(budget="60.00万元@t0.1.1", executed="52.80万元@t0.1.2 58.20万元@120", rate="88.00%@t0.1.3")
    (finding,) = findings(doc, reference("道路养护 决算 52.80万元"))
    assert (finding.suspect, finding.suggestion, finding.severity) == ("/projects/0/executed/1", "52.80", "error")
    assert finding.check == "R1"
    assert len(finding.proofs) == 2  # the reference, and the other mention
    headline = one(budget="60.00万元@t0.1.1", executed="58.20万元@t0.1.2 52.80万元@120")
    (finding,) = findings(headline, reference("道路养护 决算 52.80万元"))
    assert finding.suspect == "/projects/0/executed/0"


def test_a_report_at_one_with_itself_gets_one_finding_that_touches_nothing_else() -> None:
    doc = one(budget="60.00万元@t0.1.1 60.00万元@50", executed="52.80万元@t0.1.2", rate="88.00%@t0.1.3")
    doc.project("网格员补助", budget="40.00万元@t0.2.1")
    total = doc.quantity("项目", "budget", "100.00万元@t0.3.1")
    doc.breakdown("sum", total, "/projects/0/budget", "/projects/1/budget")
    (finding,) = findings(doc, reference("道路养护 批复 66.00万元", "网格员补助 批复 40.00万元"))
    assert (finding.suspect, finding.suspect_printed, finding.suggestion) == ("/projects/0/budget/0", "60.00", "66.00")
    assert (finding.attribution, finding.paths) == ("report", ("/projects/0/budget/0", "/projects/0/budget/1"))


def test_a_sum_that_says_the_same_is_the_same_finding() -> None:
    doc = Doc()
    doc.project("道路养护", budget="58.20万元@t0.1.1")
    doc.project("网格员补助", budget="40.00万元@t0.2.1")
    total = doc.quantity("项目", "budget", "92.80万元@t0.3.1")
    doc.breakdown("sum", total, "/projects/0/budget", "/projects/1/budget")
    found = findings(doc, reference("道路养护 批复 52.80万元", "网格员补助 批复 40.00万元"))
    assert [(one.suspect, one.suggestion) for one in found] == [("/projects/0/budget/0", "52.80")]
    assert {"A1", "R1"} <= {result.check for result in verify(doc.record, doc.provenance, reference=reference("道路养护 批复 52.80万元"))}


def test_approved_is_the_initial_budget_where_there_is_one() -> None:
    known = reference("道路养护 批复 50万元", "道路养护 调整 60万元")
    assert told(one(initial_budget="50万元", budget="60万元"), known) == [("R1", "ok", ("50",)), ("R1", "ok", ("60",))]
    assert told(one(budget="60万元"), known) == [("R1", "ok", ("60",))]
    (unadjusted,) = results(one(budget="50万元"), known)
    assert (unadjusted.outcome, "与批复数相符" in unadjusted.because) == ("warn", True)
    (_, unknown) = results(one(initial_budget="50万元", budget="60万元"), reference("道路养护 批复 50万元"))
    assert (unknown.outcome, "没有该项目的调整记录" in unknown.because) == ("warn", True)


def test_amounts_of_another_date_are_not_compared() -> None:
    (found,) = results(one(executed="31万元#2023-10"), reference("道路养护 决算 52.80万元"))
    assert (found.outcome, "截至2023-10" in found.because) == ("skipped", True)


def test_a_unit_read_from_a_header_is_doubted_first() -> None:
    doc = one(budget="600000万元@t0.1.1")
    doc.provenance["/projects/0/budget/0"] = doc.provenance["/projects/0/budget/0"].model_copy(update={"unit_from": "header"})
    (found,) = results(doc, reference("道路养护 批复 60万元"))
    assert (found.outcome, "若单位为元则相符" in found.because) == ("warn", True)


def test_the_default_0_of_a_form_is_no_initial_budget() -> None:
    assert told(one(initial_budget="0万元", budget="60万元"), reference("道路养护 批复 60万元")) == [("R1", "ok", ("60",))]


def test_lines_of_one_project_are_added_up() -> None:
    known = reference("道路养护 批复 40.00万元", "道路养护 批复 200,000.00元", "道路养护 决算 30.00万元", "道路养护 决算 22.80万元")
    found = results(one(budget="60.00万元", executed="52.80万元"), known)
    assert [one.outcome for one in found] == ["ok", "ok"]
    assert "第5、6行的决算数52.80万元 = 30.00 + 22.80" in found[1].because
