"""A photographed page flattened: the paper's four sides made upright, the desk around it blank. Flat scans stay as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.load.ocr.prepare import Prepared

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from extractor.load.ocr.engine import Image

_SEARCH_SIDE = 800
_AREA = (0.25, 0.97)
"""Of the picture: what part the paper takes."""
_SOLID = 0.93
"""Of the quadrilateral: what part is paper; a dark picture or a torn sheet is none."""
_CONTRAST = 40.0
"""Of 255: how much brighter the paper is than what lies around it."""
_SHADED = 0.35
"""Between the ground and the bright parts of the paper: how bright its shaded parts are at the least."""
_LEAST_LEAN = 0.5
"""Degrees between opposite sides, below which the page lies flat and is only turned."""
_MOST_LEAN = 20.0
_CORNER = 0.12
"""Of a side: what lies so near to a corner does not tell how the side runs."""


def flattened(grey: Image) -> Prepared:
    """The paper seen from above where the picture shows it from aside; else the picture itself."""
    import cv2
    import numpy as np

    scale = min(1.0, _SEARCH_SIDE / max(grey.shape))
    paper = _paper(np.asarray(cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8))
    corners = None if paper is None else _corners(paper)
    if paper is None or corners is None or not _LEAST_LEAN <= _lean(corners) <= _MOST_LEAN:
        return Prepared(grey, np.eye(3), 0.0)
    height, width = grey.shape
    corners = corners / scale
    sides = np.linalg.norm(corners - np.roll(corners, -1, axis=0), axis=1)
    wide, high = round(float(max(sides[0], sides[2]))), round(float(max(sides[1], sides[3])))
    target = np.array([(0, 0), (wide, 0), (wide, high), (0, high)], np.float32)
    there = cv2.getPerspectiveTransform(corners.astype(np.float32), target)
    inside = cv2.resize(cv2.erode(paper, np.ones((5, 5), np.uint8)), (width, height), interpolation=cv2.INTER_NEAREST) > 0
    blank = int(np.median(grey[inside]))
    flat = cv2.warpPerspective(
        np.where(inside, grey, blank).astype(np.uint8), there, (wide, high), flags=cv2.INTER_CUBIC, borderValue=(blank,)
    )
    return Prepared(np.asarray(flat, np.uint8), np.asarray(np.linalg.inv(there), np.float64), 0.0)


def _paper(small: Image) -> Image | None:
    """255 where the largest bright thing is, holes filled; null where it is not paper on a darker ground."""
    import cv2
    import numpy as np

    smooth = cv2.medianBlur(small, 7)
    rim = max(small.shape) // 50
    ground = float(np.median(np.concatenate([part.ravel() for part in (smooth[:rim], smooth[-rim:], smooth[:, :rim], smooth[:, -rim:])])))
    light = float(np.percentile(smooth, 75))
    if light - ground < _CONTRAST:
        return None
    bright = cv2.threshold(smooth, ground + _SHADED * (light - ground), 255, cv2.THRESH_BINARY)[1]
    bright = cv2.morphologyEx(bright, cv2.MORPH_CLOSE, np.ones((9, 9), np.uint8))
    found, _ = cv2.findContours(bright, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    largest = max(found, key=cv2.contourArea, default=None)
    if largest is None or not _AREA[0] <= cv2.contourArea(largest) / small.size <= _AREA[1]:
        return None
    paper = cv2.drawContours(np.zeros_like(small), [largest], -1, (255,), cv2.FILLED)
    return np.asarray(paper, np.uint8)


def _corners(paper: Image) -> NDArray[np.float64] | None:
    """Top left, top right, bottom right, bottom left, where the lines through the sides meet; null where it has no four sides."""
    import cv2
    import numpy as np

    (outline,), _ = cv2.findContours(paper, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    points = outline.reshape(-1, 2).astype(float)
    total, apart = points.sum(axis=1), points[:, 0] - points[:, 1]
    rough = points[[total.argmin(), apart.argmax(), total.argmax(), apart.argmin()]]
    sides = [_side(points, rough[i], rough[(i + 1) % 4]) for i in range(4)]
    if any(side is None for side in sides):
        return None
    met = np.array([np.cross(sides[i - 1], sides[i]) for i in range(4)])  # type: ignore[arg-type]
    if (np.abs(met[:, 2]) < 1e-9).any():
        return None
    corners = met[:, :2] / met[:, 2:]
    area = cv2.contourArea(corners.astype(np.float32))
    return corners if area > 0 and np.count_nonzero(paper) / area >= _SOLID else None


def _side(points: NDArray[np.float64], one: NDArray[np.float64], other: NDArray[np.float64]) -> NDArray[np.float64] | None:
    """The line (a, b, c with ax + by + c = 0) through the outline between two corners; null where too little of it is seen."""
    import cv2
    import numpy as np

    along = other - one
    length = float(np.hypot(*along))
    share = (points - one) @ along / max(length, 1.0) ** 2
    off = np.abs((points - one) @ np.array([-along[1], along[0]])) / max(length, 1.0)
    near = points[(share > _CORNER) & (share < 1 - _CORNER) & (off < 0.05 * length)]
    if len(near) < 0.4 * length:
        return None
    dx, dy, x, y = (float(value) for value in cv2.fitLine(near.astype(np.float32), cv2.DIST_HUBER, 0, 0.01, 0.01).ravel())
    return np.array([-dy, dx, dy * x - dx * y])


def _lean(corners: NDArray[np.float64]) -> float:
    """The largest angle between opposite sides, in degrees."""
    import numpy as np

    along = np.roll(corners, -1, axis=0) - corners
    angles = np.degrees(np.arctan2(along[:, 1], along[:, 0]))
    apart = [abs((angles[i] - angles[i + 2] + 180) % 360 - 180) for i in (0, 1)]
    return float(max(180 - value for value in apart))
