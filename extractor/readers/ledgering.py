"""The book in which the rules write down what they read."""

from __future__ import annotations

from typing import Literal

from extractor.document import Numeral
from extractor.readers.base import BandWords, ClaimWords, Fact, Note, Owner, Relation, Row, Words
from extractor.readers.roster import Roster
from schemas.extraction import Place
from schemas.record import Measure


class Book:
    """Facts, rows, notes, relations and claims so far; keys are given here. A numeral is claimed at most once by prose."""

    def __init__(self, year: int | None) -> None:
        self.year = year
        self.roster = Roster()
        self.facts: list[Fact] = []
        self.rows: list[Row] = []
        self.notes: list[Note] = []
        self.relations: list[Relation] = []
        self.claims: list[ClaimWords] = []
        self.used: set[str] = set()
        self._keys = 0

    def key(self) -> int:
        """The next key for a fact or a row."""
        self._keys += 1
        return self._keys

    def fact(
        self,
        numeral: Numeral,
        measure: Measure,
        owner: Owner,
        place: Place,
        *,
        period: str | None = None,
        band: BandWords | None = None,
        shared: Literal["each", "joint"] | None = None,
    ) -> Fact:
        """Write down one fact."""
        fact = Fact(self.key(), numeral, measure, owner, place, period or (str(self.year) if self.year else None), band, shared)
        self.facts.append(fact)
        self.used.add(numeral.id)
        return fact

    def row(self, row: Row) -> Row:
        """Write down a row of a score table."""
        self.rows.append(row)
        for value in (row.target, row.actual):
            self.used.update(numeral.id for numeral in (value.numerals if value else ()))
        self.used.update(numeral.id for numeral in (*row.weight, *row.score))
        return row

    def relate(self, relation: Relation) -> None:
        """Write down a relation, unless it is there already."""
        if relation not in self.relations:
            self.relations.append(relation)

    def note(self, project: Words, note: Note) -> None:
        """Write down words about a project, the first of a kind only (status and reason of one project stand in one place)."""
        if not any(seen.project == project and seen.field == note.field for seen in self.notes):
            self.notes.append(note)
