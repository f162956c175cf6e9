"""The regression gate: a run against the baseline that was kept."""

from __future__ import annotations

from collections.abc import Sequence

from eval.command.runfile import RunFile
from eval.command.show import percent, report_f1
from eval.scores import ReportScore
from eval.stats import compare_runs

SLACK = 0.001
"""Of micro F1: what all reports together may lose without anybody asking (0.1 points)."""


def regressions(baseline: RunFile, run: RunFile) -> list[str]:
    """What got worse, a line each; empty where nothing did. A report that failed or disappeared always counts."""
    old = {one.report: one for one in baseline.reports if one.outcome == "scored"}
    new = {one.report: one for one in run.reports}
    found = [_gone(name, new.get(name)) for name in old if name not in new or new[name].outcome != "scored"]
    verdict = compare_runs(baseline.reports, run.reports, seed=run.seed)
    if verdict.difference is not None and (verdict.verdict == "worse" or verdict.difference < -SLACK):
        found.append(f"micro F1 % fell from {percent(verdict.a)} to {percent(verdict.b)} ({verdict.verdict})")
        found += _fallen(old, new)
    lost = baseline.score.findings and run.score.findings and run.score.findings.missed - baseline.score.findings.missed
    if lost and lost > 0:
        found.append(f"{lost} labelled faults are no longer found")
    false = baseline.score.findings and run.score.findings and run.score.findings.false - baseline.score.findings.false
    if false and false > 0:
        found.append(f"{false} more error findings without a fault")
    return found


def _gone(name: str, now: ReportScore | None) -> str:
    return f"{name}: not in this run" if now is None else f"{name}: {now.outcome} ({now.because})"


def _fallen(old: dict[str, ReportScore], new: dict[str, ReportScore]) -> Sequence[str]:
    pairs = [(name, report_f1(one), report_f1(new[name])) for name, one in old.items() if name in new]
    fallen = sorted((after - before, name, before, after) for name, before, after in pairs if before is not None and after is not None)
    return [f"  {name}: {percent(before)} → {percent(after)}" for change, name, before, after in fallen if change < 0]
