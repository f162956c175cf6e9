"""The clean records that faults are planted in: drawn ones, and the labelled reports in which the checks find no error."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from eval.bench.checks.drawn import VARIANTS, draw
from eval.bench.checks.plant import PLAIN_NUMBER, Clean
from eval.gold_files import PLAIN, gold_paths, source_of
from eval.reading import extract_by_rules
from extractor.checks import explain, verify
from extractor.checks.repair.applied import applied

MADE = Path(__file__).parents[2] / "gold" / "made"
SIZES = (4, 9, 16)
ROUNDS = 3
FEWEST = 12
"""Tied figures that a record must have for faults to be planted in it."""


def drawn() -> Iterator[Clean]:
    """Records of every rounding variant, with the places of their figures and without."""
    for variant in VARIANTS:
        for size in SIZES:
            record, provenance = draw(size, size, variant)
            yield Clean(f"{variant} {size}", record, provenance)
            yield Clean(f"{variant} {size}, no places", record, {})


def reports(shared: Path, made: Path = MADE) -> Iterator[Clean]:
    """The labelled reports of the repository and, where they are there, the real ones; as the rules read them."""
    paths = [source_of(path) for path in gold_paths(made)]
    paths = [path for path in paths if path.suffix in (*PLAIN, ".docx")] + sorted((shared / "seeds").glob("*.txt"))
    for path in paths:
        extraction, _ = extract_by_rules(path)
        clean = _mended(Clean(path.stem, extraction.record, extraction.provenance))
        if not any(result.outcome == "error" for result in verify(clean.record, clean.provenance)):
            yield clean


def _mended(clean: Clean) -> Clean:
    """The record with every repair made that the findings name, so that reports with a few faults can serve as well."""
    for _ in range(ROUNDS):
        findings = explain(clean.record, verify(clean.record, clean.provenance), "zh", clean.provenance)
        wanted = {one.suspect: one.suggestion for one in findings if one.severity == "error" and one.suspect and one.suggestion}
        alike = {other: text for path, text in wanted.items() for other in clean.alike(path) if PLAIN_NUMBER.fullmatch(text)}
        clean = Clean(clean.name, applied(clean.record, alike), clean.provenance) if alike else clean
    return clean


def plantable(records: Iterator[Clean]) -> list[Clean]:
    """Those with enough figures that relations tie."""
    return [clean for clean in records if len(clean.tied) >= FEWEST]
