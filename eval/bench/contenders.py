"""What is timed: our way from file to outputs, pdfplumber's text and tables, PyMuPDF's bare text, the pages as pictures."""

from __future__ import annotations

import tempfile
from pathlib import Path


def ours(path: Path) -> None:
    """Load, read, verify, and write JSON, HTML and XLSX; without page pictures."""
    from extractor.export.atomic import write_bytes
    from extractor.export.html_out import to_html
    from extractor.export.json_out import to_json
    from extractor.export.xlsx_out import to_xlsx
    from extractor.pipeline import extract

    extraction, document = extract(path)
    with tempfile.TemporaryDirectory() as folder:
        write_bytes(Path(folder) / "report.json", to_json(extraction))
        write_bytes(Path(folder) / "report.html", to_html(extraction, document))
        write_bytes(Path(folder) / "summary.xlsx", to_xlsx([extraction], []))


def pictures(path: Path) -> None:
    """The page pictures of the reviewer's page, told apart since nobody else draws them."""
    from extractor.export.pictures import page_pictures

    page_pictures(path.read_bytes())


def pdfplumber_text_and_tables(path: Path) -> None:
    """pdfplumber's text and tables of every page, nothing else."""
    import pdfplumber  # a development dependency

    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            page.extract_text()
            page.extract_tables()


def pymupdf_text(path: Path) -> None:
    """PyMuPDF's bare text of every page."""
    import pymupdf

    with pymupdf.open(path) as pdf:
        for page in pdf:
            page.get_text()
