"""A8, the score of a total as a mean of its projects' scores; C6, a mean lies between what it is the mean of."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from extractor.checks.constraints import Tested
from extractor.checks.context import Context
from extractor.checks.headline import firm, in_year, quantity_at
from extractor.checks.mentions import Mention
from extractor.checks.numbers import place_value, shown
from schemas.record import Breakdown
from schemas.result import CheckResult

Pair = tuple[Mention, Mention]
FEWEST = 3
"""Scored projects that make a mean worth telling."""


def project_means(ctx: Context) -> Iterator[CheckResult]:
    """A8 over every total of projects: weighted by budget as the national form's note says, or plain; blank ones are supplied."""
    if any(other.kind == "weighted_mean" for other in ctx.record.breakdowns):
        return  # the record states how the mean is made, and it is judged there
    for breakdown in ctx.record.breakdowns:
        owners = _owners(breakdown)
        of_quantity = breakdown.whole is not None and breakdown.whole.startswith("/quantities/")
        if breakdown.whole is None or not of_quantity or len(owners) < FEWEST or 2 * len(owners) <= len(ctx.record.projects):
            continue  # part of the projects alone has no score of its own
        scores = [firm(ctx.book.at(f"{owner}/score")) for owner in owners]
        budgets = [firm(ctx.book.at(part)) for part in breakdown.parts if isinstance(part, str)]
        pairs = [(score, budget) for score, budget in zip(scores, budgets, strict=True) if score and budget]
        if any(scores):
            yield _mean(ctx, breakdown.whole, pairs, len(owners))
            return


def _owners(breakdown: Breakdown) -> list[str]:
    parts = [part for part in breakdown.parts if isinstance(part, str)]
    of_projects = parts and all(part.startswith("/projects/") and part.endswith("/budget") for part in parts)
    return [part.rpartition("/")[0] for part in parts] if breakdown.kind == "sum" and of_projects else []


def _printed(ctx: Context, whole: str) -> Mention | None:
    """The printed score of the total: of the same label and subject."""
    total = quantity_at(ctx, whole)
    for index, quantity in enumerate(ctx.record.quantities):
        same = total and (quantity.label, quantity.subject, quantity.period) == (total.label, total.subject, total.period)
        if quantity.measure == "score" and quantity.band is None and same and in_year(ctx, quantity):
            return firm(ctx.book.at(f"/quantities/{index}"))
    return None


def _mean(ctx: Context, whole: str, pairs: list[Pair], projects: int) -> CheckResult:
    lacking = projects - len(pairs)
    if lacking:
        said = ctx.say("mean.open", who=ctx.who(whole), lacking=lacking)
        return CheckResult(check="A8", outcome="skipped", paths=(whole,), because=said)
    printed = _printed(ctx, whole)
    weighted, simple = weighted_mean(pairs), sum((score.value for score, _ in pairs), Decimal(0)) / len(pairs)
    mentions = [one for pair in pairs for one in pair]
    words = {"who": ctx.who(whole), "weighted": shown(weighted, 2), "simple": shown(simple, 2)}
    if printed is None:
        said = ctx.say("mean.blank", **words)
        return CheckResult(check="A8", outcome="skipped", paths=(whole,), expected=shown(weighted, 2), because=said, note=True)
    for value, key in ((weighted, "mean.weighted"), (simple, "mean.simple")):
        if _near(printed, value):
            said = ctx.say(key, printed=printed.text, **words)
            tie = Tested((printed, *mentions), _weighted if key == "mean.weighted" else _simple)
            return ctx.result("A8", "ok", [printed, *mentions], said, expected=shown(value), tie=tie, soft=True)
    return _between(ctx, printed, [score for score, _ in pairs], words)


def _between(ctx: Context, printed: Mention, scores: list[Mention], words: dict[str, str]) -> CheckResult:
    """How the total score is made is not said: it must at least lie between the scores (C6)."""
    low, high = min(one.value for one in scores), max(one.value for one in scores)
    told = {**words, "printed": printed.text, "low": shown(low), "high": shown(high)}
    inside = low <= printed.value <= high
    said = ctx.say("mean.inside" if inside else "mean.outside", **told)
    return ctx.result("C6", "ok" if inside else "warn", [printed, *scores], said, expected=f"[{shown(low)}, {shown(high)}]")


def weighted_mean(pairs: list[Pair]) -> Decimal:
    """Σ A·s ÷ Σ A; the plain mean where all amounts are 0."""
    base = sum((weight.value for _, weight in pairs), Decimal(0))
    if base <= 0:
        return sum((score.value for score, _ in pairs), Decimal(0)) / len(pairs)
    return sum((score.value * weight.value for score, weight in pairs), Decimal(0)) / base


def _near(printed: Mention, value: Decimal) -> bool:
    return abs(printed.value - value) <= place_value(printed.figure.decimals) / 2


def _weighted(given: tuple[Mention, ...]) -> bool:
    return _near(given[0], weighted_mean(list(zip(given[1::2], given[2::2], strict=True))))


def _simple(given: tuple[Mention, ...]) -> bool:
    scores = given[1::2]
    return _near(given[0], sum((one.value for one in scores), Decimal(0)) / len(scores))
