"""Where the pages of a scan lie that somebody else made: its twin's picture brought to cover it."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
import pymupdf
from numpy.typing import NDArray

from eval.scans import geometry as geo
from eval.scans.geometry import Geometry

_DPI = 100
"""Fine enough for a tenth of a millimetre, coarse enough to be quick."""


def registered(page: pymupdf.Page, image: NDArray[np.uint8], dpi: float) -> Geometry:
    """The way from the page's points to the pixels of a grey or RGB scan of it (skewed, shifted, enlarged; not bent).

    Raises ``cv2.error`` where the two do not look alike.
    """
    pixels = page.get_pixmap(dpi=_DPI, colorspace=pymupdf.csGRAY, alpha=False)
    twin = np.frombuffer(pixels.samples, dtype=np.uint8).reshape(pixels.height, pixels.width)
    grey = image if image.ndim == 2 else image[:, :, 0]  # red ink is pale in the red channel
    small = np.asarray(cv2.resize(grey, None, fx=_DPI / dpi, fy=_DPI / dpi, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    steps = (cv2.TERM_CRITERIA_EPS | cv2.TERM_CRITERIA_COUNT, 200, 1e-6)
    everywhere = np.full(small.shape, 255, dtype=np.uint8)
    _, fine = cv2.findTransformECC(255 - twin, 255 - small, _rough(twin, small), cv2.MOTION_AFFINE, steps, everywhere, 5)
    whole = np.vstack([fine, [0, 0, 1]]).astype(np.float64)
    to_middle = geo.shift(-0.5, -0.5)  # OpenCV counts from the middle of the first pixel
    found = geo.scale(dpi / _DPI) @ np.linalg.inv(to_middle) @ whole @ to_middle
    return Geometry(geo.scale(_DPI / 72), None, np.asarray(found, dtype=np.float64))


def _rough(twin: NDArray[np.uint8], scan: NDArray[np.uint8]) -> NDArray[np.float32]:
    """A first guess from points that look alike; the plain size where there are too few."""
    finder = cv2.ORB.create(3000)
    (here, one), (there, other) = finder.detectAndCompute(twin, None), finder.detectAndCompute(scan, None)
    if one is not None and other is not None:
        pairs = cv2.BFMatcher(cv2.NORM_HAMMING, crossCheck=True).match(one, other)
        near = [pair for pair in pairs if _near(here[pair.queryIdx].pt, there[pair.trainIdx].pt, 0.06 * max(twin.shape))]
        if len(near) >= 12:
            ours, theirs = (
                np.array(points, dtype=np.float32)
                for points in zip(*((here[p.queryIdx].pt, there[p.trainIdx].pt) for p in near), strict=True)
            )
            warp, _ = cv2.estimateAffinePartial2D(ours, theirs, ransacReprojThreshold=2.0)
            if warp is not None:
                return np.asarray(warp, dtype=np.float32)
    return np.array([[1, 0, 0], [0, 1, 0]], dtype=np.float32)


def _near(one: Sequence[float], other: Sequence[float], far: float) -> bool:
    return abs(one[0] - other[0]) < far and abs(one[1] - other[1]) < far
