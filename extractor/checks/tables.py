"""Score tables as the checks see them: leaf rows, group labels, the execution row and the total row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from extractor.checks.book import Book, Mentions
from extractor.checks.mentions import Mention
from schemas.record import Indicator

TOTALS = frozenset({"总分", "合计", "总计", "总得分", "得分合计", "总分合计", "自评总分", "总分值", "自评得分合计"})
EXECUTION = frozenset({"预算执行率", "预算执行", "资金执行率", "执行率", "预算资金执行率", "预算执行情况"})


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its place in the record, its labels from outside in, the headline weight and score."""

    index: int
    indicator: Indicator
    labels: tuple[str, ...]
    weights: Mentions
    scores: Mentions

    @property
    def pointer(self) -> str:
        """Where the row stands in the record."""
        return f"/indicators/{self.index}"

    @property
    def weight(self) -> Mention | None:
        """The headline weight."""
        return self.weights[0] if self.weights else None

    @property
    def score(self) -> Mention | None:
        """The headline score."""
        return self.scores[0] if self.scores else None

    @property
    def is_total(self) -> bool:
        """The row of the grand total."""
        return bool(self.labels) and self.labels[-1] in TOTALS

    @property
    def is_execution(self) -> bool:
        """The row of the execution rate."""
        return bool(self.labels) and self.labels[-1] in EXECUTION


@dataclass(frozen=True)
class ScoreTable:
    """The rows of one score table."""

    subject: str | None
    rows: tuple[Row, ...]
    total: Row | None
    ruled: bool = True

    @cached_property
    def _below(self) -> dict[tuple[str, ...], list[Row]]:
        """The rows below each path of labels, in order."""
        below: dict[tuple[str, ...], list[Row]] = {}
        for row in self.rows:
            for depth in range(len(row.labels)):
                below.setdefault(row.labels[:depth], []).append(row)
        return below

    def _is_group(self, row: Row) -> bool:
        return row.indicator.name is None and row.labels in self._below

    @cached_property
    def groups(self) -> list[Row]:
        """Rows that only label a group."""
        return [row for row in self.rows if self._is_group(row)]

    @cached_property
    def leaves(self) -> list[Row]:
        """Rows that are scored themselves."""
        return [row for row in self.rows if not self._is_group(row)]

    def first(self, lacking: list[Row]) -> Row:
        """The row to name for a missing value: the first that lacks it, else any row of the table."""
        return [*lacking, *self.leaves, *self.rows, *([self.total] if self.total else [])][0]

    def under(self, group: Row) -> list[Row]:
        """The scored rows of a group."""
        return [row for row in self._below.get(group.labels, ()) if not self._is_group(row)] if group.indicator.name is None else []

    @property
    def pointer(self) -> str:
        """A row to name the table by."""
        return (self.total or self.rows[0]).pointer


def _label(text: str) -> str:
    return re.sub(r"[(（][\d.]+分?[)）]|\s", "", text)


def score_tables(book: Book) -> Iterator[ScoreTable]:
    """The score tables, one subject at a time; printed tables and prose apart, cut after each total where there are several."""
    sides: dict[tuple[str | None, bool], list[Row]] = {}
    for index, indicator in enumerate(book.record.indicators):
        weights, scores = (book.lists.get(f"/indicators/{index}/{role}", ()) for role in ("weight", "score"))
        if weights or scores:
            labels = tuple(map(_label, (*indicator.path, *([indicator.name] if indicator.name else []))))
            at = (weights or scores)[0].at
            sides.setdefault((indicator.subject, bool(at and at.cell)), []).append(Row(index, indicator, labels, weights, scores))
    for (subject, ruled), rows in sides.items():
        yield from _cut(subject, rows, ruled)


def _cut(subject: str | None, rows: list[Row], ruled: bool) -> Iterator[ScoreTable]:
    totals = [row for row in rows if row.is_total]
    if len(totals) < 2:
        yield ScoreTable(subject, tuple(row for row in rows if not row.is_total), totals[0] if totals else None, ruled)
        return
    part: list[Row] = []
    for row in rows:
        if row.is_total:
            yield ScoreTable(subject, tuple(part), row, ruled)
            part = []
        else:
            part.append(row)
    if part:
        yield ScoreTable(subject, tuple(part), None, ruled)


def together(mentions: Sequence[Mention | None]) -> Decimal | None:
    """Their sum; none where one is missing or hedged. A numeral shared jointly (a merged cell) counts once."""
    result, seen = Decimal(0), set()
    for one in mentions:
        if one is None or one.hedged:
            return None
        joint = one.figure.shared == "joint" and one.at is not None
        if joint and one.at and one.at.span in seen:
            continue
        if joint and one.at:
            seen.add(one.at.span)
        result += one.value
    return result
