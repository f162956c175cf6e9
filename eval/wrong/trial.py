"""One wrong answer put through reader, ledger and checks, and what came of it."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

from eval.oracle import Json, Oracle, chunk_of
from extractor.assemble import assemble, close_books
from extractor.assemble.record import Assembled
from extractor.checks import reading_faults, verify
from extractor.document import Document, Span
from extractor.load import load
from extractor.numerals import read_numerals
from extractor.readers.llm.asking import Answer, Question
from extractor.readers.llm.atoms import pack
from extractor.readers.llm.reader import LlmReader
from extractor.readers.rules import RulesReader
from extractor.split import split
from schemas.extraction import Ledger

Fate = Literal["repaired", "asked again", "no difference", "a result", "left out", "in the ledger", "unseen"]
FATES: dict[Fate, str] = {
    "repaired": "refused, told to the model, and mended by it: every figure is what it was",
    "asked again": "the second look asked for what was missing and got it: every figure is what it was",
    "no difference": "every figure is what it was all the same",
    "a result": "some figure is wrong, and a check that held now warns or fails",
    "left out": "refused and left out of the record: its numerals are listed as unclaimed",
    "in the ledger": "numerals are listed as unclaimed that were claimed before",
    "unseen": "some figure is wrong, and nothing shows it",
}
_FAILS = frozenset({"warn", "error"})


@dataclass(frozen=True)
class Read:
    """One report as it was read: record, ledger and the failing results."""

    assembled: Assembled
    ledger: Ledger
    fails: Counter[tuple[str, str, tuple[str, ...]]]

    @property
    def roles(self) -> frozenset[tuple[str, ...]]:
        """What every claimed numeral is: its place and the words that say what it means, whatever index it has in the record."""
        record = self.assembled.record.model_dump()
        return frozenset(_role(record, pointer, place.span) for pointer, place in self.assembled.provenance.items() if _is_figure(pointer))


@dataclass(frozen=True)
class Case:
    """A report, an oracle that knows it, how it reads with right answers, and the chunks that are asked for first."""

    name: str
    document: Document
    oracle: Oracle
    clean: Read
    chunks: tuple[str, ...]
    questions: int


@dataclass
class Wrong:
    """A model that answers right but for one chunk; told of a fault there, it mends its answer or insists on it.

    ``asked`` are the chunks of every question, in order.
    """

    oracle: Oracle
    chunk: str | None = None
    answer: Json | None = None
    insists: bool = False
    name: str = "wrong"
    told: bool = False
    asked: list[str] = field(default_factory=list)

    def ask(self, question: Question) -> Answer:
        """The wrong answer at its place."""
        turns = [turn.content for turn in question.messages]
        repairing = not chunk_of(turns[-1])
        chunk = chunk_of(turns[-3] if repairing else turns[-1])
        self.asked.append(chunk)
        here = chunk == self.chunk
        self.told |= here and repairing
        if here and (not repairing or self.insists):
            return Answer(json.dumps(self.answer, ensure_ascii=False))
        return Answer(self.oracle.about(chunk))


def prepare(path: Path) -> Case:
    """A case from a report: the rules reading is what its oracle knows."""
    document = load(path)
    document = replace(document, numerals=read_numerals(document))
    oracle = Oracle()
    oracle.learn(document, RulesReader().read(document, split(document)))
    model = Wrong(oracle)
    clean = read(document, LlmReader(model, workers=1))
    first = len(pack(document, split(document)))
    return Case(path.stem, document, oracle, clean, tuple(model.asked[:first]), len(model.asked))


def read(document: Document, reader: LlmReader) -> Read:
    """Reads, assembles and checks."""
    reading = reader.read(document, split(document))
    assembled = assemble(document, reading)
    ledger, coverage = close_books(document, assembled, reading.unread)
    results = verify(assembled.record, assembled.provenance, "en")
    results += reading_faults(document, reading.disputes, assembled.provenance, coverage, "en")
    return Read(assembled, ledger, Counter((one.check, one.outcome, one.printed) for one in results if one.outcome in _FAILS))


def fate(case: Case, chunk: str, answer: Json, insists: bool) -> tuple[Fate, Read]:
    """What became of a wrong answer: the first of the ways in which a reviewer is spared or told of it."""
    model = Wrong(case.oracle, chunk, answer, insists)
    found = read(case.document, LlmReader(model, workers=1))
    return _fate(case, model, found), found


def _is_figure(pointer: str) -> bool:
    return pointer.rpartition("/")[2].isdigit() or "/band/" in pointer


def _role(record: dict[str, Any], pointer: str, span: Span) -> tuple[str, ...]:
    section, index, *rest = pointer.strip("/").split("/")
    entry = record[section][int(index)]
    subject = entry.get("subject")
    whose = record[subject.split("/")[1]][int(subject.split("/")[2])] if subject else {}
    words = (entry.get("name"), entry.get("label"), entry.get("measure"), entry.get("period"), whose.get("name"), *entry.get("path", ()))
    return (str(span), section, rest[0], *map(str, words))


def _fate(case: Case, model: Wrong, found: Read) -> Fate:
    if found.roles == case.clean.roles:
        if model.told:
            return "repaired"
        return "asked again" if len(model.asked) > case.questions else "no difference"
    if found.fails - case.clean.fails:
        return "a result"
    if _open(found) - _open(case.clean):
        return "left out" if model.told else "in the ledger"
    return "unseen"


def _open(found: Read) -> frozenset[tuple[int, int]]:
    """Where numerals stand that nobody claimed."""
    return frozenset(one.span for one in found.ledger.unclaimed)


def misprinted(document: Document, found: Read) -> list[str]:
    """Figures of the record that the page does not print at their place: must be none, whatever the model says."""
    by_span = {numeral.span: numeral for numeral in document.numerals}
    record = json.loads(found.assembled.record.model_dump_json())
    wrong: list[str] = []
    for pointer, place in found.assembled.provenance.items():
        value = record
        for part in pointer.strip("/").split("/"):
            value = value[int(part)] if isinstance(value, list) else value[part]
        numeral = by_span.get(place.span)
        if isinstance(value, dict) and "printed" in value and (numeral is None or numeral.printed != value["printed"]):
            wrong.append(f"{pointer}: {value['printed']}")
    return wrong
