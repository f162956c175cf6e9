"""How a document makes its printed percentages: rounded to the nearest, or cut off, told by those that only one of both explains."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from operator import eq, gt

from extractor.checks.changes import growths
from extractor.checks.context import Context
from extractor.checks.fit import fits_either_way
from extractor.checks.mentions import Mention
from extractor.checks.rates import rate_ratios
from extractor.checks.rounding import Rounding
from extractor.checks.shares import share_ratios


@dataclass(frozen=True, slots=True)
class Witness:
    """A printed percentage with the amounts it is made of, told once however often they are printed, and which way it fits."""

    owner: str
    numbers: tuple[Decimal, ...]
    decimals: int
    rounded: bool
    cut: bool


def rounding_of(ctx: Context) -> Rounding:
    """Cut off where more rates, changes and shares fit only so than fit only rounded; either where as many do.

    Where both sides are equally strong neither can be called wrong. Rates typed as whole percents and rates
    computed to two decimals may be made by different hands in one document: each number of decimals is judged by itself.
    """
    cut, nearest = Counter[int](), Counter[int]()
    for one in dict.fromkeys(_witnesses(ctx)):
        cut[one.decimals] += one.cut and not one.rounded
        nearest[one.decimals] += one.rounded and not one.cut
    more, tied = (frozenset(at for at, count in cut.items() if count and compare(count, nearest[at])) for compare in (gt, eq))
    return Rounding(more, tied, frozenset(at for at, count in cut.items() if not count and not nearest[at]))


def _witnesses(ctx: Context) -> Iterator[Witness]:
    for percentage, ratios in (*rate_ratios(ctx.book), *share_ratios(ctx)):
        if ratios and not percentage.hedged:
            yield _witness(percentage, ratios[0].mentions, *fits_either_way(percentage, ratios))
    for ways in growths(ctx):
        fitting = [way.fits_either_way() for way in ways]
        change, *amounts = ways[0].mentions
        if not change.hedged:
            yield _witness(change, amounts, any(rounded for rounded, _ in fitting), any(cut for _, cut in fitting))


def _witness(percentage: Mention, amounts: Sequence[Mention], rounded: bool, cut: bool) -> Witness:
    return Witness(percentage.owner, (percentage.value, *(one.value for one in amounts)), percentage.figure.decimals, rounded, cut)
