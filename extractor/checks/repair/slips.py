"""Typing errors turned back: what may have been meant by a printed number, why (F1–F10 of CHECKS.md) and how likely."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from functools import lru_cache
from types import MappingProxyType

from extractor.checks.numbers import place_value

LOOK_ALIKE = frozenset({"06", "08", "68", "38", "17", "69", "56"})
"""Digits that the eye, the hand and OCR confuse (F2)."""
POINT_SLIPS = (-3, -2, -1, 1, 2, 3)
UNIT_SLIPS = (-8, -4, 4, 8)


@dataclass(frozen=True, slots=True, order=True)
class Slip:
    """One way to explain a change: its cost in hundredths of a plain typing error, and its cause (null: none known)."""

    cost: int
    cause: str | None


ALIKE = Slip(90, "digit")
LAST = Slip(92, "last_place")
DIGIT = Slip(100, "digit")
SWAP = Slip(100, "swap")
FAR_SWAP = Slip(150, "swap")
DROPPED = Slip(100, "dropped_digit")
DOUBLED = Slip(95, "doubled_digit")
ADDED = Slip(115, "doubled_digit")
POINT = Slip(115, "point_slip")
UNIT = Slip(115, "unit_slip")
SIGN = Slip(115, "sign")
COPIED = Slip(110, "copied_neighbour")
COPIED_SHORT = Slip(170, "copied_neighbour")
"""Of one or two digits: two short numbers are often equal by chance."""
STALE = Slip(110, "stale_year")
DAMAGED = Slip(50, "extraction_damage")
NAMED = Slip(40, "digit")
"""The value is one that OCR itself named as an alternative."""
UNFILLED = Slip(110, None)
"""Of a printed 0: forms print it where nothing was filled in."""
UNEXPLAINED = 240
"""No slip explains it; each digit that differs adds to it."""
A_DIGIT = 15


@lru_cache(maxsize=4096)
def slips(printed: str) -> Mapping[Decimal, Slip]:
    """Every value from which one slip leads to the printed number, with the cheapest slip."""
    sign, body = ("-", printed[1:]) if printed.startswith("-") else ("", printed)
    found: dict[Decimal, Slip] = {}
    for text, slip in _variants(body.replace(",", "")):
        if any(one.isdigit() for one in text):
            value = Decimal(sign + text)
            found[value] = min(slip, found.get(value, slip))
    value = Decimal(printed.replace(",", ""))
    for power, slip in [*((power, POINT) for power in POINT_SLIPS), *((power, UNIT) for power in UNIT_SLIPS)]:
        moved = value.scaleb(power)
        found[moved] = min(slip, found.get(moved, slip))
    found[-value] = min(SIGN, found.get(-value, SIGN))
    found.pop(value, None)
    return MappingProxyType(found)


def _variants(body: str) -> Iterator[tuple[str, Slip]]:
    at = [index for index, sign in enumerate(body) if sign.isdigit()]
    yield from _replaced(body, at)
    for step, index in enumerate(at):
        rest = [other for other in (body[place] for place in (index - 1, index + 1) if 0 <= place < len(body)) if other == body[index]]
        yield body[:index] + body[index + 1 :], DOUBLED if rest else ADDED
        for other in at[step + 1 :]:
            yield _swapped(body, index, other), SWAP if other == at[step + 1] else FAR_SWAP
    for index in range(len(body) + 1):
        for digit in "0123456789":
            yield body[:index] + digit + body[index:], DROPPED
    for move in (-1, 1):  # 79.99 and 80.00 differ by the last place too
        value = Decimal(body) + move * place_value(len(body.partition(".")[2]))
        if value >= 0:
            yield f"{value:f}", LAST


def _replaced(body: str, at: list[int]) -> Iterator[tuple[str, Slip]]:
    for index in at:
        for digit in "0123456789":
            leading = digit == "0" and index == 0 and len(at) > 1 and body[1] != "."
            if digit != body[index] and not leading:
                pair = "".join(sorted(digit + body[index]))
                last = index == at[-1] and abs(int(digit) - int(body[index])) == 1
                yield body[:index] + digit + body[index + 1 :], LAST if last else ALIKE if pair in LOOK_ALIKE else DIGIT


def _swapped(body: str, one: int, other: int) -> str:
    signs = list(body)
    signs[one], signs[other] = signs[other], signs[one]
    return "".join(signs)


def slip_to(printed: str, value: Decimal) -> Slip:
    """The cheapest way from a value to what is printed; a shifted point may have lost its last digits."""
    known = slips(printed).get(value)
    if known:
        return known
    old, place = Decimal(printed.replace(",", "")), place_value(len(printed.partition(".")[2]))
    for power in (*POINT_SLIPS, *UNIT_SLIPS):
        if old and any(value.scaleb(power).quantize(place, rounding=mode) == old for mode in (ROUND_HALF_UP, ROUND_DOWN)):
            slip = UNIT if power in UNIT_SLIPS else POINT
            return Slip(slip.cost + 10, slip.cause)
    return Slip(UNEXPLAINED + A_DIGIT * _digits_apart(old, value), None)


def _digits_apart(one: Decimal, other: Decimal) -> int:
    """How many digits differ when both stand point under point."""
    places = max(0, -min(int(value.as_tuple().exponent) for value in (one, other)))
    first, second = (f"{abs(value):.{places}f}" for value in (one, other))
    width = max(len(first), len(second))
    return sum(a != b for a, b in zip(first.rjust(width), second.rjust(width), strict=True))


def print_like(printed: str, value: Decimal) -> str:
    """A value printed as the number it replaces: its thousands separators, its decimals (no more than two zeros of them)."""
    places = max(min(len(printed.partition(".")[2]), 2), -int(value.normalize().as_tuple().exponent), 0)
    return f"{value:,.{places}f}" if "," in printed else f"{value:.{places}f}"
