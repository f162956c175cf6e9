"""Score tables: A6 totals of scores, A7 totals of weights, C4 score within weight, D7 actual required."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from extractor.checks.constraints import AtMost, Sum
from extractor.checks.context import Context, joined
from extractor.checks.footings import counted_once
from extractor.checks.mentions import Mention, same_row
from extractor.checks.numbers import plain
from extractor.checks.tables import Row, ScoreTable, score_tables, together
from schemas.result import CheckResult, Outcome

FULL = Decimal(100)
PARTIAL = (Decimal(80), Decimal(90))


def totals(ctx: Context) -> Iterator[CheckResult]:
    """A6 and A7 over every score table, and over every group that prints its own."""
    for printed in score_tables(ctx.book):
        if printed.leaves:
            table = _counted(ctx, printed)
            yield from _weights(ctx, table)
            yield from _scores(ctx, table)
            for group in table.groups:
                yield from _group(ctx, table, group)


def _counted(ctx: Context, table: ScoreTable) -> ScoreTable:
    """The table as its total counts it: some forms leave the execution row out of it."""
    stated, without = _stated(ctx, table), [row for row in table.leaves if not row.is_execution]
    full = table.total.weight.value if table.total and table.total.weight else FULL
    fits = stated and together([row.score for row in without]) == stated.value and together([row.weight for row in without]) == full
    return replace(table, rows=tuple(row for row in table.rows if not row.is_execution)) if fits else table


def _unread(ctx: Context, table: ScoreTable) -> bool:
    """Whether weights and scores miss their totals the same way, as they do when a row is left out or counted twice."""
    weights, scores = together([row.weight for row in table.leaves]), together([row.score for row in table.leaves])
    stated = _stated(ctx, table)
    full = table.total.weight.value if table.total and table.total.weight else FULL
    if weights is None:
        told = together([row.weight for row in table.leaves if row.weight and not row.weight.hedged])
        return told is not None and told < full
    if weights == full:
        return False
    if scores is None or stated is None:
        return True
    lacks, misses = full - weights, stated.value - scores
    return lacks * misses > 0 and abs(misses) <= abs(lacks)


def _stated(ctx: Context, table: ScoreTable) -> Mention | None:
    """The printed total score: of the total row, else of the project, else the unit's own."""
    if table.total:
        return table.total.score
    if table.subject:
        found = ctx.book.at(f"{table.subject}/score")
        return found[0] if found else None
    own = [ctx.book.at(f"/quantities/{index}") for index, quantity in enumerate(ctx.record.quantities)
           if (quantity.measure, quantity.label, quantity.subject, quantity.band) == ("score", None, None, None)]  # fmt: skip
    own = [found for found in own if found]
    alike = sum(1 for one in score_tables(ctx.book) if one.subject is None and not one.total)
    return own[0][0] if len(own) == 1 and alike == 1 else None


def _weights(ctx: Context, table: ScoreTable) -> Iterator[CheckResult]:
    printed = table.total.weight if table.total else None
    lacking = [row for row in table.leaves if row.weight is None]
    value = together([row.weight for row in table.leaves])
    parts = [row.weight for row in table.leaves if row.weight]
    if lacking or value is None or not parts:
        if parts or printed:
            yield ctx.missing("A7", table.first(lacking).pointer, "weight")
    elif printed and printed.value == value > FULL:
        said = ctx.say("full.over", who=ctx.who(table.pointer), whole=printed.text, parts=joined(parts))
        yield ctx.result("A7", "warn", [printed, *parts], said, expected="100")
    elif printed:
        yield _sum(ctx, "A7", table, printed, parts, value)
    elif value == FULL:
        words = {"who": ctx.who(table.pointer), "whole": "100", "parts": joined(parts)}
        yield ctx.result("A7", "ok", parts, ctx.say("sum.ok", **words), expected="100", tie=_hundred(parts))
    elif (value in PARTIAL and not any(row.is_execution for row in table.leaves)) or not _looks_whole(ctx, table):
        said = ctx.say("full.partial", who=ctx.who(table.pointer), value=plain(value))
        yield ctx.result("A7", "skipped", parts, said, expected="100")
    else:
        said = ctx.say("full.hundred", who=ctx.who(table.pointer), value=plain(value))
        yield ctx.result("A7", "warn", parts, said, expected="100", tie=_hundred(parts))


def _hundred(parts: Sequence[Mention]) -> Sum:
    return Sum(None, tuple(counted_once(parts)), constant=FULL)


def _looks_whole(ctx: Context, table: ScoreTable) -> bool:
    """Whether rows without a total row are a whole table: printed as one, or in prose with scores that add up to the total."""
    stated = _stated(ctx, table)
    adds_up = stated is not None and together([row.score for row in table.leaves]) == stated.value
    return len(table.leaves) > 1 and (table.ruled or adds_up)


