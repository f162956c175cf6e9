"""The reports of the benchmark: five real ones (beside the repository) and our own, each with its rules reading."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from eval.gold_files import gold_name, gold_paths, source_of
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


def sources(shared: Path, gold: Path = GOLD) -> Iterator[tuple[str, Path]]:
    """Name and file of every report, whether the file is there or not."""
    for path in gold_paths(gold / "seeds"):
        yield gold_name(path), shared / "seeds" / source_of(path).name
    for path in gold_paths(gold / "made"):
        yield gold_name(path), source_of(path)


def read_report(name: str, path: Path) -> Report:
    """The report as the product loads it, read by the rules."""
    document = load(path)
    document = replace(document, numerals=read_numerals(document))
    return Report(name, document, RulesReader().read(document, split(document)))
