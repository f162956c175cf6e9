"""Column spans of a table's header whose merges were lost: from the number of cells in each row and which are empty.

An empty cell continues the cell above it. So a cell over an empty one is as wide as that; a cell over filled ones is their
heading and covers one or more of them. Row by row from the lowest, the spans are taken only if one assignment alone fits.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from extractor.load.text_columns import Spans

Counts = tuple[int, ...]


def header_spans(rows: Sequence[Sequence[str]]) -> list[Spans] | None:
    """Spans of each header row; the last row has every column. Null where none or several fit."""
    spans: list[Spans] = [[1] * len(rows[-1])]
    for upper, lower in zip(reversed(rows[:-1]), reversed(rows[1:]), strict=True):
        found = _assignments(tuple(bool(cell) for cell in upper), tuple(bool(cell) for cell in lower))
        if len(found) != 1:
            return None
        below, counts = spans[0], found[0]
        starts = [sum(counts[:index]) for index in range(len(counts))]
        spans.insert(0, [sum(below[start : start + count]) for start, count in zip(starts, counts, strict=True)])
    return spans


@cache
def _assignments(upper: Counts | tuple[bool, ...], lower: tuple[bool, ...]) -> tuple[Counts, ...]:
    """Each way in which cells above cover the cells below (two are enough to know it is not sure)."""
    if not upper or not lower:
        return ((),) if not upper and not lower else ()
    found: list[Counts] = []
    for count in _covers(bool(upper[0]), lower):
        found += [(count, *rest) for rest in _assignments(upper[1:], lower[count:])]
        if len(found) > 1:
            break
    return tuple(found[:2])


def _covers(filled: bool, lower: tuple[bool, ...]) -> range:
    """How many of the cells below the first cell above may cover."""
    if not lower[0]:
        return range(1, 2)
    if not filled:
        return range(0)  # nothing new begins under a cell that itself continues another
    run = next((index for index, cell in enumerate(lower) if not cell), len(lower))
    return range(1, run + 1)
