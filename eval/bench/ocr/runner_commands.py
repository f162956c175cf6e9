"""Tesseract and OCRmyPDF as they are called from a shell, a page at a time, behind the same protocol as the other runners.

``python -m eval.bench.ocr.runner_commands tesseract|ocrmypdf``: {"image": path, "pdf": path, "dpi": n} gives ``lines`` in pixels.
"""

from __future__ import annotations

import csv
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from io import StringIO
from pathlib import Path
from typing import Any

from eval.bench.ocr.protocol import Answer, serve

Lines = list[list[Any]]
_WORD = "5"
"""The level of words in Tesseract's table."""


def tesseract(order: Mapping[str, Any]) -> Answer:
    """``tesseract PAGE - -l chi_sim tsv``; words put together to its lines."""
    return _measured(["tesseract", order["image"], "-", "-l", "chi_sim", "tsv"], _lines_of_table)


def ocrmypdf(order: Mapping[str, Any]) -> Answer:
    """``ocrmypdf -l chi_sim --jobs 1 PAGE OUT``, and the text layer that it wrote."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out.pdf"
        command = ["ocrmypdf", "-q", "-l", "chi_sim", "--jobs", "1", "--output-type", "pdf", order["pdf"], str(out)]
        return _measured(command, lambda _: _lines_of_pdf(out, order["dpi"] / 72))


def _measured(command: list[str], lines: Callable[[str], Lines]) -> Answer:
    with tempfile.TemporaryFile("w+") as said:
        process = subprocess.Popen(command, stdout=said, stderr=subprocess.DEVNULL)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        found = lines(said.read()) if process.returncode == 0 else []
    failed = {} if process.returncode == 0 else {"failed": f"{command[0]} ended with {process.returncode}"}
    return {"lines": found, "cpu": used.ru_utime + used.ru_stime, "peak_mb": used.ru_maxrss / 1024, **failed}


def _lines_of_table(table: str) -> Lines:
    lines: dict[tuple[str, ...], list[Any]] = {}
    for row in csv.DictReader(StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        if row["level"] != _WORD or not (row["text"] or "").strip():
            continue
        left, top, width, height = (float(row[name]) for name in ("left", "top", "width", "height"))
        box = (left, top, left + width, top + height)
        known = lines.setdefault((row["block_num"], row["par_num"], row["line_num"]), ["", *box])
        known[0] = f"{known[0]} {row['text']}".strip()
        known[1:] = [min(known[1], box[0]), min(known[2], box[1]), max(known[3], box[2]), max(known[4], box[3])]
    return list(lines.values())


def _lines_of_pdf(path: Path, scale: float) -> Lines:
    import pymupdf

    with pymupdf.open(path) as doc:
        pieces = [line for block in doc[0].get_text("dict")["blocks"] for line in block.get("lines", ())]
        return [["".join(span["text"] for span in line["spans"]), *(scale * side for side in line["bbox"])] for line in pieces]


if __name__ == "__main__":
    serve(lambda: {"tesseract": tesseract, "ocrmypdf": ocrmypdf}[sys.argv[1]])
