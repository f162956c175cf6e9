"""The spine: one report through every stage, one way.

load → numerals → split → read → assemble → ledger → verify → explain → Extraction
"""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from typing import Literal

from extractor import __version__
from extractor.assemble import assemble, close_books
from extractor.checks import examine, reading_faults
from extractor.document import Document
from extractor.english import in_language
from extractor.load import OcrUse, load
from extractor.numerals import read_numerals
from extractor.readers.base import Reader
from extractor.readers.rules import RulesReader
from extractor.reference import Reference
from extractor.split import split
from schemas.extraction import DocumentInfo, Extraction, Run, Tokens


def extract(
    path: Path,
    lang: Literal["zh", "en"] = "zh",
    reader: Reader | None = None,
    *,
    ocr: OcrUse = "auto",
    kept: Path | None = None,
    profile: str | None = None,
    reference: Reference | None = None,
) -> tuple[Extraction, Document]:
    """Everything about one report, and the document it was read from. ``ocr`` says which pages are read by character recognition,
    ``kept`` is the file that remembers it (see ``load``), ``profile`` names local rules (null picks them); with a ``reference`` the
    record is compared with it.

    Errors: an ``InputError`` where the file gives no record; problems inside a readable document are data, not errors.
    """
    started = time.monotonic()
    reader = reader or RulesReader()
    document = load(path, ocr, kept)
    document = replace(document, numerals=read_numerals(document))
    reading = reader.read(document, split(document))
    assembled = assemble(document, reading)
    ledger, coverage = close_books(document, assembled, reading.unread)
    faults = tuple(reading_faults(document, reading.disputes, assembled.provenance, coverage, lang))
    checked = examine(
        assembled.record, assembled.provenance, document.text, lang, profile=profile, reference=reference, faults=faults
    )  # fmt: skip
    unread = tuple(part.model_copy(update={"because": in_language(part.because, lang)}) for part in coverage.unread)
    extraction = Extraction(
        document=DocumentInfo(
            source=document.source,
            sha256=document.sha256,
            kind=document.kind,
            pages=len(document.pages) or None,
            text=document.text,
        ),
        record=assembled.record,
        provenance=assembled.provenance,
        blanks=assembled.blanks,
        ledger=ledger,
        coverage=coverage.model_copy(update={"confirmed": checked.confirmed, "unread": unread}),
        results=checked.results,
        findings=checked.findings,
        run=Run(
            reader=reader.name,
            model=reading.made.model,
            prompts=dict(reading.made.prompts),
            parameters={**dict(reading.made.parameters), **checked.parameters, **({"ocr": document.ocr} if document.ocr else {})},
            tokens=Tokens.model_validate({"in": reading.made.sent, "out": reading.made.received}),
            version=__version__,
            seconds=round(time.monotonic() - started, 3),
            warnings=tuple(in_language(notice.message, lang) for notice in document.notices),
        ),
    )
    return extraction, document
