"""R1 to R4: a report beside the finance system."""

from __future__ import annotations

import itertools
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.checks import explain, verify
from extractor.checks.reference.assignment import assign
from extractor.checks.reference.entries import same_unit
from extractor.reference import Line, Reference
from schemas.figure import Figure
from schemas.result import CheckResult, Finding

from .make import Doc

UNIT = "某镇人民政府"
MEASURES: dict[str, Any] = {"批复": "approved", "调整": "adjusted", "决算": "final"}


def reference(*lines: str, unit: str = UNIT, year: int = 2023) -> Reference:
    """Lines as ``"道路养护 批复 60.00万元"``, from row 3."""
    made = []
    for row, line in enumerate(lines, 3):
        project, measure, amount = line.split()
        number = amount.rstrip("亿千万元")
        figure = Figure(printed=number, unit=amount.removeprefix(number))
        made.append(Line(unit, year, project, MEASURES[measure], figure, "批复", row))
    return Reference("财政.xlsx", "0" * 64, tuple(made))


def results(doc: Doc, known: Reference, lang: Any = "zh") -> list[CheckResult]:
    return [one for one in verify(doc.record, doc.provenance, lang, reference=known) if one.check.startswith("R")]


def told(doc: Doc, known: Reference) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(one.check, one.outcome, one.printed) for one in results(doc, known)]


def findings(doc: Doc, known: Reference) -> tuple[Finding, ...]:
    return explain(doc.record, verify(doc.record, doc.provenance, reference=known), "zh", doc.provenance, reference=known)


def one(**roles: str) -> Doc:
    doc = Doc()
    doc.project("道路养护", **roles)
    return doc


def test_nothing_is_said_without_a_reference() -> None:
    doc = one(budget="60万元")
    assert not [found for found in verify(doc.record, doc.provenance) if found.check.startswith("R")]


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


def test_projects_approved_but_absent_and_reported_but_never_approved() -> None:
    doc = Doc()
    doc.project("道路养护", budget="60万元")
    doc.project("美丽庭院", budget="33万元", executed="10万元")
    doc.project("美丽庭院种苗", parent="/projects/1", budget="3万元")
    known = reference("道路养护 批复 60万元", "敬老院维修 批复 12.5万元", "撤销的事 批复 5万元", "撤销的事 调整 0万元")
    assert told(doc, known) == [
        ("R1", "ok", ("60",)), ("R2", "warn", ("敬老院维修",)), ("R2", "skipped", ("撤销的事",)), ("R3", "warn", ("33", "10")),
    ]  # fmt: skip
    absent = next(found for found in findings(doc, known) if found.check == "R2")
    assert absent.title == "敬老院维修：已批复的项目报告中没有"
    assert "第4行批复12.5万元" in absent.message


def test_a_whole_whose_parts_are_approved_is_approved() -> None:
    doc = Doc()
    whole = doc.project("生态修复专项资金", budget="30万元")
    doc.project("草原改良", parent=whole, budget="10万元")
    doc.project("封禁保护", parent=whole, budget="20万元")
    assert told(doc, reference("草原改良 批复 10万元", "封禁保护 批复 20万元")) == [("R1", "ok", ("10",)), ("R1", "ok", ("20",))]


def test_the_default_0_of_a_form_is_no_initial_budget() -> None:
    assert told(one(initial_budget="0万元", budget="60万元"), reference("道路养护 批复 60万元")) == [("R1", "ok", ("60",))]


def test_accounts_without_an_approval() -> None:
    doc = Doc()
    doc.project("道路养护", budget="60万元")
    doc.project("美丽庭院", executed="10万元")
    (_, _, found) = results(doc, reference("道路养护 批复 60万元", "美丽庭院 决算 10万元"))
    assert (found.check, found.outcome, "只有决算" in found.because) == ("R3", "warn", True)


def test_without_any_approval_in_the_reference_nobody_is_unapproved() -> None:
    doc = Doc()
    doc.project("道路养护", executed="60万元")
    doc.project("美丽庭院", executed="10万元")
    assert told(doc, reference("道路养护 决算 60万元")) == [("R1", "ok", ("60",))]


