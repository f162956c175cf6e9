"""Finding the words of an answer in what the model was shown. Letters may differ in width and space, digits never."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from extractor.document import NumeralKind, Span
from extractor.numerals.fold import fold
from extractor.readers.base import Words
from extractor.readers.llm.marking import Marked
from extractor.readers.words import clean

_MARKS = re.compile(r"[\s\"'“”‘’「」『』《》<>()（）\[\]【】,，、.。;；:：\-—_/]+")
_SINO = frozenset("〇零一二三四五六七八九十百千万亿两")
_LEAST = 3
"""Characters of a label that may reach over a count: shorter ones are found anywhere."""
_APART = "\0"
_WHOLE: frozenset[NumeralKind] = frozenset({"money", "percent", "score", "count", "plain", "ordinal", "name_part"})
"""Kinds whose printed form is one number; a date or a formula has parts that words may begin behind (12月工资)."""


@dataclass(frozen=True)
class Finder:
    """Looks words up in the shown regions of one chunk."""

    marked: Marked

    @cached_property
    def _shown(self) -> tuple[str, list[int]]:
        """The shown characters without space, folded, and where each stands. Regions are set apart by a character of no report."""
        chars: list[str] = []
        places: list[int] = []
        for start, end in sorted({*self.marked.regions, *self.marked.headings}):
            for offset, char in enumerate(fold(self.marked.document.text[start:end]), start):
                if not char.isspace():
                    chars.append(char)
                    places.append(offset)
            chars.append(_APART)
            places.append(end)
        return "".join(chars), places

    @cached_property
    def _loose(self) -> tuple[str, list[int]]:
        """The same without punctuation, for words that were copied without their brackets."""
        text, places = self._shown
        kept = list(_without_marks(text))
        return "".join(text[at] for at in kept), [places[at] for at in kept]

    def find(self, said: str, near: int | None = None) -> Words | None:
        """Where the words are printed: the last place before ``near``, else the first behind it; null where nowhere."""
        plain = re.sub(r"\s", "", fold(said))
        if _APART in plain:
            return None
        loose = "".join(plain[at] for at in _without_marks(plain))
        for (text, places), wanted in ((self._shown, plain), (self._loose, loose)):
            spans = [span for span in _occurrences(text, places, wanted) if not any(map(self._in_number, span))]
            if spans:
                span = _nearest(spans, near)
                return Words(clean(self.marked.document.text[slice(*span)]), span)
        return self._around_count(loose, near)

    def _around_count(self, wanted: str, near: int | None) -> Words | None:
        """Words that go on behind a count: 其余项目 is printed in 其余7个项目."""
        text, places = self._loose
        counts = [numeral.extent for numeral in self.marked.numerals.values() if numeral.kind == "count" and numeral.cell is None]
        kept = [at for at, place in enumerate(places) if not any(start <= place < end for start, end in counts)]
        spans = list(_occurrences("".join(text[at] for at in kept), [places[at] for at in kept], wanted))
        plain = len(wanted) >= _LEAST and not any(char.isdigit() or char in _SINO for char in wanted)
        return Words(wanted, _nearest(spans, near)) if spans and plain else None

    def _in_number(self, edge: int) -> bool:
        """Whether words that begin or end at ``edge`` would cut a number (第1期 in 第11期, 一批 in 十一批, 5万元 in 1.5万元)."""
        before, after = fold(self.marked.document.text[max(edge - 1, 0) : edge]), fold(self.marked.document.text[edge : edge + 1])
        if (before.isdigit() and after.isdigit()) or (before in _SINO and after in _SINO):
            return True
        at = bisect_left(self._number_starts, edge)
        return at > 0 and edge < self._numbers[at - 1][1]

    @cached_property
    def _numbers(self) -> list[Span]:
        return [numeral.span for numeral in self.marked.document.numerals if numeral.kind in _WHOLE]

    @cached_property
    def _number_starts(self) -> list[int]:
        return [start for start, _ in self._numbers]


def _without_marks(text: str) -> Iterator[int]:
    """Where the characters stand that are no punctuation; what sets two numbers apart (1.5, 1、2) is none."""
    end = 0
    for marks in _MARKS.finditer(text):
        yield from range(end, marks.start())
        if text[marks.start() - 1 : marks.start()].isdigit() and text[marks.end() : marks.end() + 1].isdigit():
            yield from range(*marks.span())
        end = marks.end()
    yield from range(end, len(text))


def _occurrences(text: str, places: list[int], wanted: str) -> Iterator[Span]:
    at = text.find(wanted) if wanted else -1
    while at >= 0:
        yield places[at], places[at + len(wanted) - 1] + 1
        at = text.find(wanted, at + 1)


def _nearest(spans: list[Span], near: int | None) -> Span:
    if near is None:
        return spans[0]
    before = bisect_left([span[0] for span in spans], near)
    return spans[before - 1] if before else spans[0]
