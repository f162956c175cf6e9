"""Whether a printed rate can be the ratio of printed amounts, and how this document rounds its rates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from extractor.checks.intervals import Interval, exactly, quotient, quotient_meets, rounded, total, truncated
from extractor.checks.mentions import Mention, inherited_unit
from extractor.checks.numbers import neighbours, place_value, shown
from extractor.checks.rounding import NEAREST, Rounding

HUNDRED = Decimal(100)
ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Ratio:
    """Spending over one or several budgets; ``initial`` where the divisor is the budget of the year's start."""

    above: Mention
    below: tuple[Mention, ...]
    initial: bool = False

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """The amounts."""
        return (self.above, *self.below)

    @property
    def divisor(self) -> Decimal:
        """Σ of the budgets."""
        return sum((one.value for one in self.below), Decimal(0))

    def value(self, percent: str) -> Decimal:
        """The ratio of the printed values, in percent or plain."""
        return (HUNDRED if percent else ONE) * self.above.value / self.divisor

    @property
    def range_above(self) -> Interval:
        """What the spending can stand for."""
        return self.above.interval()

    @property
    def range_below(self) -> Interval:
        """What the divisor can stand for; a round budget (20, 146.5 beside two decimals) is granted as printed: exact."""
        return total([exactly(one.value) if one.figure.decimals < max(one.decimals, 1) else one.interval() for one in self.below])

    def slips(self, rate: Mention, cut: Rounding) -> bool:
        """Whether it fits once the unit of an amount, taken from a header or a caption, is another."""
        if not inherited_unit(self.mentions):
            return False
        factors = [self.above.unit.factor.scaleb(power) for power in (-8, -4, -3, 3, 4, 8)]
        moved = [replace(self.above.unit, factor=factor) for factor in factors]
        return any(fit(rate, replace(self, above=replace(self.above, unit=unit)), cut) for unit in moved)


@dataclass(frozen=True, slots=True)
class Fit:
    """It fits: ``weak`` if one changed digit would fit too, ``cut`` if only by truncation, ``implied`` the true range."""

    weak: bool
    cut: bool
    implied: str


def fit(rate: Mention, ratio: Ratio, cut: Rounding, *, only_plain: bool = False) -> Fit | None:
    """How the printed rate fits the ratio, if at all. A rate without unit may be 0.93 or 93."""
    if ratio.divisor <= 0 or len({one.unit.kind for one in ratio.mentions}) > 1:
        return None
    scales = (HUNDRED,) if rate.unit.kind == "percent" else (ONE,) if only_plain else (ONE, HUNDRED)
    for scale in scales:
        found = _fit(rate, ratio, cut, scale)
        if found:
            return found
    return None


def _fit(rate: Mention, ratio: Ratio, cut: Rounding, scale: Decimal) -> Fit | None:
    printed = rate.figure.decimals
    cuts = (True, False) if printed in cut else (False,)  # a shorter rate than its field may be made by another hand

    def passes(value: Decimal, decimals: int, cut_off: bool) -> bool:
        half = place_value(decimals) / 2 * rate.unit.factor
        meant = truncated(value, half) if cut_off else rounded(value, half)
        return quotient_meets(meant, ratio.range_above, ratio.range_below, scale)

    tries = [(rate.decimals, one) for one in cut.ways(printed)] + [(printed, one) for one in cuts if printed < rate.decimals]
    for decimals, cut_off in tries:
        if passes(rate.value, decimals, cut_off):
            near = any(passes(value * rate.unit.factor, decimals, cut_off) for value in neighbours(rate.figure.printed))
            only_cut = cut_off and not passes(rate.value, decimals, False)
            return Fit(near or decimals < rate.decimals, only_cut, _implied(ratio, scale))
    return None


def _implied(ratio: Ratio, scale: Decimal) -> str:
    span = quotient(ratio.range_above, ratio.range_below, scale)
    if span is None or span.lo == span.hi:
        return shown(scale * ratio.above.value / ratio.divisor)
    return f"[{shown(span.lo)}, {shown(span.hi)}]"


def fits_either_way(rate: Mention, ratios: Sequence[Ratio]) -> tuple[bool, bool]:
    """Whether a printed rate fits any of the ratios rounded, and whether it fits any cut off."""
    at_own = replace(rate, decimals=rate.figure.decimals)
    return any(fit(rate, one, NEAREST) for one in ratios), any(_fits_cut(at_own, one) for one in ratios)


def _fits_cut(rate: Mention, ratio: Ratio) -> bool:
    scale = HUNDRED if rate.unit.kind == "percent" or rate.value > 2 else ONE
    half = place_value(rate.figure.decimals) / 2 * rate.unit.factor
    return quotient_meets(truncated(rate.value, half), ratio.range_above, ratio.range_below, scale)
