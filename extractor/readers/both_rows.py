"""Rows of score tables in two readings: which are one row, and one row made of both."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from extractor.document import Numeral
from extractor.readers.base import Row, ValueWords, Words
from extractor.readers.both_roles import ROW_FIELDS, in_field
from extractor.readers.names import SAME, similarity
from extractor.readers.words import key_of


def pair_rows(rules: Sequence[Row], model: Sequence[Row]) -> dict[int, int]:
    """Keys of the model's rows to those of the rules' rows that are the same row, one to one, the surest first."""
    ranked: list[tuple[int, int, int]] = []
    for i, one in enumerate(rules):
        for j, two in enumerate(model):
            if likeness := _likeness(one, two):
                ranked.append((likeness, -i, -j))
    found: dict[int, int] = {}
    for _, i, j in sorted(ranked, reverse=True):
        ours, theirs = rules[-i].key, model[-j].key
        if theirs not in found and ours not in found.values():
            found[theirs] = ours
    return found


def _likeness(one: Row, two: Row) -> int:
    """0 for different rows; else in how much they share a field's numerals or words, and more where the names stand in one place."""
    near = _overlap(_title(one), _title(two)) and (one.name is None) == (two.name is None)
    common = [n for what in ROW_FIELDS for n in in_field(one, what) if any(n.id == other.id for other in in_field(two, what))]
    cells = sum(_overlap(_words(mine), _words(other)) for mine, other in ((one.target, two.target), (one.actual, two.actual)))
    named = near or _alike(_title(one), _title(two)) or any(numeral.cell is not None for numeral in common)
    return len(common) + cells + 5 * near if named else 0


def _title(row: Row) -> Words | None:
    return row.name or (row.path[-1] if row.path else None)


def _words(value: ValueWords | None) -> Words | None:
    return value.words if value is not None else None


def _overlap(one: Words | None, two: Words | None) -> bool:
    return one is not None and two is not None and one.span[0] < two.span[1] and two.span[0] < one.span[1]


def _alike(one: Words | None, two: Words | None) -> bool:
    if one is None or two is None:
        return False
    mine, other = key_of(one.text), key_of(two.text)
    return mine in other or other in mine or similarity(one.text, two.text) >= SAME


def without(row: Row, lost: Collection[tuple[str, str]]) -> Row:
    """A row without the numerals (field, id) that it does not hold after all; a target or an actual left without any is gone."""
    return replace(
        row,
        target=_kept_value(row.target, {key for what, key in lost if what == "target"}),
        actual=_kept_value(row.actual, {key for what, key in lost if what == "actual"}),
        weight=tuple(numeral for numeral in row.weight if ("weight", numeral.id) not in lost),
        score=tuple(numeral for numeral in row.score if ("score", numeral.id) not in lost),
    )


def _kept_value(value: ValueWords | None, lost: set[str]) -> ValueWords | None:
    if value is None or not lost:
        return value
    kept = tuple(numeral for numeral in value.numerals if numeral.id not in lost)
    return replace(value, numerals=kept) if kept else None


def says_nothing(row: Row) -> bool:
    """Whether nothing but a name is left of a row."""
    return not any((row.target, row.actual, row.weight, row.score, row.reason))


def merge_rows(one: Row, two: Row) -> Row:
    """One row of both: the fuller one, what it lacks taken from the other."""
    base, other = (two, one) if _fullness(two) > _fullness(one) else (one, two)
    made = replace(
        base,
        key=one.key,
        project=base.project or other.project,
        path=base.path or other.path,
        name=base.name or other.name,
        target=_value(base.target, other.target),
        actual=_value(base.actual, other.actual),
        weight=_places(base.weight, other.weight),
        score=_places(base.score, other.score),
        reason=base.reason or other.reason,
    )
    blanks = dict((*other.blanks, *base.blanks))
    return replace(made, blanks=tuple((what, how) for what, how in blanks.items() if not getattr(made, what)))


def _fullness(row: Row) -> int:
    told = (row.name, row.target, row.actual, row.weight, row.score, row.reason)
    return sum(map(bool, told)) + len(row.path)


def _value(base: ValueWords | None, other: ValueWords | None) -> ValueWords | None:
    """The value that holds more numbers."""
    if base is None or other is None:
        return base or other
    return other if len(other.numerals) > len(base.numerals) else base


def _places(base: tuple[Numeral, ...], other: tuple[Numeral, ...]) -> tuple[Numeral, ...]:
    """Every place that prints the number. Where the readers name two different numbers, one of them stays unclaimed and is
    listed as such: a row cannot have both."""
    more = [numeral for numeral in other if all(numeral.id != one.id for one in base)]
    fits = not base or all(numeral.value == base[0].value for numeral in more)
    return (*base, *more) if fits else base


def joined(rules: Sequence[Row], model: Sequence[Row], pairs: Mapping[int, int]) -> list[tuple[Row, tuple[int | None, int | None]]]:
    """Every row once, with the keys it had in the rules' and in the model's reading; the model's own rows last."""
    theirs = {row.key: row for row in model}
    partner = {ours: theirs[key] for key, ours in pairs.items()}
    found: list[tuple[Row, tuple[int | None, int | None]]] = []
    for row in rules:
        twin = partner.get(row.key)
        found.append((merge_rows(row, twin), (row.key, twin.key)) if twin is not None else (row, (row.key, None)))
    found.extend((row, (None, row.key)) for row in model if row.key not in pairs)
    return found
