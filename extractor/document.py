"""The nouns: what every loader makes and every later stage reads.

``Document.text`` is the *logical* text: one paragraph a line (soft line breaks inside it removed, pieces broken by a page
rejoined), a table as one line a row with its cells separated by tabs, set-aside blocks (running heads, page numbers,
footers) after the body. Every span is a pair of Unicode offsets into it, end exclusive.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Literal

Span = tuple[int, int]
DocumentKind = Literal["digital", "scanned", "mixed", "docx", "xlsx", "text", "image"]
TextSource = Literal["text", "ocr"]
SURE = 0.9
"""Confidence from which a recognised number is taken as read. On the two heavy scans looked at every wrong number was below 0.5."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page: ``page`` from 1, the rest in PDF points from the top left."""

    page: int
    x0: float
    y0: float
    x1: float
    y1: float


_TOUCH = 0.1
"""Of its height or width: characters of one line of text on its side or head are no further apart."""


def _adjoin(one: Box, other: Box) -> bool:
    """Whether a character stands where the line goes on, if the line runs up, down, or to the left."""
    wide, high = (min(one.x1, other.x1) - max(one.x0, other.x0)), (min(one.y1, other.y1) - max(one.y0, other.y0))
    if one.page != other.page:
        return False
    if high > 0.5 * min(one.y1 - one.y0, other.y1 - other.y0):
        return other.x0 < one.x0 and -wide <= _TOUCH * (other.y1 - other.y0)
    return wide > 0.5 * min(one.x1 - one.x0, other.x1 - other.x0) and -high <= _TOUCH * (other.x1 - other.x0)


def _around(one: Box, other: Box) -> Box:
    return Box(one.page, min(one.x0, other.x0), min(one.y0, other.y0), max(one.x1, other.x1), max(one.y1, other.y1))


@dataclass(frozen=True, slots=True)
class Page:
    """A page: ``number`` from 1, ``width`` and ``height`` in PDF points; ``part`` is its file where a folder is the report."""

    number: int
    width: float
    height: float
    part: str | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """Characters that stand side by side on one line of one page.

    ``edges`` are the x coordinates around them: character ``start + i`` reaches from ``edges[i]`` to ``edges[i + 1]``.
    ``rivals`` are other readings of the number that the run is.
    """

    span: Span
    page: int
    y0: float
    y1: float
    edges: tuple[float, ...]
    source: TextSource = "text"
    confidence: float | None = None
    rivals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell. ``row`` and ``col`` from 0; ``span`` covers its text in the document (empty where it prints nothing)."""

    row: int
    col: int
    row_span: int
    col_span: int
    span: Span


@dataclass(frozen=True, slots=True)
class Table:
    """A table: cells in row order, each once (a merged cell at its top left). ``rebuilt`` tells how, for plain text."""

    n_rows: int
    n_cols: int
    cells: tuple[Cell, ...]
    rebuilt: Literal["tabs", "pipes", "spaces", "lines"] | None = None

    def grid(self) -> dict[tuple[int, int], Cell]:
        """Each covered (row, col) to the cell that covers it."""
        return {
            (row, col): cell
            for cell in self.cells
            for row in range(cell.row, cell.row + cell.row_span)
            for col in range(cell.col, cell.col + cell.col_span)
        }


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a table or a part set aside (``because``: 页眉, 页脚, 页码 …), in reading order.

    ``level`` is a heading level from 1 where the carrier itself says so (a Word style); else null.
    """

    kind: Literal["paragraph", "table", "aside"]
    span: Span
    table: Table | None = None
    level: int | None = None
    because: str | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """A problem of the document itself, told to the reviewer: hidden text, a page without text, a repaired damage."""

    code: Literal["hidden_text", "no_text_layer", "repaired", "too_wide", "unsure_table", "other"]
    message: str
    span: Span | None = None
    page: int | None = None


NumeralKind = Literal[
    "money", "percent", "score", "count", "plain",
    "date", "ordinal", "document_number", "phone", "code", "name_part", "address", "formula",
]  # fmt: skip
"""What a numeral is by its form alone. ``plain`` has no unit of its own. From ``date`` on it is set aside by form."""

SET_ASIDE_KINDS = frozenset({"date", "ordinal", "document_number", "phone", "code", "name_part", "address", "formula"})

UnitFrom = Literal["printed", "header", "caption", "document"]


@dataclass(frozen=True, slots=True)
class Numeral:
    """One printed number.

    ``span`` covers the digits alone, ``extent`` also its bound, sign words and unit. ``printed`` is in half-width digits,
    separators and trailing zeros kept, white space inside dropped. ``cell`` is (table, row, col). ``alternatives`` are other
    readings of the same span; ``settled_by`` names the relation that chose this one. ``glued``: several numbers without anything
    between them, whose cut nothing settles, so that it is no one number.
    """

    id: str
    span: Span
    extent: Span
    printed: str
    value: Decimal
    decimals: int
    unit: str | None
    unit_from: UnitFrom | None
    kind: NumeralKind
    op: str | None = None
    as_of: str | None = None
    cell: tuple[int, int, int] | None = None
    source: TextSource = "text"
    confidence: float | None = None
    alternatives: tuple[str, ...] = ()
    settled_by: tuple[str, ...] = ()
    glued: bool = False


@dataclass(frozen=True)
class Document:
    """A loaded report. ``pages`` is empty for text, DOCX and XLSX; then nothing has a box.

    ``ocr`` names the engines that recognised some of its text, with their versions; null where none did.
    """

    source: str
    sha256: str
    kind: DocumentKind
    pages: tuple[Page, ...]
    text: str
    blocks: tuple[Block, ...]
    runs: tuple[Run, ...] = ()
    notices: tuple[Notice, ...] = ()
    numerals: tuple[Numeral, ...] = ()
    ocr: str | None = None

    @cached_property
    def tables(self) -> tuple[Block, ...]:
        """The table blocks in reading order; a numeral's ``cell[0]`` counts them."""
        return tuple(block for block in self.blocks if block.kind == "table")

    @cached_property
    def _run_starts(self) -> list[int]:
        return [run.span[0] for run in self.runs]

    def boxes(self, span: Span) -> tuple[Box, ...]:
        """The rectangles that ``span`` covers, one a line; empty where the carrier has no pages."""
        found: list[Box] = []
        before = False
        for box, lone in self._boxes(span):
            if lone and before and _adjoin(found[-1], box):
                found[-1] = _around(found[-1], box)
            else:
                found.append(box)
            before = lone
        return tuple(found)

    def _boxes(self, span: Span) -> Iterator[tuple[Box, bool]]:
        """The part of each run, and whether it is a run of one character: text on its side or head consists of such."""
        first = max(bisect_right(self._run_starts, span[0]) - 1, 0)
        for run in self.runs[first:]:
            if run.span[0] >= span[1]:
                return
            start, end = max(span[0], run.span[0]), min(span[1], run.span[1])
            if start < end:
                offset = run.span[0]
                yield Box(run.page, run.edges[start - offset], run.y0, run.edges[end - offset], run.y1), run.span[1] - offset == 1

    def page_of(self, span: Span) -> int | None:
        """The page on which ``span`` begins, from 1; null where the carrier has no pages."""
        return next((box.page for box, _ in self._boxes(span)), None)

    def part_of(self, page: int | None) -> str | None:
        """The file that a page comes from, where the report is a folder of files."""
        return self.pages[page - 1].part if page is not None and page <= len(self.pages) else None
