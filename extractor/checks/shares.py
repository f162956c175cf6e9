"""A4: shares of a whole, each against its amount (pᵢ = xᵢ ÷ T) and all together (Σ pᵢ = 100)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractor.checks.book import Mentions, same_name
from extractor.checks.constraints import Sum
from extractor.checks.context import Context, joined
from extractor.checks.fit import Fit, Ratio, fit
from extractor.checks.headline import firm, project_of, quantity_at
from extractor.checks.mentions import Mention, tolerance
from extractor.checks.numbers import plain, shown
from extractor.checks.quotient_tie import ratio_tie
from schemas.record import Quantity
from schemas.result import CheckResult, Outcome

AMOUNTS = ("executed", "budget", "initial_budget", "balance", "other", "count")
HUNDRED = Decimal(100)
USUAL = 2
"""So many shares of one whole that fit, and more than those that do not, say that the others are of this whole too."""
Key = tuple[str | None, str | None, str | None]


@dataclass(frozen=True, slots=True)
class Share:
    """A printed share and the ratio it fits, else the likeliest. ``stated``: the report relates amount and whole in a sum."""

    share: Mention
    ratio: Ratio
    found: Fit | None
    stated: bool

    @property
    def whole(self) -> str:
        """What it is the share of."""
        return self.ratio.below[0].owner


def shares(ctx: Context) -> Iterator[CheckResult]:
    """Every printed share of a labelled amount or of a project; then the shares of the parts of each total together."""
    judged = list(_judged(ctx))
    known = [one for one in judged if isinstance(one, Share)]
    fitting = Counter(one.whole for one in known if one.found)
    failing = Counter(one.whole for one in known if not one.found)
    for one in judged:
        usual = isinstance(one, Share) and fitting[one.whole] >= max(USUAL, failing[one.whole] + 1)
        yield _answer(ctx, one, usual) if isinstance(one, Share) else one
    yield from _together(ctx)


def share_ratios(ctx: Context) -> Iterator[tuple[Mention, Sequence[Ratio]]]:
    """Every printed share with the ratios that the report itself relates it to, else with those that its place suggests."""
    for share, stated, implied in _candidates(ctx):
        yield share, stated or implied


def _judged(ctx: Context) -> Iterator[Share | CheckResult]:
    return (_judge(ctx, share, stated, implied) for share, stated, implied in _candidates(ctx))


def _candidates(ctx: Context) -> Iterator[tuple[Mention, list[Ratio], list[Ratio]]]:
    """Every printed share, the ratios that the report states and those that the places imply."""
    amounts, wholes = _amounts(ctx), _wholes(ctx)
    for index, quantity in enumerate(ctx.record.quantities):
        if quantity.measure == "share" and quantity.band is None and (quantity.label or quantity.subject):
            found = amounts.get(_key(quantity), {}) if quantity.label else _of_project(ctx, quantity.subject or "", amounts)
            for share in ctx.book.at(f"/quantities/{index}")[:1]:
                if share.unit.kind == "percent" and found:
                    stated = [ratio for pointer, part in found.items() for ratio in _ratios(part, wholes.get(pointer, []))]
                    implied = [ratio for pointer, part in found.items() for ratio in _ratios(part, _above(ctx, pointer, part))]
                    yield share, stated, implied


def _key(quantity: Quantity) -> Key:
    return same_name(quantity.label), quantity.subject, quantity.period


def _amounts(ctx: Context) -> dict[Key, dict[str, Mentions]]:
    found: dict[Key, dict[str, Mentions]] = {}
    for index, quantity in enumerate(ctx.record.quantities):
        if quantity.measure in AMOUNTS and quantity.band is None:
            found.setdefault(_key(quantity), {}).setdefault(f"/quantities/{index}", ctx.book.at(f"/quantities/{index}"))
    return found


def _of_project(ctx: Context, project: str, amounts: Mapping[Key, dict[str, Mentions]]) -> dict[str, Mentions]:
    """What a share without a label may be the share of: the project's own amounts, then those told of it."""
    own = {f"{project}/{role}": ctx.book.at(f"{project}/{role}") for role in ("budget", "executed", "initial_budget")}
    told = {pointer: found for (_, subject, _), by in amounts.items() if subject == project for pointer, found in by.items()}
    return {**own, **told}


