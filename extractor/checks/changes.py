"""A9, change between two periods; A10, products; A8, weighted means."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from extractor.checks.book import same_name
from extractor.checks.context import Context, joined, tell
from extractor.checks.intervals import Interval, exactly, quotient_meets, rounded
from extractor.checks.mentions import Mention, beside, tolerance
from extractor.checks.numbers import neighbours, place_value, plain, shown
from schemas.record import Breakdown, Quantity
from schemas.result import CheckResult, Outcome

MEASURES = ("executed", "budget", "initial_budget", "count", "balance", "other")
HUNDRED = Decimal(100)


def changes(ctx: Context) -> Iterator[CheckResult]:
    """A9: |now − before| = Δ, or (now − before) ÷ before = g where the change is a percentage."""
    for index, quantity in enumerate(ctx.record.quantities):
        if quantity.measure == "change":
            for change in ctx.book.at(f"/quantities/{index}"):
                yield _change(ctx, quantity, change)


def _change(ctx: Context, quantity: Quantity, change: Mention) -> CheckResult:
    answers = [_judge(ctx, change, before, now) for before, now in _pairs(ctx, quantity, change)]
    if not answers:
        return ctx.missing("A9", change.owner, "executed")
    best = next((answer for answer in answers if answer.outcome in ("ok", "rounding")), answers[0])
    if best.outcome == "error" and quantity.label is None:
        return best.model_copy(update={"outcome": "warn", "because": ctx.say("change.vague", said=best.because)})
    return best


def _pairs(ctx: Context, quantity: Quantity, change: Mention) -> Iterator[tuple[Mention, Mention]]:
    """The values of the same label in the period before and in this one, by measure; then budget and spending of one period."""
    period = ctx.book.period(quantity)
    if not period or not period[:4].isdigit():
        return
    now, before = _values(ctx, quantity, period), _values(ctx, quantity, str(int(period[:4]) - 1))
    for measure in MEASURES:
        if measure in now and measure in before and _comparable(change, before[measure], now[measure]):
            yield before[measure], now[measure]
    for measure in ("budget", "initial_budget"):
        if measure in now and "executed" in now and measure in before and _comparable(change, now[measure], now["executed"]):
            yield now[measure], now["executed"]


def _values(ctx: Context, like: Quantity, period: str) -> dict[str, Mention]:
    names = {same_name(like.label), *(same_name(alias) for alias in like.aliases)}
    found: dict[str, Mention] = {}
    for index, quantity in enumerate(ctx.record.quantities):
        same = {same_name(quantity.label), *(same_name(alias) for alias in quantity.aliases)} & names
        mentions = ctx.book.at(f"/quantities/{index}")
        if same and mentions and (quantity.subject, ctx.book.period(quantity), quantity.band) == (like.subject, period, None):
            found.setdefault(quantity.measure, mentions[0])
    return found


def _comparable(change: Mention, before: Mention, now: Mention) -> bool:
    kinds = {before.unit.kind, now.unit.kind}
    return len(kinds) == 1 and change.unit.kind in (*kinds, "percent") and before.unit.name == now.unit.name


def _judge(ctx: Context, change: Mention, before: Mention, now: Mention) -> CheckResult:
    mentions = [change, before, now]
    hedged = ctx.hedged("A9", mentions)
    if hedged:
        return hedged
    off = abs(now.value - before.value)
    words = {"who": ctx.who(change.owner), "before": before.text, "now": now.text, "change": change.text}
    if change.unit.kind == "percent" and before.unit.kind != "percent":
        if before.value <= 0:
            return ctx.missing("A9", change.owner, "executed")
        value = HUNDRED * off / before.value
        above = Interval(off - now.half - before.half, off + now.half + before.half)
        widths = (change.decimals, change.figure.decimals)
        fits = [quotient_meets(_abs(change, decimals), above, before.interval(), HUNDRED) for decimals in widths]
        outcome: Outcome = "ok" if any(fits) else "error"
        said = ctx.say(f"change.{outcome}", value=f"{shown(value)}%", **words)
        return ctx.result("A9", outcome, mentions, said, expected=shown(value), weak=any(fits) and not fits[0])
    gap = abs(abs(change.value) - off)
    outcome = "ok" if gap == 0 else "rounding" if gap <= tolerance(mentions) else "error"
    said = ctx.say(f"change.{outcome}", value=tell(off, change), **words)
    if outcome == "error" and 0 in (change.value, before.value, now.value):
        outcome, said = "warn", ctx.say("unfilled", said=said)
    return ctx.result("A9", outcome, mentions, said, expected=plain(off / change.unit.factor))


def _abs(change: Mention, decimals: int) -> Interval:
    return rounded(abs(change.value), place_value(decimals) / 2 * change.unit.factor)


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
        parts = [beside(whole, found, limit=None) or found[0] for found in lists]
        yield ctx.hedged("A10", [whole, *parts]) or _multiply(ctx, whole, parts)


def _multiply(ctx: Context, whole: Mention, parts: list[Mention]) -> CheckResult:
    mentions = [whole, *parts]
    money = [one for one in parts if one.unit.kind == "money"]
    if len(money) != (whole.unit.kind == "money") or any(one.value < 0 for one in mentions):
        units = "、".join(dict.fromkeys(one.figure.unit or "—" for one in mentions))
        return ctx.result("A10", "skipped", mentions, ctx.say("units", who=ctx.who(whole.owner), units=units))
    value, span = Decimal(1), exactly(Decimal(1))
    for one in parts:
        share = HUNDRED if one.unit.kind == "percent" else Decimal(1)
        value, span = value * one.value / share, span.times(one.interval())
        span = Interval(span.lo / share, span.hi / share)
    exact = value == whole.value
    meets = exact or whole.interval().meets(span)
    outcome: Outcome = "ok" if meets else "warn" if 0 in (whole.value, value) else "error"
    words = {"who": ctx.who(whole.owner), "parts": joined(parts, " × "), "value": tell(value, whole), "whole": whole.text}
    said = ctx.say("product.ok" if meets else "product.error", **words)
    if outcome == "warn":
        said = ctx.say("unfilled", said=said)
    near = [value * whole.unit.factor for value in neighbours(whole.figure.printed)]
    weak = meets and not exact and any(span.lo <= value <= span.hi for value in near)
    return ctx.result("A10", outcome, mentions, said, expected=shown(value / whole.unit.factor), weak=weak)


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
    value = sum((score.value * weight.value for score, weight in heads), Decimal(0)) / base
    if not wholes:
        because = ctx.say("implied", who=ctx.who(parts[0].owner), what=ctx.role("score"), value=shown(value))
        yield ctx.result("A8", "skipped", parts, because, expected=shown(value))
    for whole in wholes:
        fits = any(abs(whole.value - value) <= half for half in (whole.half, Decimal(1).scaleb(-whole.figure.decimals) / 2))
        words = {"who": ctx.who(whole.owner), "parts": "Σ(s·w) ÷ Σw", "value": shown(value), "whole": whole.text}
        said = ctx.say("product.ok" if fits else "product.error", **words)
        yield ctx.result("A8", "ok" if fits else "error", [whole, *parts], said, expected=shown(value))
