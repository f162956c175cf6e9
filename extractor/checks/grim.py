"""A13: a percentage of a whole number of things must be k ÷ n for some whole k (GRIM, Brown & Heathers 2017)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from extractor.checks.book import same_name
from extractor.checks.constraints import Tested
from extractor.checks.context import Context
from extractor.checks.headline import firm, in_year
from extractor.checks.lists import ITEM_UNITS
from extractor.checks.mentions import NEAR, Mention
from extractor.checks.numbers import place_value, shown, unit_of
from schemas.record import Quantity
from schemas.result import CheckResult

HUNDRED = Decimal(100)
OF_PROJECTS = re.compile(r"^项目(?:按期|按时|及时|验收)?(?:完成|合格|开工|完工|竣工|达标)率$")
"""Rates that count whole projects."""


def whole_numbers(ctx: Context) -> Iterator[CheckResult]:
    """Shares told behind a part and a whole of one unit; rates that count whole projects."""
    counts = list(_counts(ctx))
    spent = {(one.label, one.subject, one.period) for one in ctx.record.quantities if one.measure in ("executed", "budget")}
    for index, quantity in enumerate(ctx.record.quantities):
        share = firm(ctx.book.at(f"/quantities/{index}"))
        key = (quantity.label, quantity.subject, quantity.period)
        if quantity.measure in ("share", "rate") and share and share.unit.kind == "percent" and key not in spent:
            yield from _share(ctx, quantity, share, counts)
    yield from _rates_of_projects(ctx, counts)


def _counts(ctx: Context) -> Iterator[tuple[Quantity, Mention]]:
    for index, quantity in enumerate(ctx.record.quantities):
        found = firm(ctx.book.at(f"/quantities/{index}"))
        if quantity.measure == "count" and quantity.band is None and found:
            yield quantity, found


def _share(ctx: Context, quantity: Quantity, share: Mention, counts: list[tuple[Quantity, Mention]]) -> Iterator[CheckResult]:
    """Of which counts it is the share, no word of the record says: a pair that fits bears it out, one that does not says nothing."""
    pairs = _pairs(same_name(quantity.label) or "", share, counts)
    fitting = next((pair for pair in pairs if possible(share, pair[1].value, pair[0].value)), None)
    if fitting:
        part, whole = fitting
        said = ctx.say("grim.pair", who=ctx.who(share.owner), share=share.text, part=part.text, whole=whole.text)
        tie = Tested((share, part, whole), lambda given: possible(given[0], given[2].value, given[1].value))
        yield ctx.result("A13", "ok", [share, part, whole], said, weak=part.value == whole.value, tie=tie, soft=True)


def _pairs(name: str, share: Mention, counts: list[tuple[Quantity, Mention]]) -> Iterator[tuple[Mention, Mention]]:
    """A part and a whole of one unit told right before the share, one of them sharing words with its label."""
    near = [(other, count) for other, count in counts if _before(count, share)]
    for part_of, part in near:
        for whole_of, whole in near:
            labels = (same_name(part_of.label) or "") + (same_name(whole_of.label) or "")
            if (
                part.unit.name == whole.unit.name
                and part is not whole
                and 0 < part.value <= whole.value
                and _bigrams(name) & _bigrams(labels)
            ):
                yield part, whole


def _before(one: Mention, other: Mention) -> bool:
    return bool(one.at and other.at and 0 <= other.at.span[0] - one.at.span[1] <= NEAR)


def _bigrams(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)}


def possible(share: Mention, whole: Decimal, part: Decimal | None = None) -> bool:
    """Whether some whole ``k`` (or the given part) of ``whole`` things prints as this percentage, rounded or cut off."""
    half = place_value(share.figure.decimals) / 2
    low, high = (share.value - half) * whole / HUNDRED, (share.value + 2 * half) * whole / HUNDRED
    if part is not None:
        return low <= part <= high
    return low.to_integral_value(ROUND_CEILING) <= high.to_integral_value(ROUND_FLOOR)


def judge(ctx: Context, share: Mention, count: Mention) -> CheckResult:
    """The verdict on a percentage of ``count`` things."""
    whole = count.value
    words = {"who": ctx.who(share.owner), "share": share.text, "count": count.text}
    if whole * 2 * place_value(share.figure.decimals) >= HUNDRED:
        return ctx.result("A13", "skipped", [share, count], ctx.say("grim.many", **words))
    if possible(share, whole):
        near = (share.value * whole / HUNDRED).to_integral_value()
        said = ctx.say("grim.ok", near=shown(near), **words)
        tie = Tested((share, count), lambda given: possible(given[0], given[1].value))
        return ctx.result("A13", "ok", [share, count], said, weak=True, tie=tie, soft=True)
    return ctx.result("A13", "warn", [share, count], ctx.say("grim.off", **words))


def _rates_of_projects(ctx: Context, counts: list[tuple[Quantity, Mention]]) -> Iterator[CheckResult]:
    stated = {count.value: count for quantity, count in counts if "项目" in (quantity.label or "") and quantity.subject is None
              and in_year(ctx, quantity) and count.unit.name in ITEM_UNITS}  # fmt: skip
    if len(stated) != 1:
        return
    count = next(iter(stated.values()))
    for index, row in enumerate(ctx.record.indicators):
        actual = row.actual
        if row.subject is None and actual and len(actual.figures) == 1 and OF_PROJECTS.match(row.name or ""):
            figure = actual.figures[0]
            path, unit = f"/indicators/{index}/actual/figures/0", unit_of(figure.unit, "rate", None)
            if unit.kind == "percent" and figure.op is None and count.value > 0:
                yield judge(ctx, Mention(path, f"/indicators/{index}", "rate", figure, unit, None, figure.decimals), count)
