"""What this tool wrote, by its content: results are no reports, under whatever name and wherever they were copied."""

from __future__ import annotations

import html
import re
import zipfile
import zlib
from pathlib import Path

from extractor.export import CREATOR

KEPT = "kept"
"""In the names of workbooks of earlier runs that were kept aside."""
_SHEETS = ("sheet.paper", "sheet.findings", "sheet.failed")
"""Sheets that no report has together; another program may have left out who made the workbook."""
_HEAD = 200
_JSON = re.compile(rb'\s*\{\s*"(?:schema": "self_evaluation/|version": "[^"]*",\s*"reader": ")')
"""How an extraction and a run's summary begin."""


def is_own(path: Path) -> bool:
    """Whether a file is a workbook, an extraction, a summary or a page of ours."""
    match path.suffix.lower():
        case ".xlsx":
            return _is_workbook(path)
        case ".json":
            return _JSON.match(_head(path)) is not None
        case ".html":
            return is_own(path.with_suffix(".json"))  # a page stands beside its extraction
    return False


def _is_workbook(path: Path) -> bool:
    from extractor.export.messages import catalogue

    try:
        with zipfile.ZipFile(path) as book:
            if f">{CREATOR}<".encode() in _part(book, "docProps/core.xml"):
                return True
            sheets = html.unescape(_part(book, "xl/workbook.xml").decode("utf-8", "replace"))
    except (OSError, ValueError, EOFError, NotImplementedError, RuntimeError, zipfile.BadZipFile, zlib.error):
        return False  # whatever it is, it is read, and told if it cannot be
    return any(all(f'name="{catalogue()[key][column]}"' in sheets for key in _SHEETS) for column in (0, 1))


def _part(book: zipfile.ZipFile, name: str) -> bytes:
    try:
        return book.read(name)
    except KeyError:
        return b""


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(_HEAD)
    except OSError:
        return b""
