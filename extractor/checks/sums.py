"""Totals and their parts, where the report states the relation: A1, A4 (Σ = 100), A11 and C2."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractor.checks.constraints import AnyOf, AtMost, Constraint, Sum, Tie
from extractor.checks.context import Context, joined, tell
from extractor.checks.firmness import is_firm
from extractor.checks.footings import Footings, counted_once, signed_total, slipped
from extractor.checks.mentions import Mention, inherited_unit, tolerance
from extractor.checks.numbers import plain
from extractor.checks.unfilled import confirming_total
from schemas.record import Breakdown
from schemas.result import CheckResult, Outcome

FORGIVING = {"ok": 0, "rounding": 1}
SUM_CHECKS = {"count": "A11", "percent": "A4"}


@dataclass(frozen=True, slots=True)
class Assignment:
    """A whole and one mention of each part; ``placed`` says that one place prints them all."""

    whole: Mention
    parts: list[Mention]
    placed: bool


def breakdowns(ctx: Context) -> Iterator[CheckResult]:
    """Every printed sum, difference and 其中 of the record."""
    footings = Footings(ctx.book)
    for breakdown in ctx.record.breakdowns:
        if breakdown.kind in ("sum", "difference", "of_which"):
            yield from _breakdown(ctx, breakdown, footings)


def _is_score_table(ctx: Context, pointer: str) -> bool:
    parts = pointer.split("/")
    return parts[1] == "indicators" and (parts[3] == "weight" or ctx.record.indicators[int(parts[2])].path == ("总分",))


def _breakdown(ctx: Context, breakdown: Breakdown, footings: Footings) -> Iterator[CheckResult]:
    pointers = [part for part in breakdown.parts if isinstance(part, str)]
    lists = [ctx.book.at(pointer) for pointer in pointers]
    check = "C2" if breakdown.kind == "of_which" else "A1"
    empty = [pointer for pointer, found in zip(pointers, lists, strict=True) if not found]
    if empty or not lists:
        yield ctx.missing(check, (empty or ["/breakdowns"])[0], "other")
        return
    if breakdown.whole is not None and _is_score_table(ctx, breakdown.whole):
        return  # A6 and A7 add up the points of a score table
    if check == "A1":
        check = SUM_CHECKS.get(lists[0][0].unit.kind, check)
    wholes = ctx.book.at(breakdown.whole) if breakdown.whole else ()
    if not wholes:
        heads = [found[0] for found in lists]
        value = signed_total(breakdown.kind, counted_once(heads))
        what = ctx.role(heads[0].role)
        because = ctx.say("implied", who=ctx.who(heads[0].owner), what=what, value=tell(value, heads[0]))
        yield ctx.result(check, "skipped", heads, because, expected=tell(value, heads[0]) if _one_kind(heads) else None)
        return
    given = [_of_own_scope(Assignment(whole, *ctx.book.parts_beside(whole, lists)), lists) for whole in wholes]
    sets = [[found[0] for found in lists], *(one.parts for one in given)]
    answers = [(one, _judge(ctx, check, breakdown, one, sets)) for one in given]
    sound = [one.whole.value for one, answer in answers if answer.outcome == "ok"]
    founded = any(one.placed and answer.outcome == "ok" for one, answer in answers)
    seen: set[tuple[str, ...]] = set()
    for one, answer in answers:
        key = (plain(one.whole.value), *(part.path for part in one.parts))
        if key in seen:
            continue
        seen.add(key)
        failed = answer.outcome in ("warn", "error")
        if failed and founded and not one.placed:
            because = ctx.say("sum.elsewhere", who=ctx.who(one.whole.owner), whole=one.whole.text)
            yield ctx.result(check, "skipped", [one.whole], because)
        elif failed and (footings.elsewhere(breakdown, one.whole) or _of_another_fact(ctx, one.whole, sound)):
            because = ctx.say("sum.scope", who=ctx.who(one.whole.owner), whole=one.whole.text)
            yield ctx.result(check, "skipped", [one.whole], because)
        else:
            yield answer


def _of_another_fact(ctx: Context, whole: Mention, sound: Sequence[Decimal]) -> bool:
    """Whether a value that need not be of this fact stands beside the sound one, and no slip of the pen leads from that to it."""
    return bool(sound) and not is_firm(ctx.record, whole) and not any(slipped(whole, value) for value in sound)


def _of_own_scope(chosen: Assignment, lists: Sequence[Sequence[Mention]]) -> Assignment:
    """Where every part is printed with several values (years, batches), those in one order that make the whole exactly."""
    values = [list({one.value: one for one in found}.values()) for found in lists]
    several = min(map(len, values)) if len(values) > 1 else 0
    if several > 1 and sum(one.value for one in chosen.parts) != chosen.whole.value:
        for parts in zip(*values, strict=False):
            if sum(one.value for one in parts) == chosen.whole.value:
                return Assignment(chosen.whole, list(parts), chosen.placed)
    return chosen


def _judge(ctx: Context, check: str, breakdown: Breakdown, given: Assignment, sets: list[list[Mention]]) -> CheckResult:
    """Where the total's place does not print all parts, the parts of any other place may stand in."""
    answer = _answer(ctx, check, breakdown, given.whole, given.parts)
    if given.placed or answer.outcome in ("ok", "skipped"):
        return answer
    others = [_answer(ctx, check, breakdown, given.whole, parts) for parts in sets]
    best = min([answer, *others], key=lambda one: FORGIVING.get(one.outcome, len(FORGIVING)))
    ways = [found.constraint for one in (best, answer, *others) if (found := ctx.network.of(one))]
    if ways:
        ctx.network.tie(best, Tie(AnyOf(tuple(dict.fromkeys(ways)))))
    return best


