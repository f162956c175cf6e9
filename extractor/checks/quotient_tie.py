"""The constraint behind a ratio: a printed percentage, what it is made of, and what each may be given the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractor.checks.constraints import Tested
from extractor.checks.fit import HUNDRED, Ratio, fit
from extractor.checks.intervals import Interval, quotient
from extractor.checks.mentions import Mention
from extractor.checks.rounding import Rounding


def ratio_tie(rate: Mention, ratio: Ratio, cut: Rounding) -> Tested:
    """``rate = above ÷ below`` for one divisor, in percent."""

    def test(given: tuple[Mention, ...]) -> bool:
        return fit(given[0], replace(ratio, above=given[1], below=given[2:]), cut) is not None

    def solve(at: int, given: tuple[Mention, ...]) -> Sequence[Interval]:
        share, above, below = (one.interval() for one in given[:3])
        if at == 0:
            span = quotient(above, below, HUNDRED)
            return (span,) if span else ()
        if at == 1:
            return (Interval(share.lo * below.lo / HUNDRED, share.hi * below.hi / HUNDRED),)
        return (Interval(HUNDRED * above.lo / share.hi, HUNDRED * above.hi / share.lo),) if share.lo > 0 else ()

    return Tested((rate, ratio.above, *ratio.below), test, solve)
