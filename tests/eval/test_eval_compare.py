"""Each kind of damage moves its own counter and no other."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from eval_fake import SHARED, needs_shared
from eval_golden import ASTRAY, GOLDEN, items, wan

from eval.compare import Comparison, compare
from eval.counts import Count
from eval.gold_files import gold_paths, load_gold
from eval.seeds import GOLD
from schemas.figure import Figure
from schemas.record import IndicatorValue, Project, Record


def changed(record: Record, section: str, index: int, **update: Any) -> Record:
    rows = list(getattr(record, section))
    rows[index] = rows[index].model_copy(update=update)
    return record.model_copy(update={section: tuple(rows)})


def without(section: str, *indexes: int) -> Record:
    rows = getattr(GOLDEN, section)
    kept = tuple(one for index, one in enumerate(rows) if index not in indexes)
    return GOLDEN.model_copy(update={section: kept})


def moved(comparison: Comparison) -> dict[str, str]:
    """The counters that are not perfect: wrong/missed/invented."""
    return {
        f"{kind}.{field}": f"{count.off}/{count.missed}/{count.extra}"
        for (kind, field), count in comparison.fields.items()
        if not count.perfect
    }


def test_gold_against_itself_is_perfect() -> None:
    comparison = compare(GOLDEN, GOLDEN)
    assert comparison.total().perfect and comparison.total().f1 == 1
    assert comparison.differences == []
    assert all(count.perfect for count in comparison.entities.values())


@needs_shared
@pytest.mark.parametrize("path", gold_paths(GOLD), ids=lambda path: path.stem)
def test_every_seed_against_itself_is_perfect(path: Path) -> None:
    record = load_gold(path, SHARED / "seeds").record
    assert compare(record, record).total().perfect


def test_order_does_not_matter() -> None:
    turned = GOLDEN.model_copy(update={"indicators": GOLDEN.indicators[::-1], "breakdowns": GOLDEN.breakdowns[::-1]})
    assert moved(compare(GOLDEN, turned)) == {}


CASES: dict[str, tuple[Callable[[], Record], dict[str, str]]] = {
    "a figure's digit changed": (
        lambda: changed(GOLDEN, "projects", 1, executed=wan("16")), {"projects.executed": "1/0/0"}),
    "a unit changed": (
        lambda: changed(GOLDEN, "projects", 1, budget=(Figure(printed="30", unit="元"),)), {"projects.budget": "1/0/0"}),
    "a trailing zero lost": (
        lambda: changed(GOLDEN, "projects", 3, budget=wan("55.50")), {"projects.budget": "1/0/0"}),
    "a bound lost": (
        lambda: changed(GOLDEN, "indicators", 0, target=IndicatorValue(text="≥12次/年", figures=(
            Figure(printed="12", unit="次/年"),))), {"indicators.target figures": "1/0/0"}),
    "a mention missing": (lambda: changed(GOLDEN, "projects", 0, budget=wan("20")), {"projects.budget": "0/1/0"}),
    "a mention too many": (lambda: changed(GOLDEN, "projects", 0, budget=wan("20", "20", "20")), {"projects.budget": "0/0/1"}),
    "a count's mention missing": (
        lambda: changed(GOLDEN, "quantities", 0, mentions=items("4")), {"quantities.mentions": "0/1/0"}),
    "an as-of date made up": (
        lambda: changed(GOLDEN, "projects", 1, executed=(Figure(printed="15", unit="万元", as_of="2023-10"),)),
        {"projects.executed": "1/0/0"}),
    "a name printed otherwise": (lambda: changed(GOLDEN, "projects", 0, name="道路维修经费"), {"projects.name": "1/0/0"}),
    "a name in other brackets and spaces": (lambda: changed(GOLDEN, "projects", 2, name="“网格员” 补助"), {}),
    "a wrong status": (lambda: changed(GOLDEN, "projects", 0, status="partly_met"), {"projects.status": "1/0/0"}),
    "a reason lost": (lambda: changed(GOLDEN, "projects", 0, reason=None), {"projects.reason": "0/1/0"}),
    "a department made up": (lambda: changed(GOLDEN, "projects", 1, department="乡政府"), {"projects.department": "0/0/1"}),
    "a label read in part": (lambda: changed(GOLDEN, "quantities", 7, label="年财政拨款"), ASTRAY),
    "another label": (
        lambda: changed(GOLDEN, "quantities", 3, label="公务接待费"),
        {"quantities.key": "0/1/1", "quantities.mentions": "0/1/1", "breakdowns.relation": "1/0/0", "claims.subject": "1/0/0"}),
    "an alias for a label": (lambda: changed(GOLDEN, "quantities", 1, label="合计", aliases=()), {}),
    "a wrong year": (lambda: changed(GOLDEN, "quantities", 4, period="2021"), ASTRAY),
    "a wrong measure": (lambda: changed(GOLDEN, "quantities", 2, measure="balance"), ASTRAY),
    "two labels swapped": (
        lambda: changed(changed(GOLDEN, "quantities", 3, period="2022"), "quantities", 4, period="2023"),
        {"quantities.mentions": "2/0/0", "breakdowns.relation": "1/0/0", "claims.subject": "1/0/0"}),
    "an indicator under another group": (
        lambda: changed(GOLDEN, "indicators", 1, path=("效益指标",)), {"indicators.path": "1/0/0"}),
    "an indicator missing": (
        lambda: without("indicators", 1),
        {f"indicators.{field}": "0/1/0" for field in ("name", "path", "actual", "actual figures")}),
    "a claim missing": (lambda: without("claims", 0), {"claims.claim": "0/1/0", "claims.subject": "0/1/0"}),
    "a claim of another kind": (lambda: changed(GOLDEN, "claims", 2, kind="paid"), {"claims.claim": "1/0/0"}),
    "a claim about another project": (
        lambda: changed(GOLDEN, "claims", 0, subject="/projects/3"), {"claims.subject": "1/0/0"}),
    "a breakdown missing": (lambda: without("breakdowns", 0), {"breakdowns.relation": "0/1/0"}),
    "a part lost": (
        lambda: changed(GOLDEN, "breakdowns", 0, parts=GOLDEN.breakdowns[0].parts[:3]), {"breakdowns.relation": "1/0/0"}),
    "a difference turned round": (
        lambda: changed(GOLDEN, "breakdowns", 1, parts=GOLDEN.breakdowns[1].parts[::-1]), {"breakdowns.relation": "1/0/0"}),
    "a head field wrong": (lambda: GOLDEN.model_copy(update={"year": 2022}), {"head.year": "1/0/0"}),
    "a project invented": (
        lambda: GOLDEN.model_copy(update={"projects": (*GOLDEN.projects, Project(name="双河村", budget=wan("7.77")))}),
        {"projects.name": "0/0/1", "projects.budget": "0/0/1"}),
}  # fmt: skip


@pytest.mark.parametrize("damage", CASES)
def test_damage_moves_its_own_counter(damage: str) -> None:
    make, expected = CASES[damage]
    record = make()
    assert moved(compare(GOLDEN, record)) == expected


def test_a_missing_project_is_missed_with_all_its_fields_and_shifts_nothing_else() -> None:
    last = GOLDEN.model_copy(update={"projects": GOLDEN.projects[:3], "breakdowns": ()})
    gold = GOLDEN.model_copy(update={"breakdowns": ()})
    assert moved(compare(gold, last)) == {
        "projects.name": "0/1/0", "projects.budget": "0/1/0", "projects.executed": "0/1/0", "projects.rate": "0/1/0",
    }  # fmt: skip
    assert compare(gold, last).entity("projects") == Count(right=3, missed=1)


def test_one_gold_item_is_matched_once() -> None:
    twice = GOLDEN.model_copy(update={"projects": (*GOLDEN.projects, GOLDEN.projects[3])})
    assert compare(GOLDEN, twice).entity("projects") == Count(right=4, invented=1)


def test_swapped_names_are_wrong_figures_not_right_ones() -> None:
    one, two = GOLDEN.projects[1:3]
    swapped = changed(changed(GOLDEN, "projects", 1, name=two.name), "projects", 2, name=one.name)
    count = compare(GOLDEN, swapped).field("projects", "budget")
    assert (count.misplaced, count.right) == (2, 3)


def test_a_project_of_another_name_is_missed_and_its_amounts_are_misplaced() -> None:
    comparison = compare(GOLDEN, changed(GOLDEN, "projects", 3, name="抢险救援队伍"))
    assert comparison.entity("projects") == Count(right=3, missed=1, invented=1)
    assert comparison.field("projects", "name") == Count(right=3, missed=1, invented=1)
    assert comparison.field("projects", "budget") == Count(right=4, missed=1, misplaced=1, stray=1)


def test_another_unit_is_a_class_of_its_own() -> None:
    for printed, unit in (("30", "元"), ("300000", "元"), ("300000", "万元"), ("0.0030", "万元"), ("30", None)):
        figure = Figure(printed=printed, unit=unit)
        count = compare(GOLDEN, changed(GOLDEN, "projects", 1, budget=(figure,))).field("projects", "budget")
        assert count == Count(right=4, unit=1), (printed, unit)
    for printed in ("300", "3", "31"):
        assert compare(GOLDEN, changed(GOLDEN, "projects", 1, budget=wan(printed))).field("projects", "budget") == Count(right=4, wrong=1)


def test_budget_and_executed_changed_places() -> None:
    one = GOLDEN.projects[2]
    comparison = compare(GOLDEN, changed(GOLDEN, "projects", 2, budget=one.executed, executed=one.budget))
    homes = {leaf.gold.pointer: leaf.home for leaf in comparison.leaves if leaf.outcome == "misplaced" and leaf.gold}
    assert homes == {"/projects/2/budget/0": "/projects/2/executed/0", "/projects/2/executed/0": "/projects/2/budget/0"}


def test_a_missed_value_excuses_one_leaf_only() -> None:
    record = changed(changed(GOLDEN, "projects", 3, budget=()), "projects", 1, score=wan("55.5"), initial_budget=wan("55.5"))
    comparison = compare(GOLDEN, record)
    assert comparison.total().misplaced == 1 and comparison.total().invented == 1 and comparison.total().missed == 1


def test_what_neither_side_says_is_empty_and_enters_no_share() -> None:
    comparison = compare(GOLDEN, GOLDEN)
    assert comparison.field("projects", "department") == Count(right=1, empty=3)
    assert comparison.field("projects", "department").f1 == 1


def test_a_number_may_be_written_in_more_than_one_way() -> None:
    gold = changed(GOLDEN, "projects", 1, budget=wan("7,644.80"))
    for printed, right in (("7644.80", True), ("７６４４.８０", True), ("7644.8", False)):
        assert (compare(gold, changed(gold, "projects", 1, budget=wan(printed))).total().perfect) is right


@pytest.mark.parametrize("kept", [0, 1, 2, 3])
def test_f1_on_budgets_falls_when_projects_are_missing(kept: int) -> None:
    """Scorers that only walk over what was predicted stay at 1."""
    fewer = GOLDEN.model_copy(update={"projects": GOLDEN.projects[:kept]})
    whole, part = (compare(GOLDEN, record).field("projects", "budget") for record in (GOLDEN, fewer))
    assert whole.f1 == 1
    assert part.f1 is not None and part.f1 < whole.f1
    assert part.recall == sum(len(one.budget) for one in GOLDEN.projects[:kept]) / 5


@needs_shared
def test_f1_on_the_budgets_of_a_real_report_falls_when_half_of_its_projects_are_missing() -> None:
    gold = load_gold(GOLD / "003.json", SHARED / "seeds").record
    half = gold.model_copy(update={"projects": gold.projects[:7]})
    count = compare(gold, half).field("projects", "budget")
    assert (count.right, count.missed, count.wrong, count.invented) == (21, 21, 0, 0)
    assert count.f1 is not None and count.f1 < 0.7


def test_every_difference_reads_as_a_sentence() -> None:
    said = compare(GOLDEN, changed(GOLDEN, "projects", 1, executed=wan("16"))).differences
    assert said == ["projects.executed of /projects/1 保洁服务费: 15万元 read as 16万元"]
