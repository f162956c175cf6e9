"""A model that already knows: it answers every question about a report with what a given reading says of it.

It stands in for a language model wherever the machinery around one is measured (faults, wrong answers, tokens): what it says is
as good as the reading it was made from, and it says it in the answer schema, so that nothing the schema cannot express gets by.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from eval.recover import Shelf
from extractor.document import Document, Numeral, Span
from extractor.readers.base import Fact, Note, Owner, Part, Reading, Row, ValueWords, Words
from extractor.readers.llm.asking import Answer, Question, Usage
from extractor.readers.llm.locating import Finder
from extractor.readers.llm.marking import Marked
from extractor.readers.llm.uses import FIXED_PATHS, PROJECT_FIELDS

_CHUNK = re.compile(r"<<<\n(?P<chunk>.*)\n>>>", re.DOTALL)
EMPTY: dict[str, Any] = {
    "organisation": None, "year": None, "projects": [], "quantities": [], "bands": [], "shared": [], "relations": [],
    "indicators": [], "claims": [],
}  # fmt: skip

Json = dict[str, Any]


def chunk_of(text: str) -> str:
    """The chunk inside a user's turn."""
    found = _CHUNK.search(text)
    return found["chunk"] if found else ""


@dataclass
class Oracle:
    """A ``Model`` that answers from readings. Questions about a chunk that no document of its shows get an empty answer."""

    name: str = "oracle"
    shelves: list[tuple[Shelf, Reading]] = field(default_factory=list)

    def learn(self, document: Document, reading: Reading) -> None:
        """Take in a document (with its numerals) and what is to be said of it."""
        self.shelves.append((Shelf(document), reading))

    def answer(self, messages: Sequence[tuple[str, str]]) -> str:
        """The answer to a conversation (role, content), whose last marked chunk is what it is about."""
        texts = [chunk_of(content) for role, content in messages if role == "user"]
        return self.about(next((text for text in reversed(texts) if text), ""))

    def about(self, chunk: str) -> str:
        """What is to be said of a chunk."""
        for shelf, reading in self.shelves:
            marked = shelf.recover(chunk)
            if marked is not None:
                return json.dumps(told(marked, reading), ensure_ascii=False, separators=(",", ":"))
        return json.dumps(EMPTY, separators=(",", ":"))

    def ask(self, question: Question) -> Answer:
        """In process, without an endpoint."""
        text = self.answer([(turn.role, turn.content) for turn in question.messages])
        return Answer(text, Usage(sum(len(turn.content) for turn in question.messages), len(text)))


def told(marked: Marked, reading: Reading) -> Json:
    """What a reading says of one chunk, in the answer schema."""
    return _Telling(marked, reading, Finder(marked)).all()


