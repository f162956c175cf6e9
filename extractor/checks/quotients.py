"""The constraint of a printed ratio: r = B/A, and of the score that follows from it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from extractor.checks.constraints import Given, Verdict, all_now, now
from extractor.checks.fit import HUNDRED, ONE, Ratio, fit
from extractor.checks.intervals import ANYTHING, Interval, quotient
from extractor.checks.mentions import Mention
from extractor.checks.numbers import place_value
from extractor.checks.rounding import Rounding


@dataclass(frozen=True)
class Quotient:
    """A rate that is one of several ratios, the likeliest first (A3).

    ``as_printed``: the report computes its rates from the amounts as it prints them, so these stand for themselves.
    """

    rate: Mention
    options: tuple[Ratio, ...]
    cut: Rounding
    as_printed: bool = False

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """The rate, then its amounts, each once."""
        return tuple({one.path: one for one in (self.rate, *(one for option in self.options for one in option.mentions))}.values())

    @cached_property
    def _cut(self) -> Rounding:
        return self.cut.once_changed()

    def verdict(self, given: Given) -> Verdict:
        """Whether any option fits; a ratio has no rounding apart from its interval."""
        rate = now(self.rate, given)
        options = (_moved(option, given) for option in self.options)
        cut = self._cut if given else self.cut
        holds = any(fit(rate, one, cut) and (not self.as_printed or exactly_fits(rate, one)) for one in options)
        return "ok" if holds else "broken"

    def exact(self, given: Given) -> bool:
        """Whether the rate is the ratio of the printed amounts, rounded or cut off as printed."""
        rate = now(self.rate, given)
        place = place_value(rate.figure.decimals) * rate.unit.factor
        scales = (HUNDRED,) if rate.unit.kind == "percent" else (ONE, HUNDRED)
        ratios = [option for one in self.options if (option := _moved(one, given)).divisor > 0]
        offs = [scale * one.above.value / one.divisor - rate.value for one in ratios for scale in scales]
        cut = rate.figure.decimals in self._cut
        return any(abs(off) <= place / 2 or (cut and 0 <= off < place) for off in offs)

    def ranges(self, path: str, given: Given) -> tuple[Interval, ...]:
        """The ratio's range for the rate; for an amount the values whose ratio the rate can be."""
        rate = now(self.rate, given)
        scales = (HUNDRED,) if rate.unit.kind == "percent" else (ONE, HUNDRED)
        found = (
            span
            for option in (_moved(one, given) for one in self.options)
            for scale in scales
            for span in self._solved(path, rate, option, scale)
        )
        return tuple(dict.fromkeys(found))

    def _solved(self, path: str, rate: Mention, option: Ratio, scale: Decimal) -> Iterator[Interval]:
        if path == rate.path:
            span = quotient(option.range_above, option.range_below, scale)
            if span and option.divisor > 0:
                exact, half = scale * option.above.value / option.divisor, place_value(rate.decimals) / 2 * rate.unit.factor
                lost = half if rate.decimals in self._cut else Decimal(0)
                yield Interval(exact - half - lost, exact + half - lost)
                yield Interval(span.lo - _width(rate) - lost, span.hi + _width(rate))
            return
        lost = _width(rate) if rate.figure.decimals in self._cut else Decimal(0)
        meant = Interval(rate.value - _width(rate), rate.value + _width(rate) + lost)
        if path == option.above.path:
            below = option.range_below
            yield _around(Interval(meant.lo * below.lo / scale, meant.hi * below.hi / scale), option.above.half)
        for one in option.below:
            if path == one.path and meant.lo > 0:
                rest = sum((other.value for other in option.below if other is not one), Decimal(0))
                above = option.range_above
                yield _around(Interval(scale * above.lo / meant.hi - rest, scale * above.hi / meant.lo - rest), one.half)


