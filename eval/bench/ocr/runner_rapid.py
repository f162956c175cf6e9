"""Run by the benchmark's own Python, never imported by ours: bare RapidOCR with its defaults, one thread.

A line of JSON in ({"image": path}), a line of JSON out (``lines`` of [text, x0, y0, x1, y1] in pixels, processor seconds, peak MB).
"""

from __future__ import annotations

import json
import logging
import resource
import sys
import time
from typing import Any

ONE_THREAD = {"EngineConfig.onnxruntime.intra_op_num_threads": 1, "EngineConfig.onnxruntime.inter_op_num_threads": 1}


def main() -> None:
    """Every page in turn."""
    import cv2
    import numpy
    from rapidocr import RapidOCR

    cv2.setNumThreads(1)
    engine = RapidOCR(params=ONE_THREAD)
    logging.disable(logging.CRITICAL)
    hello = numpy.full((120, 400, 3), 255, dtype=numpy.uint8)
    engine(cv2.putText(hello, "123.45", (40, 80), cv2.FONT_HERSHEY_SIMPLEX, 2, (0, 0, 0), 3))  # the first call is not what is measured
    for order in sys.stdin:
        started = time.process_time()
        found = engine(json.loads(order)["image"])
        seconds = time.process_time() - started
        answer = {"lines": lines(found), "cpu": seconds, "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


def lines(found: Any) -> list[list[Any]]:
    """RapidOCR's output with upright boxes."""
    if found.txts is None:
        return []
    boxes = ((float(box[:, 0].min()), float(box[:, 1].min()), float(box[:, 0].max()), float(box[:, 1].max())) for box in found.boxes)
    return [[text, *box] for text, box in zip(found.txts, boxes, strict=True)]


if __name__ == "__main__":
    main()
