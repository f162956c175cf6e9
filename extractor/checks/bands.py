"""Counts by range (支付率60%-99%的项目4个): against the projects listed (A12), the total rate (C6) and each other (C7)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from extractor.checks.constraints import Tested
from extractor.checks.context import Context
from extractor.checks.headline import execution_of, firm, in_year, quantity_at
from extractor.checks.mentions import Mention
from extractor.checks.numbers import shown
from schemas.record import Band
from schemas.result import CheckResult

OF_RATES = re.compile(r"(?:执行|支付|支出)(?:率|进度)$")
OF_SCORES = re.compile(r"得分|评分|分数|^自评分$")
OPEN_ABOVE = Decimal(10) ** 6


@dataclass(frozen=True, slots=True)
class Range:
    """A counted range, ends included; null ends are open."""

    of: str
    low: Decimal | None
    high: Decimal | None
    count: Mention

    @property
    def ends(self) -> tuple[Decimal, Decimal]:
        """Both ends, open ones far away."""
        return self.low if self.low is not None else Decimal(0), self.high if self.high is not None else OPEN_ABOVE

    def holds(self, value: Decimal) -> bool:
        """Whether a value may be counted here; 80%以下 leaves 80 out, 60%-99% goes up to 100."""
        low, high = self.ends
        if low == high:
            return value == low
        if self.low is None:
            return value < high
        return low <= value <= high or (self.high is not None and high % 10 == 9 and low <= value < high + 1)


def bands(ctx: Context) -> Iterator[CheckResult]:
    """Every counted range against the list, then those of one kind against the total rate and each other."""
    kinds: dict[str, list[Range]] = {}
    for one in _ranges(ctx):
        kinds.setdefault(one.of, []).append(one)
    for of, found in kinds.items():
        yield from _listed(ctx, of, found)
        yield from _overlaps(ctx, found)
        if OF_RATES.search(of):
            yield from _total_rate(ctx, found)


def _ranges(ctx: Context) -> Iterator[Range]:
    for index, quantity in enumerate(ctx.record.quantities):
        count = firm(ctx.book.at(f"/quantities/{index}"))
        if quantity.band and quantity.measure == "count" and count and quantity.subject is None and in_year(ctx, quantity):
            low, high = _end(quantity.band.low), _end(quantity.band.high)
            if low is not None or high is not None:
                yield Range(quantity.band.of, low, high, count)


def _end(text: str | None) -> Decimal | None:
    return Decimal(text.replace(",", "")) if text is not None and re.fullmatch(r"\d[\d,]*(?:\.\d+)?", text) else None


def _values(ctx: Context, of: str) -> list[tuple[Decimal, Mention]] | None:
    """The rates or scores of all projects; null where one is not printed (then nothing can be counted)."""
    found: list[tuple[Decimal, Mention]] = []
    for subject in ctx.book.subjects():
        if not subject.project:
            continue
        if OF_SCORES.search(of):
            score = firm(subject.role("score"))
            told = (score.value, score) if score else None
        else:
            execution = execution_of(ctx, subject) if OF_RATES.search(of) else None
            told = (execution.percent, execution.mentions[0]) if execution else None
        if told is None:
            return None
        found.append(told)
    return found


def _listed(ctx: Context, of: str, found: list[Range]) -> Iterator[CheckResult]:
    values = _values(ctx, of)
    for one in found:
        if not values:
            said = ctx.say("band.unlisted", who=_name(ctx, one))
            yield ctx.result("A12", "skipped", [one.count], said)
            continue
        inside = [mention for value, mention in values if one.holds(value)]
        shared = sum(any(other.holds(value) for other in found if other is not one) for value, _ in values if one.holds(value))
        fits = len(inside) - shared <= one.count.value <= len(inside)
        said = ctx.say("band.ok" if fits else "band.off", who=_name(ctx, one), stated=one.count.text, listed=len(inside))
        tie = Tested((one.count, *(mention for _, mention in values)), _counter(one, shared))
        printed = all(mention.unit.kind in ("percent", "score") for _, mention in values)
        yield ctx.result("A12", "ok" if fits else "warn", [one.count, *inside], said, expected=str(len(inside)),
                         weak=True, tie=tie if printed else None, soft=True)  # fmt: skip


def _counter(band: Range, shared: int) -> Callable[[tuple[Mention, ...]], bool]:
    """Values on an end that two ranges share (80–90, 90–100) may be counted in either."""

    def test(given: tuple[Mention, ...]) -> bool:
        inside = sum(band.holds(one.value) for one in given[1:])
        return inside - shared <= given[0].value <= inside

    return test


def _overlaps(ctx: Context, found: list[Range]) -> Iterator[CheckResult]:
    """C7: two ranges may share an end and nothing more; ranges with open ends may lie within one another (其中)."""
    closed = [one for one in found if one.low is not None and one.high is not None]
    closed.sort(key=lambda one: one.ends)
    clashes = [(one, other) for one, other in pairwise(closed)
               if one.ends[1] > other.ends[0] and one.ends[0] < other.ends[1]]  # fmt: skip
    for one, other in clashes:
        said = ctx.say("band.overlap", one=_name(ctx, one), other=_name(ctx, other))
        yield ctx.result("C7", "warn", [one.count, other.count], said)
    if len(closed) > 1 and not clashes:
        yield ctx.result("C7", "ok", [one.count for one in closed], ctx.say("band.apart", who=found[0].of))


def _total_rate(ctx: Context, found: list[Range]) -> Iterator[CheckResult]:
    """C6: where the ranges count every project, the rate of them all lies between the lowest and the highest that is not empty."""
    pointers = {one.count.owner for one in found}
    for breakdown in ctx.record.breakdowns:
        parts = set(breakdown.parts)
        if breakdown.kind == "sum" and breakdown.whole and len(parts) > 1 and parts <= pointers:
            filled = [one for one in found if one.count.owner in parts and one.count.value > 0]
            rate = _rate_beside(ctx, breakdown.whole)
            if rate and filled:
                yield _bounded(ctx, rate, filled)


def _rate_beside(ctx: Context, whole: str) -> Mention | None:
    counted = quantity_at(ctx, whole)
    if counted is None:
        return None
    for index, quantity in enumerate(ctx.record.quantities):
        same = {quantity.label, *quantity.aliases} & {counted.label, *counted.aliases}
        if quantity.measure == "rate" and quantity.band is None and same and quantity.subject == counted.subject and in_year(ctx, quantity):
            return firm(ctx.book.at(f"/quantities/{index}"))
    return None


def _bounded(ctx: Context, rate: Mention, filled: list[Range]) -> CheckResult:
    low, high = min(one.ends[0] for one in filled), min(max(one.ends[1] for one in filled), OPEN_ABOVE)
    inside = low <= rate.value <= high
    words = {"who": ctx.who(rate.owner), "rate": rate.text, "low": shown(low), "high": shown(high) if high < OPEN_ABOVE else "—"}
    said = ctx.say("mean.rate" if inside else "mean.rate_off", **words)
    counts = [rate, *(one.count for one in filled)]
    return ctx.result("C6", "ok" if inside else "warn", counts, said, expected=f"[{words['low']}, {words['high']}]", weak=inside)


def _name(ctx: Context, one: Range) -> str:
    low, high = (None if end is None else shown(end) for end in (one.low, one.high))
    return Band(of=one.of, low=low, high=high).spoken
