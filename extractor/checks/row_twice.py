"""B1 over the rows of score tables: a target or an actual that is printed twice, in one row or in two rows of one name."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from extractor.checks.book import same_name
from extractor.checks.context import Context
from extractor.checks.mentions import Mention
from extractor.checks.numbers import unit_of
from extractor.checks.sameness import Same, agreement
from extractor.checks.tables import score_tables
from extractor.numerals.fold import fold
from schemas.record import Indicator, IndicatorValue
from schemas.result import CheckResult, Outcome

SIDES = ("target", "actual")


def rows_twice(ctx: Context) -> Iterator[CheckResult]:
    """B1: what the text tells of a row, against the row; and the same row told of one project in two places."""
    for index, row in enumerate(ctx.record.indicators):
        for side in SIDES:
            value: IndicatorValue | None = getattr(row, side)
            if value is not None and len(value.figures) > 1:
                yield from _elsewhere(ctx, index, side, value)
    yield from _same_rows(ctx)


def _mention(index: int, side: str, at: int, value: IndicatorValue) -> Mention:
    figure, owner = value.figures[at], f"/indicators/{index}"
    return Mention(f"{owner}/{side}/figures/{at}", owner, side, figure, unit_of(figure.unit, "other", None), None, figure.decimals)


def _elsewhere(ctx: Context, index: int, side: str, value: IndicatorValue) -> Iterator[CheckResult]:
    """Figures that the cell itself does not print were read elsewhere: each against the cell's only figure of its unit."""
    figures = [_mention(index, side, at, value) for at in range(len(value.figures))]
    cell = "".join(fold(value.text).split()).replace(",", "")
    own = [one for one in figures if one.figure.printed.replace(",", "") in cell]
    for other in (one for one in figures if one not in own and not one.hedged):
        alike = [one for one in own if one.unit == other.unit and not one.hedged]
        if len(alike) == 1:
            yield _compared(ctx, alike[0], other, "error")


def _same_rows(ctx: Context) -> Iterator[CheckResult]:
    """Rows of one name; of a project it is one fact, else only where a single table could print it."""
    named = [(str(row.subject), same_name(row.name) or "", index) for index, row in enumerate(ctx.record.indicators) if row.name]
    tables = sum(1 for _ in score_tables(ctx.book))
    for (subject, _), found in groupby(sorted(named), key=lambda one: one[:2]):
        first, *others = [index for *_, index in found]
        for other in others:
            outcome: Outcome = "error" if subject.startswith("/projects/") else "warn"
            if outcome == "error" or tables == 1:
                yield from _actuals(ctx, first, other, outcome)


def _actuals(ctx: Context, one: int, other: int, outcome: Outcome) -> Iterator[CheckResult]:
    rows = [ctx.record.indicators[index] for index in (one, other)]
    targets, actuals = ([_only(index, side, row) for index, row in zip((one, other), rows, strict=True)] for side in SIDES)
    same_target = None not in targets and targets[0] and targets[1] and agreement(targets[0], targets[1]) == "equal"
    if same_target and actuals[0] and actuals[1] and actuals[0].unit == actuals[1].unit:
        yield _compared(ctx, actuals[0], actuals[1], outcome)


def _only(index: int, side: str, row: Indicator) -> Mention | None:
    """The single figure of a side, its bound left out: 不低于90% and ≥90% are one target."""
    value: IndicatorValue | None = getattr(row, side)
    if value is None or len(value.figures) != 1:
        return None
    bare = value.model_copy(update={"figures": (value.figures[0].model_copy(update={"op": None}),)})
    return _mention(index, side, 0, bare)


def _compared(ctx: Context, first: Mention, other: Mention, outcome: Outcome) -> CheckResult:
    words = {"who": ctx.who(first.owner), "role": ctx.role(first.role), "first": first.text, "other": other.text}
    tie = Same((first, other))
    if found := agreement(first, other):
        return ctx.result("B1", "ok", [first, other], ctx.say("same.ok", **words), weak=found == "weak", tie=tie)
    return ctx.result("B1", outcome, [first, other], ctx.say("same.error" if outcome == "error" else "same.entry", **words), tie=tie)
