"""What became of the values of one field, and which values are right but at the wrong place."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from eval.pairing import assign
from eval.scores import Leaf, Outcome
from eval.values import Entry, Kind, Same, Value, unit_slip

_UNLIKE = 10
FAMILIES = {"target": "value", "actual": "value"}
"""Fields whose words may change places with one another; any other field only with itself. Figures may stand anywhere."""


@dataclass(slots=True)
class Judged:
    """One leaf while it is judged; ``item`` is the gold pointer of what it belongs to, or the predicted one without a partner."""

    section: str
    field: str
    kind: Kind
    item: str
    outcome: Outcome
    gold: Value | None
    predicted: Value | None
    home: str | None = None

    @property
    def stray(self) -> bool:
        """A right value where the gold has nothing."""
        return self.outcome == "misplaced" and self.gold is None

    def leaf(self) -> Leaf:
        """The published form."""
        sides = {"gold": self.gold, "predicted": self.predicted}
        places = {name: value.pointer for name, value in sides.items() if value}
        words = {f"{name}_value": value.shown for name, value in sides.items() if value and self.outcome != "empty"}
        return Leaf(section=self.section, field=self.field, outcome=self.outcome, home=self.home, **places, **words)


def judge(gold: Sequence[Value], predicted: Sequence[Value], same: Same) -> Iterator[tuple[Outcome, Value | None, Value | None]]:
    """Both sides of one field as multisets: equal ones right; of the rest unit slips first, then the most alike, are pairs."""
    rest: list[Value] = list(predicted)
    left: list[Value] = []
    for one in gold:
        found = next((other for other in rest if same(one.entry, other.entry)), None)
        if found is None:
            left.append(one)
        else:
            rest.remove(found)
            yield "right", one, found
    pairs = _rest(left, rest)
    for g, p in pairs:
        yield "unit" if unit_slip(left[g].entry, rest[p].entry) else "wrong", left[g], rest[p]
    yield from (("missed", one, None) for index, one in enumerate(left) if index not in {g for g, _ in pairs})
    yield from (("invented", None, one) for index, one in enumerate(rest) if index not in {p for _, p in pairs})


def _rest(gold: Sequence[Value], predicted: Sequence[Value]) -> list[tuple[int, int]]:
    """What is wrong in pairs, as many as there are; the order of the values plays no part."""
    if len(gold) <= 1 and len(predicted) <= 1:
        return [(0, 0)] if gold and predicted else []
    rows, columns = _by_value(gold), _by_value(predicted)
    costs = [[_unlike(gold[g].entry, predicted[p].entry) for p in columns] for g in rows]
    return [(rows[row], columns[column]) for row, column in assign(costs, 100 * _UNLIKE)]


def _by_value(values: Sequence[Value]) -> list[int]:
    return sorted(range(len(values)), key=lambda index: values[index].entry)


def _unlike(gold: Entry, predicted: Entry) -> int:
    return 0 if unit_slip(gold, predicted) else _UNLIKE - sum(one == other for one, other in zip(gold, predicted, strict=False))


def misplace(leaves: Sequence[Judged]) -> None:
    """Turns wrong and invented leaves into misplaced ones where their value is one that some other gold leaf misses.

    Each missed value excuses one leaf. Of several homes the nearest is taken: the same item, then the same field.
    """
    homes: dict[tuple[str, ...], list[Judged]] = defaultdict(list)
    strangers: dict[tuple[str, ...], list[Judged]] = defaultdict(list)
    for one in leaves:
        if one.kind != "name" and one.gold and one.outcome in ("wrong", "missed"):
            homes[_key(one, one.gold)].append(one)
        if one.kind != "name" and one.predicted and one.outcome in ("wrong", "invented"):
            strangers[_key(one, one.predicted)].append(one)
    for key, found in strangers.items():
        if key in homes:
            _house(found, homes[key])


def _house(strangers: Sequence[Judged], homes: Sequence[Judged]) -> None:
    free = Counter(id(home) for home in homes)
    offers = [(_far(one, home), index, place) for index, one in enumerate(strangers) for place, home in enumerate(homes) if one is not home]
    for _, index, place in sorted(offers):
        one, home = strangers[index], homes[place]
        if one.home is None and free[id(home)] and home.gold:
            free[id(home)] -= 1
            one.home = home.gold.pointer
    for one in strangers:
        if one.home is not None:
            one.outcome = "misplaced"


def _far(one: Judged, home: Judged) -> tuple[object, ...]:
    near = one.item != home.item, (one.section, one.field) != (home.section, home.field)
    return *near, one.section, one.field, home.section, home.field, *_told(one), *_told(home)


def _told(one: Judged) -> tuple[object, ...]:
    """What a leaf says, so that a choice among equally near ones does not follow their order."""
    return one.outcome, one.gold.entry if one.gold else (), one.predicted.entry if one.predicted else ()


def _key(one: Judged, value: Value) -> tuple[str, ...]:
    """Number and unit of a figure; words with their field."""
    return ("figure", *value.entry[:2]) if one.kind == "figure" else (FAMILIES.get(one.field, one.field), *value.entry)
