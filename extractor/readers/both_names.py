"""One name for one project in two readings of a report, so that what they say of it can be compared and joined."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from extractor.document import Document
from extractor.readers.base import ClaimWords, Fact, Note, Owner, Reading, Row, Words
from extractor.readers.both_policy import is_project, namer
from extractor.readers.names import SAME, similarity
from extractor.readers.words import key_of

_NEAR = 0.6
"""Names this alike are one where they also own the same figures."""


def one_naming(document: Document, rules: Reading, model: Reading) -> tuple[Reading, Reading]:
    """Both readings with the same words for the same project; what one calls a project the other does not call a quantity."""
    ours: dict[Words, Words] = {}
    theirs: dict[Words, Words] = {}
    for project, other in _aligned(rules, model).items():
        side = namer(_in_table(document, project), _in_table(document, other))
        ours[project] = theirs[other] = project if side == "rules" else other
    rules, model = _Renaming(ours).reading(rules), _Renaming(theirs).reading(model)
    rules, model = _kinds(rules, model).reading(rules), _kinds(model, rules).reading(model)
    return rules, _Renaming(whole=rules.about).reading(model)


def projects(reading: Reading) -> tuple[Words, ...]:
    """Every project that a reading speaks of, in order of first mention."""
    named = [fact.owner.project for fact in reading.facts] + [row.project for row in reading.rows]
    named += [words for note in reading.notes for words in (note.project, note.words if note.field == "parent" else None)]
    return tuple(dict.fromkeys(name for name in named if name is not None))


def _aligned(rules: Reading, model: Reading) -> dict[Words, Words]:
    """The rules' projects to the model's, one to one: same names first, and of those the ones that own the same figures."""
    votes = _common(rules, model)
    ranked: list[tuple[bool, int, float, int, int]] = []
    ours, theirs = projects(rules), projects(model)
    for i, one in enumerate(ours):
        for j, two in enumerate(theirs):
            alike = similarity(one.text, two.text)
            count = votes[one, two]
            if alike >= SAME or (count >= 2 and alike >= _NEAR) or (count and _overlap(one, two)):
                ranked.append((alike >= SAME, count, alike, -i, -j))
    found: dict[Words, Words] = {}
    for *_, i, j in sorted(ranked, reverse=True):
        if ours[-i] not in found and theirs[-j] not in found.values():
            found[ours[-i]] = theirs[-j]
    return found


def _common(rules: Reading, model: Reading) -> Counter[tuple[Words, Words]]:
    """How many figures two projects own alike in both readings."""
    owned = {(fact.numeral.id, fact.measure): fact.owner.project for fact in rules.facts if fact.owner.label is None}
    pairs = ((owned.get((fact.numeral.id, fact.measure)), fact.owner) for fact in model.facts)
    return Counter((one, owner.project) for one, owner in pairs if one is not None and owner.project is not None and owner.label is None)


def _overlap(one: Words, two: Words) -> bool:
    return one.span[0] < two.span[1] and two.span[0] < one.span[1]


def _in_table(document: Document, name: Words) -> bool:
    return any(table.span[0] <= name.span[0] < table.span[1] for table in document.tables)


@dataclass(frozen=True)
class _Renaming:
    """What changes in a reading: names of projects, labels (by key) that are projects, projects that are mere quantities, and
    the one project that the whole report is about."""

    names: Mapping[Words, Words] = field(default_factory=dict)
    raised: Mapping[str, Words] = field(default_factory=dict)
    lowered: frozenset[Words] = frozenset()
    whole: Words | None = None

    def reading(self, reading: Reading) -> Reading:
        """The reading with the changes made, wherever it names a project."""
        notes = tuple(self._note(note) for note in reading.notes if note.project not in self.lowered and note.words not in self.lowered)
        aliases = tuple(Note(new, "name", old) for old, new in self.names.items() if old != new)
        return replace(
            reading,
            about=reading.about and self.names.get(reading.about, reading.about),
            facts=tuple(self._fact(fact) for fact in reading.facts),
            rows=tuple(self._row(row) for row in reading.rows),
            notes=(*notes, *aliases),
            claims=tuple(self._claim(claim) for claim in reading.claims),
        )

    def _project(self, name: Words | None) -> Words | None:
        return self.whole if name is None or name in self.lowered else self.names.get(name, name)

    def _fact(self, fact: Fact) -> Fact:
        owner = fact.owner
        if owner.project in self.lowered:
            owner = Owner(label=owner.project) if owner.label is None else Owner(label=owner.label, under=owner.project)
        elif owner.project is None and owner.under is None and owner.label is not None and key_of(owner.label.text) in self.raised:
            owner = Owner(project=self.raised[key_of(owner.label.text)])
        return replace(fact, owner=owner if owner.under is not None else replace(owner, project=self._project(owner.project)))

    def _row(self, row: Row) -> Row:
        return replace(row, project=self._project(row.project))

    def _note(self, note: Note) -> Note:
        words = self.names.get(note.words, note.words) if note.field == "parent" else note.words
        return replace(note, project=self.names.get(note.project, note.project), words=words)

    def _claim(self, claim: ClaimWords) -> ClaimWords:
        project = self._project(claim.owner.project if claim.owner else None)
        return replace(claim, owner=replace(claim.owner or Owner(), project=project)) if project is not None else claim


def _kinds(reading: Reading, other: Reading) -> _Renaming:
    """What ``reading`` calls a quantity and ``other`` a project, or the reverse, is what ``is_project`` says it is."""
    theirs = {key_of(name.text): name for name in projects(other)}
    mine = {key_of(name.text) for name in projects(reading)}
    labels = _labels(other) - set(theirs)
    raised = {key: name for key, name in theirs.items() if key not in mine and is_project(name.text)}
    lowered = (name for name in projects(reading) if key_of(name.text) in labels and not is_project(name.text))
    return _Renaming(raised=raised, lowered=frozenset(lowered))


def _labels(reading: Reading) -> set[str]:
    """The labels of quantities that belong to nothing else, by key."""
    owners = [fact.owner for fact in reading.facts]
    return {key_of(o.label.text) for o in owners if o.label is not None and o.project is None and o.under is None}
