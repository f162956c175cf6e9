"""Damage at random places: every leaf gets the class that follows from the damage. The whole bench is ``make bench-scorer``."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from eval_golden import GOLDEN

from eval.bench.scorer import page
from eval.bench.scorer.beside import Beside
from eval.bench.scorer.damage import KINDS
from eval.bench.scorer.layout import plain
from eval.bench.scorer.places import Gold
from eval.bench.scorer.speed import made, measure
from eval.bench.scorer.trial import Case, cases, golds, tried
from eval.bench.scorer.view import view
from eval.metrics import score_report


@pytest.fixture(scope="module")
def reports() -> list[Gold]:
    found = [gold for gold in golds(Path("absent")) if len(gold.record["quantities"]) < 40]
    return [*found, Gold("golden", plain(GOLDEN), {})]


@pytest.mark.parametrize("kind", KINDS)
def test_every_leaf_gets_the_class_that_follows_from_the_damage(kind: str, reports: list[Gold]) -> None:
    chance = random.Random(kind)
    struck = [case for gold in reports for damage in [KINDS[kind](gold, chance)] if damage for case in [Case(kind, gold, damage)]]
    assert struck
    for case in struck:
        trial = tried(case, chance)
        assert trial.amiss == (), case.gold.name
        assert trial.stable and trial.said == pytest.approx(trial.truth)


def test_the_same_seed_gives_the_same_cases(reports: list[Gold]) -> None:
    assert [one.damage for one in cases(reports, 24, random.Random(5))] == [one.damage for one in cases(reports, 24, random.Random(5))]


def test_the_tables_tell_a_scorer_that_sees_nothing(reports: list[Gold]) -> None:
    trials = [tried(case, random.Random(1)) for case in cases(reports, len(KINDS), random.Random(1))]
    blind = Beside(f1=1.0, counts=(1, 0, 0, 0), overall=1.0, anls=1.0)
    assert list(page.classes(trials))[-1].startswith(f"| all | {len(KINDS)} |")
    last = list(page.beside([(trial, blind) for trial in trials]))[-1]
    assert last.endswith("| 0, 10, 10 of 10 | 0, 0, 0 of 2 |")


def test_other_scorers_see_names_and_figures() -> None:
    seen = view(plain(GOLDEN))
    assert seen["projects"][0]["budget"] == ["20万元", "20万元"]
    assert seen["claims"][0]["subject"] == "修路费"
    assert seen["breakdowns"][0]["relation"].startswith("sum · 专项资金项目")


def test_sixty_fields_a_report_are_scored_quickly() -> None:
    gold, extraction = made(1, 1)[0]
    assert sum(one.right + one.wrong + one.unit + one.misplaced + one.missed for one in score_report(gold, extraction).fields) == 60
    assert measure(50)[0] < 1
