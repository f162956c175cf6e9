"""Figures in Chinese digits: 十三个, 两万元, 百分之二十. Only with a measure word, since so many names hold a number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from extractor.document import Span
from extractor.numerals import measures
from extractor.numerals.bounds import bound_after, bound_before
from extractor.numerals.chinese import CHARS, parse_chinese
from extractor.numerals.token import Token, measure
from extractor.numerals.units import kind_of

_PARTS = {"百分之": "%", "千分之": "‰"}
_MEASURE = re.compile(
    rf"\s?(?P<hedge>[余多])?(?P<unit>{measures.pattern(measures.CHINESE_WORDS)}|个(?!{measures.ABSTRACT}))"
    r"(?P<per>\s?/\s?(?:人次|人|户|年|月|天|次|村|亩|个|平方米|公里))?"
)
_CHINESE = re.compile(rf"[{CHARS}]++")
_NOT_BEFORE = frozenset("第几数每“\"‘'「《上好其逐百某同周初·0123456789.")
# Of what 一 may be the number, which words before it make it a pronoun, and what ends its clause.
_SINGLE = frozenset("座栋幢辆台艘")
_WHICH = frozenset("另这那任唯之是有")
_ENDS = frozenset(",，。;；、)）\n") | {""}
_NAMED = frozenset("项条分层场")  # 八项规定, 四条底线: behind a single digit these make names


def chinese_numbers(folded: str, taken: bytearray) -> Iterator[Token]:
    """The figures in Chinese digits that carry a measure word or 百分之; marks them in ``taken``."""
    floor = 0
    for found in _CHINESE.finditer(folded):
        token = _percent_in_words(folded, found, floor) or _counted_in_words(folded, found, floor)
        if token and taken.find(1, *token.span) < 0:
            taken[token.span[0] : token.span[1]] = b"\x01" * (token.span[1] - token.span[0])
            floor = token.extent[1]
            yield token


def _percent_in_words(folded: str, found: re.Match[str], floor: int) -> Token | None:
    start = found.start()
    head = folded[max(0, start - 3) : start]
    if head in _PARTS:
        printed = "100" if found.group() == "百" else parse_chinese(found.group())
        if printed:
            return _chinese_token(folded, found.span(), printed, _PARTS[head], (start - 3, found.end()), floor)
    return None


def _counted_in_words(folded: str, found: re.Match[str], floor: int) -> Token | None:
    """Conservative: 一个, 百户, 第三名, 数十个, “三项… and names such as 两站一室 or 三公经费 give no token."""
    word, (start, end) = found.group(), found.span()
    power = word[-1] if word[-1] in "万亿" and not set(word[:-1]) & set("万亿") else ""
    digits = word.removesuffix(power)
    measured = _MEASURE.match(folded, end - len(power))
    if not measured or not digits or (start and folded[start - 1] in _NOT_BEFORE):
        return None
    unit = measured["unit"]
    if not unit.startswith(power) or (digits == "一" and not power and not _one_behind(folded, found, measured)):
        return None
    if len(digits) == 1 and (unit in _NAMED or digits + unit == "二次"):
        return None
    printed = parse_chinese(digits)
    if printed is None:
        return None
    per = "".join((measured["per"] or "").split())
    unit = "百分点" if unit == "个百分点" else unit
    token = _chinese_token(folded, (start, end - len(power)), printed, unit + per, (start, measured.end()), floor)
    return replace(token, op="余") if measured["hedge"] and not token.op else token


def _one_behind(folded: str, found: re.Match[str], measured: re.Match[str]) -> bool:
    """One thing counted behind its noun, where the clause ends (购置消防车一辆，): there 一 is a number and no article."""
    ahead, after = folded[max(0, found.start() - 2) : found.start()], folded[measured.end() :].lstrip()[:1]
    noun = len(ahead) == 2 and all("\u4e00" <= char <= "\u9fff" for char in ahead) and ahead[-1] not in _WHICH
    return noun and measured["unit"] in _SINGLE and after in _ENDS


def _chinese_token(folded: str, span: Span, printed: str, unit: str, extent: Span, floor: int) -> Token:
    op, start = bound_before(folded, floor, extent[0], unit)
    after, end = bound_after(folded, extent[1])
    value, decimals = measure(printed)
    return Token(span, (start, end), printed, value, decimals, unit, kind_of(unit), op or after)
