"""A cell's value as the sheet shows it: number formats applied in decimal arithmetic, never binary-float noise."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal

# Formats of Chinese Excel that have a number but no text in the file; openpyxl does not know them.
CHINESE_FORMATS = {
    27: 'yyyy"年"m"月"', 28: 'm"月"d"日"', 29: 'm"月"d"日"', 30: "m-d-yy", 31: 'yyyy"年"m"月"d"日"', 32: 'h"时"mm"分"',
    33: 'h"时"mm"分"ss"秒"', 36: 'yyyy"年"m"月"', 50: 'yyyy"年"m"月"', 51: 'm"月"d"日"', 52: 'yyyy"年"m"月"', 53: 'm"月"d"日"',
    54: 'm"月"d"日"', 57: 'yyyy"年"m"月"', 58: 'm"月"d"日"',
}  # fmt: skip
_SIGNIFICANT = Context(prec=15, rounding=ROUND_HALF_UP)  # Excel keeps no more
_GENERAL_CHARS = 11
_TOKEN = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[\$([^\]-]*)[^\]]*\]|\[[^\]]*\]')
_DATE_TOKEN = re.compile(r'"([^"]*)"|\\(.)|\[[^\]]*\]|(yyyy|yy|mmmm|mmm|mm|m|dd|d|hh|h|ss|s|AM/PM|上午/下午)|(.)', re.IGNORECASE)
_NUMBER_PART = re.compile(r"[#0?][#0?,]*(?:\.[#0?]*)?,*|\.[#0?]+,*")


def shown(value: object, number_format: str) -> str:
    """The text of a cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float | Decimal):
        return _number(Decimal(repr(value)) if isinstance(value, float) else Decimal(value), number_format)
    if isinstance(value, datetime | date | time):
        return _date(value, number_format)
    if isinstance(value, timedelta):
        return _duration(value)
    return str(value)


def _number(value: Decimal, number_format: str) -> str:
    if not value.is_finite():
        return str(value)
    value = _SIGNIFICANT.plus(value)
    section, value = _section(value, number_format)
    if section is None:
        return general(value)
    before, core, after = _cut(section)
    if core is None:
        return before or general(value)
    return _affix(before) + _digits(value, core, section) + _affix(after)


def _section(value: Decimal, number_format: str) -> tuple[str | None, Decimal]:
    """The part of a format for a value's sign, and the value as that part prints it; null means General."""
    sections = _split_sections(number_format)
    if any(re.search(r"\[[<>=]", section) for section in sections):
        sections = sections[:1]  # conditions: rare, and the first is the common case
    index = 1 if value < 0 and len(sections) > 1 else 2 if value == 0 and len(sections) > 2 else 0
    section = sections[index]
    if index == 1:
        value = abs(value)
    literal = _TOKEN.sub("", section).strip().lower()
    plain = "general" in literal or (literal in {"", "@"} and '"' not in section)
    return (None if plain else section), value


def _split_sections(number_format: str) -> list[str]:
    sections, quoted = [""], False
    for char in number_format:
        if char == '"':
            quoted = not quoted
        if char == ";" and not quoted:
            sections.append("")
        else:
            sections[-1] += char
    return sections


def _cut(section: str) -> tuple[str, str | None, str]:
    """A format's literal text before the number, the number's own pattern, the literal text after."""
    masked = _TOKEN.sub(lambda match: "\x01" * len(match.group()), section)
    found = _NUMBER_PART.search(masked)
    if not found:
        return _affix(section), None, ""
    end = max((m.end() for m in _NUMBER_PART.finditer(masked)), default=found.end())
    return section[: found.start()], section[found.start() : end], section[end:]


def _affix(text: str) -> str:
    """Literal text with quotes, escapes, colours and padding resolved; a currency sign stays."""
    plain = _TOKEN.sub(lambda match: match.group(1) or match.group(2) or match.group(3) or "", text)
    return re.sub(r"[EeGg](?=[+-])", "", plain).strip(" ") if plain.strip() else ""


def _digits(value: Decimal, core: str, section: str) -> str:
    masked = _TOKEN.sub("", section)
    if re.search(r"[Ee][+-]", masked) or "/" in masked:
        return general(value)  # scientific and fractions: never in reports
    value *= Decimal(100) ** masked.count("%")
    whole, _, decimals = core.partition(".")
    while whole.endswith(",") or decimals.endswith(","):  # a trailing comma shows thousands
        whole, decimals = (whole, decimals[:-1]) if decimals.endswith(",") else (whole[:-1], decimals)
        value /= 1000
    places, needed = len(re.sub(r"[^#0?]", "", decimals)), decimals.count("0") + decimals.count("?")
    rounded = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, Context(prec=400))
    sign = "-" if rounded < 0 else ""
    text = f"{abs(rounded):,f}" if "," in whole else f"{abs(rounded):f}"
    integer, _, fraction = text.partition(".")
    while len(fraction) > needed and fraction.endswith("0"):
        fraction = fraction[:-1]
    integer = integer.zfill(whole.count("0")) if "," not in whole else integer
    if integer == "0" and "0" not in whole:
        integer = ""
    return sign + integer + ("." + fraction if fraction or (core.endswith(".") and places == 0 and "." in core) else "")


def general(value: Decimal) -> str:
    """General: as many digits as a usual column shows, no exponent, no trailing zeros."""
    integer_digits = max(value.adjusted() + 1, 1) if value else 1
    places = max(min(_GENERAL_CHARS - integer_digits - 1, 20), 0)
    if value and abs(value) < Decimal("1e-9"):
        return format(_SIGNIFICANT.plus(value).normalize(), "E")
    rounded = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, Context(prec=400))
    text = f"{rounded:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in {"-0", ""} else text


def _date(value: datetime | date | time, number_format: str) -> str:
    pattern = _split_sections(number_format)[0]
    if pattern.lower() in {"general", "@", "mm-dd-yy"}:  # the short date of the reader's own locale
        pattern = "h:mm:ss" if isinstance(value, time) else "yyyy/m/d"
    text, seen_hour = "", False
    for match in _DATE_TOKEN.finditer(pattern):
        literal, escaped, code, other = match.groups()
        if code:
            text += _date_code(value, code.lower(), seen_hour or pattern[match.end() :].lstrip("\":分'").startswith("s"))
            seen_hour = code.lower() in {"h", "hh"} or (seen_hour and code.lower() not in {"d", "dd", "yyyy", "yy"})
        else:
            text += literal or escaped or ("" if other == ";" else other or "")
    return text.removesuffix("@").strip()


def _date_code(value: datetime | date | time, code: str, minutes: bool) -> str:
    moment = value if isinstance(value, datetime) else datetime.combine(*_both(value))
    if code in {"m", "mm"} and minutes:
        number = moment.minute
    else:
        field = {"y": moment.year, "m": moment.month, "d": moment.day, "h": moment.hour, "s": moment.second}
        number = field.get(code[0], 0) if code[0] in field else 0
    if code == "yyyy":
        return f"{number:04d}"
    if code in {"am/pm", "上午/下午"}:
        return code.split("/")[moment.hour >= 12]
    return f"{number % 100:02d}" if len(code) == 2 else str(number)


def _both(value: date | time) -> tuple[date, time]:
    return (value, time()) if isinstance(value, date) else (date(1900, 1, 1), value)


def _duration(value: timedelta) -> str:
    minutes, seconds = divmod(int(value.total_seconds()), 60)
    return f"{minutes // 60}:{minutes % 60:02d}:{seconds:02d}"
