"""From answers to one reading: what was said of each chunk is written into one book, names and labels joined across chunks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractor.document import Document, Numeral, Span
from extractor.grid import GridCell
from extractor.outline import Line, outline
from extractor.readers import lexicon
from extractor.readers.base import BandWords, ClaimWords, Note, Owner, Part, Relation, Row, RowPart, ValueWords, Words
from extractor.readers.ledgering import Book
from extractor.readers.llm.locating import Finder
from extractor.readers.llm.pieces import ROW_FIELDS, cell_span, clause_in, complete, in_reading_order, reason_in
from extractor.readers.llm.project_names import Told, figures_of, known_project, name_projects
from extractor.readers.llm.tabular import Tables
from extractor.readers.llm.uses import FIXED_PATHS, PROJECT_FIELDS
from extractor.readers.sentences import Numbers
from extractor.readers.words import exact, key_of
from schemas.answer import ToldIndicator, ToldProject, ToldQuantity, ToldRelation
from schemas.extraction import Place
from schemas.record import ClaimKind, Status

_STATUS: tuple[Status, ...] = ("met", "mostly_met", "partly_met", "not_met")


def tell(book: Book, document: Document, answers: Sequence[Told]) -> None:
    """Write every answer into the book."""
    lines, numbers = outline(document), Numbers(document)
    parts: dict[str, Part] = {}
    finders = [Finder(told.marked) for told in answers]
    names = name_projects(book.roster, answers, finders)
    tellers = [
        _Teller(book, document, told, finder, lines, numbers, Tables(document), parts, own)
        for told, finder, own in zip(answers, finders, names, strict=True)
    ]
    for teller in tellers:
        teller.tell()
    for teller in tellers:  # a second answer may have told what a part of an earlier one's relation is
        teller.relate()
    in_reading_order(book)


@dataclass
class _Teller:
    book: Book
    document: Document
    told: Told
    finder: Finder
    lines: tuple[Line, ...]
    numbers: Numbers
    tables: Tables
    parts: dict[str, Part]
    """Numeral id of the document to what it became: a fact's key, or a score row's weight or score; shared by all tellers."""
    projects: dict[str, Words]
    """Key of a project in the answer to its name in the roster."""

    def tell(self) -> None:
        """Write down facts, rows, notes and claims."""
        self._projects()
        self._quantities()
        for row in self.told.said.indicators:
            self._row(row)
        self._notes()
        self._claims()

    def relate(self) -> None:
        """Write down the relations whose numerals have all been told of."""
        for relation in self.told.said.relations:
            self._relation(relation)

    def _projects(self) -> None:
        shared = {entry.numeral: entry.how for entry in self.told.said.shared}
        for project in self.told.said.projects:
            name = self.projects.get(project.key)
            if name is None:
                continue
            for measure in PROJECT_FIELDS:
                for key in dict.fromkeys(getattr(project, measure)):
                    numeral = self._numeral(key)
                    fact = self.book.fact(numeral, measure, Owner(project=name), self._place(numeral, name), shared=shared.get(key))
                    self.parts.setdefault(numeral.id, fact.key)
            if project.qualifier is not None:
                words = self.finder.find(project.qualifier, self._first(project))
                if words is not None and key_of(words.text) not in key_of(name.text):
                    self.book.note(name, Note(name, "qualifier", words))

    def _quantities(self) -> None:
        shared = {entry.numeral: entry.how for entry in self.told.said.shared}
        bands = {band.numeral: band for band in self.told.said.bands}
        for quantity in self.told.said.quantities:
            for key in dict.fromkeys(quantity.numerals):
                numeral = self._numeral(key)
                band = bands.get(key)
                told = BandWords(band.of, self._numeral_or_none(band.low), self._numeral_or_none(band.high)) if band is not None else None
                fact = self.book.fact(
                    numeral, quantity.measure, self._owner(quantity, numeral), self._place(numeral, None),
                    period=quantity.period and str(quantity.period), band=told, shared=shared.get(key),
                )  # fmt: skip
                self.parts.setdefault(numeral.id, fact.key)
                self.book.used.update(end.id for end in (told and (told.low, told.high)) or () if end is not None)

    def _owner(self, quantity: ToldQuantity, numeral: Numeral) -> Owner:
        label, of = quantity.label, quantity.of
        words = self.finder.find(label, numeral.span[0]) if label is not None else None
        if words is not None:
            words = self.book.own_label(self.document.text, words)
        project = self.projects.get(quantity.project) if quantity.project is not None else self._project(of)
        if project is not None:
            return Owner(project=project, label=words)
        total = self._total(numeral)
        alias = total if total is not None and words is not None and words.text != total.text else None
        under = self.finder.find(of, numeral.span[0]) if of is not None and self._splits(numeral, of) else None
        return Owner(label=words, under=under, alias=alias)

    def _row_labels(self, numeral: Numeral) -> tuple[GridCell, ...]:
        """The words left of a number in a table."""
        cell = self.tables.cell(numeral)
        return () if cell is None or numeral.cell is None else self.tables.grid(numeral.cell[0]).row_labels(cell)

    def _total(self, numeral: Numeral) -> Words | None:
        """What the row of a total calls it (合计); the answer may call it by the name it has in prose."""
        label = next((label for label in self._row_labels(numeral) if lexicon.TOTAL_ROW.match(label.text)), None)
        return Words(label.text, label.cell.span) if label is not None else None

    def _splits(self, numeral: Numeral, of: str) -> bool:
        """Whether the number stands in the row of that total; the parts of a total in prose are told by relations."""
        labels = self._row_labels(numeral)
        return any(lexicon.TOTAL_ROW.match(label.text) or key_of(label.text) == key_of(of) for label in labels)

    def _project(self, name: str | None) -> Words | None:
        """The project that a name in the answer means."""
        if name is None:
            return None
        own = next((p.key for p in self.told.said.projects if key_of(p.name) == key_of(name) and p.key in self.projects), None)
        return self.projects[own] if own is not None else known_project(self.book.roster, name)

    def _row(self, row: ToldIndicator) -> None:
        pointers = [key for key in (row.weight, row.score, row.target, row.actual) if key is not None]
        spans = [self._ids[key].span if key in self._ids else self.told.marked.sentences[key] for key in pointers]
        anchor = spans[0] if spans else None
        path = tuple(found for one in row.path if (found := self._path(one, anchor)) is not None)
        name = self.finder.find(row.name, anchor and anchor[0]) if row.name is not None else None
        if name is None and not path:
            return
        told = Row(
            self.book.key(), self._project(row.project), path, name, self._row_place(row),
            target=self._value(row.target), actual=self._value(row.actual),
            weight=self._one(row.weight), score=self._one(row.score), reason=self._sentence(row.reason),
        )  # fmt: skip
        made = self._joined(told) or self.book.row(told)
        for what in ("weight", "score"):
            key = getattr(row, what)
            if key is not None:
                self.parts.setdefault(self._numeral(key).id, RowPart(made.key, what))

    def _joined(self, told: Row) -> Row | None:
        """The row of the book that this one completes: a second look tells a row's missing numbers apart from the rest of it."""
        for index, row in enumerate(self.book.rows):
            if (row.project, row.path, row.name) == (told.project, told.path, told.name) and complete(row, told):
                fields = {name: getattr(told, name) for name in ROW_FIELDS if getattr(told, name)}
                self.book.rows[index] = joined = replace(row, **fields)
                self.book.used.update(numeral.id for numeral in told.numerals)
                return joined
        return None

    def _path(self, said: str, anchor: Span | None) -> Words | None:
        """A group label; one that stands by convention only is placed at the row's first pointer."""
        found = self.finder.find(said, anchor and anchor[0])
        return Words(said, anchor) if found is None and anchor is not None and said in FIXED_PATHS else found

    @property
    def _ids(self) -> dict[str, Numeral]:
        return self.told.marked.numerals

    def _value(self, pointer: str | None) -> ValueWords | None:
        """A target or an actual: the whole cell with the numbers in it, or in prose the number with its bound and unit."""
        if pointer is None:
            return None
        text = self.document.text
        if pointer in self.told.marked.sentences:
            span = self.told.marked.sentences[pointer]
            return ValueWords(exact(text, span), tuple(self._left(span)))
        numeral = self._numeral(pointer)
        if numeral.cell is None:
            return ValueWords(exact(text, numeral.extent), (numeral,))
        span = cell_span(self.document, numeral)
        others = {one.id: one for one in self._left(span)}
        return ValueWords(exact(text, span), tuple(sorted((others | {numeral.id: numeral}).values(), key=lambda one: one.span)))

    def _left(self, span: Span) -> list[Numeral]:
        """The numerals of a cell or sentence that are nothing else."""
        return [numeral for numeral in self.numbers.figures(span) if numeral.id not in self.book.used]

    def _row_place(self, row: ToldIndicator) -> Place:
        numerals = [self._ids[key] for key in (row.weight, row.score, row.target, row.actual) if key in self._ids]
        return self._place(numerals[0], None) if numerals else "table"

    def _one(self, key: str | None) -> tuple[Numeral, ...]:
        return (self._numeral(key),) if key is not None else ()

    def _sentence(self, key: str | None) -> Words | None:
        return exact(self.document.text, self.told.marked.sentences[key]) if key is not None else None

    def _relation(self, relation: ToldRelation) -> None:
        parts: list[Part | None] = [self.parts.get(self._numeral(key).id) for key in relation.parts]
        whole = self.parts.get(self._numeral(relation.whole).id) if relation.whole is not None else None
        found = [part for part in parts if part is not None]
        if len(found) != len(parts) or (relation.whole is not None and whole is None) or not found:
            return
        if relation.kind == "weighted_mean":
            if len(found) % 2 == 0:
                self.book.relate(Relation(relation.kind, whole, tuple(zip(found[::2], found[1::2], strict=True))))
            return
        self.book.relate(Relation(relation.kind, whole, tuple(found), open=relation.kind == "of_which"))

    def _notes(self) -> None:
        anchors = {project.key: self._first(project) for project in self.told.said.projects}
        for note in self.told.said.notes:
            project = self.projects.get(note.project)
            if project is None:
                continue
            at = self._sentence(note.at)
            printed = self.finder.find(note.words, anchors.get(note.project)) if note.words is not None else None
            if note.kind == "alias" and printed is not None:
                self.book.roster.notes.append(Note(project, "name", printed))
            elif note.kind == "parent" and (parent := self._project(note.words)) not in (None, project):
                self.book.note(project, Note(project, "parent", parent))
            elif note.kind in ("department", "grade") and printed is not None:
                self.book.note(project, Note(project, note.kind, printed))
            elif note.kind == "reason" and at is not None:
                self.book.note(project, Note(project, "reason", reason_in(self.document.text, at)))
            elif note.kind in _STATUS and at is not None:
                self.book.note(project, Note(project, "status", at, note.kind))

    def _claims(self) -> None:
        """The claims told, and those that a project's status makes: 绩效目标全部完成 said of it is a claim about it."""
        asked: Counter[tuple[str, str]] = Counter()
        said = self.told.said
        about = [(note.at, self.projects.get(note.project)) for note in said.notes if note.kind in _STATUS and note.at]
        for at, project in about:
            self._claim(at, "completion", Owner(project=project) if project else None, asked)
        for claim in said.claims:
            project = self._project(claim.of)
            label = self.finder.find(claim.of, self.told.marked.sentences[claim.at][0]) if claim.of is not None and not project else None
            if claim.kind != "completion" or asked[claim.at, claim.kind] == 0 or claim.of is not None:
                self._claim(claim.at, claim.kind, Owner(project=project, label=label) if project or label else None, asked)

    def _claim(self, at: str, kind: ClaimKind, owner: Owner | None, asked: Counter[tuple[str, str]]) -> None:
        clause = clause_in(self.document.text, self.told.marked.sentences[at], kind, asked[at, kind])
        asked[at, kind] += 1
        if not any(claim.words.span == clause.span and claim.kind == kind for claim in self.book.claims):
            self.book.claims.append(ClaimWords(clause, kind, owner))

    def _place(self, numeral: Numeral, project: Words | None) -> Place:
        if numeral.cell is not None:
            return "table"
        line = next((line for line in self.lines if line.span[0] <= numeral.span[0] < line.span[1]), None)
        if line is None or not line.heading:
            return "list" if line is not None and line.style is not None and project is not None else "prose"
        return "heading"

    def _first(self, project: ToldProject) -> int | None:
        return min((self._numeral(key).span[0] for key in figures_of(project)), default=None)

    def _numeral(self, key: str) -> Numeral:
        return self.told.marked.numerals[key]

    def _numeral_or_none(self, key: str | None) -> Numeral | None:
        return self.told.marked.numerals.get(key) if key is not None else None
