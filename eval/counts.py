"""Counting: right, wrong, missed and invented, and what follows from them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal

Outcome = Literal["right", "wrong", "missed", "invented"]
Entry = tuple[str, ...]
"""One value of a field in comparable parts: four for a figure (``("830", "万元", "", "")``), one or two for words."""
Outcomes = list[tuple[Outcome, Entry | None, Entry | None]]


@dataclass
class Count:
    """How often a field was read right, wrong, missed, or claimed without being there."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    invented: int = 0

    def add(self, outcome: Outcome) -> None:
        """Counts one more."""
        setattr(self, outcome, getattr(self, outcome) + 1)

    def __add__(self, other: Count) -> Count:
        """Both together."""
        return Count(self.right + other.right, self.wrong + other.wrong, self.missed + other.missed, self.invented + other.invented)

    @property
    def gold(self) -> int:
        """How many there are to find."""
        return self.right + self.wrong + self.missed

    @property
    def precision(self) -> float | None:
        """Of what was said, the part that is right; null where nothing was said."""
        said = self.right + self.wrong + self.invented
        return self.right / said if said else None

    @property
    def recall(self) -> float | None:
        """Of what there is to find, the part that is right; null where there is nothing."""
        return self.right / self.gold if self.gold else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of both; null where there was nothing to say and nothing was said."""
        total = 2 * self.right + 2 * self.wrong + self.missed + self.invented
        return 2 * self.right / total if total else None

    @property
    def perfect(self) -> bool:
        """Whether nothing is wrong, missed or invented."""
        return not (self.wrong or self.missed or self.invented)

    def __str__(self) -> str:
        """Right/wrong/missed/invented."""
        return f"{self.right}/{self.wrong}/{self.missed}/{self.invented}"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing read otherwise than labelled."""

    kind: str
    field: str
    outcome: Outcome
    whose: str
    gold: str | None
    predicted: str | None

    def __str__(self) -> str:
        """A line for the reader."""
        said = {
            "wrong": f"{self.gold} read as {self.predicted}",
            "missed": f"{self.gold} missed",
            "invented": f"{self.predicted} invented",
        }[self.outcome]  # fmt: skip
        return f"{self.kind}.{self.field} of {self.whose}: {said}"


@dataclass
class Tally:
    """Counts by (kind, field), by kind of entity, and every difference."""

    fields: dict[tuple[str, str], Count] = field(default_factory=dict)
    entities: dict[str, Count] = field(default_factory=dict)
    differences: list[Difference] = field(default_factory=list)

    def entity(self, kind: str, outcome: Outcome) -> None:
        """Counts one entity."""
        self.entities.setdefault(kind, Count()).add(outcome)

    def field(self, kind: str, name: str, whose: str, outcomes: Outcomes) -> None:
        """Counts the outcomes of one field of one entity."""
        for outcome, gold, predicted in outcomes:
            self.fields.setdefault((kind, name), Count()).add(outcome)
            if outcome != "right":
                self.differences.append(Difference(kind, name, outcome, whose, shown(gold), shown(predicted)))


def shown(entry: Entry | None) -> str | None:
    """An entry for the reader: ``830万元``, ``90%以上``, ``4.4万元@2023-11``."""
    if entry is None:
        return None
    if len(entry) != 4:
        return " · ".join(entry)
    printed, unit, op, as_of = entry
    before = op if op and op in "≥≤><=约" else ""
    return f"{before}{printed}{unit}{'' if before else op}{f'@{as_of}' if as_of else ''}"


def judge(gold: Sequence[Entry], predicted: Sequence[Entry], same: Callable[[Entry, Entry], bool]) -> Outcomes:
    """Both sides of one field as multisets: equal ones right, the rest wrong in pairs (the most alike), missed or invented."""
    rest, left = list(predicted), []
    outcomes: Outcomes = []
    for entry in gold:
        found = next((one for one in rest if same(entry, one)), None)
        if found is None:
            left.append(entry)
        else:
            rest.remove(found)
            outcomes.append(("right", entry, found))
    for entry in left:
        if rest:
            nearest = max(rest, key=lambda one: sum(a == b for a, b in zip(entry, one, strict=False)))
            rest.remove(nearest)
            outcomes.append(("wrong", entry, nearest))
        else:
            outcomes.append(("missed", entry, None))
    return [*outcomes, *(("invented", None, one) for one in rest)]
