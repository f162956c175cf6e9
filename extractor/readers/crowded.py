"""An owner to whom prose gives many different amounts of one measure is not one owner: the grammar lost track, and claims less.

A report says the same figure again, rarely a second one (年初 and 调整后 have measures of their own). Three different budgets of
one label in one year are subtotals, parts or other years that the sentence grammar took for it.
"""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

from extractor.numerals import amount
from extractor.readers.base import Fact
from extractor.readers.ledgering import Book

_MEASURES = frozenset({"initial_budget", "budget", "executed", "rate", "balance", "unit_price"})
_MANY = 3


def thin_out(book: Book) -> None:
    """Leave unclaimed what crowds one owner: of three and more different values only those that a table or another place repeats."""
    groups: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
    for fact in book.facts:
        if fact.measure in _MEASURES and fact.band is None:
            groups[fact.owner.project, _label(fact), fact.owner.under, fact.measure, fact.period].append(fact)
    gone = {fact.key for facts in groups.values() for fact in _crowding(facts)}
    gone |= {fact.key for key, facts in groups.items() for fact in _of_lost_amounts(key, facts, groups, gone)}
    if not gone:
        return
    book.facts[:] = [fact for fact in book.facts if fact.key not in gone]
    book.relations[:] = [relation for relation in book.relations if gone.isdisjoint(end for end in relation.ends if isinstance(end, int))]


def _label(fact: Fact) -> str | None:
    return fact.owner.label.text if fact.owner.label is not None else None


def _crowding(facts: list[Fact]) -> list[Fact]:
    values = {amount(fact.numeral) for fact in facts}
    if len(values) < _MANY:
        return []
    tabled = {amount(fact.numeral) for fact in facts if fact.numeral.cell is not None}
    counts: dict[Decimal, int] = defaultdict(int)
    for fact in facts:
        counts[amount(fact.numeral)] += 1
    return [fact for fact in facts if fact.numeral.cell is None and amount(fact.numeral) not in tabled and counts[amount(fact.numeral)] < 2]


def _of_lost_amounts(
    key: tuple[object, ...], facts: list[Fact], groups: dict[tuple[object, ...], list[Fact]], gone: set[int]
) -> list[Fact]:
    """Rates in prose of an owner whose amounts were all left out: two of them may well be equal by chance."""
    *owner, measure, period = key
    amounts = [fact for one in ("budget", "executed") for fact in groups.get((*owner, one, period), [])]
    lost = measure == "rate" and bool(amounts) and all(fact.key in gone for fact in amounts)
    return [fact for fact in facts if fact.numeral.cell is None] if lost else []
