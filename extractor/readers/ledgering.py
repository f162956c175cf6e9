"""The book in which the rules write down what they read."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Literal

from extractor.document import Numeral
from extractor.readers.base import BandWords, ClaimWords, Fact, Note, Owner, Relation, Row, Words
from extractor.readers.roster import Roster
from extractor.readers.words import key_of
from schemas.extraction import Place
from schemas.record import Measure


def _own_name(organisation: str | None) -> re.Pattern[str]:
    """What may stand in front of a label and only says whose report this is."""
    short = re.sub(r"人民政府$|办事处$", "", organisation or "")
    names = {name for name in (organisation, short, *(short[-n:] for n in (3, 4) if len(short) > n)) if name and len(name) >= 3}
    own = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"^(?:{own + '|' if own else ''}[\u4e00-\u9fff]{{2,10}}人民政府|决算(?=收入))+(?:的|共)?")


class Book:
    """Facts, rows, notes, relations and claims so far; keys are given here. A numeral is claimed at most once by prose."""

    def __init__(self, year: int | None, organisation: str | None = None) -> None:
        self.year = year
        self._own = _own_name(organisation)
        self.roster = Roster()
        self.facts: list[Fact] = []
        self.rows: list[Row] = []
        self.notes: list[Note] = []
        self.relations: list[Relation] = []
        self.claims: list[ClaimWords] = []
        self.used: set[str] = set()
        self.form_projects: set[Words] = set()
        self.fund: Words | None = None
        self.own: set[int] = set()
        """Keys of facts that are the unit's own, whatever the report is about."""
        self.parts: set[Words] = set()
        """Projects that are parts of the fund whether or not a total says so."""
        self.kinds: set[str] = set()
        """Comparison keys of names that a table gives to kinds of projects, which are no projects themselves."""
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

    def own_label(self, text: str, label: Words) -> Words:
        """A label without the organisation's own name in front and without 决算 (决算收入 is 收入)."""
        found = self._own.match(label.text)
        if found is None or len(label.text) - found.end() < 2:
            return label
        start = label.span[0]
        rest = label.text[found.end() :]
        offset = text[start : label.span[1]].find(rest)
        return Words(rest, (start + offset, label.span[1])) if offset >= 0 else Words(rest, label.span)

    def promote(self, facts: list[Fact]) -> None:
        """Make the labels of these facts projects: they turned out to be the parts of a total of projects."""
        for fact in facts:
            label = fact.owner.label
            if label is None or fact.owner.project is not None or key_of(label.text) in self.kinds:
                continue
            project = self.roster.add(label)
            for index, other in enumerate(self.facts):
                if other.owner.label is not None and other.owner.project is None and other.owner.label.text == label.text:
                    self.facts[index] = replace(other, owner=Owner(project=project))

    def adjusted(self, owner: Owner, told: list[Fact]) -> None:
        """预算30万元，调整后预算32万元: the first was the budget at the year's beginning."""
        if any(fact.owner == owner and fact.measure == "initial_budget" for fact in told):
            return
        for index, fact in enumerate(told):
            if fact.owner == owner and fact.measure == "budget":
                told[index] = replace(fact, measure="initial_budget")
                self.facts[:] = [told[index] if one.key == fact.key else one for one in self.facts]

    def other_source(self, text: str, whole: Fact, parts: list[Fact]) -> None:
        """Parts of a second total are entries of their own: a project that two sources of money pay has two budgets."""
        by_key = {fact.key: fact for fact in self.facts}
        told = {
            (fact.owner, fact.measure)
            for relation in self.relations
            if isinstance(relation.whole, int) and relation.kind == "sum" and by_key[relation.whole].numeral.value != whole.numeral.value
            for part in relation.parts
            if isinstance(part, int) and (fact := by_key[part]).numeral.cell is None
        }
        for index, fact in enumerate(self.facts):
            project = fact.owner.project
            again = any(part.key == fact.key for part in parts) and (fact.owner, fact.measure) in told
            if again and project is not None and fact.owner.label is None:
                start = text.rfind(project.text, 0, fact.numeral.span[0])
                span = (start, start + len(project.text)) if start >= 0 else fact.numeral.span
                self.facts[index] = replace(fact, owner=Owner(project=Words(project.text, span)))

    def counted_again(self, numeral: Numeral, label: Words) -> Owner | None:
        """The owner of an earlier count that the same number of the same unit means again: 82个项目 after 绩效自评项目82个."""
        same = [f for f in self.facts if f.measure == "count" and f.band is None and f.numeral.unit == numeral.unit
                and f.numeral.value == numeral.value and f.owner.label and f.owner.label.text.endswith(label.text)]  # fmt: skip
        things = label.text.endswith(("项目", "单位", "指标", "部门"))  # 11个村 of one project are not those of another
        return replace(same[0].owner, alias=label) if same and things else None

    def row(self, row: Row) -> Row:
        """Write down a row of a score table."""
        self.rows.append(row)
        self.used.update(numeral.id for numeral in row.numerals)
        return row

    def relate(self, relation: Relation) -> None:
        """Write down a relation, unless it is there already."""
        if relation not in self.relations:
            self.relations.append(relation)

    def note(self, project: Words, note: Note) -> None:
        """Write down words about a project, the first of a kind only (status and reason of one project stand in one place)."""
        if not any(seen.project == project and seen.field == note.field for seen in self.notes):
            self.notes.append(note)
