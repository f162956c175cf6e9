"""Rule profiles, typed claims, targets against actuals, and what is told as information."""

from __future__ import annotations

from decimal import Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.checks.claim_facts import typed
from extractor.checks.constraints import AS_PRINTED
from extractor.checks.coverage import confirmed
from extractor.checks.grim import possible
from extractor.checks.mentions import Mention
from extractor.checks.notes import notes
from extractor.checks.numbers import unit_of
from extractor.checks.parameters import parameters
from extractor.checks.profiles import choose, first_match, profiles
from extractor.checks.relations import RELATIONS, context_of
from extractor.checks.row_values import compare
from schemas.figure import Figure
from schemas.record import Claim, Indicator, IndicatorValue

from .make import Doc, band
from .more import RuleDoc
from .test_kinds import CASES
from .test_reports import summary_report


def points(**groups: int) -> dict[str, Decimal]:
    return {group: Decimal(value) for group, value in groups.items()}


@pytest.mark.parametrize(
    ("weights", "name"),
    [
        (points(execution=10, output=50, effect=30, satisfaction=10), "national"),
        (points(execution=20, output=40, effect=40), "execution-20"),
        (points(execution=20, output=40, effect=30, satisfaction=10), "execution-20"),
        (points(execution=10, output=60, effect=30), "execution-10"),
        (points(input=40, output=30, effect=30), "framework"),
        (points(input=50, output=25, effect=25), None),
        (points(execution=15, output=45, effect=30, satisfaction=10), None),
    ],
)
def test_weights_pick_their_profile(weights: dict[str, Decimal], name: str | None) -> None:
    found = first_match(weights)
    assert (found.name if found else None) == name
    assert choose(None, [weights]).name == (name or "national")


def test_a_named_profile_is_in_force_whatever_the_weights() -> None:
    weights = points(execution=20, output=40, effect=40)
    assert choose("tiers-50", [weights]).name == "tiers-50"
    assert choose(None, []).name == "national"
    with pytest.raises(KeyError):
        choose("unheard-of", [])


def test_every_profile_names_its_source() -> None:
    assert len({one.name for one in profiles()}) == len(profiles()) >= 3
    assert all(one.source and one.grades == tuple(sorted(one.grades, reverse=True)) for one in profiles())


def test_the_tiers_of_the_profile_in_force_decide() -> None:
    def ends(profile: str | None) -> str:
        doc = RuleDoc(profile=profile)
        doc.measured("改善环境", "明显", "部分完成", "10", "5.50")
        return doc.only("D4").outcome

    assert (ends(None), ends("tiers-50")) == ("skipped", "ok")
    doc = RuleDoc()
    doc.measured("改善环境", "明显", "部分完成", "10", "9.50")
    assert doc.only("D4").outcome == "warn"


def row(target: str, actual: str, name: str = "指标") -> Indicator:
    doc = RuleDoc()
    doc.measured(name, target, actual, "10", "10")
    return doc.indicators[0]


@pytest.mark.parametrize(
    ("target", "actual", "ratio"),
    [
        ("≥12次", "9次", "0.75"), ("≥1次/月", "40次/年", "3.33"), ("≥3200次", "3600次/年", "1.12"), ("≤5%", "6.25%", "0.8"), ("≤5%", "4%", "1"),
        ("100%", "96%", "0.96"), ("2.5万亩", "25000亩", "1"), ("≥0%", "3%", "1"), ("2024年11月底前", "2024年12月20日", "0"),
        ("2024年12月底前", "2024年12月20日", "1"), ("≥12次", "12户", None), ("≥1次/月", "40次", None), ("≥12次", "≥12次", None), ("明显", "明显", None),
    ],
)  # fmt: skip
def test_a_target_is_reached_so_far(target: str, actual: str, ratio: str | None) -> None:
    found = compare(row(target, actual))
    assert (None if found is None else found.ratio.quantize(Decimal("0.01"), "ROUND_DOWN")) == (
        ratio and Decimal(ratio).quantize(Decimal("0.01"))
    )


def test_a_cost_is_to_be_kept_below_its_target_and_a_range_inside() -> None:
    cost = compare(row("75万元", "80万元", "成本控制"))
    assert cost is not None and (cost.met, cost.direction) == (False, "down")
    two = (Figure(printed="2", unit="次"), Figure(printed="4", unit="次"))
    inside = Indicator(name="巡查", target=IndicatorValue(text="2-4次", figures=two),
                       actual=IndicatorValue(text="5次", figures=(Figure(printed="5", unit="次"),)))  # fmt: skip
    found = compare(inside)
    assert found is not None and (found.ratio, found.met) == (Decimal("0.8"), False)


@given(st.integers(1, 400), st.integers(0, 400), st.integers(0, 3))
def test_what_comes_from_whole_things_is_always_possible(whole: int, part: int, decimals: int) -> None:
    part = min(part, whole)
    with localcontext(prec=40):
        percent = Decimal(100 * part) / whole
        for rounding in ("ROUND_HALF_UP", "ROUND_HALF_EVEN", "ROUND_DOWN"):
            printed = str(percent.quantize(Decimal(1).scaleb(-decimals), rounding))
            figure = Figure(printed=printed, unit="%")
            share = Mention("/x", "/x", "share", figure, unit_of("%", "share", None), None, decimals)
            assert possible(share, Decimal(whole))
            assert possible(share, Decimal(whole), Decimal(part))


