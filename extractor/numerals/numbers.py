"""Figures in arabic and in Chinese digits, with bound, sign and unit."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.document import Span
from extractor.numerals.bounds import bound_after, bound_before
from extractor.numerals.token import Token, measure
from extractor.numerals.units import UNIT, canonical, hedged, kind_of

_MONEY_NEXT = r"(?=\s?[十百千]?[万亿]?\s?元)"
_AMOUNT_ENDS = ":额算金出数费款入为共计付资≥≤"  # the end of a word that only an amount follows
_BEHIND_AMOUNT_WORD = rf"(?:(?<=[{_AMOUNT_ENDS}])|(?<=[{_AMOUNT_ENDS}] ))"
_NUMBER = re.compile(
    "|".join(
        (
            r"(?P<grouped>\d{1,3}(?:,\d{3}){1,6}+(?!\d|,\d)(?:\.\d++)?)",
            rf"(?P<loose>\d{{1,3}}(?:, \d{{3}}){{1,6}}+(?!\d|,\d)(?:\.\d++)?{_MONEY_NEXT})",
            rf"(?P<spaced>{_BEHIND_AMOUNT_WORD}\d{{1,3}}(?: \d{{3}}){{1,6}}+(?!\d)\.\d++{_MONEY_NEXT})",
            rf"(?P<zeros>\d{{1,3}}(?: \d{{3}}){{0,5}} 0\d\d(?: \d{{3}}){{0,5}}+(?!\d)(?:\.\d++)?{_MONEY_NEXT})",
            r"(?P<many>\d++(?:\.\d++){2,})",
            r"(?P<plain>\d++(?:\.\d++)?)",
            r"(?P<bare>\.\d++)",
        )
    )
)
_BROKEN_POINT = re.compile(r"\d++(?:\s{1,2}\.\s{0,2}|\.\s{1,2})(?P<part>\d++)(?![.\d])")
_DIGITS = re.compile(r"\d++")
_MONEY_AHEAD = re.compile(_MONEY_NEXT)
_START_DIGIT = re.compile(r"\.?[0-9]")
_SIGN = re.compile(r"[-+△]\s?$")
_PADDED = re.compile(r"0\d+")
_BARE_POWERS = frozenset(("万", "亿", "千万", "百万", "十万"))
_PEOPLE = re.compile(r"(?:人口|人数|人次|户数|群众|游客|数量|面积|产量|株|头|只|羽)[^。;,]{0,4}$")
_PAGE_DASH = re.compile(r"\d{1,4} ?-")
_MAY_BE_SIGNED = re.compile(r"(?:^|[\s(:,;、=\t|>≥≤<$。]|增长|下降|减少|增加|变动|调整|调减|幅度|差额|结余|[为率额数比降长])$")
_LATEX_UNIT_GAP = re.compile(r"[\s$}]{0,3}")
_PARTS = {"百分之": "%", "千分之": "‰"}
_PER_HUNDRED = re.compile(r"(?:百分之|千分之)\s?$")


def arabic_numbers(text: str, folded: str, taken: bytearray) -> Iterator[Token]:
    """The figures in arabic digits that no other token has taken; marks them in ``taken``."""
    place, last, free_until = 0, 0, -1
    while (start := _next_free(folded, taken, place)) is not None:
        if start >= free_until:
            free_until = taken.find(1, start)
            free_until = len(folded) if free_until < 0 else free_until
        span, printed = _number_at(text, folded, start, free_until)
        token = _with_context(folded, span, printed, last) if printed else _glued(folded, span)
        taken[span[0] : span[1]] = b"\x01" * (span[1] - span[0])
        place, last = span[1], token.extent[1]
        yield token


def _next_free(folded: str, taken: bytearray, place: int) -> int | None:
    while found := _START_DIGIT.search(folded, place):
        start = found.start()
        if found.group().startswith(".") and (taken[start + 1] or (start and (folded[start - 1].isalnum() or taken[start - 1]))):
            start += 1  # a point behind something else is no decimal point
        if not taken[start]:
            return start
        after = taken.find(0, start)
        if after < 0:
            return None
        place = after
    return None


def _number_at(text: str, folded: str, start: int, limit: int) -> tuple[Span, str]:
    """Span and printed form of the number that starts at ``start`` and ends by ``limit``; empty where several are glued."""
    broken = _BROKEN_POINT.match(folded, start, limit)
    if broken and _surely_one(folded, start, broken):
        return broken.span(), "".join(broken.group().split())
    found = _NUMBER.match(folded, start, limit)
    if found is None:  # cannot be: a digit stands at ``start``
        return (start, start + 1), folded[start]
    if found["grouped"] and "，" in text[start : found.end()] and not _full_width_groups(folded, found):
        found = _DIGITS.match(folded, start, limit) or found
    if found.lastgroup == "many":
        return found.span(), ""
    return found.span(), "".join(found.group().split())


def _full_width_groups(folded: str, found: re.Match[str]) -> bool:
    """A full-width comma groups digits only in front of a money unit or alone in its cell; else it divides a sentence."""
    return _MONEY_AHEAD.match(folded, found.end()) is not None or _alone(folded, *found.span())


def _alone(folded: str, start: int, end: int) -> bool:
    """Whether nothing but white space (and a %) stands around that stretch."""
    return start <= 8 and len(folded) - end <= 8 and not folded[:start].strip() and folded[end:].strip() in ("", "%")


def _surely_one(folded: str, start: int, broken: re.Match[str]) -> bool:
    """``814. 79`` is one number where a unit follows or the cell ends; ``1. 2个`` at the start of a line is a list number.

    ``89 .28`` is one wherever it stands, since no number begins with a point behind a digit.
    """
    whole = broken.group().partition(".")[0].strip()
    if _alone(folded, start, broken.end()):
        return True
    before = folded[max(0, start - 8) : start].rstrip()
    listed = len(whole) <= 2 and (not before or before[-1] in "。;:,(、")
    followed = UNIT.match(folded, broken.end()) or UNIT.match(folded, min(broken.end() + 1, len(folded)))
    before_point = broken.group()[-len(broken["part"]) - 1] == "."
    return not listed and (followed is not None or before_point or (len(whole) >= 3 and len(broken["part"]) <= 2))


def _glued(folded: str, span: Span) -> Token:
    """A run with several points: no one number, so ``printed`` is only its beginning and the whole run an alternative."""
    run = folded[slice(*span)]
    printed = ".".join(run.split(".")[:2])
    value, decimals = measure(printed)
    return Token(span, span, printed, value, decimals, None, "plain", alternatives=(run,))


def _with_context(folded: str, span: Span, printed: str, floor: int) -> Token:
    """The number with its sign, unit and bound; ``floor`` is where the token before it ended."""
    start, end = span
    negative, start = _sign(folded, start, floor)
    unit, hedge = None, None
    gap = _LATEX_UNIT_GAP.match(folded, end)
    found = UNIT.match(folded, gap.end() if gap else end)
    if found:
        unit, end = canonical(found["unit"]), found.end()
        hedge = "余" if hedged(found["unit"]) else None
    parts = _PER_HUNDRED.search(folded, max(floor, start - 5), start)
    if parts and unit is None:
        unit, start = _PARTS[parts.group().strip()], parts.start()
    op, start = bound_before(folded, floor, start, unit)
    after, end = bound_after(folded, end)
    printed = "-" + printed if negative else printed
    value, decimals = measure(printed)
    kind = kind_of(unit)
    if unit in _BARE_POWERS and _PEOPLE.search(folded, max(0, start - 10), start):
        kind = "count"
    elif unit is None and _PADDED.fullmatch(printed):
        kind = "code"
    return Token(span, (start, end), printed, value, decimals, unit, kind, op or hedge or after)


def _sign(folded: str, start: int, floor: int) -> tuple[bool, int]:
    """Whether a minus stands there as a sign (and not as a dash or a range), and where the number with it begins."""
    found = _SIGN.search(folded, max(floor, start - 2), start)
    if not found or not _MAY_BE_SIGNED.search(folded, max(floor, found.start() - 2), found.start()):
        return False, start
    before = folded[max(0, found.start() - 4) : found.start()].rstrip(" ")
    framed = found.group().endswith(" ") and _PAGE_DASH.match(folded, start) is not None  # - 3 - is a page number
    if framed or before.endswith(tuple("0123456789%")) or (floor and not folded[floor : found.start()].strip(" ")):
        return False, start
    return not found.group().startswith("+"), found.start()
