"""The total of a table and the total in prose that it is: one quantity under one label, whichever reader read them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from extractor.numerals import amount
from extractor.readers import lexicon
from extractor.readers.base import Fact, Owner, Relation, Words
from extractor.readers.ledgering import Book


def one_total(book: Book) -> None:
    """The total row of a table over the same projects as a total in prose is that total: it takes its label."""
    by_key = {fact.key: fact for fact in book.facts}
    labels: dict[frozenset[Words], Words] = {}
    for relation in book.relations:
        projects = _projects(relation, by_key)
        whole = by_key.get(relation.whole) if isinstance(relation.whole, int) else None
        if projects and whole and whole.owner.label and not lexicon.TOTAL_ROW.match(whole.owner.label.text):
            labels.setdefault(projects, whole.owner.label)
    renamed: dict[Words, Words] = {}
    alike = {label: other for label in _total_labels(book) if (other := _same_amounts(book, label)) is not None}
    for relation in book.relations:
        whole = by_key.get(relation.whole) if isinstance(relation.whole, int) else None
        projects = _projects(relation, by_key)
        if whole and whole.owner.label and lexicon.TOTAL_ROW.match(whole.owner.label.text) and projects in labels:
            renamed[whole.owner.label] = labels[projects]
    for label, other in alike.items():
        if other is not Owner() and other.label is not None:
            renamed.setdefault(label, other.label)
    book.facts[:] = [_renamed(fact, renamed) for fact in book.facts]


def total_of_items(book: Book, projects: set[Words]) -> None:
    """The total of all projects (12个项目，预算2225万元) over the items of the lists, where their number is the one told.

    Without the sum, or a slip of typing in it, there is no relation: the total may stand far from the lists.
    """
    told = [fact for fact in book.facts if fact.owner.label and fact.owner.project is None and fact.owner.label.text.endswith("项目")]
    counts = {f.owner.label for f in told if f.measure == "count" and f.band is None and f.numeral.value == len(projects)}
    texts = {label.text for label in counts if label is not None}
    for measure in ("budget", "executed"):
        whole = next((f for f in told if f.measure == measure and f.owner.label and f.owner.label.text in texts), None)
        first = {f.owner.project: f for f in reversed(book.facts) if f.measure == measure and f.owner == Owner(project=f.owner.project)}
        parts = [first[project].key for project in sorted(projects, key=lambda one: one.span) if project in first]
        if whole is not None and len(parts) == len(projects) >= 3:
            book.relate(Relation("sum", whole.key, tuple(parts), open=True, unsure=True))


def _total_labels(book: Book) -> list[Words]:
    """The labels of the total rows of tables."""
    return list(dict.fromkeys(f.owner.label for f in book.facts if f.owner.label and lexicon.TOTAL_ROW.match(f.owner.label.text)))


def _same_amounts(book: Book, label: Words) -> Owner | None:
    """The one owner in prose of which two measures print the very figures of a total row."""
    row = {_amount(fact) for fact in book.facts if fact.owner.label == label}
    found: dict[Owner, set[str]] = {}
    for fact in book.facts:
        if fact.numeral.cell is None and fact.owner.project is None and _amount(fact) in row:
            found.setdefault(fact.owner, set()).add(fact.measure)
    owners = [owner for owner, measures in found.items() if len(measures) >= 2]
    return owners[0] if len(owners) == 1 else None


def _amount(fact: Fact) -> tuple[str, Decimal]:
    """The measure and the amount in 元 (or as printed, where it is no money)."""
    return fact.measure, amount(fact.numeral)


def _renamed(fact: Fact, renamed: dict[Words, Words]) -> Fact:
    label, under = fact.owner.label, fact.owner.under
    if label in renamed:
        return replace(fact, owner=Owner(label=renamed[label], alias=label))
    if under in renamed:
        return replace(fact, owner=replace(fact.owner, under=renamed[under]))
    return fact


def _projects(relation: Relation, by_key: dict[int, Fact]) -> frozenset[Words]:
    """The projects a sum runs over; empty where any part is something else."""
    facts = [by_key.get(part) for part in relation.parts if isinstance(part, int)]
    names = [fact.owner.project for fact in facts if fact is not None and fact.owner.project and not fact.owner.label]
    return frozenset(names) if names and len(names) == len(relation.parts) else frozenset()
