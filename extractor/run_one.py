"""One input from file to finished outputs, in memory; this is what a worker process does."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from extractor.document import Document
from extractor.errors import ExtractorError, InputError, ModelUnusable
from extractor.run_errors import bug_line, death_line, line
from extractor.run_inputs import Task
from extractor.run_spool import pack
from extractor.run_words import Lang, readable
from schemas.summary import Done, Failed

if TYPE_CHECKING:
    from extractor.export.pictures import PagePicture
    from schemas.extraction import Extraction

Extract = Callable[[Path, Lang], "tuple[Extraction, Document]"]
"""The pipeline: a file and a language to its extraction and document."""
PAGED = frozenset({"digital", "scanned", "mixed", "image"})


@dataclass(frozen=True, slots=True)
class Made:
    """A report's outputs, ready to be written, its line in the summary, and its extraction packed for the workbook."""

    done: Done
    json: bytes
    html: bytes
    packed: bytes


@dataclass(frozen=True, slots=True)
class Halt:
    """What no input can get past: the model cannot be used. A value, since errors do not travel well between processes."""

    message: str


Outcome = Made | Failed | Halt
T = TypeVar("T")


def make(task: Task, extract: Extract, lang: Lang) -> Outcome:
    """The outputs of one input."""
    return attempt(task, lambda: _made(task, extract, lang), lang)


def attempt(task: Task, work: Callable[[], T], lang: Lang) -> T | Failed | Halt:
    """What ``work`` makes of an input; whatever goes wrong is its own and nobody else's."""
    try:
        return work()
    except ModelUnusable as error:
        return Halt(line(error, lang))
    except ExtractorError as error:
        return lost(error, task.source, lang)
    except Exception as error:
        return Failed(source=task.source, error="InternalError", message=bug_line(error, task.source, lang))


def lost(error: ExtractorError, source: str, lang: Lang) -> Failed:
    """A known error as an outcome."""
    return Failed(source=readable(source), error=type(error).__name__, message=line(error, lang))


def died(task: Task, lang: Lang) -> Failed:
    """The outcome of an input that took its process down."""
    return Failed(source=task.source, error="ProcessDied", message=death_line(task.source, lang))


def _made(task: Task, extract: Extract, lang: Lang) -> Made:
    from extractor.export.html_out import to_html
    from extractor.export.json_out import to_json

    extraction, document = extract(task.path, lang)
    html = to_html(extraction, document, lang, _pictures(task.path, document))
    shown = extraction.document.model_copy(update={"source": task.label})  # the workbook's rows have the file's name alone
    return Made(_done(task, extraction), to_json(extraction), html, pack(extraction.model_copy(update={"document": shown})))


def _pictures(path: Path, document: Document) -> dict[int, PagePicture] | None:
    """The pages as pictures; a file whose pages cannot be drawn still has its text."""
    if document.kind not in PAGED:
        return None
    from extractor.export.pictures import page_pictures
    from extractor.load import page_source

    try:
        return page_pictures(page_source(path))
    except (InputError, OSError):
        return None


def _done(task: Task, extraction: Extraction) -> Done:
    record, ledger, run = extraction.record, extraction.ledger, extraction.run
    found = Counter(finding.severity for finding in extraction.findings)
    return Done(
        source=task.source, stem=task.stem,
        projects=len(record.projects), quantities=len(record.quantities), indicators=len(record.indicators),
        numerals=ledger.numerals, claimed=ledger.claimed, unclaimed=len(ledger.unclaimed),
        errors=found["error"], warnings=found["warn"], infos=found["info"], unread=len(extraction.coverage.unread),
        tokens=run.tokens, cost=run.cost, seconds=run.seconds,
    )  # fmt: skip


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
