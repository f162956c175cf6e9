"""Two pages on one sheet: where the white between them runs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from extractor.load.ocr.engine import PixelBox

if TYPE_CHECKING:
    from extractor.load.pdf_tables import Grid

_LANDSCAPE = 1.15
"""A sheet with two pages is wider than high by more than this."""
_MIDDLE = 0.1
"""The white between two pages meets the middle of the sheet, give or take this share of its width."""
_WHITE = 0.03
"""Of the sheet's width: two inner margins are wider, the gap between two columns on one page hardly."""
_LEAST_LINES = 5
_LEAST_FILLED = 0.25
"""Of a half's height: a page's text reaches over more of it."""


def spine(boxes: Sequence[PixelBox], grids: Sequence[Grid], width: int, height: int, points: float) -> float | None:
    """The x in pixels that parts the two pages on a picture; null where it shows one page.

    One page shows one of these: the picture is upright, a line or a table crosses the middle, one half is empty.
    """
    if width < _LANDSCAPE * height:
        return None
    tables = [(grid.xs[0] / points, grid.ys[0] / points, grid.xs[-1] / points, grid.ys[-1] / points) for grid in grids]
    shown = [*boxes, *tables]
    gap = _gap([(box[0], box[2]) for box in shown], width)
    if gap is None:
        return None
    at = sum(gap) / 2
    halves = [box for box in shown if box[2] <= at], [box for box in shown if box[0] >= at]
    return at if all(_is_page(half, height) for half in halves) else None


def _gap(spans: Sequence[tuple[float, float]], width: int) -> tuple[float, float] | None:
    """The widest white that meets the middle, where it is wide enough."""
    low, high = (0.5 - _MIDDLE) * width, (0.5 + _MIDDLE) * width
    best, reached = (0.0, 0.0), 0.0
    for left, right in sorted(spans):
        if left - reached > best[1] - best[0] and reached < high and left > low and reached > 0:
            best = reached, left
        reached = max(reached, right)
    return best if best[1] - best[0] >= _WHITE * width else None


def _is_page(boxes: Sequence[PixelBox], height: int) -> bool:
    if len(boxes) < _LEAST_LINES:
        return False
    return max(box[3] for box in boxes) - min(box[1] for box in boxes) >= _LEAST_FILLED * height
