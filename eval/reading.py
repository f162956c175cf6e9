"""One report read and scored."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.compare import Comparison, compare
from eval.gold_files import Labelled, gold_name, load_loose, source_of
from eval.ledger_score import LedgerScore, score_ledger
from extractor.document import Document
from schemas.extraction import Extraction
from schemas.record import Record

Extract = Callable[[Path], tuple[Extraction, Document]]
SEVERITIES = ("error", "warn", "info")


@dataclass(frozen=True)
class Scored:
    """A reading of one file beside its gold."""

    name: str
    carrier: str
    extraction: Extraction
    comparison: Comparison
    ledger: LedgerScore

    @property
    def findings(self) -> Counter[str]:
        """How many findings of each severity."""
        return Counter(finding.severity for finding in self.extraction.findings)


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file that gave no record, and why."""

    name: str
    carrier: str
    message: str


def read_and_score(gold: Labelled, path: Path, carrier: str, extract: Extract) -> Scored | Unreadable:
    """Extracts one file and scores it; an error of the extractor is an outcome, not the end of the run."""
    from extractor.errors import ExtractorError

    try:
        extraction, document = extract(path)
    except ExtractorError as error:
        return Unreadable(gold.name, carrier, str(error))
    return score(gold, carrier, extraction, document)


def score(gold: Labelled, carrier: str, extraction: Extraction, document: Document) -> Scored:
    """Scores an extraction that is already there."""
    comparison = compare(gold.record, extraction.record)
    return Scored(gold.name, carrier, extraction, comparison, score_ledger(comparison.alignment, extraction, document))


def read_loose(path: Path, extract: Extract) -> Scored | Unreadable:
    """A report beside its gold file (``NAME.gold.json``), read and scored. Raises ``GoldError``."""
    from extractor.errors import ExtractorError

    source = source_of(path)
    carrier = source.suffix[1:]
    try:
        extraction, document = extract(source)
    except ExtractorError as error:
        return Unreadable(gold_name(path), carrier, str(error))
    return score(load_loose(path, document.text), carrier, extraction, document)


def extract_by_rules(path: Path) -> tuple[Extraction, Document]:
    """The pipeline as it is by default."""
    from extractor.pipeline import extract

    return extract(path)


def record_differences(one: Record, other: Record) -> list[str]:
    """Where two records differ, pointer by pointer; empty where they are identical."""
    sides: list[Any] = [json.loads(record.model_dump_json()) for record in (one, other)]
    return [f"{path}: {a} | {b}" for path, a, b in _walk("", *sides)]


def _walk(path: str, one: Any, other: Any) -> Iterator[tuple[str, str, str]]:
    if isinstance(one, dict) and isinstance(other, dict):
        for key in dict.fromkeys([*one, *other]):
            yield from _walk(f"{path}/{key}", one.get(key), other.get(key))
    elif isinstance(one, list) and isinstance(other, list):
        for index in range(max(len(one), len(other))):
            pair = [side[index] if index < len(side) else None for side in (one, other)]
            yield from _walk(f"{path}/{index}", *pair)
    elif one != other:
        yield path, _brief(one), _brief(other)


def _brief(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 120 else f"{text[:117]}..."
