"""Which project of the report is which of the reference: one to one, by name, with amounts to tell namesakes apart; never forced."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from extractor.checks.book import Book
from extractor.checks.mentions import Mention
from extractor.checks.reference.assignment import assign
from extractor.checks.reference.entries import Entry, Known, project_key, together
from extractor.checks.sameness import agreement
from extractor.readers.names import SAME, similarity
from schemas.record import Project

_SAME_NAME = 100
_EQUAL = 95
"""Similarity (of 100) from which two names are one name."""
_NEAR = 50
"""From here two names may be one project if their amounts say so."""
_FITTING = 40
"""What an amount that agrees adds to the weight of a pair: it orders namesakes and does not outweigh a name."""
_TELLING = 3
"""Digits that a number needs to tell projects apart; 20 and 100 stand in every report."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A project of the report (its index) and its entry. ``sure``: by its name, or by name and amounts; else by a similar name only."""

    project: int
    entry: Entry
    sure: bool


@dataclass(frozen=True, slots=True)
class Pairing:
    """Who belongs together, who is left over, and who could not be told apart (projects, entries)."""

    pairs: tuple[Pair, ...] = ()
    projects: tuple[int, ...] = ()
    entries: tuple[Entry, ...] = ()
    unclear: tuple[tuple[tuple[int, ...], tuple[Entry, ...]], ...] = field(default=())


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What speaks for a pair: likeness of names (0 to 100) and how many amounts agree."""

    name: int
    fitting: int

    @property
    def possible(self) -> bool:
        return self.name >= 100 * SAME or (self.name >= _NEAR and self.fitting > 0)

    @property
    def weight(self) -> int:
        return self.name + _FITTING * self.fitting


def pair(book: Book, entries: Sequence[Entry]) -> Pairing:
    """The assignment that brings most likeness together; where two are equally good, those it concerns are unclear."""
    projects = book.record.projects
    entries = _brought_together(projects, entries)
    evidence = {
        (index, number): found
        for index, number in _plausible(projects, entries)
        if (found := _evidence(book, index, entries[number])).possible
    }
    weights = {key: found.weight for key, found in evidence.items()}
    chosen = assign_parts(weights)
    unclear = _unclear(chosen, weights)
    vague = {index for group, _ in unclear for index in group}, {number for _, group in unclear for number in group}
    pairs = [Pair(index, entries[number], _sure(evidence[index, number])) for index, number in chosen.items() if index not in vague[0]]
    return Pairing(
        pairs=tuple(sorted(pairs, key=lambda one: one.project)),
        projects=tuple(index for index in range(len(projects)) if index not in chosen and index not in vague[0]),
        entries=tuple(one for number, one in enumerate(entries) if number not in chosen.values() and number not in vague[1]),
        unclear=tuple((group, tuple(entries[number] for number in numbers)) for group, numbers in unclear),
    )


def likeness(project: Project, name: str) -> int:
    """How much a project's names are like another name, 0 to 100; a batch or source that only one names costs a little."""
    whole = max(_alike(one, name) for one in _names(project))
    return max(whole, _alike(project.name, name) - 8) if project.qualifier else whole


def assign_parts(weights: dict[tuple[int, int], int]) -> dict[int, int]:
    """The assignment of each part that hangs together; nearly all parts are one pair."""
    chosen: dict[int, int] = {}
    for part in _parts(weights):
        chosen |= assign({key: weights[key] for key in part})
    return chosen


def telling(one: Mention, known: Known) -> bool:
    """Whether two amounts agree and have enough digits to mean something."""
    return one.value != 0 and len(one.figure.value.normalize().as_tuple().digits) >= _TELLING and agrees(one, known)


def agrees(one: Mention, known: Known) -> bool:
    """Whether a mention and the finance system's amount can be one fact (B1)."""
    return agreement(one, known.mention, True) is not None


