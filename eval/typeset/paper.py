"""Pages filled from the top with PyMuPDF: paragraphs with their lines broken, ruled tables over as many pages as they need."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

import pymupdf

from eval.typeset.blocks import Cell, Table, Text

_SHORT, _LONG = 595, 842
_NO_START = "，。；：、）》！？”%"
_WORDS = re.compile(r"[（《“]?(?:[0-9A-Za-z.,%/]+|.)")  # a number is never broken
_WIDE = 8
"""Columns from which a table may be set on a page turned sideways."""
_FOOT = 10.0
_ABOVE_TABLE = 8.0


@dataclass(frozen=True, slots=True)
class Setting:
    """Sizes and distances in points; ``lead`` in sizes."""

    sizes: Mapping[str, float]
    """By kind of text."""
    cell: float
    margin: float
    lead: float
    pad: float
    rule: float
    wide: float
    """The most that a column asks for to have a long text in one line."""
    below_title: float
    below_table: float
    foot: str
    """With ``{0}`` for the page number; empty for none."""
    foot_rise: float
    """From the page's lower edge."""
    subset: bool
    """Whether the file is to hold only the characters used of its font."""
    sideways: bool = False
    repeats: bool = False
    """Whether a table's heads stand again on each of its pages."""


class Paper:
    """One document while it is being filled."""

    def __init__(self, setting: Setting, font: Any) -> None:
        self.set, self.font = setting, font
        self.document = pymupdf.open()
        self.width, self.height = _SHORT, _LONG
        self.turn()

    def turn(self, sideways: bool = False) -> None:
        """A new page."""
        self.width, self.height = (_LONG, _SHORT) if sideways else (_SHORT, _LONG)
        self.page: Any = self.document.new_page(width=self.width, height=self.height)
        self.page.insert_font("F", fontbuffer=self.font.buffer)
        self.y = float(self.set.margin)

    def finish(self) -> bytes:
        """Page numbers, and the file: the same bytes for the same blocks."""
        for number, page in enumerate(self.document, 1):
            foot = self.set.foot.format(number)
            if foot:
                at = pymupdf.Point((page.rect.width - self._long(foot, _FOOT)) / 2, page.rect.height - self.set.foot_rise)
                page.insert_text(at, foot, fontname="F", fontsize=_FOOT)
        if self.set.subset:
            self.document.subset_fonts(fallback=False)
        return bytes(self.document.tobytes(garbage=4, deflate=True, no_new_id=True))

    def text(self, block: Text[str]) -> None:
        """A paragraph, its lines broken."""
        if self.width > self.height:
            self.turn()
        size = self.set.sizes[block.kind]
        indent = 2 * size if block.kind in ("heading", "paragraph") else 0
        for number, line in enumerate(self._wrapped(block.content, size, self._room(), indent)):
            if self.y + size * self.set.lead > self.height - self.set.margin:
                self.turn()
            self.y += size * self.set.lead
            free = self._room() - self._long(line, size)
            left = {"title": free / 2, "caption": free / 2, "right": free}.get(block.kind, indent if number == 0 else 0)
            self._put(line, self.set.margin + left, self.y, size)
        if block.kind == "title":
            self.y += self.set.below_title

    def table(self, table: Table[str]) -> None:
        """A ruled table, over as many pages as it needs."""
        if table.cols >= _WIDE and self.set.sideways:
            self.turn(sideways=True)
        widths = self._widths(table)
        left = [self.set.margin + offset for offset in accumulate(widths, initial=0.0)]
        inner = {cell: sum(widths[cell.col : cell.col + cell.cols]) - 2 * self.set.pad for cell in table.cells}
        wrapped = {cell: list(self._wrapped(cell.content.replace("\n", ""), self.set.cell, inner[cell])) for cell in table.cells}
        heights = self._heights(table, wrapped)
        self.y += _ABOVE_TABLE
        first = 0
        while first < table.rows:
            last = self._fitting(heights, first, self.set.margin + _ABOVE_TABLE + sum(heights[: table.heads]))
            if last > first:
                self._rows(table, wrapped, left, heights, first, last)
            first = last
            if first < table.rows:
                self.turn(self.width > self.height)
                if self.set.repeats and table.heads:
                    self._rows(table, wrapped, left, heights, 0, table.heads)
        self.y += self.set.below_table

    def _rows(
        self, table: Table[str], wrapped: dict[Cell[str], list[str]], left: list[float], heights: list[float], first: int, last: int
    ) -> None:
        top = [self.y + offset for offset in accumulate(heights[first:last], initial=0.0)]
        for cell in table.cells:
            start, end = max(cell.row, first), min(cell.row + cell.rows, last)
            if start >= end:
                continue
            box = pymupdf.Rect(left[cell.col], top[start - first], left[cell.col + cell.cols], top[end - first])
            self.page.draw_rect(box, width=self.set.rule)
            if cell.row >= first:  # a cell that a page break cuts prints its text once
                self._fill(box, wrapped[cell])
        self.y = top[-1]

    def _fill(self, box: Any, lines: list[str]) -> None:
        size = self.set.cell
        y = (box.y0 + box.y1) / 2 - len(lines) * size * 1.3 / 2
        for line in lines:
            y += size * 1.3
            self._put(line, (box.x0 + box.x1 - self._long(line, size)) / 2, y - size * 0.3, size)

    def _fitting(self, heights: list[float], first: int, top: float) -> int:
        """Behind the last row that has room on this page; on a fresh page at least one."""
        y, last = self.y, first
        fresh = self.y <= top
        while last < len(heights) and ((last == first and fresh) or y + heights[last] <= self.height - self.set.margin):
            y += heights[last]
            last += 1
        return last

    def _widths(self, table: Table[str]) -> list[float]:
        """No narrower than a column's longest word; what is left goes to the columns with long texts."""
        least, wanted = [18.0] * table.cols, [18.0] * table.cols
        for cell in table.cells:
            if cell.cols == 1:
                word = max((self._long(word, self.set.cell) for word in _WORDS.findall(cell.content)), default=0.0)
                least[cell.col] = max(least[cell.col], word + 2 * self.set.pad)
                wanted[cell.col] = max(wanted[cell.col], min(self._long(cell.content, self.set.cell), self.set.wide) + 2 * self.set.pad)
        spare = max(self._room() - sum(least), 0.0)
        longing = [max(want - low, 0) + 1 for want, low in zip(wanted, least, strict=True)]
        return [low + spare * long / sum(longing) for low, long in zip(least, longing, strict=True)]

    def _heights(self, table: Table[str], wrapped: dict[Cell[str], list[str]]) -> list[float]:
        line, pad = self.set.cell * 1.3, 2 * self.set.pad
        heights = [line + pad] * table.rows
        for cell, lines in sorted(wrapped.items(), key=lambda item: item[0].rows):
            rows = range(cell.row, cell.row + cell.rows)
            heights[rows[-1]] += max(len(lines) * line + pad - sum(heights[row] for row in rows), 0)
        return heights

    def _wrapped(self, text: str, size: float, width: float, indent: float = 0) -> Iterator[str]:
        line, left = "", width - indent
        for word in _WORDS.findall(text):
            if line and self._long(line + word, size) > left and word not in _NO_START:
                yield line
                line, left = "", width
            line += word
        yield line

    def _room(self) -> float:
        return self.width - 2 * self.set.margin

    def _long(self, text: str, size: float) -> float:
        return float(self.font.text_length(text, size))

    def _put(self, text: str, x: float, y: float, size: float) -> None:
        self.page.insert_text(pymupdf.Point(x, y), text, fontname="F", fontsize=size)
