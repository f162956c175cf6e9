"""RapidOCR (PP-OCR models, bundled in its wheel) behind the seam, on OpenVINO, one thread a process.

Used by its parts, since the whole would shrink, pad and classify again what is already prepared: its detector finds the lines,
its recogniser's network gives the probabilities. The classifier of turned lines stays off: it flips short cells (``0.91`` → ``16.0``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from extractor.load.ocr.decode import Step, decode
from extractor.load.ocr.engine import Char, Line, Quad

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from extractor.load.ocr.engine import Image

_DETECTION_SIDE = 1440
"""Pixels of the longer side at which lines are looked for: on three pages as many were found at 1280 and 1600 as at 2000."""
_HEIGHT = 48
"""Pixels of a line's height in the recogniser."""
_STEP = 8
"""Pixels of width to a step of its output."""
_BUCKET = 160
"""Lines are padded to a multiple of this width: few shapes for the compiler, little padding to compute."""
_WIDEST = 3200
_BATCH = 6


class RapidEngine:
    """PP-OCR through RapidOCR. Models are loaded at the first use."""

    @cached_property
    def name(self) -> str:
        """Name and version."""
        return f"rapidocr {version('rapidocr')}"

    def read(self, image: Image, lines: Sequence[Quad] | None = None) -> tuple[Line, ...]:
        """See ``Engine.read``."""
        quads = self.find(image) if lines is None else tuple(lines)
        crops = [_cut(image, quad) for quad in quads]
        read: list[Line] = [Line("", quad, 0.0) for quad in quads]
        for indices, width in _batches(crops):
            answers = self._infer([crops[i] for i in indices], width)
            for i, answer in zip(indices, answers, strict=True):
                read[i] = _line(quads[i], crops[i].shape[1], decode(answer, self._alphabet))
        return tuple(line for line in read if line.text) if lines is None else tuple(read)

    def find(self, image: Image) -> tuple[Quad, ...]:
        """See ``Finder.find``."""
        import cv2
        import numpy as np

        scale = min(1.0, _DETECTION_SIDE / max(image.shape[:2]))
        small = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else image
        if small.ndim == 2:
            small = cv2.cvtColor(small, cv2.COLOR_GRAY2BGR)
        found = self._parts._load_det_model()(np.ascontiguousarray(small)).boxes
        boxes = [] if found is None else found / scale
        return tuple(tuple((float(x), float(y)) for x, y in box) for box in boxes)  # type: ignore[misc]

    def _infer(self, crops: list[Image], width: int) -> NDArray[np.float32]:
        import numpy as np

        batch = np.zeros((len(crops), 3, _HEIGHT, width), np.float32)
        for row, crop in zip(batch, crops, strict=True):
            row[:, :, : crop.shape[1]] = crop.astype(np.float32) / 127.5 - 1
        return np.array(self._parts._load_rec_model().session(batch))

    @cached_property
    def _parts(self) -> Any:
        import cv2
        from rapidocr import EngineType, RapidOCR

        cv2.setNumThreads(1)
        return RapidOCR(
            params={
                "Global.use_cls": False,
                "Global.log_level": "critical",
                "Det.engine_type": EngineType.OPENVINO,
                "Rec.engine_type": EngineType.OPENVINO,
                "EngineConfig.openvino.inference_num_threads": 1,
                "EngineConfig.openvino.enable_cpu_pinning": False,  # else every process is pinned to the same first core
            }
        )

    @cached_property
    def _alphabet(self) -> list[str]:
        return list(self._parts._load_rec_model().postprocess_op.character)


def _cut(image: Image, quad: Quad) -> Image:
    """The line, upright, in the recogniser's height and its own proportion; grey."""
    import cv2
    import numpy as np

    (ax, ay), (bx, by), _, (dx, dy) = quad
    long = max(float(np.hypot(bx - ax, by - ay)), 1.0)
    high = max(float(np.hypot(dx - ax, dy - ay)), 1.0)
    width = int(min(max(round(_HEIGHT * long / high), _STEP), _WIDEST))
    corners = np.array([(0, 0), (width, 0), (width, _HEIGHT), (0, _HEIGHT)], np.float32)
    shrink = high / _HEIGHT
    if shrink > 1.5:  # an enlarged cut shrunk by area keeps thin strokes
        fine = cv2.getPerspectiveTransform(np.array(quad, np.float32), corners * np.float32(shrink))
        whole = cv2.warpPerspective(
            image, fine, (max(int(width * shrink), 1), max(int(_HEIGHT * shrink), 1)), borderMode=cv2.BORDER_REPLICATE
        )
        cut = cv2.resize(whole, (width, _HEIGHT), interpolation=cv2.INTER_AREA)
    else:
        turn = cv2.getPerspectiveTransform(np.array(quad, np.float32), corners)
        cut = cv2.warpPerspective(image, turn, (width, _HEIGHT), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    if cut.ndim == 3:
        cut = cv2.cvtColor(cut, cv2.COLOR_RGB2GRAY)
    return np.asarray(cut, np.uint8)


def _batches(crops: Sequence[Image]) -> Iterator[tuple[list[int], int]]:
    """Indices of lines of one padded width, a few at a time, with that width."""
    buckets: dict[int, list[int]] = {}
    for i, crop in enumerate(crops):
        buckets.setdefault(-(-crop.shape[1] // _BUCKET) * _BUCKET, []).append(i)
    for width, indices in sorted(buckets.items()):
        for start in range(0, len(indices), _BATCH):
            yield indices[start : start + _BATCH], width


def _line(quad: Quad, width: int, steps: Iterable[Step]) -> Line:
    """The line in the picture's coordinates: the steps run along the quad's upper and lower side."""
    inside = [step for step in steps if step.at * _STEP <= width + _STEP]
    chars = tuple(_char(quad, step, width) for step in inside)
    text = "".join(char.c for char in chars)
    confidence = sum(char.confidence for char in chars) / len(chars) if chars else 0.0
    return Line(text, quad, confidence, chars)


def _char(quad: Quad, step: Step, width: int) -> Char:
    half = 0.5 if ord(step.c[0]) > 0x2E7F else 0.28
    left, right = ((step.at * _STEP + side * half * 0.8 * _HEIGHT) / width for side in (-1, 1))
    corners = [
        _along(quad[0], quad[1], left),
        _along(quad[0], quad[1], right),
        _along(quad[3], quad[2], left),
        _along(quad[3], quad[2], right),
    ]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return Char(step.c, (min(xs), min(ys), max(xs), max(ys)), step.confidence, step.others)


def _along(start: tuple[float, float], end: tuple[float, float], share: float) -> tuple[float, float]:
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share