@dataclass
class _Telling:
    marked: Marked
    reading: Reading
    finder: Finder

    def __post_init__(self) -> None:
        self.ids = {numeral.id: key for key, numeral in self.marked.numerals.items()}
        self.facts = [fact for fact in self.reading.facts if fact.numeral.id in self.ids]
        self.rows = [row for row in self.reading.rows if self._mine(row)]
        self.aliases: dict[Words, list[str]] = defaultdict(list)
        for note in self.reading.notes:
            if note.field == "name":
                self.aliases[note.project].append(note.words.text)

    def all(self) -> Json:
        return {
            **EMPTY,
            "year": str(self.reading.year) if str(self.reading.year) in self.marked.years else None,
            "projects": list(self.projects()),
            "quantities": list(self.quantities(None)),
            "bands": list(self.bands()),
            "shared": self.shared(),
            "relations": list(self.relations()),
            "indicators": list(self.indicators()),
            "claims": list(self.claims()),
        }

    def projects(self) -> Iterator[Json]:
        """Every project with its own figures, what else is its, and what is said of it."""
        named = [f.owner.project for f in self.facts if f.owner.project is not None] + [note.project for note in self.reading.notes]
        for name in dict.fromkeys(named):
            own = [f for f in self.facts if f.owner.project == name and _is_own(f, self.reading.year)]
            more = list(self.quantities(name))
            notes = list(self.notes(name))
            if not own and not more and not (notes and self.finder.find(self.name_of(name))):
                continue
            figures: Json = {what: _unique(self.ids[f.numeral.id] for f in own if f.measure == what) for what in PROJECT_FIELDS}
            made = {"name": self.name_of(name), **{what: figures[what] for what in ("budget", "executed", "rate", "score")}}
            qualifier = self.qualifier(name)
            if qualifier is not None or figures["initial_budget"]:
                made |= {"notes": notes, "more": more, "qualifier": qualifier, "initial_budget": figures["initial_budget"]}
            elif notes or more:
                made |= {"notes": notes, "more": more}
            yield made

    def qualifier(self, name: Words) -> str | None:
        """What tells a project from others of its name."""
        found = next((note for note in self.reading.notes if note.project == name and note.field == "qualifier"), None)
        return found.words.text if found and self.finder.find(found.words.text) else None

    def name_of(self, name: Words) -> str:
        """The project under a name that the chunk prints."""
        return next((text for text in (name.text, *self.aliases[name]) if self.finder.find(text)), name.text)

    def quantities(self, project: Words | None) -> Iterator[Json]:
        """The figures that are no project's own: those of one project, or of none."""
        groups: dict[tuple[str | None, str | None, str | None, str, str | None], list[Fact]] = defaultdict(list)
        for fact in self.facts:
            if fact.owner.project == project and not _is_own(fact, self.reading.year):
                label = fact.owner.label.text if fact.owner.label else None
                alias = fact.owner.alias.text if fact.owner.alias else None
                groups[label, self.of(fact.owner), self.period(fact), fact.measure, alias].append(fact)
        for (label, of, period, measure, alias), facts in groups.items():
            printed = label if label is None or self.finder.find(label) else alias or "合计"
            more = {key: value for key, value in (("of", None if project else of), ("year", period)) if value is not None}
            numerals = _unique(self.ids[fact.numeral.id] for fact in facts)
            yield {"label": printed, **more, "is": measure, "n": numerals}

    def period(self, fact: Fact) -> str | None:
        return fact.period if fact.period in self.marked.years and fact.period != str(self.reading.year) else None

    def of(self, owner: Owner) -> str | None:
        """Whose it is; a total that prose names elsewhere is called as its row calls it."""
        if owner.project is not None:
            return self.name_of(owner.project)
        if owner.under is None:
            return None
        return owner.under.text if self.finder.find(owner.under.text) else "合计"

    def bands(self) -> Iterator[Json]:
        for fact in self.facts:
            if fact.band is not None:
                low, high = ((self.ids.get(end.id) if end is not None else None) for end in (fact.band.low, fact.band.high))
                yield {"n": self.ids[fact.numeral.id], "of": fact.band.of, "low": low, "high": high}

    def shared(self) -> list[Json]:
        """Numerals of several facts, whether the reading says how they are shared or not (a merged cell, a total told twice)."""
        count: dict[str, int] = defaultdict(int)
        how: dict[str, str] = {}
        for fact in self.facts:
            count[fact.numeral.id] += 1
            if fact.shared:
                how[fact.numeral.id] = fact.shared
        for row in self.rows:
            for numeral in row.numerals:
                count[numeral.id] += 1
        wanted = [one for one in count if one in how or count[one] > 1]
        return [{"n": self.ids[one], "how": how.get(one, "each")} for one in wanted if one in self.ids]

    def relations(self) -> Iterator[Json]:
        by_key = {fact.key: fact.numeral for fact in self.reading.facts}
        rows = {row.key: row for row in self.reading.rows}

        def id_of(part: Part) -> str | None:
            numeral = by_key.get(part) if isinstance(part, int) else next(iter(getattr(rows[part.row], part.field)), None)
            return self.ids.get(numeral.id) if numeral is not None else None

        for relation in self.reading.relations:
            parts = [id_of(part) for part in relation.flat]
            whole = id_of(relation.whole) if relation.whole is not None else None
            if all(parts) and (whole is not None) == (relation.whole is not None):
                yield {"kind": "of_which" if relation.open else relation.kind, "whole": whole, "parts": parts}

    def indicators(self) -> Iterator[Json]:
        last: list[str] | None = None
        for row in self.rows:
            path = [words.text for words in row.path if words.text in FIXED_PATHS or self.finder.find(words.text)]
            made = self.indicator(row)
            yield {"path": None if path == last else path, **made}
            last = path

    def indicator(self, row: Row) -> Json:
        name = row.name.text if row.name is not None and self.finder.find(row.name.text) else None
        project = self.name_of(row.project) if row.project is not None else None
        reason = self.sentence(row.reason)
        return {
            "name": name, "target": self.value(row.target), "actual": self.value(row.actual),
            "weight": self.one(row.weight), "score": self.one(row.score),
            **({"project": project, "reason": reason} if project is not None or reason is not None else {}),
        }  # fmt: skip

    def value(self, value: ValueWords | None) -> str | None:
        if value is None:
            return None
        whole = self.sentence(value.words)
        return whole or next((self.ids[n.id] for n in value.numerals if n.id in self.ids), None)

    def one(self, numerals: tuple[Numeral, ...]) -> str | None:
        return next((self.ids[numeral.id] for numeral in numerals if numeral.id in self.ids), None)

    def sentence(self, words: Words | None) -> str | None:
        if words is None:
            return None
        return next((key for key, span in self.marked.sentences.items() if _same(span, words.span)), None)

    def holding(self, words: Words) -> str | None:
        return next((key for key, span in self.marked.sentences.items() if span[0] <= words.span[0] < span[1]), None)

    def notes(self, project: Words) -> Iterator[Json]:
        """What is said of a project in words."""
        for note in self.reading.notes:
            at = self.holding(note.words)
            made = self.note(note, at) if note.project == project and (at is not None or note.field == "parent") else None
            if made is not None:
                yield made

    def note(self, note: Note, at: str | None) -> Json | None:
        """One of them; other names and qualifiers are told elsewhere."""
        if note.field in ("department", "grade") or (note.field == "parent" and self.finder.find(note.words.text)):
            return {"kind": note.field, "words": note.words.text}
        if note.field == "reason":
            return {"kind": "reason", "at": at}
        return {"kind": note.status, "at": at} if note.field == "status" else None

    def claims(self) -> Iterator[Json]:
        """The claims, those of one kind about one thing together; a project's status claims for itself."""
        groups: dict[tuple[str, str | None], list[str]] = defaultdict(list)
        status = {(self.holding(note.words), note.project) for note in self.reading.notes if note.field == "status"}
        for claim in self.reading.claims:
            at = self.holding(claim.words)
            project = claim.owner.project if claim.owner is not None else None
            if at is not None and not (claim.kind == "completion" and (at, project) in status):
                groups[claim.kind, self.of(claim.owner) if claim.owner is not None else None].append(at)
        for (kind, of), places in groups.items():
            yield {"kind": kind, "at": places, **({"of": of} if of is not None else {})}

    def _mine(self, row: Row) -> bool:
        """Whether the chunk shows the row: a number of it, or where it has none its words."""
        numerals = row.numerals
        worded = [words for words in (row.name, *(v.words for v in (row.target, row.actual) if v is not None)) if words is not None]
        return any(numeral.id in self.ids for numeral in numerals) or (not numerals and any(map(self.holding, worded)))


def _is_own(fact: Fact, year: int | None) -> bool:
    this_year = fact.period is None or year is None or fact.period == str(year)
    return fact.owner.project is not None and fact.owner.label is None and fact.measure in PROJECT_FIELDS and this_year


def _same(one: Span, other: Span) -> bool:
    return abs(one[0] - other[0]) <= 2 and abs(one[1] - other[1]) <= 2


def _unique(ids: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(ids))
