"""What is open while a sentence is read: its topic, its facts so far, the totals whose parts are being told."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from extractor.document import Numeral, Span
from extractor.readers.base import Fact, Owner, Words
from schemas.extraction import Place
from schemas.record import Measure

ADDITIVE: frozenset[Measure] = frozenset({"initial_budget", "budget", "executed", "balance", "count", "weight", "score"})
"""What may be added up; rates, shares and unit prices may not."""
MONEY_MEASURES: frozenset[Measure] = frozenset({"initial_budget", "budget", "executed", "change", "balance", "unit_price"})
"""What an amount can be."""
_JOINTS = "，,；;、和及"


@dataclass
class Whole:
    """A total whose parts are being told: its facts by measure (and unit family), and the parts so far."""

    facts: dict[str, Fact]
    parts: dict[str, list[Fact]] = field(default_factory=dict)
    bracket: bool = False
    of: str | None = None
    measure: Measure | None = None
    """The measure of the amount that 其中 follows, unless the parts go on to name measures of their own."""

    @property
    def owner(self) -> Owner:
        """Whose total it is."""
        return next(iter(self.facts.values())).owner

    def default_measure(self) -> Measure | None:
        """The measure of a part that names none: the one money measure of the total, budget before spending."""
        if self.measure is not None and self.measure in self.facts:
            return self.measure
        return next((m for m in ("budget", "executed", "initial_budget") if m in self.facts), None)


@dataclass
class Sentence:
    """The state while one sentence is read."""

    project: Words | None
    place: Place
    section: str
    topic: Owner | None = None
    facts: list[Fact] = field(default_factory=list)
    wholes: list[Whole] = field(default_factory=list)
    last: Numeral | None = None
    read_to: int = 0
    item: bool = False
    span: Span = (0, 0)
    closed: list[Whole] = field(default_factory=list)
    totals: set[int] = field(default_factory=set)
    points: bool = False
    """Whether the sentence deals out the points of a full mark."""
    foreign: bool = False
    """Whether the line opens with something that has a budget or a score of its own, but is not known as a project."""
    batch: bool = False
    """Whether the line stands under the name of one batch of money."""
    lost: bool = False
    """Whether somebody was named last whose figures are not sure."""
    periods: dict[str, str] = field(default_factory=dict)
    """The years of figures (by their id) that the words around them tell beyond doubt."""
    priced: Owner | None = None
    """Whose price stands behind the × of a count of places."""


def alike(one: Owner, two: Owner) -> bool:
    """Whether two owners are named by the same words, wherever these stand."""
    return [w.text if w else None for w in (one.project, one.label)] == [w.text if w else None for w in (two.project, two.label)]


def slot_of(fact: Fact) -> str:
    """What may be added up: one measure, counts by their unit."""
    return f"count {fact.numeral.unit}" if fact.measure == "count" else fact.measure


def same_topic(one: Owner, two: Owner) -> bool:
    """Whether two owners are one but for the words they are named by."""
    return replace(one, alias=None) == replace(two, alias=None)


def parallel(text: str, segment: Span, state: Sentence) -> Measure | None:
    """In a row of parallel clauses (甲 40万元；乙 2.7万元) the measure of the amount before."""
    previous = next((fact for fact in reversed(state.facts) if fact.numeral.kind == "money"), None)
    if previous is None or previous.measure not in ("budget", "executed"):
        return None
    between = text[previous.numeral.extent[1] : segment[1]].strip()
    joined = between[:1] in _JOINTS and len(between) <= 40 and not re.search(r"[，,；;。：:]", between[1:])
    return previous.measure if joined else None


def as_part(measure: Measure | None, state: Sentence) -> Measure | None:
    """年初预算90万元，其中甲60万元、自有收入安排30万元: what is set aside for a part is a part of the budget being told."""
    whole = state.wholes[-1] if state.wholes else None
    first = whole is not None and whole.measure == "initial_budget" and "budget" not in whole.facts and bool(whole.parts)
    return "initial_budget" if first and measure == "budget" else measure
