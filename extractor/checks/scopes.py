"""B3: figures of one name that tell two scopes (two years, batches, sources of money), as they show by agreeing among themselves.

A slip of the pen changes one figure. Where budget, spending and rate of one subject are all printed twice with different values, and each
rate is exactly the ratio of a budget and a spending of its own, there are two facts under one name: nothing is mistyped, and figures of
one scope are never compared with those of the other. Labels that are no projects are two facts as soon as budget and spending both
differ, and totals as soon as parts of their own make two of their values.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import product

from extractor.checks.book import BUDGETS, Book, Mentions, Subject
from extractor.checks.fit import Ratio
from extractor.checks.footings import Footings
from extractor.checks.mentions import Mention
from extractor.checks.quotients import exactly_fits

SCOPES = 2
"""Scopes at least; more than ``VALUES`` values of a role are no scopes but a list."""
VALUES = 6
WHOLE = Decimal(100)


@dataclass(frozen=True)
class Scopes:
    """The subjects of a record that tell several scopes."""

    book: Book

    @cached_property
    def _found(self) -> tuple[tuple[frozenset[str], Mapping[str, Ratio]], ...]:
        found, footings = [], Footings(self.book)
        for subject in self.book.subjects():
            ratios = _ratios(subject)
            if ratios or _loose(subject) or any(map(footings.several, subject.roles.values())):
                paths = frozenset(one.path for role in subject.roles.values() for one in role)
                found.append((paths, ratios))
        return tuple(found)

    def apart(self, paths: Sequence[str]) -> str | None:
        """What to call the subject whose figures these are, where it tells several scopes."""
        return next((min(known) for known, _ in self._found if known.issuperset(paths)), None)

    def ratio(self, rate: Mention) -> Ratio | None:
        """The amounts of the rate's own scope."""
        return next((ratios[rate.path] for _, ratios in self._found if rate.path in ratios), None)


def _ratios(subject: Subject) -> Mapping[str, Ratio]:
    """For each rate the amounts of its scope; none where some rate has none of its own, or the scopes share an amount."""
    rates = [one for one in _distinct(subject.role("rate")) if one.value]
    if not all(SCOPES <= len(found) <= VALUES for found in (*_amounts(subject), rates)):
        return {}
    chosen = _own_amounts(subject, rates)
    if chosen is None or all(one.value == WHOLE for one in rates):
        return {}
    by_value = dict(zip((one.value for one in rates), chosen, strict=True))
    return {one.path: by_value[one.value] for one in subject.role("rate") if one.value in by_value}


def _own_amounts(subject: Subject, rates: Sequence[Mention]) -> Sequence[Ratio] | None:
    """A spending and a budget for each rate that no other rate has."""
    budgets, spent = _amounts(subject)
    ways = [
        [Ratio(above, (below,)) for above, below in product(spent, budgets) if exactly_fits(rate, Ratio(above, (below,)))] for rate in rates
    ]
    return next((way for way in product(*ways) if _own(way)), None)


def _loose(subject: Subject) -> bool:
    """Whether a label that is no project (中央资金) is printed with several budgets, as many amounts spent, and no rate but theirs."""
    budgets, spent = _amounts(subject)
    if subject.project or not SCOPES <= len(budgets) == len(spent) <= VALUES:
        return False
    rates = _distinct(subject.role("rate"))
    return len(rates) <= len(budgets) and _own_amounts(subject, rates) is not None


def _amounts(subject: Subject) -> tuple[list[Mention], list[Mention]]:
    """The budgets and the amounts spent, each value once."""
    return _distinct(_budgets(subject)), _distinct(subject.role("executed"))


def _budgets(subject: Subject) -> Mentions:
    return subject.role("budget") or tuple(one for role in sorted(BUDGETS) for one in subject.role(role))


def _own(way: Sequence[Ratio]) -> bool:
    """Whether each rate has a spending and a budget that no other rate has."""
    return len({one.above.value for one in way}) == len({one.divisor for one in way}) == len(way)


def _distinct(found: Mentions) -> list[Mention]:
    """One mention of each value."""
    return list({one.value: one for one in found if not one.hedged}.values())
