"""How a counter prints: 1, (一), 甲, ①, iv … by the names that ``w:numFmt`` uses."""

from __future__ import annotations

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"),
    (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def chinese(n: int, digits: str = _DIGITS, units: tuple[str, ...] = ("", "十", "百", "千")) -> str:
    """一, 十, 十一, 二十, 一百零五 …"""
    if not 0 < n < 10_000:
        return str(n)
    text, gap = "", False
    for power in range(3, -1, -1):
        digit = n // 10**power % 10
        if digit:
            text += ("零" if gap else "") + digits[digit] + units[power]
            gap = False
        else:
            gap = bool(text)
    return text.removeprefix("一") if 10 <= n < 20 and digits is _DIGITS else text


def _each_digit(n: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(n))


def _counting(n: int) -> str:
    """chineseCounting: in words up to 99, digit by digit from 100 on."""
    return chinese(n) if n < 100 else _each_digit(n)


def _letters(n: int) -> str:
    """a … z, aa, bb … as Word does."""
    return chr(97 + (n - 1) % 26) * min((n - 1) // 26 + 1, 40) if n > 0 else str(n)


def _roman(n: int) -> str:
    text = ""
    for value, letters in _ROMAN if n < 5000 else ():
        text += letters * (n // value)
        n %= value
    return text or str(n)


def _cycle(signs: str) -> Callable[[int], str]:
    return lambda n: signs[(n - 1) % len(signs)] if n > 0 else str(n)


def _from(first: str, last: int, shift: int = 1) -> Callable[[int], str]:
    """Signs that Unicode has in a row, from ``shift`` to ``last``; beyond them plain digits."""
    return lambda n: chr(ord(first) + n - shift) if shift <= n <= last else str(n)


def _circled(n: int) -> str:
    return _from("①", 20)(n) if n <= 20 else _from("㉑", 35, 21)(n) if n <= 35 else _from("㊱", 50, 36)(n)


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda n: f"{n:02d}",
    "lowerLetter": _letters,
    "upperLetter": lambda n: _letters(n).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda n: _roman(n).upper(),
    "chineseCounting": _counting,
    "taiwaneseCounting": _counting,
    "japaneseCounting": chinese,
    "chineseCountingThousand": chinese,
    "taiwaneseCountingThousand": chinese,
    "ideographDigital": _each_digit,
    "taiwaneseDigital": _each_digit,
    "japaneseDigitalTenThousand": _each_digit,
    "chineseLegalSimplified": lambda n: chinese(n, _LEGAL, ("", "拾", "佰", "仟")),
    "ideographLegalTraditional": lambda n: chinese(n, "零壹貳參肆伍陸柒捌玖", ("", "拾", "佰", "仟")),
    "ideographTraditional": _cycle("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _cycle("子丑寅卯辰巳午未申酉戌亥"),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedParen": _from("⑴", 20),
    "decimalEnclosedFullstop": _from("⒈", 20),
    "ideographEnclosedCircle": _from("㊀", 10),
    "decimalFullWidth": lambda n: str(n).translate(str.maketrans("0123456789", "０１２３４５６７８９")),
    "decimalFullWidth2": lambda n: str(n).translate(str.maketrans("0123456789", "０１２３４５６７８９")),
    "numberInDash": lambda n: f"- {n} -",
    "none": lambda n: "",
}


def counter(n: int, form: str) -> str:
    """The counter ``n`` in the format ``form``; unknown ones as plain digits."""
    return _FORMATS.get(form, str)(n)
