"""Faults of the hand, planted by chance: one number in, the number as it might have been mistyped out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from itertools import pairwise
from random import Random

Mistype = Callable[[Random, str, Sequence[str], str | None], str | None]
"""(chance, printed, numbers beside it, last year's number) → what is printed instead; null where this fault cannot be."""


def _places(printed: str) -> list[int]:
    return [at for at, sign in enumerate(printed) if sign.isdigit()]


def digit(random: Random, printed: str, beside: Sequence[str], before: str | None) -> str | None:
    """One digit replaced (F2)."""
    at = random.choice(_places(printed))
    return printed[:at] + random.choice([one for one in "0123456789" if one != printed[at]]) + printed[at + 1 :]


def swap(random: Random, printed: str, beside: Sequence[str], before: str | None) -> str | None:
    """Two neighbouring digits exchanged (F3)."""
    places = _places(printed)
    pairs = [(one, other) for one, other in pairwise(places) if printed[one] != printed[other]]
    if not pairs:
        return None
    one, other = random.choice(pairs)
    signs = list(printed)
    signs[one], signs[other] = signs[other], signs[one]
    return "".join(signs)


def point(random: Random, printed: str, beside: Sequence[str], before: str | None) -> str | None:
    """The decimal point one or two places off (F4)."""
    value = Decimal(printed).scaleb(random.choice((-2, -1, 1, 2)))
    return f"{value.normalize():f}"


def unit(random: Random, printed: str, beside: Sequence[str], before: str | None) -> str | None:
    """元 in a column of 万元, or the other way round (F5)."""
    value = Decimal(printed).scaleb(random.choice((-4, 4)))
    return f"{value.normalize():f}"


def dropped_or_doubled(random: Random, printed: str, beside: Sequence[str], before: str | None) -> str | None:
    """A digit lost or typed twice (F7)."""
    at = random.choice(_places(printed))
    if random.random() < 0.5:
        return printed[:at] + printed[at] + printed[at:]
    return printed[:at] + printed[at + 1 :] if len(_places(printed)) > 1 else None


def copied(random: Random, printed: str, beside: Sequence[str], before: str | None) -> str | None:
    """The number beside it (F1)."""
    others = [one for one in beside if Decimal(one) != Decimal(printed)]
    return random.choice(others) if others else None


def last_place(random: Random, printed: str, beside: Sequence[str], before: str | None) -> str | None:
    """The last place one up or down (F6)."""
    step = Decimal(1).scaleb(-len(printed.partition(".")[2]))
    value = Decimal(printed) + random.choice((-1, 1)) * step
    return f"{value:f}" if value >= 0 else None


def sign(random: Random, printed: str, beside: Sequence[str], before: str | None) -> str | None:
    """A minus too many or too few (F9)."""
    return printed[1:] if printed.startswith("-") else f"-{printed}"


def stale_year(random: Random, printed: str, beside: Sequence[str], before: str | None) -> str | None:
    """Last year's number (F8), where the report prints one."""
    return before


FAULTS: dict[str, Mistype] = {
    "digit": digit, "swap": swap, "point": point, "unit ×10⁴": unit, "dropped or doubled": dropped_or_doubled, "copied": copied,
    "last place": last_place, "sign": sign, "stale year": stale_year,
}  # fmt: skip
