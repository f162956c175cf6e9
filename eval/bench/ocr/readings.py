"""What a reader gave for a page, in one shape for all of them, and what is true of that page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from eval.bench.ocr.cells import Cell
from eval.bench.ocr.score import Line, Number, numbers
from eval.scans.geometry import Geometry

if TYPE_CHECKING:
    from extractor.document import Document


@dataclass(frozen=True, slots=True)
class Reading:
    """Lines in pixels of the scan, tables where the reader has any, processor seconds, peak memory of its process in MB."""

    lines: tuple[Line, ...]
    tables: tuple[tuple[Cell, ...], ...]
    cpu: float
    peak_mb: float
    failed: str | None = None


@dataclass(frozen=True, slots=True)
class Truth:
    """What stands on a scan: the text, the numbers with their places, and whether it has one order of reading."""

    lines: tuple[Line, ...]
    numbers: tuple[Number, ...]
    ordered: bool


def reading_of(answer: Mapping[str, Any]) -> Reading:
    """A runner's answer."""
    lines = (Line(text, (x0, y0, x1, y1), tuple(edges[0]) if edges else None) for text, x0, y0, x1, y1, *edges in answer["lines"])
    tables = tuple(tuple(table) for table in answer.get("tables", ()))
    return Reading(tuple(lines), tables, answer["cpu"], answer["peak_mb"], answer.get("failed"))


def document_lines(document: Document, page: int, scale: float = 1.0) -> list[Line]:
    """The lines of one page of a document, enlarged."""
    return list(_lines(document, page, scale))


def _lines(document: Document, page: int, scale: float) -> Iterator[Line]:
    for run in document.runs:
        if run.page == page:
            edges = tuple(scale * edge for edge in run.edges)
            yield Line(document.text[slice(*run.span)], (edges[0], scale * run.y0, edges[-1], scale * run.y1), edges)


def document_tables(document: Document) -> list[list[Cell]]:
    """Every table of a document."""
    return [
        [
            Cell(r=cell.row, c=cell.col, rs=cell.row_span, cs=cell.col_span, t=document.text[slice(*cell.span)])
            for cell in (block.table.cells if block.table else ())
        ]
        for block in document.tables
    ]


def truth_of(twin: Document, pages: Mapping[int, Geometry]) -> Truth:
    """What stands on a scan of these pages of the digital twin."""
    lines = [(line, place) for number, place in pages.items() for line in document_lines(twin, number)]
    there = [Number(one.digits, place.box(*one.box)) for line, place in lines for one in numbers([line])]
    return Truth(tuple(line for line, _ in lines), tuple(there), not _tabled(twin, pages))


def _tabled(twin: Document, pages: Mapping[int, Geometry]) -> bool:
    shown: Sequence[int] = [run.page for block in twin.tables for run in twin.runs if block.span[0] <= run.span[0] < block.span[1]]
    return bool(set(shown) & set(pages))
