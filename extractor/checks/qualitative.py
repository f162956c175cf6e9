"""D4, points of an indicator told in words; D8, an actual copied from its target."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from extractor.checks.context import Context
from extractor.checks.mentions import Mention
from extractor.checks.numbers import shown
from extractor.checks.row_values import DOWN, UP, compare
from extractor.checks.tables import Row, score_tables
from schemas.record import Indicator
from schemas.result import CheckResult

NOT = re.compile(r"^(?:未|没有|尚未)|未(?:完成|达成|达到|实现|开展)|较差|不明显|不到位")
PARTLY = re.compile(r"部分(?:完成|达成|达到|实现)|未(?:能)?(?:完全|全部|全面)")
WHOLLY = re.compile(
    r"全部|完全|全面(?:完成|达成)|^(?:已)?(?:完成|达成|达到|实现|达标|合格|优秀|优|是|有)|效果明显|明显|显著|到位|有效|良好|健全|完善"
)
WEAKER = re.compile(r"基本|较(?!上年|去年|计划)|有所|一般|逐步|进一步|持续|不断|部分")
"""Words that leave open which tier is meant."""
WHOLE_GOAL = 20
"""Characters from which a text that comes back word for word is copied, not measured."""
HUNDRED = Decimal(100)


def qualitative(ctx: Context) -> Iterator[CheckResult]:
    """D4 over every row whose target holds no figure: s ÷ w inside the tier of the stated result."""
    for table in score_tables(ctx.book):
        for row in table.leaves:
            actual, target = row.indicator.actual, row.indicator.target
            told = actual is not None and not actual.figures and not (target and target.figures) and compare(row.indicator) is None
            if told and row.indicator.name and row.score and row.weight and not row.is_execution and row.weight.value > 0:
                yield _tier(ctx, row, row.score, row.weight)


def stated_tier(row: Indicator) -> int | None:
    """0 reached, 1 partly, 2 not; null where the words do not say."""
    text = re.sub(r"\s", "", row.actual.text if row.actual else "")
    target = re.sub(r"\s", "", row.target.text if row.target else "")
    if PARTLY.search(text):
        return 1
    if NOT.search(text):
        return 2
    if text and text == target:
        return 0
    if WEAKER.search(text):
        return None
    return 0 if WHOLLY.search(text) else None


def _tier(ctx: Context, row: Row, score: Mention, weight: Mention) -> CheckResult:
    tier, (upper, lower) = stated_tier(row.indicator), ctx.profile.tiers
    words = {"who": ctx.who(row.pointer), "actual": row.indicator.actual.text if row.indicator.actual else "",
             "score": score.text, "weight": weight.text, "profile": ctx.profile.name}  # fmt: skip
    if tier is None or score.hedged:
        return ctx.result("D4", "skipped", [score, weight], ctx.say("tier.open", **words))
    low, high = ((upper, HUNDRED), (lower, upper), (Decimal(0), lower))[tier]
    share = HUNDRED * score.value / weight.value
    words |= {"low": shown(low), "high": shown(high), "share": shown(share, 1)}
    if low <= share <= high:
        return ctx.result("D4", "ok", [score, weight], ctx.say("tier.ok", **words), weak=True)
    if share < low or row.indicator.reason is not None:  # stricter scoring is the unit's right; lost points are D6's
        key = "tier.stricter" if share < low else "tier.reason"
        return ctx.result("D4", "skipped", [score, weight], ctx.say(key, **words))
    return ctx.result("D4", "warn", [score, weight], ctx.say("tier.off", **words), expected=f"{shown(low)}–{shown(high)} %")


def copied(ctx: Context) -> Iterator[CheckResult]:
    """D8: a bound (≥0%) given back as the result, and a goal given back word for word; once for each kind."""
    bounds: list[int] = []
    goals: list[int] = []
    for index, row in enumerate(ctx.record.indicators):
        if row.target and row.actual and _plain(row.target.text) == _plain(row.actual.text):
            if UP.search(row.actual.text) or DOWN.search(row.actual.text):
                bounds.append(index)
            elif len(_plain(row.actual.text)) >= WHOLE_GOAL:
                goals.append(index)
    for key, found in (("copied.bound", bounds), ("copied.goal", goals)):
        if found:
            yield _copied(ctx, key, found)


def _plain(text: str) -> str:
    return re.sub(r"\s|[。；;，,]$", "", text)


def _copied(ctx: Context, key: str, found: list[int]) -> CheckResult:
    names = ctx.say("and").join(f"{ctx.who(f'/indicators/{index}')}" for index in found)
    first = ctx.record.indicators[found[0]].actual
    said = ctx.say(key, names=names, text=(first.text[:WHOLE_GOAL] + ("…" if len(first.text) > WHOLE_GOAL else "")) if first else "")
    paths = tuple(f"/indicators/{index}/actual" for index in found)
    printed = tuple(actual.text for index in found if (actual := ctx.record.indicators[index].actual))
    return CheckResult(check="D8", outcome="warn", paths=paths, printed=printed, because=said)
