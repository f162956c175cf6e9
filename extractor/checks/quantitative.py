"""D3, points of a measured indicator by how far its target is reached; D5, targets exceeded by far.

财预〔2020〕10号: a target that is reached gives full points, else points in proportion; where a target is exceeded by far, a
reason is expected.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from extractor.checks.context import Context
from extractor.checks.mentions import Mention
from extractor.checks.numbers import place_value, shown
from extractor.checks.row_values import Comparison, compare
from extractor.checks.tables import Row, ScoreTable, score_tables
from schemas.result import CheckResult

SEVERAL = 3
"""So many rows scored above their proportion, and most of a table: the table follows another rule."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A measured row with its score and weight."""

    row: Row
    score: Mention
    weight: Mention
    how: Comparison

    @property
    def due(self) -> Decimal:
        """Points in proportion."""
        return self.weight.value * min(self.how.ratio, Decimal(1))

    @property
    def half(self) -> Decimal:
        """Half a last place of the score."""
        return place_value(self.score.figure.decimals) / 2

    @property
    def over(self) -> bool:
        """Scored above the proportion."""
        return self.score.value > self.due + self.half


def quantitative(ctx: Context) -> Iterator[CheckResult]:
    """D3 over every measured row of every score table."""
    for table in score_tables(ctx.book):
        rows = list(measured(table))
        over = [one for one in rows if one.over and one.row.indicator.reason is None]
        if len(over) >= SEVERAL and 2 * len(over) > len(rows):
            said = ctx.say("points.rule", who=ctx.who(table.pointer), count=len(over), rows=len(rows))
            yield ctx.result("D3", "skipped", [one.score for one in over], said)
        else:
            yield from (_points(ctx, one) for one in rows)
        yield from _unmeasured(ctx, table, {one.row.pointer for one in rows})


def measured(table: ScoreTable) -> Iterator[Scored]:
    """The rows whose actual can be held against the target."""
    for row in table.leaves:
        if row.indicator.name is None or row.is_execution or row.score is None or row.weight is None or row.score.hedged:
            continue
        how = compare(row.indicator)
        if how is not None and row.weight.value > 0:
            yield Scored(row, row.score, row.weight, how)


def _unmeasured(ctx: Context, table: ScoreTable, known: set[str]) -> Iterator[CheckResult]:
    """Rows with a measured target whose actual is there and cannot be held against it."""
    for row in table.leaves:
        target, actual = row.indicator.target, row.indicator.actual
        if row.pointer not in known and row.indicator.name and target and target.figures and actual and row.score and not row.is_execution:
            said = ctx.say("points.unlike", who=ctx.who(row.pointer), target=target.text, actual=actual.text)
            yield ctx.result("D3", "skipped", [row.score], said)


def _points(ctx: Context, one: Scored) -> CheckResult:
    row = one.row.indicator
    words = {"who": ctx.who(one.row.pointer), "score": one.score.text, "weight": one.weight.text, "due": shown(one.due, 2),
             "target": row.target.text if row.target else "", "actual": row.actual.text if row.actual else ""}  # fmt: skip
    mentions = [one.score, one.weight]
    if abs(one.score.value - one.due) <= one.half and not (one.how.direction == "date" and not one.how.met):
        key = "points.met" if one.how.met else "points.ok"
        return _with_values(ctx.result("D3", "ok", mentions, ctx.say(key, **words), expected=shown(one.due, 2), weak=one.how.met), one)
    if one.over and one.how.direction == "date" and one.score.value < one.weight.value:
        return ctx.result("D3", "skipped", mentions, ctx.say("points.late", **words))
    if one.over and row.reason is None:
        key = "points.full" if one.score.value == one.weight.value else "points.over"
        return _with_values(ctx.result("D3", "warn", mentions, ctx.say(key, **words), expected=shown(one.due, 2)), one)
    key = "points.reason" if one.over else "points.stricter"
    return ctx.result("D3", "skipped", mentions, ctx.say(key, **words), expected=shown(one.due, 2))


def _with_values(result: CheckResult, one: Scored) -> CheckResult:
    """The figures of target and actual belong to the relation too."""
    row = one.row.indicator
    sides = (("target", row.target.figures if row.target else ()), ("actual", row.actual.figures if row.actual else ()))
    found = [(f"{one.row.pointer}/{side}/figures/{index}", figure) for side, figures in sides for index, figure in enumerate(figures)]
    paths, printed = tuple(path for path, _ in found), tuple(figure.printed for _, figure in found)
    return result.model_copy(update={"paths": result.paths + paths, "printed": result.printed + printed})


def exceeded(ctx: Context) -> Iterator[CheckResult]:
    """D5: targets exceeded by far without a word why, told once a table."""
    for table in score_tables(ctx.book):
        rows = [one for one in measured(table) if one.how.direction == "up"]
        far = [one for one in rows if 100 * one.how.ratio > ctx.profile.over and one.row.indicator.reason is None]
        if far:
            names = ctx.say("and").join(f"{ctx.who(one.row.pointer)} {shown(100 * one.how.ratio, 0).rstrip('…')}%" for one in far)
            said = ctx.say("over_target", who=ctx.who(table.pointer), names=names, over=shown(ctx.profile.over))
            result = _with_values(ctx.result("D5", "skipped", [one.score for one in far], said), far[0])
            yield result.model_copy(update={"note": True})
        elif rows:
            said = ctx.say("over_target.ok", who=ctx.who(table.pointer), over=shown(ctx.profile.over))
            yield ctx.result("D5", "ok", [one.score for one in rows], said, weak=True)