def exactly_fits(rate: Mention, ratio: Ratio) -> bool:
    """Whether a rate is the ratio of the amounts as printed, rounded or cut off at its own last digit."""
    place = place_value(rate.figure.decimals) * rate.unit.factor
    scales = (HUNDRED,) if rate.unit.kind == "percent" else (ONE, HUNDRED)
    offs = [scale * ratio.above.value / ratio.divisor - rate.value for scale in scales] if ratio.divisor > 0 else []
    return any(abs(off) <= place / 2 or 0 <= off < place for off in offs)


def _width(rate: Mention) -> Decimal:
    """The widest that a rate is ever read: half a printed place either way, a whole one where digits may be cut off."""
    return place_value(min(rate.decimals, rate.figure.decimals)) / 2 * rate.unit.factor


def _around(span: Interval, half: Decimal) -> Interval:
    return Interval(span.lo - half, span.hi + half)


def _moved(ratio: Ratio, given: Given) -> Ratio:
    return replace(ratio, above=now(ratio.above, given), below=all_now(ratio.below, given)) if given else ratio


@dataclass(frozen=True)
class ScoreOfRate:
    """A score that is ``weight · min(rate, 1)`` for a printed rate (one figure) or for spending over budget (two) (A5)."""

    score: Mention
    weight: Mention
    sources: tuple[tuple[Mention, ...], ...]

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """The score, its weight, then what the rate is made of."""
        return tuple({one.path: one for one in (self.score, self.weight, *(one for source in self.sources for one in source))}.values())

    def verdict(self, given: Given) -> Verdict:
        """Whether the score follows from any source."""
        score, weight = now(self.score, given), now(self.weight, given)
        values = (part_of_one(all_now(source, given)) for source in self.sources)
        return "ok" if any(value is not None and score_fits(score, weight, value) for value in values) else "broken"

    def ranges(self, path: str, given: Given) -> tuple[Interval, ...]:
        """Around the computed score; for weight and amounts what the score allows."""
        return tuple(span for source in self.sources for span in self._solved(path, all_now(source, given), given))

    def _solved(self, path: str, source: Sequence[Mention], given: Given) -> Iterator[Interval]:
        score, weight, value = now(self.score, given), now(self.weight, given), part_of_one(source)
        place = place_value(score.figure.decimals)
        if path == score.path and value is not None:
            exact = weight.value * min(value, ONE)
            yield Interval(exact - place, exact + place)
        elif path == weight.path and value:
            yield Interval((score.value - place) / min(value, ONE), (score.value + place) / min(value, ONE))
        elif weight.value > 0 and path in (one.path for one in source):
            low, high = (score.value - place) / weight.value, (score.value + place) / weight.value
            yield _amount(path, source, max(low, Decimal(0)), high)


def _amount(path: str, source: Sequence[Mention], low: Decimal, high: Decimal) -> Interval:
    """What one figure of a source may be for the ratio to lie between two values; above 1 nothing more is scored."""
    open_end = high >= ONE
    if len(source) == 1:
        scale = ONE if source[0].unit.kind != "percent" and source[0].value <= 2 else HUNDRED
        return Interval(low * scale, ANYTHING.hi if open_end else high * scale)
    above, below = source
    if path == above.path:
        return Interval(low * below.value, ANYTHING.hi if open_end else high * below.value)
    return Interval(Decimal(0) if open_end else above.value / high, above.value / low if low > 0 else ANYTHING.hi)


def part_of_one(source: Sequence[Mention]) -> Decimal | None:
    """A printed rate, or the first figure over the second, as a part of 1; none where the divisor is not positive."""
    if len(source) == 1:
        plain_ratio = source[0].unit.kind != "percent" and source[0].value <= 2
        return source[0].value if plain_ratio else source[0].value / HUNDRED
    above, below = source
    return above.value / below.value if below.value > 0 else None


def score_fits(score: Mention, weight: Mention, value: Decimal) -> bool:
    """Whether the printed score is the computed one, rounded or (behind a point) cut off."""
    exact, place = weight.value * min(value, ONE), place_value(score.figure.decimals)
    return abs(exact - score.value) <= place / 2 or (score.value <= exact < score.value + place and score.figure.decimals > 0)
