"""Numbers printed in Chinese characters, for reading them back."""

from __future__ import annotations

from decimal import Decimal


def print_chinese(number: Decimal) -> str:
    """A number of 0 to 99,999,999 in Chinese characters, as a report would write it; the inverse of ``parse_chinese``."""
    whole, _, fraction = str(number).partition(".")
    high, low = divmod(int(whole), 10_000)
    text = _print_small(low) if low or not high else ""
    if high:
        text = _print_small(high) + "万" + ("零" if low and low < 1000 else "") + text
    if text.startswith("一十"):
        text = text[1:]
    return text + ("点" + "".join("零一二三四五六七八九"[int(char)] for char in fraction) if fraction else "")


def _print_small(number: int) -> str:
    if number == 0:
        return "零"
    text, gap = "", False
    for size, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // size % 10
        if digit:
            text += ("零" if gap and text else "") + "零一二三四五六七八九"[digit] + name
        gap = not digit
    return text
