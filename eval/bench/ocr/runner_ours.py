"""This tool behind the same protocol as the other runners: ``python -m eval.bench.ocr.runner_ours``.

{"pdf": path, "dpi": n} gives lines in pixels and tables; with "whole": true the
report's findings and record as well.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from eval.bench.ocr.protocol import Answer, serve
from eval.bench.ocr.readings import document_lines, document_tables
from extractor.document import Document
from extractor.errors import ExtractorError


def reader() -> Callable[[Mapping[str, Any]], Answer]:
    """Our loader and pipeline, warmed up."""
    _warm_up()
    return answer


def answer(order: Mapping[str, Any]) -> Answer:
    """One file read."""
    try:
        return _whole(Path(order["pdf"])) if order.get("whole") else _page(Path(order["pdf"]), order["dpi"])
    except ExtractorError as error:
        return {"lines": [], "tables": [], "failed": str(error)}


def _page(path: Path, dpi: int) -> dict[str, Any]:
    from extractor.load import load

    return _read(load(path), dpi / 72)


def _whole(path: Path) -> dict[str, Any]:
    from eval.bench.ocr.whole import causes
    from extractor.pipeline import extract

    extraction, document = extract(path)
    told = {"findings": causes(extraction), "record": json.loads(extraction.record.model_dump_json())}
    return {**_read(document, 1.0), **told}


def _read(document: Document, scale: float) -> dict[str, Any]:
    lines = [line for page in document.pages for line in document_lines(document, page.number, scale)]
    return {"lines": [[line.text, *line.box, line.boxes] for line in lines], "tables": document_tables(document)}


def _warm_up() -> None:
    """Reads a small picture first: loading the models is not what is measured."""
    import pymupdf

    with pymupdf.open() as small, pymupdf.open() as scan, tempfile.TemporaryDirectory() as folder:
        small.new_page(width=200, height=80).insert_text((20, 50), "123.45", fontsize=24)
        scan.new_page(width=200, height=80).insert_image((0, 0, 200, 80), pixmap=small[0].get_pixmap(dpi=200))
        path = Path(folder) / "small.pdf"
        scan.save(path)
        answer({"pdf": str(path), "dpi": 200})


if __name__ == "__main__":
    serve(reader)
