"""``docs/bench-ocr.md``: what was measured, as Markdown, and which bars are missed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from eval.bench.ocr.contenders import OURS, RAPID, READERS, TABLE_READERS, TESSERACT
from eval.bench.ocr.measure import CLOCKED, WHOLE, Measured, TableScore
from eval.bench.ocr.score import Tally, total
from eval.bench.ocr.whole import Whole

CPU_SHARE, BOXES, GAIN, KEPT = 0.7, 0.98, 1.8, 0.9
"""Bars: our processor time as a part of bare RapidOCR's; boxes in place; two workers to one; errors found again on heavy scans."""
MILD, HEAVY = "corpus mild", "corpus heavy"


def page(measured: Measured) -> str:
    """The whole page."""
    parts = [
        _head(measured),
        *_pages(measured),
        *_cells(measured),
        *_cpu(measured),
        *_running(measured),
        *_whole(measured),
        *_bars(measured),
    ]
    return "\n\n".join(parts) + "\n"


def _head(measured: Measured) -> str:
    kind = "a quick run: a few pages of each kind" if measured.quick else "a full run"
    return (
        "# Reading scans\n\n"
        f"Written by `make bench-ocr` ({kind}). Same pages for everyone: the corpus' own scans, and pages of the same reports "
        "degraded here (`eval/scans/profiles.toml` says how). What is true of a page is what its digital twin prints there. "
        "Everyone reads with one thread; RapidOCR and Tesseract (`chi_sim`) with their defaults."
    )


def _pages(measured: Measured) -> Iterator[str]:
    everything = measured.pages
    yield "## Numbers\n\nThe part of the true ones found exactly, as a bag a page."
    yield _by_reader(everything, lambda one: _share(one.found, one.numbers))
    if measured.prose:
        yield "Found in their order, on prose (a table has no one order of reading)."
        yield _by_reader(measured.prose, lambda one: _share(one.in_order, one.numbers))
    yield "Read where there are none, for a hundred true ones."
    yield _by_reader(everything, lambda one: _share(one.extra, one.numbers))
    yield (
        "Found where they stand (IoU ≥ 0.5), of all true ones. Only this tool says where a number stands; for the others the width of a "
        "line is shared among its characters."
    )
    yield _by_reader(everything, lambda one: _share(one.placed, one.numbers))
    yield "## Characters\n\nError: on prose by edit distance in order, on pages with tables as a bag."
    yield _by_reader(everything, lambda one: _share(one.wrong, one.chars))
    broken = [f"{reader}, {group}: {count}" for (group, reader), count in measured.failed.items() if count]
    if broken:
        yield f"Pages without any answer (counted as nothing read): {'; '.join(broken)}."


def _by_reader(tallies: Mapping[tuple[str, str], Tally], show: Callable[[Tally], str]) -> str:
    """A row a group, a column a reader, and all groups together."""
    groups = list(dict.fromkeys(group for group, _ in tallies))
    rows = [[group, str(tallies[group, OURS].pages), *(show(tallies[group, reader]) for reader in READERS)] for group in groups]
    sums = [total(tallies[group, reader] for group in groups) for reader in READERS]
    rows.append(["all", str(sums[0].pages), *map(show, sums)])
    return table(["scans", "pages", *READERS], rows)


def _cells(measured: Measured) -> Iterator[str]:
    if not measured.tables:
        return
    yield (
        "## Table cells\n\nExactly right: row, column, spans and text. Texts found: the filled cells' texts anywhere among the cells (for "
        "readers without tables: among the lines). A table over two pages is stacked from its pages, except where the whole report is read."
    )
    groups = list(dict.fromkeys(one.group for one in measured.tables))
    readers = [name for name in (OURS, WHOLE, *TABLE_READERS, *READERS[1:]) if any(one.reader == name for one in measured.tables)]
    rows = [
        _cell_row(group, reader, [one for one in measured.tables if (one.group, one.reader) == (group, reader)])
        for group in groups
        for reader in readers
    ]
    yield table(["pages", "reader", "tables", "cells exactly right", "texts found"], [row for row in rows if row], left=2)


def _cell_row(group: str, reader: str, scores: Sequence[TableScore]) -> list[str]:
    if not scores:
        return []
    exact = None if scores[0].exact is None else sum(one.exact or 0 for one in scores)
    right = "–" if exact is None else _share(exact, sum(one.cells for one in scores))
    return [group, reader, str(len(scores)), right, _share(sum(one.found for one in scores), sum(one.filled for one in scores))]


def _cpu(measured: Measured) -> Iterator[str]:
    if not measured.clocked:
        return
    yield (
        "## Processor time a page\n\n"
        "Seconds (user and system), readers by turns on the same page, the least of the rounds; models loaded before."
    )
    rows = [
        [f"{one.group}: {one.page}", *(f"{one.seconds[name]:.1f}" for name in CLOCKED), f"{one.seconds[OURS] / one.seconds[RAPID]:.2f}"]
        for one in measured.clocked
    ]
    sums = {name: sum(one.seconds[name] for one in measured.clocked) for name in CLOCKED}
    rows.append(["all", *(f"{sums[name]:.1f}" for name in CLOCKED), f"{sums[OURS] / sums[RAPID]:.2f}"])
    yield table(["page", *CLOCKED, f"{OURS} ÷ {RAPID}"], rows)
    peaks = ", ".join(f"{name} {max(one.peak_mb[name] for one in measured.clocked):.0f} MB" for name in (OURS, RAPID))
    yield f"Peak memory of a process that reads them one after the other: {peaks}. ({TESSERACT} is started anew for each page.)"


