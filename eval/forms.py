"""Scores of synthetic reports by the forms that they use (``eval.synth.survey``): which forms are read worst."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from eval.counts import Count
from eval.scores import ReportScore

FIGURES = frozenset(
    {"initial_budget", "budget", "executed", "rate", "score", "mentions", "weight", "target figures", "actual figures"}
)  # fmt: skip
"""Fields that hold figures, in whichever section."""
Forms = Mapping[str, frozenset[str]]
"""Name of a document to the forms that it uses."""


@dataclass(slots=True)
class Row:
    """All reports that use one form: their figures, all their fields, and error findings where nothing is wrong."""

    form: str
    reports: int = 0
    figures: Count = field(default_factory=Count)
    fields: Count = field(default_factory=Count)
    errors: int = 0

    def add(self, report: ReportScore) -> None:
        """One more report."""
        self.reports += 1
        self.figures += sum((Count.of(one) for one in report.fields if one.field in FIGURES), Count())
        self.fields += sum(map(Count.of, report.fields), Count())
        self.errors += report.findings.false if report.findings else 0


def by_form(reports: Iterable[ReportScore], forms: Forms) -> list[Row]:
    """One row a form, the worst figures first; a report counts for every form that it uses."""
    rows: dict[str, Row] = {}
    for report in reports:
        for form in forms[report.document]:
            rows.setdefault(form, Row(form)).add(report)
    return sorted(rows.values(), key=lambda row: (row.figures.f1 or 0, row.form))