def _answer(ctx: Context, check: str, breakdown: Breakdown, whole: Mention, parts: list[Mention]) -> CheckResult:
    mentions = [whole, *parts]
    hedged = ctx.hedged(check, mentions)
    if hedged:
        return hedged
    if breakdown.kind == "of_which":
        return _of_which(ctx, whole, parts)
    value = signed_total(breakdown.kind, counted_once(parts))
    if not _one_kind(mentions) or (value != whole.value and _unlike(mentions)):
        units = "、".join(dict.fromkeys(one.figure.unit or "—" for one in mentions))
        return ctx.result(check, "skipped", mentions, ctx.say("units", who=ctx.who(whole.owner), units=units))
    if breakdown.kind == "sum":
        value = _with_signs(whole, parts, value)
    sign = " − " if breakdown.kind == "difference" else " + "
    tie = _tie(breakdown.kind, whole, counted_once(parts), tolerance(mentions))
    return judge_sum(ctx, check, whole, parts, value, sign, listed=len(breakdown.parts), tie=tie)


def _tie(kind: str, whole: Mention, parts: Sequence[Mention], slack: Decimal) -> Constraint:
    """The sum or difference; adjustments may count downwards."""
    downwards = tuple(-1 if part.role == "change" else 1 for part in parts)
    if kind == "difference":
        return Sum(whole, tuple(parts), slack, (1, *(-1 for _ in parts[1:])))
    upwards = Sum(whole, tuple(parts), slack)
    return AnyOf((upwards, Sum(whole, tuple(parts), slack, downwards))) if -1 in downwards else upwards


def judge_sum(
    ctx: Context, check: str, whole: Mention, parts: Sequence[Mention], value: Decimal, sign: str = " + ", listed: int = 0,
    tie: Constraint | None = None,
) -> CheckResult:  # fmt: skip
    """The verdict on ``whole = value``, where ``value`` is computed from the parts; ``tie`` where it is no plain sum."""
    mentions = [whole, *parts]
    tie = tie or Sum(whole, tuple(parts), tolerance(mentions))
    off = abs(whole.value - value)
    words = {"who": ctx.who(whole.owner), "whole": whole.text, "parts": joined(parts, sign),
             "value": tell(value, whole), "off": tell(off, whole)}  # fmt: skip
    outcome: Outcome = "ok" if off == 0 else "rounding" if off <= tolerance(mentions) else "error"
    because = ctx.say(f"sum.{outcome}", **words)
    if outcome == "error" and (said := _confirmed(ctx, whole, value, because)):
        because = said
    elif outcome == "error":
        question = _question(ctx, whole, parts, value, because, listed)
        outcome, because = ("warn", question) if question else (outcome, because)
    return ctx.result(check, outcome, mentions, because, expected=plain(value / whole.unit.factor), tie=tie)


def _confirmed(ctx: Context, whole: Mention, value: Decimal, said: str) -> str | None:
    """The complaint about a total of 0, where the total above it says that it is not 0."""
    total = confirming_total(ctx, whole, value) if whole.value == 0 else None
    words = {"above": ctx.who(total.owner), "total": total.text, "value": tell(value, whole)} if total else {}
    return ctx.say("sum.confirmed", said=said, **words) if total else None


