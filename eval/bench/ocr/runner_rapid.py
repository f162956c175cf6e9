"""Run by the benchmark's own Python: bare RapidOCR with its defaults, one thread. {"image": path} gives ``lines`` in pixels."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import Any

from eval.bench.ocr.protocol import Answer, serve

ONE_THREAD = {"EngineConfig.onnxruntime.intra_op_num_threads": 1, "EngineConfig.onnxruntime.inter_op_num_threads": 1}


def reader() -> Callable[[Mapping[str, Any]], Answer]:
    """RapidOCR, warmed up: its first call is not what is measured."""
    import cv2
    import numpy
    from rapidocr import RapidOCR

    cv2.setNumThreads(1)
    engine = RapidOCR(params=ONE_THREAD)
    logging.disable(logging.CRITICAL)
    hello = numpy.full((120, 400, 3), 255, dtype=numpy.uint8)
    engine(cv2.putText(hello, "123.45", (40, 80), cv2.FONT_HERSHEY_SIMPLEX, 2, (0, 0, 0), 3))
    return lambda order: {"lines": lines(engine(order["image"]))}


def lines(found: Any) -> list[list[Any]]:
    """RapidOCR's output as text and upright box."""
    if found.txts is None:
        return []
    boxes = ((float(box[:, 0].min()), float(box[:, 1].min()), float(box[:, 0].max()), float(box[:, 1].max())) for box in found.boxes)
    return [[text, *box] for text, box in zip(found.txts, boxes, strict=True)]


if __name__ == "__main__":
    serve(reader)
