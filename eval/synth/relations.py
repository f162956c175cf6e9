"""Relations between figures that a report states or implies, and whether they hold at printed digits."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from eval.synth.blocks import Slot
from eval.synth.numbers import FACTORS, HUNDRED
from schemas.figure import Figure

Kind = Literal["sum", "of_which", "difference", "product", "weighted_mean", "rate", "same"]
STATED: tuple[Kind, ...] = ("sum", "of_which", "difference", "product", "weighted_mean")
"""Kinds that the truth holds as breakdowns; the others follow from roles or from repetition."""


@dataclass(frozen=True, slots=True)
class Relation:
    """``whole`` follows from ``parts``; in a weighted mean they are value, weight, value, weight …"""

    kind: Kind
    whole: Slot
    parts: tuple[Slot, ...]

    @property
    def slots(self) -> tuple[Slot, ...]:
        """Every slot it ties together."""
        return (self.whole, *self.parts)


Printed = Mapping[Slot, Figure]
"""One mention for each slot."""


def base(figure: Figure) -> Decimal:
    """In yuan where it is money, else as printed."""
    return figure.value * FACTORS.get(figure.unit or "", Decimal(1))


def holds(relation: Relation, printed: Printed) -> bool:
    """Money and counts exactly; rates and means within one last place (nearest or truncated)."""
    values = [base(printed[slot]) for slot in relation.parts]
    whole, got = printed[relation.whole], base(printed[relation.whole])
    wanted = _WANTED[relation.kind](values)
    if relation.kind in ("rate", "weighted_mean"):
        return abs(got - wanted) < Decimal(1).scaleb(-whole.decimals)
    if any(printed[slot].op for slot in relation.slots):
        return True
    return got >= wanted if relation.kind == "of_which" else got == wanted


def _product(values: list[Decimal]) -> Decimal:
    made = Decimal(1)
    for value in values:
        made *= value
    return made


def _mean(values: list[Decimal]) -> Decimal:
    pairs = list(zip(values[::2], values[1::2], strict=True))
    return sum((value * weight for value, weight in pairs), Decimal(0)) / sum((weight for _, weight in pairs), Decimal(0))


_WANTED: dict[Kind, Callable[[list[Decimal]], Decimal]] = {
    "sum": lambda values: sum(values, Decimal(0)),
    "of_which": lambda values: sum(values, Decimal(0)),
    "difference": lambda values: values[0] - sum(values[1:], Decimal(0)),
    "product": _product,
    "weighted_mean": _mean,
    "rate": lambda values: values[0] * HUNDRED / values[1],
    "same": lambda values: values[0],
}