def test_a_report_about_one_project_need_not_have_the_others() -> None:
    doc = one(budget="60万元")
    known = reference("道路养护 批复 60万元", "敬老院维修 批复 12.5万元")
    titled = doc.record.model_copy(update={"title": "某镇2023年度道路养护项目绩效自评报告"})
    assert [found.outcome for found in verify(titled, {}, reference=known) if found.check == "R2"] == ["skipped"]
    assert [found.outcome for found in results(doc, known) if found.check == "R2"] == ["warn"]


@pytest.mark.parametrize(
    ("unit", "year", "part"),
    [
        ("别镇人民政府", 2023, "没有某镇人民政府2023年的数据"),
        (UNIT, 2022, "只有2022年的数据"),
    ],
)
def test_what_cannot_be_compared_is_said(unit: str, year: int, part: str) -> None:
    (found,) = results(one(budget="60万元"), reference("道路养护 批复 60万元", unit=unit, year=year))
    assert (found.check, found.outcome, part in found.because) == ("R4", "warn", True)


def test_a_report_without_a_unit_or_a_year() -> None:
    known = reference("道路养护 批复 60万元")
    for missing, part in (("organisation", "单位名称"), ("year", "年度")):
        record = one(budget="60万元").record.model_copy(update={missing: None})
        (found,) = [one for one in verify(record, {}, reference=known) if one.check.startswith("R")]
        assert (found.check, part in found.because) == ("R4", True)


@pytest.mark.parametrize(
    ("one_name", "other", "same"),
    [
        ("鹭洲镇人民政府", "云澜县鹭洲镇人民政府", True),
        ("鹭洲镇", "鹭洲镇人民政府", True),
        ("桐岭县文化局", "桐岭县 文化局", True),
        ("桐岭县文化局", "漠阳县文化局", False),
        ("文化局", "桐岭县文化局", True),
        ("鹭洲镇", "大鹭洲镇", False),
        ("财政局", "财政局国库科", False),
        ("桐岭县文化局", "桐岭县文化和旅游局", False),
        ("城关镇人民政府", "城关镇卫生院", False),
    ],
)
def test_which_names_are_one_unit(one_name: str, other: str, same: bool) -> None:
    assert same_unit(one_name, other) is same is same_unit(other, one_name)


def test_two_units_of_one_short_name_are_not_mixed() -> None:
    lines = (*reference("道路养护 批复 60万元", unit="东县某镇").lines, *reference("道路养护 批复 70万元", unit="西县某镇").lines)
    (found,) = results(one(budget="60万元"), Reference("财政.xlsx", "0" * 64, lines))
    assert found.check == "R4"


def test_names_that_are_written_otherwise() -> None:
    doc = Doc()
    doc.project("退役军人服务站建设", budget="6.50万元")
    doc.project("防汛物资储备经费", budget="15.00万元")
    known = reference("2023年退役军人服务站建设项目 批复 6.50万元", "防汛物资储备 批复 16.00万元")
    assert told(doc, known) == [("R1", "ok", ("6.50",)), ("R1", "error", ("15.00",))]


def test_the_finance_systems_codes_are_no_part_of_a_name() -> None:
    doc = Doc()
    doc.project("道路养护", budget="60.00万元")
    doc.project("路灯亮化", budget="15.00万元")
    known = reference("[35029623T000000101]道路养护 批复 60.00万元", "51130023T000008263218-路灯亮化 批复 15.00万元")
    assert told(doc, known) == [("R1", "ok", ("60.00",)), ("R1", "ok", ("15.00",))]


def test_a_name_that_is_only_similar_gives_a_question() -> None:
    doc = one(budget="60万元")
    doc.projects[0] = doc.projects[0].model_copy(update={"name": "农村公路日常养护补助"})
    (found,) = results(doc, reference("农村公路养护补助 批复 66万元"))
    assert (found.outcome, "只是名称相近" in found.because) == ("warn", True)


