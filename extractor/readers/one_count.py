"""One count told in two ways: 专项工作7个 after 专项资金项目7个, 在编在岗35人 beside the 在职人数 35 of a table."""

from __future__ import annotations

import re
from dataclasses import replace

from extractor.readers import lexicon
from extractor.readers.base import Fact, Owner
from extractor.readers.ledgering import Book


def tell_once(book: Book) -> None:
    """A count whose words say less than those of another one of the same number, year and subject is that other one."""
    counts = [fact for fact in book.facts if fact.measure == "count" and fact.band is None and fact.owner.label is not None]
    fuller = {fact.key: owner for fact in counts if (owner := _fuller(fact, counts)) is not None}
    for index, fact in enumerate(book.facts):
        if fact.key in fuller:
            book.facts[index] = replace(fact, owner=replace(fuller[fact.key], alias=fact.owner.label))


def _fuller(fact: Fact, counts: list[Fact]) -> Owner | None:
    """The owner that ``fact`` means in shorter words; null where there is none, or more than one."""
    found = {_text(other): other.owner for other in counts if _same_number(fact, other) and _says_less(fact, other)}
    return next(iter(found.values())) if len(found) == 1 else None


def _same_number(one: Fact, other: Fact) -> bool:
    numbers = [(f.numeral.value, f.numeral.unit, f.period, f.owner.project) for f in (one, other)]
    return numbers[0] == numbers[1]


def _says_less(one: Fact, other: Fact) -> bool:
    less, more = _text(one), _text(other)
    if less == more:
        return False
    if lexicon.STAFF.match(less) and lexicon.STAFF.match(more):
        return one.numeral.cell is None and (
            other.numeral.cell is not None or (len(more), more.endswith("人员")) > (len(less), less.endswith("人员"))
        )
    if lexicon.ANY_PROJECTS.match(less):
        some = re.match(lexicon.TURNS, more)  # 新增项目3个 are not all projects
        return more.endswith(("项目", "专项")) and not some and not lexicon.ANY_PROJECTS.match(more)
    return less.endswith("自评") and more.endswith(less)


def _text(fact: Fact) -> str:
    return fact.owner.label.text if fact.owner.label is not None else ""
