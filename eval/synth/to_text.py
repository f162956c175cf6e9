"""Blocks as text or Markdown, and where every figure and marked stretch stands in it."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Literal

from eval.synth.blocks import Block, Number, Pieces, Slot, Words
from eval.typeset.blocks import Table, Text

Style = Literal["tabs", "pipes", "html", "glued"]
_INDENT = "　　"


@dataclass(frozen=True, slots=True)
class Place:
    """A printed figure: its characters, and the cell (table, row, column, from 0) where it stands in one."""

    number: Number
    start: int
    end: int
    cell: tuple[int, int, int] | None


@dataclass(frozen=True, slots=True)
class Page:
    """The text of a report and what stands where, in reading order."""

    text: str
    places: tuple[Place, ...]
    words: dict[Slot, tuple[int, int]]
    style: Style


def to_text(blocks: tuple[Block, ...], markdown: bool, seed: str) -> Page:
    """One of several layouts, drawn from the seed."""
    flow = _Flow(markdown, Random(f"{seed}/layout"))
    for block in blocks:
        if isinstance(block, Table):
            flow.table(block)
        else:
            flow.line(block)
    return Page("".join(flow.parts).rstrip("\n") + "\n", tuple(flow.places), flow.words, flow.style)


class _Flow:
    """Characters added one after another; positions count them."""

    def __init__(self, markdown: bool, chance: Random) -> None:
        self.markdown = markdown
        self.styles: list[Style] = ["pipes", "html"] if markdown else ["tabs", "tabs", "tabs", "html"]
        self.style: Style = chance.choice(self.styles)
        if not markdown and chance.random() < 0.04:
            self.style = "glued"
        self.indent = "" if markdown else chance.choice([_INDENT, _INDENT, ""])
        self.gap = "\n\n" if markdown else chance.choice(["\n", "\n\n"])
        self.parts: list[str] = []
        self.at = self.tables = 0
        self.places: list[Place] = []
        self.words: dict[Slot, tuple[int, int]] = {}

    def add(self, text: str) -> None:
        """Characters as they are."""
        self.parts.append(text)
        self.at += len(text)

    def pieces(self, pieces: Pieces, cell: tuple[int, int, int] | None = None) -> None:
        """Characters with what they mean."""
        for piece in pieces:
            if isinstance(piece, Words):
                start = self.at
                self.pieces(piece.pieces, cell)
                self.words[piece.slot] = (start, self.at)
            elif isinstance(piece, Number):
                self.add(piece.shown)
                self.places.append(Place(piece, self.at - len(piece.shown), self.at, cell))
            else:
                self.add(piece.replace("\n", "") if cell else piece)

    def line(self, block: Text[Pieces]) -> None:
        """A paragraph or heading."""
        marks = {"title": "# ", "heading": "## "} if self.markdown else {}
        self.add(marks.get(block.kind, self.indent if block.kind in ("paragraph", "heading") else ""))
        self.pieces(block.content)
        self.add(self.gap)

    def table(self, table: Table[Pieces]) -> None:
        """In this report's style; merged cells need HTML or leave empty cells behind."""
        {"tabs": self._tabs, "pipes": self._pipes, "html": self._html, "glued": self._glued}[self.style](table)
        self.add("\n" if self.gap == "\n\n" else "")
        self.tables += 1

    def _tabs(self, table: Table[Pieces]) -> None:
        self._plain(table, "", "\t", "")

    def _glued(self, table: Table[Pieces]) -> None:
        """As text copied from some viewers: nothing between the cells, nothing for an empty one."""
        self._plain(table, "", "", "")

    def _pipes(self, table: Table[Pieces]) -> None:
        self._plain(table, "| ", " | ", " |")

    def _plain(self, table: Table[Pieces], before: str, between: str, after: str) -> None:
        corners = {(cell.row, cell.col): cell for cell in table.cells}
        for row in range(table.rows):
            self.add(before)
            for col in range(table.cols):
                self.add(between if col else "")
                if (row, col) in corners:
                    self.pieces(corners[row, col].content, (self.tables, row, col))
            self.add(f"{after}\n")
            if row == 0 and before:
                self.add("|" + " --- |" * table.cols + "\n")

    def _html(self, table: Table[Pieces]) -> None:
        self.add("<table>\n")
        for row in range(table.rows):
            self.add("<tr>")
            for cell in table.cells:
                if cell.row == row:
                    spans = "".join(f' {name}="{n}"' for name, n in (("rowspan", cell.rows), ("colspan", cell.cols)) if n > 1)
                    self.add(f"<td{spans}>")
                    self.pieces(cell.content, (self.tables, row, cell.col))
                    self.add("</td>")
            self.add("</tr>\n")
        self.add("</table>\n")