def _scores(ctx: Context, table: ScoreTable) -> Iterator[CheckResult]:
    stated = _stated(ctx, table)
    parts = [row.score for row in table.leaves if row.score]
    lacking = [row for row in table.leaves if row.score is None]
    value = together([row.score for row in table.leaves])
    if stated is None or stated.hedged:
        if len(parts) > 1:
            because = ctx.say("missing", who=ctx.who(table.pointer), what=ctx.role("score"))
            yield ctx.result("A6", "skipped", parts, because, expected=plain(value) if value is not None else None)
    elif value is None:
        yield ctx.missing("A6", table.first(lacking).pointer, "score")
    else:
        yield _score_sum(ctx, table, stated, parts, value)


def _score_sum(ctx: Context, table: ScoreTable, stated: Mention, parts: list[Mention], value: Decimal) -> CheckResult:
    answer = _sum(ctx, "A6", table, stated, parts, value)
    if answer.outcome != "error":
        return answer
    weights = together([row.weight for row in table.leaves])
    full = table.total.weight.value if table.total and table.total.weight else FULL
    complete = weights is not None and weights == full
    if complete or (table.total and table.total.weight and weights is not None):
        return answer
    return answer.model_copy(update={"outcome": "warn", "because": ctx.say("unread", said=answer.because)})


def _sum(ctx: Context, check: str, table: ScoreTable, whole: Mention, parts: Sequence[Mention], value: Decimal) -> CheckResult:
    """Exact, since points are awarded, not measured."""
    mentions = [whole, *parts]
    words = {"who": ctx.who(whole.owner), "whole": whole.text, "parts": joined(parts), "value": plain(value)}
    tie = Sum(whole, tuple(counted_once(parts)))
    if value == whole.value:
        return ctx.result(check, "ok", mentions, ctx.say("sum.ok", **words), expected=plain(value), tie=tie)
    outcome: Outcome = "error"
    said = ctx.say("sum.error", off=plain(abs(value - whole.value)), **words)
    if whole.value == 0 or value == 0:
        outcome, said = "warn", ctx.say("unfilled", said=said)
    elif _unread(ctx, table):
        outcome, said = "warn", ctx.say("unread", said=said)
    return ctx.result(check, outcome, mentions, said, expected=plain(value), tie=tie)


def _group(ctx: Context, table: ScoreTable, group: Row) -> Iterator[CheckResult]:
    under = table.under(group)
    for check, whole, found in (
        ("A7", group.weight, [row.weight for row in under]),
        ("A6", group.score, [row.score for row in under]),
    ):
        value = together(found)
        if whole is None or whole.hedged:
            continue
        if value is None:
            yield ctx.missing(check, group.pointer, whole.role)
        else:
            yield _sum(ctx, check, table, whole, [one for one in found if one], value)


def caps(ctx: Context) -> Iterator[CheckResult]:
    """C4: no row scores above its weight; rows of bonus points are left alone."""
    for table in score_tables(ctx.book):
        for row in (*table.rows, *([table.total] if table.total else [])):
            score, weight = _pair(row)
            if score is None or weight is None or any("加分" in label or "附加" in label for label in row.labels):
                continue
            mentions = [score, weight]
            words = {"who": ctx.who(row.pointer), "score": score.text, "weight": weight.text}
            outcome: Outcome = "ok" if score.value <= weight.value else "error"
            said = ctx.say(f"cap.{outcome}", **words)
            if outcome == "error" and weight.value == 0:
                outcome, said = "warn", ctx.say("unfilled", said=said)
            tie, expected = AtMost(weight, (score,)), f"≤ {weight.figure.printed}"
            yield ctx.hedged("C4", mentions) or ctx.result("C4", outcome, mentions, said, expected=expected, tie=tie)


def _pair(row: Row) -> tuple[Mention | None, Mention | None]:
    """Score and weight of one printed row, where the row has them."""
    for score in row.scores:
        for weight in row.weights:
            if same_row(score, weight):
                return score, weight
    return row.score, row.weight


def actuals(ctx: Context) -> Iterator[CheckResult]:
    """D7: a scored row needs an actual value; full marks without one are a question."""
    for table in score_tables(ctx.book):
        rows = [row for row in table.leaves if row.indicator.name is not None and not row.is_execution and row.score]
        blank = [row for row in rows if row.indicator.actual is None]
        untold = [row for row in blank if row.indicator.target is None]
        if rows and (len(blank) == len(rows) or len(untold) == len(blank) >= 2):  # no column for them: a remark tells some
            said = ctx.say("actual.column", who=ctx.who(table.pointer))
            yield ctx.result("D7", "skipped", [row.score for row in rows if row.score], said)
            continue
        for row in blank:
            score, weight = _pair(row)
            if score is not None:
                full = weight is not None and score.value == weight.value and score.value > 0
                key = "actual.full" if full else "actual.none"
                said = ctx.say(key, who=ctx.who(row.pointer), score=score.text)
                yield ctx.result("D7", "warn" if full else "skipped", [score, *([weight] if weight else [])], said)
