"""The reports of the benchmark: five real ones (beside the repository) and our own, each with its rules reading."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from eval.gold_files import source_of
from extractor.document import Document
from extractor.load import load
from extractor.numerals import read_numerals
from extractor.readers.base import Reading
from extractor.readers.rules import RulesReader
from extractor.split import split

GOLD = Path(__file__).parents[2] / "gold"


@dataclass(frozen=True)
class Report:
    """One report and what both tools are made to answer about it."""

    name: str
    document: Document
    reading: Reading


def sources(shared: Path) -> Iterator[tuple[str, Path]]:
    """Name and file of every report, whether the file is there or not."""
    for gold in sorted((GOLD / "seeds").glob("[0-9][0-9][0-9].json")):
        yield gold.stem, shared / "seeds" / json.loads(gold.read_bytes())["source"]
    for gold in sorted((GOLD / "made").glob("*.gold.json")):
        yield gold.name.removesuffix(".gold.json"), source_of(gold)


def read_report(name: str, path: Path) -> Report:
    """The report as the product loads it, read by the rules."""
    document = load(path)
    document = replace(document, numerals=read_numerals(document))
    return Report(name, document, RulesReader().read(document, split(document)))