def money_of(book: Book, index: int, role: str) -> list[Mention]:
    """The amounts of a project in one role that are of the year's end."""
    return [one for one in book.lists.get(f"/projects/{index}/{role}", ()) if one.unit.kind == "money" and one.date is None]


def _names(project: Project) -> tuple[str, ...]:
    return (f"{project.name}（{project.qualifier}）" if project.qualifier else project.name, *project.aliases)


def _alike(one: str, other: str) -> int:
    return _SAME_NAME if project_key(one) == project_key(other) else int(Decimal(repr(similarity(one, other))) * 100)


def _plausible(projects: Sequence[Project], entries: Sequence[Entry]) -> Iterator[tuple[int, int]]:
    """The pairs worth comparing: where one project and one entry alone bear a name, they are not compared with others."""
    bearers: dict[str, list[int]] = defaultdict(list)
    named: dict[str, list[int]] = defaultdict(list)
    for index, project in enumerate(projects):
        for key in {project_key(name) for name in _names(project)}:
            bearers[key].append(index)
    for number, entry in enumerate(entries):
        named[project_key(entry.name)].append(number)
    alone = {bearers[key][0]: found[0] for key, found in named.items() if len(found) == len(bearers[key]) == 1}
    yield from alone.items()
    others = [number for number in range(len(entries)) if number not in alone.values()]
    yield from ((index, number) for index in range(len(projects)) if index not in alone for number in others)


def _evidence(book: Book, index: int, entry: Entry) -> _Evidence:
    name = likeness(book.record.projects[index], entry.name)
    if name < _NEAR:
        return _Evidence(name, 0)
    budgets = [*money_of(book, index, "initial_budget"), *money_of(book, index, "budget")]
    approvals = [known for measure in ("approved", "adjusted") if (known := entry.amounts.get(measure))]
    final = entry.amounts.get("final")
    fitting = int(any(telling(one, known) for one in budgets for known in approvals))
    fitting += final is not None and any(telling(one, final) for one in money_of(book, index, "executed"))
    return _Evidence(name, fitting)


def _sure(found: _Evidence) -> bool:
    return found.name >= _EQUAL or found.fitting > 0


def _brought_together(projects: Sequence[Project], entries: Sequence[Entry]) -> list[Entry]:
    """Several entries of one name as one, where the report has that name once: it adds up what the system keeps in lines."""
    named: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        named[project_key(entry.name)].append(entry)
    return [entry for same in named.values() for entry in ([together(same)] if len(same) > 1 and _bears_alone(projects, same[0]) else same)]


def _bears_alone(projects: Sequence[Project], entry: Entry) -> bool:
    return sum(likeness(project, entry.name) >= 100 * SAME for project in projects) == 1


def _parts(weights: dict[tuple[int, int], int]) -> list[list[tuple[int, int]]]:
    """The pairs that compete with one another, directly or through others."""
    root: dict[tuple[str, int], tuple[str, int]] = {}

    def find(node: tuple[str, int]) -> tuple[str, int]:
        while root.setdefault(node, node) != node:
            node = root[node]
        return node

    for left, right in weights:
        root[find(("left", left))] = find(("right", right))
    groups: dict[tuple[str, int], list[tuple[int, int]]] = defaultdict(list)
    for key in weights:
        groups[find(("left", key[0]))].append(key)
    return list(groups.values())


def _unclear(chosen: dict[int, int], weights: dict[tuple[int, int], int]) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Groups that could as well be paired otherwise: another assignment is as good.

    It is found by one more search in which every chosen pair counts a trifle less.
    """
    unclear: list[tuple[tuple[int, ...], tuple[int, ...]]] = []
    for part in _parts(weights):
        own = {left: right for left, right in chosen.items() if (left, right) in part}
        scale = len(part) + 1
        if len(part) > 1 and assign({key: weights[key] * scale - (own.get(key[0]) == key[1]) for key in part}) != own:
            unclear.append((tuple(sorted({left for left, _ in part})), tuple(sorted({right for _, right in part}))))
    return unclear
