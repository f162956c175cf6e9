"""Which figures some relation confirms, and which nothing does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractor.checks.book import PROJECT_ROLES
from schemas.extraction import Confirmed
from schemas.record import Record
from schemas.result import CheckResult

CONFIRMING = frozenset({*(f"A{number}" for number in range(1, 15)), "B1", "D3"})
"""Relations that tie a figure's digits to others; bounds, ranges, presence and claims (A15, C, D, E) let many digits pass."""
INTERVALS = frozenset({"A3", "A4", "A9", "A10", "B1"})
"""Weak here says that the last digit alone is open; elsewhere, that most values would pass."""


def confirmed(record: Record, results: Sequence[CheckResult]) -> Confirmed:
    """The share of the record's figures that at least one relation confirms."""
    held = {path for result in results if _confirms(result) for path in result.paths}
    pointers = tuple(figures(record))
    bare = tuple(pointer for pointer in pointers if pointer not in held)
    return Confirmed(figures=len(pointers), by_relation=len(pointers) - len(bare), unconfirmed=bare)


def _confirms(result: CheckResult) -> bool:
    telling = not result.weak or result.check in INTERVALS
    return telling and result.outcome in ("ok", "rounding") and result.check in CONFIRMING


def figures(record: Record) -> Iterator[str]:
    """A pointer to every figure of the record, in record order."""
    for index, project in enumerate(record.projects):
        for role in PROJECT_ROLES:
            yield from (f"/projects/{index}/{role}/{place}" for place in range(len(getattr(project, role))))
    for index, quantity in enumerate(record.quantities):
        yield from (f"/quantities/{index}/mentions/{place}" for place in range(len(quantity.mentions)))
    for index, row in enumerate(record.indicators):
        for side, value in (("target", row.target), ("actual", row.actual)):
            count = len(value.figures) if value else 0
            yield from (f"/indicators/{index}/{side}/figures/{place}" for place in range(count))
        yield from (f"/indicators/{index}/weight/{place}" for place in range(len(row.weight)))
        yield from (f"/indicators/{index}/score/{place}" for place in range(len(row.score)))
