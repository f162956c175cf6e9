"""Constraints say what the results say, and propose ranges that hold what mends them."""

from collections.abc import Iterator
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.checks import constraints as kinds
from extractor.checks.constraints import AnyOf, AtMost, Constraint, Fixed, Sum, reprinted
from extractor.checks.fit import Ratio
from extractor.checks.mentions import Mention
from extractor.checks.numbers import unit_of
from extractor.checks.products import Product
from extractor.checks.quotients import Quotient, ScoreOfRate
from extractor.checks.relations import judge
from extractor.checks.rounding import NEAREST, Rounding
from extractor.checks.sameness import Same
from schemas.figure import Figure

from .make import Doc
from .test_reports import summary_report, whole_unit_report

CENTS = st.decimals(min_value=Decimal("0.10"), max_value=Decimal(900), places=2)


def mention(path: str, printed: Decimal | str, role: str = "executed", unit: str = "万元") -> Mention:
    figure = Figure(printed=f"{printed:f}" if isinstance(printed, Decimal) else printed, unit=unit)
    return Mention(path, path, role, figure, unit_of(unit, role, "万元"), None, figure.decimals)


@pytest.mark.parametrize("doc", [summary_report(), whole_unit_report()], ids=["summary", "whole unit"])
def test_every_verdict_is_that_of_its_result(doc: Doc) -> None:
    results, context = judge(doc.record, doc.provenance)
    tied = [(result, tie) for result in results if result.outcome != "skipped" and (tie := context.network.of(result))]
    assert len(tied) > 10
    for result, tie in tied:
        assert (tie.constraint.verdict({}) == "broken") == (result.outcome in ("warn", "error")), result.because


def constraints(one: Decimal, other: Decimal, rate: Decimal) -> Iterator[Constraint]:
    a, b, c = mention("/a", one), mention("/b", other), mention("/c", rate)
    yield Sum(a, (b, c))
    yield Sum(a, (b, c), Decimal(100), (1, -1), unsigned=True)
    yield Sum(None, (a, b), constant=Decimal(100))
    yield AnyOf((Sum(a, (b, c)), Sum(b, (a, c))))
    yield AtMost(a, (b, c))
    yield Fixed(a, Decimal(7))
    yield Same((a, b, c))
    percent = mention("/r", rate, "rate", "%")
    yield Quotient(percent, (Ratio(a, (b,)),), NEAREST)
    yield Quotient(percent, (Ratio(a, (b,)),), Rounding(cut_off=frozenset({2})))
    yield Quotient(percent, (Ratio(a, (b,)),), Rounding(either=frozenset({2})))
    yield Product(a, (b, mention("/n", "12", "count", "个")))
    yield ScoreOfRate(mention("/s", "8.5", "score", "分"), mention("/w", "10", "weight", "分"), ((percent,), (a, b)))


@given(CENTS, CENTS, CENTS, CENTS)
def test_what_holds_lies_in_a_proposed_range(one: Decimal, other: Decimal, rate: Decimal, tried: Decimal) -> None:
    for constraint in constraints(one, other, rate):
        for figure in constraint.mentions:
            given = {figure.path: reprinted(figure, f"{tried:f}")}
            if constraint.verdict(given) != "broken":
                value = given[figure.path].value
                assert any(span.holds(value) for span in constraint.ranges(figure.path, {})), (constraint, figure.path)


def test_a_relation_that_can_only_be_tested_proposes_anything() -> None:
    a, b = mention("/a", "3"), mention("/b", "4")
    tested = kinds.Tested((a, b), lambda figures: figures[0].value < figures[1].value)
    assert tested.verdict({}) == "ok"
    assert tested.verdict({"/a": reprinted(a, "5")}) == "broken"
    assert tested.ranges("/a", {})[0].holds(Decimal(10) ** 12)


def test_an_integer_score_stands_for_itself_until_it_is_reprinted_with_a_point() -> None:
    score = mention("/s", "8", "score", "分")
    assert reprinted(score, "9").exact
    assert not reprinted(score, "7.5").exact
