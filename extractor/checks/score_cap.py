"""C5: the execution row alone costs w·(1 − min(r, 1)) points, so no total score can be above what is left."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from extractor.checks.book import Subject
from extractor.checks.constraints import Tested
from extractor.checks.context import Context
from extractor.checks.headline import Execution, execution_of, firm, unit_itself
from extractor.checks.mentions import Mention
from extractor.checks.numbers import place_value, plain, shown
from extractor.checks.tables import ScoreTable, score_tables
from schemas.result import CheckResult, Outcome

HUNDRED = Decimal(100)


def score_caps(ctx: Context) -> Iterator[CheckResult]:
    """Every total score beside an execution rate: with the printed weight where there is a table, else with the profile's."""
    tables = {table.subject: table for table in score_tables(ctx.book)}
    subjects = [one for one in ctx.book.subjects() if one.project]
    own = unit_itself(ctx)
    for subject in [*subjects, *([own] if own else [])]:
        table = tables.get(subject.pointer if subject.project else None)
        score = firm(subject.role("score")) or (table.total.score if table and table.total else None)
        execution = execution_of(ctx, subject)
        if score is not None and execution is None:
            yield ctx.missing("C5", subject.pointer, "rate")
        elif score is not None and execution is not None:
            yield _capped(ctx, subject, score, execution, table)


def _weight(ctx: Context, table: ScoreTable | None) -> tuple[Decimal, Mention | None]:
    rows = [row for row in table.leaves if row.is_execution and row.weight] if table else []
    if rows and rows[0].weight:
        return rows[0].weight.value, rows[0].weight
    return ctx.profile.weights["execution"][0], None


def _capped(ctx: Context, subject: Subject, score: Mention, execution: Execution, table: ScoreTable | None) -> CheckResult:
    weight, printed = _weight(ctx, table)
    full = table.total.weight.value if table and table.total and table.total.weight else HUNDRED
    cap = full - weight * (1 - min(execution.percent / HUNDRED, Decimal(1)))
    mentions = [score, *([printed] if printed else []), *execution.mentions]
    words = {"who": ctx.who(subject.pointer), "score": score.text, "weight": plain(weight), "rate": execution.text, "cap": shown(cap, 2)}
    hedged = ctx.hedged("C5", [score])
    if hedged:
        return hedged
    outcome, key = _judge(score, cap, execution, printed, table)
    tie = Tested((score, *execution.mentions), _test(weight, full)) if outcome == "ok" else None
    said = ctx.say(key, **words)
    return ctx.result("C5", outcome, mentions, said, expected=f"≤ {shown(cap, 2)}", weak=True, tie=tie, soft=True)


def _judge(
    score: Mention, cap: Decimal, execution: Execution, printed: Mention | None, table: ScoreTable | None
) -> tuple[Outcome, str]:  # fmt: skip
    """Above the cap: an error beside a printed weight, else a question (the profile's weight may not be this report's)."""
    if score.value > cap + place_value(score.figure.decimals) / 2:
        return ("error" if printed and execution.mentions[0].role == "rate" else "warn"), "cap.total"
    at_cap = execution.percent < HUNDRED and score.value >= cap - place_value(score.figure.decimals) / 2
    alone = table is None or len(table.leaves) < 2
    return ("warn", "cap.at") if at_cap and alone and score.figure.decimals > 0 else ("ok", "cap.fits")


def _test(weight: Decimal, full: Decimal) -> Callable[[tuple[Mention, ...]], bool]:
    def test(given: tuple[Mention, ...]) -> bool:
        score, above, *below = given
        if below:
            ratio = above.value / below[0].value if below[0].value else Decimal(1)
        else:
            ratio = above.value if above.unit.kind != "percent" and above.value <= 2 else above.value / HUNDRED
        return score.value <= full - weight * (1 - min(ratio, Decimal(1))) + place_value(score.figure.decimals) / 2

    return test
