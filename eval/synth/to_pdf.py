"""Blocks as PDF: paragraphs and ruled tables set with PyMuPDF in one of several fonts and measures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Any

import pymupdf

from eval.synth.blocks import Block, Cell, Table, Text, plain

_SHORT, _LONG = 595, 842
_NO_START = "，。；：、）》！？”%"
_WORDS = re.compile(r"[（《“]?(?:[0-9A-Za-z.,%/]+|.)")  # a number is never broken
_WIDE = 8
"""Columns from which a table may be set on a page turned sideways."""
_ALWAYS = "0123456789—第页 "
_INSTALLED = (
    Path("/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc"),
    Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"),
)


@dataclass(frozen=True, slots=True)
class Setting:
    """Sizes in points."""

    font: str
    margin: float
    body: float
    title: float
    cell: float
    lead: float
    pad: float
    rule: float
    sideways: bool
    repeats: bool
    foot: str

    def size(self, kind: str) -> float:
        """Of a kind of text."""
        return {"title": self.title, "heading": self.body + 1, "caption": self.body - 1, "right": self.body - 1.5}.get(kind, self.body)


def to_pdf(blocks: tuple[Block, ...], seed: str) -> bytes:
    """The file's bytes: the same for the same seed where the same fonts are installed."""
    text = "".join(sorted({*_ALWAYS, *(sign for block in blocks for sign in _characters(block))}))
    paper = _Paper(_setting(Random(f"{seed}/pdf")), text)
    for block in blocks:
        if isinstance(block, Table):
            paper.table(block)
        else:
            paper.text(block)
    return paper.finish()


def _setting(chance: Random) -> Setting:
    fonts = ["cjk", "cjk", *(str(path) for path in _INSTALLED if path.is_file())]
    return Setting(
        font=chance.choice(fonts), margin=chance.choice([60, 71, 80]), body=chance.choice([12, 13, 14]), title=chance.choice([18, 20, 22]),
        cell=chance.choice([8.5, 9, 10]), lead=chance.choice([1.5, 1.6, 1.8]), pad=chance.choice([3, 4, 5]),
        rule=chance.choice([0.5, 0.6, 0.9]), sideways=chance.random() < 0.4,
        repeats=chance.random() < 0.4, foot=chance.choice(["— {0} —", "{0}", "第{0}页", ""]),
    )  # fmt: skip


def _characters(block: Block) -> str:
    return "".join(plain(cell.pieces) for cell in block.cells) if isinstance(block, Table) else plain(block.pieces)


def _font(name: str, text: str) -> Any:
    """The bundled font, or an installed one cut to the characters used."""
    if name == "cjk":
        return pymupdf.Font(name)
    from eval.synth.cut_font import cut

    return pymupdf.Font(fontbuffer=cut(name, text))


class _Paper:
    """Pages filled from the top."""

    def __init__(self, setting: Setting, text: str) -> None:
        self.set, self.font = setting, _font(setting.font, text)
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
        """Page numbers, and the file."""
        for number, page in enumerate(self.document, 1):
            foot = self.set.foot.format(number)
            if foot:
                at = pymupdf.Point((page.rect.width - self._long(foot, 10)) / 2, page.rect.height - 38)
                page.insert_text(at, foot, fontname="F", fontsize=10)
        if self.set.font == "cjk":
            self.document.subset_fonts(fallback=False)
        return bytes(self.document.tobytes(garbage=4, deflate=True, no_new_id=True))

    def text(self, block: Text) -> None:
        """A paragraph, its lines broken."""
        if self.width > self.height:
            self.turn()
        size = self.set.size(block.kind)
        indent = 2 * size if block.kind in ("heading", "paragraph") else 0
        for number, line in enumerate(self._wrapped(plain(block.pieces), size, self._room(), indent)):
            if self.y + size * self.set.lead > self.height - self.set.margin:
                self.turn()
            self.y += size * self.set.lead
            free = self._room() - self._long(line, size)
            left = {"title": free / 2, "caption": free / 2, "right": free}.get(block.kind, indent if number == 0 else 0)
            self._put(line, self.set.margin + left, self.y, size)

    def table(self, table: Table) -> None:
        """A ruled table, over as many pages as it needs."""
        if table.cols >= _WIDE and self.set.sideways:
            self.turn(sideways=True)
        widths = self._widths(table)
        left = [self.set.margin + offset for offset in accumulate(widths, initial=0.0)]
        inner = {cell: sum(widths[cell.col : cell.col + cell.cols]) - 2 * self.set.pad for cell in table.cells}
        wrapped = {cell: list(self._wrapped(plain(cell.pieces).replace("\n", ""), self.set.cell, inner[cell])) for cell in table.cells}
        heights = self._heights(table, wrapped)
        self.y += 8
        first = 0
        while first < table.rows:
            last = self._fitting(heights, first, self.set.margin + 8 + sum(heights[: table.heads]))
            if last > first:
                self._rows(table, wrapped, left, heights, first, last)
            first = last
            if first < table.rows:
                self.turn(self.width > self.height)
                if self.set.repeats and table.heads:
                    self._rows(table, wrapped, left, heights, 0, table.heads)
        self.y += 10

    def _rows(self, table: Table, wrapped: dict[Cell, list[str]], left: list[float], heights: list[float], first: int, last: int) -> None:
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
        y, last = self.y, first
        fresh = self.y <= top
        while last < len(heights) and ((last == first and fresh) or y + heights[last] <= self.height - self.set.margin):
            y += heights[last]
            last += 1
        return last

    def _widths(self, table: Table) -> list[float]:
        """No narrower than a column's longest word; what is left goes to the columns with long texts."""
        least, wanted = [18.0] * table.cols, [18.0] * table.cols
        for cell in table.cells:
            if cell.cols == 1:
                text = plain(cell.pieces)
                word = max((self._long(word, self.set.cell) for word in _WORDS.findall(text)), default=0.0)
                least[cell.col] = max(least[cell.col], word + 2 * self.set.pad)
                wanted[cell.col] = max(wanted[cell.col], min(self._long(text, self.set.cell), 110.0) + 2 * self.set.pad)
        spare = max(self._room() - sum(least), 0.0)
        longing = [max(want - low, 0) + 1 for want, low in zip(wanted, least, strict=True)]
        return [low + spare * long / sum(longing) for low, long in zip(least, longing, strict=True)]

    def _heights(self, table: Table, wrapped: dict[Cell, list[str]]) -> list[float]:
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
