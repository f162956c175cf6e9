"""D6: lost points and low execution ask for a reason (偏差原因)."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.checks.context import Context
from extractor.checks.headline import execution_of, project_of
from extractor.checks.mentions import Mention
from extractor.checks.numbers import shown
from extractor.checks.tables import Row, ScoreTable, score_tables
from schemas.result import CheckResult


def reasons(ctx: Context) -> Iterator[CheckResult]:
    """One answer a score table, and one for the projects of the report together."""
    for table in score_tables(ctx.book):
        if table.ruled:
            yield from _rows(ctx, table)
    yield from _projects(ctx)


def _loses(row: Row) -> bool:
    return bool(row.score and row.weight and row.indicator.name and not row.is_execution and row.score.value < row.weight.value)


def _rows(ctx: Context, table: ScoreTable) -> Iterator[CheckResult]:
    """Blank reasons in a column that gives others are a question; where there is none at all the form may have no such column."""
    losing = [row for row in table.leaves if _loses(row)]
    blank = [row for row in losing if row.indicator.reason is None]
    given = any(row.indicator.reason is not None for row in table.rows)
    words = {"who": ctx.who(table.pointer), "names": ctx.say("and").join(ctx.who(row.pointer) for row in blank), "count": len(blank)}
    if losing and not blank:
        yield ctx.result("D6", "ok", _scores(losing), ctx.say("reason.ok", **words))
    elif blank and given:
        yield ctx.result("D6", "warn", _scores(blank), ctx.say("reason.none", **words))
    elif blank:
        result = ctx.result("D6", "skipped", _scores(blank), ctx.say("reason.column", **words))
        compared = all(row.indicator.target and row.indicator.actual for row in blank)  # a form that would have room for reasons
        yield result.model_copy(update={"note": compared})


def _scores(rows: list[Row]) -> list[Mention]:
    return [row.score for row in rows if row.score]


def _projects(ctx: Context) -> Iterator[CheckResult]:
    """Prose tells reasons in many words; only a report that tells most of its reasons in so many words lacks the others."""
    low = []
    for subject in ctx.book.subjects():
        execution = execution_of(ctx, subject) if subject.project else None
        if execution and execution.percent < ctx.profile.reason_below:
            low.append((subject, execution))
    told = [one for one in low if _reason(ctx, one[0].pointer)]
    blank = [one for one in low if not _reason(ctx, one[0].pointer)]
    bound = shown(ctx.profile.reason_below)
    if low and not blank:
        yield ctx.result("D6", "ok", [one[1].mentions[0] for one in low], ctx.say("low.ok", bound=bound, count=len(low)))
    elif blank:
        names = ctx.say("and").join(f"{ctx.who(subject.pointer)} {execution.text}" for subject, execution in blank)
        usual = len(told) > len(blank)
        said = ctx.say("low.none" if usual else "low.open", bound=bound, names=names)
        yield ctx.result("D6", "warn" if usual else "skipped", [one[1].mentions[0] for one in blank], said)


def _reason(ctx: Context, pointer: str) -> bool:
    project = project_of(ctx, pointer)
    return project is not None and project.reason is not None
