"""From the level reading frame of a scanned page back to the page as it is shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from extractor.load.pdf_frame import BoxTuple

Matrix = tuple[float, float, float, float, float, float, float, float, float]
"""A projective map, row by row: x' = (m0 x + m1 y + m2) / w, y' = (m3 x + m4 y + m5) / w, w = m6 x + m7 y + m8."""


@dataclass(frozen=True, slots=True)
class Warp:
    """Points of the frame to points of the page. A box keeps its middle; its sides follow the scale (and a quarter turn)."""

    m: Matrix

    @classmethod
    def of(cls, pixels: Any, points: float) -> Warp:
        """From a 3 × 3 map between pixels to one between points."""
        import numpy as np

        scale = np.diag([points, points, 1.0])
        whole = scale @ np.asarray(pixels, float) @ np.linalg.inv(scale)
        return cls(tuple(float(value) for value in whole.ravel()))  # type: ignore[arg-type]

    @property
    def same(self) -> bool:
        """Whether it changes nothing."""
        return self.m == (1, 0, 0, 0, 1, 0, 0, 0, 1)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """The point, moved."""
        a, b, c, d, e, f, g, h, i = self.m
        w = g * x + h * y + i
        return (a * x + b * y + c) / w, (d * x + e * y + f) / w

    def box(self, box: BoxTuple) -> BoxTuple:
        """The upright box of the same middle, as wide and high as the sides have become (measured along the middle lines)."""
        x0, y0, x1, y1 = box
        mx, my = (x0 + x1) / 2, (y0 + y1) / 2
        (ax, ay), (bx, by) = self.point(x0, my), self.point(x1, my)
        (cx, cy), (dx, dy) = self.point(mx, y0), self.point(mx, y1)
        wide, high = max(abs(bx - ax), abs(dx - cx)), max(abs(by - ay), abs(dy - cy))
        x, y = self.point(mx, my)
        return x - wide / 2, y - high / 2, x + wide / 2, y + high / 2
