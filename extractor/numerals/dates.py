"""Dates and times, which carry no figure: 2024年12月31日, 2025.3, 1-11月, 2020325日, 20xx年, 二〇二三年."""

from __future__ import annotations

import re

from extractor.numerals.units import UNIT

_Y = r"(?:(?:19|20)\d{2}|20\d?[xX×*＊〇]{1,2})"
_M = r"(?:1[0-2]|0?[1-9])"
_D = r"(?:3[01]|[12]\d|0?[1-9])"
_SEP = r"\s?(?:[-—~至到、和及与/]|--|——)\s?"
_FREE = r"(?<![\d.])"  # not inside another number
_NOT_TIMES = r"(?<![*×xX/])(?<![*×xX/]\s)"
_END = r"(?!\s?[*×])"
_NO_UNIT = rf"(?!\d|\.\d|\s?(?![年月日])(?:{UNIT.pattern.replace('?P<unit>', '?:')}))"

DATES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?<!\d){_Y}\s{{0,2}}年(?:度|份)?(?:\s{{0,2}}{_M}(?:{_SEP}{_M})?\s{{0,2}}月(?:份)?(?:\s{{0,2}}{_D}(?:{_SEP}{_D})?\s{{0,2}}[日号])?|\d{{3,4}}日)?",
        rf"{_FREE}{_Y}(?={_SEP}{_Y}\s{{0,2}}(?:学|财)?年)",
        rf"{_FREE}{_Y}{_SEP}\d{{2}}(?=\s?学?年)|{_FREE}{_Y}(?=\s?(?:学|财)年)",
        rf"{_FREE}{_Y}\s?\.\s?{_M}\s?\.\s?{_D}{_NO_UNIT}",
        rf"{_FREE}{_Y}(?:-{_M}-{_D}|/{_M}/{_D}){_NO_UNIT}",
        rf"{_FREE}{_Y}[-/]{_M}(?!\d|[-/]){_NO_UNIT}",
        rf"{_FREE}{_Y}(?:\d{{3,4}}(?=\s?日)|\d{{1,2}}(?=\s?月))",
        rf"{_FREE}20[0-4]\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]){_NO_UNIT}",
        rf"{_FREE}{_NOT_TIMES}(?:{_M}\s{{0,2}}月?{_SEP}){{1,5}}{_M}\s{{0,2}}月(?:份)?{_END}",
        rf"{_FREE}{_NOT_TIMES}{_M}\s{{0,2}}月(?:份|底|初|末)?(?:\s{{0,2}}{_D}(?:{_SEP}{_D})?\s{{0,2}}[日号])?{_END}",
        rf"{_FREE}(?:{_D}{_SEP})?{_D}\s{{0,2}}日(?![内均常元]|以内|之内){_END}",
        rf"{_FREE}(?:第\s?)?[1-4](?:{_SEP}[1-4])?\s?季度",
        rf"{_FREE}[0-4]\d年(?:度|底|末)",
        r"(?<=[\d日号] )(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?(?![\d:])",
        r"(?<=[(\[])\s?20[0-4]\d(?=\s?[)\]](?!\s?[号第]))",
        rf"{_FREE}20[0-4]\d(?=\s?(?:预算|决算|财政|年|部门|单位|整体|绩效|届|新版))",
        r"(?<=[午晚早晨间:至~-])\s?(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?(?!\d|:)|(?<![\d:.])(?:[01]?\d|2[0-4]):[0-5]\d\s?(?:[-—~至到]\s?){1,2}(?:[01]?\d|2[0-4]):[0-5]\d(?!\d)",
        r"(?<![\d.])(?:[01]?\d|2[0-4])时(?:[0-5]?\d分)?(?=[前后至许,。;)\s]|$)|(?<=[午晚早晨])(?:[01]?\d|2[0-4])[时点](?:[0-5]?\d分|半)?",
    )
)
"""Each pattern finds dates of one make; the match is the extent, its first to last digit the span."""

MONTH_ALONE = re.compile(rf"{_FREE}(?:19|20)\d{{2}}\s?\.\s?{_M}{_NO_UNIT}")
"""``2025.3``: a month or an amount; only its surroundings tell."""
_DATE_WORD = re.compile(r"(?:日期|时间|年月|截至|截止|自|从|于|至)[:\s为]{0,4}$")


def month_alone(folded: str, start: int, end: int) -> bool:
    """Whether ``2025.3`` at that place is a month: after a date word, or with no other number right beside it."""
    if _DATE_WORD.search(folded, max(0, start - 8), start):
        return True
    left, right = folded[max(0, start - 6) : start].rstrip(" \t|"), folded[end : end + 6].lstrip(" \t|")
    numbered = (left[-1:].isdigit() or left[-1:] == "%" or right[:1].isdigit()) or left[-1:] in tuple(":为数额计共款金")
    return not numbered


_HAN_DIGIT = "〇零一二三四五六七八九"
CHINESE_DATE = re.compile(
    rf"(?<![{_HAN_DIGIT}])[一二][〇零九][{_HAN_DIGIT}]{{2}}年(?:[一二三四五六七八九十]{{1,2}}月(?:[一二三四五六七八九十]{{1,3}}日)?)?"
)
"""A date in Chinese digits: 二〇二三年十二月三十一日."""
