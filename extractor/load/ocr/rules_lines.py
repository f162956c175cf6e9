"""The ruling lines of a page's picture, as the same ``Rule`` values that a digital page's drawings give."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.load.ocr.rules_held import held
from extractor.load.pdf_rules import TOUCH, Rule, Rules, grouped, merged

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.load.ocr.engine import Image, PixelBox
    from extractor.load.ocr.seals import Disc

_SHORTEST = 15.0
"""Points: longer than a stroke of a character of the body, shorter than the side of a cell."""
_GAP = 1.6
_THICKEST = 4.5
_LETTERS = 3.5
"""So many lines high may a stroke be that is made of letters."""
_INSIDE = 0.6
_OVERSHOT = 8.0
"""Points by which dirt may lengthen a rule past its corner."""
_REACH = 3.0
"""Points by which a line is drawn out at both ends, so that lines that nearly meet do meet."""


def ink_mask(grey: Image) -> Image:
    """255 where there is ink: darker than its surroundings and than the middle of the scale."""
    import cv2
    import numpy as np

    smooth = cv2.GaussianBlur(grey, (3, 3), 0)
    near = cv2.adaptiveThreshold(smooth, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 51, 18)
    dark = cv2.threshold(smooth, 185, 255, cv2.THRESH_BINARY_INV)[1]
    return np.asarray(cv2.bitwise_and(near, dark), np.uint8)


def ruled(mask: Image, points: float, text: Sequence[PixelBox], seals: Sequence[Disc] = ()) -> tuple[list[Rules], Image]:
    """The groups of rules in points, and the mask of their pixels; ``points`` is the size of a pixel.

    ``text`` are the boxes of the lines of text: a stroke inside one is that of a letter. ``seals`` have strokes of their own.
    """
    import numpy as np

    across = _strokes(mask, points, 0)
    down = _strokes(mask, points, 1)
    rules = [merged(_rules(stroke, points, way, text)) for way, stroke in enumerate((across, down))]
    boxes = [(x0 * points, y0 * points, x1 * points, y1 * points) for x0, y0, x1, y1 in text]
    level, upright = (_trimmed(rules[way], rules[1 - way], boxes, way) for way in (0, 1))
    groups = grouped(*held(level, upright, seals))
    lines = np.zeros_like(mask)
    for group in groups:
        for rule in (*group.across, *group.down):
            _copy(lines, (across, down)[rule in group.down], rule, points, rule in group.across)
    return groups, lines


def _copy(into: Image, stroke: Image, rule: Rule, points: float, level: bool) -> None:
    """Copy the pixels of one rule."""
    low, high = (max(round((rule.at + side * _THICKEST) / points), 0) for side in (-0.6, 0.6))
    start, end = max(round(rule.start / points), 0), round(rule.end / points)
    place = (slice(low, high + 1), slice(start, end)) if level else (slice(start, end), slice(low, high + 1))
    into[place] |= stroke[place]


def _trimmed(rules: list[Rule], crossing: list[Rule], text: Sequence[PixelBox], way: int) -> list[Rule]:
    """The rules without what reaches a little past the last rule that they meet (dirt), or into text (letters)."""
    found = []
    for rule in rules:
        met = [other.at for other in crossing if other.start - TOUCH <= rule.at <= other.end + TOUCH and rule.start <= other.at <= rule.end]
        start, end = (min(met), max(met)) if met else (rule.start, rule.end)
        spare = [
            (rule.start, start, start - rule.start),
            (end, rule.end, rule.end - end),
        ]  # fmt: skip
        letters = [0 < length <= _OVERSHOT or (length > 0 and _is_letter(_stroke(rule.at, a, b, way), text)) for a, b, length in spare]
        found.append(Rule(rule.at, start if letters[0] else rule.start, end if letters[1] else rule.end))
    return found


def _stroke(at: float, start: float, end: float, way: int) -> PixelBox:
    return (start, at - 0.5, end, at + 0.5) if way == 0 else (at - 0.5, start, at + 0.5, end)


def _strokes(mask: Image, points: float, way: int) -> Image:
    """What runs straight for long along x (0) or y (1)."""
    import cv2
    import numpy as np

    def bar(length: float) -> Image:
        n = max(round(length / points), 1)
        return np.ones((1, n) if way == 0 else (n, 1), np.uint8)

    thick = np.ones((3, 1) if way == 0 else (1, 3), np.uint8)  # a line that is not quite level steps from row to row
    closed = cv2.morphologyEx(cv2.dilate(mask, thick), cv2.MORPH_CLOSE, bar(_GAP))
    return np.asarray(cv2.morphologyEx(closed, cv2.MORPH_OPEN, bar(_SHORTEST)), np.uint8)


def _is_letter(stroke: PixelBox, text: Sequence[PixelBox]) -> bool:
    """Whether the stroke belongs to letters: it is short, and most of it runs through the inside of boxes of text.

    (Letters of two close lines, or a letter and the rule it touches, make strokes longer than a line is high.)
    """
    x0, y0, x1, y1 = stroke
    length, inside = max(x1 - x0, y1 - y0), 0.0
    for left, top, right, bottom in text:
        edge = 0.1 * (bottom - top)
        over = (min(x1, right - edge) - max(x0, left + edge), min(y1, bottom - edge) - max(y0, top + edge))
        if min(over) > 0 and length < _LETTERS * (bottom - top):
            inside += max(over) + 2 * edge
    return inside > _INSIDE * length


def _rules(stroke: Image, points: float, way: int, text: Sequence[PixelBox]) -> list[Rule]:
    """The straight strokes as rules; those of letters are wiped out of the picture."""
    import cv2

    count, labels, stats, middles = cv2.connectedComponentsWithStats(stroke, connectivity=8)
    found = []
    for i in range(1, count):
        x, y, width, height, area = (int(value) for value in stats[i])
        length = width if way == 0 else height
        if area / length * points > _THICKEST or _is_letter((x, y, x + width, y + height), text):
            stroke[y : y + height, x : x + width][labels[y : y + height, x : x + width] == i] = 0
            continue
        start = (x if way == 0 else y) * points
        found.append(Rule((float(middles[i][1 - way]) + 0.5) * points, start - _REACH / 2, start + length * points + _REACH / 2))
    return found
