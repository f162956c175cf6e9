"""A finding's id is made of the fault as the report prints it: not of the reference, the language, or where things stand."""

from __future__ import annotations

from typing import Any

import pytest

from extractor.checks import explain, verify
from extractor.reference import Reference
from schemas.figure import Correction
from schemas.result import Finding

from .finance import reference
from .make import Doc

TWICE = {"budget": "60.00万元@t0.1.1", "executed": "52.80万元@t0.1.2 58.20万元@120", "rate": "88.00%@t0.1.3"}
"""Spending in prose differs from the table, and the table's rate fits the table."""
TIED = {"executed": "52.80万元@20 58.20万元@120"}
"""Nothing says which of the two is wrong."""
RATE = {"budget": "60.00万元@t0.1.1", "executed": "52.80万元@t0.1.2", "rate": "97.00%@t0.1.3"}


def findings(doc: Doc, known: Reference | None = None, lang: Any = "zh") -> tuple[Finding, ...]:
    results = verify(doc.record, doc.provenance, lang, reference=known)
    return explain(doc.record, results, lang, doc.provenance, reference=known)


def one(roles: dict[str, str], *, behind: bool = False) -> Doc:
    """The project, and another one without fault before or behind it."""
    doc = Doc()
    if behind:
        doc.project("网格员补助", budget="40.00万元@t0.7.1")
    doc.project("道路养护", **roles)
    if not behind:
        doc.project("网格员补助", budget="40.00万元@t0.7.1")
    return doc


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("roles", [TWICE, TIED, RATE], ids=["suspect", "tied", "rate"])
@pytest.mark.parametrize("known", ["52.80", "58.20", "77.70"])
def test_a_reference_leaves_the_id_as_it_is(roles: dict[str, str], known: str, lang: Any) -> None:
    (plain,) = findings(one(roles), None)
    compared = findings(one(roles), reference(f"道路养护 决算 {known}万元", "网格员补助 批复 40.00万元"), lang)
    assert plain.id in {finding.id for finding in compared}
    assert len({finding.id for finding in compared}) == len(compared)


def test_the_reference_may_well_lead_the_proof() -> None:
    (plain,) = findings(one(TWICE))
    (compared,) = findings(one(TWICE), reference("道路养护 批复 60.00万元", "道路养护 决算 52.80万元", "网格员补助 批复 40.00万元"))
    assert (plain.check, compared.check, plain.id) == ("B1", "R1", compared.id)


@pytest.mark.parametrize("roles", [TWICE, TIED, RATE], ids=["suspect", "tied", "rate"])
def test_another_part_of_the_report_may_move(roles: dict[str, str]) -> None:
    assert [found.id for found in findings(one(roles))] == [found.id for found in findings(one(roles, behind=True))]


def test_mentions_may_change_places() -> None:
    turned = {**TWICE, "executed": "58.20万元@20 52.80万元@t0.1.2"}
    assert [found.id for found in findings(one(TWICE))] == [found.id for found in findings(one(turned))]


def test_another_number_in_the_same_place_is_another_finding() -> None:
    (before,), (after,) = findings(one(RATE)), findings(one({**RATE, "rate": "98.00%@t0.1.3"}))
    assert before.id != after.id


def test_a_correction_that_does_not_help_keeps_the_finding() -> None:
    doc = one(RATE)
    (before,) = findings(doc)
    rate = doc.projects[0].rate[0].model_copy(update={"printed": "98.00", "corrected": Correction(was="97.00", by="复核员", why="")})
    doc.projects[0] = doc.projects[0].model_copy(update={"rate": (rate,)})
    (after,) = findings(doc)
    assert before.id == after.id
    assert "98.00" in after.message


def test_periods_are_told_apart() -> None:
    doc = Doc()
    for period, other in (("2022", "6.00"), ("2023", "7.00")):
        doc.quantity("公用经费", "executed", f"5.00万元 {other}万元", period=period)
    told = findings(doc)
    doc.quantities.reverse()
    assert len(told) == len({finding.id for finding in told}) == 2
    assert {finding.id for finding in told} == {finding.id for finding in findings(doc)}
