"""A15: what is left of the unit's budget and spending when a part is taken away must itself be possible."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from extractor.checks.book import Subject
from extractor.checks.constraints import Tested
from extractor.checks.context import Context, in_unit
from extractor.checks.headline import budget_of, firm, heads, in_year, quantity_of, unit_itself
from extractor.checks.mentions import Mention, tolerance
from extractor.checks.numbers import plain, shown
from schemas.result import CheckResult

DIVIDES = re.compile(r"^(?:本年|全年|部门|单位)*(?:项目|基本|人员|公用)(?:经费)?支出$")
"""Parts that every unit's spending falls into; other labels (自评项目, 专项资金) may reach beyond the unit's own budget."""


@dataclass(frozen=True, slots=True)
class Whole:
    """The unit's budget, printed as one figure or as several, and its spending."""

    budgets: tuple[Mention, ...]
    spent: Mention

    @property
    def budget(self) -> Decimal:
        """Their sum, in the base unit."""
        return sum((one.value for one in self.budgets), Decimal(0))


def complements(ctx: Context) -> Iterator[CheckResult]:
    """The rest beside every part of the unit's money that prints both budget and spending."""
    whole = _whole(ctx)
    for subject in ctx.book.subjects():
        quantity = quantity_of(ctx, subject)
        if quantity is None or quantity.label is None or quantity.subject is not None or not in_year(ctx, quantity):
            continue
        spent, budget = firm(subject.role("executed")), budget_of(ctx, subject)
        divides = bool(DIVIDES.match(quantity.label))
        if spent and budget and spent.unit.kind == budget.unit.kind == "money" and divides and whole is None:
            yield ctx.missing("A15", subject.pointer, "budget", "executed")
        elif spent and budget and whole and spent.unit.kind == budget.unit.kind == "money" and (divides or "项目" in quantity.label):
            yield _rest(ctx, whole, budget, spent, divides)


def _whole(ctx: Context) -> Whole | None:
    own = unit_itself(ctx)
    spent = firm(own.role("executed")) if own else None
    if own is None or spent is None or spent.unit.kind != "money":
        return None
    budget = budget_of(ctx, own)
    if budget:
        return Whole((budget,), spent)
    return next(_divided(ctx, own, spent), None)


def _divided(ctx: Context, own: Subject, spent: Mention) -> Iterator[Whole]:
    """A rate over several budgets: their sum is the unit's budget."""
    for breakdown in ctx.record.breakdowns:
        parts = [part for part in breakdown.parts if isinstance(part, str)]
        if breakdown.kind == "ratio" and len(parts) > 1 and any(one.path.startswith(f"{parts[0]}/") for one in own.role("executed")):
            budgets = heads(ctx, parts[1:])
            if budgets and all(one.unit.kind == "money" for one in budgets):
                yield Whole(tuple(budgets), spent)


def _rest(ctx: Context, whole: Whole, budget: Mention, spent: Mention, divides: bool) -> CheckResult:
    mentions = (whole.spent, *whole.budgets, spent, budget)
    slack = tolerance(mentions)
    left, used = whole.budget - budget.value, whole.spent.value - spent.value
    tie = Tested(mentions, lambda given: _fits(given, slack))
    words = {"who": ctx.who(spent.owner), "left": _amount(left, budget), "used": _amount(used, budget), "spent": spent.text,
             "all_spent": whole.spent.text, "budget": budget.text, "all_budget": " + ".join(one.text for one in whole.budgets)}  # fmt: skip
    if left >= -slack and used >= -slack and used <= left + slack:
        rate = f"{shown(100 * used / left, 2)}%" if left > 0 else "—"
        said = ctx.say("rest.ok", rate=rate, **words)
        return ctx.result("A15", "ok", mentions, said, weak=True, tie=tie, soft=True)
    if not divides:
        return ctx.result("A15", "skipped", mentions, ctx.say("rest.scope", **words))
    key = "rest.over" if left >= 0 and used >= 0 else "rest.negative"
    expected = f"≤ {plain(in_unit(left, budget))}"
    return ctx.result("A15", "warn", mentions, ctx.say(key, **words), expected=expected, tie=tie, soft=True)


def _fits(given: tuple[Mention, ...], slack: Decimal) -> bool:
    whole, *budgets, spent, budget = given
    left = sum((one.value for one in budgets), Decimal(0)) - budget.value
    used = whole.value - spent.value
    return left >= -slack and used >= -slack and used <= left + slack


def _amount(value: Decimal, like: Mention) -> str:
    return f"{plain(in_unit(value, like))}{like.figure.unit or ''}"
