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
from extractor.checks import attributed, doubts, explain, reading_faults, softened, verify
from extractor.document import Document
from extractor.load import OcrUse, load
from extractor.numerals import read_numerals
from extractor.readers.base import Reader
from extractor.readers.rules import RulesReader
from extractor.split import split
from schemas.extraction import DocumentInfo, Extraction, Run, Tokens


def extract(
    path: Path, lang: Literal["zh", "en"] = "zh", reader: Reader | None = None, ocr: OcrUse = "auto"
) -> tuple[Extraction, Document]:
    """Everything about one report, and the document it was read from.

    Errors: an ``InputError`` where the file gives no record; problems inside a readable document are data, not errors.
    """
    started = time.monotonic()
    reader = reader or RulesReader()
    document = load(path, ocr)
    document = replace(document, numerals=read_numerals(document))
    reading = reader.read(document, split(document))
    assembled = assemble(document, reading)
    ledger, coverage = close_books(document, assembled, reading.unread)
    faults = reading_faults(document, reading.disputes, assembled.provenance, coverage, lang)
    checked = softened(verify(assembled.record, assembled.provenance, lang), assembled.provenance)
    results = (*checked, *doubts(assembled.record, assembled.provenance, lang), *faults)
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
        coverage=coverage,
        results=results,
        findings=attributed(explain(assembled.record, results, lang), assembled.provenance),
        run=Run(
            reader=reader.name,
            model=reading.made.model,
            prompts=dict(reading.made.prompts),
            parameters=dict(reading.made.parameters),
            tokens=Tokens.model_validate({"in": reading.made.sent, "out": reading.made.received}),
            version=__version__,
            seconds=round(time.monotonic() - started, 3),
            warnings=tuple(notice.message for notice in document.notices),
        ),
    )
    return extraction, document
