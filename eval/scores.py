"""Scores as plain data: one report of one run, a whole run, and one run against another. Everything here goes to JSON and back."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from schemas.base import Shape

Outcome = Literal["right", "wrong", "unit", "misplaced", "missed", "invented", "empty"]
"""What became of one leaf.

- ``right``: both sides say the same
- ``unit``: the same number in another unit, the same amount written in another unit, or a number off by the factor of two units
- ``misplaced``: a right value at the wrong place: wrong here, and the gold value of another leaf that misses it
- ``wrong``: any other value where the gold has one
- ``missed``: the gold has a value, the prediction none
- ``invented``: the prediction has a value, the gold none (a ``misplaced`` leaf without gold pointer is such a one, too)
- ``empty``: both are null, rightly
"""
ReportOutcome = Literal["scored", "failed", "unscored"]
"""``failed``: no record, every gold leaf is missed. ``unscored``: the gold cannot be used; the report enters no figure."""


class Leaf(Shape):
    """One value of a report on both sides.

    ``gold`` and ``predicted`` are JSON Pointers into the gold and the predicted record (null where that side has nothing; of an
    ``empty`` leaf both name the field), ``home`` the gold pointer at which a misplaced value belongs. Values are as printed with
    unit, bound and date (``830万元``).
    """

    section: str
    field: str
    outcome: Outcome
    gold: str | None = None
    predicted: str | None = None
    gold_value: str | None = None
    predicted_value: str | None = None
    home: str | None = None


class FieldCount(Shape):
    """How many leaves of one field ended how.

    ``stray`` are those of ``misplaced`` that stand where the gold has nothing. The gold has right + wrong + unit + misplaced −
    stray + missed leaves; the prediction right + wrong + unit + misplaced + invented. F1 is 2·right ÷ (both together).
    """

    section: str
    field: str
    right: int = 0
    wrong: int = 0
    unit: int = 0
    misplaced: int = 0
    missed: int = 0
    invented: int = 0
    empty: int = 0
    stray: int = 0


class LedgerCount(Shape):
    """Money, rate and score numerals of the document: claimed right, claimed wrong, not claimed (docs/evaluation.md)."""

    right: int = 0
    wrong: int = 0
    unclaimed: int = 0


class Grounding(Shape):
    """Figures of the record and how many of them point at a place that prints them.

    ``span``: the text there prints the number. ``paged``: figures whose report has pages; ``page`` of them name the page on which
    that span stands, ``box`` a box that meets the span's lines there.
    """

    figures: int = 0
    span: int = 0
    paged: int = 0
    page: int = 0
    box: int = 0


class FindingCount(Shape):
    """Error findings against labelled faults: found, without a fault (a second one for the same fault, too), faults not found."""

    found: int = 0
    false: int = 0
    missed: int = 0


class RowCount(Shape):
    """Table rows that print figures, and how many of them have every figure accounted for."""

    printed: int = 0
    accounted: int = 0


class Cost(Shape):
    """What reading took. ``cost`` is null where nobody knows it, ``pages`` where the carrier has none."""

    seconds: float = 0.0
    pages: int | None = None
    tokens_in: int = 0
    tokens_out: int = 0
    calls: int = 0
    cost: Decimal | None = None
    currency: str | None = None


class ReportScore(Shape):
    """One report of one run.

    ``document`` names what repeats of a report share (three carriers of one text are one document): statistics draw documents.
    ``entities`` counts projects, quantities, indicators, claims, breakdowns as ``field`` ``entity``. ``leaves`` are all that are
    not right or empty. ``pairs`` are the lines of the pairing. ``confidences``: (confidence, right) of each figure that has one.
    ``ledger`` and ``grounding`` are null without the document, ``findings`` without labelled faults.
    """

    report: str
    document: str
    outcome: ReportOutcome
    because: str | None = None
    perfect: bool = False
    fields: tuple[FieldCount, ...] = ()
    entities: tuple[FieldCount, ...] = ()
    leaves: tuple[Leaf, ...] = ()
    pairs: tuple[str, ...] = ()
    ledger: LedgerCount | None = None
    grounding: Grounding | None = None
    findings: FindingCount | None = None
    rows: RowCount | None = None
    confidences: tuple[tuple[float, bool], ...] = ()
    cost: Cost = Cost()


class Estimate(Shape):
    """A share from 0 to 1 and its 95 % interval over documents; null where there is nothing to count or only one document."""

    value: float | None
    low: float | None = None
    high: float | None = None


class FieldScore(Shape):
    """A field over the whole run."""

    count: FieldCount
    precision: float | None
    recall: float | None
    f1: float | None


class ConfidenceBin(Shape):
    """Figures whose confidence lies in (low, high], their mean confidence and the part that is right."""

    low: float
    high: float
    figures: int
    confidence: float | None
    right: float | None


class Calibration(Shape):
    """Confidence against truth.

    ``ece``: mean of |right − confidence| over ten equal bins, weighted by figures (Naeini et al. 2015). ``brier``: mean squared
    difference (Brier 1950). ``aurc``: mean risk over all coverages, the surest figures first (Geifman & El-Yaniv 2017); figures
    of equal confidence enter together. ``curve``: (coverage, part wrong) after each distinct confidence.
    """

    figures: int
    ece: float
    brier: float
    aurc: float
    bins: tuple[ConfidenceBin, ...]
    curve: tuple[tuple[float, float], ...]


class RunScore(Shape):
    """A run over many reports. Failed reports count as 0, unscored ones not at all; intervals are drawn over documents."""

    reports: int
    documents: int
    scored: int
    failed: int
    unscored: int
    micro_f1: Estimate
    macro_f1: Estimate
    perfect: Estimate
    fields: tuple[FieldScore, ...]
    total: FieldScore
    entities: tuple[FieldScore, ...]
    ledger: LedgerCount
    ledger_right: Estimate
    grounding: Grounding
    grounded: Estimate
    findings: FindingCount | None
    finding_precision: float | None
    finding_recall: float | None
    rows: RowCount
    rows_complete: Estimate
    calibration: Calibration | None
    cost: Cost
    seconds_per_page: float | None
    tokens_per_report: float | None
    cost_per_report: Decimal | None


class Verdict(Shape):
    """Run B against run A on the documents that both were scored on.

    ``difference`` is B's micro F1 less A's, ``low`` to ``high`` its 95 % interval, ``p`` the two-sided p-value of the paired
    permutation of documents. ``detectable`` is the smallest difference that a gold of this size and spread shows with 80 % power
    at the 5 % level; null with fewer than two documents. ``left_out`` names reports that only one run has, or that are unscored.
    """

    verdict: Literal["better", "worse", "not decided"]
    a: float | None
    b: float | None
    difference: float | None
    low: float | None
    high: float | None
    p: float | None
    detectable: float | None
    reports: int
    documents: int
    left_out: tuple[str, ...] = ()
