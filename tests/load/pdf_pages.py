"""A page made here, read as a file."""

from __future__ import annotations

from pathlib import Path

import pymupdf

from extractor.document import Document
from extractor.load.pdf import load_pdf


def load(doc: pymupdf.Document) -> Document:
    return load_pdf(Path("x.pdf"), doc.tobytes())
