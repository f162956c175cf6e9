from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.bench.stats import World, verdicts
from eval.scores import FieldCount, ReportScore
from eval.stats import Part, compare_runs, estimate, judge_difference, permutation_p

PARTS = st.lists(st.tuples(st.integers(0, 100), st.integers(100, 300)), min_size=2, max_size=20)


def report(name: str, right: int, missed: int, document: str | None = None) -> ReportScore:
    count = FieldCount(section="projects", field="budget", right=right, missed=missed)
    return ReportScore(report=name, document=document or name, outcome="scored", fields=(count,))


def run(*right: int) -> list[ReportScore]:
    return [report(f"r{index:02}", one, 100 - one) for index, one in enumerate(right)]


def test_a_clear_gain_is_better_and_turned_round_it_is_worse() -> None:
    low, high = run(*range(50, 90, 2)), run(*range(60, 100, 2))
    there, back = compare_runs(low, high), compare_runs(high, low)
    assert (there.verdict, back.verdict) == ("better", "worse")
    assert there.difference == pytest.approx(-(back.difference or 0)) and there.p == back.p
    assert there.low is not None and there.low > 0 and there.documents == 20


def test_a_run_against_itself_is_not_decided() -> None:
    same = compare_runs(run(50, 60, 70), run(50, 60, 70))
    assert (same.verdict, same.difference, same.p) == ("not decided", 0.0, 1.0)


def test_order_does_not_matter_and_a_seed_gives_the_same_bytes() -> None:
    a, b = run(*range(40, 80, 2)), run(*range(41, 81, 2))
    assert compare_runs(a, b, 7).model_dump_json() == compare_runs(a[::-1], b[::-1], 7).model_dump_json()


def test_reports_of_one_run_only_are_left_out_and_named() -> None:
    a, b = run(50, 60, 70), run(50, 60)
    verdict = compare_runs([*a, report("x", 1, 1).model_copy(update={"outcome": "unscored"})], b)
    assert verdict.left_out == ("r02", "x") and verdict.reports == 2


def test_carriers_of_one_text_are_one_document() -> None:
    many = [report(f"r{index}", 50, 50, document="one") for index in range(30)]
    better = [report(f"r{index}", 90, 10, document="one") for index in range(30)]
    assert compare_runs(many, better).verdict == "not decided"
    assert compare_runs(many, better).documents == 1


def test_a_small_permutation_test_goes_through_all() -> None:
    samples = [np.array(values, dtype=np.float64) for values in ([0, 0, 0, 0], [2, 2, 2, 2], [2, 2, 2, 2], [2, 2, 2, 2])]
    assert permutation_p(samples, 1) == 2 / 16


@given(PARTS, st.integers(0, 5))
def test_whatever_the_parts_an_interval_is_ordered_and_inside_the_scale(parts: list[Part], seed: int) -> None:
    found = estimate(parts, seed)
    assert found.value is not None and found.low is not None and found.high is not None
    assert 0 <= found.low <= found.high <= 1


def test_where_all_is_right_the_bound_is_that_of_so_many_documents() -> None:
    assert estimate([(1.0, 1.0)] * 10, 1).low == pytest.approx(0.025 ** (1 / 10))
    assert estimate([(0.0, 1.0)] * 10, 1).high == pytest.approx(1 - 0.025 ** (1 / 10))
    assert estimate([(0.5, 1.0)], 1).low is None
    assert estimate([], 1).value is None


def test_nothing_to_compare_is_not_decided() -> None:
    assert judge_difference([], [], 1).verdict == "not decided"


def test_equal_systems_are_seldom_told_apart_and_unequal_ones_often() -> None:
    """Few pairs for speed; ``make bench-stats`` draws 1,000."""
    assert verdicts(World(0.28), 60, 40, np.random.default_rng(1))["not decided"] >= 52
    assert verdicts(World(0.28, 0.5), 20, 40, np.random.default_rng(1))["better"] >= 18
