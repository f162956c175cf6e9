"""What is usual for a figure of its role, against which a slipped point, a lost digit or an impossible value stands out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from decimal import Decimal
from functools import cached_property

from extractor.checks.mentions import Mention
from extractor.checks.numbers import place_value
from extractor.checks.repair import priors

FEWEST = 3
"""Other figures of a role that it takes to know what is usual."""
TEN = Decimal(10)
HUNDRED = Decimal(100)
LOW_RATE, HIGH_RATE = Decimal(10), Decimal(150)
"""Rates of execution outside are rare, whatever the others are."""
FINE = 4
"""Decimals that money in 万元 is printed to at most: 元."""
SIGNED = frozenset({"change", "balance", "other"})
"""Roles whose figures may be negative."""
STEPS = tuple(map(Decimal, ("10", "5", "1", "0.5", "0.1")))
"""Grids on which hand-set figures stand, the coarsest first."""
Kind = tuple[str, str, int | None]


class Usual:
    """Sizes, grids and trailing zeros by role, kind of unit and table. ``totals``: the figures that others add up to."""

    def __init__(self, mentions: Iterable[Mention], totals: frozenset[str]) -> None:
        self._mentions = tuple(mentions)
        self._totals = totals

    def oddity(self, mention: Mention, value: Decimal) -> int:
        """What it costs for the mention to have this value (base unit), in hundredths of a typing error; what it has now costs likewise."""
        if value < 0:
            return 0 if mention.role in SIGNED else priors.NEGATIVE
        fine = priors.CRUMBS if _decimals(value / mention.unit.factor) > FINE else 0
        return self._size(mention, value) + self._whole(mention, value) + self._grid(mention, value) + fine

    def cut_short(self, mention: Mention, value: Decimal) -> bool:
        """Whether the number lacks decimals that this value would give it, where its field prints trailing zeros too."""
        wanted = _decimals(value / mention.unit.factor)
        return mention.figure.decimals < wanted <= mention.decimals and _kind(mention) in self._padded

    def _size(self, mention: Mention, value: Decimal) -> int:
        if mention.role == "weight" and mention.path in self._totals:
            return priors.NOT_HUNDRED if value != HUNDRED else 0
        if not value:
            return priors.NOTHING if self._zeros.get(_kind(mention), 0) <= (mention.value == 0) else 0
        low, high = self._others(mention)
        return priors.ODD if value * TEN < low or value > high * TEN or self._odd_rate(mention, value) else 0

    def _odd_rate(self, mention: Mention, value: Decimal) -> bool:
        return mention.role == "rate" and mention.unit.kind == "percent" and not LOW_RATE <= value <= HIGH_RATE

    def _others(self, mention: Mention) -> tuple[Decimal, Decimal]:
        """The smallest and the largest of the other figures of its role; of too few nothing is known."""
        sizes, own = self._sizes.get((mention.role, mention.unit.kind), []), abs(mention.value)
        if len(sizes) <= FEWEST:
            return Decimal(0), Decimal("Infinity")
        at = bisect_left(sizes, own)
        without_own = at < len(sizes) and sizes[at] == own
        low = sizes[1] if without_own and at == 0 else sizes[0]
        high = sizes[-2] if without_own and at == len(sizes) - 1 else sizes[-1]
        return low, high

    @staticmethod
    def _whole(mention: Mention, value: Decimal) -> int:
        """People, projects and places are whole numbers; measures (公里, 亩) need not be."""
        return priors.NOT_WHOLE if mention.role == "count" and mention.unit.name in _ITEMS and value % 1 else 0

    def _grid(self, mention: Mention, value: Decimal) -> int:
        step = self._steps.get(_kind(mention))
        return priors.OFF_GRID if step and (value / mention.unit.factor) % step else 0

    @cached_property
    def _sizes(self) -> dict[tuple[str, str], list[Decimal]]:
        sizes: dict[tuple[str, str], list[Decimal]] = {}
        for one in self._mentions:
            if one.value:
                sizes.setdefault((one.role, one.unit.kind), []).append(abs(one.value))
        return {key: sorted(values) for key, values in sizes.items()}

    @cached_property
    def _by_kind(self) -> dict[Kind, list[Mention]]:
        kinds: dict[Kind, list[Mention]] = {}
        for one in self._mentions:
            kinds.setdefault(_kind(one), []).append(one)
        return kinds

    @cached_property
    def _zeros(self) -> dict[Kind, int]:
        return {kind: sum(one.value == 0 for one in found) for kind, found in self._by_kind.items()}

    @cached_property
    def _padded(self) -> frozenset[Kind]:
        """Fields in which some number keeps a zero behind its point."""
        return frozenset(kind for kind, found in self._by_kind.items() if any(_keeps_zero(one) for one in found))

    @cached_property
    def _steps(self) -> dict[Kind, Decimal]:
        """The coarsest grid on which all figures of a field stand but one."""
        steps = {}
        for kind, found in self._by_kind.items():
            parts = [one.figure.value for one in found if one.path not in self._totals]
            fitting = (step for step in STEPS if len(parts) > FEWEST and sum(bool(value % step) for value in parts) <= 1)
            if step := next(fitting, None):
                steps[kind] = step
        return steps


_ITEMS = frozenset("个项人户名家所次处座辆台套件位村期场宗起本册份支盏只")
"""Units of things that are counted one by one."""


def _decimals(value: Decimal) -> int:
    return -int(value.normalize().as_tuple().exponent)


def _keeps_zero(one: Mention) -> bool:
    return one.figure.decimals > 0 and one.figure.decimals == one.decimals and not one.figure.value % (place_value(one.decimals) * TEN)


def _kind(one: Mention) -> Kind:
    return one.role, one.unit.kind, one.at.cell[0] if one.at and one.at.cell else None
