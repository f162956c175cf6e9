"""R1: amounts of the report beside those of the finance system, mention by mention, by the rules of B1."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP

from extractor.checks.context import Context
from extractor.checks.mentions import Mention, inherited_unit
from extractor.checks.numbers import place_value, plain
from extractor.checks.reference.entries import Entry, Known
from extractor.checks.reference.known import AsKnown
from extractor.checks.reference.pairs import Pair, agrees
from extractor.checks.reference.words import source, spoken
from extractor.checks.sameness import agreement
from extractor.reference import Measure
from schemas.result import CheckResult, Outcome

_UNITS = {"元": 1, "千元": 10**3, "万元": 10**4, "亿元": 10**8}


@dataclass(frozen=True, slots=True)
class Compared:
    """One figure list of a project and the amount it must be; ``doubt`` is the sentence that makes of a difference a question."""

    mentions: Sequence[Mention]
    measure: Measure
    known: Known
    doubt: str | None = None


def amounts(ctx: Context, pair: Pair) -> Iterator[CheckResult]:
    """Every mention of a project's budget and spending that the reference knows.

    Where no mention agrees with the reference, those that agree with one another are one result: the report is at one with
    itself, and no figure of it has to give way for another (so there is no constraint either).
    """
    for compared in _compared(ctx, pair):
        money = [one for one in compared.mentions if one.unit.kind == "money"]
        fitting = next((one for one in money if one.date is None and agrees(one, compared.known)), None)
        told: set[str] = set()
        for one in money:
            if one.path not in told:
                alike = [one] if fitting or one.date else [other for other in money if other.date is None and agreement(one, other, True)]
                told |= {other.path for other in alike}
                yield _judge(ctx, pair, compared, alike, fitting)


def _compared(ctx: Context, pair: Pair) -> Iterator[Compared]:
    """批复 is the initial budget where the report prints one, else the budget; 调整 is the budget; 决算 is what was executed."""
    at, entry = f"/projects/{pair.project}", pair.entry
    initial, budget, executed = (ctx.book.lists.get(f"{at}/{role}", ()) for role in ("initial_budget", "budget", "executed"))
    approved, adjusted, final = (entry.amounts.get(measure) for measure in ("approved", "adjusted", "final"))
    initial = tuple(one for one in initial if one.value != 0)  # a form's default 0 says nothing
    if approved and initial:
        yield Compared(initial, "approved", approved)
    if adjusted:
        yield Compared(budget, "adjusted", adjusted)
    elif approved and budget:
        yield Compared(budget, "approved", approved, "reference.unadjusted" if initial else None)
    if final:
        yield Compared(executed, "final", final)


def _judge(ctx: Context, pair: Pair, compared: Compared, alike: Sequence[Mention], fitting: Mention | None) -> CheckResult:
    one, known = alike[0], compared.known
    words = {
        "who": ctx.who(one.owner), "role": ctx.role(one.role), "printed": one.text, "source": source(ctx, known.lines),
        "measure": spoken(compared.measure, ctx.lang), "known": known.text,
    }  # fmt: skip
    expected, tie = in_unit_of(known, one), AsKnown(one, known)
    if one.date is not None:
        return ctx.result("R1", "skipped", [one], ctx.say("reference.dated", date=one.date, **words))
    if agrees(one, known):
        return ctx.result("R1", "ok", [one], ctx.say("reference.ok", **words), expected=expected, weak=one.hedged, tie=tie)
    outcome, said = _difference(ctx, pair, compared, one, ctx.say("reference.off", **words))
    if fitting is None:
        return ctx.result("R1", outcome, alike, said, expected=expected)
    said = ctx.say("reference.elsewhere", said=said, other=fitting.text)
    return ctx.result("R1", outcome, [one], said, expected=expected, tie=tie, soft=outcome == "warn")


def _difference(ctx: Context, pair: Pair, compared: Compared, one: Mention, said: str) -> tuple[Outcome, str]:
    """The same complaint as a question, where something other than a wrong number explains it."""
    entry, known = pair.entry, compared.known
    unit = next((name for name, factor in _UNITS.items() if one.figure.value * factor == known.mention.value), None)
    if one.value == 0 and known.mention.value != 0:
        return "warn", ctx.say("unfilled", said=said)
    if unit and inherited_unit([one]):
        return "warn", ctx.say("unit_doubt", said=said, unit=unit)
    if compared.measure == "adjusted" and _is(entry, "approved", one):
        return "warn", ctx.say("reference.initial", said=said)
    if compared.doubt:
        return "warn", ctx.say(compared.doubt, said=said)
    if not pair.sure:
        return "warn", ctx.say("reference.similar", said=said, other=entry.name)
    return "error", said


def _is(entry: Entry, measure: Measure, one: Mention) -> bool:
    known = entry.amounts.get(measure)
    return known is not None and agrees(one, known)


def in_unit_of(known: Known, one: Mention) -> str:
    """The amount as the report would print it: in the mention's unit, to the decimals of its field where they are fewer."""
    value = known.mention.value / one.unit.factor
    places = max(one.decimals, one.figure.decimals)
    rounded = value.quantize(place_value(places), ROUND_HALF_UP)
    needed = len(plain(rounded).partition(".")[2])
    return f"{rounded:.{max(needed, one.figure.decimals)}f}"
