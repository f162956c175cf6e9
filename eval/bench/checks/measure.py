"""What the findings say about planted faults."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from eval.bench.checks.plant import Planted
from extractor.checks import explain, verify
from schemas.result import Finding

TOP = 3


@dataclass(frozen=True, slots=True)
class Verdict:
    """One fault: ``found`` by some finding, ``detected`` as an error; the wrong figure named first, named with the right value, among
    three, left open; ``breaks``: it breaks a relation; ``alarms``: error findings that have nothing to do with any fault."""

    found: bool
    detected: bool
    first: bool
    value: bool
    top: bool
    undecided: bool
    breaks: bool
    alarms: int


def judge_planted(planted: Planted) -> list[Verdict]:
    """The verdict on each fault of a planting."""
    results = verify(planted.record, planted.provenance)
    findings = explain(planted.record, results, "zh", planted.provenance)
    alarms = sum(one.severity == "error" and not planted.changed & {*one.paths, one.suspect} for one in findings)
    return [_verdict(findings, dict(root), breaks, alarms) for root, breaks in zip(planted.roots, planted.breaks, strict=True)]


def _verdict(findings: Sequence[Finding], root: dict[str, str], breaks: bool, alarms: int) -> Verdict:
    about = [one for one in findings if root.keys() & {*one.paths, one.suspect}]
    errors = [one for one in about if one.severity == "error"]
    named = [one for one in errors if one.suspect in root]
    value = any(one.suggestion is not None and _same(one.suggestion, root[one.suspect]) for one in named if one.suspect)
    top = bool(named) or any(suspect in root for one in errors for suspect in _ranked(one)[:TOP])
    open_ = bool(errors) and not named and any(one.attribution == "undecided" for one in errors)
    return Verdict(bool(about), bool(errors), bool(named), value, top, open_, breaks, alarms)


def _ranked(finding: Finding) -> list[str]:
    first = [finding.suspect] if finding.suspect else []
    return [*first, *(one.suspect for one in finding.alternatives)]


def _same(suggestion: str, printed: str) -> bool:
    try:
        return Decimal(suggestion.replace(",", "")) == Decimal(printed.replace(",", ""))
    except ArithmeticError:
        return False
