"""``extractor run``: inputs found, each read and written as it finishes, the whole summed up at the end."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Generator, Iterable
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from time import monotonic

from extractor.errors import OutputError, UsageError
from extractor.reference import Reference
from extractor.run_books import Books
from extractor.run_console import tell, warn
from extractor.run_errors import line
from extractor.run_inputs import Task, find_inputs
from extractor.run_interrupt import Interrupts, ended_by, watching
from extractor.run_model import Account, ModelExtract, account_of, destination
from extractor.run_names import SUMMARY, labels
from extractor.run_one import Extract, Halt, Outcome, died, make
from extractor.run_pool import one_by_one, processes, side_by_side
from extractor.run_progress import progress
from extractor.run_words import plain, say
from extractor.settings import RunSettings
from schemas.summary import Done, Summary

DONE, SOME_FAILED, HALTED, FINDINGS = 0, 1, 2, 3


def run(settings: RunSettings, extract: Extract, reference: Reference | None = None, kept: Path | None = None) -> int:
    """The exit status; an interrupt or a lost input outranks ``--fail-on``, since the answer is then incomplete.

    Where a model is configured, the run reads with it and not with ``extract``, and checks against ``reference``; ``kept`` is the file that
    remembers its character recognition.
    """
    started = monotonic()
    _prepare(settings)
    tell(destination(settings))
    with account_of(settings, reference, kept) as account, watching() as interrupts:
        books = Books(settings)
        try:
            books.open(find_inputs(settings.inputs, settings.out, settings.lang, settings.reference, settings.as_one))
            _work(books, account.extract if account else extract, interrupts, account)
        except KeyboardInterrupt:
            books.interrupted = True
        interrupts.asked = True  # from here to the end nothing is cut short
        summary = books.summary(monotonic() - started)
        summary = account.enter(summary, settings.lang) if account else summary
        written = _write_summary(books, summary)
        _show(books, summary)
    return ended_by(interrupts.number) if summary.interrupted else _status(summary, settings, written)


def _prepare(settings: RunSettings) -> None:
    """The output folder, made and tried before any work."""
    out, lang = settings.out, settings.lang
    try:
        out.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=out):
            pass
    except FileExistsError as error:
        raise UsageError(say(lang, "out.file"), str(out), say(lang, "out.file.todo")) from error
    except OSError as error:
        what = say(lang, "out.denied", reason=error.strerror or type(error).__name__)
        raise UsageError(what, str(out), say(lang, "out.denied.todo")) from error
    ours = os.path.realpath(out / f"{SUMMARY}.xlsx")
    for path in settings.inputs:
        if os.path.realpath(path) == ours:
            raise UsageError(say(lang, "out.overwrites"), str(path), say(lang, "out.overwrites.todo"))


def _work(books: Books, extract: Extract, interrupts: Interrupts, account: Account | None) -> None:
    lang = books.settings.lang
    note = partial(account.note, lang) if account else str
    with progress(len(books.tasks), say(lang, "progress"), note) as count, closing(_outcomes(books, extract, interrupts)) as outcomes:
        for task, outcome in outcomes:
            if isinstance(outcome, Halt):
                books.halted = outcome.message
                return
            with interrupts.held():
                books.enter(task, outcome)
            count.done += 1


def _outcomes(books: Books, extract: Extract, interrupts: Interrupts) -> Generator[tuple[Task, Outcome], None, None]:
    """A model is always asked from another process: that one can be ended at once, in the middle of an answer."""
    tasks, settings = books.tasks, books.settings
    jobs = processes(settings, len(tasks))
    shared = extract.among(jobs) if isinstance(extract, ModelExtract) else extract
    work = partial(make, extract=shared, lang=settings.lang)
    if jobs <= 1 and settings.model is None:
        return one_by_one(tasks, work, interrupts.check)
    if settings.model is None:
        tasks = sorted(tasks, key=_size, reverse=True)  # so that no process is left alone with the longest; questions keep their order
    return side_by_side(tasks, work, interrupts.check, jobs, partial(died, lang=settings.lang))


def _size(task: Task) -> int:
    """Bytes of a report, of all pages of a folder; 0 where it cannot be asked."""
    try:
        return sum(one.stat().st_size for one in (task.path.iterdir() if task.path.is_dir() else (task.path,)))
    except OSError:
        return 0


def _write_summary(books: Books, summary: Summary) -> bool:
    from extractor.export.atomic import write_bytes
    from extractor.export.summary_out import summary_json
    from extractor.export.xlsx_out import to_xlsx
    from extractor.run_paper import paper_of

    out, lang = books.settings.out, books.settings.lang
    try:
        write_bytes(out / f"{SUMMARY}.json", summary_json(summary))
        paper = replace(paper_of(out, lang), present=labels(summary.inputs))
        write_bytes(out / f"{SUMMARY}.xlsx", to_xlsx(books.extractions(), summary.failed, lang, paper))
    except OutputError as error:
        warn(line(error, lang))
        return False
    return True


def _show(books: Books, summary: Summary) -> None:
    from extractor.export.summary_out import terminal

    out, lang, screen = books.settings.out, books.settings.lang, sys.stdout.isatty()
    width = shutil.get_terminal_size((100, 24)).columns if screen else 100
    colour = screen and books.settings.colour
    tell(terminal(books.extractions(), summary, lang, width, colour, out).rstrip())
    tell(plain(say(lang, "outputs", table=out / f"{SUMMARY}.xlsx", json=out / f"{SUMMARY}.json")))
    if summary.interrupted:
        warn(say(lang, "interrupted"))
    elif summary.stopped:
        warn(say(lang, "halted", reason=summary.stopped))


def _status(summary: Summary, settings: RunSettings, written: bool) -> int:
    if summary.stopped:
        return HALTED
    if summary.failed or not written:
        return SOME_FAILED
    return FINDINGS if _met(summary.reports, settings) else DONE


def _met(reports: Iterable[Done], settings: RunSettings) -> bool:
    if settings.fail_on is None:
        return False
    return any(done.errors or (settings.fail_on == "warn" and done.warnings) for done in reports)
