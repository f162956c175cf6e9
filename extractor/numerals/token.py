"""The noun of this package: one number found in one paragraph or cell."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from extractor.document import NumeralKind, Span


@dataclass(frozen=True, slots=True)
class Token:
    """One number of a text; the offsets are into that text.

    ``span`` covers the digits alone, ``extent`` also bound, sign and unit. ``printed`` is in half-width digits with its
    thousands separators and trailing zeros, ``value`` its exact Decimal, without the unit's factor. ``unit`` is as printed,
    without spaces. ``alternatives`` are other readings of the span, where the print leaves doubt, and ``settled_by`` the
    relations (ids of CHECKS.md) that chose this one.
    """

    span: Span
    extent: Span
    printed: str
    value: Decimal
    decimals: int
    unit: str | None
    kind: NumeralKind
    op: str | None = None
    alternatives: tuple[str, ...] = ()
    settled_by: tuple[str, ...] = ()


def measure(printed: str) -> tuple[Decimal, int]:
    """The exact value of a printed number and how many digits stand behind its point."""
    return Decimal(printed.replace(",", "")), len(printed.partition(".")[2])
