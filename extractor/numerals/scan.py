"""The tokenizer: text in, numbers out; no digit is left over and none is used twice."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from extractor.document import SET_ASIDE_KINDS, NumeralKind, Span
from extractor.numerals.asides import FIRM, WEAK
from extractor.numerals.chinese import DIGITS
from extractor.numerals.dates import CHINESE_DATE, DATES, MONTH_ALONE, month_alone
from extractor.numerals.fold import fold, is_digit
from extractor.numerals.in_words import chinese_numbers
from extractor.numerals.lost_bracket import mark
from extractor.numerals.numbers import arabic_numbers
from extractor.numerals.token import Token

_ASCII_DIGIT = re.compile(r"[0-9]")
_RANGE = re.compile(r"[\s$]*(?:\(不?含[^()]{0,4}\))?(?:\\sim|[-~—至到]{1,2})[\s$]*")
_LIST = re.compile(r"\s?(?:、|和|与|及|以及|,)\s?")
_SPREAD = re.compile(r"分别|各为|依次")


def tokenize(text: str) -> tuple[Token, ...]:
    """The numbers of one paragraph or one table cell, in order, with spans (offsets into ``text``) that never overlap.

    Every digit character of ``text`` lies in the span of exactly one token; dates, ordinals and the like are tokens of a
    set-aside kind. Units are those printed at the number: 万元, %, 分, 次/月; a range ``80-89分`` gives its unit to both ends.
    """
    folded = fold(text)
    taken = bytearray(len(folded))
    tokens = [*_set_aside(folded, taken)]
    tokens += chinese_numbers(folded, taken)
    tokens += arabic_numbers(text, folded, taken)
    tokens += _left_over(text, taken)
    tokens.sort(key=lambda token: token.span)
    return mark(_share_units(folded, tokens))


def set_aside_token(folded: str, extent: Span, kind: NumeralKind) -> Token | None:
    """A token of a kind without figure: its span runs from the first to the last digit inside ``extent``."""
    inside = [found.start() for found in _ASCII_DIGIT.finditer(folded, *extent)]
    if not inside:
        return None
    span = (inside[0], inside[-1] + 1)
    printed = "".join(folded[span[0] : span[1]].split())
    first = re.match(r"[0-9]+", printed)
    return Token(span, extent, printed, Decimal(first.group() if first else 0), 0, None, kind)


def _set_aside(folded: str, taken: bytearray) -> Iterator[Token]:
    """Document numbers, phones and codes first, then dates, then the rest; what stands first keeps its digits."""
    dates: list[tuple[NumeralKind, re.Pattern[str]]] = [("date", pattern) for pattern in DATES]
    for kind, pattern in [*FIRM, *dates, *WEAK, ("date", MONTH_ALONE)]:
        for found in pattern.finditer(folded):
            if pattern is MONTH_ALONE and not month_alone(folded, *found.span()):
                continue
            token = set_aside_token(folded, found.span(), kind)
            if token and _free(taken, token.span):
                _take(taken, token.span)
                yield token
    for found in CHINESE_DATE.finditer(folded):
        year = "".join(str(DIGITS.get(char, 0)) for char in found.group()[:4])
        _take(taken, found.span())
        yield Token((found.start(), found.start() + 4), found.span(), year, Decimal(year), 0, None, "date")


def _free(taken: bytearray, span: Span) -> bool:
    return taken.find(1, *span) < 0


def _take(taken: bytearray, span: Span) -> None:
    taken[span[0] : span[1]] = b"\x01" * (span[1] - span[0])


def _left_over(text: str, taken: bytearray) -> Iterator[Token]:
    """Superscripts, circled and bracketed digits: ordinals, or the exponent of a unit."""
    for place, char in enumerate("" if text.isascii() else text):
        if not taken[place] and not char.isascii() and is_digit(char):
            plain = re.search(r"[0-9]+", unicodedata.normalize("NFKC", char))
            printed = plain.group() if plain else str(int(unicodedata.numeric(char)))
            kind: NumeralKind = "formula" if char in "²³" and text[place - 1 : place] in ("m", "M") else "ordinal"
            yield Token((place, place + 1), (place, place + 1), printed, Decimal(printed), 0, None, kind)


def _share_units(folded: str, tokens: list[Token]) -> list[Token]:
    """The unit of the second end of a range, or of the last of a 分别 list, serves those before it."""
    for index in range(len(tokens) - 2, -1, -1):
        first, second = tokens[index], tokens[index + 1]
        if first.kind != "plain" or second.unit is None or second.kind in SET_ASIDE_KINDS or second.alternatives:
            continue
        start, end = first.extent[1], second.span[0]
        if start > end or end - start > 8:
            continue
        listed = _LIST.fullmatch(folded, start, end) and _SPREAD.search(folded, max(0, start - 40), start)
        if _RANGE.fullmatch(folded, start, end) or listed:
            tokens[index] = replace(first, unit=second.unit, kind=second.kind)
    return tokens
