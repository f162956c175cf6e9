"""Units and how numbers are shown: Decimal only, money in 元, rates in percent."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from typing import Literal

UnitKind = Literal["money", "percent", "score", "count", "plain"]

MONEY_ROLES = frozenset({"initial_budget", "budget", "executed", "unit_price", "balance"})
POINT_ROLES = frozenset({"weight", "score"})

_MONEY = {
    "百万元": 10**6, "千万元": 10**7, "亿元": 10**8, "億元": 10**8, "万元": 10**4, "萬元": 10**4, "千元": 10**3, "百元": 100,
    "元": 1, "亿": 10**8, "億": 10**8, "万": 10**4, "萬": 10**4,
}  # fmt: skip
_PRICE = re.compile(rf"(?:人民币)?({'|'.join(_MONEY)})(?:[/／每·].*)?")
_MANY = re.compile(r"([万萬亿億])(.+)")


@dataclass(frozen=True, slots=True)
class Unit:
    """What a unit measures and its exact factor to the base unit (元, %, 分, one thing)."""

    kind: UnitKind
    factor: Decimal = Decimal(1)
    name: str = ""


def unit_of(printed: str | None, role: str, default_money: str | None) -> Unit:
    """The unit in force: the printed one, or what the role implies where none is known."""
    text = "".join((printed or "").split())
    if not text:
        return _implied(role, default_money)
    if text in {"%", "％", "百分点", "个百分点"}:
        return Unit("percent")
    if text == "‰":
        return Unit("percent", Decimal("0.1"))
    if text == "分":
        return Unit("score")
    price = _PRICE.fullmatch(text)
    if price and not (role == "count" and price[1] in "亿億万萬"):
        return Unit("money", Decimal(_MONEY[price[1]]))
    many = _MANY.fullmatch(text)
    if many:
        return Unit("count", Decimal(_MONEY[many[1]]), many[2])
    if text in "亿億万萬":
        return Unit("count", Decimal(_MONEY[text]))
    return Unit("count", name=text)


def _implied(role: str, default_money: str | None) -> Unit:
    if role in MONEY_ROLES:
        return Unit("money", Decimal(_MONEY.get(default_money or "万元", 10**4)))
    if role in POINT_ROLES:
        return Unit("score")
    return Unit("count") if role == "count" else Unit("plain")


def plain(value: Decimal) -> str:
    """A Decimal without exponent and without trailing zeros."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def shown(value: Decimal, places: int = 4) -> str:
    """A value for the reviewer: exact where short, else its true leading digits and ``…``."""
    cut = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_DOWN)
    return plain(value) if cut == value else f"{cut:f}…"


def place_value(decimals: int) -> Decimal:
    """The worth of the last printed digit."""
    return Decimal(1).scaleb(-decimals)


def neighbours(printed: str) -> tuple[Decimal, ...]:
    """The values one gets by changing the last printed digit by one: the nearest one-digit changes."""
    value = Decimal(printed.replace(",", ""))
    step = place_value(len(printed.partition(".")[2]))
    last = int(printed[-1]) if printed[-1].isdigit() else 0
    sign = -1 if printed.startswith("-") else 1
    return tuple(value + sign * move * step for move in (-1, 1) if 0 <= last + move <= 9)
