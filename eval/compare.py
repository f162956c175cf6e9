"""A predicted record against the gold: every field right, wrong or missed, and what was invented."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from eval.align import SECTIONS, Alignment, align, band_key, path_key, period
from eval.counts import Count, Entry, Outcomes, Tally, judge
from eval.relations import compare_breakdowns
from eval.words import fold, same_words
from schemas.figure import Figure
from schemas.record import Claim, Indicator, IndicatorValue, Project, Quantity, Record

Fields = Mapping[str, Sequence[Entry]]
HEAD = ("title", "organisation", "year", "money_unit")
WORDY = frozenset({"reason", "claim"})
"""Fields whose words need only be alike (their numbers equal)."""

FIGURES = ("initial_budget", "budget", "executed", "rate", "score")


@dataclass(frozen=True)
class Comparison:
    """What a comparison found."""

    alignment: Alignment
    tally: Tally

    def total(self, *kinds: str) -> Count:
        """The counts of all fields of these kinds; of all where none is named."""
        counts = (count for (kind, _), count in self.tally.fields.items() if not kinds or kind in kinds)
        return sum(counts, Count())

    def field(self, kind: str, name: str) -> Count:
        """The counts of one field."""
        return self.tally.fields.get((kind, name), Count())

    def entity(self, kind: str) -> Count:
        """Projects, quantities … paired surely (right), by figures only (wrong), missed, invented."""
        return self.tally.entities.get(kind, Count())


def compare(gold: Record, predicted: Record) -> Comparison:
    """Aligns the two and judges every field."""
    made, tally = align(gold, predicted), Tally()
    for name in HEAD:
        sides = [_scalar(getattr(record, name)) for record in (gold, predicted)]
        tally.field("head", name, "the report", judge(sides[0], sides[1], _equal))
    for section in SECTIONS:
        _compare_section(made, tally, section)
    compare_breakdowns(made, tally)
    return Comparison(made, tally)


def _compare_section(made: Alignment, tally: Tally, section: str) -> None:
    pairs, fields = made.pairs[section], _FIELDS[section]
    golds, others = getattr(made.gold, section), getattr(made.predicted, section)
    for index, one in enumerate(golds):
        partner = pairs.predicted.get(index)
        sure = index in pairs.sure
        tally.entity(section, "missed" if partner is None else "right" if sure else "wrong")
        predicted: Fields = {} if partner is None else fields(others[partner], made, False)
        _judge_all(tally, section, f"/{section}/{index} {_name(one)}", fields(one, made, True), predicted, sure)
    for index, one in enumerate(others):
        if pairs.gold_of(index) is None:
            tally.entity(section, "invented")
            _judge_all(tally, section, f"predicted /{section}/{index} {_name(one)}", {}, fields(one, made, False), True)


def _judge_all(tally: Tally, section: str, whose: str, gold: Fields, predicted: Fields, sure: bool) -> None:
    for name in gold or predicted:
        outcomes = judge(gold.get(name, ()), predicted.get(name, ()), _alike if name in WORDY else _equal)
        if not sure and section == "quantities" and name == "mentions":
            outcomes = _spoilt(outcomes)
        tally.field(section, name, whose, outcomes)


def _spoilt(outcomes: Outcomes) -> Outcomes:
    """A figure under a wrong label, measure or year is wrong, whatever it prints."""
    return [("wrong" if outcome == "right" else outcome, gold, predicted) for outcome, gold, predicted in outcomes]


def _equal(one: Entry, other: Entry) -> bool:
    return one == other


def _alike(one: Entry, other: Entry) -> bool:
    return one[1:] == other[1:] and same_words(one[0], other[0])


# --- the fields of each kind, in comparable parts; ``gold`` tells on which side the pointers stand


def _pointer(made: Alignment, pointer: str | None, gold: bool) -> list[Entry]:
    return _scalar(pointer if gold else made.in_gold(pointer))


def _project(one: Project, made: Alignment, gold: bool) -> Fields:
    return {
        "name": _text(one.name),
        "qualifier": _text(one.qualifier),
        "parent": _pointer(made, one.parent, gold),
        "department": _text(one.department),
        **{role: figures(getattr(one, role)) for role in FIGURES},
        "grade": _text(one.grade),
        "status": _scalar(one.status),
        "reason": _scalar(one.reason),
    }


def _quantity(one: Quantity, made: Alignment, gold: bool) -> Fields:
    return {"key": _quantity_key(one, made, gold), "mentions": figures(one.mentions)}


def _quantity_key(one: Quantity, made: Alignment, gold: bool) -> list[Entry]:
    if not gold and (index := _partner(made, one)) is not None:
        return _quantity_key(made.gold.quantities[index], made, True)
    subject = one.subject if gold else made.in_gold(one.subject)
    year = period(made.gold if gold else made.predicted, one)
    return [(" · ".join((fold(one.label or "(the unit)"), one.measure, year or "", subject or "", *band_key(one.band))),)]


def _partner(made: Alignment, one: Quantity) -> int | None:
    """The sure gold partner of a predicted quantity: its whole key is then right, an alias for a label included."""
    pairs = made.pairs["quantities"]
    index = next((index for index, other in enumerate(made.predicted.quantities) if other is one), None)
    partner = None if index is None else pairs.gold_of(index)
    return partner if partner in pairs.sure else None


def _indicator(one: Indicator, made: Alignment, gold: bool) -> Fields:
    return {
        "name": _text(one.name),
        "path": _scalar(" > ".join(path_key(one)) if one.path else None),
        "subject": _pointer(made, one.subject, gold),
        **_value("target", one.target),
        **_value("actual", one.actual),
        "weight": figures(one.weight),
        "score": figures(one.score),
        "reason": _scalar(one.reason),
    }


def _value(name: str, value: IndicatorValue | None) -> Fields:
    return {name: _text(value.text if value else None), f"{name} figures": figures(value.figures if value else ())}


def _claim(one: Claim, made: Alignment, gold: bool) -> Fields:
    return {"claim": [(one.text, one.kind)], "subject": _pointer(made, one.subject, gold)}


_FIELDS: dict[str, Callable[..., Fields]] = {
    "projects": _project, "quantities": _quantity, "indicators": _indicator, "claims": _claim,
}  # fmt: skip


def _name(one: Project | Quantity | Indicator | Claim) -> str:
    if isinstance(one, Claim):
        return one.text
    if isinstance(one, Quantity):
        return f"{one.label or '(the unit)'} {one.measure}"
    return one.name or " > ".join(one.path if isinstance(one, Indicator) else ())


def _scalar(value: object) -> list[Entry]:
    return [] if value is None else [(str(value),)]


def _text(value: str | None) -> list[Entry]:
    return [] if value is None else [(fold(value),)]


def figures(values: Sequence[Figure]) -> list[Entry]:
    """A figure list in comparable parts: printed, unit, op, as-of date."""
    return [(one.printed, fold(one.unit or ""), one.op or "", one.as_of or "") for one in values]
