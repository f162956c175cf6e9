"""A slash alone in its place (forms print it where nothing applies) that was read as a one: the stroke leans, a one does not."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from extractor.load.ocr.engine import Line
from extractor.load.ocr.places import upright

if TYPE_CHECKING:
    from extractor.load.ocr.engine import Image

_STROKES = frozenset("1lI|!i丨ノ丿")
"""What a lone slash is read as."""
_LEANS = 0.18
"""How far the top of a slash lies to the right of its foot, in its heights: 0.19 to 0.4 in common fonts; a one has less than 0.15 unless
it is set in italics, which tables of reports are not."""
_LOW = 0.4
"""Of the line's height: lower ink is dirt."""
_SURE = 0.95


def slashed(line: Line, ink: Image) -> Line:
    """The line with a lone leaning stroke as the slash that it is; ``ink`` is the page's, without rules."""
    if line.chars is None or len(line.chars) != 1 or line.chars[0].c not in _STROKES:
        return line
    x0, y0, x1, y1 = (max(int(value), 0) for value in upright(line.quad))
    if _lean(ink[y0 : y1 + 1, x0 : x1 + 1]) < _LEANS:
        return line
    return replace(line, text="/", chars=(replace(line.chars[0], c="/", confidence=_SURE, others=()),))


def _lean(part: Image) -> float:
    """By how much of its height the tallest piece of ink leans to the right."""
    import cv2
    import numpy as np

    if not part.size:
        return 0.0
    count, labels, stats, _ = cv2.connectedComponentsWithStats((part > 0).astype(np.uint8), connectivity=8)
    tallest = max(range(1, count), key=lambda i: stats[i, cv2.CC_STAT_HEIGHT], default=0)
    high = int(stats[tallest, cv2.CC_STAT_HEIGHT]) if tallest else 0
    if high < max(_LOW * part.shape[0], 4):
        return 0.0
    rows, columns = np.nonzero(labels == tallest)
    middle = [columns[rows == row].mean() for row in np.unique(rows)]
    quarter = max(len(middle) // 4, 1)
    return float(np.mean(middle[:quarter]) - np.mean(middle[-quarter:])) / (0.75 * high)
