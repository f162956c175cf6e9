"""The bars of the first issue's Show section, each with what is missing to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from eval.counts import Count
from eval.ledger_score import LedgerScore
from eval.pointers import at, figure_at
from eval.reading import Scored
from schemas.extraction import Extraction
from schemas.figure import Figure
from schemas.record import Quantity

PROJECTS = {"000": 0, "001": 9, "002": 0, "003": 14, "004": 4}
CLAIMED_RIGHT = Decimal(95)
PROJECT_FIELDS = ("name", "initial_budget", "budget", "executed", "rate", "score")
ROW_FIELDS = ("name", "path", "target", "target figures", "actual", "actual figures", "weight", "score", "reason")

FAULTS: dict[str, tuple[tuple[str, ...], ...]] = {
    "000": (),
    "001": (),
    "002": (),
    "003": (
        ("814.79", "814.78"),
        ("20", "4.4"),
        ("22.02", "4.4"),
        ("79.78", "54.44"),
        ("54.44", "146.54"),
        ("45.66", "11.88", "26"),
        ("511.3", "110", "4.4", "396.6"),
    ),
    "004": (("90.07", "90.06"), ("102.84", "102.83")),
}
"""The arithmetic faults of each report: the numbers that cannot be true together."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of one reading (or of all), and what is missing; nothing where it is met."""

    what: str
    where: str
    missing: str | None

    def __str__(self) -> str:
        """For the list of missed bars."""
        return f"{self.where}: {self.what}: {self.missing or 'met'}"


def bars_of(scored: Scored) -> Iterator[Bar]:
    """The bars that every reading is held to."""
    where = f"{scored.name} {scored.carrier}"
    yield Bar("named projects", where, _projects(scored))
    yield Bar("budgets, executed, rates, scores of projects", where, _unmet(scored, "projects", PROJECT_FIELDS))
    yield Bar("totals and counts", where, _unmet(scored, "quantities", ("mentions",)))
    yield Bar("indicator rows", where, _unmet(scored, "indicators", ROW_FIELDS))
    yield Bar("errors and faults", where, _faults(scored))


def ledger_bar(ledger: LedgerScore, carrier: str) -> Bar:
    """At least 95 % of the money, rate and score numerals of all reports claimed right."""
    percent = ledger.percent("right")
    met = percent is not None and 100 * ledger.count("right") >= CLAIMED_RIGHT * len(ledger.numerals)
    return Bar(f"ledger at least {CLAIMED_RIGHT} % right", f"all {carrier}", None if met else f"{percent} %")


def _projects(scored: Scored) -> str | None:
    wanted, said = PROJECTS.get(scored.name), len(scored.extraction.record.projects)
    if wanted is None or (said == wanted and scored.comparison.entity("projects").perfect):
        return None
    return f"{said} of {wanted}, right/wrong/missed/invented {scored.comparison.entity('projects')}"


def _unmet(scored: Scored, kind: str, fields: Sequence[str]) -> str | None:
    count = sum((scored.comparison.field(kind, name) for name in fields), Count())
    return None if count.perfect else f"{count.off} wrong, {count.missed} missed, {count.extra} invented of {count.gold}"


def _faults(scored: Scored) -> str | None:
    faults = FAULTS.get(scored.name)
    if faults is None:
        return None
    errors = [(finding, printed_of(scored.extraction, finding.paths)) for finding in scored.extraction.findings
              if finding.severity == "error"]  # fmt: skip
    if not faults:
        return f"{len(errors)} error findings: {errors[0][0].title}" if errors else None
    unfound = [fault for fault in faults if not any(set(fault) <= printed for _, printed in errors)]
    return "not found: " + "; ".join("/".join(fault) for fault in unfound) if unfound else None


def printed_of(extraction: Extraction, paths: Sequence[str]) -> set[str]:
    """The numbers that the paths of a finding print; a path to a list or a quantity means all of its figures."""
    found: set[str] = set()
    for path in paths:
        value = at(extraction.record, path)
        figures = value.mentions if isinstance(value, Quantity) else value if isinstance(value, tuple) else ()
        one = figure_at(extraction.record, path)
        found |= {figure.printed for figure in (*figures, one) if isinstance(figure, Figure)}
    return found


def same_record_bar(name: str, differences: dict[str, list[str]]) -> Bar:
    """All carriers give one record."""
    said = "; ".join(f"{carrier} differs in {len(found)} places" for carrier, found in differences.items() if found)
    return Bar("same record from all carriers", name, said or None)
