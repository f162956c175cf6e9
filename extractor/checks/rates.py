"""A3, the execution rate r = B/A · 100; ratios over several budgets; and C1, spending within the budget."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import chain

from extractor.checks.book import Book, Mentions, Subject
from extractor.checks.constraints import AS_PRINTED, AtMost
from extractor.checks.context import Context, joined
from extractor.checks.fit import Fit, Ratio, fit
from extractor.checks.mentions import Mention, beside
from extractor.checks.numbers import shown
from extractor.checks.quotients import Quotient
from extractor.checks.scopes import Scopes
from extractor.checks.witnesses import Case, Witnesses
from schemas.result import CheckResult, Outcome


def rate_ratios(book: Book) -> Iterator[tuple[Mention, Sequence[Ratio]]]:
    """Every printed rate with the ratios that it may be."""
    return ((case.rate, case.options) for case in rate_cases(book))


def rate_cases(book: Book) -> Iterator[Case]:
    """Every printed rate with what it may be made of."""
    return chain((case for subject in book.subjects() for case in _cases(subject)), _ratio_cases(book))


def execution_rates(ctx: Context) -> Iterator[CheckResult]:
    """A3 over every project and every group of quantities, one answer for each printed rate."""
    sure, scopes = Witnesses(ctx, rate_cases(ctx.book)), Scopes(ctx.book)
    for subject in ctx.book.subjects():
        above, rates = subject.role("executed"), subject.role("rate")
        below = subject.role("budget") or subject.role("initial_budget")
        if rates and above and below:
            cases = [replace(case, options=(own,)) if (own := scopes.ratio(case.rate)) else case for case in _cases(subject)]
            answers = [_answer(ctx, case, sure) for case in cases]
            fits = any(answer.outcome == "ok" for answer in answers)
            yield from (_soften(ctx, subject, case, answer, fits) for case, answer in zip(cases, answers, strict=True))
        elif above and below:
            yield _implied(ctx, subject, above[0], below[0])
        elif rates and (subject.project or above or below):
            lacking = [role for role, found in (("executed", above), ("budget", below)) if not found]
            yield ctx.missing("A3", subject.pointer, *lacking)


def ratios(ctx: Context) -> Iterator[CheckResult]:
    """A3 where the divisor is not printed as one figure: first ÷ Σ rest."""
    for breakdown in ctx.record.breakdowns:
        if breakdown.kind == "ratio":
            lists = [ctx.book.at(part) for part in breakdown.parts if isinstance(part, str)]
            if not breakdown.whole or not ctx.book.at(breakdown.whole):
                yield ctx.missing("A3", breakdown.whole or "/breakdowns", "rate")
            elif len(lists) < 2 or not all(lists):
                yield ctx.missing("A3", breakdown.whole, "executed", "budget")
    sure = Witnesses(ctx, rate_cases(ctx.book))
    yield from (_answer(ctx, case, sure) for case in _ratio_cases(ctx.book))


def _ratio_cases(book: Book) -> Iterator[Case]:
    for breakdown in book.record.breakdowns:
        lists = [book.at(part) for part in breakdown.parts if isinstance(part, str)]
        if breakdown.kind == "ratio" and breakdown.whole and len(lists) > 1 and all(lists):
            for rate in book.at(breakdown.whole):
                above, *below = book.parts_beside(rate, lists)[0]
                yield Case(rate, (Ratio(above, tuple(below)),))


def _cases(subject: Subject) -> Iterator[Case]:
    """Each rate with the amounts of its own place; the headline stands in for what the place does not print."""
    for rate in subject.role("rate"):
        above = beside(rate, subject.role("executed"))
        budget, initial = beside(rate, subject.role("budget")), beside(rate, subject.role("initial_budget"))
        spent = subject.role("executed")
        aboves = (above,) if above else tuple(one for one in spent if one.date == rate.date) or spent
        belows = _belows(subject, budget, initial)
        if aboves and belows:
            options = tuple(Ratio(one, (other,), other.role == "initial_budget") for other in belows for one in aboves)
            yield Case(rate, options, apart=not (above or budget or initial))


def _belows(subject: Subject, budget: Mention | None, initial: Mention | None) -> Mentions:
    adjusted = (budget,) if budget else subject.role("budget")
    return adjusted + ((initial,) if initial else subject.role("initial_budget"))


def _answer(ctx: Context, case: Case, sure: Witnesses) -> CheckResult:
    rate, first = case.rate, case.options[0]
    hedged = ctx.hedged("A3", [rate, *first.mentions])
    if hedged:
        return hedged
    kinds = {one.unit.kind for one in first.mentions}
    if len(kinds) > 1:
        units = "、".join(dict.fromkeys(one.figure.unit or "—" for one in first.mentions))
        return ctx.result("A3", "skipped", [rate, *first.mentions], ctx.say("units", who=ctx.who(rate.owner), units=units))
    if first.divisor == 0 or (first.divisor < 0 and first.above.value <= 0):
        key = "rate.zero" if first.above.value == 0 else "rate.nobudget"
        return ctx.result("A3", "skipped", [rate, *first.mentions], ctx.say(key, who=ctx.who(rate.owner)))
    tie = Quotient(rate, case.options, ctx.cut, as_printed=sure.as_printed(rate))
    for option in case.options if tie.verdict(AS_PRINTED) == "ok" else ():
        found = fit(rate, option, ctx.cut)
        if found:
            return _fits(ctx, tie, option, found)
    return _fails(ctx, case, tie, sure)


def _words(ctx: Context, rate: Mention, ratio: Ratio) -> dict[str, str]:
    below = joined(ratio.below)
    percent = _percent(rate)
    apart = " " if ctx.lang == "en" else ""
    return {"who": ctx.who(rate.owner), "rate": f"{ctx.role('rate')}{apart}{rate.text}", "above": ratio.above.text,
            "below": f"({below})" if len(ratio.below) > 1 else below, "value": shown(ratio.value(percent)) + percent}  # fmt: skip


def _percent(rate: Mention) -> str:
    """The sign of the ratio beside this rate: none where it is printed as 0.93."""
    return "" if rate.unit.kind != "percent" and rate.value <= 2 else "%"


def _fits(ctx: Context, tie: Quotient, ratio: Ratio, found: Fit) -> CheckResult:
    rate = tie.rate
    words = _words(ctx, rate, ratio)
    said = ctx.say("rate.initial" if ratio.initial else "rate.ok", **words)
    if found.cut:
        said += ctx.say("cut")
    return ctx.result("A3", "ok", [rate, *ratio.mentions], said, expected=found.implied, weak=found.weak, tie=tie)


def _fails(ctx: Context, case: Case, tie: Quotient, sure: Witnesses) -> CheckResult:
    rate, ratio = case.rate, case.options[0]
    said = ctx.say("rate.error", **_words(ctx, rate, ratio))
    outcome: Outcome = "error"
    if rate.value == 0 or ratio.above.value == 0:
        outcome, said = "warn", ctx.say("unfilled", said=said)
    elif ratio.initial and all(option.initial for option in case.options):
        outcome, said = "warn", ctx.say("rate.adjusted", said=said)  # the adjusted budget may not be printed, or not be read
    elif _may_be_a_ratio(rate, sure) and fit(replace(rate, unit=replace(rate.unit, kind="plain")), ratio, ctx.cut, only_plain=True):
        outcome, said = "warn", ctx.say("rate.ratio", said=said)
    elif ratio.slips(rate, ctx.cut) and not sure.of_units(ratio):
        outcome, said = "warn", ctx.say("unit_doubt", said=said, unit=ratio.below[0].figure.unit or ratio.above.figure.unit)
    elif len(ratio.below) == 1 and ratio.above.value and fit(rate, Ratio(ratio.below[0], (ratio.above,)), ctx.cut):
        said = ctx.say("rate.turned", said=said)
    elif tie.as_printed and any(fit(rate, option, ctx.cut) for option in case.options):
        said = ctx.say("rate.as_printed", said=said)
    elif scope := (ctx.doubt_scope([rate, ratio.above], said) if beside(rate, [ratio.above]) is None else None):
        outcome, said = "warn", scope
    return ctx.result("A3", outcome, [rate, *ratio.mentions], said, expected=shown(ratio.value(_percent(rate))), tie=tie)


def _may_be_a_ratio(rate: Mention, sure: Witnesses) -> bool:
    """0.93 under a head that says percent: a whole column may be printed so, a single figure among percentages is not."""
    return rate.unit.kind == "percent" and rate.value <= Decimal("1.5") and not sure.in_percent(rate)


def _soften(ctx: Context, subject: Subject, case: Case, answer: CheckResult, fits: bool) -> CheckResult:
    """A rate of a quantity that stands apart from its amounts may be another rate: a question, not an error."""
    if answer.outcome != "error" or subject.project or not case.apart or not (fits or case.rate.at):
        return answer
    return answer.model_copy(update={"outcome": "warn", "because": ctx.say("rate.apart", said=answer.because)})


def _implied(ctx: Context, subject: Subject, above: Mention, below: Mention) -> CheckResult:
    if below.value <= 0 or above.unit.kind != below.unit.kind:
        return ctx.missing("A3", subject.pointer, "rate")
    value = shown(Ratio(above, (below,)).value("%"), 2)
    because = ctx.say("implied", who=ctx.who(subject.pointer), what=ctx.role("rate"), value=f"{value}%")
    return ctx.result("A3", "skipped", [above, below], because, expected=value)


def within_budget(ctx: Context) -> Iterator[CheckResult]:
    """C1: B ≤ A, each spending beside the budget of its place."""
    for subject in ctx.book.subjects():
        budgets = subject.role("budget")
        seen: set[tuple[Decimal, Decimal]] = set()
        for spent in subject.role("executed") if budgets else ():
            budget = beside(spent, budgets) or budgets[0]
            if (spent.value, budget.value) not in seen:
                seen.add((spent.value, budget.value))
                yield _bounded(ctx, spent, budget)


def _bounded(ctx: Context, spent: Mention, budget: Mention) -> CheckResult:
    mentions: Sequence[Mention] = [spent, budget]
    hedged = ctx.hedged("C1", mentions)
    if hedged:
        return hedged
    words = {"who": ctx.who(spent.owner), "executed": spent.text, "budget": budget.text}
    if spent.unit.kind != budget.unit.kind:
        return ctx.result("C1", "skipped", mentions, ctx.say("units", who=words["who"], units=f"{spent.text}、{budget.text}"))
    slack = spent.half + budget.half if spent.figure.decimals != budget.figure.decimals else Decimal(0)
    tie = AtMost(budget, (spent,), slack)
    if spent.value <= budget.value + slack:
        said = ctx.say("over.ok", **words)
        return ctx.result("C1", "ok", mentions, said, weak=spent.value > budget.value, tie=tie, soft=True)
    said = ctx.say("over" if budget.value else "over.zero", **words)
    return ctx.result("C1", "warn", mentions, said, expected=f"≤ {budget.figure.printed}", tie=tie, soft=True)
