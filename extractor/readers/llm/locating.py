"""Finding the words of an answer in what the model was shown. Letters may differ in width and space, digits never."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property

from extractor.document import Span
from extractor.numerals.fold import fold
from extractor.readers.base import Words
from extractor.readers.llm.marking import Marked
from extractor.readers.words import clean

_LOOSE = re.compile(r"[\s\"'“”‘’「」『』《》<>()（）\[\]【】,，、.。;；:：\-—_/]")


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
            chars.append("\0")
            places.append(end)
        return "".join(chars), places

    @cached_property
    def _loose(self) -> tuple[str, list[int]]:
        """The same without punctuation, for words that were copied without their brackets."""
        text, places = self._shown
        kept = [(char, place) for char, place in zip(text, places, strict=True) if not _LOOSE.match(char)]
        return "".join(char for char, _ in kept), [place for _, place in kept]

    def find(self, said: str, near: int | None = None) -> Words | None:
        """Where the words are printed: the last place before ``near``, else the first behind it; null where nowhere."""
        plain = re.sub(r"\s", "", fold(said))
        for (text, places), wanted in ((self._shown, plain), (self._loose, _LOOSE.sub("", plain))):
            spans = _occurrences(text, places, wanted)
            if spans:
                span = _nearest(spans, near)
                return Words(clean(self.marked.document.text[slice(*span)]), span)
        return None


def _occurrences(text: str, places: list[int], wanted: str) -> list[Span]:
    found: list[Span] = []
    at = text.find(wanted) if wanted else -1
    while at >= 0:
        if not _cuts_number(text, at, wanted):
            found.append((places[at], places[at + len(wanted) - 1] + 1))
        at = text.find(wanted, at + 1)
    return found


def _cuts_number(text: str, at: int, wanted: str) -> bool:
    """Whether the words begin or end inside a longer number: 第1期 is not in 第11期."""
    before, after = text[at - 1 : at], text[at + len(wanted) : at + len(wanted) + 1]
    return (wanted[0].isdigit() and before.isdigit()) or (wanted[-1].isdigit() and after.isdigit())


def _nearest(spans: list[Span], near: int | None) -> Span:
    if near is None:
        return spans[0]
    before = bisect_left([span[0] for span in spans], near)
    return spans[before - 1] if before else spans[0]
