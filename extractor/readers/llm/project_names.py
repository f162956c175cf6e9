"""The projects that answers name, each given its place in the roster, the firmest mention first: tables, then reading order.

The order does not depend on how the report was cut into chunks, so that a halved chunk names its projects by the same words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.readers.base import Words
from extractor.readers.llm.locating import Finder
from extractor.readers.llm.marking import Marked
from extractor.readers.llm.uses import PROJECT_FIELDS, Doubt
from extractor.readers.names import best_match
from extractor.readers.roster import Roster
from extractor.readers.words import key_of
from schemas.answer import Said, ToldProject


@dataclass(frozen=True, slots=True)
class Told:
    """An answer that holds, the chunk it is about, and what the printed words make doubtful in it."""

    marked: Marked
    said: Said
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class _Mention:
    """A project of one answer. ``anchor`` is where its first number stands, in a table if it has one there."""

    answer: int
    index: int
    project: ToldProject
    in_table: bool
    anchor: int | None

    @property
    def rank(self) -> tuple[bool, int, int, int]:
        """Tables first, then reading order; without a number last."""
        return (not self.in_table, self.anchor if self.anchor is not None else 1 << 62, self.answer, self.index)


def name_projects(roster: Roster, answers: Sequence[Told], finders: Sequence[Finder]) -> list[dict[str, Words]]:
    """For each answer, its projects' keys to their names in the roster. Entries that one answer keeps apart stay apart."""
    names: list[dict[str, Words]] = [{} for _ in answers]
    seen: list[list[tuple[ToldProject, Words]]] = [[] for _ in answers]
    for one in sorted(_mentions(answers), key=lambda mention: mention.rank):
        words = finders[one.answer].find(one.project.name, one.anchor) or known_project(roster, one.project.name)
        if words is None:
            continue
        marked, mine = answers[one.answer].marked, seen[one.answer]
        if any(_apart(one.project, other, marked) for other, _ in mine):
            roster.names.append(words)
        else:
            words = roster.add(words)
        mine.append((one.project, words))
        names[one.answer][one.project.key] = words
    return names


def known_project(roster: Roster, name: str) -> Words | None:
    """The project of the roster that a name means. What a model calls it is not printed, so it is no other name of it."""
    index = best_match(name, roster.texts)
    return roster.names[index] if index is not None else None


def figures_of(project: ToldProject) -> list[str]:
    """Every numeral that an answer gives to a project."""
    return [key for measure in PROJECT_FIELDS for key in getattr(project, measure)]


def _mentions(answers: Sequence[Told]) -> Iterator[_Mention]:
    for number, told in enumerate(answers):
        for index, project in enumerate(told.said.projects):
            numerals = [told.marked.numerals[key] for key in figures_of(project)]
            tabled = [numeral.span[0] for numeral in numerals if numeral.cell is not None]
            anchor = min(tabled or [numeral.span[0] for numeral in numerals], default=None)
            yield _Mention(number, index, project, bool(tabled), anchor)


def _apart(one: ToldProject, other: ToldProject, marked: Marked) -> bool:
    """Two entries of one name: another batch or source, or another amount for the same measure."""
    if key_of(one.name) != key_of(other.name):
        return False
    amounts = [(_printed(one, measure, marked), _printed(other, measure, marked)) for measure in ("budget", "executed")]
    return one.qualifier != other.qualifier or any(a and b and not a & b for a, b in amounts)


def _printed(project: ToldProject, measure: str, marked: Marked) -> set[str]:
    return {marked.numerals[key].printed for key in getattr(project, measure)}
