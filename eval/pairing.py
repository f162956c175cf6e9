"""Which predicted item is which gold item: pairs by score, one gold item at most once, ties by place in the record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from eval.words import fold
from schemas.figure import Figure

Score = tuple[float, ...]
"""What speaks for a pair, the weightiest first; compared element by element."""

G = TypeVar("G")


@dataclass
class Pairs:
    """Gold index to predicted index. ``sure`` are the gold items paired by what names them, not only by their figures."""

    predicted: dict[int, int] = field(default_factory=dict)
    sure: set[int] = field(default_factory=set)

    def gold_of(self, predicted: int) -> int | None:
        """The gold partner of a predicted item."""
        return next((gold for gold, one in self.predicted.items() if one == predicted), None)

    def add(self, gold: Sequence[G], predicted: Sequence[G], score: Callable[[G, G], Score | None], sure: bool) -> None:
        """Pairs what is still free, best score first (greedy; equal scores in record order). ``None`` means: never a pair."""
        taken = set(self.predicted.values())
        found: list[tuple[Score, int, int]] = []
        for g, one in enumerate(gold):
            if g in self.predicted:
                continue
            for p, other in enumerate(predicted):
                if p not in taken and (value := score(one, other)) is not None:
                    found.append((tuple(-part for part in value), g, p))
        for _, g, p in sorted(found):
            if g not in self.predicted and p not in taken:
                self.predicted[g] = p
                taken.add(p)
                if sure:
                    self.sure.add(g)


def common(one: Iterable[Figure], other: Iterable[Figure]) -> int:
    """How many printed numbers two lists share, with their units, each counted as often as both print it."""
    sides = [Counter((figure.printed, fold(figure.unit or "")) for figure in side) for side in (one, other)]
    return (sides[0] & sides[1]).total()
