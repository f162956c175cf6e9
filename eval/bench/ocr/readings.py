"""What a reader gave for a page, in one shape for all of them, and what is true of that page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from eval.bench.ocr.cells import Cell
from eval.bench.ocr.score import Line, Number, around, numbers
from eval.scans.geometry import Geometry

if TYPE_CHECKING:
    from extractor.document import Document, Run


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
    lines = (_line_of(*line) for line in answer["lines"])
    tables = tuple(tuple(table) for table in answer.get("tables", ()))
    return Reading(tuple(lines), tables, answer["cpu"], answer["peak_mb"], answer.get("failed"))


def _line_of(text: str, x0: float, y0: float, x1: float, y1: float, boxes: Sequence[Sequence[float]] = ()) -> Line:
    return Line(text, (x0, y0, x1, y1), tuple((a, b, c, d) for a, b, c, d in boxes) or None)


def document_lines(document: Document, page: int, scale: float = 1.0) -> list[Line]:
    """The lines of one page of a document, enlarged."""
    return list(_lines(document, page, scale))


def _lines(document: Document, page: int, scale: float) -> Iterator[Line]:
    stack: list[Run] = []
    for run in [run for run in document.runs if run.page == page]:
        if stack and not _goes_on(stack[-1], run):
            yield _line(document, stack, scale)
            stack = []
        stack.append(run)
    if stack:
        yield _line(document, stack, scale)


def _goes_on(one: Run, other: Run) -> bool:
    """Whether two single characters stand over one another, or the second to the left, in one word: text on its side or head."""
    alone = all(run.span[1] - run.span[0] == 1 for run in (one, other))
    wide = min(one.edges[-1], other.edges[-1]) - max(one.edges[0], other.edges[0])
    high = min(one.y1, other.y1) - max(one.y0, other.y0)
    over = wide > min(run.edges[-1] - run.edges[0] for run in (one, other)) / 2
    left = other.edges[0] < one.edges[0] and min(high, high + wide) > min(run.y1 - run.y0 for run in (one, other)) / 2
    return alone and one.span[1] == other.span[0] and (over or left)


def _line(document: Document, runs: Sequence[Run], scale: float) -> Line:
    boxes = [(scale * left, scale * run.y0, scale * right, scale * run.y1) for run in runs for left, right in pairwise(run.edges)]
    return Line(document.text[runs[0].span[0] : runs[-1].span[1]], around(boxes), tuple(boxes))


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
