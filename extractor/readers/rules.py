"""The rules reader: the embedded default that needs no key and no network.

It reads tables first (they name projects most firmly), then lists, then prose against the names so far. Nothing in it knows a
report; what it can read is the vocabulary of ``lexicon`` and the grammar of ``prose`` and of the table readers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.document import Document, Span
from extractor.outline import Line, outline
from extractor.readers.base import Fact, Owner, Reading, Relation, RowPart, Words
from extractor.readers.claims import read_claims, read_notes
from extractor.readers.crowded import thin_out
from extractor.readers.fund import about_fund, promote_told, read_fund
from extractor.readers.head import read_organisation, read_title, read_year
from extractor.readers.ledgering import Book
from extractor.readers.lists import strangers, subjects
from extractor.readers.one_count import tell_once
from extractor.readers.openings import Piece, clauses, paragraphs
from extractor.readers.prose import ProseReader
from extractor.readers.prose_doubt import batch_lines
from extractor.readers.sentences import Numbers
from extractor.readers.table_captions import named_over
from extractor.readers.tables import read_table
from extractor.readers.totals import one_total, total_of_items
from schemas.extraction import Place

_NOBODY = Words("", (0, 0))
_INLINE_HEADING = re.compile(r"\s*([\u4e00-\u9fff]{2,8}(?:目标|指标))[。：:](?=.)")
"""A paragraph that opens with its own heading: （三）年度绩效目标。清扫率达到90%以上."""
_FORM_GUIDE = re.compile(r"填表说明|\d+\s*字以内|^说明[:：]")


class RulesReader:
    """A small grammar over numerals and cue words."""

    name = "rules"

    def read(self, document: Document, chunks: Sequence[Span]) -> Reading:
        """Read every chunk of the document."""
        title = read_title(document)
        organisation = read_organisation(document, title)
        lines = [line for line in outline(document) if any(a <= line.span[0] < b for a, b in chunks)]
        year, own = read_year(document, title), organisation.text if organisation else None
        first = Book(year, own)
        first.fund = read_fund(title)
        book, items, grown = self._pass(document, lines, first)
        if grown:  # prose named new projects: what stood before they were known is read again, and tables under their names
            again = Book(year, own)
            again.fund = first.fund
            again.roster.names.extend(book.roster.names)
            again.parts.update(book.parts)
            book, items, _ = self._pass(document, lines, again)
        totals = _list_totals(book, lines, items)
        for relation in totals:
            book.relate(relation)
        total_of_items(book, set(items.values()))
        one_total(book)
        tell_once(book)
        _score_total(book)
        _group_sums(book)
        thin_out(book)
        fund = first.fund or _only_form(document, book)
        about = about_fund(book, fund) if fund is not None else None
        return Reading(
            title=title,
            organisation=organisation,
            year=book.year,
            facts=tuple(book.facts),
            rows=tuple(book.rows),
            notes=(*book.notes, *book.roster.notes),
            relations=tuple(book.relations),
            claims=tuple(book.claims),
            about=about,
        )

    def _pass(self, document: Document, lines: list[Line], book: Book) -> tuple[Book, dict[int, Words], bool]:
        """One reading of tables, lists and prose; tells whether prose named projects that were not known before it."""
        if book.fund is not None:
            book.fund = book.roster.add(book.fund)
        over = named_over(document, book.roster)
        for number in range(len(document.tables)):
            read_table(book, document, number)
        about = subjects(document, tuple(lines), book.roster)
        known = len(book.roster.names)
        pieces = clauses(document, tuple(lines), about, book.roster)
        told = paragraphs(document, tuple(lines), about | dict.fromkeys(pieces, _NOBODY), book.roster)
        if len(book.roster.names) > known:  # headings further down may name these projects again
            about = subjects(document, tuple(lines), book.roster)
        known = len(book.roster.names)
        foreign = strangers(document, tuple(lines), about)
        self._prose(document, book, lines, about | told, foreign, pieces)
        promote_told(book)
        grown = len(book.roster.names) > known or named_over(document, book.roster) != over
        return book, about, grown

    def _prose(
        self, document: Document, book: Book, lines: list[Line], about: dict[int, Words], foreign: set[int], pieces: dict[int, list[Piece]]
    ) -> None:
        prose = ProseReader(document.text, Numbers(document), book)
        batches = batch_lines(document.text, lines)
        for line in lines:
            text = document.text[slice(*line.span)]
            if _FORM_GUIDE.search(text):
                continue
            section = "\n".join(document.text[slice(*above.span)] for above in line.above)
            own = _INLINE_HEADING.match(document.text, *line.body)
            told_under = f"{section}\n{own[1]}" if own else section or text[:12]
            for body, project in _parted(line.body, pieces.get(line.index, []), about.get(line.index)):
                prose.line(body, project, _place(line, project), told_under, line.index in foreign, line.index in batches)
                if not line.heading:
                    read_claims(book, document.text, body, project, section)
                    if project is not None:
                        read_notes(book, document.text, body, project)


def _parted(body: Span, pieces: list[Piece], project: Words | None) -> Iterator[tuple[Span, Words | None]]:
    """A paragraph in the order of its text: the clauses that speak of one project each, and what stands around them."""
    begin = body[0]
    for span, own in pieces:
        if begin < span[0]:
            yield (begin, span[0]), project
        yield span, own
        begin = span[1]
    if begin < body[1]:
        yield (begin, body[1]), project


def _place(line: Line, project: Words | None) -> Place:
    if line.heading:
        return "heading"
    return "list" if line.style is not None and project is not None else "prose"


def _list_totals(book: Book, lines: list[Line], about: dict[int, Words]) -> list[Relation]:
    """The total that introduces a list (共计6个，预算总金额82.5万元，具体如下), over the figures of its items."""
    found: list[Relation] = []
    for position, line in enumerate(lines[1:], 1):
        lead = lines[position - 1]
        if line.index not in about or lead.index in about or line.style is None:
            continue
        run = [later for later in lines[position:] if later.style == line.style and later.above == line.above and later.index in about]
        items: list[Fact] = []
        for item in run:
            own = (
                f for f in book.facts if item.body[0] <= f.numeral.span[0] < item.body[1] and f.owner == Owner(project=about[item.index])
            )
            items.extend(fact for fact in own if fact.measure == "budget")
        one_each = {fact.owner.project: fact for fact in reversed(items)}
        totals = [
            f for f in book.facts if f.measure == "budget" and lead.span[0] <= f.numeral.span[0] < lead.span[1] and f.owner.project is None
        ]
        if len(run) >= 2 and len(one_each) == len({about[item.index] for item in run}) and totals:
            parts = tuple(fact.key for fact in reversed(one_each.values()))
            found.append(Relation("sum", totals[-1].key, parts))
    return found


def _score_total(book: Book) -> None:
    """The unit's score in prose over the scores of its indicators in prose."""
    rows = [row for row in book.rows if row.place != "table" and row.name is None and row.score and row.project is None]
    own = [fact for fact in book.facts if fact.measure == "score" and fact.owner == Owner() and fact.numeral.cell is None]
    if len(rows) >= 3 and own:
        book.relate(Relation("sum", own[0].key, tuple(RowPart(row.key, "score") for row in rows), open=True))


def _group_sums(book: Book) -> None:
    """The points in a heading over the rows of the score table that follows it."""
    groups = sorted((row for row in book.rows if row.place == "heading" and row.name is None), key=lambda row: row.path[0].span)
    leaves = [row for row in book.rows if row.place == "table" and row.name is not None and row.name.span[0] > 0]
    ends = [group.path[0].span[0] for group in groups[1:]] + [10**9]
    for group, end in zip(groups, ends, strict=False):
        own = [row for row in leaves if row.name is not None and group.path[0].span[0] < row.name.span[0] < end]
        for what in ("weight", "score"):
            if getattr(group, what) and own and all(getattr(row, what) for row in own):
                book.relate(Relation("sum", RowPart(group.key, what), tuple(RowPart(row.key, what) for row in own)))


def _only_form(document: Document, book: Book) -> Words | None:
    """The project of a report that is nothing but the form of one project, and words about it."""
    owners = {fact.owner.project for fact in book.facts if fact.owner.project is not None} | {r.project for r in book.rows if r.project}
    return owners.pop() if len(owners) == 1 and book.form_projects == owners and len(document.tables) <= 3 else None
