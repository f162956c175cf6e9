"""What a finding's id is made of: the fault as the report prints it, whatever else is known and wherever it stands in a list.

The key is unit, year, and the *core* of the cause: of its broken relations inside the report the one that ties the fewest figures,
as check and figures (owner, role, printed number). Not in it: which figure is suspected, what the finance system knows, the language
and the order of the report's parts. What a person corrected counts as it is printed, so that a correction keeps its finding.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from typing import Final

from extractor.checks.book import Book
from extractor.checks.damage import figures
from extractor.checks.names import owner_name
from schemas.record import Indicator, Quantity, Record
from schemas.result import CheckResult

FROM_OUTSIDE: Final = "RG"
"""First letters of the checks that hold a report to something else: the finance system, the reading."""


class Identities:
    """Gives out ids; causes that only their place tells apart are numbered in the order they come."""

    def __init__(self, book: Book) -> None:
        self._book, self._seen = book, Counter[str]()
        self._figures = dict(figures(book.record))

    def of(self, results: Sequence[CheckResult]) -> str:
        """Twelve hexadecimal digits for the cause that failing ``results`` have in common."""
        check, tied = min((self._tells(result) for result in _inside(results)), key=lambda told: (len(told[1]), told))
        record = self._book.record
        key = "\n".join((record.organisation or "", str(record.year or ""), check, *tied))
        repeat = self._seen[key]
        self._seen[key] += 1
        return hashlib.sha256((f"{key}#{repeat}" if repeat else key).encode()).hexdigest()[:12]

    def _tells(self, result: CheckResult) -> tuple[str, tuple[str, ...]]:
        told = (self._figure(path) for path in result.paths)
        return result.check, tuple(sorted(told)) or result.printed

    def _figure(self, path: str) -> str:
        figure = self._figures.get(path)
        printed = "" if figure is None else figure.corrected.was if figure.corrected else figure.printed
        return "|".join((_owner(self._book, path), role_at(self._book.record, path), printed))


def _inside(results: Sequence[CheckResult]) -> Sequence[CheckResult]:
    gravest = [result for result in results if result.outcome == "error"] or results
    own = [result for result in gravest if result.check[0] not in FROM_OUTSIDE]
    return own or [result for result in gravest if result.check[0] != "R"] or gravest


def _owner(book: Book, path: str) -> str:
    """Whose figure it is; what its list position would say is said by period, group or wording."""
    record, (section, index) = book.record, [*path.split("/"), "", ""][1:3]
    name = owner_name(book, path, "zh")
    items: Sequence[object] = getattr(record, section, None) or ()
    item = items[int(index)] if isinstance(items, tuple) and index.isdigit() and int(index) < len(items) else None
    if isinstance(item, Quantity):
        return f"{name}|{book.period(item) or ''}"
    if isinstance(item, Indicator):
        return "|".join((owner_name(book, item.subject, "zh") if item.subject else "", *item.path, name))
    return getattr(item, "text", name)


def role_at(record: Record, path: str) -> str:
    """The role of the figure at a pointer: a quantity's measure, else its field; ``name`` for an owner itself."""
    parts = path.split("/")
    if len(parts) > 2 and parts[1] == "quantities" and parts[2].isdigit() and int(parts[2]) < len(record.quantities):
        return record.quantities[int(parts[2])].measure
    return parts[3] if len(parts) > 3 else "name"
