"""The notebook of one report while it is written: entries, values, relations, and every mention of a figure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random
from typing import Any

from eval.synth.blocks import Number, Piece, Pieces, Section, Slot, Words
from eval.synth.numbers import FACTORS, chinese, commas, fixed, full_width, in_unit, needed_decimals, percent, rounded, trimmed
from eval.synth.phrases import Phrases, phrases
from eval.synth.relations import Kind, Relation
from eval.synth.world import Item, World
from schemas.figure import Figure, Op
from schemas.record import ClaimKind, Measure

_BRACES = re.compile(r"\{(\w+)\}")
_SMALL = 13
"""Largest count that is at times written in Chinese numerals."""


@dataclass(frozen=True, slots=True)
class Printed:
    """What a fault makes the page print in a place, instead of the right number."""

    printed: str
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Value:
    """The exact value of a slot: money in yuan (unit 元), all else in its own unit with its decimals."""

    number: Decimal
    unit: str
    decimals: int = 0
    money: bool = False
    rate: tuple[Decimal, Decimal] | None = None


@dataclass(slots=True)
class Entry:
    """A project, quantity, indicator or claim of the truth, its figures apart."""

    fields: dict[str, Any]
    aliases: list[str] = field(default_factory=list)


Overrides = Mapping[tuple[Slot, int], Printed]


class Draft:
    """Hands out figures to the writers and remembers what the truth must say."""

    def __init__(self, world: World, overrides: Overrides) -> None:
        self.world, self.manner, self.overrides = world, world.manner, overrides
        self.chance = Random(f"{world.seed}/words")
        self.entries: dict[Section, list[Entry]] = {"projects": [], "quantities": [], "indicators": [], "claims": []}
        self.values: dict[Slot, Value] = {}
        self.relations: list[Relation] = []
        self.blanks: dict[Slot, str] = {}
        self.forms: Counter[str] = Counter()
        self.mentions: Counter[Slot] = Counter()
        self.stale: dict[Slot, Decimal] = {}
        other = self.manner.other_unit
        self.table_unit = other if other != "亿元" and self.chance.random() < 0.5 else self.manner.unit
        self._prose = other if other != "亿元" and self.table_unit == self.manner.unit else self.manner.unit
        self.counter = self.chance.choice(["个", "个", "项"])
        self._keys: dict[tuple[object, ...], int] = {}
        self._items: dict[int, int] = {}

    # --- words

    def pick(self, *path: str) -> Any:
        """One of the phrases at ``file, key, key``."""
        return self.chance.choice(self.words(*path))

    def words(self, *path: str) -> Any:
        """The phrases at ``file, key, key``."""
        found: Phrases = phrases(path[0])
        for key in path[1:]:
            found = found[key]
        return found

    def fill(self, template: str, /, **parts: Pieces | str) -> Pieces:
        """A template with its braces filled; every part is asked for once, in the order in which it stands."""
        made: list[Piece] = []
        for index, text in enumerate(_BRACES.split(template)):
            part: Pieces | str = parts[text] if index % 2 else text
            made += [part] if isinstance(part, str) else part
        return tuple(made)

    def used(self, form: str) -> None:
        """Counts a form for the survey."""
        self.forms[form] += 1

    # --- entries

    def project(self, item: Item) -> int:
        """The entry of an item; its figures' values and the rate's relation come with it."""
        if id(item) in self._items:
            return self._items[id(item)]
        index = self._add("projects", name=item.name, qualifier=item.qualifier)
        self._items[id(item)] = index
        self.project_values(index, item.budget, item.executed, item.initial)
        self.values[Slot("projects", index, "score")] = Value(item.score, "分", _decimals(item.score))
        self.stale |= {Slot("projects", index, role): item.last_year for role in ("budget", "executed")}
        return index

    def project_values(self, index: int, budget: Decimal, executed: Decimal, initial: Decimal) -> None:
        """Money and rate of a project."""
        for role, amount in (("budget", budget), ("executed", executed), ("initial_budget", initial)):
            self.values[Slot("projects", index, role)] = Value(amount, "元", money=True)
        self.rate(Slot("projects", index, "rate"), Slot("projects", index, "executed"), Slot("projects", index, "budget"))

    def bare_project(self, name: str) -> int:
        """A project that is no item: the fund that a report is about."""
        return self._add("projects", name=name, qualifier=None)

    def quantity(
        self, label: str | None, measure: Measure, value: Value, subject: str | None = None, period: int | None = None, **band: Any
    ) -> Slot:
        """The slot of a quantity; one for each label, subject, period, band, measure and unit."""
        key = (label, measure, subject, period, str(band), value.unit)
        if key not in self._keys:
            year = str(period or self.world.year)
            self._keys[key] = self._add("quantities", label=label, subject=subject, period=year, measure=measure, **band)
        slot = Slot("quantities", self._keys[key], "mentions")
        if self.values.setdefault(slot, value).number != value.number:
            raise ValueError(f"{label} {measure} {subject}: {value.number} and {self.values[slot].number}")
        return slot

    def money(self, label: str | None, measure: Measure, yuan: Decimal, subject: str | None = None, period: int | None = None) -> Slot:
        """A quantity of money."""
        return self.quantity(label, measure, Value(yuan, "元", money=True), subject, period)

    def count(self, label: str, number: int, unit: str, subject: str | None = None, measure: Measure = "count", **band: Any) -> Slot:
        """A quantity that is counted."""
        return self.quantity(label, measure, Value(Decimal(number), unit), subject, **band)

    def indicator(self, path: tuple[str, ...], name: str | None, subject: str | None = None) -> int:
        """A new row."""
        return self._add("indicators", path=path, name=name, subject=subject)

    def _add(self, section: Section, **fields: Any) -> int:
        self.entries[section].append(Entry(fields))
        return len(self.entries[section]) - 1

    def alias(self, slot: Slot, name: str) -> None:
        """Another printed name of an entry."""
        entry = self.entries[slot.section][slot.index]
        if name not in (entry.fields.get("name"), entry.fields.get("label"), *entry.aliases):
            entry.aliases.append(name)

    # --- relations

    def relate(self, kind: Kind, whole: Slot, *parts: Slot) -> None:
        """States a relation once."""
        relation = Relation(kind, whole, parts)
        if relation not in self.relations:
            self.relations.append(relation)

    def rate(self, slot: Slot, executed: Slot, budget: Slot) -> None:
        """The value of a rate follows from its amounts, rounded as the report does."""
        self.values[slot] = self._rate(executed, budget)
        self.relate("rate", slot, executed, budget)

    def rate_quantity(self, label: str | None, executed: Slot, budget: Slot) -> Slot:
        """The rate of two quantities."""
        slot = self.quantity(label, "rate", self._rate(executed, budget))
        self.relate("rate", slot, executed, budget)
        return slot

    def _rate(self, executed: Slot, budget: Slot) -> Value:
        part, whole, decimals = self.values[executed].number, self.values[budget].number, self.manner.rate_decimals
        return Value(percent(part, whole, decimals, self.manner.mode), "%", decimals)

    # --- figures

    def figure(self, slot: Slot, *, table: bool = False, unit: str | None = None, bare: bool = False, op: Op | None = None,
               as_of: str | None = None, shared: Any = None) -> Pieces:  # fmt: skip
        """A mention: the number and, unless ``bare``, its unit. ``unit`` chooses 元, 万元 or 亿元."""
        value, ordinal = self.values[slot], self.mentions[slot]
        self.mentions[slot] += 1
        unit = (unit or (self.table_unit if table else self.prose_unit(value))) if value.money else value.unit
        printed = self._printed(value, unit, table)
        shown = self._shown(printed, value, table)
        override = self.overrides.get((slot, ordinal))
        if override:  # after every draw of chance, so that a fault changes no other word
            printed, unit = override.printed, override.unit or unit
            shown = full_width(printed) if self.manner.full_width and not table else printed
        figure = Figure(printed=printed, unit=unit, op=op, as_of=as_of, shared=shared)
        number = Number(slot, figure, shown, ordinal)
        gap = self.manner.gap if not table else ""
        return (number,) if bare else (*((gap,) if gap else ()), number, gap + unit)

    def _printed(self, value: Value, unit: str, table: bool) -> str:
        if not value.money:
            trims = value.unit == "%" and (self.manner.trims_rates or (not table and self.manner.trims_prose))
            return trimmed(value.number) if trims else fixed(value.number, value.decimals)
        amount = in_unit(value.number, unit)
        decimals = needed_decimals(self.manner.grain, unit) if unit != self.manner.unit else self.manner.decimals
        trims = self.manner.trims_table if table else self.manner.trims_prose
        printed = trimmed(amount) if trims or unit == "亿元" else fixed(amount, decimals)
        separates = {"never": False, "always": True, "sometimes": self.chance.random() < 0.5}[self.manner.commas]
        return commas(printed) if separates and abs(amount) >= 1000 else printed

    def _shown(self, printed: str, value: Value, table: bool) -> str:
        whole = printed.isdigit() and not table and value.unit in "个名座项家所处场"
        if whole and 1 < int(printed) <= _SMALL and int(printed) != 2 and self.chance.random() < 0.06:
            self.used("Chinese numeral")
            return chinese(int(printed))
        return full_width(printed) if self.manner.full_width and not table else printed

    def prose_unit(self, value: Value) -> str:
        """万元 or 元 as this report writes sentences; large sums in 亿元 where it mixes them."""
        if self.manner.small_in_yuan and self._prose == "万元" and 0 < value.number < FACTORS["万元"]:
            self.used("元 among 万元")
            return "元"
        large = self.manner.other_unit == "亿元" and value.number >= FACTORS["亿元"]
        return "亿元" if large else self._prose

    # --- words the truth names

    def marked(self, slot: Slot, pieces: Pieces | str) -> Pieces:
        """A stretch that is the words of a slot."""
        inner = (pieces,) if isinstance(pieces, str) else pieces
        return (Words(slot, tuple(piece for piece in inner if not isinstance(piece, Words))),)

    def claim(self, text: str, kind: ClaimKind, subject: str | None) -> Pieces:
        """A claim in words."""
        return self.marked(Slot("claims", self._add("claims", kind=kind, subject=subject), "span"), text)

    def blank(self, slot: Slot) -> str:
        """An empty cell, drawn as nothing or a dash."""
        kind, shown = self.chance.choice([("empty", ""), ("empty", ""), ("dash", "-"), ("dash", "—"), ("slash", "/")])
        self.blanks[slot] = kind
        return shown

    def scored(self, value: Decimal) -> Value:
        """A score or weight, with the decimals it has."""
        return Value(value, "分", _decimals(value))


def pointer(section: Section, index: int) -> str:
    """The draft's pointer at an entry; the truth numbers them anew."""
    return f"/{section}/{index}"


def _decimals(value: Decimal) -> int:
    return max(0, -int(rounded(value, 4, "nearest").normalize().as_tuple().exponent))
