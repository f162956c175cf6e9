"""The ways in which a printed number goes wrong: each gives another string, or none where it cannot strike."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from random import Random
from typing import Literal

from eval.synth.draft import Printed
from eval.synth.numbers import commas, fixed, in_unit, trimmed
from schemas.figure import Figure

Slip = Literal["digit", "swap", "point", "unit", "length", "neighbour", "last_place", "sign", "stale"]
"""length: a digit dropped or doubled; unit: 万元 for 元 or a factor of 10,000; neighbour: the figure beside it copied."""
SLIPS: tuple[Slip, ...] = ("digit", "swap", "point", "unit", "length", "neighbour", "last_place", "sign", "stale")
_ALIKE = {"0": "68", "1": "7", "2": "7", "3": "8", "4": "9", "5": "6", "6": "058", "7": "1", "8": "360", "9": "46"}
_TEN_THOUSAND = Decimal(10) ** 4
_OTHER = {"元": "万元", "万元": "元"}
_LONGEST = 16


def slip(
    kind: Slip, figure: Figure, chance: Random, neighbours: tuple[Figure, ...], stale: Decimal | None, unit_printed: bool
) -> Printed | None:
    """A wrong form of the figure; ``neighbours`` and the ``stale`` amount (in yuan) serve the kinds that need them."""
    if kind == "unit":
        return _unit(figure, chance, unit_printed)
    if kind == "neighbour":
        others = [one.printed for one in neighbours if one.value != figure.value]
        return Printed(chance.choice(others)) if others else None
    if kind == "stale":
        return _stale(figure, stale)
    made = _EDITS[kind](figure.printed.replace(",", ""), chance)
    return _checked(figure, made)


def _checked(figure: Figure, made: str | None) -> Printed | None:
    if not made or len(made) > _LONGEST or Decimal(made) == figure.value or _zero_led(made):
        return None
    return Printed(commas(made) if "," in figure.printed else made)


def _zero_led(made: str) -> bool:
    whole = made.lstrip("-").partition(".")[0]
    return not whole or (len(whole) > 1 and whole.startswith("0"))


def _digit(printed: str, chance: Random) -> str | None:
    at = chance.choice([index for index, sign in enumerate(printed) if sign.isdigit()])
    return printed[:at] + chance.choice(_ALIKE[printed[at]]) + printed[at + 1 :]


def _swap(printed: str, chance: Random) -> str | None:
    pairs = [at for at in range(len(printed) - 1) if printed[at : at + 2].isdigit() and printed[at] != printed[at + 1]]
    if not pairs:
        return None
    at = chance.choice(pairs)
    return printed[:at] + printed[at + 1] + printed[at] + printed[at + 2 :]


def _point(printed: str, chance: Random) -> str | None:
    at = printed.find(".")
    if at < 0:
        return None
    digits = printed.replace(".", "")
    moved = at + chance.choice([-1, 1])
    return digits[:moved] + ("." + digits[moved:] if moved < len(digits) else "") if moved > 0 else None


def _length(printed: str, chance: Random) -> str | None:
    at = chance.choice([index for index, sign in enumerate(printed) if sign.isdigit()])
    return (printed[:at] + printed[at] + printed[at:] if chance.random() < 0.5 else printed[:at] + printed[at + 1 :]).rstrip(".")


def _last_place(printed: str, chance: Random) -> str | None:
    decimals = len(printed.partition(".")[2])
    made = Decimal(printed) + chance.choice([-1, 1]) * Decimal(1).scaleb(-decimals)
    return fixed(made, decimals) if made >= 0 else None


def _sign(printed: str, chance: Random) -> str | None:
    return printed[1:] if printed.startswith("-") else f"-{printed}" if Decimal(printed) else None


def _unit(figure: Figure, chance: Random, unit_printed: bool) -> Printed | None:
    if figure.unit not in _OTHER or not figure.value:
        return None
    if unit_printed and chance.random() < 0.5:
        return Printed(figure.printed, _OTHER[figure.unit])
    up = figure.unit == "万元" or figure.value < _TEN_THOUSAND
    return _checked(figure, trimmed(figure.value * _TEN_THOUSAND if up else figure.value / _TEN_THOUSAND))


def _stale(figure: Figure, stale: Decimal | None) -> Printed | None:
    if stale is None or figure.unit is None:
        return None
    return _checked(figure, trimmed(in_unit(stale, figure.unit)))


_EDITS: dict[Slip, Callable[[str, Random], str | None]] = {
    "digit": _digit, "swap": _swap, "point": _point, "length": _length, "last_place": _last_place, "sign": _sign,
}  # fmt: skip
