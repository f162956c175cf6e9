"""Scores as terminal tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from eval.command.runfile import RunFile
from eval.counts import Count
from eval.scores import Estimate, FieldScore, ReportScore, RunScore, Verdict
from eval.tables import columns


def percent(value: float | None) -> str:
    """``81.9``; a dash where there is nothing to count."""
    return "–" if value is None else f"{100 * value:.1f}"


def ranged(one: Estimate) -> str:
    """``81.9 [78.0, 85.2]``."""
    return percent(one.value) + ("" if one.low is None else f" [{percent(one.low)}, {percent(one.high)}]")


def report_f1(report: ReportScore) -> float | None:
    """Micro F1 of one report; null where it is unscored or there is nothing to say."""
    if report.outcome == "unscored":
        return None
    return sum(map(Count.of, report.fields), Count()).f1


def reports_table(reports: Sequence[ReportScore]) -> str:
    """One line a report."""
    head = ["report", "F1", "right", "wrong", "unit", "place", "missed", "invented", "ledger r/w/u", "rows", "findings f/+/-", "s"]
    return columns([head, *(_report(one) for one in reports)])


def unscored_lines(reports: Sequence[ReportScore]) -> list[str]:
    """Why reports have no score of their own."""
    return [f"{one.report}: {one.outcome}: {one.because or ''}" for one in reports if one.outcome != "scored"]


def _report(one: ReportScore) -> list[str]:
    if one.outcome != "scored":
        return [one.report, one.outcome]
    total = [sum(getattr(field, name) for field in one.fields) for name in ("right", "wrong", "unit", "misplaced", "missed", "invented")]
    ledger = f"{one.ledger.right}/{one.ledger.wrong}/{one.ledger.unclaimed}" if one.ledger else "–"
    rows = f"{one.rows.accounted}/{one.rows.printed}" if one.rows else "–"
    findings = f"{one.findings.found}/{one.findings.false}/{one.findings.missed}" if one.findings else "–"
    return [one.report, percent(report_f1(one)), *map(str, total), ledger, rows, findings, f"{one.cost.seconds:.1f}"]


def fields_table(fields: Iterable[FieldScore]) -> str:
    """One line a field."""
    head = ["field", "precision", "recall", "F1", "right", "wrong", "unit", "place", "missed", "invented", "empty"]
    return columns([head, *(_field(one) for one in fields)])


def _field(one: FieldScore) -> list[str]:
    count = one.count
    numbers = (count.right, count.wrong, count.unit, count.misplaced, count.missed, count.invented, count.empty)
    return [f"{count.section}.{count.field}", percent(one.precision), percent(one.recall), percent(one.f1), *map(str, numbers)]


def summary_lines(score: RunScore) -> list[str]:
    """The whole run in a few lines."""
    unit = f"{score.scored} scored, {score.failed} failed (count as 0), {score.unscored} unscored"
    lines = [
        f"reports: {score.reports} of {score.documents} documents: {unit}",
        f"micro F1 %: {ranged(score.micro_f1)} · macro F1 %: {ranged(score.macro_f1)} · perfect reports %: {ranged(score.perfect)}",
        f"money, rates, scores claimed right %: {ranged(score.ledger_right)} · figures at their place %: {ranged(score.grounded)}"
        f" · table rows complete %: {ranged(score.rows_complete)}",
    ]
    if score.findings is not None:
        lines.append(f"findings: precision % {percent(score.finding_precision)}, recall % {percent(score.finding_recall)}")
    if score.calibration is not None:
        one = score.calibration
        lines.append(f"confidence: ECE {one.ece:.3f}, Brier {one.brier:.3f}, AURC {one.aurc:.3f} over {one.figures} figures")
    cost = "–" if score.cost_per_report is None else f"{score.cost_per_report} {score.cost.currency or ''}".strip()
    tokens = "–" if score.tokens_per_report is None else f"{score.tokens_per_report:.0f}"
    page = "–" if score.seconds_per_page is None else f"{score.seconds_per_page:.2f}"
    lines.append(f"a report: {tokens} tokens, cost {cost}; a page: {page} s")
    return lines


def verdict_lines(one: Verdict, a: str, b: str) -> list[str]:
    """What a comparison found."""
    head = f"{b} against {a}: {one.verdict}"
    if one.difference is None or not one.documents:
        return [head, f"nothing to compare: {one.documents} documents in common"]
    interval = "" if one.low is None else f" [{100 * one.low:+.1f}, {100 * (one.high or 0):+.1f}]"
    lines = [
        head,
        f"micro F1 % {percent(one.a)} → {percent(one.b)}: {100 * one.difference:+.2f} points{interval}"
        + ("" if one.p is None else f", p = {one.p:.4f}"),
        f"on {one.reports} reports of {one.documents} documents"
        + (
            ""
            if one.detectable is None
            else f"; the smallest difference that this gold can show (80 % power): {100 * one.detectable:.1f} points"
        ),
    ]
    return lines + ([f"left out: {', '.join(one.left_out)}"] if one.left_out else [])


def leaderboard_table(runs: Sequence[RunFile], verdicts: Sequence[Verdict | None]) -> str:
    """The runs, the best first; each but the first against the first."""
    head = ["run", "reader", "model", "OCR", "prompts", "reports", "micro F1 %", "ledger right %", "perfect %", "tokens", "cost", "s/page",
            "against the first"]  # fmt: skip
    return columns([head, *(_leader(run, verdict) for run, verdict in zip(runs, verdicts, strict=True))])


def _against(verdict: Verdict) -> str:
    return "no report in common" if verdict.difference is None else f"{verdict.verdict} ({100 * verdict.difference:+.1f})"


def _leader(run: RunFile, verdict: Verdict | None) -> list[str]:
    score, made = run.score, run.made
    prompts = ",".join(f"{name}:{value[:6]}" for name, value in made.prompts.items()) or "–"
    against = "" if verdict is None else _against(verdict)
    tokens = "–" if score.tokens_per_report is None else f"{score.tokens_per_report:.0f}"
    cost = "–" if score.cost_per_report is None else str(score.cost_per_report)
    page = "–" if score.seconds_per_page is None else f"{score.seconds_per_page:.2f}"
    return [made.name, made.reader, made.model or "–", made.ocr or "–", prompts, f"{score.scored}/{score.reports}", ranged(score.micro_f1),
            ranged(score.ledger_right), percent(score.perfect.value), tokens, cost, page, against]  # fmt: skip
