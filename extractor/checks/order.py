"""C3, rates and scores inside their range; C7, households no more than people; B3, dates that differ inside one total."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from extractor.checks.book import same_name
from extractor.checks.constraints import AtMost, Tested
from extractor.checks.context import Context
from extractor.checks.headline import budget_of, firm
from extractor.checks.intervals import ANYTHING, ZERO, Interval
from extractor.checks.mentions import Mention, beside
from extractor.checks.tables import score_tables
from schemas.result import CheckResult, Outcome

HUNDRED = Decimal(100)
HOUSEHOLDS, PEOPLE = "户", "人"


def in_range(ctx: Context) -> Iterator[CheckResult]:
    """C3: no rate or score below 0; a rate above 100 % needs spending above the budget, a share cannot be above it."""
    for subject in ctx.book.subjects():
        for role in ("rate", "score", "share"):
            found = [one for one in subject.role(role) if role != "rate" or subject.role("executed") or subject.project]
            if found:
                spent, budget = firm(subject.role("executed")), budget_of(ctx, subject)
                yield _ranged(ctx, role, found, bool(spent and budget and spent.value > budget.value))
    for row in (row for table in score_tables(ctx.book) for row in table.leaves):
        if row.score and (row.score.value >= 0 or (row.weight and row.weight.value > 0)):  # a row of deductions has no weight
            yield _ranged(ctx, "score", [row.score], overspent=False)


def _never_negative(found: Sequence[Mention]) -> Tested:
    return Tested(tuple(found), lambda given: all(one.value >= 0 for one in given), lambda _at, _given: (Interval(ZERO, ANYTHING.hi),))


def _ranged(ctx: Context, role: str, found: list[Mention], overspent: bool) -> CheckResult:
    below = [one for one in found if one.value < 0]
    above = [one for one in found if one.value > HUNDRED and one.unit.kind == "percent" and not (overspent and role == "rate")]
    words = {"who": ctx.who(found[0].owner), "role": ctx.role(role)}
    if below:
        said = ctx.say("range.below", value=below[0].text, **words)
        outcome: Outcome = "warn" if role == "share" else "error"
        return ctx.result("C3", outcome, below, said, expected="≥ 0", tie=_never_negative(below))
    if above:
        return ctx.result("C3", "warn", above, ctx.say("range.above", value=above[0].text, **words), expected="≤ 100")
    return ctx.result("C3", "ok", found, ctx.say("range.ok", **words), tie=_never_negative(found))


def households(ctx: Context) -> Iterator[CheckResult]:
    """C7: of one label, households and people told next to each other."""
    sides: dict[tuple[str | None, str | None, str | None], dict[str, list[Mention]]] = {}
    for index, quantity in enumerate(ctx.record.quantities):
        count = firm(ctx.book.at(f"/quantities/{index}"))
        if quantity.measure == "count" and quantity.band is None and count and count.unit.name in (HOUSEHOLDS, PEOPLE):
            key = (same_name(quantity.label), quantity.subject, quantity.period)
            sides.setdefault(key, {}).setdefault(count.unit.name, []).append(count)
    for by_unit in sides.values():
        for houses in by_unit.get(HOUSEHOLDS, ()):
            people = beside(houses, by_unit.get(PEOPLE, ()))
            if people:
                yield _housed(ctx, houses, people)


def _housed(ctx: Context, houses: Mention, people: Mention) -> CheckResult:
    outcome: Outcome = "ok" if houses.value <= people.value else "warn"
    said = ctx.say(f"houses.{outcome}", who=ctx.who(houses.owner), houses=houses.text, people=people.text)
    tie = AtMost(people, (houses,)) if outcome == "ok" else None
    return ctx.result("C7", outcome, [houses, people], said, expected=f"≤ {people.figure.printed}", tie=tie, soft=True)


def dates(ctx: Context) -> Iterator[CheckResult]:
    """B3: spending as of different dates inside one total; told once a total."""
    for breakdown in ctx.record.breakdowns:
        parts = [part for part in breakdown.parts if isinstance(part, str) and part.endswith("/executed")]
        if breakdown.kind == "sum" and breakdown.whole and len(parts) > 1:
            found = {part: _dated(ctx, part) for part in parts}
            if len(set(found.values())) > 1:
                yield _mixed(ctx, breakdown.whole, found)


def _dated(ctx: Context, part: str) -> str:
    """The earliest as-of date at which a list is printed."""
    return min((one.date for one in ctx.book.at(part) if one.date), default="")


def _mixed(ctx: Context, whole: str, found: dict[str, str]) -> CheckResult:
    counts = Counter(found.values())
    shown = ctx.say("and").join(
        f"{date or ctx.say('year_end')} {count}" for date, count in sorted(counts.items(), key=lambda item: item[0] or "9999")
    )
    dated = [one for part, date in found.items() if date for one in ctx.book.at(part) if one.date == date]
    result = ctx.result("B3", "skipped", dated, ctx.say("dates.mixed", who=ctx.who(whole), dates=shown))
    return result.model_copy(update={"note": True})
