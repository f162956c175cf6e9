"""C5: what the execution row loses, the total score has lost: S ≤ 100 − w·(1 − min(r, 1)).

Where the row's own score is printed, it is what counts (local tiers give other points than w·r, which A5 asks about), and the
relation is arithmetic. Else the weight is the profile's guess, and all a breach makes is one question for the whole report.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
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
BONUS = re.compile(r"加分|附加")


@dataclass(frozen=True, slots=True)
class Capped:
    """A total score and the rate that bounds it."""

    subject: Subject
    score: Mention
    execution: Execution
    weight: Decimal
    alone: bool
    """No rows are printed that could show where points were lost."""

    @property
    def cap(self) -> Decimal:
        """The most points that are left."""
        return HUNDRED - self.weight * (1 - min(self.execution.percent / HUNDRED, Decimal(1)))

    @property
    def half(self) -> Decimal:
        """Half a last place of the score."""
        return place_value(self.score.figure.decimals) / 2

    @property
    def over(self) -> bool:
        """Above the cap by more than rounding."""
        return self.score.value > self.cap + self.half

    @property
    def at_cap(self) -> bool:
        """Exactly what is left, told with decimals: everything else had full marks, and no rows show it."""
        near = self.score.value >= self.cap - self.half and self.score.figure.decimals > 0
        return near and self.alone and self.execution.percent < HUNDRED


def score_caps(ctx: Context) -> Iterator[CheckResult]:
    """Every total score: beside the score of its execution row, else beside an execution rate."""
    by_rate: list[Capped] = []
    for subject, score, table in _scored(ctx):
        row = next((row for row in table.leaves if row.is_execution), None) if table else None
        execution = execution_of(ctx, subject)
        if table and row and row.score and row.weight and not row.score.hedged:
            if not any(BONUS.search(label) for other in table.rows for label in other.labels):
                yield _by_row(ctx, score, table, row.weight, row.score)
        elif execution is None:
            yield ctx.missing("C5", subject.pointer, "rate")
        else:
            weight = row.weight.value if row and row.weight else ctx.profile.weights["execution"][0]
            by_rate.append(Capped(subject, score, execution, weight, table is None or len(table.leaves) < 2))
    yield from _by_rate(ctx, by_rate)


def _scored(ctx: Context) -> Iterator[tuple[Subject, Mention, ScoreTable | None]]:
    tables = {table.subject: table for table in score_tables(ctx.book)}
    own = unit_itself(ctx)
    for subject in [*(one for one in ctx.book.subjects() if one.project), *([own] if own else [])]:
        table = tables.get(subject.pointer if subject.project else None)
        score = firm(subject.role("score")) or (table.total.score if table and table.total else None)
        if score is not None and not score.hedged:
            yield subject, score, table


def _by_row(ctx: Context, score: Mention, table: ScoreTable, weight: Mention, own: Mention) -> CheckResult:
    full = table.total.weight.value if table.total and table.total.weight else HUNDRED
    cap = full - weight.value + own.value
    outcome: Outcome = "ok" if score.value <= cap else "error"
    words = {"who": ctx.who(score.owner), "score": score.text, "weight": weight.text, "own": own.text, "cap": plain(cap)}
    said = ctx.say("cap.row" if outcome == "ok" else "cap.row_off", **words)
    mentions = (score, weight, own)
    tie = Tested(mentions, lambda given: given[0].value <= full - given[1].value + given[2].value)
    return ctx.result("C5", outcome, mentions, said, expected=f"≤ {plain(cap)}", weak=True, tie=tie)


def _by_rate(ctx: Context, found: list[Capped]) -> Iterator[CheckResult]:
    over = [one for one in found if one.over]
    at_cap = [one for one in found if one.at_cap and not one.over]
    for key, some in (("cap.over", over), ("cap.at", at_cap)):
        if some:
            told = [f"{ctx.who(one.subject.pointer)} {one.score.text} / {one.execution.text} / {shown(one.cap, 2)}" for one in some]
            names = ctx.say("and").join(told)
            said = ctx.say(key, names=names, weight=plain(some[0].weight))
            mentions = [mention for one in some for mention in (one.score, *one.execution.mentions)]
            yield ctx.result("C5", "warn", mentions, said, expected=f"≤ {shown(some[0].cap, 2)}")
    for one in found:
        if not one.over and not one.at_cap:
            words = {"who": ctx.who(one.subject.pointer), "score": one.score.text, "rate": one.execution.text}
            said = ctx.say("cap.fits", weight=plain(one.weight), cap=shown(one.cap, 2), **words)
            yield ctx.result("C5", "ok", [one.score, *one.execution.mentions], said, expected=f"≤ {shown(one.cap, 2)}", weak=True)
