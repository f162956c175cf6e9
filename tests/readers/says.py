"""Readings written by hand: what a reader says of the numerals of a small text, named by their printed digits."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from extractor.document import Document, Numeral, Span
from extractor.load import load
from extractor.numerals import read_numerals
from extractor.readers.base import (
    ClaimWords,
    Dispute,
    Fact,
    Note,
    Owner,
    Part,
    Reading,
    Relation,
    Row,
    ValueWords,
    Words,
)


def document(text: str, suffix: str = ".txt") -> Document:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"report{suffix}"
        path.write_text(text, encoding="utf-8")
        loaded = load(path)
    return replace(loaded, numerals=read_numerals(loaded))


@dataclass
class Says:
    """One reader's word on one document."""

    document: Document
    parts: dict[str, list[Any]] = field(default_factory=lambda: {"facts": [], "rows": [], "notes": [], "relations": [], "claims": []})
    unread: list[tuple[Span, str]] = field(default_factory=list)
    about: str | None = None

    def numeral(self, printed: str, nth: int = 0) -> Numeral:
        return [one for one in self.document.numerals if one.printed == printed][nth]

    def words(self, text: str | None) -> Words | None:
        if text is None:
            return None
        start = self.document.text.find(text)
        return Words(text, (start, start + len(text)) if start >= 0 else (0, 1))

    def fact(self, printed: str, measure: Any, project: str | None = None, label: str | None = None, **more: Any) -> int:
        numeral = self.numeral(printed, more.pop("nth", 0))
        owner = Owner(project=self.words(project), label=self.words(label), under=self.words(more.pop("under", None)))
        key = 100 + len(self.parts["facts"])
        place = "table" if numeral.cell else "prose"
        self.parts["facts"].append(Fact(key, numeral, measure, owner, place, more.pop("period", "2023"), **more))
        return key

    def row(self, name: str | None, path: Sequence[str] = (), **fields: Any) -> int:
        """``weight`` and ``score`` are printed digits; ``target`` and ``actual`` are words with the digits inside."""
        key = 500 + len(self.parts["rows"])
        made: dict[str, Any] = {what: (self.numeral(fields[what]),) for what in ("weight", "score") if what in fields}
        for what in ("target", "actual"):
            if what in fields:
                text, *inside = fields[what]
                words = self.words(text)
                assert words is not None
                made[what] = ValueWords(words, tuple(self.numeral(one) for one in inside))
        project = self.words(fields.get("project"))
        told = Row(key, project, tuple(w for one in path if (w := self.words(one))), self.words(name), "table", **made)
        self.parts["rows"].append(replace(told, reason=self.words(fields.get("reason")), blanks=fields.get("blanks", ())))
        return key

    def relate(self, kind: Any, whole: Part | None, *parts: Part, **more: Any) -> None:
        self.parts["relations"].append(Relation(kind, whole, parts, **more))

    def note(self, project: str, what: Any, text: str, **more: Any) -> None:
        name, words = self.words(project), self.words(text)
        assert name is not None
        assert words is not None
        self.parts["notes"].append(Note(name, what, words, **more))

    def claim(self, text: str, kind: Any, project: str | None = None) -> None:
        words = self.words(text)
        assert words is not None
        self.parts["claims"].append(ClaimWords(words, kind, Owner(project=self.words(project)) if project else None))

    @property
    def reading(self) -> Reading:
        return Reading(
            year=2023, about=self.words(self.about), unread=tuple(self.unread), **{name: tuple(held) for name, held in self.parts.items()}
        )


@dataclass(frozen=True)
class Given:
    """A reader that says what it was given."""

    reading: Reading
    name: str = "given"

    def read(self, document: Document, chunks: Sequence[Span]) -> Reading:
        return self.reading


def told(reading: Reading) -> list[tuple[str, str, str | None, str | None]]:
    """The facts of a reading: printed, measure, project, label."""

    def text(words: Words | None) -> str | None:
        return words.text if words else None

    return [(f.numeral.printed, f.measure, text(f.owner.project), text(f.owner.label)) for f in reading.facts]


def disputed(reading: Reading) -> list[tuple[str, str]]:
    """The disputes of a reading: printed, and whose word is kept."""
    return [(dispute.numeral.printed, dispute.kept) for dispute in reading.disputes]


def said(dispute: Dispute) -> tuple[list[str | None], list[str | None]]:
    """Whose each side says the figure is."""
    return [role.whose for role in dispute.rules], [role.whose for role in dispute.model]
