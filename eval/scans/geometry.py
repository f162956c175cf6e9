"""Where a point of the digital page lies on the scan, and back.

Page points (72 an inch, top left) → sheet pixels (scale and place) → bend → homography → scan pixels. Coordinates are
continuous: pixel i covers i to i + 1, so its middle is at i + 0.5.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
"""Points as rows of x, y."""


@dataclass(frozen=True, slots=True)
class Bend:
    """A sheet that rises towards a spine: nearer to the camera, so larger, and foreshortened across.

    ``spine`` is the x of the spine in sheet pixels, ``middle`` the y that stays, ``depth`` the growth at the spine (share),
    ``reach`` how far the rise goes (pixels). Left and right of the spine it is the same.
    """

    spine: float
    middle: float
    depth: float
    reach: float

    def apply(self, points: Array) -> Array:
        """Sheet pixels to bent pixels."""
        x, y = points[:, 0], points[:, 1]
        return np.column_stack([self._across(x), self.middle + (y - self.middle) * self._growth(x)])

    def undo(self, points: Array) -> Array:
        """Bent pixels to sheet pixels."""
        far = float(np.max(np.abs(points[:, 0] - self.spine), initial=0.0)) + self.reach
        known = np.linspace(self.spine - far, self.spine + far, 8192)
        x = np.interp(points[:, 0], self._across(known), known)
        return np.column_stack([x, self.middle + (points[:, 1] - self.middle) / self._growth(x)])

    def _growth(self, x: Array) -> Array:
        return np.asarray(1.0 + self.depth * np.exp(-np.abs(x - self.spine) / self.reach))

    def _across(self, x: Array) -> Array:
        away = np.abs(x - self.spine)
        shrunk = away - 4 * self.depth * self.reach * (1.0 - np.exp(-away / self.reach))
        return np.asarray(self.spine + np.sign(x - self.spine) * shrunk)


@dataclass(frozen=True, slots=True)
class Geometry:
    """One page on a scan: ``place`` (3 × 3) from page points to sheet pixels, ``warp`` (3 × 3) from bent sheet to scan pixels."""

    place: Array
    bend: Bend | None
    warp: Array

    def to_scan(self, points: Array) -> Array:
        """Page points (n × 2) to scan pixels."""
        return to_scan(project(self.place, points), self.bend, self.warp)

    def box(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        """The upright box on the scan (pixels) that holds a box of the page (points)."""
        corners = self.to_scan(np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]], dtype=np.float64))
        (left, top), (right, bottom) = corners.min(axis=0), corners.max(axis=0)
        return float(left), float(top), float(right), float(bottom)


def to_scan(sheet: Array, bend: Bend | None, warp: Array) -> Array:
    """Sheet pixels to scan pixels."""
    return project(warp, bend.apply(sheet) if bend else sheet)


def to_sheet(scan: Array, bend: Bend | None, warp: Array) -> Array:
    """Scan pixels to sheet pixels."""
    bent = project(np.asarray(np.linalg.inv(warp), dtype=np.float64), scan)
    return bend.undo(bent) if bend else bent


def project(matrix: Array, points: Array) -> Array:
    """Points through a 3 × 3 homography."""
    through = np.column_stack([points, np.ones(len(points))]) @ matrix.T
    return np.asarray(through[:, :2] / through[:, 2:])


def shift(x: float, y: float) -> Array:
    """The homography that moves."""
    return np.array([[1.0, 0.0, x], [0.0, 1.0, y], [0.0, 0.0, 1.0]])


def scale(factor: float) -> Array:
    """The homography that enlarges."""
    return np.diag([factor, factor, 1.0])


def turn(degrees: float, width: float, height: float) -> Array:
    """Turned clockwise about the middle of a picture."""
    angle = np.deg2rad(degrees)
    cos, sin = np.cos(angle), np.sin(angle)
    about = np.array([[cos, -sin, 0.0], [sin, cos, 0.0], [0.0, 0.0, 1.0]])
    return np.asarray(shift(width / 2, height / 2) @ about @ shift(-width / 2, -height / 2))


def quarter(degrees: int, width: float, height: float) -> tuple[Array, float, float]:
    """Turned clockwise by a multiple of 90 onto a canvas that fits; its width and height."""
    turned = (height, width) if degrees % 180 else (width, height)
    corner = shift((turned[0] - width) / 2, (turned[1] - height) / 2)
    return np.round(corner @ turn(degrees, width, height), 9), *turned


def four_points(here: Array, there: Array) -> Array:
    """The homography that brings four points to four others."""
    rows = []
    for (x, y), (u, v) in zip(here, there, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
    solved = np.linalg.solve(np.array(rows, dtype=np.float64), there.reshape(-1))
    return np.append(solved, 1.0).reshape(3, 3)
