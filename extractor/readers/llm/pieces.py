"""Pieces of telling: rows that complete one another, the words of a reason or a claim, and everything in reading order."""

from __future__ import annotations

import re

from extractor.document import Document, Numeral, Span
from extractor.readers import lexicon
from extractor.readers.base import Row, RowPart, Words
from extractor.readers.ledgering import Book
from extractor.readers.words import words

_BECAUSE = re.compile(r"由于|(?<![原起])因(?![公此而私素为果地])(?:为)?")
ROW_FIELDS = ("target", "actual", "weight", "score", "reason")


def in_reading_order(book: Book) -> None:
    """Everything in the order of the report, whatever the order of the answer: two answers that say the same give one record."""
    book.facts.sort(key=lambda fact: fact.numeral.span)
    book.rows.sort(key=row_start)
    book.notes.sort(key=lambda note: note.words.span)
    book.roster.notes.sort(key=lambda note: note.words.span)
    starts: dict[int, Span] = {fact.key: fact.numeral.span for fact in book.facts} | {row.key: row_start(row) for row in book.rows}
    book.relations.sort(key=lambda relation: [starts[part.row if isinstance(part, RowPart) else part] for part in relation.ends])


def complete(one: Row, other: Row) -> bool:
    """Whether two rows have no field in common but stand in one row of a table."""
    rows = [{numeral.cell[:2] for numeral in row.numerals if numeral.cell} for row in (one, other)]
    return bool(rows[0] & rows[1]) and not any(getattr(one, name) and getattr(other, name) for name in ROW_FIELDS)


def row_start(row: Row) -> Span:
    """Where a row begins: its first number or its name."""
    values = [numeral.span for numeral in (*row.weight, *row.score)]
    values += [value.words.span for value in (row.target, row.actual) if value is not None]
    return min(values or [(row.name or row.path[0]).span])


def cell_span(document: Document, numeral: Numeral) -> Span:
    """The cell that a numeral of a table stands in."""
    assert numeral.cell is not None
    table = document.tables[numeral.cell[0]].table
    assert table is not None
    found = next((cell.span for cell in table.cells if cell.span[0] <= numeral.span[0] < cell.span[1]), None)
    return found or numeral.extent


def reason_in(text: str, sentence: Words) -> Words:
    """The words behind the cue (原因是 …, 因 …) up to the end of the sentence, or the sentence."""
    raw = text[slice(*sentence.span)]
    cue = lexicon.REASON.search(raw) or _BECAUSE.search(raw)
    if cue is None or cue.end() > len(raw) - 3:
        return words(text, sentence.span)
    return words(text, (sentence.span[0] + cue.end(), sentence.span[1]))


def clause_in(text: str, span: Span, kind: str, turn: int) -> Words:
    """The shortest clause that carries the claim: the one with the kind's cue (the next one for each claim of a kind that one
    sentence makes), else the whole sentence."""
    patterns = [pattern for known, pattern in lexicon.CLAIMS if known == kind]
    found = sorted(match.span() for pattern in patterns for match in pattern.finditer(text, *span))
    return words(text, found[min(turn, len(found) - 1)] if found else span)
