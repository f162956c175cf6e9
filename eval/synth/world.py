"""What is true in one invented report, before a word of it is written. Money in yuan."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from eval.synth.numbers import Mode
from schemas.record import Status

Genre = Literal["items", "single", "whole", "transfer"]
GENRES: tuple[Genre, ...] = ("items", "single", "whole", "transfer")


Commas = Literal["never", "always", "sometimes"]


@dataclass(frozen=True, slots=True)
class Work:
    """Something counted: 整治山塘12座; where a price is given, the budget is number times price."""

    noun: str
    verb: str
    unit: str
    number: int
    price: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Goal:
    """A row of a score table. A goal in words has no figures; ``reached`` is what was done."""

    group: str
    kind: str
    name: str
    wanted: Decimal | str
    reached: Decimal | str
    unit: str
    op: Literal["≥", "≤", "="] | None
    weight: Decimal
    score: Decimal
    reason: str | None


@dataclass(frozen=True, slots=True)
class Item:
    """A project."""

    topic: str
    name: str
    qualifier: str | None
    short: str | None
    department: str | None
    initial: Decimal
    budget: Decimal
    executed: Decimal
    last_year: Decimal
    score: Decimal
    grade: str
    status: Status
    reason: str | None
    works: tuple[Work, ...]
    rate_goal: tuple[str, Decimal]
    carried: Decimal = Decimal(0)
    """What of the budget comes from the year before."""

    @property
    def shown(self) -> str:
        """The name with its batch."""
        return f"{self.name}（{self.qualifier}）" if self.qualifier else self.name


@dataclass(frozen=True, slots=True)
class UnitMoney:
    """A unit's own money: ``basic`` and ``project`` are its spending; ``three`` holds (last year, budget, this year) of each cost."""

    initial: Decimal
    budget: Decimal
    basic: Decimal
    project: Decimal
    wage: Decimal
    goods: Decimal
    family: Decimal
    three: tuple[tuple[Decimal, Decimal, Decimal], ...]

    @property
    def executed(self) -> Decimal:
        """All spending."""
        return self.basic + self.project


@dataclass(frozen=True, slots=True)
class Manner:
    """How this report prints numbers."""

    unit: str
    other_unit: str
    grain: Decimal
    decimals: int
    rate_decimals: int
    mode: Mode
    trims_prose: bool
    trims_table: bool
    trims_rates: bool
    commas: Commas
    gap: str
    full_width: bool
    small_in_yuan: bool
    """Sums below 10,000 are written in 元 among others in 万元."""


@dataclass(frozen=True, slots=True)
class World:
    """One report's truth."""

    genre: Genre
    place: str
    organisation: str
    self_word: str
    year: int
    label: str
    fund: str
    items: tuple[Item, ...]
    departments: tuple[str, ...]
    goals: tuple[Goal, ...]
    unit_money: UnitMoney | None
    execution: Decimal
    """Score of the execution row."""
    towns: tuple[str, ...]
    shares: tuple[tuple[Decimal, ...], ...]
    """What each town (row) gets of each item (column)."""
    people: tuple[int, int, int, int]
    score: Decimal
    grade: str
    manner: Manner
    seed: str

    @property
    def budget(self) -> Decimal:
        """Of all items."""
        return sum((item.budget for item in self.items), Decimal(0))

    @property
    def executed(self) -> Decimal:
        """Of all items."""
        return sum((item.executed for item in self.items), Decimal(0))
