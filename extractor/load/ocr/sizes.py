"""The font sizes of a page: a few, which its lines agree on; the height of one line's ink alone tells too little."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractor.load.ocr.glyphs import Measured

_SAME = 0.07
_USUAL = 0.1
"""So near to the size of most of the page, a line has that size."""
_NEAR = 0.25
_FEW = 4
_ODD = (0.75, 1.3)
"""A line of a few characters whose ink is smaller or larger than these shares of the usual size has dirt in it, or lost some ink."""


def agreed_sizes(lines: Sequence[Measured]) -> list[float]:
    """A size for each line: that of the group of surely measured lines nearest to its own, where one is near."""
    groups = _groups([(line.size, len(line.chars)) for line in lines if line.sure])
    return [_nearest(line.size, groups, _SAME if line.sure else _NEAR, len(line.chars) <= _FEW) for line in lines]


def _groups(sizes: list[tuple[float, int]]) -> list[float]:
    """The weighted means of sizes that lie close together, the heaviest first."""
    rest = sorted(sizes)
    groups: list[tuple[float, int]] = []
    while rest:
        middle = max(rest, key=lambda one: sum(n for size, n in rest if abs(size - one[0]) <= _SAME * one[0]))[0]
        near = [one for one in rest if abs(one[0] - middle) <= _SAME * middle]
        weight = sum(n for _, n in near)
        groups.append((sum(size * n for size, n in near) / weight, weight))
        rest = [one for one in rest if one not in near]
    return [size for size, _ in sorted(groups, key=lambda group: -group[1])]


def _nearest(size: float, groups: list[float], reach: float, few: bool) -> float:
    usual = next((group for group in groups if abs(group - size) <= _USUAL * group), None)
    if usual is not None:
        return usual
    near = [group for group in groups if abs(group - size) <= reach * group]
    if few and groups and not _ODD[0] < size / groups[0] < _ODD[1]:
        return groups[0]
    return min(near, key=lambda group: abs(group - size), default=size)
