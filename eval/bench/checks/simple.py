"""Two simple ways of checking a rate, for comparison: recompute and compare; or allow a tenth of a point."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from random import Random

from eval.bench.checks.faults import FAULTS
from eval.bench.checks.plant import Clean
from extractor.checks.constraints import reprinted
from extractor.checks.context import Context
from extractor.checks.cutting import rounding_of
from extractor.checks.fit import HUNDRED, Ratio, fit
from extractor.checks.mentions import Mention, beside
from extractor.checks.quotients import exactly_fits
from extractor.checks.rates import rate_cases
from extractor.checks.rounding import Rounding
from extractor.checks.witnesses import Witnesses

TENTH = Decimal("0.1")
WAYS = ("recompute", "±0.1 point", "ours")
Tally = dict[str, int]


@dataclass(frozen=True, slots=True)
class Case:
    """A printed rate and the amounts printed with it, in a record that cuts off rates so, and computes them from amounts as printed."""

    rate: Mention
    ratio: Ratio
    cut: Rounding
    as_printed: bool

    def passes(self, rate: Mention) -> Mapping[str, bool]:
        """What each way says of a rate printed in this place."""
        value = HUNDRED * self.ratio.above.value / self.ratio.divisor
        places = Decimal(1).scaleb(-rate.figure.decimals)
        return {
            "recompute": value.quantize(places, rounding=ROUND_HALF_UP) == rate.value,
            "±0.1 point": abs(value - rate.value) <= TENTH,
            "ours": fit(rate, self.ratio, self.cut) is not None and (not self.as_printed or exactly_fits(rate, self.ratio)),
        }


def cases(clean: Clean) -> list[Case]:
    """The rates of a record with the amounts of their place."""
    cut = rounding_of(Context(clean.book))
    witnesses, found = Witnesses(Context(clean.book, cut=cut), rate_cases(clean.book)), []
    for subject in clean.book.subjects():
        above, below = subject.role("executed"), subject.role("budget") or subject.role("initial_budget")
        for rate in subject.role("rate"):
            if above and below and rate.unit.kind == "percent" and not rate.hedged:
                ratio = Ratio(beside(rate, above) or above[0], (beside(rate, below) or below[0],))
                if ratio.divisor > 0:
                    found.append(Case(rate, ratio, cut, witnesses.as_printed(rate)))
    return found


def compare(records: Sequence[Clean], random: Random) -> tuple[int, Tally, int, Tally]:
    """Rates, false alarms of each way; planted faults, misses of each way."""
    alarms, misses = dict.fromkeys(WAYS, 0), dict.fromkeys(WAYS, 0)
    rates = faults = 0
    for case in (case for clean in records for case in cases(clean)):
        rates += 1
        for way, passed in case.passes(case.rate).items():
            alarms[way] += not passed
        for name in ("digit", "swap", "last place"):
            wrong = FAULTS[name](random, case.rate.figure.printed, (), None)
            if wrong is not None and not wrong.startswith("-") and Decimal(wrong) != case.rate.figure.value:
                faults += 1
                for way, passed in case.passes(reprinted(case.rate, wrong)).items():
                    misses[way] += passed
    return rates, alarms, faults, misses
