"""What the other rates of a report say of one: its unit, and what it was computed from."""

from decimal import ROUND_HALF_UP, Decimal

from hypothesis import given
from hypothesis import strategies as st

from .make import Doc

WHOLE = {"32": "26", "512": "502", "569": "368", "145": "97", "239": "113", "77": "52"}
"""Budgets and spending in whole 万元: rates to two decimals tell whether they were rounded."""


def rate(spent: str, budget: str) -> str:
    return f"{(100 * Decimal(spent) / Decimal(budget)).quantize(Decimal('0.01'), ROUND_HALF_UP)}"


def report(**wrong: str) -> Doc:
    doc = Doc()
    for index, (budget, spent) in enumerate(WHOLE.items()):
        printed = wrong.get(f"b{budget}", rate(spent, budget))
        doc.project(f"项目{index}", budget=f"{budget}万元", executed=f"{spent}万元", rate=f"{printed}%")
    return doc


def test_rates_computed_from_the_printed_amounts_are_held_to_them() -> None:
    assert report().outcomes("A3") == ["ok"] * len(WHOLE)
    doc = report(b32="81.24")
    (result,) = [one for one in doc.of("A3") if one.outcome == "error"]
    assert "按印出的金额算得" in result.because
    (finding,) = [one for one in doc.findings() if one.severity == "error"]
    assert (finding.suspect_printed, finding.suggestion, finding.cause) == ("81.24", "81.25", "last_place")


def test_a_digit_cut_off_in_one_rate_is_granted() -> None:
    assert report(b512="98.04").outcomes("A3") == ["ok"] * len(WHOLE)  # 98.0468…, rounded 98.05


def test_few_rates_prove_nothing() -> None:
    doc = Doc()
    doc.project("甲", budget="512万元", executed="502万元", rate="98.05%")
    doc.project("乙", budget="32万元", executed="26万元", rate="81.24%")
    assert doc.outcomes("A3") == ["ok", "ok"]


def test_what_was_spent_to_the_last_is_no_witness() -> None:
    doc = Doc()
    for index in range(9):
        doc.project(f"项目{index}", budget=f"{20 + index}万元", executed=f"{20 + index}万元", rate="100.00%")
    doc.project("乙", budget="32万元", executed="26万元", rate="81.24%")
    assert doc.outcomes("A3") == ["ok"] * 10


amounts = st.lists(st.tuples(st.integers(100_000, 90_000_000), st.integers(30, 99)), min_size=2, max_size=24)


@given(amounts, st.sampled_from((0, 1, 2)))
def test_amounts_rounded_for_print_raise_no_error(found: list[tuple[int, int]], decimals: int) -> None:
    """Budgets as printed, spending in 元 rounded to 万元, rates from what was spent."""
    doc, place = Doc(), Decimal(1).scaleb(-decimals)
    for index, (thousands, part) in enumerate(found):
        budget = Decimal(thousands // 10_000 + 2)
        spent = (budget * part / 100 + Decimal(thousands % 9973) / 10_000).quantize(Decimal("0.0001"))
        printed = f"{(100 * spent / budget).quantize(Decimal('0.01'), ROUND_HALF_UP)}"
        shown = f"{spent.quantize(place, ROUND_HALF_UP)}"
        doc.project(f"项目{index}", budget=f"{budget}万元", executed=f"{shown}万元", rate=f"{printed}%")
    assert not [one.because for one in doc.of("A3") if one.outcome == "error"]


def test_a_figure_among_percentages_is_no_fraction_of_one() -> None:
    doc = report(b32="0.81")
    assert doc.outcomes("A3").count("error") == 1
    alone = Doc()
    alone.project("甲", budget="32万元", executed="26万元", rate="0.81%")
    assert alone.outcomes("A3") == ["warn"]
