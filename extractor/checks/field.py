"""The decimals of a field: a column of a table, or a role in the running text, of one unit (CHECKS.md, "Number model")."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from extractor.checks.mentions import Mention

Field = tuple[object, ...]
USUAL = 3
"""Numerals with fewer decimals, for each with more, that it takes to call the latter exceptions."""
CENTS = 2
"""Decimals that are worth having: a column of 22.5 and 40 is one of trimmed cents."""


def field_of(mention: Mention) -> Field:
    """A column of a table, or a role in the running text, and the unit."""
    cell = mention.at.cell if mention.at else None
    return (mention.role, mention.unit, cell and (cell[0], cell[2]))


def field_decimals(mentions: Iterable[Mention]) -> Callable[[Mention], int]:
    """The decimals of each mention's field, never fewer than its own.

    They are the most that any figure of the field prints. Few numerals with more than the many that have two decimals or more speak for
    themselves alone: 61.037 in a column of cents, and the total made with it, do not make 43.21 exact to a tenth of a cent.
    """
    counts: dict[Field, Counter[int]] = {}
    seen: set[tuple[Field, object]] = set()
    for one in mentions:
        place = one.at.span if one.at else one.path
        if (field_of(one), place) not in seen:
            seen.add((field_of(one), place))
            counts.setdefault(field_of(one), Counter())[one.figure.decimals] += 1
    decimals = {field: _decimals(count) for field, count in counts.items()}
    return lambda mention: max(decimals[field_of(mention)], mention.figure.decimals)


def _decimals(count: Counter[int]) -> int:
    most, *fewer = sorted(count, reverse=True)
    exceptions = bool(fewer) and fewer[0] >= CENTS and count[fewer[0]] >= USUAL * count[most]
    return fewer[0] if exceptions else most
