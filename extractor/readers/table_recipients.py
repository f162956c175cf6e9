"""Tables of those who receive money: 地区 | 首次下达 | 第二次下达 | 合计 | 支付额.

Whole columns are the recipient's, the others split them.
"""

from __future__ import annotations

import re

from extractor.grid import GridCell, squeeze
from extractor.readers.base import Fact, Owner, Relation, Words
from extractor.readers.ledgering import Book
from extractor.readers.sheet import Sheet
from extractor.readers.table_state import Slot, head_words
from extractor.readers.words import words

_PLACES = re.compile(
    r"^(?:地区|区县|县区|市县|县\(?市、?区\)?|乡镇|镇街|乡镇\(?街道\)?|街道|村居|受益单位|补助单位|学校|(?:项目|资金|用款|资金使用)?单位)(?:名称)?$"
)
_WHOLE = re.compile(
    r"^(?:全年|本年|年度|资金|预算|下达|分配|安排)*(?:合计|总计|总额|小计)$|^(?:下达|分配|安排|补助|预算|专项|奖补)(?:资金|金额|数|额)*$"
)
_SHARE = re.compile(
    r"(?:下达|分配|安排|追加|拨入)(?:资金|金额|数)?$|^第.{1,3}[批次]|^(?:中央|省级?|市级?|县级?|区级?|上级|本级|地方)(?:财政|配套|补助|资金|专项)*$"
)
_CHANGE = re.compile(r"^(?:年中|资金|预算)?(?:调整|调增|调减|追加|核减)(?:金额|资金|数|额)?$")
_UNIT = re.compile(r"[（(][^（）()]*元[)）]$")


def lists_recipients(sheet: Sheet, cells: list[GridCell]) -> bool:
    """Whether the first column of a row is headed as one of places or units."""
    path = sheet.grid.header_path(cells[0]) if cells else ()
    return bool(path) and _PLACES.match(squeeze(path[-1])) is not None


def read_shares(book: Book, sheet: Sheet, cells: list[GridCell], owner: Owner, facts: dict[Slot, Fact]) -> None:
    """The columns of money that no measure word heads: all that a recipient was given, and what it came from. Adds to ``facts``."""
    named = owner.label or owner.alias
    if named is None or not lists_recipients(sheet, cells):
        return
    free = [(cell, numeral) for cell in cells if (numeral := sheet.number_of(cell)) is not None and numeral.id not in book.used]
    heads = [(squeeze(sheet.grid.header_path(cell)[-1]), cell, n) for cell, n in free if n.kind == "money" and sheet.grid.header_path(cell)]
    whole = [(cell, n) for head, cell, n in heads if _WHOLE.match(_bare(head))]
    parts = [(head, cell, n) for head, cell, n in heads if _SHARE.search(_bare(head))]
    if ("budget", None, None) not in facts and len(whole) == 1:
        facts[("budget", None, None)] = book.fact(whole[0][1], "budget", owner, "table")
    total = facts.get(("budget", None, None))
    if total is None:
        return  # nothing that they are shares of
    for head, cell, numeral in parts:
        own = Owner(label=_head(sheet, cell), under=named)
        facts[("budget", head, None)] = book.fact(numeral, "budget", own, "table")
    changes = [(cell, n) for head, cell, n in heads if _CHANGE.match(_bare(head))]
    for cell, numeral in changes:
        facts[("change", squeeze(cell.text), None)] = book.fact(numeral, "change", Owner(alias=_head(sheet, cell), under=named), "table")
    keys = [facts[("budget", head, None)].key for head, _, _ in parts]
    keys += [facts[("change", squeeze(cell.text), None)].key for cell, numeral in changes if numeral.value != 0]
    if len(keys) >= 2:
        book.relate(Relation("sum", total.key, tuple(keys), open=True, unsure=True))


def _head(sheet: Sheet, cell: GridCell) -> Words:
    """The words of the header over a cell, without the unit in brackets."""
    head = head_words(sheet, cell)
    unit = _UNIT.search(head.text)
    return words(sheet.document.text, (head.span[0], head.span[1] - len(unit[0]))) if unit else head


def _bare(head: str) -> str:
    return re.sub(r"[（(].*?[)）]", "", head)
