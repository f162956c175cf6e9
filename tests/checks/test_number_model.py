"""The number model on pairs and triples of printed numbers."""

from decimal import Decimal

import pytest

from extractor.checks.intervals import rounded, truncated
from extractor.checks.numbers import neighbours, shown, unit_of

from .make import Doc


def rates(rate: str, executed: str, budget: str, *others: tuple[str, str, str]) -> Doc:
    doc = Doc()
    for row, (r, b, a) in enumerate(((rate, executed, budget), *others), 1):
        doc.project(f"项目{row}", budget=f"{a}万元@t0.{row}.1", executed=f"{b}万元@t0.{row}.2", rate=f"{r}%@t0.{row}.3")
    return doc


TWO_DECIMALS = ("36.33", "1.09", "3")
"""A row that gives the columns two decimals."""


@pytest.mark.parametrize(
    ("rate", "executed", "budget"),
    [
        ("22.02", "4.4", "20"),
        ("80.5", "219.61", "272.82"),
        ("30.45", "0.91", "3"),
        ("19.48", "0.19", "1"),
        ("96.03", "43.21", "45"),
        ("98.17", "814.79", "830"),
        ("98.17", "814.78", "830"),
        ("100", "511.3", "511.3"),
        ("86", "172.31", "200"),
        ("54.44", "79.78", "146.54"),
        ("105.5", "21.1", "20"),
        ("93.86", "4,545.08", "4842.52"),
        ("85.5000", "17.1", "20"),
    ],
)
def test_a_rate_that_can_be_true_is_ok(rate: str, executed: str, budget: str) -> None:
    assert rates(rate, executed, budget, TWO_DECIMALS).outcomes("A3") == ["ok", "ok"]


@pytest.mark.parametrize(
    ("rate", "executed", "budget"),
    [
        ("45.66", "11.88", "26"),
        ("54.44", "54.44", "146.54"),
        ("22.02", "4.4", "4.4"),
        ("98.27", "814.79", "830"),
        ("9.817", "814.79", "830"),
    ],
)
def test_a_rate_that_cannot_be_true_is_an_error(rate: str, executed: str, budget: str) -> None:
    assert rates(rate, executed, budget, TWO_DECIMALS).outcomes("A3") == ["error", "ok"]


def test_a_rate_by_itself_is_judged_too() -> None:
    (result,) = rates("45.66", "11.88", "26").of("A3")
    assert result.outcome == "error"
    assert result.printed == ("45.66", "11.88", "26")
    assert result.expected == "45.6923…"


def test_whole_percents_may_be_truncated_where_nothing_speaks_against_it() -> None:
    doc = rates("31", "6.32", "20", ("12", "1.27", "10"), TWO_DECIMALS)
    assert doc.outcomes("A3") == ["ok", "ok", "ok"]
    assert "截断" in doc.of("A3")[0].because
    assert "截断" not in doc.of("A3")[2].because


def test_truncation_is_not_believed_against_rounded_rates_of_the_same_form() -> None:
    doc = rates("31", "6.32", "20", ("13", "1.27", "10"), ("67", "2.01", "3.02"))
    assert doc.outcomes("A3") == ["error", "ok", "ok"]


def test_a_rate_with_fewer_decimals_than_its_field_is_ok_but_weak() -> None:
    (first, _) = rates("87", "17.42", "20", TWO_DECIMALS).of("A3")
    assert (first.outcome, first.weak) == ("ok", True)


def test_a_narrow_interval_is_not_weak() -> None:
    assert [result.weak for result in rates("98.17", "814.79", "830", TWO_DECIMALS).of("A3")] == [False, True]


def test_a_ratio_printed_without_percent() -> None:
    doc = Doc()
    doc.project("甲", budget="100万元", executed="93万元", rate="0.93")
    assert doc.outcomes("A3") == ["ok"]
    doc = Doc()
    doc.project("甲", budget="100.00万元", executed="93.00万元", rate="0.93%")
    (result,) = doc.of("A3")
    assert result.outcome == "warn"
    assert "小数" in result.because


def test_a_ratio_turned_round_is_an_error_that_says_so() -> None:
    (result,) = rates("125", "80.00", "100.00").of("A3")
    assert result.outcome == "error"
    assert "颠倒" in result.because


def test_zero_over_zero_says_nothing_and_a_default_rate_of_zero_is_a_question() -> None:
    assert rates("100", "0", "0").outcomes("A3") == ["skipped"]
    assert rates("0", "5.00", "10.00").outcomes("A3") == ["warn"]


def test_units_are_normalised_exactly() -> None:
    doc = Doc()
    doc.project("甲", budget="12.5万元@10", executed="100000元@40", rate="80%@60")
    assert doc.outcomes("A3") == ["ok"]


