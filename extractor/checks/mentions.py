"""One printed figure as the checks see it, and which figures stand together on the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractor.checks.intervals import Interval, exactly, rounded, truncated
from extractor.checks.numbers import Unit, place_value
from schemas.extraction import Provenance
from schemas.figure import Figure

NEAR = 160
"""Characters between two figures of one statement in running text."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A figure at its place: ``decimals`` are those of its field, ``exact`` says that it stands for itself.

    ``date`` is its as-of date, null for the end of the year reported on, which needs no date of its own.
    """

    path: str
    owner: str
    role: str
    figure: Figure
    unit: Unit
    at: Provenance | None
    decimals: int
    exact: bool = False
    date: str | None = None

    @property
    def value(self) -> Decimal:
        """In the base unit (元, %)."""
        return self.figure.value * self.unit.factor

    @property
    def hedged(self) -> bool:
        """Printed with a bound or a hedge (约, 余, ≥ …)."""
        return self.figure.op not in (None, "=")

    @property
    def text(self) -> str:
        """The number with its unit."""
        return f"{self.figure.printed}{self.figure.unit or ''}"

    @property
    def half(self) -> Decimal:
        """Half of the last place of its field, in the base unit."""
        return Decimal(0) if self.exact else place_value(self.decimals) / 2 * self.unit.factor

    def interval(self, decimals: int | None = None, *, cut: bool = False) -> Interval:
        """What it can stand for, at its field's decimals or at the given ones."""
        if self.exact:
            return exactly(self.value)
        half = place_value(self.decimals if decimals is None else decimals) / 2 * self.unit.factor
        return truncated(self.value, half) if cut else rounded(self.value, half)


def _apart(one: Mention, other: Mention) -> int | None:
    if one.at is None or other.at is None or one.at.cell or other.at.cell:
        return None
    first, second = sorted((one.at.span, other.at.span))
    return max(0, second[0] - first[1])


def _rank(anchor: Mention, other: Mention) -> tuple[int, int]:
    here, there = anchor.at and anchor.at.cell, other.at and other.at.cell
    if here and there and here[0] == there[0]:
        return (0 if here[1] == there[1] or here[2] == there[2] else 1), 0
    apart = _apart(anchor, other)
    return (3, 0) if apart is None else (2, apart)


def beside(anchor: Mention, candidates: Sequence[Mention], limit: int | None = NEAR) -> Mention | None:
    """The candidate printed at the anchor's place: same row or column, same table, else nearest in the text."""
    best = min(candidates, key=lambda one: _rank(anchor, one), default=None)
    if best is None:
        return None
    rank, apart = _rank(anchor, best)
    return best if rank < 2 or (rank == 2 and (limit is None or apart <= limit)) else None


def tolerance(mentions: Sequence[Mention]) -> Decimal:
    """(n+1)·h of a sum: half a last place each, at the finest field of its unit in this sum.

    A column of zeros or of whole amounts has no decimals of its own; beside 272.82 its 45 is a trimmed 45.00.
    """
    finest: dict[Decimal, int] = {}
    for one in mentions:
        finest[one.unit.factor] = max(finest.get(one.unit.factor, 0), one.decimals)
    return sum((place_value(finest[one.unit.factor]) / 2 * one.unit.factor for one in mentions if not one.exact), Decimal(0))


def same_row(one: Mention, other: Mention) -> bool:
    """Whether both stand in one table row."""
    here, there = one.at and one.at.cell, other.at and other.at.cell
    return bool(here and there and here[:2] == there[:2])


def inherited_unit(mentions: Sequence[Mention]) -> bool:
    """Whether some unit was not printed at its number, so that the unit itself may be misread."""
    return any(one.figure.unit is None or (one.at is not None and one.at.unit_from not in (None, "printed")) for one in mentions)
