"""The ruling lines of a page: strokes, thin filled rectangles and the sides of boxes, joined where they continue one another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import pymupdf

from extractor.load.pdf_frame import BoxTuple, Turn

THIN = 3.0
"""A filled rectangle no thicker than this is a line."""
_THICKEST = 8.0
_SAME_LINE = 1.2
_DASH = 4.0
_SHORTEST = 5.0
TOUCH = 3.0
"""Lines whose ends come this close touch."""
TOO_MANY = 4000


class Rule(NamedTuple):
    """A straight line: at ``at`` across its direction, from ``start`` to ``end`` along it."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Rules:
    """Horizontal and vertical rules that hang together."""

    across: tuple[Rule, ...]
    down: tuple[Rule, ...]


def read_rules(paths: list[dict[str, Any]], turn: Turn) -> list[Rules]:
    """The groups of rules that touch one another, in the frame that ``turn`` leads to; too many lines give none."""
    across: list[Rule] = []
    down: list[Rule] = []
    for path in paths:
        for box in _boxes(path):
            x0, y0, x1, y1 = box if turn.same else turn.box(box)
            if y1 - y0 <= THIN:
                across.append(Rule((y0 + y1) / 2, x0, x1))
            if x1 - x0 <= THIN:
                down.append(Rule((x0 + x1) / 2, y0, y1))
    if len(across) + len(down) > 20 * TOO_MANY:
        return []
    across, down = merged(across), merged(down)
    return grouped(across, down) if len(across) + len(down) <= TOO_MANY else []


def _boxes(path: dict[str, Any]) -> Iterator[BoxTuple]:
    """The thin boxes that a path paints."""
    filled = path.get("fill") is not None and path.get("fill_opacity") != 0
    stroked = path.get("color") is not None and path.get("stroke_opacity") != 0 and not _white(path["color"])
    stroked = stroked and (path.get("width") or 0) <= _THICKEST
    polygon: list[tuple[float, float]] = []
    for item in path["items"]:
        if item[0] == "l":
            (ax, ay), (bx, by) = item[1], item[2]
            if stroked and min(abs(ax - bx), abs(ay - by)) < 1:
                yield min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)
            polygon += [(ax, ay), (bx, by)]
            continue
        if item[0] == "re":
            box = tuple(item[1])
        elif item[0] == "qu":
            box = tuple(pymupdf.Quad(item[1]).rect)
        else:
            polygon = []
            break
        if filled and min(box[2] - box[0], box[3] - box[1]) <= THIN and not _white(path["fill"]):
            yield box
        elif stroked:
            yield from sides(box)
    if filled and polygon and not _white(path["fill"]):
        yield from _thin_polygons(path["items"])


def _thin_polygons(items: list[Any]) -> Iterator[BoxTuple]:
    """Lines drawn as filled polygons (the mitred borders of browsers): one thin box for each closed outline."""
    points: list[tuple[float, float]] = []
    for item in [*items, ("l", None, None)]:
        if item[0] != "l":
            continue
        if points and item[1] != points[-1]:
            xs, ys = [p[0] for p in points], [p[1] for p in points]
            if min(max(xs) - min(xs), max(ys) - min(ys)) <= THIN:
                yield min(xs), min(ys), max(xs), max(ys)
            points = []
        if item[1] is not None:
            points += [item[1], item[2]]


def sides(box: tuple[float, ...]) -> Iterator[BoxTuple]:
    """The four sides of a box, as boxes without thickness."""
    x0, y0, x1, y1 = box
    yield from ((x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1))


def _white(color: tuple[float, ...]) -> bool:
    return len(color) > 0 and min(color) > 0.98


def merged(rules: list[Rule]) -> list[Rule]:
    """Pieces of one line (dashes, the sides of neighbouring cells, corner dots) as one rule."""
    found: list[Rule] = []
    row: list[Rule] = []
    for rule in [*sorted(rules), Rule(float("inf"), 0, 0)]:
        if row and rule.at - row[0].at > _SAME_LINE:
            found += _joined(row)
            row = []
        row.append(rule)
    return [rule for rule in found if rule.end - rule.start >= _SHORTEST]


def _joined(row: list[Rule]) -> Iterator[Rule]:
    row.sort(key=lambda rule: rule.start)
    start, end, at, weight = row[0].start, row[0].end, 0.0, 0.0
    for rule in row:
        if rule.start > end + _DASH:
            yield Rule(at / weight, start, end)
            start, end, at, weight = rule.start, rule.end, 0.0, 0.0
        length = max(rule.end - rule.start, 0.01)
        at, weight, end = at + rule.at * length, weight + length, max(end, rule.end)
    yield Rule(at / weight, start, end)


def grouped(across: list[Rule], down: list[Rule]) -> list[Rules]:
    """Connected rules; a line that crosses none of the other direction (an underline) belongs to nothing."""
    root = list(range(len(across) + len(down)))

    def find(i: int) -> int:
        while root[i] != i:
            root[i] = root[root[i]]
            i = root[i]
        return i

    for j, v in enumerate(down, len(across)):
        for i, h in enumerate(across):
            if h.start - TOUCH <= v.at <= h.end + TOUCH and v.start - TOUCH <= h.at <= v.end + TOUCH:
                root[find(i)] = find(j)
    members: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for i, rule in enumerate([*across, *down]):
        members.setdefault(find(i), ([], []))[i >= len(across)].append(rule)
    lone = [v for h, verticals in members.values() if not h for v in verticals]
    return [Rules(tuple(h), (*v, *_flanks(h, v, lone))) for h, v in members.values() if len(h) > 1 and v]


def _flanks(across: list[Rule], down: list[Rule], lone: list[Rule]) -> list[Rule]:
    """Vertical rules that touch nothing but stand beside the group in its full height: a cell merged over the whole page."""
    top, bottom = min(v.start for v in down), max(v.end for v in down)
    left, right = min(h.start for h in across), max(h.end for h in across)
    near = 0.5 * (right - left)
    return [
        v for v in lone
        if abs(v.start - top) <= _DASH and abs(v.end - bottom) <= _DASH and left - near < v.at < right + near
    ]  # fmt: skip
