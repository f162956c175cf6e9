"""From what a loader found (paragraphs, tables, set-aside parts) to the logical text and its blocks.

Every loader ends here, so text, DOCX, XLSX and PDF print the same report the same way: one paragraph a line, a table one
line a row with a field for every column (a merged cell's text once, at its top left), set-aside parts after the body.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from extractor.document import Block, Cell, Span, Table

Rebuilt = Literal["tabs", "pipes", "spaces", "lines"]


MAX_COLS = 512
MAX_CELLS = 100_000


class TooWideError(ValueError):
    """A table that cannot be one of a report; the loader knows the file and tells the user."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; with ``because`` (页眉, 页脚, 隐藏文字 …) a part set aside."""

    text: str
    level: int | None = None
    because: str | None = None


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell and its text, before it has a place in the document."""

    row: int
    col: int
    row_span: int
    col_span: int
    text: str


@dataclass(frozen=True, slots=True)
class Grid:
    """A table before it has a place in the document. Every position is covered by exactly one cell."""

    n_rows: int
    n_cols: int
    cells: tuple[GridCell, ...]
    rebuilt: Rebuilt | None = None


Part = Paragraph | Grid

# What would end a line or a cell early: str.splitlines' separators and the tab.
_BREAKS = str.maketrans(dict.fromkeys("\t\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029", " "))
# Controls, zero-width and direction marks print nothing but would cut a number or a name in two.
_UNPRINTED = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufff9-\ufffb]")
_ALNUM_END = re.compile(r"[0-9A-Za-z.,%]")
_ALNUM_START = re.compile(r"[0-9A-Za-z.]")

_HAN = "一二三四五六七八九十百〇"
LIST_START = re.compile(
    rf"""\s*(?:
      [（(]\s*[{_HAN}]{{1,4}}\s*[）)] | [{_HAN}]{{1,4}}\s*[、.．] | 第[{_HAN}\d]{{1,4}}[章节条款项部]  # （一）一、第一章
    | [（(]\s*\d{{1,3}}\s*[）)] | \d{{1,3}}\s*(?:、|[.．](?!\d)|[.．](?=20\d\d年)|[）)])  # (1) 1. 1、 1.2025年
    | \d{{1,2}}\.\d{{1,2}}[\s、.．]+(?=[\u4e00-\u9fff]|20\d\d年)(?![万亿元分个]) | \d{{1,2}}(?:\.\d{{1,2}}){{2,3}}  # 1.1 总体 1.1.2
    | [①-⑳⑴-⒛㈠-㈩] | [A-Za-z][、.)）](?![A-Za-z]) | [-•●·◆■□☑√✓]\s
    | 附[件表录图注]\s*[\d{_HAN}]*(?:\s*[-—]\s*\d+)?\s*(?:$|[:：、.\s])                        # 附件1-2
    )""",
    re.VERBOSE,
)
"""A paragraph that begins so is a heading or a list item of its own: （一） 一、 1. 2、 (3) ① 附件1 …"""

_CONTENTS_LINE = re.compile(r"\S.*?(?:\.{4,}|…{2,}|·{4,}|(?:[.…·]\s){4,})\s*\d{1,3}$")


def tidy(text: str) -> str:
    """The text without the characters that print nothing, edges stripped."""
    return _UNPRINTED.sub("", text).strip()


def is_contents_line(text: str) -> bool:
    """A line of a contents list: a title, leader dots, a page number."""
    return len(text) < 200 and bool(_CONTENTS_LINE.match(text))


def join_lines(lines: Iterable[str]) -> str:
    """One line from the soft-broken lines of one paragraph or cell.

    Chinese needs no space at the seam. Two numbers or words would run into one another, and so would a list number and
    what stands before it: these get a space.
    """
    pieces = [line for line in map(str.strip, lines) if line]
    joined = pieces[:1]
    for before, piece in pairwise(pieces):
        apart = LIST_START.match(piece) or (_ALNUM_END.match(before[-1]) and _ALNUM_START.match(piece))
        joined += [" ", piece] if apart else [piece]
    return "".join(joined)


def compose(parts: Iterable[Part]) -> tuple[str, tuple[Block, ...]]:
    """The logical text and its blocks: the body in the order given, then the set-aside parts."""
    parts = list(parts)
    writer = _Writer()
    for part in sorted(parts, key=_is_aside):
        writer.add(part)
    return "".join(writer.pieces), tuple(writer.blocks)


def is_regular(grid: Grid) -> bool:
    """Whether the cells cover every position exactly once."""
    seen = [
        (row, col)
        for cell in grid.cells
        for row in range(cell.row, cell.row + cell.row_span)
        for col in range(cell.col, cell.col + cell.col_span)
    ]
    return sorted(seen) == [(row, col) for row in range(grid.n_rows) for col in range(grid.n_cols)]


def check_size(n_rows: int, n_cols: int) -> None:
    """Raises where a table is too large, before its cells are made."""
    if n_cols > MAX_COLS or n_rows * n_cols > MAX_CELLS:
        raise TooWideError


def plain_grid(rows: Sequence[Sequence[str]], rebuilt: Rebuilt | None = None) -> Grid:
    """A grid without merges; short rows are padded with empty cells."""
    n_cols = max(map(len, rows), default=0)
    check_size(len(rows), n_cols)
    cells = tuple(
        GridCell(r, c, 1, 1, row[c] if c < len(row) else "")
        for r, row in enumerate(rows)
        for c in range(n_cols)
    )  # fmt: skip
    return Grid(len(rows), n_cols, cells, rebuilt)


def _is_aside(part: Part) -> bool:
    return isinstance(part, Paragraph) and part.because is not None


@dataclass
class _Writer:
    pieces: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    length: int = 0

    def add(self, part: Part) -> None:
        if isinstance(part, Grid):
            self._table(part)
        elif part.text.strip():
            kind: Literal["aside", "paragraph"] = "aside" if part.because else "paragraph"
            self._new_line()
            self.blocks.append(Block(kind, self._write(part.text), None, part.level, part.because))

    def _new_line(self) -> None:
        if self.pieces:
            self._write_raw("\n")

    def _write_raw(self, text: str) -> None:
        self.pieces.append(text)
        self.length += len(text)

    def _write(self, text: str) -> Span:
        start = self.length
        self._write_raw(text.translate(_BREAKS))  # one for one: offsets in a part stay offsets in the document
        return start, self.length

    def _table(self, grid: Grid) -> None:
        if not grid.cells:
            return
        self._new_line()
        start = self.length
        tops = {(cell.row, cell.col): cell for cell in grid.cells}
        placed: list[Cell] = []
        for row in range(grid.n_rows):
            if row:
                self._write_raw("\n")
            placed += self._row(grid.n_cols, row, tops)
        table = Table(grid.n_rows, grid.n_cols, tuple(placed), grid.rebuilt)
        self.blocks.append(Block("table", (start, self.length), table))

    def _row(self, n_cols: int, row: int, tops: dict[tuple[int, int], GridCell]) -> Iterable[Cell]:
        for col in range(n_cols):
            if col:
                self._write_raw("\t")
            cell = tops.get((row, col))
            if cell:
                yield Cell(row, col, cell.row_span, cell.col_span, self._write(cell.text))
