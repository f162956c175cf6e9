"""Documents as a run read them. What was recognised is kept, since recognising a page again takes seconds."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter

from extractor.document import Document
from extractor.export.atomic import write_bytes
from extractor.load import OcrUse, load
from extractor.numerals import read_numerals
from extractor.pipeline import extract
from extractor.reference import Reference
from extractor.run_words import Lang
from schemas.extraction import Extraction

FOLDER = "documents"


@dataclass(frozen=True, slots=True)
class Kept:
    """A document on disk, and the fingerprint of the code that read it."""

    code: str
    document: Document


@dataclass(frozen=True, slots=True)
class Documents:
    """Reports as they are loaded with ``ocr``; ``folder`` keeps those that hold recognised text, under the hash of their file."""

    folder: Path
    code: str
    ocr: OcrUse = "auto"

    def of(self, path: Path) -> Document:
        """The report with its numerals. Errors: ``InputError``; ``OutputError`` where it cannot be kept."""
        kept = self._kept(path)
        if kept is not None:
            return kept
        document = load(path, self.ocr)
        document = replace(document, numerals=read_numerals(document))
        self.keep(document)
        return document

    def keep(self, document: Document) -> None:
        """Keeps a document that would have to be recognised again. Errors: ``OutputError``."""
        if document.ocr is not None:
            self.folder.mkdir(parents=True, exist_ok=True)
            write_bytes(self._file(document.sha256), _form().dump_json(Kept(self.code, document)))

    def _kept(self, path: Path) -> Document | None:
        try:
            kept = _form().validate_json(self._file(hashlib.sha256(path.read_bytes()).hexdigest()).read_bytes())
        except (OSError, ValueError):  # not there, or not whole: it is read again
            return None
        return kept.document if kept.code == self.code else None

    def _file(self, sha256: str) -> Path:
        return self.folder / f"{sha256}.{self.ocr}.json"


@cache
def _form() -> TypeAdapter[Kept]:
    return TypeAdapter(Kept)


@dataclass(frozen=True, slots=True)
class KeepingExtract:
    """The pipeline of the rules, which keeps the document of each report. It travels to worker processes."""

    documents: Documents
    profile: str | None
    reference: Reference | None

    def __call__(self, path: Path, lang: Lang) -> tuple[Extraction, Document]:
        """See ``extractor.pipeline.extract``."""
        extraction, document = extract(path, lang, ocr=self.documents.ocr, profile=self.profile, reference=self.reference)
        self.documents.keep(document)
        return extraction, document
