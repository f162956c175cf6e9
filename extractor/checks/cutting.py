"""How a document makes its printed percentages: rounded to the nearest, or cut off, told by those that only one of both explains."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from extractor.checks.changes import growths
from extractor.checks.context import Context
from extractor.checks.fit import fits_either_way
from extractor.checks.mentions import Mention
from extractor.checks.rates import rate_ratios
from extractor.checks.rounding import Rounding
from extractor.checks.shares import share_ratios

Witness = tuple[Mention, bool, bool]
"""A printed percentage, and whether it fits rounded and whether it fits cut off."""


def rounding_of(ctx: Context) -> Rounding:
    """Cut off where more rates, changes and shares fit only so than fit only rounded; either where as many do, or none tells.

    Where both sides are equally strong neither can be called wrong. Rates typed as whole percents and rates
    computed to two decimals may be made by different hands in one document: each number of decimals is judged by itself.
    """
    cut, nearest = Counter[int](), Counter[int]()
    for percentage, fits_rounded, fits_cut in _witnesses(ctx):
        if not percentage.hedged:
            cut[percentage.figure.decimals] += fits_cut and not fits_rounded
            nearest[percentage.figure.decimals] += fits_rounded and not fits_cut
    more = frozenset(decimals for decimals, count in cut.items() if count > nearest[decimals])
    return Rounding(more, frozenset(decimals for decimals, count in cut.items() if count == nearest[decimals]))


def _witnesses(ctx: Context) -> Iterator[Witness]:
    for percentage, ratios in (*rate_ratios(ctx.book), *share_ratios(ctx)):
        yield percentage, *fits_either_way(percentage, ratios)
    for ways in growths(ctx):
        fitting = [way.fits_either_way() for way in ways]
        yield ways[0].change, any(rounded for rounded, _ in fitting), any(cut for _, cut in fitting)
