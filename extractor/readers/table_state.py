"""What is open while a money table is read, and what its columns may hold."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extractor.document import Numeral
from extractor.grid import GridCell
from extractor.readers.base import Fact, Row, Words
from extractor.readers.sheet import Column, Sheet
from extractor.readers.words import words
from schemas.record import Measure

ADDITIVE = frozenset({"initial_budget", "budget", "executed", "balance", "count"})
"""What a column's total adds up."""
Slot = tuple[str, str | None, str | None]
"""A column of a row: measure, source of money, year."""


@dataclass
class Group:
    """A total row and the rows under it that may be its parts."""

    facts: dict[Slot, Fact]
    level: str
    rank: int = 0
    """How deep its numbering stands: 0 none, 1 一、, 2 （一）, 3 1., 4 （1）."""
    parent: Group | None = None
    projects: bool = False
    subtotal: bool = False
    """Whether it is called a subtotal (小计)."""
    parts: dict[Slot, list[Fact]] = field(default_factory=dict)

    def add(self, facts: dict[Slot, Fact]) -> None:
        """Take a row's figures as parts, column by column."""
        for slot, fact in facts.items():
            self.parts.setdefault(slot, []).append(fact)


@dataclass
class Money:
    """What is open while one table is read from top to bottom."""

    groups: list[Group] = field(default_factory=list)
    rows: list[tuple[Words | None, dict[Slot, Fact]]] = field(default_factory=list)
    """The rows since the last total, each with the words that its block is headed by."""
    subtotals: list[dict[Slot, Fact]] = field(default_factory=list)
    fund: dict[Slot, Fact] | None = None
    fund_parts: dict[Slot, list[Fact]] = field(default_factory=dict)
    execution: Row | None = None
    list_total: list[tuple[Fact, list[Fact]]] = field(default_factory=list)


def fitting(column: Column, numeral: Numeral | None) -> Measure | None:
    """The measure of a column if the numeral can be one: money for amounts, percent for rates, points for scores."""
    if numeral is None or column.measure is None:
        return None
    wanted = {
        "initial_budget": ("money",), "budget": ("money",), "executed": ("money",), "rate": ("percent", "plain"), "share": ("percent",),
        "balance": ("money",), "score": ("score", "plain"), "weight": ("score", "plain"), "count": ("count",),
    }.get(column.measure, ())  # fmt: skip
    return column.measure if numeral.kind in wanted else None


def head_words(sheet: Sheet, cell: GridCell) -> Words:
    """The words of the lowest header over a cell, without a year in front."""
    head = next(c for number in reversed(sheet.grid.band(cell.cell.row)) for c in sheet.grid.rows[number] if c.covers(cell.cell.col))
    year = re.match(r"\s*(?:19|20)\d\d\s*年度?", head.text)
    return words(sheet.document.text, (head.cell.span[0] + (year.end() if year else 0), head.cell.span[1]))
