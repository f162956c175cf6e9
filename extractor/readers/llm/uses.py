"""Every pointer of an answer to a numeral, with the measure it gives to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from schemas.answer import Said
from schemas.record import Measure

Role = Measure | Literal["target", "actual"]
FIXED_PATHS = frozenset({"预算执行率", "总分", "年度总体目标"})
"""Paths that name a row by convention, whether the form prints those words or not (eval/gold/LABELLING.md, Indicators)."""
PROJECT_FIELDS: tuple[Measure, ...] = ("initial_budget", "budget", "executed", "rate", "score")


@dataclass(frozen=True, slots=True)
class Use:
    """One pointer: the entry, the field, the numeral; ``measure`` is null for a target or an actual, which can be anything."""

    section: str
    index: int
    field: str
    numeral: str
    measure: Measure | None


@dataclass(frozen=True, slots=True)
class Doubt:
    """A pointer that the printed words contradict: the word before the number or the head of its column names ``says``."""

    use: Use
    what: str
    says: Role


def uses(said: Said) -> Iterator[Use]:
    """The pointers that claim a numeral: those of projects, quantities and indicators (bands and relations only refer)."""
    for index, project in enumerate(said.projects):
        for measure in PROJECT_FIELDS:
            for numeral in getattr(project, measure):
                yield Use("projects", index, measure, numeral, measure)
    for index, quantity in enumerate(said.quantities):
        for numeral in quantity.numerals:
            yield Use("quantities", index, "numerals", numeral, quantity.measure)
    for index, row in enumerate(said.indicators):
        for name in ("target", "actual", "weight", "score"):
            numeral = getattr(row, name)
            if numeral is not None and not numeral.startswith("s"):
                yield Use("indicators", index, name, numeral, name if name in ("weight", "score") else None)  # type: ignore[arg-type]
