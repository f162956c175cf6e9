"""Which printed values of a total its breakdowns add up to. Two groups of parts that make two different totals are two facts (B3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from extractor.checks.book import Book
from extractor.checks.mentions import Mention
from extractor.checks.repair.slips import slips
from schemas.record import Breakdown


@dataclass(frozen=True)
class Footings:
    """The sums of a record under the totals they are of."""

    book: Book

    @cached_property
    def _totals(self) -> Mapping[str, Mapping[int, frozenset[Decimal]]]:
        """For each total with several sums (its owner and role as ``_of``) the printed values that each sum is of: those it makes
        exactly, else those that are one slip of the pen from it and that no other sum makes."""
        found: dict[str, dict[int, _Sum]] = {}
        for index, breakdown in enumerate(self.book.record.breakdowns):
            lists = [self.book.at(part) for part in breakdown.parts if isinstance(part, str)]
            wholes = self.book.at(breakdown.whole) if breakdown.whole and breakdown.kind == "sum" else ()
            if wholes and len(lists) > 1 and all(lists):
                sums = [(whole, signed_total("sum", counted_once(self.book.parts_beside(whole, lists)[0]))) for whole in wholes]
                found.setdefault(_of(wholes[0]), {})[index] = sums
        return {total: _values(sums) for total, sums in found.items() if len(sums) > 1}

    def elsewhere(self, breakdown: Breakdown, whole: Mention) -> bool:
        """Whether these parts are those of another printed value of the total, which other parts of it do not make."""
        sums = self._totals.get(_of(whole), {})
        own = next((made for index, made in sums.items() if self.book.record.breakdowns[index] is breakdown), frozenset())
        return any(value != whole.value and any(value not in made for made in sums.values()) for value in own)

    def several(self, mentions: Sequence[Mention]) -> bool:
        """Whether two of these values of one total have parts of their own."""
        sums = list(self._totals.get(_of(mentions[0]), {}).values()) if mentions else []
        return any(one and other and one.isdisjoint(other) for one in sums for other in sums)


_Sum = Sequence[tuple[Mention, Decimal]]
"""Each printed total, with the sum of the parts beside it."""


def _values(sums: Mapping[int, _Sum]) -> Mapping[int, frozenset[Decimal]]:
    exact = {index: frozenset(whole.value for whole, total in one if whole.value == total) for index, one in sums.items()}
    taken = frozenset().union(*exact.values())
    return {
        index: exact[index] or frozenset(whole.value for whole, total in one if whole.value not in taken and slipped(whole, total))
        for index, one in sums.items()
    }


def slipped(whole: Mention, total: Decimal) -> bool:
    """Whether one slip of the pen leads from a value to the printed one."""
    return total / whole.unit.factor in slips(whole.figure.printed)


def _of(whole: Mention) -> str:
    return f"{whole.owner} {whole.role}"


def counted_once(parts: Sequence[Mention]) -> list[Mention]:
    """Parts without the repeats of one numeral that is shared jointly."""
    kept: list[Mention] = []
    seen: set[object] = set()
    for part in parts:
        key = part.at.span if part.at else part.figure.printed
        if part.figure.shared == "joint" and key in seen:
            continue
        seen |= {key} if part.figure.shared == "joint" else set()
        kept.append(part)
    return kept


def signed_total(kind: str, parts: Sequence[Mention]) -> Decimal:
    """The sum, or for a difference the first less the rest, in the base unit."""
    first, *rest = (part.value for part in parts)
    return first - sum(rest) if kind == "difference" else first + sum(rest)
