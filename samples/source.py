"""The samples' source format: Markdown with merged table cells.

``#`` a title line, ``##`` a heading, ``>`` a line set to the right, ``<!-- page -->`` a new page, pipe tables in which a cell
``<`` continues the one to its left and ``^`` the one above; every other line is a paragraph.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Literal

HERE = Path(__file__).parent
REFERENCE = HERE / "source" / "finance-system.tsv"
SOURCES = sorted((HERE / "source").glob("*.md"))

Kind = Literal["title", "heading", "right", "page", "paragraph"]
_MARKS: dict[str, Kind] = {"# ": "title", "## ": "heading", "> ": "right", "<!-- page": "page"}


@dataclass(frozen=True, slots=True)
class Text:
    """A line of text, or a page break."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with the rows and columns it covers."""

    row: int
    col: int
    rows: int
    cols: int
    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table; merged cells stand once."""

    rows: int
    cols: int
    cells: tuple[Cell, ...]


Block = Text | Table


def parse(text: str) -> list[Block]:
    """The blocks of a source file."""
    blocks: list[Block] = []
    for table, lines in groupby(filter(str.strip, text.splitlines()), key=lambda line: line.startswith("|")):
        several = list(lines)
        blocks += [_table(several)] if table else map(_text, several)
    return blocks


def _text(line: str) -> Text:
    mark = next((mark for mark in _MARKS if line.startswith(mark)), "")
    return Text(_MARKS.get(mark, "paragraph"), line.removeprefix(mark).strip())


def _table(lines: list[str]) -> Table:
    rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines]
    del rows[1]  # the ruler under the head
    return Table(len(rows), len(rows[0]), tuple(_cells(rows)))


def _cells(rows: list[list[str]]) -> Iterator[Cell]:
    for row, line in enumerate(rows):
        for col, text in enumerate(line):
            if text in ("<", "^"):
                continue
            cols = 1 + next((n for n, mark in enumerate(line[col + 1 :]) if mark != "<"), len(line) - col - 1)
            below = (other[col] for other in rows[row + 1 :])
            tall = 1 + next((n for n, mark in enumerate(below) if mark != "^"), len(rows) - row - 1)
            yield Cell(row, col, tall, cols, text)