@pytest.mark.parametrize(
    ("kind", "text", "degree", "thing"),
    [
        ("completion", "2023年度绩效目标全部完成", "full", None), ("completion", "各项目标任务均已完成", "full", None),
        ("completion", "绩效目标未完全完成", "partly", None), ("completion", "绩效目标基本完成", "mostly", None),
        ("completion", "12座山塘整治任务全部完成", "full", "12座山塘整治"), ("completion", "各项目完成情况较好", None, None),
        ("completion", "除个别项目外，目标全部完成", None, None), ("paid", "未形成支付", "unpaid", None), ("paid", "未支付", None, None),
        ("paid", "末批设备款未支付", None, None), ("paid", "未足额支付", "part_unpaid", None), ("paid", "资金已全额支付", "full", None),
        ("paid", "办公经费全额拨付", None, None), ("paid", "及时拨付", None, None), ("control", "严格控制三公经费支出", "plain", "三公"),
        ("control", "严格控制各项支出", "plain", "各项"), ("none", "无公务接待费支出", "plain", "公务接待"), ("none", "无结余", "plain", "结余"),
        ("none", "无政府性基金预算支出", "plain", "政府性基金"), ("rank", "执行率最高", "highest", "执行率"), ("rank", "位居全县第一", None, None),
        ("other", "成效明显", None, None),
    ],
)  # fmt: skip
def test_claims_are_typed_facts(kind: str, text: str, degree: str | None, thing: str | None) -> None:
    fact = typed(Claim(text=text, kind=kind), "/claims/0/text")  # type: ignore[arg-type]
    assert (fact and fact.degree, fact and fact.object) == (degree, thing)


def test_low_execution_beside_full_completion_is_told_though_a_reason_is_given() -> None:
    doc = RuleDoc()
    project = doc.project("甲", budget="100.00万元", executed="54.44万元", rate="54.44%")
    doc.mend(project, reason="上级未批")
    doc.claim("completion", "绩效目标全部完成", project)
    found = notes(doc.record, doc.verify())
    assert [(one.check, one.severity) for one in found] == [("E1", "info")]
    assert "上级未批" in found[0].message and found[0].title == "甲：称目标完成而执行率偏低（已说明原因）"


def test_one_question_for_one_pair_of_amounts() -> None:
    doc = RuleDoc()
    for label in ("三公经费", "公务用车运行维护费"):
        doc.quantity(label, "budget", "7.50万元")
        doc.quantity(label, "executed", "9.01万元")
    doc.claim("control", "严格控制三公经费支出")
    doc.claim("control", "严格控制公车运行费用")
    assert [one.outcome for one in doc.of("E2")] == ["warn"]


def test_the_rate_a_total_leaves_blank_is_supplied() -> None:
    doc = summary_report()
    found = {one.check: one for one in notes(doc.record, doc.verify())}
    assert found["A3"].message == "自评项目：未印执行率，按其余各数应为90.94…%，无从核对。"
    assert "按各项目预算加权为92.96" in found["A8"].message
    assert len({one.id for one in found.values()}) == len(found)


def test_copied_digits_are_evidence_where_an_error_holds_them() -> None:
    results = [one for one in summary_report().verify() if one.check == "E7"]
    assert [(one.outcome, one.printed) for one in results] == [("skipped", ("54.44", "54.44"))]


def test_the_share_of_figures_borne_out() -> None:
    doc = RuleDoc()
    doc.project("甲", budget="100.00万元", executed="80.00万元", rate="80.00%", score="93分")
    found = confirmed(doc.record, doc.verify())
    assert (found.figures, found.by_relation, found.unconfirmed) == (4, 3, ("/projects/0/score/0",))
    assert confirmed(RuleDoc().record, ()).figures == 0


def test_a_figure_in_error_is_not_borne_out() -> None:
    doc = RuleDoc()
    doc.project("甲", budget="100.00万元", executed="80.00万元", rate="81.00%")
    assert confirmed(doc.record, doc.verify()).by_relation == 0


def test_what_was_assumed_is_told() -> None:
    doc = RuleDoc()
    for index, (spent, rate) in enumerate((("31.66", "31.6"), ("45.59", "45.5"), ("77.48", "77.4"))):
        doc.project(f"项目{index}", budget="100.00万元", executed=f"{spent}万元", rate=f"{rate}%")
    told = parameters(context_of(doc.record, {}, "zh", None))
    assert told == {"profile": "national", "rounding": "truncated at 1 decimals", "decimals": "budget 万元 2, executed 万元 2, rate % 1"}
    assert parameters(context_of(RuleDoc().record, {}, "zh", "tiers-50")) == {"profile": "tiers-50", "rounding": "nearest"}


def test_a_constraint_holds_as_printed_exactly_where_its_result_is_good() -> None:
    for _, _, fill in CASES:
        doc = RuleDoc()
        fill(doc)
        with localcontext(prec=60):
            context = context_of(doc.record, doc.provenance, "zh", None)
            for result in (result for relation in RELATIONS for result in relation(context)):
                tie = context.network.of(result)
                if tie:
                    holds = tie.constraint.verdict(AS_PRINTED) != "broken"
                    assert holds == (result.outcome in ("ok", "rounding")), result


@pytest.mark.parametrize(
    ("low", "high", "spoken"),
    [
        ("60", "99", "执行率 60–99"),
        (None, "80", "执行率<80"),
        ("90", None, "执行率≥90"),
        ("100", "100", "执行率=100"),
        (None, None, "执行率"),
    ],
)
def test_a_range_open_at_one_end_is_no_negative_number(low: str | None, high: str | None, spoken: str) -> None:
    assert band("执行率", low, high).spoken == spoken


def test_a_count_of_an_open_range_names_it() -> None:
    doc = Doc()
    doc.project("甲", rate="70%")
    doc.project("乙", rate="90%")
    doc.quantity("项目", "count", "2个", band=band("执行率", None, "80"))
    (found,) = doc.of("A12")
    assert found.because == "执行率<80：所称2个，而所列项目中有1个，请核对。"
