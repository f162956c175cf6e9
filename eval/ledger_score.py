"""The ledger against the gold: which money, rate and score numerals of a report were claimed, and claimed right."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from eval.align import Alignment
from eval.pointers import figure_at, figures_of, list_of, owner
from eval.surroundings import is_printed, surroundings
from eval.words import fold
from extractor.document import Document, Numeral
from schemas.extraction import Extraction

KINDS = frozenset({"money", "percent", "score"})
Verdict = Literal["right", "wrong", "unclaimed"]


@dataclass(frozen=True, slots=True)
class Claimed:
    """What became of one numeral; ``because`` says why it does not count as right."""

    numeral: Numeral
    verdict: Verdict
    paths: tuple[str, ...] = ()
    because: str | None = None


@dataclass(frozen=True, slots=True)
class LedgerScore:
    """All money, rate and score numerals of a report, or of several."""

    numerals: tuple[Claimed, ...]

    def count(self, verdict: Verdict, kind: str | None = None) -> int:
        """How many numerals ended so."""
        return sum(1 for one in self.numerals if one.verdict == verdict and kind in (None, one.numeral.kind))

    def percent(self, verdict: Verdict) -> Decimal | None:
        """The same in percent of all, to one place; null where there are none."""
        total = len(self.numerals)
        return (Decimal(100 * self.count(verdict)) / total).quantize(Decimal("0.1")) if total else None

    def __add__(self, other: LedgerScore) -> LedgerScore:
        """Both together."""
        return LedgerScore(self.numerals + other.numerals)


def score_ledger(alignment: Alignment, extraction: Extraction, document: Document) -> LedgerScore:
    """Judges each money, rate and score numeral of the document (kinds after unit inheritance) once."""
    bench = _Bench(alignment, extraction, document)
    return LedgerScore(tuple(bench.judge(numeral) for numeral in document.numerals if numeral.kind in KINDS))


class _Bench:
    """Who points where, and what the gold lists still hold: a gold entry makes one claim right."""

    def __init__(self, alignment: Alignment, extraction: Extraction, document: Document) -> None:
        self.alignment, self.extraction, self.document = alignment, extraction, document
        self.spans = sorted((p.span, path) for path, p in extraction.provenance.items() if figure_at(extraction.record, path))
        self.longest = max((end - start for (start, end), _ in self.spans), default=0)
        self.held: dict[str, Counter[tuple[str, str]]] = {}

    def judge(self, numeral: Numeral) -> Claimed:
        paths = tuple(self._paths(numeral))
        if not paths:
            return Claimed(numeral, "unclaimed", because="no path of the record points at it")
        objections = {path: self._objection(path, numeral) for path in paths}
        valid = tuple(path for path in paths if objections[path] is None)
        if not valid:
            return Claimed(numeral, "unclaimed", paths, objections[paths[0]])
        wrong = [self._taken(path, numeral) for path in valid]
        if None in wrong:
            return Claimed(numeral, "right", valid)
        return Claimed(numeral, "wrong", valid, wrong[0])

    def _paths(self, numeral: Numeral) -> Iterator[str]:
        """The figures whose place overlaps the digits."""
        start, end = numeral.span
        first = bisect_right(self.spans, ((start - self.longest, 0), ""))
        for span, path in self.spans[first:]:
            if span[0] >= end:
                return
            if span[1] > start:
                yield path

    def _objection(self, path: str, numeral: Numeral) -> str | None:
        """Why a claim does not count at all."""
        quantity = owner(self.extraction.record, path)
        if quantity is None:
            return None
        if quantity.measure == "other":
            return f"{path}: its measure is other"
        names = [quantity.label, *quantity.aliases] if quantity.label else []
        texts = surroundings(self.document, numeral.span) if names else []
        if names and not any(is_printed(name, texts) for name in names if name):
            return f"{path}: its label {quantity.label} is not printed there"
        return None

    def _taken(self, path: str, numeral: Numeral) -> str | None:
        """Takes the figure from the gold list that the path means; says why, where it cannot."""
        figure, place = figure_at(self.extraction.record, path), self._gold_list(path)
        if place is None or figure is None:
            return f"{path}: what it belongs to is not in the gold"
        if figure.printed != numeral.printed:
            return f"{path}: says {figure.printed} where {numeral.printed} is printed"
        if place not in self.held:
            gold = figures_of(self.alignment.gold, place)
            self.held[place] = Counter((one.printed, fold(one.unit or "")) for one in gold)
        key = figure.printed, fold(figure.unit or "")
        if not self.held[place][key]:
            return f"{path}: {place} of the gold has no {figure.printed}{figure.unit or ''} (left)"
        self.held[place][key] -= 1
        return None

    def _gold_list(self, path: str) -> str | None:
        place = self.alignment.in_gold(list_of(path))
        if place is None or place.startswith("?"):
            return None
        _, section, index, *_ = place.split("/")
        pairs = self.alignment.pairs.get(section)
        return place if pairs and int(index) in pairs.sure else None
