"""Run by the benchmark's own Python, never imported by ours: img2table with the OCR named on the command line.

A line of JSON in ({"image": path}), a line of JSON out (``tables`` of cells {r, c, rs, cs, t}, processor seconds, peak MB).
"""

from __future__ import annotations

import json
import logging
import os
import resource
import sys
from typing import Any

ONE_THREAD = {"EngineConfig.onnxruntime.intra_op_num_threads": 1, "EngineConfig.onnxruntime.inter_op_num_threads": 1}


def main() -> None:
    """Every page in turn."""
    import cv2
    from img2table.document import Image

    cv2.setNumThreads(1)
    logging.disable(logging.CRITICAL)
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # Tesseract's banner, written by a process of its own, must not stand among the answers
    reading = engine(sys.argv[1])
    for order in sys.stdin:
        started = spent()
        try:
            found, failed = Image(json.loads(order)["image"]).extract_tables(ocr=reading), None
        except (TypeError, ValueError, KeyError, AttributeError) as error:  # its own faults: told, and counted as no table
            found, failed = [], f"{type(error).__name__}: {error}"
        answer = {"lines": [], "tables": [cells(table) for table in found], "cpu": spent() - started, "failed": failed}
        answers.write(json.dumps({**answer, "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}) + "\n")
        answers.flush()


def engine(name: str) -> Any:
    """Tesseract or RapidOCR as img2table wraps them, for simplified Chinese."""
    from img2table.ocr import RapidOCR, TesseractOCR

    if name == "tesseract":
        return TesseractOCR(n_threads=1, lang="chi_sim")
    from rapidocr import LangRec

    return RapidOCR({"Rec.lang_type": LangRec.CH, **ONE_THREAD})


def spent() -> float:
    """Processor seconds of this process and of the children it waited for."""
    both = (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
    return sum(used.ru_utime + used.ru_stime for used in both)


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
    main()
