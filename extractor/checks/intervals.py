"""What a printed number can stand for: an interval, closed at rounding edges, half open where digits were cut off."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Interval:
    """From ``lo`` to ``hi``; an end is part of it unless it is open."""

    lo: Decimal
    hi: Decimal
    open_lo: bool = False
    open_hi: bool = False

    def meets(self, other: Interval) -> bool:
        """Whether both can be true together."""
        starts = _below(self.lo, other.hi, self.open_lo or other.open_hi)
        return starts and _below(other.lo, self.hi, other.open_lo or self.open_hi)

    def meet(self, other: Interval) -> Interval | None:
        """What both allow."""
        low = max((self.lo, self.open_lo), (other.lo, other.open_lo))
        high = min((self.hi, not self.open_hi), (other.hi, not other.open_hi))
        both = Interval(low[0], high[0], low[1], not high[1])
        return both if _below(both.lo, both.hi, both.open_lo or both.open_hi) else None

    def holds(self, value: Decimal) -> bool:
        """Whether a value lies in it."""
        return _below(self.lo, value, self.open_lo) and _below(value, self.hi, self.open_hi)

    def __add__(self, other: Interval) -> Interval:
        """The sums of both."""
        return Interval(self.lo + other.lo, self.hi + other.hi, self.open_lo or other.open_lo, self.open_hi or other.open_hi)

    def times(self, other: Interval) -> Interval:
        """The products of two intervals of non-negative numbers."""
        return Interval(max(self.lo, ZERO) * max(other.lo, ZERO), self.hi * other.hi)


ANYTHING = Interval(Decimal("-Infinity"), Decimal("Infinity"))
"""No bound at all; only compared, never computed with."""


def _below(low: Decimal, high: Decimal, strictly: bool) -> bool:
    return low < high if strictly else low <= high


def exactly(value: Decimal) -> Interval:
    """A number that stands for itself."""
    return Interval(value, value)


def rounded(value: Decimal, half: Decimal) -> Interval:
    """Rounded to the nearest: both edges belong to it, since halves go either way."""
    return Interval(value - half, value + half)


def truncated(value: Decimal, half: Decimal) -> Interval:
    """Digits cut off: the true number lies further from zero, by less than one last place."""
    step = 2 * half
    if value == 0:
        return Interval(-step, step, open_lo=True, open_hi=True)
    return Interval(value, value + step, open_hi=True) if value > 0 else Interval(value - step, value, open_lo=True)


def total(parts: list[Interval]) -> Interval:
    """The sum of many."""
    result = exactly(ZERO)
    for part in parts:
        result = result + part
    return result


def quotient_meets(rate: Interval, above: Interval, below: Interval, scale: Decimal) -> bool:
    """Whether ``rate`` can be ``scale · above ÷ below``; multiplied out, so that nothing is rounded on the way."""
    if below.hi <= 0:
        return False
    low_enough = below.lo <= 0 or _below(rate.lo * below.lo, scale * above.hi, rate.open_lo)
    return low_enough and _below(scale * above.lo, rate.hi * below.hi, rate.open_hi)


def quotient(above: Interval, below: Interval, scale: Decimal) -> Interval | None:
    """The range of a ratio, for showing only."""
    return Interval(scale * above.lo / below.hi, scale * above.hi / below.lo) if below.lo > 0 else None