def _question(ctx: Context, whole: Mention, parts: Sequence[Mention], value: Decimal, said: str, listed: int) -> str | None:
    if (whole.value == 0) != (value == 0):
        return ctx.say("unfilled", said=said)
    stated = stated_count(ctx, whole)
    if stated is not None and stated.value > listed > 0 and whole.value > value:
        return ctx.say("omitted", said=said, stated=stated.figure.printed, listed=listed)
    bare = sum((part.figure.value for part in parts), Decimal(0))
    mixed = len({one.unit.factor for one in (whole, *parts)}) > 1
    if mixed and bare == whole.figure.value and inherited_unit([whole, *parts]):
        return ctx.say("unit_doubt", said=said, unit=whole.figure.unit)
    return ctx.doubt_scope([whole, *parts], said)


def stated_count(ctx: Context, whole: Mention) -> Mention | None:
    """The printed number of items of the quantity that the total belongs to (6个，82.5万元)."""
    if not whole.owner.startswith("/quantities/"):
        return None
    total = ctx.record.quantities[int(whole.owner.rpartition("/")[2])]
    if total.measure == "count":
        return None
    key = (total.label, total.subject, total.period, None)
    for index, quantity in enumerate(ctx.record.quantities):
        if quantity.measure == "count" and (quantity.label, quantity.subject, quantity.period, quantity.band) == key:
            found = [one for one in ctx.book.at(f"/quantities/{index}") if one.unit.name in ("", "个", "项", "笔", "件")]
            if found and total.label is not None and not found[0].hedged:
                return found[0]
    return None


def _with_signs(whole: Mention, parts: Sequence[Mention], value: Decimal) -> Decimal:
    """Adjustments (调减) are printed without a sign: they may count downwards."""
    changes = sum(part.value for part in parts if part.role == "change")
    return value - 2 * changes if changes and value - 2 * changes == whole.value else value


def _unlike(mentions: Sequence[Mention]) -> bool:
    """Whether different things are counted; a number printed without a unit (in a column of 人数) may be of any."""
    return len({one.unit.name for one in mentions if one.figure.unit}) > 1


def _one_kind(mentions: Sequence[Mention]) -> bool:
    return len({one.unit.kind for one in mentions}) == 1


def _of_which(ctx: Context, whole: Mention, parts: list[Mention]) -> CheckResult:
    mentions = [whole, *parts]
    if not _one_kind(mentions) or _unlike(mentions):
        units = "、".join(dict.fromkeys(one.figure.unit or "—" for one in mentions))
        return ctx.result("C2", "skipped", mentions, ctx.say("units", who=ctx.who(whole.owner), units=units))
    once = counted_once(parts)
    value = sum((part.value for part in once), Decimal(0))
    words = {"who": ctx.who(whole.owner), "whole": whole.text, "parts": joined(parts), "value": tell(value, whole)}
    expected = f"≥ {plain(value / whole.unit.factor)}"
    tie = AtMost(whole, tuple(once), tolerance(mentions))
    if value <= whole.value:
        return ctx.result("C2", "ok", mentions, ctx.say("of.ok", **words), expected=expected, tie=tie)
    if value - whole.value <= tie.slack:
        return ctx.result("C2", "rounding", mentions, ctx.say("of.error", **words), expected=expected, tie=tie)
    because = ctx.say("of.error", **words)
    if said := _confirmed(ctx, whole, value, because):
        tie_to_parts = Sum(whole, tuple(once), tie.slack)  # the parts are all there is
        return ctx.result("C2", "error", mentions, said, expected=plain(value / whole.unit.factor), tie=tie_to_parts)
    largest = max(part.value for part in parts)
    if largest <= whole.value and (whole.unit.kind != "money" or _some_foot(whole.value, [part.value for part in once])):
        return ctx.result("C2", "warn", mentions, ctx.say("of.overlap", **words), expected=expected, tie=tie)
    question = _question(ctx, whole, parts, value, because, 0)
    return ctx.result("C2", "warn" if question else "error", mentions, question or because, expected=expected, tie=tie)


def _some_foot(whole: Decimal, parts: Sequence[Decimal]) -> bool:
    """Whether some of the parts alone make up the whole, so that the others divide it a second way."""
    sums = {Decimal(0)}
    for part in parts[:12]:
        sums |= {value + part for value in sums}
    return whole in sums
