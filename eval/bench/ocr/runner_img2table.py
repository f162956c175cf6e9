"""Run by the benchmark's own Python: img2table with the OCR named on the command line. {"image": path} gives ``tables``."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Mapping
from typing import Any

from eval.bench.ocr.protocol import Answer, serve
from eval.bench.ocr.runner_rapid import ONE_THREAD


def reader() -> Callable[[Mapping[str, Any]], Answer]:
    """img2table with Tesseract or RapidOCR as it wraps them, for simplified Chinese."""
    import cv2
    from img2table.document import Image
    from img2table.ocr import RapidOCR, TesseractOCR
    from rapidocr import LangRec

    cv2.setNumThreads(1)
    logging.disable(logging.CRITICAL)
    chinese = {"Rec.lang_type": LangRec.CH, **ONE_THREAD}
    engine = RapidOCR(chinese) if sys.argv[1] == "rapidocr" else TesseractOCR(n_threads=1, lang="chi_sim")

    def read(order: Mapping[str, Any]) -> Answer:
        try:
            found = Image(order["image"]).extract_tables(ocr=engine)
        except (TypeError, ValueError, KeyError, AttributeError) as error:  # its own faults: told, and counted as no table
            return {"lines": [], "failed": f"{type(error).__name__}: {error}"}
        return {"lines": [], "tables": [cells(table) for table in found]}

    return read


def cells(table: Any) -> list[dict[str, Any]]:
    """Each cell once; img2table repeats a merged one, with the same box."""
    places: dict[tuple[int, ...], list[tuple[int, int, str]]] = {}
    for row, across in enumerate(table.content.values()):
        for column, cell in enumerate(across):
            box = (cell.bbox.x1, cell.bbox.y1, cell.bbox.x2, cell.bbox.y2)
            places.setdefault(box, []).append((row, column, cell.value or ""))
    return [cell_of(found) for found in places.values()]


def cell_of(found: list[tuple[int, int, str]]) -> dict[str, Any]:
    """One cell from the places that show it."""
    rows, columns = [one[0] for one in found], [one[1] for one in found]
    height, width = max(rows) - min(rows) + 1, max(columns) - min(columns) + 1
    return {"r": min(rows), "c": min(columns), "rs": height, "cs": width, "t": found[0][2]}


if __name__ == "__main__":
    serve(reader)
