"""Values as they are compared: figures by Decimal, unit, bound and date; words folded."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Literal, NamedTuple

from eval.words import fold, same_words
from extractor.numerals import kind_of, money_factor
from schemas.figure import Figure

Entry = tuple[str, ...]
"""One value in comparable parts: four for a figure (``("830", "万元", "", "")``), one or two for words."""
Same = Callable[[Entry, Entry], bool]
Kind = Literal["figure", "words", "name"]
"""A ``name`` says what an item is or points at one; it is never a right value at the wrong place."""

_SLIPS = {"money": frozenset({3, 4, 8}), "percent": frozenset({2}), "count": frozenset({4, 8}), "plain": frozenset({2, 3, 4, 8})}
"""Powers of ten that lie between two units in use (千元, 万元, 亿元 and 元; 万人 and 人; 0.9 and 90 %). Ten itself is a slipped point."""

PARTS = 4


class Value(NamedTuple):
    """One value of a record, its pointer, and its words for the reader."""

    entry: Entry
    pointer: str
    shown: str


def figures(values: Sequence[Figure], pointer: str) -> list[Value]:
    """The figures of the list at ``pointer``."""
    return [Value(entry(one), f"{pointer}/{index}", shown(one)) for index, one in enumerate(values)]


def entry(one: Figure) -> Entry:
    """A figure in comparable parts. Separators and full-width digits are ways of writing; trailing zeros are not."""
    return number(one.printed), fold(one.unit or ""), one.op or "", one.as_of or ""


@lru_cache(maxsize=65536)
def number(printed: str) -> str:
    """A printed number in one way of writing, its decimals kept: 7,644.80 is 7644.80."""
    return str(Decimal(printed.replace(",", "")))


def scalar(value: object, pointer: str) -> list[Value]:
    """A value that is compared as it stands."""
    return [] if value is None else [Value((str(value),), pointer, str(value))]


def text(value: str | None, pointer: str) -> list[Value]:
    """Words that are compared folded."""
    return [] if value is None else [Value((fold(value),), pointer, value)]


def shown(one: Figure) -> str:
    """A figure for the reader: ``830万元``, ``90%以上``, ``4.4万元@2023-11``."""
    op, unit = one.op or "", one.unit or ""
    before = op if op and op in "≥≤><=约" else ""
    return f"{before}{one.printed}{unit}{'' if before else op}{f'@{one.as_of}' if one.as_of else ''}"


def equal(one: Entry, other: Entry) -> bool:
    """All parts equal."""
    return one == other


def alike(one: Entry, other: Entry) -> bool:
    """The words alike (their numbers equal), everything else equal."""
    return one[1:] == other[1:] and same_words(one[0], other[0])


def unit_slip(one: Entry, other: Entry) -> bool:
    """Whether two figures differ by their unit alone: see ``Outcome``."""
    if len(one) != PARTS or len(other) != PARTS:
        return False
    a, b = Decimal(one[0]), Decimal(other[0])
    if one[1] != other[1] and (a == b or _amount(a, one[1]) == _amount(b, other[1]) is not None):
        return True
    powers = {kind: _SLIPS.get(kind, frozenset()) for kind in (kind_of(one[1] or None), kind_of(other[1] or None))}
    allowed = frozenset.intersection(*powers.values())
    return any(a == b.scaleb(power) or b == a.scaleb(power) for power in allowed) and a != 0


def _amount(value: Decimal, unit: str) -> Decimal | None:
    factor = money_factor(unit) if unit and kind_of(unit) == "money" else None
    return None if factor is None else value * factor
