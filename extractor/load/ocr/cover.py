"""What lies over the paper so that nothing can be seen through it: filled stamps, blots, stickers; and blue ink over black.

Red ink is taken out before reading. Blue ink is not, since reports are printed in blue too; but a number that is partly blue and
partly black has something over it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from extractor.load.ocr.engine import Image, PixelBox

_DPI = 100
_MM = 72 / 25.4
_SOLID = 2.2
"""Millimetres both ways: wider than any stroke of a letter, a rule, or the ring of a seal."""
_DARK = 0.6
"""Of the paper's level: darker is ink, of whatever colour."""
_GREY = 0.75
"""Of the paper's level: what is darker without its colour is not coloured ink alone."""
_SEEN = 0.02
"""Of coloured ink: so much has text under it if text is seen through it (of the heavy scans' seals 3 to 11 %, of opaque ink none)."""
_BLACK = 0.5
"""Of something solid: the part without colour that makes it a black one."""
_BLUE = 50
"""Of 255: so much more blue than red is blue ink."""
_BESIDE = 0.25
"""Of its height: a number may go on so far beyond what was read of it."""
_TOUCHED = 0.02


@dataclass(frozen=True, slots=True)
class Cover:
    """``mask`` is 1 where the paper is covered, ``blue`` where ink is blue, ``black`` where it has no colour.

    ``scale`` is their pixels for one of the picture's.
    """

    mask: Image
    blue: Image
    black: Image
    scale: float

    def hides(self, box: PixelBox, back: NDArray[np.float64]) -> bool:
        """Whether something covers the box in its middle, or the place beside it; ``back`` leads from its pixels to the picture's.

        What is solid on both sides is the ground on which the number is printed.
        """
        x0, y0, x1, y1 = box
        low, high = y0 + (y1 - y0) / 3, y1 - (y1 - y0) / 3
        more = _BESIDE * (y1 - y0)
        if self._meets(self.mask, (x0, low, x1, high), back):
            return True
        if all(self._meets(ink, (x0, low, x1, high), back) for ink in (self.blue, self.black)):
            return True
        return self._meets(self.mask, (x0 - more, low, x0, high), back) != self._meets(self.mask, (x1, low, x1 + more, high), back)

    def _meets(self, mask: Image, box: PixelBox, back: NDArray[np.float64]) -> bool:
        import numpy as np

        x0, y0, x1, y1 = box
        corners = np.array([(x, y, 1.0) for x in (x0, x1) for y in (y0, y1)]) @ back.T
        points = corners[:, :2] / corners[:, 2:] * self.scale
        (left, top), (right, bottom) = np.maximum(points.min(axis=0), 0).astype(int), np.maximum(points.max(axis=0), 0).astype(int) + 1
        part = mask[top:bottom, left:right]
        return bool(part.size and part.mean() > _TOUCHED)


def covered(image: Image, without_colour: Image, points: float) -> Cover:
    """What is solid in a picture and shows no text; ``without_colour`` is the same in grey, without coloured ink."""
    import cv2
    import numpy as np

    scale = min(points / 72 * _DPI, 1.0)
    shown, plain = (
        cv2.resize(one, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        for one in (image if image.ndim == 2 else image.min(axis=2), without_colour)
    )
    dark = shown < _DARK * float(np.percentile(shown, 70))
    grey = plain < _GREY * float(np.percentile(plain, 70))
    side = max(round(_SOLID * _MM / 72 * _DPI), 3)
    solid = cv2.morphologyEx(dark.astype(np.uint8), cv2.MORPH_OPEN, np.ones((side, side), np.uint8))
    if _seen_through(dark & ~grey, grey):
        count, labels = cv2.connectedComponents(solid)
        for i in range(1, count):
            if grey[labels == i].mean() < _BLACK:
                solid[labels == i] = 0
    blue = _blue(image, scale)
    return Cover(np.asarray(solid, np.uint8), blue, (grey & (blue == 0)).astype(np.uint8), scale)


def _blue(image: Image, scale: float) -> Image:
    """1 where the picture is blue and dark."""
    import cv2
    import numpy as np

    small = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA).astype(np.int16)
    if small.ndim == 2:
        return np.zeros(small.shape, np.uint8)
    inked = (small[:, :, 2] - small[:, :, 0] > _BLUE).astype(np.uint8)
    return np.asarray(cv2.dilate(inked, np.ones((3, 3), np.uint8)), np.uint8)


def _seen_through(coloured: NDArray[np.bool_], grey: NDArray[np.bool_]) -> bool:
    """Whether text is seen through the coloured ink of a page: black within what is coloured around it."""
    import cv2
    import numpy as np

    closed = cv2.morphologyEx(coloured.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8))
    inside = cv2.erode(closed, np.ones((3, 3), np.uint8)) > 0
    return bool(inside.any() and grey[inside].mean() > _SEEN)
