"""Faults are planted where they are said to be, and nowhere else."""

import json
from collections import Counter
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.compare import compare
from eval.gold_files import load_gold
from eval.synth.corrupt_record import KINDS, SECTIONS, corrupt, leaves_of
from eval.synth.faults import with_faults
from eval.synth.make import files, make, provable
from eval.synth.mistype import SLIPS, slip
from schemas.figure import Figure
from schemas.record import Claim, Project, Record


@pytest.fixture(scope="module")
def planted():
    clean = [make(f"8/{index}", f"8-{index}") for index in range(150)]
    return [(one, *with_faults(one, "txt", 2)) for one in clean]


def test_a_report_with_faults_differs_only_where_they_were_planted(planted):
    for clean, made, faults in planted:
        struck = {change["pointer"]: change for fault in faults for change in fault["changes"]}
        assert clean.truth.places.keys() == made.truth.places.keys()
        for pointer, place in made.truth.places.items():
            before = clean.truth.places[pointer].number.figure
            if pointer in struck:
                assert place.number.figure != before
                assert (struck[pointer]["right"], struck[pointer]["right_unit"]) == (before.printed, before.unit)
                assert struck[pointer]["printed"] == place.number.figure.printed
            else:
                assert place.number.figure == before
        assert _blotted(clean, struck) == _blotted(made, struck)


def _blotted(made, struck):
    """The text with the struck figures and the units behind them taken out."""
    text, at = [], 0
    for pointer, place in sorted(made.truth.places.items(), key=lambda item: item[1].start):
        if pointer in struck:
            text.append(made.page.text[at : place.start])
            unit = place.number.figure.unit or ""
            at = place.end + (len(unit) if made.page.text.startswith(unit, place.end) else 0)
    return "".join([*text, made.page.text[at:]]).replace(" ", "")


def test_every_kind_and_pattern_is_planted(planted):
    faults = [fault for _, _, found in planted for fault in found]
    assert {fault["type"] for fault in faults} == set(SLIPS)
    assert {fault["pattern"] for fault in faults} == {"single", "repeated", "propagated"}
    assert all(bool(fault["breaks"]) == fault["checkable"] for fault in faults)
    assert Counter(fault["checkable"] for fault in faults)[True] > 0.9 * len(faults)
    assert all(len(fault["changes"]) > 1 for fault in faults if fault["pattern"] != "single")


def test_only_what_can_be_proved_is_listed_as_a_fault(planted):
    for _, made, faults in planted:
        listed = provable(faults)["faults"]
        assert len(listed) == sum(fault["checkable"] for fault in faults)
        for one in listed:
            figure = one["figures"][0]
            assert made.truth.places[figure["path"]].number.figure.printed == figure["printed"]


@given(st.decimals(min_value="0.01", max_value="99999999", places=2), st.sampled_from(SLIPS), st.integers())
def test_property_a_slip_is_another_well_formed_number(value, kind, seed):
    figure, near = Figure(printed=f"{value:.2f}", unit="万元"), (Figure(printed="12.30", unit="万元"),)
    wrong = slip(kind, figure, Random(seed), near, None, True)
    if wrong is not None:
        made = Figure(printed=wrong.printed, unit=wrong.unit or figure.unit)
        assert (made.value, made.unit) != (figure.value, figure.unit)


@pytest.fixture(scope="module")
def records(tmp_path_factory):
    folder = tmp_path_factory.mktemp("gold")
    made = [make(f"9/{index}", f"9-{index}") for index in range(40)]
    for one in made:
        for name, data in files(one, "txt", ()).items():
            (folder / name).write_bytes(data)
    return [load_gold(folder / f"{one.name}.gold.json", folder).record for one in made]


@pytest.mark.parametrize("kind", KINDS)
def test_the_leaves_of_a_corrupted_record_add_up(records, kind):
    cases = [case for index, record in enumerate(records) if (case := corrupt(record, kind, str(index)))]
    assert len(cases) >= 10
    for case in cases:
        gold, made = _leaves(case.gold), _leaves(case.record)
        assert {one for one, _, _ in case.leaves if one} <= gold.keys()
        assert {other for _, other, _ in case.leaves if other} <= made.keys()
        only_gold = sum(other is None for _, other, _ in case.leaves)
        only_made = sum(one is None for one, _, _ in case.leaves)
        assert len(gold) - len(made) == only_gold - only_made
        for one, other, outcome in case.leaves:
            assert (outcome == "missed") == (other is None)
            if one and other:
                assert gold[one] != made[other]
            if outcome == "misplaced":
                homes = [gold[at] for at, _, found in case.leaves if at and found in ("missed", "misplaced", "wrong") and at != one]
                assert made[other] in homes


@pytest.mark.parametrize("kind", KINDS)
def test_the_scorer_names_exactly_the_leaves_that_were_corrupted(records, kind):
    cases = [case for index, record in enumerate(records) if (case := corrupt(record, kind, str(index)))]
    assert len(cases) >= 10
    for case in cases:
        assert _said(case.gold, case.record) == Counter(case.leaves)


def _said(gold, made):
    """What the scorer calls neither right nor empty: gold pointer, predicted pointer, class."""
    leaves = (leaf.leaf() for leaf in compare(gold, made).leaves if leaf.outcome not in ("right", "empty"))
    return Counter((leaf.gold, leaf.predicted, leaf.outcome) for leaf in leaves)


def test_claims_of_one_wording_about_figures_may_stand_in_another_order():
    claims = tuple(Claim(text="款项已全额支付", kind="paid", subject=f"/projects/{index}/executed") for index in range(2))
    gold = Record(projects=(Project(name="危桥改造"), Project(name="渡船维护")), claims=claims)
    assert not _said(gold, gold.model_copy(update={"claims": claims[::-1]}))


def test_of_figures_that_are_equal_but_for_their_separators_the_last_is_missed():
    figures = tuple(Figure(printed=printed, unit="万元") for printed in ("2376.99", "2,376.99"))
    gold = Record(projects=(Project(name="危桥改造", budget=figures),))
    for seed in range(8):
        case = corrupt(gold, "null", str(seed))
        assert case is not None
        assert Counter(case.leaves) == _said(case.gold, case.record) == Counter([("/projects/0/budget/1", None, "missed")])


@pytest.mark.parametrize("kind", ["full_width", "reorder"])
def test_ways_of_writing_are_no_faults(records, kind):
    for index, record in enumerate(records):
        case = corrupt(record, kind, str(index))
        assert case is not None
        assert case.leaves == ()
        assert Counter(map(_value, _leaves(case.gold).values())) == Counter(map(_value, _leaves(case.record).values()))


def _value(leaf):
    """Figures by amount and words; pointers inside keys are left out, since entries were renumbered."""
    return (str(leaf[0].replace(",", "").translate(HALF)), leaf[1]) if isinstance(leaf, tuple) else "other"


HALF = str.maketrans("０１２３４５６７８９．", "0123456789.")


def _leaves(record):
    """Every leaf by its pointer: figures as (printed, unit), anything else as JSON."""
    data, found = json.loads(record.model_dump_json()), {}
    for section in SECTIONS:
        for index, entry in enumerate(data[section]):
            for pointer in leaves_of(section, entry, f"/{section}/{index}"):
                value = entry
                for key in pointer.split("/")[3:]:
                    value = value[int(key)] if isinstance(value, list) else value[key]
                found[pointer] = (value["printed"], value["unit"]) if isinstance(value, dict) and "printed" in value else json.dumps(value)
    return found
