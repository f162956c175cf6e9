"""What the other rates of a field bear out of one: the unit of its amounts, that it is a percentage, what it was computed from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from extractor.checks.context import Context
from extractor.checks.field import Field, field_of
from extractor.checks.fit import HUNDRED, Ratio, fit
from extractor.checks.intervals import quotient
from extractor.checks.mentions import Mention, inherited_unit
from extractor.checks.numbers import place_value
from extractor.checks.quotients import exactly_fits

SURE = Decimal(1000).ln()
"""Odds at which rates are taken as computed from the printed amounts: a thousand to one."""
STRAY = Decimal("0.03")
"""Rates that miss them all the same, where others are: typing errors, or one amount that was rounded."""
READINGS = Decimal("1.5")
"""Last places within which a ratio reads as the printed rate: rounded to the nearest, or cut off."""
FEW = 2
"""Percentages beside which a rate of 0.93 is not 93 %."""


@dataclass(frozen=True, slots=True)
class Case:
    """One printed rate and the amounts it may be made of, the likeliest first. ``apart``: printed away from both."""

    rate: Mention
    options: tuple[Ratio, ...]
    apart: bool = False


class Witnesses:
    """The rates of a document, asked about one of them."""

    def __init__(self, ctx: Context, cases: Iterable[Case]) -> None:
        self.ctx = ctx
        self._cases = tuple(case for case in cases if not case.rate.hedged)

    def of_units(self, ratio: Ratio) -> bool:
        """Whether the unit of every amount is printed at it or borne out by its column: a number off by a unit there is at fault."""
        return all(
            not inherited_unit([one]) or bool(one.at and one.at.cell and (one.at.cell[0], one.at.cell[2]) in self._columns)
            for one in ratio.mentions
        )

    def in_percent(self, rate: Mention) -> bool:
        """Whether others of its field fit as percentages."""
        return self._percentages[field_of(rate)] >= FEW

    def as_printed(self, rate: Mention) -> bool:
        """Whether the rates of its field are computed from the amounts as these are printed, and not from finer ones.

        Finer amounts, rounded for print, leave a rate free within the width of its ratio; each rate that all the same is exactly the
        ratio of the printed amounts makes that less likely, the more the wider it was free (likelihood ratio; this one included).
        """
        return self._odds.get(field_of(rate), Decimal(0)) >= SURE

    @cached_property
    def _fitting(self) -> tuple[tuple[Mention, Ratio], ...]:
        return tuple((case.rate, option) for case in self._cases for option in case.options[:1] if fit(case.rate, option, self.ctx.cut))

    @cached_property
    def _columns(self) -> frozenset[tuple[int, int]]:
        amounts = (one for _, option in self._fitting for one in option.mentions)
        return frozenset((cell[0], cell[2]) for one in amounts if (cell := one.at and one.at.cell))

    @cached_property
    def _percentages(self) -> Counter[Field]:
        return Counter(field_of(rate) for rate, _ in self._fitting if rate.unit.kind == "percent" and rate.value)

    @cached_property
    def _odds(self) -> Mapping[Field, Decimal]:
        odds: dict[Field, Decimal] = {}
        for rate, option in _once(self._fitting):
            odds[field_of(rate)] = odds.get(field_of(rate), Decimal(0)) + _weight(rate, option)
        return odds


def _once(found: Iterable[tuple[Mention, Ratio]]) -> Iterator[tuple[Mention, Ratio]]:
    """The same numbers told again are no second witness."""
    seen: set[tuple[object, ...]] = set()
    for rate, option in found:
        key = (field_of(rate), rate.owner, rate.value, option.above.value, option.divisor)
        if key not in seen:
            seen.add(key)
            yield rate, option


def _weight(rate: Mention, ratio: Ratio) -> Decimal:
    """How far a rate speaks for having been computed from the printed amounts: a logarithm, negative where it is not their ratio.

    What was spent to the last is 100 % of rounded amounts as well, and nothing spent 0 %.
    """
    if ratio.above.value in (0, ratio.divisor):
        return Decimal(0)
    span = quotient(ratio.range_above, ratio.range_below, HUNDRED)
    if span is None:
        return Decimal(0)
    place = place_value(rate.figure.decimals) * rate.unit.factor
    by_chance = READINGS * place / (span.hi - span.lo + place)
    if by_chance >= 1:
        return Decimal(0)
    return ((1 - STRAY) / by_chance).ln() if exactly_fits(rate, ratio) else STRAY.ln()
