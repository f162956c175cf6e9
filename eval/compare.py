"""A predicted record against the gold: every leaf of both, judged once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from eval.align import SECTIONS, Alignment, Spans, align, title
from eval.counts import Count
from eval.fields import HEAD, WORDY, Fields, Side, kind_of_field, path_of
from eval.judging import Judged, judge, misplace
from eval.pointers import at
from eval.relations import compare_breakdowns
from eval.scores import Outcome
from eval.values import Value, alike, equal
from schemas.record import Claim, Indicator, Project, Quantity, Record

Entities = dict[str, Count]


@dataclass(frozen=True)
class Comparison:
    """What a comparison found."""

    alignment: Alignment
    leaves: tuple[Judged, ...]
    entities: Entities

    @cached_property
    def fields(self) -> dict[tuple[str, str], Count]:
        """The counts by section and field."""
        found: dict[tuple[str, str], Count] = {}
        for leaf in self.leaves:
            found.setdefault((leaf.section, leaf.field), Count()).add(leaf.outcome, leaf.stray)
        return found

    def total(self, *kinds: str) -> Count:
        """The counts of all fields of these kinds; of all where none is named."""
        counts = (count for (kind, _), count in self.fields.items() if not kinds or kind in kinds)
        return sum(counts, Count())

    def field(self, kind: str, name: str) -> Count:
        """The counts of one field."""
        return self.fields.get((kind, name), Count())

    def entity(self, kind: str) -> Count:
        """Projects, quantities … paired surely (right), not surely (wrong), missed, invented."""
        return self.entities.get(kind, Count())

    @property
    def differences(self) -> list[str]:
        """A line for each leaf that is neither right nor empty."""
        return [self.describe(leaf) for leaf in self.leaves if leaf.outcome not in ("right", "empty")]

    def describe(self, leaf: Judged) -> str:
        """A leaf in words: ``projects.executed of /projects/1 保洁服务费: 15万元 read as 16万元``."""
        gold, said = (value.shown if value else None for value in (leaf.gold, leaf.predicted))
        placed = f"{gold or 'nothing'} read as {said}, which stands at {leaf.home}"
        words = {
            "wrong": f"{gold} read as {said}",
            "unit": f"{gold} read as {said} (unit)",
            "misplaced": f"{said} under a wrong key" if leaf.gold and leaf.gold.pointer == leaf.home else placed,
            "missed": f"{gold} missed",
            "invented": f"{said} invented",
        }.get(leaf.outcome, leaf.outcome)  # fmt: skip
        return f"{leaf.section}.{leaf.field} of {self._whose(leaf)}: {words}"

    def _whose(self, leaf: Judged) -> str:
        if leaf.section == "head":
            return "the report"
        side = self.alignment.predicted if leaf.gold is None else self.alignment.gold
        item = at(side, leaf.item)
        named = f" {title(item)}" if isinstance(item, Project | Quantity | Indicator | Claim) else ""
        return f"{'predicted ' if leaf.gold is None else ''}{leaf.item}{named}"


def compare(gold: Record, predicted: Record, gold_spans: Spans | None = None, predicted_spans: Spans | None = None) -> Comparison:
    """Aligns the two and judges every leaf. Spans, where both sides have them, tell items of one name apart."""
    made = align(gold, predicted, gold_spans, predicted_spans)
    leaves, entities = list(_leaves(made)), _entities(made)
    for leaf in compare_breakdowns(made):
        leaves.append(leaf)
        entities.setdefault("breakdowns", Count()).add(leaf.outcome)
    misplace(leaves)
    return Comparison(made, tuple(leaves), entities)


def _leaves(made: Alignment) -> Iterator[Judged]:
    sides = Side(made, True), Side(made, False)
    for name in HEAD:
        yield from _field("head", name, "", sides[0].head(name), sides[1].head(name))
    for section in SECTIONS:
        yield from _section(made, section, *sides)


def _section(made: Alignment, section: str, gold: Side, predicted: Side) -> Iterator[Judged]:
    pairs = made.pairs[section]
    for index in range(len(getattr(made.gold, section))):
        partner, own = pairs.predicted.get(index), gold.fields(section, index)
        if partner is None:
            yield from _alone(section, f"/{section}/{index}", own, "missed")
        else:
            yield from _pair(section, index, partner, own, predicted.fields(section, partner), index in pairs.sure)
    for index in range(len(getattr(made.predicted, section))):
        if pairs.gold_of(index) is None:
            yield from _alone(section, f"/{section}/{index}", predicted.fields(section, index), "invented")


def _alone(section: str, item: str, own: Fields, outcome: Outcome) -> Iterator[Judged]:
    """All that an item without partner has; what it has not is no leaf."""
    for name, values in own.items():
        for value in values:
            sides = (value, None) if outcome == "missed" else (None, value)
            yield Judged(section, name, kind_of_field(name), item, outcome, *sides)


def _pair(section: str, index: int, partner: int, gold: Fields, predicted: Fields, sure: bool) -> Iterator[Judged]:
    for name, own in gold.items():
        for leaf in _field(section, name, f"/{section}/{index}", own, predicted[name], f"/{section}/{partner}"):
            if not sure and section == "quantities" and name == "mentions":
                _spoil(leaf)
            yield leaf


def _spoil(leaf: Judged) -> None:
    """A figure under a wrong label, measure or year is a right value at the wrong place, whatever it prints."""
    if leaf.outcome == "right" and leaf.gold:
        leaf.outcome, leaf.home = "misplaced", leaf.gold.pointer


def _field(
    section: str, name: str, item: str, gold: Iterable[Value], predicted: Iterable[Value], other: str | None = None
) -> Iterator[Judged]:
    kind, own, said = kind_of_field(name), list(gold), list(predicted)
    if not own and not said:
        here, there = (Value((), path_of(at, name), "") for at in (item, item if other is None else other))
        yield Judged(section, name, kind, item, "empty", here, there)
    for outcome, one, two in judge(own, said, alike if name in WORDY else equal):
        yield Judged(section, name, kind, item, outcome, one, two)


def _entities(made: Alignment) -> Entities:
    """Who was paired surely, not surely, missed, invented."""
    found: Entities = {}
    for section, pairs in made.pairs.items():
        golds, others = len(getattr(made.gold, section)), len(getattr(made.predicted, section))
        if golds or others:
            sure, all_pairs = len(pairs.sure), len(pairs.predicted)
            found[section] = Count(right=sure, wrong=all_pairs - sure, missed=golds - all_pairs, invented=others - all_pairs)
    return found
