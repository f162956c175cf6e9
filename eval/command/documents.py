"""Documents as a run read them, for scoring: pages that the run recognised are remembered beside its extractions."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from extractor.document import Document
from extractor.load import OcrUse, load
from extractor.numerals import read_numerals
from extractor.run_kept import RECOGNISED


@dataclass(frozen=True, slots=True)
class Documents:
    """Reports as they are loaded with ``ocr``; ``folder`` is the output folder of the ``extractor run`` that read them."""

    folder: Path
    ocr: OcrUse = "auto"

    def of(self, path: Path) -> Document:
        """The report with its numerals. Errors: ``InputError``."""
        document = load(path, self.ocr, self.folder / RECOGNISED)
        return replace(document, numerals=read_numerals(document))
