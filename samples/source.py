"""The samples' source format: Markdown with merged table cells.

``#`` a title line, ``##`` a heading, ``>`` a line set to the right, ``<!-- page -->`` a new page, pipe tables in which a cell
``<`` continues the one to its left and ``^`` the one above; every other line is a paragraph.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from eval.typeset.blocks import Cell, Kind, Table, Text

HERE = Path(__file__).parent
REFERENCE = HERE / "source" / "finance-system.tsv"
SOURCES = sorted((HERE / "source").glob("*.md"))

_MARKS: dict[str, Kind] = {"# ": "title", "## ": "heading", "> ": "right", "<!-- page": "page"}


Block = Text[str] | Table[str]


def parse(text: str) -> list[Block]:
    """The blocks of a source file."""
    blocks: list[Block] = []
    for table, lines in groupby(filter(str.strip, text.splitlines()), key=lambda line: line.startswith("|")):
        several = list(lines)
        blocks += [_table(several)] if table else map(_text, several)
    return blocks


def _text(line: str) -> Text[str]:
    mark = next((mark for mark in _MARKS if line.startswith(mark)), "")
    return Text(_MARKS.get(mark, "paragraph"), line.removeprefix(mark).strip())


def _table(lines: list[str]) -> Table[str]:
    rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines]
    del rows[1]  # the ruler under the head
    return Table(len(rows), len(rows[0]), tuple(_cells(rows)))


def _cells(rows: list[list[str]]) -> Iterator[Cell[str]]:
    for row, line in enumerate(rows):
        for col, text in enumerate(line):
            if text in ("<", "^"):
                continue
            cols = 1 + next((n for n, mark in enumerate(line[col + 1 :]) if mark != "<"), len(line) - col - 1)
            below = (other[col] for other in rows[row + 1 :])
            tall = 1 + next((n for n, mark in enumerate(below) if mark != "^"), len(rows) - row - 1)
            yield Cell(row, col, tall, cols, text)
