"""The alignment of a predicted record with the gold: projects, quantities, indicators and claims, by name and place alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from eval.names import Name, band_key, families, labels, name_of, names, path_key, period
from eval.pairing import Pairs, pair
from eval.pointers import at
from eval.words import ALIKE, fold, similarity
from schemas.record import Claim, Indicator, Project, Quantity, Record

NAME_ALIKE = 0.75
SECTIONS = ("projects", "quantities", "indicators", "claims")
Spans = Mapping[str, tuple[int, int]]
"""Pointers into a record and where they are printed."""

_STEP = 1000
"""A step of cost; what is less than a step only tells apart names that are equally alike."""

_ALONE = 1000
"""The steps that it costs a gold item to stay alone."""

_UNSURE = 510
"""The steps of every pair that is not of one name: more than half of ``_ALONE``, so that no two such pairs are worth more than
one pair of the same name."""

_FAR = 99


@dataclass
class Alignment:
    """Gold and predicted record with the pairs found between them."""

    gold: Record
    predicted: Record
    pairs: dict[str, Pairs] = field(default_factory=lambda: {section: Pairs() for section in SECTIONS})

    def in_gold(self, pointer: str | None) -> str | None:
        """A pointer into the predicted record as one into the gold; marked with ``?`` where its item has no partner."""
        if pointer is None:
            return None
        _, section, index, *rest = [*pointer.split("/"), ""]
        pairs = self.pairs.get(section)
        partner = pairs.gold_of(int(index)) if pairs and index.isdigit() else None
        if partner is None:
            return f"?{pointer}"
        return "/".join(["", section, str(partner), *rest[:-1]])


def align(gold: Record, predicted: Record, gold_spans: Spans | None = None, predicted_spans: Spans | None = None) -> Alignment:
    """Pairs both sides at the least cost. Spans, where both sides have them, count as places; they count in one text."""
    made = Alignment(gold, predicted)
    bench = _Bench(made, gold_spans or {}, predicted_spans or {})
    for section in SECTIONS:
        bench.pair(section)
    return made


class _Bench:
    """What pairs may cost. Steps tell names apart, what is less than a step names that are equally alike."""

    def __init__(self, made: Alignment, gold_spans: Spans, predicted_spans: Spans) -> None:
        self.made = made
        self.gold, self.predicted = made.gold, made.predicted
        self.spans = gold_spans, predicted_spans
        self.same: dict[tuple[str, str], bool] = {}

    def pair(self, section: str) -> None:
        sides = [_Side(record, section, spans) for record, spans in zip((self.gold, self.predicted), self.spans, strict=True)]
        golds, others = (side.items for side in sides)
        judge, sure = self._judges()[section]
        placed = all(side.ranks for side in sides)

        def cost(g: int, p: int) -> int | None:
            own = judge(golds[sides[0].order[g]], others[sides[1].order[p]])
            return own if own is None or not placed else own + min(abs(sides[0].ranks[g] - sides[1].ranks[p]), _FAR)

        found = pair(sides[0].names, sides[1].names, cost, _ALONE * _STEP + _STEP - 1)
        pairs = Pairs({sides[0].order[g]: sides[1].order[p] for g, p in sorted(found.items())})
        self.made.pairs[section] = pairs
        pairs.sure = {g for g, p in pairs.predicted.items() if sure(golds[g], others[p])}

    def _judges(self) -> dict[str, tuple[Callable[..., int | None], Callable[..., bool]]]:
        return {
            "projects": (self._project, lambda gold, predicted: True), "quantities": (self._quantity, self._sure_quantity),
            "indicators": (self._row, self._sure_row), "claims": (self._claim, lambda gold, predicted: gold.kind == predicted.kind),
        }  # fmt: skip

    # --- projects

    def _project(self, gold: Project, predicted: Project) -> int | None:
        alike = max(similarity(one, other) for one in names(gold) for other in names(predicted))
        if alike < NAME_ALIKE:
            return None
        qualified = fold(gold.qualifier or "") != fold(predicted.qualifier or "")
        unlike = 1 - similarity(gold.name, predicted.name)
        return (
            _steps(alike == 1, 1900 * (1 - alike))
            + 400 * qualified
            + 200 * (not self._same(gold.parent, predicted.parent))
            + round(200 * unlike)
        )

    # --- quantities

    def _quantity(self, gold: Quantity, predicted: Quantity) -> int:
        one, other = labels(gold), labels(predicted)
        alias = one[0] != other[0]
        alike = 1.0 if other[0] in one or one[0] in other else max(similarity(a, b) for a in one for b in other)
        key = self._key(gold, predicted)
        wrong = sum(weight for weight, same in zip((0, 200, 130, 200, 200), key, strict=True) if not same)
        nameless = not (one[0] or other[0])
        return _steps(all(key), 980 * (1 - alike) + wrong * (1 + nameless)) + 300 * (not _share_family(gold, predicted)) + 100 * alias

    def _key(self, gold: Quantity, predicted: Quantity) -> tuple[bool, ...]:
        return (
            labels(predicted)[0] in labels(gold) or labels(gold)[0] in labels(predicted),
            gold.measure == predicted.measure,
            period(self.gold, gold) == period(self.predicted, predicted),
            self._same(gold.subject, predicted.subject),
            band_key(gold.band) == band_key(predicted.band),
        )

    def _sure_quantity(self, gold: Quantity, predicted: Quantity) -> bool:
        return all(self._key(gold, predicted)) and gold.subject == self.made.in_gold(predicted.subject)

    # --- indicators

    def _row(self, gold: Indicator, predicted: Indicator) -> int | None:
        alike = _row_name(gold, predicted)
        if alike < ALIKE:
            return None
        path = similarity(" > ".join(gold.path), " > ".join(predicted.path))
        other = not self._same(gold.subject, predicted.subject)
        filled = (gold.target is None) != (predicted.target is None), (gold.actual is None) != (predicted.actual is None)
        return _steps(alike == 1 and not other, 1000 * (1 - alike) + 150 * other + 100 * (1 - path)) + 100 * sum(filled)

    def _sure_row(self, gold: Indicator, predicted: Indicator) -> bool:
        return gold.subject == self.made.in_gold(predicted.subject)

    # --- claims

    def _claim(self, gold: Claim, predicted: Claim) -> int | None:
        alike = similarity(gold.text, predicted.text)
        if alike < ALIKE:
            return None
        kind, subject = gold.kind != predicted.kind, not self._same(gold.subject, predicted.subject)
        return _steps(alike == 1 and not kind and not subject, 1000 * (1 - alike) + 150 * kind + 60 * subject)

    # --- subjects

    def _same(self, gold: str | None, predicted: str | None) -> bool:
        """Whether two pointers mean the same item: projects as paired, quantities by all that names them."""
        if gold is None or predicted is None:
            return gold is predicted
        key = gold, predicted
        if key not in self.same:
            self.same[key] = False  # a circle of subjects names nothing
            self.same[key] = self._same_item(gold, predicted)
        return self.same[key]

    def _same_item(self, gold: str, predicted: str) -> bool:
        one, other = at(self.gold, gold), at(self.predicted, predicted)
        if isinstance(one, Project) and isinstance(other, Project):
            paired = self.made.pairs["projects"].predicted
            return self.made.in_gold(predicted) == gold if paired else similarity(one.name, other.name) >= NAME_ALIKE
        if isinstance(one, Quantity) and isinstance(other, Quantity):
            return all(self._key(one, other))
        if isinstance(one, tuple) and isinstance(other, tuple):
            (owner, _, role), (its_owner, _, its_role) = gold.rpartition("/"), predicted.rpartition("/")
            return role == its_role and self._same(owner, its_owner)
        return name_of(self.gold, one) == name_of(self.predicted, other)


class _Side:
    """The items of one section in the order of their places; as they stand where not every item has one."""

    def __init__(self, record: Record, section: str, spans: Spans) -> None:
        self.items = getattr(record, section)
        self.record = record
        starts: dict[int, int] = {}
        for pointer, (start, _) in spans.items():
            _, of, index, *_ = [*pointer.split("/"), "", ""]
            if of == section and index.isdigit():
                starts[int(index)] = min(start, starts.get(int(index), start))
        placed = all(index in starts for index in range(len(self.items)))
        self.order = sorted(range(len(self.items)), key=lambda index: (starts[index] if placed else 0, index))
        self.ranks = list(range(len(self.items))) if placed and spans else []

    @cached_property
    def names(self) -> list[Name]:
        """What names each item, in that order."""
        return [name_of(self.record, self.items[index]) for index in self.order]


def _steps(same: bool, unlike: float) -> int:
    return ((0 if same else _UNSURE) + round(unlike)) * _STEP


def _share_family(gold: Quantity, predicted: Quantity) -> bool:
    one, other = families(gold.mentions), families(predicted.mentions)
    return bool(one & other) or not (one and other)


def _row_name(gold: Indicator, predicted: Indicator) -> float:
    if gold.name and predicted.name:
        return similarity(gold.name, predicted.name)
    both_unnamed = gold.name is None and predicted.name is None
    return float(both_unnamed and path_key(gold)[-1:] == path_key(predicted)[-1:])


def pairing_lines(made: Alignment) -> tuple[str, ...]:
    """The pairing, one line an item: ``=`` sure, ``~`` unsure, ``-`` missed, ``+`` invented."""
    lines: list[str] = []
    for section, pairs in made.pairs.items():
        golds, others = getattr(made.gold, section), getattr(made.predicted, section)
        for index, one in enumerate(golds):
            partner = pairs.predicted.get(index)
            if partner is None:
                lines.append(f"- /{section}/{index} {title(one)}")
            else:
                sign = "=" if index in pairs.sure else "~"
                lines.append(f"{sign} /{section}/{index} {title(one)} | /{section}/{partner} {title(others[partner])}")
        lines += [f"+ /{section}/{index} {title(one)}" for index, one in enumerate(others) if pairs.gold_of(index) is None]
    return tuple(lines)


def title(one: Project | Quantity | Indicator | Claim) -> str:
    """An item in words for the reader."""
    if isinstance(one, Claim):
        return one.text
    if isinstance(one, Quantity):
        return f"{one.label or '(the unit)'} {one.measure}"
    return one.name or " > ".join(one.path if isinstance(one, Indicator) else ())
