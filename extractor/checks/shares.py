"""A4: shares of a whole, each against its amount (pᵢ = xᵢ ÷ T) and all together (Σ pᵢ = 100)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from extractor.checks.book import Mentions, same_name
from extractor.checks.context import Context, joined
from extractor.checks.fit import Ratio, fit
from extractor.checks.mentions import Mention, tolerance
from extractor.checks.numbers import plain, shown
from extractor.checks.quotient_tie import ratio_tie
from schemas.record import Quantity
from schemas.result import CheckResult, Outcome

AMOUNTS = ("executed", "budget", "initial_budget", "balance", "other", "count")
HUNDRED = Decimal(100)


def shares(ctx: Context) -> Iterator[CheckResult]:
    """Every printed share of a labelled amount; then the shares of the parts of each total together."""
    amounts = _amounts(ctx)
    for index, quantity in enumerate(ctx.record.quantities):
        if quantity.measure == "share" and quantity.label is not None and quantity.band is None:
            found = amounts.get(_key(quantity), {})
            for share in ctx.book.at(f"/quantities/{index}")[:1]:
                if share.unit.kind == "percent" and found:
                    yield _share(ctx, share, found)
    yield from _together(ctx)


def _key(quantity: Quantity) -> tuple[str | None, str | None, str | None]:
    return same_name(quantity.label), quantity.subject, quantity.period


def _amounts(ctx: Context) -> dict[tuple[str | None, str | None, str | None], dict[str, Mentions]]:
    found: dict[tuple[str | None, str | None, str | None], dict[str, Mentions]] = {}
    for index, quantity in enumerate(ctx.record.quantities):
        if quantity.measure in AMOUNTS and quantity.band is None:
            found.setdefault(_key(quantity), {}).setdefault(f"/quantities/{index}", ctx.book.at(f"/quantities/{index}"))
    return found


def _share(ctx: Context, share: Mention, amounts: dict[str, Mentions]) -> CheckResult:
    ratios = [Ratio(part[0], (whole,)) for pointer, part in amounts.items() if part for whole in _wholes(ctx, pointer, part[0])]
    ratios = [ratio for ratio in ratios if ratio.divisor > 0]
    if not ratios:
        return ctx.missing("A4", share.owner, "whole")
    hedged = ctx.hedged("A4", [share, *ratios[0].mentions])
    if hedged:
        return hedged
    for ratio in ratios:
        found = fit(share, ratio, ctx.cut)
        if found:
            said = ctx.say("share.ok", **_words(ctx, share, ratio))
            tie = ratio_tie(share, ratio, ctx.cut)
            return ctx.result("A4", "ok", [share, *ratio.mentions], said, expected=found.implied, weak=found.weak, tie=tie, soft=True)
    ratio = ratios[0]
    # Of what the share is, no word of the record says: the total it was divided by is found, not printed beside it.
    said = ctx.say("share.off", **_words(ctx, share, ratio))
    return ctx.result("A4", "warn", [share, *ratio.mentions], said, expected=shown(ratio.value("%")))


def _words(ctx: Context, share: Mention, ratio: Ratio) -> dict[str, str]:
    return {"who": ctx.who(share.owner), "share": share.text, "above": ratio.above.text, "below": joined(ratio.below),
            "value": f"{shown(ratio.value('%'))}%"}  # fmt: skip


def _wholes(ctx: Context, pointer: str, part: Mention) -> Iterator[Mention]:
    """The totals that the amount is a part of, as the report relates them."""
    for breakdown in ctx.record.breakdowns:
        if breakdown.whole and pointer in breakdown.parts and breakdown.kind in ("sum", "of_which"):
            yield from (one for one in ctx.book.at(breakdown.whole)[:1] if one.unit.kind == part.unit.kind and not one.hedged)


def _together(ctx: Context) -> Iterator[CheckResult]:
    printed = {_key(quantity): ctx.book.at(f"/quantities/{index}") for index, quantity in enumerate(ctx.record.quantities)
               if quantity.measure == "share" and quantity.band is None}  # fmt: skip
    for breakdown in ctx.record.breakdowns:
        pointers = [part for part in breakdown.parts if isinstance(part, str) and part.startswith("/quantities/")]
        if breakdown.kind != "sum" or breakdown.whole is None or len(pointers) < max(2, len(breakdown.parts)):
            continue
        keys = [_key(ctx.record.quantities[int(part.rpartition("/")[2])]) for part in pointers]
        found = [printed[key][0] for key in keys if printed.get(key)]
        if len(found) == len(pointers) and all(one.unit.kind == "percent" for one in found):
            yield _hundred(ctx, breakdown.whole, found)


def _hundred(ctx: Context, whole: str, found: list[Mention]) -> CheckResult:
    hedged = ctx.hedged("A4", found)
    if hedged:
        return hedged
    value = sum((one.value for one in found), Decimal(0))
    off = abs(value - HUNDRED)
    outcome: Outcome = "ok" if off == 0 else "rounding" if off <= tolerance(found) else "warn"
    words = {"who": ctx.who(whole), "parts": joined(found), "value": f"{plain(value)}%"}
    return ctx.result("A4", outcome, found, ctx.say(f"shares.{outcome}", **words), expected="100")