def test_amounts_tell_namesakes_apart() -> None:
    doc = Doc()
    doc.project("衔接资金项目", qualifier="第一批", budget="120.00万元", executed="118.00万元")
    doc.project("衔接资金项目", qualifier="第二批", budget="85.50万元", executed="80.00万元")
    known = reference(
        "衔接资金项目 批复 85.50万元", "衔接资金项目 批复 120.00万元", "衔接资金项目 决算 81.00万元", "衔接资金项目 决算 118.00万元"
    )
    assert sorted(told(doc, known)) == sorted([
        ("R1", "ok", ("120.00",)), ("R1", "ok", ("118.00",)), ("R1", "ok", ("85.50",)), ("R1", "error", ("80.00",)),
    ])  # fmt: skip


def test_batches_are_told_apart_by_their_names() -> None:
    doc = Doc()
    doc.project("衔接资金项目", qualifier="第一批", budget="10万元")
    doc.project("衔接资金项目", qualifier="第二批", budget="20万元")
    known = reference("衔接资金项目（第二批） 批复 25万元", "衔接资金项目（第一批） 批复 10万元")
    assert told(doc, known) == [("R1", "ok", ("10",)), ("R1", "error", ("20",))]


def test_nobody_is_paired_where_nothing_tells_namesakes_apart() -> None:
    doc = Doc()
    doc.project("维修", qualifier="一期", budget="10万元")
    doc.project("维修", qualifier="二期", budget="20万元")
    (found,) = results(doc, reference("维修 批复 11万元", "维修 批复 22万元"))
    assert (found.check, found.outcome, found.paths) == ("R1", "skipped", ("/projects/0", "/projects/1"))
    assert "第3、4行" in found.because


def test_lines_of_one_project_are_added_up() -> None:
    known = reference("道路养护 批复 40.00万元", "道路养护 批复 200,000.00元", "道路养护 决算 30.00万元", "道路养护 决算 22.80万元")
    found = results(one(budget="60.00万元", executed="52.80万元"), known)
    assert [one.outcome for one in found] == ["ok", "ok"]
    assert "第5、6行的决算数52.80万元 = 30.00 + 22.80" in found[1].because


def test_the_order_of_the_reference_changes_nothing() -> None:
    doc = Doc()
    for name, budget in (("道路养护", "60万元"), ("路灯亮化", "12万元"), ("网格员补助", "146.54万元")):
        doc.project(name, budget=budget)
    lines = ["道路养护 批复 60万元", "路灯亮化 批复 21万元", "网格员补助 批复 146.54万元"]
    said = {
        tuple(sorted((one.check, one.outcome, one.printed) for one in results(doc, reference(*some))))
        for some in itertools.permutations(lines)
    }
    assert len(said) == 1


@pytest.mark.parametrize("written", ["{}", "2023年{}项目", "{}及应急抢修"])
def test_the_cost_of_two_hundred_similar_names_is_bounded(written: str) -> None:
    doc, lines = Doc(), []
    villages = [first + second for first in "东西南北中上下前后新" for second in "山河湖海林田石泉溪塘井桥坪坡岭寨湾洲浦圩"]
    for number, village in enumerate(villages):
        doc.project(f"{village}村农村公路日常养护补助", budget=f"{number + 10}.50万元")
        lines.append(f"{written.format(f'{village}村农村公路日常养护补助')} 批复 {number + 10}.50万元")
    begun = time.process_time()
    assert {(found[0], found[1]) for found in told(doc, reference(*lines))} == {("R1", "ok")}
    assert time.process_time() - begun < 8


@given(st.dictionaries(st.tuples(st.integers(0, 4), st.integers(0, 4)), st.integers(1, 150), max_size=14))
def test_property_the_assignment_is_the_best_there_is(weights: dict[tuple[int, int], int]) -> None:
    chosen = assign(weights)
    assert len(set(chosen.values())) == len(chosen)
    assert sum(weights[pair] for pair in chosen.items()) == best(weights, 0)


def best(weights: dict[tuple[int, int], int], left: int, used: frozenset[int] = frozenset()) -> int:
    if left > 4:
        return 0
    own = [
        weights[left, right] + best(weights, left + 1, used | {right})
        for right in range(5)
        if (left, right) in weights and right not in used
    ]
    return max([best(weights, left + 1, used), *own])
