"""Round seals whose colour is lost (grey and black-and-white copies): where they lie, told by the ring, and their solid parts paled.

Ink multiplies: where a seal lies over a letter, the paper is darker than either. So dividing by the seal's own level gives the
letter back, as long as the seal is not black itself.
"""

from __future__ import annotations

from math import hypot
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.load.ocr.engine import Image, PixelBox

_DPI = 60
"""The resolution in which rings are looked for: a seal's letters blur, its ring stays."""
_MM = 72 / 25.4
_RADII = (16.0, 25.0)
"""Millimetres: seals of offices are 38 to 45 across, a copy may enlarge or reduce them a little."""
_CLOSED = 0.6
"""The part of a ring's round on which there is ink; lines of text that lie in a circle have less than a third."""
_PERFECTNESS = 0.6
_RIM = 2.0
"""Millimetres by which the ring may be thicker, or less round, than the circle."""


_STAR = 0.4
"""Of the radius: so far the star reaches."""
_STROKE = 1.2
"""Millimetres: what is solid over more than this is the ring or the star; strokes of letters are thinner."""
_LEAST_LEVEL, _WHITE = 40.0, 245.0
"""Of a seal's ink: darker (in black-and-white scans) it hides what is under it."""


class Disc(NamedTuple):
    """A seal: middle and radius, the ring within it; in pixels or in points."""

    x: float
    y: float
    radius: float

    def holds(self, x: float, y: float) -> bool:
        """Whether the point lies in it."""
        return hypot(x - self.x, y - self.y) <= self.radius

    def scaled(self, points: float) -> Disc:
        """The same where pixels have this size."""
        return Disc(self.x * points, self.y * points, self.radius * points)

    def hides(self, box: PixelBox, points: float) -> bool:
        """Whether its ring or its star meets the box, where pixels have the size ``points``."""
        xs, ys = (max(box[0] - self.x, self.x - box[2], 0.0), max(box[1] - self.y, self.y - box[3], 0.0))
        nearest = hypot(xs, ys)
        farthest = max(hypot(x - self.x, y - self.y) for x in (box[0], box[2]) for y in (box[1], box[3]))
        ring = 2 * _RIM * _MM / points
        return nearest <= self.radius and (farthest >= self.radius - ring or nearest <= _STAR * self.radius)


def paled(grey: Image, seals: Sequence[Disc], points: float) -> Image:
    """The picture with the rings and stars of its seals (in pixels) divided out."""
    import cv2
    import numpy as np

    result = grey.copy() if seals else grey
    side = max(round(_STROKE * _MM / points), 3)
    for seal in seals:
        part = _around(seal, grey.shape, side)
        inside = grey[part]
        solid = cv2.morphologyEx(cv2.medianBlur(inside, 3), cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side)))
        level = cv2.GaussianBlur(solid, (0, 0), side / 6).astype(np.float32)
        if np.percentile(level, 1) >= _LEAST_LEVEL:
            result[part] = np.clip(inside * (_WHITE / np.maximum(level, 1)), 0, 255).astype(np.uint8)
    return result


def _around(seal: Disc, shape: tuple[int, ...], more: int) -> tuple[slice, slice]:
    """The rows and columns of a square around the seal."""
    low = [max(round(middle - seal.radius) - more, 0) for middle in (seal.y, seal.x)]
    high = [min(round(middle + seal.radius) + more, side) for middle, side in zip((seal.y, seal.x), shape, strict=False)]
    return slice(low[0], high[0]), slice(low[1], high[1])


def discs(mask: Image, points: float) -> list[Disc]:
    """The seals in an ink mask, in its pixels; ``points`` is the size of a pixel."""
    import cv2

    scale = points / 72 * _DPI
    small = cv2.resize(mask, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    least, most = (round(radius * _MM / 72 * _DPI) for radius in _RADII)
    if min(small.shape) < 2 * least:
        return []
    found = cv2.HoughCircles(
        small, cv2.HOUGH_GRADIENT_ALT, dp=1.5, minDist=least, param1=200, param2=_PERFECTNESS, minRadius=least, maxRadius=most
    )
    circles = [] if found is None else [(float(x) / scale, float(y) / scale, float(r) / scale) for x, y, r in found[0][:, :3]]
    return [
        Disc(x, y, r + _RIM * _MM / points) for x, y, r in circles if _closed(mask, x, y, r, points) >= _CLOSED
    ]  # fmt: skip


def _closed(mask: Image, x: float, y: float, radius: float, points: float) -> float:
    """On how much of the round there is ink, at the radius where most is."""
    import numpy as np

    angles = np.linspace(0, 2 * np.pi, 360, endpoint=False)
    rim = _RIM * _MM / points
    radii = np.arange(radius - rim, radius + rim)[:, None]
    across = np.clip((x + radii * np.cos(angles)).astype(int), 0, mask.shape[1] - 1)
    down = np.clip((y + radii * np.sin(angles)).astype(int), 0, mask.shape[0] - 1)
    return float((mask[down, across] > 0).mean(axis=1).max())
