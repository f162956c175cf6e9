"""The record opened for checking: every figure list by its pointer, fields, exact budgets, names, groups."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from extractor.checks.field import field_decimals
from extractor.checks.mentions import Mention, beside
from extractor.checks.numbers import unit_of
from schemas.extraction import Provenance
from schemas.figure import Figure
from schemas.record import Quantity, Record

PROJECT_ROLES = ("initial_budget", "budget", "executed", "rate", "score")
BUDGETS = frozenset({"initial_budget", "budget"})

LONGEST = 30
"""Characters of a printed number; a longer one is a code that was taken for a figure."""

Mentions = tuple[Mention, ...]
GroupKey = tuple[str | None, str | None, str | None]


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose figures belong together: a project, or the quantities of one label, subject and period."""

    pointer: str
    roles: Mapping[str, Mentions]
    project: bool
    labelled: bool = True

    def role(self, name: str) -> Mentions:
        """The mentions of one role, or none."""
        return self.roles.get(name, ())


@dataclass(frozen=True, slots=True)
class Book:
    """A record and where it is printed, indexed."""

    record: Record
    lists: Mapping[str, Mentions]

    def at(self, pointer: str) -> Mentions:
        """The figures a pointer means: a list, a quantity, or one mention."""
        for key in (pointer, f"{pointer}/mentions"):
            if key in self.lists:
                return self.lists[key]
        return tuple(one for one in self.lists.get(pointer.rpartition("/")[0], ()) if one.path == pointer)

    def period(self, quantity: Quantity) -> str | None:
        """The year a quantity belongs to; the report's where it names none."""
        return quantity.period or (str(self.record.year) if self.record.year else None)

    def subjects(self) -> Iterator[Subject]:
        """Projects first, then groups of quantities, in record order."""
        for index in range(len(self.record.projects)):
            pointer = f"/projects/{index}"
            yield Subject(pointer, {role: self.lists.get(f"{pointer}/{role}", ()) for role in PROJECT_ROLES}, True)
        groups: dict[GroupKey, dict[str, Mentions]] = {}
        first: dict[GroupKey, str] = {}
        for index, quantity in enumerate(self.record.quantities):
            if quantity.band is not None:
                continue
            key = (same_name(quantity.label), quantity.subject, self.period(quantity))
            roles = groups.setdefault(key, {})
            first.setdefault(key, f"/quantities/{index}")
            roles[quantity.measure] = roles.get(quantity.measure, ()) + self.at(f"/quantities/{index}")
        for key, roles in groups.items():
            yield Subject(first[key], roles, False, key[0] is not None)

    def parts_beside(self, whole: Mention, lists: Sequence[Mentions]) -> tuple[list[Mention], bool]:
        """One mention of each part, from the whole's place where it prints them all (then true)."""
        placed = [beside(whole, found, limit=None) for found in lists]
        return [mention or found[0] for mention, found in zip(placed, lists, strict=True)], all(placed)


def same_name(label: str | None) -> str | None:
    """A label without blanks, quotes and brackets, for comparing."""
    return None if label is None else re.sub(r"[\s\"'“”‘’「」\"]", "", label).replace("（", "(").replace("）", ")")


def open_book(record: Record, provenance: Mapping[str, Provenance]) -> Book:
    """Index a record."""
    raw = {pointer: found for pointer, found in _lists(record, provenance) if found}
    decimals = field_decimals(one for found in raw.values() for one in found)
    lists = {
        pointer: tuple(replace(one, decimals=decimals(one), exact=_stands_for_itself(one)) for one in found)
        for pointer, found in raw.items()
    }
    footing = _footing_budgets(Book(record, lists))
    return Book(record, {pointer: tuple(_settle(one, footing) for one in found) for pointer, found in lists.items()})


def _lists(record: Record, provenance: Mapping[str, Provenance]) -> Iterator[tuple[str, Mentions]]:
    def mentions(owner: str, key: str, role: str, figures: Sequence[Figure]) -> tuple[str, Mentions]:
        pointer = f"{owner}/{key}"
        made = []
        for index, figure in enumerate(figures):
            if len(figure.printed) > LONGEST or not any(sign.isdigit() for sign in figure.printed):
                continue
            path = f"{pointer}/{index}"
            unit = unit_of(figure.unit, role, record.money_unit)
            date = _date(figure.as_of, record.year)
            made.append(Mention(path, owner, role, figure, unit, provenance.get(path), figure.decimals, date=date))
        return pointer, tuple(made)

    for index, project in enumerate(record.projects):
        for role in PROJECT_ROLES:
            yield mentions(f"/projects/{index}", role, role, getattr(project, role))
    for index, quantity in enumerate(record.quantities):
        yield mentions(f"/quantities/{index}", "mentions", quantity.measure, quantity.mentions)
    for index, row in enumerate(record.indicators):
        yield mentions(f"/indicators/{index}", "weight", "weight", row.weight)
        yield mentions(f"/indicators/{index}", "score", "score", row.score)


def _date(as_of: str | None, year: int | None) -> str | None:
    if as_of is None:
        return None
    ends = len(as_of) == 4 or as_of[5:] in {"12", "12-31"}
    return None if ends and year in (None, int(as_of[:4])) else as_of


def _stands_for_itself(mention: Mention) -> bool:
    if mention.unit.kind == "count" or mention.role == "weight":
        return True
    return mention.unit.kind == "score" and mention.figure.decimals == 0


def _settle(mention: Mention, footing: set[tuple[str, str, Decimal]]) -> Mention:
    return replace(mention, exact=True) if (mention.owner, mention.role, mention.value) in footing else mention


def _footing_budgets(book: Book) -> set[tuple[str, str, Decimal]]:
    """Budgets whose column foots exactly to its printed total: (owner, role, value)."""
    sets: list[list[Mention]] = []
    for breakdown in book.record.breakdowns:
        lists = [book.at(part) for part in breakdown.parts if isinstance(part, str)]
        if breakdown.kind == "sum" and breakdown.whole and len(lists) > 1 and all(lists):
            sets += [[whole, *book.parts_beside(whole, lists)[0]] for whole in book.at(breakdown.whole)]
    sets += _printed_columns(book)
    return {
        (one.owner, one.role, one.value)
        for whole, *parts in sets
        if whole.role in BUDGETS and whole.value == sum(part.value for part in parts)
        for one in (whole, *parts)
    }


def _printed_columns(book: Book) -> Iterator[list[Mention]]:
    """Table columns of project budgets, each behind a quantity printed in the same column."""
    columns: dict[tuple[str, int, int], list[Mention]] = {}
    totals: dict[tuple[str, int, int], list[Mention]] = {}
    for pointer, found in book.lists.items():
        for one in found:
            if one.role in BUDGETS and one.at and one.at.cell:
                side = columns if pointer.startswith("/projects/") else totals
                side.setdefault((one.role, one.at.cell[0], one.at.cell[2]), []).append(one)
    for key, parts in columns.items():
        if len(parts) > 1:
            yield from ([whole, *parts] for whole in totals.get(key, ()))
