"""A page's picture made ready for reading: one channel without seals, even ground, lines level. The picture shown stays as it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from extractor.load.ocr.engine import Image

_RED = 24
"""A pixel whose red is so far above its green and blue is red ink; paper that has yellowed stays below."""
_LEAST_RED = 0.0005
_BLUE = 30
"""A pixel whose blue is so far above its red is blue ink."""
_NEAR = 15
"""Pixels around blue ink that belong to the same stamp."""
_BLACK, _UNDER = 0.65, 0.02
"""Of the paper's blue: what is black; and how much of it, for its own ink, a stamp over black ink has."""
_PALEST = 120.0
"""Of 245: ink that is paler is not made black."""
_TILE = 32
_INKED = 180
"""A tile of so many pixels a side holds ink where something in it is so dark, of 245."""
_DARKER = 40.0
"""So much darker than the usual ink of the page the darkest may be to count as text."""
_SEARCH_SIDE = 900
"""Pixels of the longer side at which the skew is searched: 1 pixel on 900 is 0.06°."""
_WIDEST_SKEW = 8.0
_REACH = (_WIDEST_SKEW, 1.0, 0.2, 0.05)
"""Half the range and then the steps of the search, in degrees, from coarse to fine."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """``image`` is grey, level and even; ``back`` leads from its pixels to those of the picture it came from (3 × 3)."""

    image: Image
    back: NDArray[np.float64]
    skew: float


def without_stamps(image: Image) -> Image:
    """Grey; red ink gone, and blue ink where it lies over black. (Blue alone may be print: it stays.)"""
    if image.ndim == 2:
        return image
    import numpy as np

    grey = without_red(image)
    over = _blue_over_black(image)
    if not over.any():
        return grey
    return np.where(over, np.maximum(grey, without_red(image[:, :, ::-1])), grey).astype(np.uint8)


def _blue_over_black(image: Image) -> NDArray[np.bool_]:
    """Where blue ink is, in the stamps and strokes that have black ink under them."""
    import cv2
    import numpy as np

    red, blue = image[:, :, 0].astype(np.int16), image[:, :, 2].astype(np.int16)
    inked = (cv2.blur(np.clip(blue - red, 0, 255).astype(np.uint8), (3, 3)) > _BLUE).astype(np.uint8)
    if inked.mean() < _LEAST_RED:
        return np.zeros(inked.shape, bool)
    near = cv2.dilate(inked, np.ones((_NEAR, _NEAR), np.uint8))
    black = (blue < _BLACK * np.percentile(blue[::8, ::8], 70)) & (near > 0) & (inked == 0)
    count, labels = cv2.connectedComponents(near)
    ink, under = (np.bincount(labels.ravel(), mask.ravel(), count) for mask in (inked, black))
    stamped = under > _UNDER * np.maximum(ink, 1)
    stamped[0] = False
    return np.asarray(stamped[labels] & (near > 0))


def without_red(image: Image) -> Image:
    """Grey, red ink gone: it is bright in the red channel, and what darkness it has there goes with its redness."""
    if image.ndim == 2:
        return image
    import cv2
    import numpy as np

    red = image[:, :, 0].astype(np.int16)
    other = ((image[:, :, 1].astype(np.int16) + image[:, :, 2]) // 2).astype(np.int16)
    redness = cv2.blur(np.clip(red - other, 0, 255).astype(np.uint8), (3, 3))
    inked = redness > _RED
    if inked.mean() < _LEAST_RED:
        return np.ascontiguousarray(image[:, :, 0])
    share = _darkness(image[:, :, 0], redness, inked)
    return np.clip(red + share * np.where(inked, redness, 0), 0, 255).astype(np.uint8)


def _darkness(red: Image, redness: Image, inked: NDArray[np.bool_]) -> float:
    """How much darker red ink makes the red channel, for a degree of redness: from the reddest places without black ink."""
    import numpy as np

    paper = float(np.percentile(red[::8, ::8], 70))
    pure = inked & (redness > np.percentile(redness[inked], 60)) & (red > 0.6 * paper)
    return float(np.clip(np.median((paper - red[pure]) / redness[pure]), 0, 1)) if pure.any() else 0.0


def even(grey: Image) -> Image:
    """The ground white everywhere, and ink that has faded stretched to black: shading and yellowing divided out."""
    return stretched(unshaded(grey))


def unshaded(grey: Image) -> Image:
    """The ground divided out: paper has the level 245."""
    import cv2
    import numpy as np

    scale = 8
    small = cv2.resize(grey, None, fx=1 / scale, fy=1 / scale, interpolation=cv2.INTER_AREA)
    ground = cv2.medianBlur(cv2.dilate(small, np.ones((7, 7), np.uint8)), 21)
    ground = cv2.resize(cv2.GaussianBlur(ground, (0, 0), 5), (grey.shape[1], grey.shape[0]), interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.divide(grey, np.maximum(ground, 32), scale=245), np.uint8)


def stretched(flat: Image) -> Image:
    """The darkest ink of an even picture made black, and its ground white."""
    import cv2
    import numpy as np

    low, high = np.percentile(flat[::4, ::4], (0.5, 60))
    low = max(low, _text_level(flat) - _DARKER)  # a stamp or the rim may be much darker than faded text
    low = min(low, _PALEST)  # on a page with hardly any ink the darkest is noise
    if high - low < 25:
        return np.asarray(flat, np.uint8)
    table = np.clip((np.arange(256) - low) * 235.0 / (high - low) + 10, 0, 255).astype(np.uint8)
    return np.asarray(cv2.LUT(flat, table), np.uint8)


def _text_level(flat: Image) -> float:
    """How dark the ink is in most places that have ink; 0 where there are none."""
    import cv2
    import numpy as np

    darkest = cv2.resize(
        cv2.erode(cv2.medianBlur(flat, 3), np.ones((_TILE, _TILE), np.uint8)),
        None,
        fx=1 / _TILE,
        fy=1 / _TILE,
        interpolation=cv2.INTER_NEAREST,
    )
    inked = darkest[darkest < _INKED]
    return float(np.median(inked)) if inked.size else 0.0


def turned(grey: Image, quarters: int) -> Prepared:
    """The picture turned to the left by so many quarters, then level."""
    import numpy as np

    height, width = grey.shape
    back = (
        np.eye(3),
        np.array([[0, -1, width], [1, 0, 0], [0, 0, 1.0]]),
        np.array([[-1, 0, width], [0, -1, height], [0, 0, 1.0]]),
        np.array([[0, 1, 0], [-1, 0, height], [0, 0, 1.0]]),
    )[quarters % 4]
    found = level(np.ascontiguousarray(np.rot90(grey, quarters)))
    return Prepared(found.image, back @ found.back, found.skew)


def half(whole: Prepared, x0: int, x1: int) -> Prepared:
    """The part of a level picture between two x, level by itself: the pages of a bound volume lean differently."""
    import numpy as np

    found = level(np.ascontiguousarray(whole.image[:, x0:x1]))
    return Prepared(found.image, whole.back @ np.array([[1, 0, x0], [0, 1, 0], [0, 0, 1.0]]) @ found.back, whole.skew + found.skew)


def level(grey: Image, angle: float | None = None) -> Prepared:
    """The picture turned so that its lines of text run level; not at all where the skew is below a twentieth of a degree.

    ``angle`` is the skew in degrees where it is known.
    """
    import cv2
    import numpy as np

    angle = skew(grey) if angle is None else angle
    height, width = grey.shape
    if abs(angle) < 0.04:
        return Prepared(grey, np.eye(3), 0.0)
    there = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    turned = cv2.warpAffine(grey, there, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return Prepared(np.asarray(turned, np.uint8), np.linalg.inv(np.vstack([there, (0, 0, 1)])), angle)


def skew(grey: Image) -> float:
    """The angle in degrees by which the lines of text fall to the right: at it the profile of the rows is sharpest."""
    import cv2
    import numpy as np

    scale = min(1.0, _SEARCH_SIDE / max(grey.shape))
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    ink = cv2.threshold(small, 0, 255, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)[1]
    margin_y, margin_x = (int(side * 0.03) for side in ink.shape)
    ink = np.asarray(ink, np.uint8)[margin_y : ink.shape[0] - margin_y, margin_x : ink.shape[1] - margin_x]
    best, reach = 0.0, _REACH[0]
    for step in _REACH[1:]:
        n = round(reach / step)
        best = max((best + i * step for i in range(-n, n + 1)), key=lambda angle: _sharpness(ink, angle))
        reach = step
    return best


def _sharpness(ink: Image, angle: float) -> float:
    import cv2
    import numpy as np

    height, width = ink.shape
    shear = np.array([[1, 0, 0], [-np.tan(np.radians(angle)), 1, np.tan(np.radians(angle)) * width / 2]])
    rows = cv2.warpAffine(ink, shear, (width, height), flags=cv2.INTER_LINEAR).mean(axis=1, dtype=np.float64)
    return float((np.diff(rows) ** 2).sum())
