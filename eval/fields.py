"""The fields of each kind of item, in comparable parts. Their names are those of ``docs/evaluation.md``."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from eval.align import Alignment
from eval.names import band_key, path_key, period
from eval.values import Kind, Value, figures, scalar, text
from eval.words import fold
from schemas.record import Claim, Indicator, IndicatorValue, Project, Quantity, Record

Fields = Mapping[str, Sequence[Value]]
HEAD = ("title", "organisation", "year", "money_unit")
ROLES = ("initial_budget", "budget", "executed", "rate", "score")
WORDY = frozenset({"reason", "claim"})
"""Fields whose words need only be alike (their numbers equal)."""

_NAMES = frozenset({"name", "qualifier", "parent", "key", "path", "subject", "claim", "relation"})
_FIGURES = frozenset({*ROLES, "mentions", "target figures", "actual figures", "weight"})
_PATHS = {"key": "", "claim": "", "target": "/target/text", "actual": "/actual/text",
          "target figures": "/target/figures", "actual figures": "/actual/figures"}  # fmt: skip


def kind_of_field(name: str) -> Kind:
    """What a field holds."""
    return "name" if name in _NAMES else "figure" if name in _FIGURES else "words"


def path_of(item: str, name: str) -> str:
    """The pointer of a field of an item."""
    return item + _PATHS.get(name, f"/{name}")


class Side:
    """One side of an alignment: ``gold`` says in whose numbering its pointers stand."""

    def __init__(self, made: Alignment, gold: bool) -> None:
        self.made, self.gold = made, gold
        self.record: Record = made.gold if gold else made.predicted

    def head(self, name: str) -> list[Value]:
        """A field of the report itself."""
        return scalar(getattr(self.record, name), f"/{name}")

    def fields(self, section: str, index: int) -> Fields:
        """The fields of one item."""
        return _FIELDS[section](self, getattr(self.record, section)[index], f"/{section}/{index}")

    def pointer(self, value: str | None, at: str) -> list[Value]:
        """A pointer in gold's numbering."""
        return scalar(value if self.gold else self.made.in_gold(value), at)


def _project(side: Side, one: Project, at: str) -> Fields:
    return {
        "name": text(one.name, f"{at}/name"),
        "qualifier": text(one.qualifier, f"{at}/qualifier"),
        "parent": side.pointer(one.parent, f"{at}/parent"),
        "department": text(one.department, f"{at}/department"),
        **{role: figures(getattr(one, role), f"{at}/{role}") for role in ROLES},
        "grade": text(one.grade, f"{at}/grade"),
        "status": scalar(one.status, f"{at}/status"),
        "reason": scalar(one.reason, f"{at}/reason"),
    }


def _quantity(side: Side, one: Quantity, at: str) -> Fields:
    key = _quantity_key(side, one, at)
    return {"key": [Value((key,), at, key)], "mentions": figures(one.mentions, f"{at}/mentions")}


def _quantity_key(side: Side, one: Quantity, at: str) -> str:
    """The whole key; that of the gold where the pair is sure: an alias for a label is right."""
    made, subject, year = side.made, one.subject, period(side.record, one)
    if not side.gold:
        partner = made.pairs["quantities"].gold_of(int(at.rsplit("/", 1)[1]))
        if partner is not None and partner in made.pairs["quantities"].sure:
            return _quantity_key(Side(made, True), made.gold.quantities[partner], "")
        subject = made.in_gold(subject)
    return " · ".join((fold(one.label or "(the unit)"), one.measure, year or "", subject or "", *band_key(one.band)))


def _indicator(side: Side, one: Indicator, at: str) -> Fields:
    return {
        "name": text(one.name, f"{at}/name"),
        "path": scalar(" > ".join(path_key(one)) if one.path else None, f"{at}/path"),
        "subject": side.pointer(one.subject, f"{at}/subject"),
        **_value("target", one.target, at),
        **_value("actual", one.actual, at),
        "weight": figures(one.weight, f"{at}/weight"),
        "score": figures(one.score, f"{at}/score"),
        "reason": scalar(one.reason, f"{at}/reason"),
    }


def _value(name: str, value: IndicatorValue | None, at: str) -> Fields:
    words = text(value.text if value else None, f"{at}/{name}/text")
    return {name: words, f"{name} figures": figures(value.figures if value else (), f"{at}/{name}/figures")}


def _claim(side: Side, one: Claim, at: str) -> Fields:
    return {"claim": [Value((one.text, one.kind), at, f"{one.text} · {one.kind}")], "subject": side.pointer(one.subject, f"{at}/subject")}


_FIELDS: dict[str, Callable[..., Fields]] = {
    "projects": _project, "quantities": _quantity, "indicators": _indicator, "claims": _claim,
}  # fmt: skip
