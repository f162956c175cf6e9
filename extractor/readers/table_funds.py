"""The block of funds of a form: its total, its sources, and cells that hold label and amount together."""

from __future__ import annotations

import re

from extractor.grid import GridCell, squeeze
from extractor.readers.base import Fact, Owner, Relation, Row, Words
from extractor.readers.ledgering import Book
from extractor.readers.sheet import Sheet
from extractor.readers.table_state import ADDITIVE, Money, Slot, fitting
from schemas.record import Measure

FUND_TOTAL = re.compile(r"(?:年度|预算|项目|财政|全年)*资金(?:总额|合计|总计)|^(?:总额|总金额)$")
_BY_NATURE = re.compile(r"按(收入|支出)")


def read_fund_total(book: Book, sheet: Sheet, cells: list[GridCell], name: Words, project: Words | None, money: Money) -> None:
    """年度资金总额: the project's (or the unit's) own figures; its weight and score are the execution row."""
    owner = Owner(project=project) if project else Owner(alias=name)
    weight = score = None
    found: dict[Slot, Fact] = {}
    for cell in cells:
        numeral, column = sheet.number_of(cell), sheet.column(cell)
        measure = fitting(column, numeral)
        if numeral is None or measure is None:
            continue
        if measure == "weight":
            weight = numeral
        elif measure == "score":
            score = numeral
        else:
            found[(measure, None, None)] = book.fact(numeral, measure, owner, "table", period=column.period)
    if weight or score:
        path = (Words("预算执行率", name.span),)
        row = Row(book.key(), project, path, None, "table", weight=(weight,) if weight else (), score=(score,) if score else ())
        money.execution = book.row(row)
    money.fund = found


def read_inline(book: Book, sheet: Sheet, cells: list[GridCell], project: Words | None, money: Money) -> None:
    """Cells of the form ``其中：一般公共预算：3307.52``: the label stands in the cell, the measure over the column or in the label."""
    for cell in cells:
        found = [n for n in sheet.numerals(cell) if n.kind == "money" and n.id not in book.used]
        if len(found) != 1 or cell.value:
            continue
        inner = re.match(r"^\s*(?:其中[:：])?\s*([^\d:：]{2,24})[:：]\s*$", sheet.document.text[cell.cell.span[0] : found[0].extent[0]])
        if inner is None:
            continue
        start = cell.cell.span[0] + inner.start(1)
        label = Words(re.sub(r"\s", "", inner[1]), (start, start + len(inner[1].rstrip())))
        nature = _BY_NATURE.search(squeeze("".join(sheet.grid.header_path(cell))))
        spent = nature[1] == "支出" if nature else label.text.endswith("支出")
        measure: Measure = "executed" if spent else "budget"
        if FUND_TOTAL.search(label.text):
            fact = book.fact(found[0], measure, Owner(project=project) if project else Owner(alias=label), "table")
            money.fund = (money.fund or {}) | {(measure, None, None): fact}
            continue
        fact = book.fact(found[0], measure, Owner(project=project, label=label) if project else Owner(label=label), "table")
        if money.fund is not None:
            money.fund_parts.setdefault((measure, None, None), []).append(fact)


def close_table(book: Book, money: Money) -> None:
    """Write down the sums that stayed open until the table's end."""
    for group in money.groups:
        for slot, facts in group.parts.items():
            if slot in group.facts and slot[0] in ADDITIVE:
                book.relate(Relation("sum", group.facts[slot].key, tuple(fact.key for fact in facts), open=True))
    for slot, parts in money.fund_parts.items():
        whole = (money.fund or {}).get(slot)
        if whole is not None and parts and slot[0] in ADDITIVE:
            book.relate(Relation("sum", whole.key, tuple(fact.key for fact in parts), open=True))
