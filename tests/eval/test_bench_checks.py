"""The benchmark of the checks: its clean records are clean, its faults are faults, its verdicts are those of the findings."""

from collections import Counter
from decimal import Decimal
from random import Random

import pytest

from eval.bench.checks import page
from eval.bench.checks.drawn import VARIANTS, Variant, draw
from eval.bench.checks.faults import FAULTS
from eval.bench.checks.measure import judge_planted
from eval.bench.checks.plant import MODES, Clean, Mode, Planted, plant
from eval.bench.checks.simple import compare
from extractor.checks import verify
from extractor.checks.repair.applied import applied
from schemas.figure import Figure
from schemas.record import Project, Record


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("placed", [True, False], ids=["with places", "without"])
def test_drawn_records_are_clean(variant: Variant, placed: bool) -> None:
    for seed, size in enumerate((3, 3, 3, 4, 4, 5, 6, 9, 14, 24)):
        record, provenance = draw(seed, size, variant)
        results = verify(record, provenance if placed else {})
        assert [result.because for result in results if result.outcome == "error"] == []


@pytest.mark.parametrize("kind", FAULTS)
def test_a_mistyped_number_is_another_number(kind: str) -> None:
    random = Random(kind)
    for _ in range(50):
        printed = f"{Decimal(random.randrange(100, 99999)) / 100:f}"
        wrong = FAULTS[kind](random, printed, ["3.5"], "12.25")
        assert wrong is None or Decimal(wrong) != Decimal(printed) or kind in ("digit", "dropped or doubled")


@pytest.mark.parametrize("mode", MODES)
def test_planting_changes_what_it_says_and_nothing_else(mode: Mode) -> None:
    clean = Clean("drawn", *draw(5, 8))
    random, planted = Random(mode), None
    while planted is None:
        planted = plant(clean, "swap", mode, random)
    after = Clean("planted", planted.record, planted.provenance)
    differing = {path for path, one in clean.mentions.items() if after.mentions[path].figure != one.figure}
    assert differing == planted.changed
    assert all(clean.mentions[path].figure.printed == printed for root in planted.roots for path, printed in root.items())
    assert len(planted.roots) == (2 if mode == "two" else 1)


def test_most_single_faults_are_named_first() -> None:
    clean, random, found = Clean("drawn", *draw(5, 8)), Random(1), Counter[bool]()
    while sum(found.values()) < 40:
        planted = plant(clean, random.choice(["digit", "swap", "point", "unit ×10⁴"]), "single", random)
        if planted:
            found.update(verdict.first for verdict in judge_planted(planted))
    assert found[True] >= 32


def test_our_rates_give_no_false_alarm() -> None:
    rates, alarms, faults, misses = compare([Clean(variant, *draw(3, 9, variant)) for variant in VARIANTS], Random(1))
    assert alarms["ours"] == 0
    assert rates
    assert misses["ours"] < faults


def test_a_missed_bar_is_said() -> None:
    count = Counter({"faults": 110, "broken": 100, "found broken": 100, "first": 95, "first broken": 80, "top broken": 99})
    assert [text.split()[0] for text in page.missed({"digit": count})] == ["first"]


def test_a_fault_that_every_tolerance_allows_breaks_nothing() -> None:
    clean = Clean("one", Record(projects=(project("52.47", "58.30", "90.00"),)), {})
    path = "/projects/0/rate/0"
    assert not clean.breaks({path: "90.01"}, [path])
    assert clean.breaks({path: "90.03"}, [path])
    (allowed,) = judge_planted(
        Planted("last place", "single", applied(clean.record, {path: "90.01"}), {}, ({path: "90.00"},), (False,), frozenset({path}))
    )
    assert (allowed.breaks, allowed.found) == (False, False)


def project(executed: str, budget: str, rate: str) -> Project:
    def figures(printed: str, unit: str) -> tuple[Figure, ...]:
        return (Figure(printed=printed, unit=unit),)

    return Project(name="培训", executed=figures(executed, "万元"), budget=figures(budget, "万元"), rate=figures(rate, "%"))
