"""What langextract is answered: the same knowledge in its own form, one extraction a figure, and words where they are wanted too."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from eval.bench.langextract.figures import Figure, joined
from extractor.document import Document, Numeral, Span
from extractor.readers.base import Fact, Reading, RowPart, Words

Json = dict[str, Any]


@dataclass(frozen=True)
class Item:
    """One extraction: its class, text and attributes; ``figure`` where it is one."""

    kind: str
    text: str
    attributes: Json
    figure: Figure | None = None

    def plain(self) -> Json:
        """For the worked examples."""
        return {"class": self.kind, "text": self.text, "attributes": self.attributes}


def figure_items(figures: Sequence[Figure], document: Document) -> list[Item]:
    """One extraction a figure."""
    return [
        Item("figure", document.text[slice(*one.numeral.span)], _attributes(one.of, one.measure, one.numeral.unit, one.period), one)
        for one in figures
    ]


def word_items(reading: Reading, within: Span) -> list[Item]:
    """What our answer says besides figures: words of score rows, notes, relations and claims."""
    return [*_row_words(reading, within), *_notes(reading, within), *_relations(reading, within), *_claims(reading, within)]


def answer(items: Sequence[Item], indent: int | None = None) -> str:
    """What a model that follows langextract's strict schema says: every key; without white space unless ``indent`` is given."""
    said = [{item.kind: item.text, f"{item.kind}_attributes": item.attributes} for item in items]
    return json.dumps({"extractions": said}, ensure_ascii=False, indent=indent, separators=None if indent else (",", ":"))


def _attributes(of: str | None, measure: str, unit: str | None, period: str | None) -> Json:
    return {"of": of, "measure": measure, "unit": unit, "period": period}


def _row_words(reading: Reading, within: Span) -> Iterator[Item]:
    for row in reading.rows:
        name = row.name or (row.path[-1] if row.path else None)
        of = joined(row.project, name)
        for field, value in (("target", row.target), ("actual", row.actual)):
            if value is not None and not value.numerals and _inside(value.words, within):
                yield Item("words", value.words.text, {"of": of, "kind": field})
        if row.reason is not None and _inside(row.reason, within):
            yield Item("words", row.reason.text, {"of": of, "kind": "reason"})


def _notes(reading: Reading, within: Span) -> Iterator[Item]:
    for note in reading.notes:
        if _inside(note.words, within) and note.field not in ("name", "qualifier"):
            yield Item("words", note.words.text, {"of": note.project.text, "kind": note.status or note.field})


def _claims(reading: Reading, within: Span) -> Iterator[Item]:
    for claim in reading.claims:
        if _inside(claim.words, within):
            owner = claim.owner
            yield Item("words", claim.words.text, {"of": joined(owner.project, owner.label) if owner else None, "kind": claim.kind})


def _relations(reading: Reading, within: Span) -> Iterator[Item]:
    facts = {fact.key: fact for fact in reading.facts}
    for relation in reading.relations:
        whole = _numeral(relation.whole, facts, reading)
        parts = [_numeral(part, facts, reading) for part in relation.flat]
        if whole is not None and all(one is not None and _stands(one, within) for one in (whole, *parts)):
            kind = "of_which" if relation.open else relation.kind
            yield Item("relation", whole.printed, {"kind": kind, "parts": [one.printed for one in parts if one is not None]})


def _numeral(part: int | RowPart | None, facts: dict[int, Fact], reading: Reading) -> Numeral | None:
    if part is None:
        return None
    if isinstance(part, int):
        return facts[part].numeral
    row = next(row for row in reading.rows if row.key == part.row)
    return next(iter(row.weight if part.field == "weight" else row.score), None)


def _inside(words: Words, within: Span) -> bool:
    return within[0] <= words.span[0] and words.span[1] <= within[1]


def _stands(numeral: Numeral, within: Span) -> bool:
    return within[0] <= numeral.span[0] and numeral.span[1] <= within[1]
