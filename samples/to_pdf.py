"""A sample as PDF: text and ruled tables set with PyMuPDF, its built-in CJK font embedded as a subset."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate
from typing import Any

import pymupdf
from source import Block, Cell, Table, Text

_WIDTH, _HEIGHT, _MARGIN = 595, 842, 71
_SIZES = {"title": 19, "heading": 14.5, "right": 12, "paragraph": 13}
_CELL, _PAD, _LEAD = 9.0, 4.0, 1.6
_NO_START = "，。；：、）》！？”"
_WORDS = re.compile(r"[（《“]?(?:[0-9A-Za-z.,%/]+|.)")  # a number is never broken


def to_pdf(blocks: list[Block]) -> bytes:
    """The file's bytes."""
    paper = _Paper()
    for block in blocks:
        if isinstance(block, Table):
            paper.table(block)
        elif block.kind == "page":
            paper.turn()
        else:
            paper.text(block)
    return paper.finish()


class _Paper:
    """Pages filled from the top."""

    def __init__(self) -> None:
        self.document = pymupdf.open()
        self.font = pymupdf.Font("cjk")
        self.turn()

    def turn(self) -> None:
        """A new page."""
        self.page: Any = self.document.new_page(width=_WIDTH, height=_HEIGHT)
        self.page.insert_font("F", fontbuffer=self.font.buffer)
        self.y = float(_MARGIN)

    def finish(self) -> bytes:
        """Page numbers, and the file."""
        for number, page in enumerate(self.document, 1):
            foot = f"— {number} —"
            at = pymupdf.Point((_WIDTH - self._long(foot, 10)) / 2, _HEIGHT - 40)
            page.insert_text(at, foot, fontname="F", fontsize=10)
        self.document.subset_fonts(fallback=False)
        return bytes(self.document.tobytes(garbage=4, deflate=True, no_new_id=True))

    def text(self, block: Text) -> None:
        """A paragraph, its lines broken."""
        size = _SIZES[block.kind]
        indent = 2 * size if block.kind in ("heading", "paragraph") else 0
        for number, line in enumerate(self._wrapped(block.text, size, _WIDTH - 2 * _MARGIN, indent)):
            self._room(size * _LEAD)
            self.y += size * _LEAD
            self._put(line, self._left(block, line, size) + (indent if number == 0 else 0), self.y, size)
        self.y += size * 0.4 if block.kind == "title" else 0

    def table(self, table: Table) -> None:
        """A ruled table, over as many pages as it needs."""
        widths = self._widths(table)
        left = [_MARGIN + offset for offset in accumulate(widths, initial=0.0)]
        wrapped = {cell: list(self._wrapped(cell.text, _CELL, sum(_span(widths, cell)) - 2 * _PAD)) for cell in table.cells}
        heights = _heights(table, wrapped)
        self.y += 8
        first = 0
        while first < table.rows:  # a page's worth of rows at a time
            last = self._fitting(heights, first)
            self._rows(table, wrapped, left, heights, first, last)
            first = last
            if first < table.rows:
                self.turn()
        self.y += 12

    def _rows(self, table: Table, wrapped: dict[Cell, list[str]], left: list[float], heights: list[float], first: int, last: int) -> None:
        top = [self.y + offset for offset in accumulate(heights[first:last], initial=0.0)]
        for cell in table.cells:
            start, end = max(cell.row, first), min(cell.row + cell.rows, last)
            if start >= end:
                continue
            box = pymupdf.Rect(left[cell.col], top[start - first], left[cell.col + cell.cols], top[end - first])
            self.page.draw_rect(box, width=0.6)
            if cell.row >= first:  # a cell that a page break cuts prints its text once
                self._fill(box, wrapped[cell])
        self.y = top[-1]

    def _fill(self, box: pymupdf.Rect, lines: list[str]) -> None:
        y = (box.y0 + box.y1) / 2 - len(lines) * _CELL * 1.3 / 2
        for line in lines:
            y += _CELL * 1.3
            self._put(line, (box.x0 + box.x1 - self._long(line, _CELL)) / 2, y - _CELL * 0.3, _CELL)

    def _fitting(self, heights: list[float], first: int) -> int:
        y, last = self.y, first
        while last < len(heights) and (last == first or y + heights[last] <= _HEIGHT - _MARGIN):
            y += heights[last]
            last += 1
        return last

    def _widths(self, table: Table) -> list[float]:
        """No narrower than a column's longest word; what is left goes to the columns with long texts."""
        least, wanted = [18.0] * table.cols, [18.0] * table.cols
        for cell in table.cells:
            if cell.cols == 1:
                word = max((self._long(word, _CELL) for word in _WORDS.findall(cell.text)), default=0.0)
                least[cell.col] = max(least[cell.col], word + 2 * _PAD)
                wanted[cell.col] = max(wanted[cell.col], min(self._long(cell.text, _CELL), 100.0) + 2 * _PAD)
        spare = _WIDTH - 2 * _MARGIN - sum(least)
        longing = [max(want - low, 0) + 1 for want, low in zip(wanted, least, strict=True)]
        return [low + spare * long / sum(longing) for low, long in zip(least, longing, strict=True)]

    def _wrapped(self, text: str, size: float, width: float, indent: float = 0) -> Iterator[str]:
        line, left = "", width - indent
        for word in _WORDS.findall(text):
            if line and self._long(line + word, size) > left and word not in _NO_START:
                yield line
                line, left = "", width
            line += word
        yield line

    def _left(self, block: Text, line: str, size: float) -> float:
        free = _WIDTH - 2 * _MARGIN - self._long(line, size)
        return _MARGIN + {"title": free / 2, "right": free}.get(block.kind, 0)

    def _room(self, height: float) -> None:
        if self.y + height > _HEIGHT - _MARGIN:
            self.turn()

    def _long(self, text: str, size: float) -> float:
        return float(self.font.text_length(text, size))

    def _put(self, text: str, x: float, y: float, size: float) -> None:
        self.page.insert_text(pymupdf.Point(x, y), text, fontname="F", fontsize=size)


def _span(widths: list[float], cell: Cell) -> list[float]:
    return widths[cell.col : cell.col + cell.cols]


def _heights(table: Table, wrapped: dict[Cell, list[str]]) -> list[float]:
    heights = [_CELL * 1.3 + 2 * _PAD] * table.rows
    for cell, lines in sorted(wrapped.items(), key=lambda item: item[0].rows):
        rows = range(cell.row, cell.row + cell.rows)
        lacking = len(lines) * _CELL * 1.3 + 2 * _PAD - sum(heights[row] for row in rows)
        heights[rows[-1]] += max(lacking, 0)
    return heights
