"""Everything measured, one after the other; what was answered before comes from the cache, so an interrupted run goes on."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from eval.bench.ocr import cells as tables_of
from eval.bench.ocr.cases import Case, Source
from eval.bench.ocr.cells import TrueTable, texts_of
from eval.bench.ocr.contenders import OURS, RAPID, READERS, TABLE_READERS, TESSERACT, Desk, order_of
from eval.bench.ocr.protocol import Answer
from eval.bench.ocr.readings import Reading, reading_of
from eval.bench.ocr.running import Workers
from eval.bench.ocr.score import Tally, tally, total
from eval.bench.ocr.whole import Whole, beside

WHOLE = "this tool, whole report"
CLOCKED = (OURS, RAPID, TESSERACT)


@dataclass(frozen=True, slots=True)
class TableScore:
    """One true table in one group: cells right by place (null for a reader that has no tables), texts found, of how many."""

    table: str
    group: str
    reader: str
    exact: int | None
    cells: int
    found: int
    filled: int


@dataclass(frozen=True, slots=True)
class Clocked:
    """Processor seconds of one page, reader by reader, taken by turns; the least of the rounds. ``peak_mb`` of each one's process."""

    group: str
    page: str
    seconds: Mapping[str, float]
    peak_mb: Mapping[str, float]


@dataclass(slots=True)
class Measured:
    """What the page tells."""

    quick: bool
    pages: dict[tuple[str, str], Tally] = field(default_factory=dict)
    """(group, reader) to its tally; ``prose``: of the pages without a table alone."""
    prose: dict[tuple[str, str], Tally] = field(default_factory=dict)
    failed: dict[tuple[str, str], int] = field(default_factory=dict)
    tables: list[TableScore] = field(default_factory=list)
    clocked: list[Clocked] = field(default_factory=list)
    workers: Workers | None = None
    stages: list[tuple[str, float]] = field(default_factory=list)
    whole: dict[tuple[str, str], Whole | str] = field(default_factory=dict)
    """(group, report) to what was found end to end, or why nothing was."""

    def groups(self) -> list[str]:
        """Every group of pages in the order read."""
        return list(dict.fromkeys(group for group, _ in self.pages))


def read_pages(desk: Desk, cases: Iterable[Case], into: Measured) -> list[tuple[Case, dict[str, Reading]]]:
    """Every page by everyone, tallied."""
    read = []
    for case in cases:
        _tell(f"{case.group}: {case.report} {', '.join(map(str, case.pages))}")
        readings = {name: desk.read(name, case) for name in READERS}
        for name, reading in readings.items():
            one = tally(case.truth.lines, case.truth.numbers, reading.lines, case.truth.ordered)
            key = case.group, name
            into.pages[key] = total([into.pages.get(key, Tally()), one])
            if case.truth.ordered:
                into.prose[key] = total([into.prose.get(key, Tally()), one])
            into.failed[key] = into.failed.get(key, 0) + bool(reading.failed)
        read.append((case, readings))
    return read


def read_tables(desk: Desk, read: Sequence[tuple[Case, dict[str, Reading]]], true: Sequence[TrueTable], into: Measured) -> None:
    """True tables, in every group that shows them whole."""
    for group in into.groups():
        for table in true:
            shown = [(case, readings) for case, readings in read if case.group == group and case.report == table.report]
            mine = [(case, readings) for case, readings in shown if set(case.pages) & set(table.pages)]
            if {number for case, _ in mine for number in case.pages} >= set(table.pages):
                into.tables += _table(desk, group, table, mine)


def _table(desk: Desk, group: str, table: TrueTable, shown: Sequence[tuple[Case, dict[str, Reading]]]) -> list[TableScore]:
    everyone = {name: [readings[name] for _, readings in shown] for name in READERS}
    everyone |= {name: [desk.read(name, case) for case, _ in shown] for name in TABLE_READERS}
    return [_scored(group, table, name, pages) for name, pages in everyone.items()]


def _scored(group: str, table: TrueTable, name: str, pages: Sequence[Reading]) -> TableScore:
    gridded = name == OURS or name in TABLE_READERS
    stacked = tables_of.stacked([page.tables for page in pages], table.cells) if gridded else []
    texts = [cell["t"] for cell in stacked] if gridded else [text for page in pages for text in texts_of(page.lines)]
    exact = tables_of.exact(table.cells, stacked) if gridded else None
    return TableScore(table.name, group, name, exact, len(table.cells), tables_of.found(table.cells, texts), tables_of.filled(table.cells))


def clock(desk: Desk, cases: Sequence[Case], rounds: int, into: Measured) -> None:
    """Processor time of each page by turns, so that a busy machine is as busy for everyone; kept as a whole."""
    for case in cases:
        _tell(f"clock: {case.group}: {case.report} {', '.join(map(str, case.pages))}")
        identity = "".join(desk.everyone[name].folder for name in CLOCKED) + f"{case.key}{rounds}"
        kept = desk.kept(f"clock-{hashlib.sha256(identity.encode()).hexdigest()[:24]}", partial(_clock, desk, case, rounds))
        page = f"{case.report} {', '.join(map(str, case.pages))}"
        into.clocked.append(Clocked(case.group, page, kept["seconds"], kept["peak_mb"]))


def _clock(desk: Desk, case: Case, rounds: int) -> Answer:
    taken: dict[str, list[Reading]] = {name: [] for name in CLOCKED}
    for _ in range(rounds):
        for name in CLOCKED:
            taken[name].append(reading_of(desk.ask(name, order_of(case))))
    return {
        "seconds": {name: min(one.cpu for one in readings) for name, readings in taken.items()},
        "peak_mb": {name: max(one.peak_mb for one in readings) for name, readings in taken.items()},
    }


def read_whole(
    desk: Desk, reports: Sequence[Source], scans: Mapping[str, Mapping[str, Path]], true: Sequence[TrueTable], into: Measured
) -> None:
    """Findings and true tables of whole reports, scan beside twin. ``scans``: group to report to file."""
    for group, files in scans.items():
        for source in reports:
            if source.name in files:
                _tell(f"whole: {group}: {source.name}")
                twin, scan = (_extracted(desk, path) for path in (source.pdf, files[source.name]))
                failed = twin.get("failed") or scan.get("failed")
                into.whole[group, source.name] = str(failed) if failed else beside(twin["findings"], scan["findings"])
                into.tables += [_joined(group, table, reading_of(scan)) for table in true if table.report == source.name]


def _extracted(desk: Desk, path: Path) -> Answer:
    key = hashlib.sha256(path.read_bytes()).hexdigest()
    return desk.answer(OURS, f"whole-{key}", {"pdf": str(path), "whole": True})


def _joined(group: str, table: TrueTable, report: Reading) -> TableScore:
    """A table over several pages counts as the one that it is."""
    cells = tables_of.likeliest(report.tables, table.cells)
    found = tables_of.found(table.cells, (cell["t"] for cell in cells))
    exact = tables_of.exact(table.cells, cells)
    return TableScore(table.name, group, WHOLE, exact, len(table.cells), found, tables_of.filled(table.cells))


def _tell(words: str) -> None:
    print(words, file=sys.stderr, flush=True)