def _judge(ctx: Context, share: Mention, stated: list[Ratio], implied: list[Ratio]) -> Share | CheckResult:
    for ratio in (*stated, *implied):
        if found := fit(share, ratio, ctx.cut):
            return Share(share, ratio, found, ratio in stated)
    if not stated and not implied:
        return ctx.missing("A4", share.owner, "whole")
    ratio = (*stated, *implied)[0]
    return ctx.hedged("A4", [share, *ratio.mentions]) or Share(share, ratio, None, bool(stated))


def _ratios(part: Mentions, wholes: list[Mention]) -> list[Ratio]:
    return [Ratio(part[0], (whole,)) for whole in wholes if part and part[0].unit.kind == whole.unit.kind and whole.value > 0]


def _answer(ctx: Context, one: Share, usual: bool) -> CheckResult:
    """A share that does not fit is a question where a sum or its fellows say what it is the share of; else nobody can tell."""
    ratio, mentions = one.ratio, [one.share, *one.ratio.mentions]
    words = {"who": ctx.who(one.share.owner), "share": one.share.text, "above": ratio.above.text, "below": joined(ratio.below),
             "value": f"{shown(ratio.value('%'))}%"}  # fmt: skip
    tie = ratio_tie(one.share, ratio, ctx.cut)
    if one.found:
        said = ctx.say("share.ok", **words)
        return ctx.result("A4", "ok", mentions, said, expected=one.found.implied, weak=one.found.weak, tie=tie, soft=True)
    quantity = quantity_at(ctx, one.share.owner)
    if usual or (one.stated and quantity is not None and quantity.label is not None):
        return ctx.result("A4", "warn", mentions, ctx.say("share.off", **words), expected=shown(ratio.value("%")), tie=tie, soft=True)
    return ctx.result("A4", "skipped", mentions, ctx.say("share.open", **words))


def _above(ctx: Context, pointer: str, part: Mentions) -> list[Mention]:
    """What the amount may be a part of by its place alone: the same figure of its subject, or of the project above."""
    role = part[0].role if part else ""
    project, quantity = project_of(ctx, pointer), quantity_at(ctx, pointer)
    owner = project.parent if project else quantity.subject if quantity else None
    whole = firm(ctx.book.at(f"{owner}/{role}")) if owner and owner.startswith("/projects/") else None
    return [whole] if whole else []


def _wholes(ctx: Context) -> dict[str, list[Mention]]:
    """By amount: the totals that it is a part of, as the report relates them."""
    found: dict[str, list[Mention]] = {}
    for breakdown in ctx.record.breakdowns:
        whole = firm(ctx.book.at(breakdown.whole)) if breakdown.whole and breakdown.kind in ("sum", "of_which") else None
        for part in breakdown.parts if whole else ():
            if isinstance(part, str) and whole:
                found.setdefault(part, []).append(whole)
    return found


def _together(ctx: Context) -> Iterator[CheckResult]:
    printed = {_key(quantity): ctx.book.at(f"/quantities/{index}") for index, quantity in enumerate(ctx.record.quantities)
               if quantity.measure == "share" and quantity.band is None}  # fmt: skip
    for breakdown in ctx.record.breakdowns:
        quantities = [quantity_at(ctx, part) for part in breakdown.parts if isinstance(part, str)]
        if breakdown.kind != "sum" or breakdown.whole is None or len(quantities) < 2:
            continue
        found = [printed[_key(one)][0] for one in quantities if one and printed.get(_key(one))]
        if len(found) == len(breakdown.parts) and all(one.unit.kind == "percent" for one in found):
            yield _hundred(ctx, breakdown.whole, found)


def _hundred(ctx: Context, whole: str, found: list[Mention]) -> CheckResult:
    hedged = ctx.hedged("A4", found)
    if hedged:
        return hedged
    value = sum((one.value for one in found), Decimal(0))
    off = abs(value - HUNDRED)
    outcome: Outcome = "ok" if off == 0 else "rounding" if off <= tolerance(found) else "warn"
    words = {"who": ctx.who(whole), "parts": joined(found), "value": f"{plain(value)}%"}
    slack = tolerance(found)
    tie = Sum(None, tuple(found), slack, constant=HUNDRED)
    return ctx.result("A4", outcome, found, ctx.say(f"shares.{outcome}", **words), expected="100", tie=tie, soft=True)
