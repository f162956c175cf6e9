"""From exact values to printed digits. Money is in yuan; nothing here rounds money."""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from typing import Literal

Mode = Literal["nearest", "truncated"]
FACTORS = {"元": Decimal(1), "万元": Decimal(10) ** 4, "亿元": Decimal(10) ** 8}
_FULL_WIDTH = str.maketrans("0123456789.,-", "０１２３４５６７８９．，－")
_DIGITS = "零一二三四五六七八九"
TENS = 10
HUNDRED = Decimal(100)


def in_unit(yuan: Decimal, unit: str) -> Decimal:
    """An amount in 元, 万元 or 亿元, exactly."""
    return yuan / FACTORS[unit]


def needed_decimals(grain: Decimal, unit: str) -> int:
    """How many decimals print every multiple of ``grain`` yuan in this unit."""
    return max(0, -_exponent(grain / FACTORS[unit]))


def fixed(value: Decimal, decimals: int) -> str:
    """Exactly this many decimals; a value that has more is refused."""
    rounded = value.quantize(Decimal(1).scaleb(-decimals))
    if rounded != value:
        raise ValueError(f"{value} has more than {decimals} decimals")
    return f"{rounded:f}"


def trimmed(value: Decimal) -> str:
    """Without trailing zeros."""
    return fixed(value, max(0, -_exponent(value)))


def commas(printed: str) -> str:
    """Thousands separators put in."""
    whole, point, rest = printed.partition(".")
    return f"{int(whole):,}{point}{rest}" if not whole.startswith("-") else f"-{commas(printed[1:])}"


def rounded(value: Decimal, decimals: int, mode: Mode) -> Decimal:
    """Once, as the report does."""
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP if mode == "nearest" else ROUND_DOWN)


def percent(part: Decimal, whole: Decimal, decimals: int, mode: Mode) -> Decimal:
    """``part`` of ``whole`` in percent."""
    return rounded(part * HUNDRED / whole, decimals, mode)


def full_width(printed: str) -> str:
    """１２．５ for 12.5."""
    return printed.translate(_FULL_WIDTH)


def chinese(number: int) -> str:
    """十三 for 13; below 100."""
    tens, ones = divmod(number, TENS)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[ones] if ones or not tens else "")


def _exponent(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    assert isinstance(exponent, int)
    return exponent
