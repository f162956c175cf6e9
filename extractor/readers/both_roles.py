"""What each reading says of each numeral, and whether two say the same."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from extractor.document import Numeral
from extractor.numerals.fold import fold
from extractor.readers import lexicon
from extractor.readers.base import BandWords, Fact, Owner, Reading, Role, Row, Words
from extractor.readers.label_keys import label_key
from extractor.readers.names import SAME, similarity
from extractor.readers.words import key_of
from schemas.record import Measure

RowField = Literal["target", "actual", "weight", "score"]
_YEAR = re.compile(r"^(?:19|20)\d\d年?度?")
_THINGS = re.compile(r"(?:项目|资金|经费)+$")
ROW_FIELDS: tuple[RowField, ...] = ("target", "actual", "weight", "score")


@dataclass(frozen=True, slots=True)
class Use:
    """One thing that a reading says of a numeral: it is the figure of a fact, stands in a field of a row, or ends a band."""

    numeral: Numeral
    what: Measure | RowField | Literal["band"]
    fact: Fact | None = None
    row: Row | None = None

    @property
    def role(self) -> Role:
        """The same in words."""
        if self.row is not None:
            name = self.row.name or (self.row.path[-1] if self.row.path else None)
            return Role("row", _text(name), self.what, _text(self.row.project))
        assert self.fact is not None
        owner, period = self.fact.owner, self.fact.period
        if self.what == "band" and self.fact.band is not None:
            return Role("quantity", self.fact.band.of, self.what, _text(owner.label))
        if owner.project is not None and owner.label is None:
            return Role("project", owner.project.text, self.what, None, period)
        return Role("quantity", _text(owner.label), self.what, _text(owner.project or owner.under), period)


def _text(words: Words | None) -> str | None:
    return words.text if words is not None else None


def uses(reading: Reading) -> Mapping[str, list[Use]]:
    """Everything a reading says, by numeral id."""
    found: dict[str, list[Use]] = defaultdict(list)
    for fact in reading.facts:
        found[fact.numeral.id].append(Use(fact.numeral, fact.measure, fact))
        for end in ends(fact.band):
            found[end.id].append(Use(end, "band", fact))
    for row in reading.rows:
        for what in ROW_FIELDS:
            for numeral in in_field(row, what):
                found[numeral.id].append(Use(numeral, what, row=row))
    return found


def ends(band: BandWords | None) -> tuple[Numeral, ...]:
    """The numerals that bound a band."""
    return tuple(end for end in (band.low, band.high) if end is not None) if band is not None else ()


def in_field(row: Row, what: RowField) -> tuple[Numeral, ...]:
    """The numerals of one field of a row."""
    if what == "weight":
        return row.weight
    if what == "score":
        return row.score
    value = row.target if what == "target" else row.actual
    return value.numerals if value is not None else ()


def same_use(one: Use, two: Use, rows: Mapping[int, int]) -> bool:
    """Whether two readings say the same of a numeral. ``rows`` pairs row keys of the second with those of the first."""
    if one.what != two.what:
        return False
    if one.row is not None and two.row is not None:
        return rows.get(two.row.key) == one.row.key
    if one.fact is None or two.fact is None:
        return False
    if one.what == "band":
        return True
    periods = {one.fact.period, two.fact.period} - {None}
    return len(periods) < 2 and same_owner(one.fact.owner, two.fact.owner)


def same_owner(one: Owner, two: Owner) -> bool:
    """Whether two owners mean the same, tolerantly: what only one of them tells (a label's project or total) is no difference."""
    if one.project is not None and two.project is not None and not _same_project(one.project, two.project):
        return False
    mine, others = ([words.text for words in (owner.label, owner.alias) if words is not None] for owner in (one, two))
    if any(same_label(a, b) for a in mine for b in others):
        return True
    if not any(_is_total(owner) for owner in (one, two)) and not (_unlabelled(one) and _unlabelled(two)):
        return False  # 合计 in a cell says no more than its place, which is the same
    return (one.project is None) == (two.project is None)


def _same_project(one: Words, two: Words) -> bool:
    return one == two or similarity(one.text, two.text) >= SAME


def _unlabelled(owner: Owner) -> bool:
    """Whether nothing but the owner itself is named: the word of the measure alone (结余 of a project) names nothing more."""
    return owner.label is None or _plain(owner.label.text) or lexicon.MEASURE_ALONE.fullmatch(_folded(owner.label.text)) is not None


def _is_total(owner: Owner) -> bool:
    return any(words is not None and lexicon.TOTAL_ROW.match(_folded(words.text)) for words in (owner.label, owner.alias))


def _plain(label: str) -> bool:
    return any(pattern.match(_folded(label)) for pattern in (lexicon.ITSELF, lexicon.GENERIC))


def _folded(label: str) -> str:
    return re.sub(r"\s", "", fold(label))


def same_label(one: str, two: str) -> bool:
    """Whether two labels mean one quantity. Income and spending of one name are two."""
    if label_key(one) == label_key(two) or _core(one) == _core(two):
        return True
    if ("收入" in one) != ("收入" in two):
        return False
    return similarity(one, two) >= SAME or key_of(one) == key_of(two)


def _core(label: str) -> str:
    """A label without a year before it and without the common noun at its end (专项资金项目 is 专项资金)."""
    plain = label_key(label)
    dated = _YEAR.sub("", plain) or plain
    return _THINGS.sub("", dated) or dated
