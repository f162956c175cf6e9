"""What names the items of a record: all that pairing looks at. No amount is among it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from eval.pointers import at
from eval.words import fold
from extractor.numerals import kind_of
from schemas.figure import Figure
from schemas.record import Band, Claim, Indicator, Project, Quantity, Record

Name = tuple[object, ...]
DEEP = 4
"""How far subjects of subjects are followed (a record may point in a circle)."""

_MEASURE_ALONE = re.compile(
    r"(?:结余|节余|结转|剩余|余额|追加|核增|核减|审减|调增|调减|增加|减少|节约|占比|占)(?:结转|结余|资金|金额|数|额)?"
)


def names(project: Project) -> tuple[str, ...]:
    """The name and the aliases."""
    return project.name, *project.aliases


def labels(quantity: Quantity) -> tuple[str, ...]:
    """The label and the aliases, folded; the unit itself is the empty word, and so is a label that is nothing but the measure's
    word (结余 of a project), which the contract leaves out of labels."""
    own = fold(quantity.label or "")
    return "" if quantity.subject is not None and _MEASURE_ALONE.fullmatch(own) else own, *map(fold, quantity.aliases)


def band_key(band: Band | None) -> tuple[str, ...]:
    """A band in comparable parts."""
    return (fold(band.of), band.low or "", band.high or "") if band else ()


def path_key(indicator: Indicator) -> tuple[str, ...]:
    """The group labels, folded."""
    return tuple(map(fold, indicator.path))


def period(record: Record, quantity: Quantity) -> str | None:
    """The year of a quantity; the report's where it names none."""
    return quantity.period or (str(record.year) if record.year else None)


def families(figures: Iterable[Figure]) -> frozenset[str]:
    """What the units measure: money, percent, score, or the counted units themselves."""
    return frozenset(map(_family, figures))


def _family(figure: Figure) -> str:
    kind = kind_of(figure.unit)
    return fold(figure.unit or "") if kind in ("count", "plain") else kind


def name_of(record: Record, one: object, deep: int = DEEP) -> Name:
    """Everything that names an item, pointers replaced by the names of what they point at; equal names cannot be told apart."""
    if isinstance(one, Project):
        return "project", fold(one.name), fold(one.qualifier or ""), tuple(sorted(map(fold, one.aliases))), _named(record, one.parent, deep)
    if isinstance(one, Quantity):
        own = (labels(one)[0], one.measure, period(record, one) or "", band_key(one.band), tuple(sorted(labels(one)[1:])))
        return "quantity", *own, tuple(sorted(families(one.mentions))), _named(record, one.subject, deep)
    if isinstance(one, Indicator):
        return "indicator", fold(one.name or ""), path_key(one), _named(record, one.subject, deep), _filled(one)
    if isinstance(one, Claim):
        return "claim", one.kind, fold(one.text), _named(record, one.subject, deep)
    return ()


def _filled(row: Indicator) -> tuple[bool, ...]:
    """Whether a row prints a target and an actual; a goal and its result may be two rows of one name."""
    return row.target is not None, row.actual is not None


def _named(record: Record, pointer: str | None, deep: int) -> Name:
    """What a pointer means: an item by all that names it, a list of its figures by their role too."""
    if not pointer or not deep:
        return ()
    one, (owner, _, role) = at(record, pointer), pointer.rpartition("/")
    return (role, *_named(record, owner, deep)) if isinstance(one, tuple) else name_of(record, one, deep - 1)