def _running(measured: Measured) -> Iterator[str]:
    ran = measured.workers
    if ran:
        heads = [
            "workers",
            "seconds of the wall",
            "processor seconds",
            "of the longest way",
            "largest process, MB",
            "load of the machine before",
        ]
        rows = [
            [str(n + 1), f"{ran.wall[n]:.0f}", f"{ran.cpu[n]:.0f}", f"{ran.longest[n]:.0f}", f"{ran.peak_mb[n]:.0f}", f"{ran.load[n]:.1f}"]
            for n in (0, 1)
        ]
        yield (
            f"## Workers\n\n`extractor run` over {ran.files} scans of {ran.pages} pages: two workers are {ran.gain:.2f} × as fast as one "
            f"in processor seconds of the longest way (the command itself and its busiest worker), {ran.seen:.2f} × by the wall of a "
            "machine that others use too.\n\n"
        ) + table(heads, rows)
    if measured.stages:
        rows = [[f"`{name}`", f"{share:.0%}"] for name, share in measured.stages]
        yield "## Where the time goes\n\nThe loader's functions, each with what it calls, on one scan.\n\n" + table(
            ["function", "part"], rows
        )


def _whole(measured: Measured) -> Iterator[str]:
    if not measured.whole:
        return
    yield (
        "## End to end\n\nFindings of the scan beside those of its digital twin; one counts as the same where severity, check and the "
        "printed numbers are the same."
    )
    heads = ["scan", "report", "same", "lost", "new", "errors found again", "new errors"]
    yield table(heads, [_whole_row(group, report, one) for (group, report), one in measured.whole.items()], left=2)


def _whole_row(group: str, report: str, one: Whole | str) -> list[str]:
    if isinstance(one, str):
        return [group, report, one, "", "", "", ""]
    return [group, report, str(one.same), str(one.lost), str(one.new), f"{one.kept} of {one.errors}", str(one.new_errors)]


def _bars(measured: Measured) -> Iterator[str]:
    short = missed(measured)
    yield "## Bars\n\n" + ("\n".join(f"- {one}" for one in short) if short else "All bars are met.")


def missed(measured: Measured) -> list[str]:
    """Every bar that is missed, or could not be measured."""
    return [*_missed_pages(measured), *_missed_costs(measured), *_missed_whole(measured)]


def _missed_pages(measured: Measured) -> Iterator[str]:
    for group in measured.groups():
        ours, theirs = measured.pages[group, OURS], measured.pages[group, RAPID]
        if ours.found < theirs.found:
            yield f"{group}: numbers found {_share(ours.found, ours.numbers)}, bare {RAPID} {_share(theirs.found, theirs.numbers)}"
        if ours.placed < BOXES * ours.numbers:
            yield f"{group}: numbers in place {_share(ours.placed, ours.numbers)} (bar: {BOXES:.0%})"
    ours, theirs = (total(measured.pages[group, reader] for group in measured.groups()) for reader in (OURS, RAPID))
    if ours.found <= theirs.found < theirs.numbers:
        shares = _share(ours.found, ours.numbers), _share(theirs.found, theirs.numbers)
        yield f"numbers found in all: {shares[0]}, not more than bare {RAPID}'s {shares[1]}"


def _missed_costs(measured: Measured) -> Iterator[str]:
    ours, theirs = (sum(one.seconds[name] for one in measured.clocked) for name in (OURS, RAPID))
    if ours > CPU_SHARE * theirs:
        yield f"processor time {ours / theirs:.2f} of bare {RAPID}'s (bar: {CPU_SHARE})"
    if measured.workers and measured.workers.gain < GAIN:
        yield f"two workers are {measured.workers.gain:.2f} × as fast as one (bar: {GAIN})"


def _missed_whole(measured: Measured) -> Iterator[str]:
    for (group, report), one in measured.whole.items():
        if isinstance(one, str):
            yield f"{group} {report}: {one}"
        elif group == MILD and not one.equal:
            yield f"{group} {report}: findings differ: {one.lost} lost, {one.new} new"
        elif one.new_errors:
            yield f"{group} {report}: {one.new_errors} errors that the twin does not have"
    for group in dict.fromkeys(group for group, _ in measured.whole):
        known = [one for (name, _), one in measured.whole.items() if name == group and isinstance(one, Whole)]
        errors, kept = sum(one.errors for one in known), sum(one.kept for one in known)
        if kept < KEPT * errors:
            yield f"{group}: errors found again: {kept} of {errors} (bar: {KEPT:.0%})"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]], left: int = 1) -> str:
    """A Markdown table, its first ``left`` columns words, the others figures."""
    lines = [f"| {' | '.join(heads)} |", "|" + "---|" * left + "---:|" * (len(heads) - left)]
    return "\n".join([*lines, *(f"| {' | '.join(row)} |" for row in rows)])


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.2f} %" if whole else "–"
