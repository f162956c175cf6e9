"""``extractor digitise``: a scan as a searchable PDF, its pictures untouched, and its text beside it."""

from __future__ import annotations

import os
from pathlib import Path

from extractor.document import Document
from extractor.english import in_language
from extractor.errors import UnsupportedInput, UsageError
from extractor.export.atomic import write_together
from extractor.export.searchable import searchable
from extractor.load import load, page_source
from extractor.run_console import tell, warn
from extractor.run_words import Lang, plain, say
from extractor.settings import DigitiseSettings

_PICTURED = ("digital", "scanned", "mixed", "image")
"""Kinds of documents that have pages."""


def digitise(settings: DigitiseSettings) -> int:
    """The exit status: 0, or 1 where a page gave no text."""
    text_file = _text_file(settings)
    document = load(settings.file)
    if document.kind not in _PICTURED:
        raise UnsupportedInput(say(settings.lang, "no_pages"), str(settings.file), say(settings.lang, "no_pages.todo"))
    made = searchable(page_source(settings.file), document)
    write_together({settings.out: made.data, text_file: f"{document.text}\n".encode()})
    lost = [notice for notice in document.notices if notice.code == "no_text_layer"]
    for notice in lost:
        warn(plain(f"{settings.file}: {in_language(notice.message, settings.lang)}"))
    counts = {"pages": len(document.pages), "written": made.written, "there": _there(document, made.present, settings.lang)}
    tell(plain(say(settings.lang, "digitised", file=settings.out, text=text_file, **counts)))
    return 1 if lost else 0


def _there(document: Document, present: int, lang: Lang) -> str:
    """What did not have to be written: recognised text that a layer has already, and pages that were read by their own layer."""
    layered = {run.page for run in document.runs if run.source == "text"} - {run.page for run in document.runs if run.source == "ocr"}
    told = say(lang, "digitised.present", count=present) if present else ""
    return told + (say(lang, "digitised.layered", count=len(layered)) if layered else "")


def _text_file(settings: DigitiseSettings) -> Path:
    """``OUT.txt``. Raises ``UsageError`` where ``OUT`` is no PDF, a folder, or the input itself."""
    lang, out = settings.lang, settings.out
    if out.is_dir():
        raise UsageError(say(lang, "out.folder"), str(out), say(lang, "out.folder.todo"))
    if out.suffix.lower() != ".pdf":
        raise UsageError(say(lang, "out.no_pdf"), str(out), say(lang, "out.no_pdf.todo"))
    if os.path.realpath(out) == os.path.realpath(settings.file):
        raise UsageError(say(lang, "out.input"), str(out), say(lang, "out.input.todo"))
    return out.with_suffix(".txt")
