"""Which predicted item is which gold item: an assignment of least cost in which an item may stay alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import linear_sum_assignment

FORBIDDEN = 10**9
"""The cost of a pair that is never made."""

Cost = Callable[[int, int], int | None]
"""What it costs to take a gold item (by index) for a predicted one; null: never."""


@dataclass
class Pairs:
    """Gold index to predicted index. ``sure`` are the gold items whose partner has all that names them."""

    predicted: dict[int, int] = field(default_factory=dict)
    sure: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Turns the pairs round, too."""
        self._gold = {one: gold for gold, one in self.predicted.items()}

    def gold_of(self, predicted: int) -> int | None:
        """The gold partner of a predicted item."""
        return self._gold.get(predicted)


def pair(gold: Sequence[Hashable], predicted: Sequence[Hashable], cost: Cost, alone: int) -> dict[int, int]:
    """Gold index to predicted index at the least total cost; ``alone`` is the cost of a gold item without partner.

    ``gold`` and ``predicted`` hold what names each item, everything that ``cost`` looks at, in the order of their places. Items
    of different names are paired alike in whatever order they come; items of one name are taken in their order.
    """
    rows, columns = _by_name(gold), _by_name(predicted)
    found = [(rows[row], columns[column]) for row, column in assign([[cost(g, p) for p in columns] for g in rows], alone)]
    by_gold = _in_order(found, gold, columns)
    return {g: p for p, g in _in_order([(p, g) for g, p in by_gold], predicted, rows)}


def _by_name(names: Sequence[Hashable]) -> list[int]:
    return sorted(range(len(names)), key=lambda index: (repr(names[index]), index))


def assign(costs: Sequence[Sequence[int | None]], alone: int) -> list[tuple[int, int]]:
    """The (row, column) pairs of least total cost; a row that would cost more than ``alone`` gets none."""
    if not costs or not costs[0]:
        return []
    rows, columns = len(costs), len(costs[0])
    matrix = np.full((rows, columns + rows), alone, dtype=np.int64)
    matrix[:, :columns] = [[FORBIDDEN if one is None or one > alone else one for one in row] for row in costs]
    return [(int(row), int(column)) for row, column in zip(*linear_sum_assignment(matrix), strict=True) if column < columns]


def _in_order(pairs: Sequence[tuple[int, int]], names: Sequence[Hashable], others: Sequence[int]) -> list[tuple[int, int]]:
    """The same partners within each name of the first side, but the first item gets the first of them, in the order of ``others``."""
    ranks = {other: rank for rank, other in enumerate(others)}
    groups: dict[Hashable, list[int]] = defaultdict(list)
    members: dict[Hashable, list[int]] = defaultdict(list)
    for index, name in enumerate(names):
        members[name].append(index)
    for one, other in pairs:
        groups[names[one]].append(other)
    return [made for name, found in groups.items() for made in zip(members[name], sorted(found, key=ranks.__getitem__), strict=False)]
