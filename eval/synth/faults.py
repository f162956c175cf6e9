"""Faults in the report: planted before it is written again, with the truth of what was changed.

A world is written once without faults; from that page a figure is drawn, and the world is written a second time with
``overrides``, so that nothing but the struck figures differs. Patterns: one place (``single``), every place that prints the
figure (``repeated``), a part and the total it is carried into (``propagated``). Two at once are two faults of one report.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from random import Random
from typing import Any, Literal

from eval.synth.blocks import Slot
from eval.synth.draft import Printed
from eval.synth.make import Made, printed
from eval.synth.mistype import SLIPS, Slip, slip
from eval.synth.numbers import FACTORS, commas, in_unit, trimmed
from eval.synth.relations import Relation, base, holds
from eval.synth.to_text import Place
from eval.synth.write import write
from schemas.figure import Figure

Pattern = Literal["single", "repeated", "propagated"]
PATTERNS: tuple[Pattern, ...] = ("single", "single", "repeated", "propagated")
_TRIES = 80
_NEAR = 3
"""How many mentions away a neighbour may stand."""
_ANYWHERE = 0.08
"""Share of faults that need not be covered by a relation."""

Key = tuple[Slot, int]


@dataclass(frozen=True, slots=True)
class Fault:
    """One cause: the places it changed, and the relations (by kind) that it breaks; none makes it uncheckable."""

    slip: Slip
    pattern: Pattern
    changes: Mapping[Key, Printed]
    breaks: tuple[str, ...]


def with_faults(clean: Made, carrier: str, count: int) -> tuple[Made, list[dict[str, Any]]]:
    """The report written again with up to ``count`` faults, and what they are."""
    chance = Random(f"{clean.report.draft.world.seed}/faults")
    planter, faults = _Planter(clean, chance), []
    for _ in range(count):
        fault = planter.draw()
        if fault:
            faults.append(fault)
    overrides = {key: value for fault in faults for key, value in fault.changes.items()}
    made = printed(write(clean.report.draft.world, overrides), clean.name, carrier)
    return made, [_told(fault, clean, made) for fault in faults]


def _told(fault: Fault, clean: Made, made: Made) -> dict[str, Any]:
    changes = []
    for key in fault.changes:
        pointer = made.truth.pointers[key]
        wrong, right = made.truth.places[pointer], clean.truth.places[clean.truth.pointers[key]].number.figure
        changes.append({
            "pointer": pointer, "printed": wrong.number.figure.printed, "unit": wrong.number.figure.unit, "right": right.printed,
            "right_unit": right.unit, "span": [wrong.start, wrong.end], "cell": wrong.cell,
        })  # fmt: skip
    return {
        "type": fault.slip, "pattern": fault.pattern, "checkable": bool(fault.breaks), "breaks": list(fault.breaks), "changes": changes
    }  # fmt: skip


class _Planter:
    """Draws faults for one report; no two touch the same figure."""

    def __init__(self, clean: Made, chance: Random) -> None:
        self.made, self.chance = clean, chance
        self.draft, self.truth = clean.report.draft, clean.truth
        self.places = {(place.number.slot, place.number.ordinal): place for place in clean.page.places}
        self.order = list(self.places)
        self.struck: set[Slot] = set()

    def draw(self) -> Fault | None:
        """A fault; covered by a relation unless chance lets it stand anywhere."""
        anywhere = self.chance.random() < _ANYWHERE
        kind, pattern = self.chance.choice(SLIPS), self.chance.choice(PATTERNS)
        for attempt in range(2 * _TRIES):
            if attempt >= _TRIES:  # this report has no room for the kind drawn first
                kind, pattern = self.chance.choice(SLIPS), self.chance.choice(PATTERNS)
            fault = self._try(kind, pattern)
            if fault and (fault.breaks or anywhere):
                self.struck |= {slot for slot, _ in fault.changes}
                return fault
        return None

    def _try(self, kind: Slip, pattern: Pattern) -> Fault | None:
        key = self.chance.choice(self.order)
        if key[0] in self.struck:
            return None
        wrong = self._slipped(kind, key)
        if wrong is None:
            return None
        changes = self._spread(pattern, key, wrong)
        return Fault(kind, pattern, changes, tuple(sorted(set(self._broken(changes))))) if changes else None

    def _slipped(self, kind: Slip, key: Key) -> Printed | None:
        place = self.places[key]
        figure, at = place.number.figure, self.order.index(key)
        near = [self.places[other].number.figure for other in self.order[max(0, at - _NEAR) : at + _NEAR + 1] if other != key]
        neighbours = tuple(one for one in near if one.unit == figure.unit)
        return slip(kind, figure, self.chance, neighbours, self.draft.stale.get(key[0]), unit_printed=place.cell is None)

    def _spread(self, pattern: Pattern, key: Key, wrong: Printed) -> dict[Key, Printed] | None:
        if pattern == "single":
            return {key: wrong}
        everywhere = self._everywhere(key[0], self._value(key, wrong))
        if pattern == "repeated":
            return everywhere if len(self._keys(key[0])) > 1 and everywhere else None
        return self._carried(key, wrong, everywhere)

    def _carried(self, key: Key, wrong: Printed, part: dict[Key, Printed] | None) -> dict[Key, Printed] | None:
        sums = [one for one in self.truth.relations if one.kind == "sum" and key[0] in one.parts and one.whole not in self.struck]
        if not sums or part is None:
            return None
        whole = self.chance.choice(sums).whole
        first = (whole, 0)
        moved = base(self.places[first].number.figure) + self._value(key, wrong) - base(self.places[key].number.figure)
        total = self._everywhere(whole, moved)
        return {**part, **total} if total and moved > 0 else None

    def _value(self, key: Key, wrong: Printed) -> Any:
        figure = self.places[key].number.figure
        return base(Figure(printed=wrong.printed, unit=wrong.unit or figure.unit))

    def _everywhere(self, slot: Slot, value: Any) -> dict[Key, Printed] | None:
        """The same wrong value in every place, each in its own unit; none where a place cannot print it."""
        made = {key: _as_there(value, self.places[key]) for key in self._keys(slot)}
        return {key: one for key, one in made.items() if one} if all(made.values()) else None

    def _keys(self, slot: Slot) -> list[Key]:
        return [key for key in self.order if key[0] == slot]

    def _broken(self, changes: Mapping[Key, Printed]) -> Iterator[str]:
        """Kinds of relations that the changed figures violate, the repetition of a figure among them."""
        figures = {key: self._figure(key, changes) for key in self.order}
        for slot in {slot for slot, _ in changes}:
            values = {base(figures[key]) for key in self._keys(slot) if not figures[key].op}
            if len(values) > 1:
                yield "same"
        for relation in self.truth.relations:
            if any(slot == other for slot in relation.slots for other, _ in changes) and not self._holds(relation, figures, changes):
                yield relation.kind

    def _holds(self, relation: Relation, figures: Mapping[Key, Figure], changes: Mapping[Key, Printed]) -> bool:
        chosen = {slot: next((key for key in changes if key[0] == slot), (slot, 0)) for slot in relation.slots}
        found = {slot: figures[key] for slot, key in chosen.items()}
        if relation.kind == "rate" and not base(found[relation.parts[1]]):
            return False
        return holds(relation, found)

    def _figure(self, key: Key, changes: Mapping[Key, Printed]) -> Figure:
        figure = self.places[key].number.figure
        wrong = changes.get(key)
        return figure.model_copy(update={"printed": wrong.printed, "unit": wrong.unit or figure.unit}) if wrong else figure


def _as_there(value: Any, place: Place) -> Printed | None:
    figure = place.number.figure
    amount = in_unit(value, figure.unit) if figure.unit in FACTORS else value
    printed = trimmed(amount)
    if amount < 0 or len(printed) > 16:
        return None
    if figure.decimals > len(printed.partition(".")[2]):
        printed = f"{amount:.{figure.decimals}f}"
    return Printed(commas(printed) if "," in figure.printed else printed)
