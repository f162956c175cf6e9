"""A perfect reader: the gold record, each figure pointing at a numeral that prints it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from eval.pointers import at, owner
from eval.surroundings import is_printed, surroundings
from extractor.checks import explain, verify
from extractor.document import Document, Numeral
from schemas.base import Shape
from schemas.extraction import Coverage, DocumentInfo, Extraction, Ledger, Provenance, Rows, Run
from schemas.figure import Figure
from schemas.record import Record

SHARED = Path(__file__).parents[2].parent / "shared"
needs_shared = pytest.mark.skipif(not (SHARED / "seeds").is_dir(), reason="the five real reports are not beside the repository")


def figure_paths(value: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Every figure of a record, and every bound of a band, with what it prints."""
    if isinstance(value, Figure):
        yield path, value.printed
    elif isinstance(value, tuple):
        for index, one in enumerate(value):
            yield from figure_paths(one, f"{path}/{index}")
    elif isinstance(value, Shape):
        for key in type(value).model_fields:
            inside = getattr(value, key)
            if key in ("low", "high") and inside:
                yield f"{path}/{key}", inside
            else:
                yield from figure_paths(inside, f"{path}/{key}")


def provenance(span: tuple[int, int], quote: str) -> Provenance:
    return Provenance(page=None, bbox=None, span=span, quote=quote, source="text", place="prose")


def perfect(record: Record, document: Document) -> Extraction:
    """The record as an extraction of this document."""
    used: Counter[str] = Counter()
    places = {}
    for path, printed in figure_paths(record):
        numeral = _numeral(record, path, printed, document, used)
        if numeral:
            used[numeral.id] += 1
            places[path] = provenance(numeral.span, printed)
    return extraction(record, document, places)


def extraction(record: Record, document: Document, places: dict[str, Provenance]) -> Extraction:
    results = verify(record, places)
    info = DocumentInfo(source=document.source, sha256=document.sha256, kind=document.kind, pages=None, text=document.text)
    return Extraction(
        document=info, record=record, provenance=places, ledger=Ledger(numerals=len(document.numerals), claimed=0),
        coverage=Coverage(complete=True, rows=Rows(printed=0, accounted=0)), run=Run(reader="gold", version="0"),
        results=results, findings=explain(record, results),
    )  # fmt: skip


def _numeral(record: Record, path: str, printed: str, document: Document, used: Counter[str]) -> Numeral | None:
    quantity = owner(record, path)
    names = [quantity.label, *quantity.aliases] if quantity and quantity.label else []
    figure = at(record, path)
    unit = figure.unit if isinstance(figure, Figure) else None

    def rank(numeral: Numeral) -> tuple[bool, bool, bool]:
        near = any(name and is_printed(name, surroundings(document, numeral.span)) for name in names)
        return used[numeral.id] > 0, bool(names) and not near, numeral.unit != unit

    return min((one for one in document.numerals if one.printed == printed), key=rank, default=None)


def read(path: Path) -> Document:
    from extractor.load import load
    from extractor.numerals import read_numerals

    document = load(path)
    return replace(document, numerals=read_numerals(document))
