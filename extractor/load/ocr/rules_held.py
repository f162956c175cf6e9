"""Which straight strokes are walls of a table: those that end at other walls. Strokes of a seal or a stamp end anywhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extractor.load.ocr.seals import Disc
from extractor.load.pdf_rules import TOUCH, Rule

_FREE = 0.4
"""Of its length: so much of a wall may have faded at an end."""
_BEYOND = 12.0
"""Points by which a crease reaches beyond a table."""
_FEW = 3
_SAME = 2.0
"""Points: rules whose places differ by less run in one line."""

Both = tuple[list[Rule], list[Rule]]
"""Rules across and rules down."""


def held(across: Sequence[Rule], down: Sequence[Rule], seals: Sequence[Disc]) -> Both:
    """The rules without the strokes of seals and stamps; a rule that a seal has hidden in part is whole again.

    A wall ends at walls that run on to both sides, or at the outline of the table. Taking one away may leave another without
    hold, so this goes on until all stay. ``seals`` are in points.
    """
    both = _outside(_unfolded(across, down), seals, 0), _outside(_unfolded(down, across), seals, 1)
    while True:
        left = _held(both[0], both[1], seals, 0), _held(both[1], both[0], seals, 1)
        if left == both:
            return left
        both = left


def _unfolded(rules: Sequence[Rule], crossing: Sequence[Rule]) -> list[Rule]:
    """Without the creases of the paper: they run on at both ends where every other rule that meets a wall has ended."""
    walls = [rule for rule in rules if _touches(rule, crossing)]
    found = []
    for rule in rules:
        others = [other for other in walls if other is not rule]
        low, high = min((other.start for other in others), default=0), max((other.end for other in others), default=0)
        if len(others) < _FEW or rule.start > low - _BEYOND or rule.end < high + _BEYOND:
            found.append(rule)
    return found


def _outside(rules: Sequence[Rule], seals: Sequence[Disc], way: int) -> list[Rule]:
    """Without the strokes along a ring; pieces that break off inside one seal joined."""
    kept = [rule for rule in rules if not any(_along_ring(rule, seal, way) for seal in seals)]
    return [rule for line in _lines(kept) for rule in _joined(line, seals, way)] if seals else kept


def _joined(line: Sequence[Rule], seals: Sequence[Disc], way: int) -> list[Rule]:
    found = [line[0]]
    for rule in line[1:]:
        one = found[-1]
        hidden = any(
            seal.holds(*_point(one.at, one.end, way)) and seal.holds(*_point(rule.at, rule.start, way))
            and not (_inside(one, seal, way) and _inside(rule, seal, way))
            for seal in seals
        )  # fmt: skip
        found[-1:] = [Rule((one.at + rule.at) / 2, one.start, max(one.end, rule.end))] if hidden else [one, rule]
    return found


def _along_ring(rule: Rule, seal: Disc, way: int) -> bool:
    """Whether the stroke is where the ring runs along its direction: at the seal's side, not longer than such a piece is."""
    across, along = (seal.y, seal.x)[way], (seal.x, seal.y)[way]
    at_side = 0.8 * seal.radius < abs(rule.at - across) < 1.05 * seal.radius
    return at_side and along - 0.8 * seal.radius < rule.start and rule.end < along + 0.8 * seal.radius


def _lines(rules: Iterable[Rule]) -> list[list[Rule]]:
    """The rules that run in one line, in its order."""
    lines: list[list[Rule]] = []
    for rule in sorted(rules):
        line = next((line for line in lines if abs(line[0].at - rule.at) <= _SAME), None)
        if line is None:
            lines.append([rule])
        else:
            line.append(rule)
    return [sorted(line, key=lambda rule: rule.start) for line in lines]


def _point(at: float, along: float, way: int) -> tuple[float, float]:
    return (along, at) if way == 0 else (at, along)


def _inside(rule: Rule, seal: Disc, way: int) -> bool:
    return seal.holds(*_point(rule.at, rule.start, way)) and seal.holds(*_point(rule.at, rule.end, way))


def _held(rules: list[Rule], crossing: list[Rule], seals: Sequence[Disc], way: int) -> list[Rule]:
    """``crossing`` inside seals holds nothing there: strokes of a seal cross one another."""
    firm = [other for other in crossing if not any(_inside(other, seal, 1 - way) for seal in seals)]
    found = []
    for rule in rules:
        sealed = any(_inside(rule, seal, way) for seal in seals)
        spare = TOUCH if sealed else max(_FREE * (rule.end - rule.start), TOUCH)
        if not _touches(rule, crossing) or _ends_held(rule, spare, rules, firm if sealed else crossing):
            found.append(rule)
    return found


def _touches(rule: Rule, crossing: Sequence[Rule]) -> bool:
    """Whether it meets any rule of the other direction; one that does not is no part of a table anyway."""
    return any(_meets(other, rule.at) and rule.start - TOUCH <= other.at <= rule.end + TOUCH for other in crossing)


def _meets(other: Rule, at: float) -> bool:
    return other.start - TOUCH <= at <= other.end + TOUCH


def _ends_held(rule: Rule, spare: float, rules: Sequence[Rule], crossing: Sequence[Rule]) -> bool:
    """Whether walls hold both ends; ``spare``: how far from the end a wall may stand."""
    starts = [other for other in crossing if _meets(other, rule.at) and rule.start - spare <= other.at <= rule.start + TOUCH]
    ends = [other for other in crossing if _meets(other, rule.at) and rule.end - TOUCH <= other.at <= rule.end + spare]
    return _end_held(rule, rule.start, -1, starts, rules, crossing) and _end_held(rule, rule.end, 1, ends, rules, crossing)


def _end_held(rule: Rule, end: float, side: int, met: Sequence[Rule], rules: Sequence[Rule], crossing: Sequence[Rule]) -> bool:
    """Whether a wall stands at the end, or the rule goes on further away, or nothing of the table lies beyond."""
    if any(other.start < rule.at - TOUCH and other.end > rule.at + TOUCH for other in met):
        return True
    if any(abs(other.at - rule.at) <= _SAME and _beyond(other, end, side) and _touches(other, crossing) for other in rules):
        return True
    return not _enclosed(rule, end, side, rules, [other for other in crossing if other not in met])


def _beyond(other: Rule, end: float, side: int) -> bool:
    return other.start > end - TOUCH if side > 0 else other.end < end + TOUCH


def _enclosed(rule: Rule, end: float, side: int, rules: Sequence[Rule], crossing: Sequence[Rule]) -> bool:
    """Whether walls stand on all four sides of the place just beyond an end."""
    place = end + side * TOUCH
    beside = [other.at - rule.at for other in rules if other is not rule and other.start - TOUCH <= place <= other.end + TOUCH]
    before = [(other.at - place) * side for other in crossing if _meets(other, rule.at)]
    return min(beside, default=0) < -TOUCH and max(beside, default=0) > TOUCH and max(before, default=0) > 0 and min(before, default=0) < 0
