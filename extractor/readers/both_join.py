"""Facts, rows and relations of two readings under new keys, once it is settled which side is followed for each numeral."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import count

from extractor.readers.base import Fact, Part, Reading, Relation, Row, RowPart, Side, Words
from extractor.readers.both_policy import WORDING
from extractor.readers.both_roles import Use, ends, same_use, uses
from extractor.readers.both_rows import joined, says_nothing, without
from extractor.readers.label_keys import label_key

_SUMS = frozenset({"sum", "of_which"})
Held = tuple[tuple[Fact, ...], tuple[Row, ...], tuple[Relation, ...]]


@dataclass(frozen=True)
class Joiner:
    """Two readings, the side followed for each numeral id, the model's rows paired with the rules', the year for undated facts."""

    rules: Reading
    model: Reading
    sides: Mapping[str, Side]
    pairs: Mapping[int, int]
    year: int | None

    def join(self) -> Held:
        """Facts, rows and relations of both, each once."""
        keys = count(1)
        facts: dict[str, list[tuple[Fact, Fact]]] = defaultdict(list)
        for side, fact in self._followed():
            facts[fact.numeral.id].append((fact, replace(self._settled(side, fact), key=next(keys))))
        rows: list[Row] = []
        row_keys: dict[tuple[Side, int], int] = {}
        for row, (ours, theirs) in self._rows():
            rows.append(replace(row, key=next(keys)))
            if ours is not None:
                row_keys["rules", ours] = rows[-1].key
            if theirs is not None:
                row_keys["model", theirs] = rows[-1].key
        parts = _Parts(facts, {row.key: row for row in rows}, row_keys)
        made = tuple(new for held in facts.values() for _, new in held)
        return tuple(sorted(made, key=lambda fact: fact.key)), tuple(rows), self._relations(parts)

    def _reading(self, side: Side) -> Reading:
        return self.rules if side == "rules" else self.model

    @cached_property
    def _uses(self) -> dict[Side, Mapping[str, list[Use]]]:
        return {"rules": uses(self.rules), "model": uses(self.model)}

    @cached_property
    def _lost(self) -> dict[Side, set[tuple[str, str]]]:
        """What each side says of numerals (what, id) that does not hold, since the other side is followed and says otherwise."""
        lost: dict[Side, set[tuple[str, str]]] = {"rules": set(), "model": set()}
        for key, side in self.sides.items():
            other: Side = "model" if side == "rules" else "rules"
            held = self._uses[side].get(key, [])
            for use in self._uses[other].get(key, []):
                if not any(self._same(side, one, use) for one in held):
                    lost[other].add((use.what, key))
        return lost

    def _same(self, side: Side, one: Use, two: Use) -> bool:
        """``same_use`` with ``one`` from ``side`` and ``two`` from the other."""
        return same_use(one, two, self.pairs) if side == "rules" else same_use(two, one, self.pairs)

    def _followed(self) -> Iterator[tuple[Side, Fact]]:
        """The facts that hold, in the rules' order; the model's stand where the rules read the same numeral, else behind."""
        theirs: dict[str, list[Fact]] = defaultdict(list)
        for fact in self.model.facts:
            if self.sides[fact.numeral.id] == "model":
                theirs[fact.numeral.id].append(fact)
        for fact in self.rules.facts:
            if self.sides[fact.numeral.id] == "rules":
                yield "rules", fact
            else:
                yield from (("model", other) for other in theirs.pop(fact.numeral.id, ()))
        yield from (("model", fact) for facts in theirs.values() for fact in facts)

    def _settled(self, side: Side, fact: Fact) -> Fact:
        """A fact as it enters: dated, in the wording that is kept, with a band or a sharing that only the other side saw."""
        twin = self._twin(side, fact)
        band = fact.band or (twin.band if twin else None)
        if any(("band", end.id) in self._lost[side] for end in ends(band)):
            band = None
        label = fact.owner.label
        if side != WORDING and label is not None:
            label = self._wording.get(label_key(label.text), label)
        period = fact.period or (str(self.year) if self.year else None)
        shared = fact.shared or (twin.shared if twin else None)
        return replace(fact, owner=replace(fact.owner, label=label), period=period, band=band, shared=shared)

    def _twin(self, side: Side, fact: Fact) -> Fact | None:
        """What the other side says of the same numeral, where it is the same."""
        other: Side = "model" if side == "rules" else "rules"
        mine = Use(fact.numeral, fact.measure, fact)
        told = self._uses[other].get(fact.numeral.id, [])
        return next((use.fact for use in told if use.what == fact.measure and self._same(side, mine, use)), None)

    @cached_property
    def _wording(self) -> dict[str, Words]:
        """Labels (by key) of the side whose wording is not kept to the label that the other gives the same figures."""
        seen: dict[str, dict[str, Words]] = defaultdict(dict)
        for fact in self._reading(WORDING).facts:
            twin = self._twin(WORDING, fact)
            if twin is not None and twin.owner.label is not None and fact.owner.label is not None:
                seen[label_key(twin.owner.label.text)].setdefault(label_key(fact.owner.label.text), fact.owner.label)
        return {key: next(iter(labels.values())) for key, labels in seen.items() if len(labels) == 1 and key not in labels}

    def _rows(self) -> Iterator[tuple[Row, tuple[int | None, int | None]]]:
        """The rows that hold; one that stands alone and has nothing but its name left is gone."""
        both = {"rules": frozenset(self.pairs.values()), "model": frozenset(self.pairs)}
        held: dict[Side, list[Row]] = {"rules": [], "model": []}
        for side, found in held.items():
            for row in self._reading(side).rows:
                left = without(row, self._lost[side])
                if row.key in both[side] or left == row or not says_nothing(left):
                    found.append(left)
        yield from joined(held["rules"], held["model"], self.pairs)

    def _relations(self, parts: _Parts) -> tuple[Relation, ...]:
        """The relations of both. Of two that divide one whole, where one has all parts of the other, the fuller one stands."""
        ours = [made for relation in self.rules.relations if (made := parts.relation("rules", self.rules, relation)) is not None]
        theirs = [made for relation in self.model.relations if (made := parts.relation("model", self.model, relation)) is not None]
        found = [one for one in ours if not any(_within(one, two) and not _within(two, one) for two in theirs)]
        found += [one for one in theirs if not any(_within(one, two) for two in ours)]
        return tuple(dict.fromkeys(found))


def _within(one: Relation, two: Relation) -> bool:
    """Whether the second relation says all that the first says."""
    kinds = one.kind == two.kind or {one.kind, two.kind} <= _SUMS
    return kinds and one.whole == two.whole and set(one.parts) <= set(two.parts)


@dataclass(frozen=True)
class _Parts:
    """Where the ends of relations went: facts by numeral id (as read, as entered), rows by key, old row keys to new ones."""

    facts: Mapping[str, Sequence[tuple[Fact, Fact]]]
    rows: Mapping[int, Row]
    row_keys: Mapping[tuple[Side, int], int]

    def relation(self, side: Side, reading: Reading, relation: Relation) -> Relation | None:
        """A relation of one side over what entered; null where a numeral of it is nothing that a relation can have as an end."""
        old_facts = {fact.key: fact for fact in reading.facts}
        old_rows = {row.key: row for row in reading.rows}

        def new(part: Part) -> Part | None:
            if isinstance(part, RowPart):
                return self._row_part(side, old_rows[part.row], part)
            return self._fact_part(old_facts[part])

        whole = new(relation.whole) if relation.whole is not None else None
        made: list[Part | tuple[Part, Part]] = []
        for part in relation.parts:
            told = part if isinstance(part, tuple) else (part,)
            held = [found for one in told if (found := new(one)) is not None]
            if len(held) != len(told):
                return None
            made.append((held[0], held[1]) if len(held) == 2 else held[0])
        lost = relation.whole is not None and whole is None
        return None if lost or len(set(made)) < len(relation.parts) else replace(relation, whole=whole, parts=tuple(made))

    def _fact_part(self, fact: Fact) -> Part | None:
        """The entered fact of the same numeral (of several, the very one or one of the same project), else a row's field."""
        held = self.facts.get(fact.numeral.id, ())
        own = [new for old, new in held if old is fact] or [new for _, new in held if new.owner.project == fact.owner.project]
        if own or held:
            return (own or [held[0][1]])[0].key
        return self._in_row(fact.numeral.id)

    def _row_part(self, side: Side, old: Row, part: RowPart) -> Part | None:
        key = self.row_keys.get((side, part.row))
        if key is not None and getattr(self.rows[key], part.field):
            return RowPart(key, part.field)
        numerals = getattr(old, part.field)
        held = self.facts.get(numerals[0].id, ()) if numerals else ()
        return held[0][1].key if held else self._in_row(numerals[0].id) if numerals else None

    def _in_row(self, numeral: str) -> RowPart | None:
        for row in self.rows.values():
            if any(one.id == numeral for one in row.weight):
                return RowPart(row.key, "weight")
            if any(one.id == numeral for one in row.score):
                return RowPart(row.key, "score")
        return None
