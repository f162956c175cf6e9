"""Which row of a table of categories is part of which: by numbering, by 其中, and by what still fits.

A row may not reach over another row that could own it: a row without amounts holds its place like any other.
"""

from __future__ import annotations

import re

from extractor.document import Numeral
from extractor.grid import GridCell
from extractor.readers.sheet import Sheet
from extractor.readers.table_state import Group, Money

_RANKS = (
    re.compile(r"^\s*[一二三四五六七八九十]{1,2}、"),
    re.compile(r"^\s*[（(][一二三四五六七八九十]{1,2}[)）]"),
    re.compile(r"^\s*\d{1,2}\s*[、.．](?!\d)"),
    re.compile(r"^\s*[（(]\d{1,2}[)）]"),
)


def rank_of(text: str) -> int:
    """How deep the numbering of a label stands: 0 without a number, 1 for 一、 … 4 for （1）."""
    return next((rank for rank, pattern in enumerate(_RANKS, 1) if pattern.match(text)), 0)


def place(money: Money, sheet: Sheet, label: GridCell, values: list[Numeral]) -> tuple[str, Group | None]:
    """The level of a row and the row it is part of: 1、2、 belong to the last row that is not so deep, 其中 to the row before;
    a plain row right behind a part told by 其中 goes on with it while most of its amounts still fit into what is left."""
    level = sheet.group(label)
    if not money.groups:
        return level, None
    if level == "numbered":
        return level, _above(money, rank_of(label.text))
    last = money.groups[-1]
    if level == "within":
        return level, last
    if last.level == "within" and last.parent is not None and _fits(last.parent, values):
        return "within", last.parent
    if level == "plain" and (owner := _of_projects(last)) is not None and _fits(owner, values):
        return "inner", owner
    return ("inner" if money.groups[0].level == "numbered" else level), None


def open_group(money: Money, sheet: Sheet, label: GridCell) -> None:
    """A row without amounts: what stands under it belongs to it, and to no row before it."""
    level, parent = place(money, sheet, label, [])
    if level in ("numbered", "within"):
        money.groups.append(Group({}, level, rank_of(label.text), parent))


def outermost(money: Money) -> list[Group]:
    """The rows that a total adds up: the plain ones, or those whose numbering stands highest."""
    plain = [group for group in money.groups if group.level == "plain"]
    numbered = [group for group in money.groups if group.level == "numbered"]
    return plain or [group for group in numbered if group.rank == min(one.rank for one in numbered)]


def _of_projects(last: Group) -> Group | None:
    """The subtotal of projects that the last row is, or is part of: rows without a number under it are those projects."""
    owner = last.parent if last.level == "inner" else last
    return owner if owner is not None and owner.projects and owner.level == "numbered" and owner.subtotal else None


def _above(money: Money, rank: int) -> Group | None:
    """The last row that a row numbered so deep can be part of."""
    return next((g for g in reversed(money.groups) if g.level == "plain" or (g.level == "numbered" and g.rank < rank)), None)


def _fits(owner: Group, values: list[Numeral]) -> bool:
    """Whether most amounts of a row still fit into what the parts so far leave of the owner's."""
    left = [fact.numeral.value - sum(part.numeral.value for part in owner.parts.get(slot, [])) for slot, fact in owner.facts.items()]
    fits = sum(value.value <= rest for value, rest in zip(values, left, strict=False))
    return 2 * fits > len(values)
