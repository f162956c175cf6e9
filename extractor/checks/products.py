"""A10, products; A8, weighted means."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import product
from math import prod

from extractor.checks.constraints import Given, Tested, Verdict, all_now
from extractor.checks.context import Context, joined, tell
from extractor.checks.firmness import is_firm
from extractor.checks.footings import slipped
from extractor.checks.intervals import Interval, exactly
from extractor.checks.mentions import Mention, beside
from extractor.checks.numbers import neighbours, shown
from schemas.record import Breakdown
from schemas.result import CheckResult, Outcome

HUNDRED = Decimal(100)
WAYS = 256
"""Choices of mentions that are compared."""
FAR = 10**9


def products(ctx: Context) -> Iterator[CheckResult]:
    """A10 and A8 over the breakdowns that state them."""
    for breakdown in ctx.record.breakdowns:
        if breakdown.kind == "product":
            yield from _product(ctx, breakdown)
        elif breakdown.kind == "weighted_mean":
            yield from _mean(ctx, breakdown)


def _product(ctx: Context, breakdown: Breakdown) -> Iterator[CheckResult]:
    lists = [ctx.book.at(part) for part in breakdown.parts if isinstance(part, str)]
    wholes = ctx.book.at(breakdown.whole) if breakdown.whole else ()
    if not wholes or not lists or not all(lists):
        pointer = breakdown.whole or next((part for part in breakdown.parts if isinstance(part, str)), "/breakdowns")
        yield ctx.missing("A10", pointer, "other")
        return
    for whole in wholes:
        parts = _in_one_place(ctx, whole, lists)
        yield ctx.hedged("A10", [whole, *parts]) or _multiply(ctx, whole, parts)


def _in_one_place(ctx: Context, whole: Mention, lists: Sequence[Sequence[Mention]]) -> list[Mention]:
    """One mention of each factor: those printed closest together with the product (86人 × 300元 = 2.58万元，另有2人…), else the nearest;
    but a number that need not be of this fact (planned and finished) gives way to one of the list that fits."""
    chosen = [beside(whole, found, limit=None) or found[0] for found in lists]
    if prod(map(len, lists)) > WAYS:
        return chosen
    ways = sorted(product(*lists), key=lambda parts: _extent((whole, *parts)))
    close = list(ways[0]) if _extent((whole, *ways[0])) < FAR else chosen
    fits = (list(way) for way in ways if Product.product(way)[0] == whole.value and _may_stand_for(ctx, way, close))
    return next(fits, close)


def _may_stand_for(ctx: Context, way: Sequence[Mention], close: Sequence[Mention]) -> bool:
    """Whether the mentions differ only in numbers that need not be of one fact, and by no slip of the pen."""
    differ = [(one, other) for one, other in zip(way, close, strict=True) if one.value != other.value]
    return not any(is_firm(ctx.record, other) or slipped(other, one.value) for one, other in differ)


def _extent(mentions: Sequence[Mention]) -> int:
    """Characters from the first to the last of figures in running text; ``FAR`` where they do not all stand in it."""
    spans = [one.at.span for one in mentions if one.at is not None and one.at.cell is None]
    return max(end for _, end in spans) - min(start for start, _ in spans) if len(spans) == len(mentions) else FAR


def _multiply(ctx: Context, whole: Mention, parts: list[Mention]) -> CheckResult:
    mentions = [whole, *parts]
    money = [one for one in parts if one.unit.kind == "money"]
    if len(money) != (whole.unit.kind == "money"):
        units = "、".join(dict.fromkeys(one.figure.unit or "—" for one in mentions))
        return ctx.result("A10", "skipped", mentions, ctx.say("units", who=ctx.who(whole.owner), units=units))
    tie = Product(whole, tuple(parts))
    value, span = tie.product(mentions[1:])
    exact, meets = value == whole.value, tie.verdict({}) == "ok"
    outcome: Outcome = "ok" if meets else "warn" if 0 in (whole.value, value) else "error"
    words = {"who": ctx.who(whole.owner), "parts": joined(parts, " × "), "value": tell(value, whole), "whole": whole.text}
    said = ctx.say("product.ok" if meets else "product.error", **words)
    if outcome == "warn":
        said = ctx.say("unfilled", said=said)
    near = [value * whole.unit.factor for value in neighbours(whole.figure.printed)]
    weak = meets and not exact and any(span.lo <= value <= span.hi for value in near)
    return ctx.result("A10", outcome, mentions, said, expected=shown(value / whole.unit.factor), weak=weak, tie=tie)


def _mean(ctx: Context, breakdown: Breakdown) -> Iterator[CheckResult]:
    pairs = [(ctx.book.at(part[0]), ctx.book.at(part[1])) for part in breakdown.parts if not isinstance(part, str)]
    pointer = breakdown.whole or "/breakdowns"
    if not pairs or not all(values and weights for values, weights in pairs):
        yield ctx.missing("A8", pointer, "score")
        return
    heads = [(values[0], weights[0]) for values, weights in pairs]
    parts = [one for pair in heads for one in pair]
    base = sum((weight.value for _, weight in heads), Decimal(0))
    wholes = ctx.book.at(breakdown.whole) if breakdown.whole else ()
    if base <= 0 or any(one.hedged for one in (*parts, *wholes)):
        yield ctx.missing("A8", pointer, "weight")
        return
    value = _weighted(parts) or Decimal(0)
    if not wholes:
        because = ctx.say("implied", who=ctx.who(parts[0].owner), what=ctx.role("score"), value=shown(value))
        yield ctx.result("A8", "skipped", parts, because, expected=shown(value))
    for whole in wholes:
        tie = Tested((whole, *parts), _is_mean, _mean_of)
        fits = tie.verdict({}) == "ok"
        words = {"who": ctx.who(whole.owner), "parts": "Σ(s·w) ÷ Σw", "value": shown(value), "whole": whole.text}
        said = ctx.say("product.ok" if fits else "product.error", **words)
        yield ctx.result("A8", "ok" if fits else "error", [whole, *parts], said, expected=shown(value), tie=tie)


def _weighted(parts: Sequence[Mention]) -> Decimal | None:
    """Σ(s·w) ÷ Σw of values and weights by turns."""
    base = sum((weight.value for weight in parts[1::2]), Decimal(0))
    total = sum((score.value * weight.value for score, weight in zip(parts[::2], parts[1::2], strict=True)), Decimal(0))
    return total / base if base > 0 else None


def _is_mean(figures: Sequence[Mention]) -> bool:
    whole, value = figures[0], _weighted(figures[1:])
    halves = (whole.half, Decimal(1).scaleb(-whole.figure.decimals) / 2)
    return value is not None and any(abs(whole.value - value) <= half for half in halves)


def _mean_of(at: int, figures: Sequence[Mention]) -> list[Interval]:
    """The mean; or the value that leads to it. A weight is not solved for."""
    whole, parts = figures[0], figures[1:]
    value = _weighted(parts)
    half = Decimal(1).scaleb(-whole.figure.decimals) / 2
    if value is None or (at % 2 == 0 and at > 0):
        return []
    if at == 0:
        return [Interval(value - half, value + half)]
    share = sum((weight.value for weight in parts[1::2]), Decimal(0)) / figures[at + 1].value if figures[at + 1].value else None
    if share is None:
        return []
    solved = figures[at].value + (whole.value - value) * share
    return [Interval(solved - half * share, solved + half * share)]


@dataclass(frozen=True)
class Product:
    """``whole = Π factors``, a percentage counting as a part of 1: exact, or as far as the intervals meet."""

    whole: Mention
    factors: tuple[Mention, ...]

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """The product, then its factors."""
        return (self.whole, *self.factors)

    @staticmethod
    def product(factors: Sequence[Mention]) -> tuple[Decimal, Interval]:
        """The product of the printed values, and its range."""
        value, span = Decimal(1), exactly(Decimal(1))
        for one in factors:
            share = HUNDRED if one.unit.kind == "percent" else Decimal(1)
            value, span = value * one.value / share, span.times(one.interval())
            span = Interval(span.lo / share, span.hi / share)
        return value, span

    def verdict(self, given: Given) -> Verdict:
        """A product has no rounding apart from its interval."""
        whole, *factors = all_now(self.mentions, given)
        value, span = self.product(factors)
        if any(one.value < 0 for one in (whole, *factors)):  # what is taken back: −2 万元 × 3 = −6 万元
            return "ok" if value == whole.value else "broken"
        return "ok" if value == whole.value or whole.interval().meets(span) else "broken"

    def ranges(self, path: str, given: Given) -> tuple[Interval, ...]:
        """The product; for a factor the whole over the other factors. The exact value first."""
        whole, *factors = all_now(self.mentions, given)
        if path == whole.path:
            value, span = self.product(factors)
            return (exactly(value), Interval(span.lo - whole.half, span.hi + whole.half))
        own = next(one for one in factors if one.path == path)
        value, span = self.product([one for one in factors if one.path != path])
        if span.lo <= 0:
            return ()
        scale, meant = HUNDRED if own.unit.kind == "percent" else Decimal(1), whole.interval()
        return (
            exactly(scale * whole.value / value),
            Interval(scale * meant.lo / span.hi - own.half, scale * meant.hi / span.lo + own.half),
        )
