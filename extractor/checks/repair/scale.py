"""The usual size of figures of one role and unit, against which a slipped point or unit stands out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from decimal import Decimal

from extractor.checks.mentions import Mention
from extractor.checks.repair import priors

FEWEST = 3
"""Other figures of a role that it takes to know what is usual."""
TEN = Decimal(10)
SIGNED = frozenset({"change", "balance", "other"})
"""Roles whose figures may be negative."""


class Scale:
    """Sizes by role and kind of unit."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        sizes: dict[tuple[str, str], list[Decimal]] = {}
        for one in mentions:
            if one.value:
                sizes.setdefault((one.role, one.unit.kind), []).append(abs(one.value))
        self._sizes = {key: sorted(values) for key, values in sizes.items()}

    def oddity(self, mention: Mention, value: Decimal) -> int:
        """What it costs for the mention to have this value, one of its own kind apart from it."""
        if value < 0:
            return 0 if mention.role in SIGNED else priors.NEGATIVE
        sizes, own, size = self._sizes.get((mention.role, mention.unit.kind), []), abs(mention.value), abs(value)
        if len(sizes) <= FEWEST or not size:
            return 0
        at = bisect_left(sizes, own)
        without_own = at < len(sizes) and sizes[at] == own
        low = sizes[1] if without_own and at == 0 else sizes[0]
        high = sizes[-2] if without_own and at == len(sizes) - 1 else sizes[-1]
        return priors.ODD if size * TEN < low or size > high * TEN else 0
