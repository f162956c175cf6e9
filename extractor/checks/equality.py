"""E7: figures of unlike roles that share their digits, as a copied number does. Evidence for a copied neighbour (F1), never proof."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from extractor.checks.book import Subject
from extractor.checks.context import Context
from extractor.checks.headline import firm, in_year, quantity_of
from extractor.checks.mentions import NEAR, Mention
from schemas.result import CheckResult

HUNDRED = Decimal(100)
DIGITS = 4
"""Characters of a number; shorter ones (95.4) are alike by chance too often."""
PAIRS = (("score", "rate"), ("executed", "rate"), ("budget", "rate"))
"""Roles whose figures have no cause to be printed alike, to the last decimal."""


def suspicious(ctx: Context, results: Sequence[CheckResult]) -> Iterator[CheckResult]:
    """Equal digits with a decimal part, told of one subject; told among the results alone where an error already holds one."""
    wrong = {path for result in results if result.outcome == "error" for path in result.paths}
    for subject in ctx.book.subjects():
        quantity = quantity_of(ctx, subject)
        if subject.project or (quantity and quantity.label is None and in_year(ctx, quantity)):
            found = _alike(subject)
            if found:
                yield _asked(ctx, subject, found, wrong)


def _alike(subject: Subject) -> tuple[Mention, Mention] | None:
    """The first pair that is printed alike: the headlines, or two figures of one statement."""
    for role, other in PAIRS:
        for one in subject.role(role):
            for rate in subject.role(other):
                told_together = role == "score" or _together(one, rate)
                alike = one.figure.decimals > 0 and one.figure.printed == rate.figure.printed and len(rate.figure.printed) > DIGITS
                if alike and told_together and rate.value not in (0, HUNDRED):
                    return one, rate
    return None


def _together(one: Mention, other: Mention) -> bool:
    if one.at is None or other.at is None or (one.at.cell is None) != (other.at.cell is None):
        return False
    if one.at.cell and other.at.cell:
        return one.at.cell[:2] == other.at.cell[:2]
    return abs(one.at.span[0] - other.at.span[0]) <= NEAR


def _asked(ctx: Context, subject: Subject, found: tuple[Mention, Mention], wrong: set[str]) -> CheckResult:
    one, rate = found
    words = {"who": ctx.who(subject.pointer), "one": f"{ctx.role(one.role)}{one.text}", "other": f"{ctx.role(rate.role)}{rate.text}"}
    spent, budget = firm(subject.role("executed")), firm(subject.role("budget"))
    if wrong & {one.path, rate.path}:
        return ctx.result("E7", "skipped", found, ctx.say("alike.known", **words))
    if one.role != "score" and spent and budget and budget.figure.value == HUNDRED:
        return ctx.result("E7", "skipped", found, ctx.say("alike.hundred", **words))
    return ctx.result("E7", "warn", found, ctx.say("alike", **words))
