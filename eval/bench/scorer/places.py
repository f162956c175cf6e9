"""A gold record as it is damaged: its leaves, its items that may be struck, its figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from eval.bench.scorer.layout import HEAD, ROLES, SECTIONS, Json, Key, figure_text, leaves_of

Keys = Counter[Key]
Twins = Mapping[str, Sequence[Sequence[int]]]


@dataclass(frozen=True, slots=True)
class Damage:
    """A damaged record and every leaf with its class."""

    record: Json
    leaves: Keys


@dataclass(frozen=True)
class Gold:
    """A gold record as JSON values; ``twins`` are items that nothing but their figures tells apart: they are shuffled as one
    and not struck, since no scorer that leaves amounts out can tell which of them is gone."""

    name: str
    record: Json
    twins: Twins

    def leaves(self) -> Keys:
        """Every leaf, right or empty."""
        found: Keys = Counter(("head", name, *whole(self.record[name])) for name in HEAD)
        for section in SECTIONS:
            for index in range(len(self.record[section])):
                found.update(self.item(section, index))
        return found

    def item(self, section: str, index: int) -> list[Key]:
        """The leaves of one item, right or empty."""
        return [(section, name, *whole(value)) for name, value in leaves_of(self.record, section, index)]

    def items(self, *sections: str) -> list[tuple[str, int]]:
        """Items that may be struck."""
        tied = {(section, index) for section, groups in self.twins.items() for group in groups for index in group}
        return [(section, index) for section in sections for index in range(len(self.record[section])) if (section, index) not in tied]


@dataclass(frozen=True, slots=True)
class Spot:
    """A figure: its item, the field's name in the scores, its list (the very object inside a record) and place there."""

    section: str
    index: int
    field: str
    keys: tuple[str, ...]
    place: int

    def figures(self, record: Json) -> list[Json]:
        """The list in this record."""
        value = record[self.section][self.index]
        for key in self.keys:
            value = value[key]
        found: list[Json] = value
        return found

    def figure(self, record: Json) -> Json:
        """The figure in this record."""
        return self.figures(record)[self.place]

    def key(self, record: Json, outcome: str) -> Key:
        """The leaf in this record, with a class."""
        return self.section, self.field, figure_text(self.figure(record)), outcome


def spots(gold: Gold) -> Iterator[Spot]:
    """Every figure of the record that may be struck."""
    for section, index in gold.items("projects", "quantities", "indicators"):
        for field, keys in lists_of(gold.record, section, index):
            spot = Spot(section, index, field, keys, 0)
            yield from (Spot(section, index, field, keys, place) for place in range(len(spot.figures(gold.record))))


def lists_of(record: Json, section: str, index: int) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The figure lists of an item: the field's name, and the keys that lead to the list."""
    one = record[section][index]
    if section == "projects":
        yield from ((role, (role,)) for role in ROLES)
    elif section == "quantities":
        yield "mentions", ("mentions",)
    else:
        yield from ((f"{name} figures", (name, "figures")) for name in ("target", "actual") if one[name])
        yield from ((name, (name,)) for name in ("weight", "score"))


def whole(value: object) -> tuple[str | None, str]:
    """A value and its class where nothing is damaged."""
    return (None, "empty") if value is None else (str(value), "right")
