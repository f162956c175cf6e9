"""The figures beside a figure, from which a hand may have copied: in its row and column, in its sentence, in the record's order."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from extractor.checks.book import Book, same_name
from extractor.checks.mentions import Mention

REACH = 2
"""Figures before and after in the running text, rows and columns in a table."""


class Neighbours:
    """Looks up neighbours; indexes are made once."""

    def __init__(self, book: Book) -> None:
        self.book = book

    @cached_property
    def _cells(self) -> dict[tuple[int, int, int], list[Mention]]:
        cells: dict[tuple[int, int, int], list[Mention]] = {}
        for one in self._all:
            if one.at and one.at.cell:
                cells.setdefault(one.at.cell, []).append(one)
        return cells

    @cached_property
    def _all(self) -> list[Mention]:
        return [one for found in self.book.lists.values() for one in found]

    @cached_property
    def _running(self) -> list[Mention]:
        return sorted((one for one in self._all if one.at and not one.at.cell), key=lambda one: one.at.span if one.at else (0, 0))

    @cached_property
    def _order(self) -> dict[str, int]:
        return {one.path: index for index, one in enumerate(self._running)}

    def of(self, mention: Mention) -> Iterator[Mention]:
        """Figures from which this one may have been copied, nearest kind first; never a mention of the same fact."""
        yield from (one for one in self._beside(mention) if (one.owner, one.role) != (mention.owner, mention.role))

    def _beside(self, mention: Mention) -> Iterator[Mention]:
        if mention.at and mention.at.cell:
            table, row, col = mention.at.cell
            for step in (-1, 1, -2, 2):
                yield from self._cells.get((table, row + step, col), ())
                yield from self._cells.get((table, row, col + step), ())
        elif mention.at and mention.path in self._order:
            here = self._order[mention.path]
            yield from self._running[max(0, here - REACH) : here]
            yield from self._running[here + 1 : here + 1 + REACH]
        yield from self._of_record(mention)

    def _of_record(self, mention: Mention) -> Iterator[Mention]:
        """The owner's other figures, and the same figure of the owners before and after."""
        section, _, index = mention.owner.rpartition("/")
        if section == "/projects":
            for role in ("initial_budget", "budget", "executed", "rate", "score"):
                yield from self.book.lists.get(f"{mention.owner}/{role}", ())
        if index.isdigit():
            for step in (-1, 1):
                other = f"{section}/{int(index) + step}"
                tail = "mentions" if section == "/quantities" else mention.path.split("/")[3]
                yield from self.book.lists.get(f"{other}/{tail}", ())

    @cached_property
    def _earlier(self) -> dict[tuple[object, ...], list[Mention]]:
        found: dict[tuple[object, ...], list[Mention]] = {}
        for index, quantity in enumerate(self.book.record.quantities):
            period = self.book.period(quantity)
            key = (same_name(quantity.label), quantity.subject, quantity.measure, period[:4] if period else None)
            found.setdefault(key, []).extend(self.book.at(f"/quantities/{index}"))
        return found

    def year_before(self, mention: Mention) -> Iterator[Mention]:
        """What the same quantity was a year earlier (F8)."""
        section, _, index = mention.owner.rpartition("/")
        if section != "/quantities":
            return
        quantity = self.book.record.quantities[int(index)]
        period = self.book.period(quantity)
        if period and period[:4].isdigit():
            key = (same_name(quantity.label), quantity.subject, quantity.measure, str(int(period[:4]) - 1))
            yield from self._earlier.get(key, ())
