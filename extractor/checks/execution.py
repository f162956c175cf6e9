"""A5, the score of the execution rate; and B1 between the printed total score and the same score told elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from extractor.checks.book import Mentions, Subject
from extractor.checks.context import Context
from extractor.checks.mentions import Mention, beside, same_row
from extractor.checks.numbers import shown
from extractor.checks.quotients import ScoreOfRate, part_of_one, score_fits
from extractor.checks.sameness import Same, agreement
from extractor.checks.tables import Row, score_tables
from schemas.result import CheckResult, Outcome

TIER = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class Source:
    """A ratio the score may be made of: a printed rate, or spending over budget."""

    value: Decimal
    text: str
    mentions: Mentions
    here: bool


def execution_scores(ctx: Context) -> Iterator[CheckResult]:
    """A5: s = w · min(r, 1) by the printed rate or by B/A; local tiers exist, so a plain half-point score is a question."""
    for table in score_tables(ctx.book):
        for row in table.leaves:
            if row.is_execution and row.indicator.name is None and (row.score or row.weight):
                yield _score(ctx, row, table.subject)


def _score(ctx: Context, row: Row, subject: str | None) -> CheckResult:
    score, weight = row.score, row.weight
    if score is None or weight is None:
        return ctx.missing("A5", row.pointer, "score" if score is None else "weight")
    hedged = ctx.hedged("A5", [score, weight])
    if hedged:
        return hedged
    sources = [source for found in ctx.book.subjects() if _belongs(ctx, found, subject) for source in _sources(found, score)]
    if not sources:
        return ctx.missing("A5", row.pointer, "rate")
    sources.sort(key=lambda source: not source.here)
    tie = ScoreOfRate(score, weight, tuple(source.mentions for source in sources))
    for source in sources:
        if score_fits(score, weight, source.value):
            words = _words(ctx, score, weight, source)
            said = ctx.say("execution.ok", **words)
            return ctx.result("A5", "ok", [score, weight, *source.mentions], said, expected=words["value"], tie=tie)
    return _off(ctx, score, weight, sources, tie)


def _belongs(ctx: Context, found: Subject, subject: str | None) -> bool:
    if subject is not None:
        return found.pointer == subject
    if found.project:
        return False
    quantity = ctx.record.quantities[int(found.pointer.rpartition("/")[2])]
    period = ctx.book.period(quantity)
    return quantity.subject is None and (ctx.record.year is None or period == str(ctx.record.year))


def _sources(found: Subject, score: Mention) -> Iterator[Source]:
    """The rate in the score's row first; of other labels only what stands in that row."""
    for rate in found.role("rate"):
        if not rate.hedged and (_own(found) or same_row(score, rate)):
            yield Source(part_of_one((rate,)) or Decimal(0), rate.text, (rate,), same_row(score, rate))
    for above in found.role("executed"):
        below = beside(above, found.role("budget") or found.role("initial_budget"))
        here = same_row(score, above)
        if below and below.value > 0 and not above.hedged and not below.hedged and (_own(found) or here):
            yield Source(above.value / below.value, f"{above.text} ÷ {below.text}", (above, below), here)


def _own(found: Subject) -> bool:
    """Whether the figures are a project's or, without a label, the unit's own."""
    return found.project or not found.labelled


def _words(ctx: Context, score: Mention, weight: Mention, source: Source) -> dict[str, str]:
    value = weight.value * min(source.value, Decimal(1))
    return {"who": ctx.who(score.owner), "score": score.text, "weight": weight.text, "rate": source.text, "value": shown(value)}


def _off(ctx: Context, score: Mention, weight: Mention, sources: list[Source], tie: ScoreOfRate) -> CheckResult:
    source = sources[0]
    words = _words(ctx, score, weight, source)
    said = ctx.say("execution.off", **words)
    computed = score.value % TIER != 0
    one_rate = len({one.value for one in sources if len(one.mentions) == 1}) == 1
    outcome: Outcome = "error" if computed and score.value <= weight.value and (source.here or one_rate) else "warn"
    if outcome == "warn":
        said = ctx.say("execution.tier", said=said)
    return ctx.result("A5", outcome, [score, weight, *source.mentions], said, expected=words["value"], tie=tie)


def total_scores(ctx: Context) -> Iterator[CheckResult]:
    """B1: the score of the total row is the one that list and prose give the same subject."""
    tables = [table for table in score_tables(ctx.book) if table.total and table.total.score]
    for table in tables:
        total = table.total.score if table.total else None
        if total is None or sum(other.subject == table.subject for other in tables) > 1:
            continue
        for told in _told(ctx, table.subject):
            words = {"who": ctx.who(told.owner), "role": ctx.role("score"), "first": total.text}
            tie = Same((total, told))
            if agreement(total, told):
                yield ctx.result("B1", "ok", [total, told], ctx.say("same.ok", **words), expected=total.figure.printed, tie=tie)
            elif total.value == 0 or told.value == 0:
                said = ctx.say("unfilled", said=ctx.say("same.error", other=told.text, **words))
                yield ctx.result("B1", "warn", [total, told], said, tie=tie)
            else:
                said = ctx.say("same.error", other=told.text, **words)
                yield ctx.result("B1", "error", [total, told], said, expected=total.figure.printed, tie=tie)


def _told(ctx: Context, subject: str | None) -> Mentions:
    if subject is not None:
        return ctx.book.at(f"{subject}/score")[:1]
    own = [ctx.book.at(f"/quantities/{index}") for index, quantity in enumerate(ctx.record.quantities)
           if (quantity.measure, quantity.label, quantity.subject, quantity.band) == ("score", None, None, None)
           and (ctx.record.year is None or ctx.book.period(quantity) == str(ctx.record.year))]  # fmt: skip
    return own[0][:1] if len(own) == 1 else ()
