"""Numbers written in Chinese characters: 十三, 一百二十, 三点五, 三千五百万."""

from __future__ import annotations

DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_STEPS = {"十": 10, "百": 100, "千": 1000}
CHARS = "".join(DIGITS) + "".join(_STEPS) + "万亿点"
_LONGEST = 24


def parse_chinese(text: str) -> str | None:
    """The arabic form of a Chinese number (``一百二十`` → ``120``, ``三点五`` → ``3.5``); null if it is not a well-formed one.

    A bare power (百, 千, 万) is refused, 十 is 10; a row of digits (三五, 二〇二三) is no number here.
    """
    if not text or len(text) > _LONGEST:
        return None
    whole, point, fraction = text.partition("点")
    number = _whole(whole)
    if number is None:
        return None
    if not point:
        return str(number)
    if not fraction or any(char not in DIGITS for char in fraction):
        return None
    return f"{number}.{''.join(str(DIGITS[char]) for char in fraction)}"


def _whole(text: str) -> int | None:
    for power, size in (("亿", 10**8), ("万", 10**4)):
        head, found, tail = text.partition(power)
        if found:
            high = _whole(head)
            low = 0 if not tail else _whole(tail.removeprefix("零").removeprefix("〇"))
            if high is None or low is None or low >= size:
                return None
            return high * size + low
    return _under_ten_thousand(text)


def _under_ten_thousand(text: str) -> int | None:
    if text in DIGITS:
        return DIGITS[text]
    total, digit, last = 0, None, 10_000
    for position, char in enumerate(text):
        if char in _STEPS:
            step = _STEPS[char]
            if step >= last or (digit is None and not (step == 10 and position == 0)):
                return None
            total, digit, last = total + (1 if digit is None else digit) * step, None, step
        elif char in "零〇":
            if digit is not None or position == 0:
                return None
        elif char in DIGITS and digit is None:
            digit = DIGITS[char]
        else:
            return None
    if digit is None:
        return total if total and text[-1] in _STEPS else None
    if text[-2] in "零〇" or last == 10:
        return total + digit
    return total + digit * (last // 10)  # 三百五 is 350
