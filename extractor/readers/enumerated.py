"""Things that a sentence lists by name: 甲、乙（X517线）和丙共3个项目.

A name may hold 、 or 和 itself; what the text names elsewhere, and how many there must be, decide where one ends.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from extractor.document import Document, Span
from extractor.numerals.chinese import parse_chinese
from extractor.numerals.fold import fold
from extractor.outline import Line
from extractor.readers.base import Words
from extractor.readers.words import key_of, words

PROJECTS_COUNTED = re.compile(r"(?:等|共)?\s*(?:\d{1,3}|[一二两三四五六七八九十]{1,3})\s*个(?:子|具体)?(?:项目|专项|工程)\s*$")
_COUNTED_ANYWHERE = re.compile(r"(\d{1,3}|[一二两三四五六七八九十]{1,3})\s*个(?:子|具体)?(?:项目|专项|工程)")
_LEAD = re.compile(r".*(?:共有|包括|包含|涉及|分为|承担了?|实施了?|安排了?|即|(?<![所具享])有)(?=.{2,})")
_JOINT = re.compile(r"以及|[、和及与]")
_OPEN, _CLOSE = '（(“"《【[', '）)”"》】]'
_COUNT_ASIDE = re.compile(r"[（(][^（）()]*(?:\d|[一二两三四五六七八九十])\s*[个项类][^（）()]*[)）]$")
_HEAD_END = re.compile(r"[。：:，,；;]|$")
_FEWEST = 3


def split_names(text: str, span: Span, count: int, known: Collection[str]) -> list[Words] | None:
    """The ``count`` names of a list; ``known`` are comparison keys of names. Null where the words cannot be cut so."""
    lead = _LEAD.match(fold(text[slice(*span)]).partition("、")[0])
    start = span[0] + (lead.end() if lead else 0)
    names = _merged(text, start, span[1], list(_cuts(text, (start, span[1]))), known)
    return names if len(names) == count and all(len(key_of(name.text)) >= 2 for name in names) else None


def announced(document: Document, lines: tuple[Line, ...], run: list[Line]) -> list[tuple[Line, Words]]:
    """The names that the items of a list open with, where one paragraph before it lists them all as so many projects."""
    if len(run) < _FEWEST:
        return []
    heads = [(line, _head(document.text, line)) for line in run]
    if len({head.text for _, head in heads}) < len(run) or any(len(key_of(head.text)) < 4 for _, head in heads):
        return []
    for line in lines:
        if line.index >= run[0].index:
            break
        if any(_lists_all(said, heads) for said in document.text[slice(*line.span)].split("。")):
            return heads
    return []


def _lists_all(said: str, heads: list[tuple[Line, Words]]) -> bool:
    """Whether a sentence names them in their order, and behind them says that they are so many projects."""
    plain, at = key_of(said), 0
    for _, head in heads:
        at = plain.find(key_of(head.text), at)
        if at < 0:
            return False
        at += len(key_of(head.text))
    counted = _COUNTED_ANYWHERE.search(plain, at)
    return counted is not None and counted.start() - at <= 2 and (parse_chinese(counted[1]) or counted[1]) == str(len(heads))


def _head(text: str, line: Line) -> Words:
    """What an item opens with, up to the first mark, marks within brackets and lists of names included."""
    plain = fold(text[slice(*line.body)])
    end = next((found.start() for found in _HEAD_END.finditer(plain) if not _inside(plain, found.start())), len(plain))
    return words(text, (line.body[0], line.body[0] + end))


def _cuts(text: str, span: Span) -> Iterator[Span]:
    """Where a list is cut: joints outside brackets and quotes."""
    piece = text[slice(*span)]
    for found in _JOINT.finditer(piece):
        if not _inside(piece, found.start()):
            yield span[0] + found.start(), span[0] + found.end()


def _inside(piece: str, at: int) -> bool:
    before = piece[:at]
    return any(before.count(mark) > before.count(shut) for mark, shut in zip(_OPEN, _CLOSE, strict=True) if mark != shut)


def _merged(text: str, start: int, end: int, cuts: list[Span], known: Collection[str]) -> list[Words]:
    """The names between the cuts; several pieces that together print a known name are that name."""
    begins, ends = [start, *(cut[1] for cut in cuts)], [*(cut[0] for cut in cuts), end]
    names: list[Words] = []
    first = 0
    while first < len(begins):
        last = next((at for at in range(len(ends) - 1, first, -1) if key_of(text[begins[first] : ends[at]]) in known), first)
        names.append(_plain(text, (begins[first], ends[last])))
        first = last + 1
    return names


def _plain(text: str, span: Span) -> Words:
    """A name without the count of its things in brackets behind it (运营类（2个项目）), which is told beside it."""
    aside = _COUNT_ASIDE.search(fold(text[slice(*span)]).rstrip())
    items = aside is not None and re.search(r"项目|专项", aside[0])
    return words(text, (span[0], span[0] + aside.start()) if aside is not None and items else span)