def test_the_initial_budget_is_tried_and_named() -> None:
    doc = Doc()
    doc.project("甲", initial_budget="100.00万元", budget="120.00万元", executed="90.00万元", rate="90.00%")
    (result,) = doc.of("A3")
    assert result.outcome == "ok"
    assert "年初" in result.because


def test_a_unit_slip_under_an_inherited_unit_is_a_question() -> None:
    doc = Doc()
    doc.project("甲", budget="125000万元@t0.1.1", executed="100000元@t0.1.2", rate="80%@t0.1.3")
    for path, found in list(doc.provenance.items()):
        doc.provenance[path] = found.model_copy(update={"unit_from": "header"})
    assert doc.outcomes("A3") == ["warn"]


def test_closed_intervals() -> None:
    half = Decimal("0.005")
    parts = rounded(Decimal("4.14"), half) + rounded(Decimal("4.14"), half)
    assert parts.meets(rounded(Decimal("8.29"), half))
    assert rounded(Decimal("1.00"), half).meets(rounded(Decimal("1.01"), half))
    assert not truncated(Decimal("1.00"), half).meets(truncated(Decimal("1.01"), half))
    assert truncated(Decimal(0), half).meets(truncated(Decimal("-0.005"), half))
    assert truncated(Decimal("-1.00"), half).meets(rounded(Decimal("-1.007"), Decimal(0)))


def test_shown_numbers() -> None:
    assert shown(Decimal("54.4425") + Decimal("0.00001")) == "54.4425…"
    assert shown(Decimal("80.50")) == "80.5"
    assert shown(Decimal(10) / 3, 2) == "3.33…"
    assert neighbours("80") == (Decimal(81),)
    assert neighbours("1,234.5") == (Decimal("1234.4"), Decimal("1234.6"))


@pytest.mark.parametrize(
    ("printed", "role", "kind", "factor"),
    [
        ("万元", "budget", "money", 10**4),
        ("萬元", "budget", "money", 10**4),
        ("万", "budget", "money", 10**4),
        ("亿元", "executed", "money", 10**8),
        ("千元", "budget", "money", 10**3),
        ("元/人·月", "unit_price", "money", 1),
        (None, "executed", "money", 10**4),
        ("%", "rate", "percent", 1),
        ("分", "score", "score", 1),
        ("人", "count", "count", 1),
        ("万人", "count", "count", 10**4),
        ("万", "count", "count", 10**4),
        (None, "other", "plain", 1),
        (None, "weight", "score", 1),
    ],
)
def test_units(printed: str | None, role: str, kind: str, factor: int) -> None:
    unit = unit_of(printed, role, "万元")
    assert (unit.kind, unit.factor) == (kind, factor)


def growth(percent: str) -> Doc:
    """6.16 万元 more than 155.14 万元: 3.9706… %."""
    doc = Doc()
    doc.quantity("自评项目", "executed", "155.14万元", period="2022")
    doc.quantity("自评项目", "executed", "161.30万元")
    doc.quantity("自评项目", "change", f"{percent}%")
    return doc


def test_a_change_tells_by_itself_that_percentages_are_cut_off() -> None:
    assert growth("3.97").outcomes("A9") == ["ok"]
    assert growth("3.99").outcomes("A9") == ["error"]
    assert growth("3.9").outcomes("A9") == ["ok"]  # cut off
    assert growth("3.8").outcomes("A9") == ["error"]


@pytest.mark.parametrize(("rounding", "outcomes"), [(0, ["ok"]), (1, ["ok"]), (2, ["error"])])
def test_where_as_many_are_rounded_as_cut_off_both_are_granted(rounding: int, outcomes: list[str]) -> None:
    doc = growth("3.9")
    for number in range(rounding):
        doc.project(f"活动{number}", budget="30.03万元", executed="20.02万元", rate="66.7%")  # 66.666…: rounded only
    assert doc.outcomes("A9") == outcomes


def test_a_share_tells_that_percentages_are_cut_off() -> None:
    doc = Doc()
    whole = doc.quantity("支出", "executed", "300.00万元")
    parts = [doc.quantity(name, "executed", f"{amount}万元") for name, amount in (("甲类", "200.00"), ("乙类", "100.00"))]
    doc.breakdown("sum", whole, *parts)
    doc.quantity("甲类", "share", "66.66%")
    assert doc.outcomes("A4") == ["ok"]
    doc.quantity("乙类", "share", "33.36%")
    assert doc.outcomes("A4")[:2] == ["ok", "warn"]


def test_where_one_rate_is_cut_off_and_one_rounded_neither_is_wrong() -> None:
    assert rates("66.66", "2000.00", "3000.00", ("42.86", "3000.00", "7000.00")).outcomes("A3") == ["ok", "ok"]
    assert rates("66.65", "2000.00", "3000.00", ("42.86", "3000.00", "7000.00")).outcomes("A3") == ["error", "ok"]
