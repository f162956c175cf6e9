from __future__ import annotations

import random
from itertools import permutations

from eval_golden import GOLDEN, wan
from hypothesis import given, settings
from hypothesis import strategies as st

from eval.align import align, pairing_lines
from eval.bench.scorer.layout import loaded, plain, shuffled
from eval.compare import compare
from eval.pairing import assign, pair
from schemas.record import Project, Record

COSTS = st.lists(st.lists(st.none() | st.integers(0, 20), min_size=3, max_size=3), min_size=1, max_size=3)


@given(COSTS, st.integers(0, 20))
def test_whatever_the_costs_no_other_assignment_is_cheaper(costs: list[list[int | None]], alone: int) -> None:
    found = assign(costs, alone)
    assert len({row for row, _ in found}) == len({column for _, column in found}) == len(found)
    spent = sum(costs[row][column] or 0 for row, column in found) + alone * (len(costs) - len(found))
    columns = [*range(3), *([None] * len(costs))]
    for choice in permutations(columns, len(costs)):
        prices = [alone if column is None else costs[row][column] for row, column in enumerate(choice)]
        assert any(price is None for price in prices) or spent <= sum(price or 0 for price in prices)


def test_an_assignment_is_not_greedy() -> None:
    assert sorted(assign([[0, 1], [1, None]], 100)) == [(0, 1), (1, 0)]


def test_items_of_one_name_are_taken_in_their_order() -> None:
    assert pair(["a", "b", "a"], ["a", "a", "b"], lambda g, p: 0 if "aba"[g] == "aab"[p] else None, 1) == {0: 0, 1: 2, 2: 1}


def test_what_one_name_is_taken_for_does_not_follow_the_order_of_the_other_side() -> None:
    def partners(*gold: str) -> dict[str, int]:
        return {gold[g]: p for g, p in pair(gold, ["x", "x"], lambda g, p: 5, 9).items()}

    assert partners("a", "b") == partners("b", "a") == {"a": 0, "b": 1}


@given(st.randoms(use_true_random=False), st.lists(st.sampled_from(["20", "30", "40", "77"]), min_size=4, max_size=4))
def test_amounts_do_not_choose_partners(chance: random.Random, amounts: list[str]) -> None:
    projects = tuple(one.model_copy(update={"budget": wan(amount)}) for one, amount in zip(GOLDEN.projects, amounts, strict=True))
    made = align(GOLDEN, GOLDEN.model_copy(update={"projects": projects}))
    assert made.pairs["projects"].predicted == {index: index for index in range(4)}


@settings(max_examples=20, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_either_side_does_not_matter_whatever_was_damaged(chance: random.Random) -> None:
    damaged = plain(GOLDEN)
    damaged["projects"][0]["budget"][0]["printed"] = "40"
    damaged["projects"][1]["name"] = "保洁服务"
    damaged["quantities"][3]["label"] = "公务接待费"
    counts = compare(GOLDEN, loaded(damaged)).fields
    turned = compare(loaded(shuffled(plain(GOLDEN), {}, chance)), loaded(shuffled(damaged, {}, chance))).fields
    assert turned == counts


def test_places_tell_items_of_one_name_apart() -> None:
    gold = Record(projects=(Project(name="修路费", budget=wan("20")), Project(name="修路费", budget=wan("30"))))
    turned = Record(projects=gold.projects[::-1])
    spans = {"/projects/0/budget/0": (50, 52), "/projects/1/budget/0": (10, 12)}
    assert not compare(gold, turned).total().perfect
    assert compare(gold, turned, predicted_spans=spans).total().perfect


def test_the_pairing_can_be_read() -> None:
    other = GOLDEN.model_copy(update={"projects": (GOLDEN.projects[1], Project(name="双河村")), "claims": GOLDEN.claims[:1]})
    lines = pairing_lines(align(GOLDEN, other))
    assert {"- /projects/0 修路费", "= /projects/1 保洁服务费 | /projects/0 保洁服务费", "+ /projects/1 双河村"} <= set(lines)
