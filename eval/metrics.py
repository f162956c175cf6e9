"""One reading of one report scored, and a run over many reports summed up. Nothing here prints or reads files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, TypeVar

from eval.align import align
from eval.align import pairing_lines as _lines
from eval.calibration import calibrate
from eval.compare import Comparison, compare
from eval.counts import Count
from eval.faults import score_findings
from eval.gold_files import Labelled
from eval.grounding import ground
from eval.ledger_score import KINDS, score_ledger
from eval.scores import Cost, Estimate, FieldScore, FindingCount, Grounding, LedgerCount, ReportScore, RowCount, RunScore
from eval.stats import Part, by_document, estimate, f1_part
from extractor.document import Document
from schemas.base import Shape
from schemas.extraction import Extraction
from schemas.record import Record

Summed = TypeVar("Summed", bound=Shape)


@dataclass(frozen=True, slots=True)
class Failure:
    """A report that gave no record: the message for the reader, and what the attempt took."""

    message: str
    cost: Cost = field(default_factory=Cost)


# --- one report


def score_report(
    gold: Labelled, extraction: Extraction | Failure, document: Document | None = None, report: str | None = None
) -> ReportScore:
    """Scores one reading. A ``Failure`` gives outcome ``failed``: every gold leaf missed.

    ``document`` is the loaded file that the extraction was made from; without it there is no ledger and no grounding. ``report``
    names the reading where a run reads one labelled text more than once (carriers); the document's name is the gold's.
    """
    if isinstance(extraction, Failure):
        return _failed(gold, extraction, document, report or gold.name)
    spans = {path: place.span for path, place in extraction.provenance.items()}
    comparison = compare(gold.record, extraction.record, predicted_spans=spans)
    rows = extraction.coverage.rows
    return ReportScore(
        report=report or gold.name, document=gold.name, outcome="scored", perfect=comparison.total().perfect,
        **_counted(comparison), pairs=_lines(comparison.alignment),
        ledger=_ledger(comparison, extraction, document) if document else None,
        grounding=ground(extraction, document) if document else None,
        findings=None if gold.faults is None else score_findings(gold.faults, comparison.alignment, extraction.findings),
        rows=RowCount(printed=rows.printed, accounted=rows.accounted),
        confidences=_confidences(comparison, extraction), cost=_cost(extraction),
    )  # fmt: skip


def _failed(gold: Labelled, failure: Failure, document: Document | None, report: str) -> ReportScore:
    comparison = compare(gold.record, Record())
    numerals = sum(1 for numeral in document.numerals if numeral.kind in KINDS) if document else 0
    return ReportScore(
        report=report, document=gold.name, outcome="failed", because=failure.message, **_counted(comparison),
        pairs=_lines(comparison.alignment), ledger=LedgerCount(unclaimed=numerals) if document else None,
        findings=None if gold.faults is None else FindingCount(missed=len(gold.faults)), cost=failure.cost,
    )  # fmt: skip


def unscored(report: str, because: str) -> ReportScore:
    """A report whose gold cannot be used (``GoldError``): it is told and enters no figure."""
    return ReportScore(report=report, document=report, outcome="unscored", because=because)


def pairing_lines(gold: Record, predicted: Record) -> tuple[str, ...]:
    """The pairing, one line an item: ``=`` sure, ``~`` unsure, ``-`` missed, ``+`` invented."""
    return _lines(align(gold, predicted))


def _counted(comparison: Comparison) -> dict[str, Any]:
    return {
        "fields": tuple(count.plain(*key) for key, count in comparison.fields.items()),
        "entities": tuple(count.plain(kind, "entity") for kind, count in comparison.entities.items()),
        "leaves": tuple(leaf.leaf() for leaf in comparison.leaves if leaf.outcome not in ("right", "empty")),
    }


def _ledger(comparison: Comparison, extraction: Extraction, document: Document) -> LedgerCount:
    verdicts = Counter(one.verdict for one in score_ledger(comparison.alignment, extraction, document).numerals)
    return LedgerCount(right=verdicts["right"], wrong=verdicts["wrong"], unclaimed=verdicts["unclaimed"])


def _confidences(comparison: Comparison, extraction: Extraction) -> tuple[tuple[float, bool], ...]:
    """Of each predicted figure that has one: its confidence, and whether it is right."""
    said = ((leaf.predicted.pointer, leaf.outcome == "right") for leaf in comparison.leaves if leaf.kind == "figure" and leaf.predicted)
    places = ((extraction.provenance.get(pointer), right) for pointer, right in said)
    return tuple((place.confidence, right) for place, right in places if place and place.confidence is not None)


def _cost(extraction: Extraction) -> Cost:
    run = extraction.run
    return Cost(
        seconds=run.seconds, pages=extraction.document.pages, tokens_in=run.tokens.input, tokens_out=run.tokens.output,
        calls=run.tokens.calls or 0, cost=run.cost, currency=run.currency,
    )  # fmt: skip


# --- a run


def summarise(reports: Sequence[ReportScore], seed: int = 1) -> RunScore:
    """The run as a whole; the order of reports does not matter; the same scores and seed give byte-identical JSON."""
    ordered = sorted(reports, key=lambda one: (one.document, one.report))
    counted = [one for one in ordered if one.outcome != "unscored"]
    outcomes = Counter(one.outcome for one in ordered)
    findings = _sum(FindingCount, (one.findings for one in counted)) if any(one.findings for one in counted) else None
    total = sum((Count.of(one) for report in counted for one in report.fields), Count())

    def over(part: Callable[[ReportScore], Part | None]) -> Estimate:
        return estimate(by_document(counted, part), seed)

    return RunScore(
        reports=len(ordered), documents=len({one.document for one in counted}),
        scored=outcomes["scored"], failed=outcomes["failed"], unscored=outcomes["unscored"],
        micro_f1=over(f1_part), macro_f1=over(_macro), perfect=over(lambda one: (float(one.perfect), 1.0)),
        fields=_fields(counted, "fields"), entities=_fields(counted, "entities"), total=_field(total, "all", ""),
        ledger=_sum(LedgerCount, (one.ledger for one in counted)), ledger_right=over(_ledger_part),
        grounding=_sum(Grounding, (one.grounding for one in counted)), grounded=over(_grounding_part),
        findings=findings,
        finding_precision=_share(findings.found, findings.found + findings.false) if findings else None,
        finding_recall=_share(findings.found, findings.found + findings.missed) if findings else None,
        rows=_sum(RowCount, (one.rows for one in counted)), rows_complete=over(_rows_part),
        calibration=calibrate([pair for one in counted for pair in one.confidences]),
        **_spent(counted),
    )  # fmt: skip


def _macro(one: ReportScore) -> Part | None:
    """The F1 of one report, which weighs as much as any other."""
    right, both = f1_part(one)
    return (right / both, 1.0) if both else None


def _ledger_part(one: ReportScore) -> Part | None:
    ledger = one.ledger
    return (ledger.right, ledger.right + ledger.wrong + ledger.unclaimed) if ledger else None


def _grounding_part(one: ReportScore) -> Part | None:
    return (one.grounding.span, one.grounding.figures) if one.grounding else None


def _rows_part(one: ReportScore) -> Part | None:
    return (one.rows.accounted, one.rows.printed) if one.rows else None


def _fields(reports: Iterable[ReportScore], which: str) -> tuple[FieldScore, ...]:
    total: dict[tuple[str, str], Count] = {}
    for report in reports:
        for one in getattr(report, which):
            key = one.section, one.field
            total[key] = total.get(key, Count()) + Count.of(one)
    return tuple(_field(total[key], *key) for key in sorted(total))


def _field(count: Count, section: str, name: str) -> FieldScore:
    shares = (None if one is None else round(one, 12) for one in (count.precision, count.recall, count.f1))
    precision, recall, f1 = shares
    return FieldScore(count=count.plain(section, name), precision=precision, recall=recall, f1=f1)


def _sum(shape: type[Summed], parts: Iterable[Summed | None]) -> Summed:
    """Counts of one shape added up, key by key."""
    known = [part for part in parts if part is not None]
    return shape(**{name: sum(getattr(part, name) for part in known) for name in shape.model_fields})


def _spent(reports: Sequence[ReportScore]) -> dict[str, Any]:
    """Sums and means of what the run took. Money is added only where every cost is known in one currency."""
    costs = [one.cost for one in reports]
    pages = [one.pages for one in costs if one.pages is not None]
    paged = sum(Decimal(str(one.seconds)) for one in costs if one.pages is not None)
    currencies = {one.currency for one in costs if one.cost is not None}
    known = [one.cost for one in costs if one.cost is not None] if len(currencies) == 1 else []
    money = sum(known, Decimal(0)) if known and len(known) == len(costs) else None
    tokens = sum(one.tokens_in + one.tokens_out for one in costs)
    total = Cost(
        seconds=float(sum(Decimal(str(one.seconds)) for one in costs)), pages=sum(pages) if pages else None,
        tokens_in=sum(one.tokens_in for one in costs), tokens_out=sum(one.tokens_out for one in costs),
        calls=sum(one.calls for one in costs), cost=money, currency=next(iter(currencies)) if money is not None else None,
    )  # fmt: skip
    return {
        "cost": total,
        "seconds_per_page": round(float(paged / sum(pages)), 6) if sum(pages) else None,
        "tokens_per_report": _share(tokens, len(reports)),
        "cost_per_report": money / len(reports) if money is not None else None,
    }


def _share(part: float, whole: float) -> float | None:
    return round(part / whole, 12) if whole else None
