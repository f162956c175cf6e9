"""A9, change between two periods."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from extractor.checks.book import same_name
from extractor.checks.constraints import AnyOf, Given, Sum, Tie, Verdict, all_now
from extractor.checks.context import Context, tell
from extractor.checks.intervals import Interval, quotient_meets, rounded, truncated
from extractor.checks.mentions import Mention, tolerance
from extractor.checks.numbers import place_value, plain, shown
from schemas.record import Quantity
from schemas.result import CheckResult, Outcome

MEASURES = ("executed", "budget", "initial_budget", "count", "balance", "other")
HUNDRED = Decimal(100)


def changes(ctx: Context) -> Iterator[CheckResult]:
    """A9: |now − before| = Δ, or (now − before) ÷ before = g where the change is a percentage.

    An error is a question where another change of that name is sound: this one may be between other figures.
    """
    values, found = _Values(ctx), list[tuple[int, Mention, CheckResult]]()
    for index, quantity in enumerate(ctx.record.quantities):
        if quantity.measure == "change":
            found += [(index, change, _change(ctx, quantity, change, values)) for change in ctx.book.at(f"/quantities/{index}")]
    keys = [_key(ctx.record.quantities[index], change) for index, change, _ in found]
    sound = {(key, index) for key, (index, _, answer) in zip(keys, found, strict=True) if answer.outcome == "ok"}
    for key, (index, _, answer) in zip(keys, found, strict=True):
        another = answer.outcome == "error" and any(same == key and other != index for same, other in sound)
        yield answer.model_copy(update={"outcome": "warn", "because": ctx.say("change.other", said=answer.because)}) if another else answer


def _key(quantity: Quantity, change: Mention) -> tuple[object, ...]:
    return same_name(quantity.label), quantity.subject, quantity.period, change.unit.kind


def _change(ctx: Context, quantity: Quantity, change: Mention, values: _Values) -> CheckResult:
    answers = [_judge(ctx, change, before, now) for before, now in _pairs(ctx, quantity, change, values)]
    if not answers:
        return ctx.missing("A9", change.owner, "executed")
    best = next((answer for answer in answers if answer.outcome in ("ok", "rounding")), answers[0])
    ways = [found.constraint for one in (best, *answers) if (found := ctx.network.of(one))]
    if ways:
        ctx.network.tie(best, Tie(AnyOf(tuple(dict.fromkeys(ways))), soft=quantity.label is None))
    if best.outcome == "error" and quantity.label is None:
        return best.model_copy(update={"outcome": "warn", "because": ctx.say("change.vague", said=best.because)})
    return best


def _pairs(ctx: Context, quantity: Quantity, change: Mention, values: _Values) -> Iterator[tuple[Mention, Mention]]:
    """The values of the same label in the period before and in this one, by measure; then two stages of one period: the budget before
    and after adjustment, budget and spending."""
    period = ctx.book.period(quantity)
    if not period or not period[:4].isdigit():
        return
    now, before = values.of(quantity, period), values.of(quantity, str(int(period[:4]) - 1))
    for measure in MEASURES:
        if measure in now and measure in before and _comparable(change, before[measure], now[measure]):
            yield before[measure], now[measure]
    if "initial_budget" in now and "budget" in now and _comparable(change, now["initial_budget"], now["budget"]):
        yield now["initial_budget"], now["budget"]
    for measure in ("budget", "initial_budget"):
        if measure in now and "executed" in now and measure in before and _comparable(change, now[measure], now["executed"]):
            yield now[measure], now["executed"]


class _Values:
    """The first value of each measure, by name, subject and period."""

    def __init__(self, ctx: Context) -> None:
        self.ctx = ctx
        self._named: dict[tuple[str | None, str | None, str | None], list[int]] = {}
        for index, quantity in enumerate(ctx.record.quantities):
            if quantity.band is None and ctx.book.at(f"/quantities/{index}"):
                for name in _names(quantity):
                    self._named.setdefault((name, quantity.subject, ctx.book.period(quantity)), []).append(index)

    def of(self, like: Quantity, period: str) -> dict[str, Mention]:
        """The values of what has a name in common with a quantity, of one period."""
        found: dict[str, Mention] = {}
        for index in sorted({index for name in _names(like) for index in self._named.get((name, like.subject, period), ())}):
            found.setdefault(self.ctx.record.quantities[index].measure, self.ctx.book.at(f"/quantities/{index}")[0])
        return found


def _names(quantity: Quantity) -> set[str | None]:
    return {same_name(quantity.label), *(same_name(alias) for alias in quantity.aliases)}


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
    if _in_percent(change, before):
        if before.value <= 0:
            return ctx.missing("A9", change.owner, "executed")
        cut = change.figure.decimals in ctx.cut
        tie = Growth(change, before, now, cut)
        outcome: Outcome = "ok" if tie.verdict({}) == "ok" else "error"
        value = HUNDRED * off / before.value
        said = ctx.say(f"change.{outcome}", value=f"{shown(value)}%", **words)
        weak = outcome == "ok" and not growth_fits(change, before, now, change.decimals, cut)
        return ctx.result("A9", outcome, mentions, said, expected=shown(value), weak=weak, tie=tie)
    gap = abs(abs(change.value) - off)
    outcome = "ok" if gap == 0 else "rounding" if gap <= tolerance(mentions) else "error"
    said = ctx.say(f"change.{outcome}", value=tell(off, change), **words)
    if outcome == "error" and 0 in (change.value, before.value, now.value):
        outcome, said = "warn", ctx.say("unfilled", said=said)
    difference = Sum(change, (now, before), tolerance(mentions), (1, -1), unsigned=True)
    return ctx.result("A9", outcome, mentions, said, expected=plain(off / change.unit.factor), tie=difference)


def growths(ctx: Context) -> Iterator[Sequence[Growth]]:
    """Every printed change in percent, with each pair of figures that it may be the change between."""
    values = _Values(ctx)
    for index, quantity in enumerate(ctx.record.quantities):
        if quantity.measure == "change":
            for change in ctx.book.at(f"/quantities/{index}"):
                pairs = [pair for pair in _pairs(ctx, quantity, change, values) if _in_percent(change, pair[0])]
                if found := [Growth(change, before, now) for before, now in pairs if before.value > 0]:
                    yield found


def _in_percent(change: Mention, before: Mention) -> bool:
    return change.unit.kind == "percent" and before.unit.kind != "percent"


def growth_fits(change: Mention, before: Mention, now: Mention, decimals: int, cut: bool) -> bool:
    """Whether |now − before| ÷ before can be the printed percentage, read to these decimals, rounded or (``cut``) cut off."""
    modes = (rounded, truncated) if cut else (rounded,)
    return any(_meets(before, now, mode(abs(change.value), _half(change, decimals))) for mode in modes)


def _half(change: Mention, decimals: int) -> Decimal:
    return place_value(decimals) / 2 * change.unit.factor


def _meets(before: Mention, now: Mention, meant: Interval) -> bool:
    off, halves = abs(now.value - before.value), now.half + before.half
    return quotient_meets(meant, Interval(off - halves, off + halves), before.interval(), HUNDRED)


@dataclass(frozen=True)
class Growth:
    """A change in percent of the period before."""

    change: Mention
    before: Mention
    now: Mention
    cut: bool = False

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """The change, then the two periods."""
        return (self.change, self.before, self.now)

    def verdict(self, given: Given) -> Verdict:
        """Whether it fits at its field's decimals or at its own."""
        change, before, now = all_now(self.mentions, given)
        fits = any(growth_fits(change, before, now, decimals, self.cut) for decimals in (change.decimals, change.figure.decimals))
        return "ok" if fits else "broken"

    def fits_either_way(self) -> tuple[bool, bool]:
        """Whether the printed figures fit rounded, and whether they fit cut off."""
        cut = truncated(abs(self.change.value), _half(self.change, self.change.figure.decimals))
        return replace(self, cut=False).verdict({}) == "ok", _meets(self.before, self.now, cut)

    def ranges(self, path: str, given: Given) -> tuple[Interval, ...]:
        """Growth and decline are printed alike, so each figure has two ranges."""
        change, before, now = all_now(self.mentions, given)
        half = place_value(min(change.decimals, change.figure.decimals)) / 2 * change.unit.factor
        low, high = (max(abs(change.value) + move, Decimal(0)) / HUNDRED for move in (-half, 3 * half if self.cut else half))
        halves = before.half + now.half
        if path == change.path:
            if before.value <= 0:
                return ()
            value = HUNDRED * abs(now.value - before.value) / before.value
            wide = (3 if self.cut else 1) * half + HUNDRED * 2 * halves / before.value
            return tuple(Interval(sign * value - wide, sign * value + wide) for sign in (1, -1))
        if path == now.path:
            ends = [(before.value * (1 + low), before.value * (1 + high)), (before.value * (1 - high), before.value * (1 - low))]
        else:
            ends = [(now.value / (1 + high), now.value / (1 + low))]
            ends += [(now.value / (1 - low), now.value / (1 - high))] if high < 1 else []
        return tuple(Interval(start - 2 * halves, end + 2 * halves) for start, end in ends)
