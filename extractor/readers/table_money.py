"""Money tables: rows of projects, of funds and of spending by category, in any column order, with their totals."""

from __future__ import annotations

import re

from extractor.document import Numeral
from extractor.grid import GridCell, squeeze
from extractor.readers import lexicon
from extractor.readers.base import Fact, Note, Owner, Relation, Words
from extractor.readers.ledgering import Book
from extractor.readers.sheet import Column, Sheet
from extractor.readers.table_funds import FUND_TOTAL, read_fund_total
from extractor.readers.table_groups import open_group, outermost, place, rank_of
from extractor.readers.table_recipients import read_shares
from extractor.readers.table_state import ADDITIVE, Group, Money, Slot, fitting, head_words
from extractor.readers.words import key_of, words
from schemas.record import Measure

_NAME_HEAD = re.compile(
    r"^(?:子?项目(?:名称|内容)?|子项(?:名称)?|专项(?:资金)?名称|资金名称|预算项目|项目\(?(?:资金)?名称\)?|具体项目|明细项目|建设内容|项目支出名称|支出项目|支出方向|资金投向|使用方向)$"
)
_OWNER_HEAD = re.compile(r"主管部门|主管单位|归口|责任(?:部门|单位|科室)|实施单位|预算单位|承办(?:科室|单位)")
_GRADE_HEAD = re.compile(r"等级|等次|评价结果|自评结论")
_GRADE = re.compile(r"^(?:优秀?|良好?|中|差|合格|不合格|一般|[一二三四]等)$")
_WHOLE_YEAR = re.compile(r"全年|年度|调整后|本年|当年|实际|小计|合计")
_NOT_YEAR = re.compile(r"累计|计划|[一二三四]季度|^调整(?:预算|数)|上年|中期")
_FUNDS = re.compile(r"资金|预算|经费")
_SUBTOTAL = re.compile(r"[（(]小计[)）]$")
_PROJECTS_ROW = re.compile(r"^项目支出")


def name_cell(sheet: Sheet, cells: list[GridCell]) -> GridCell | None:
    """The cell under a column headed 项目名称 or alike."""
    for cell in cells:
        path = sheet.grid.header_path(cell)
        if path and _NAME_HEAD.match(re.sub(r"[（(].*?[)）]", "", squeeze(path[-1]))) and not cell.value:
            return cell
    return None


def read_money_row(book: Book, sheet: Sheet, cells: list[GridCell], project: Words | None, money: Money) -> None:
    """One row with amounts: a project, a total, a source of funds or a category."""
    named = name_cell(sheet, cells)
    total = next((cell for cell in cells if lexicon.TOTAL_ROW.match(re.sub(r"[（(].*?[)）]|[:：]", "", squeeze(cell.text)))), None)
    if total is not None:
        _total_row(book, sheet, cells, total, project, money)
    elif named is not None and not named.blank and not _is_category(sheet, named):
        _project_row(book, sheet, cells, named, money)
    else:
        _label_row(book, sheet, cells, project, money)


def _is_category(sheet: Sheet, named: GridCell) -> bool:
    """Under a bare 项目 a column may list categories of spending (三公经费); under 项目名称 it lists projects."""
    head = squeeze(sheet.grid.header_path(named)[-1])
    plain = squeeze(sheet.name(named).text)
    return head == "项目" and (lexicon.is_category(plain) or FUND_TOTAL.search(plain) is not None)


def _project_row(book: Book, sheet: Sheet, cells: list[GridCell], named: GridCell, money: Money) -> None:
    name = sheet.name(named)
    if not re.search(r"[\u4e00-\u9fffA-Za-z]", name.text):
        return
    known = book.roster.add(name)
    for cell in cells:
        head = squeeze("".join(sheet.grid.header_path(cell)[-1:]))
        if _OWNER_HEAD.search(head) and not cell.blank and not cell.value:
            book.note(known, Note(known, "department", sheet.words(cell)))
    _grades(book, sheet, cells, known)
    facts = _facts(book, sheet, cells, Owner(project=known))
    money.rows.append((_block(sheet, named), facts))
    for slot, fact in facts.items():
        sources = [other.key for (measure, source, period), other in facts.items() if source and (measure, period) == (slot[0], slot[2])]
        if slot[1] is None and len(sources) >= 2:
            book.relate(Relation("sum", fact.key, tuple(sources), open=True))


def _grades(book: Book, sheet: Sheet, cells: list[GridCell], project: Words) -> None:
    for cell in cells:
        head = squeeze("".join(sheet.grid.header_path(cell)[-1:]))
        if _GRADE.match(squeeze(cell.text)) and _GRADE_HEAD.search(head):
            book.note(project, Note(project, "grade", sheet.words(cell)))


def _facts(book: Book, sheet: Sheet, cells: list[GridCell], owner: Owner) -> dict[Slot, Fact]:
    """The figures of a row under their columns; a column that splits the budget gives quantities of its own."""
    found: dict[Slot, Fact] = {}
    chosen = _chosen_columns(sheet, cells)
    for cell in cells:
        numeral = sheet.number_of(cell)
        column = sheet.column(cell)
        measure = fitting(column, numeral)
        if numeral is None or numeral.id in book.used or (measure is not None and cell.cell.col not in chosen):
            continue
        if measure is None:
            _under_project(book, sheet, cell, numeral, owner, found)
            continue
        own = _column_owner(sheet, cell, owner, column, measure)
        found[(measure, column.source, column.period)] = book.fact(numeral, measure, own, "table", period=column.period)
    return found


def _chosen_columns(sheet: Sheet, cells: list[GridCell]) -> set[int]:
    """The columns that count where several of a row would hold one measure (调整预算 beside 全年预算, 累计 beside 实际支付)."""
    rivals: dict[tuple[object, ...], list[GridCell]] = {}
    for cell in cells:
        column = sheet.column(cell)
        if fitting(column, sheet.number_of(cell)) is not None:
            rivals.setdefault((column.measure, column.source, column.period), []).append(cell)
    chosen: set[int] = set()
    for group in rivals.values():
        heads = {cell.cell.col: squeeze("".join(sheet.grid.header_path(cell)[-1:])) for cell in group}
        whole = [col for col, head in heads.items() if _WHOLE_YEAR.search(head) and not _NOT_YEAR.search(head)]
        plain = [col for col, head in heads.items() if not _NOT_YEAR.search(head)]
        best = whole if len(whole) == 1 else plain
        chosen.update(best if len(best) == 1 or len(group) == 1 else [])
        if len(group) == 1:
            chosen.add(group[0].cell.col)
    return chosen


def _under_project(book: Book, sheet: Sheet, cell: GridCell, numeral: Numeral, owner: Owner, found: dict[Slot, Fact]) -> None:
    """A column headed by a project's name: the row's share of that project's budget."""
    path = sheet.grid.header_path(cell)
    if not path or numeral.kind != "money" or owner.project is not None or owner.label is None:
        return
    if lexicon.TOTAL_ROW.match(squeeze(path[-1])):
        own = Owner(label=owner.label)
        found[("budget", "total", None)] = book.fact(numeral, "budget", own, "table")
        return
    project = book.roster.find(Words(path[-1], cell.cell.span))
    if project is not None:
        total = lexicon.TOTAL_ROW.match(squeeze(owner.label.text))
        own = Owner(project=project) if total else Owner(project=project, label=owner.label)
        found[("budget", project.text, None)] = book.fact(numeral, "budget", own, "table")


def _column_owner(sheet: Sheet, cell: GridCell, owner: Owner, column: Column, measure: Measure) -> Owner:
    if measure == "balance" and owner.project is not None:
        return Owner(project=owner.project, label=head_words(sheet, cell))
    if column.source is None or measure not in ("budget", "initial_budget", "executed"):
        return owner
    label = head_words(sheet, cell)
    if owner.project is not None:
        return Owner(project=owner.project, label=label)
    return Owner(label=label, under=owner.label or owner.alias)


def _total_row(book: Book, sheet: Sheet, cells: list[GridCell], total: GridCell, project: Words | None, money: Money) -> None:
    label = sheet.name(total)
    partial = squeeze(label.text).startswith("小计")
    block = _block(sheet, total) if partial else None
    owner = Owner(label=block, alias=label) if block is not None else Owner(project=project, label=label)
    facts = _facts(book, sheet, cells, owner)
    read_shares(book, sheet, cells, owner, facts)
    rows = [row for _, row in money.rows]
    if block is not None and any(head == block for head, _ in money.rows):  # blocks without a 小计 of their own stand for themselves
        money.subtotals.extend(row for head, row in money.rows if head != block)
        rows = [row for head, row in money.rows if head == block]
    parts = rows if partial or not money.subtotals else [*money.subtotals, *rows]
    if not parts and not partial:
        _total_of_labels(book, facts, money)
    for slot, fact in facts.items():
        own = [row[slot] for row in parts if slot in row]
        if slot[0] in ADDITIVE and own:
            book.relate(Relation("sum", fact.key, tuple(f.key for f in own)))
            money.list_total.append((fact, own))
    if partial:
        money.subtotals.append(facts)
    else:
        money.subtotals = []
    money.rows = []


def _block(sheet: Sheet, cell: GridCell) -> Words | None:
    """The words left of a cell that head its block of rows."""
    head = next((left for left in sheet.grid.row_labels(cell) if not left.value), None)
    return sheet.words(head) if head is not None else None


def _total_of_labels(book: Book, facts: dict[Slot, Fact], money: Money) -> None:
    """The total over rows of categories: their outermost level, where it makes the total (or would but for a slip)."""
    rows = [group.facts for group in outermost(money)]
    for slot, fact in facts.items():
        own = [row[slot].key for row in rows if slot in row]
        if slot[0] in ADDITIVE and len(own) >= 2:
            book.relate(Relation("sum", fact.key, tuple(own), open=True, unsure=True))


def _label_row(book: Book, sheet: Sheet, cells: list[GridCell], project: Words | None, money: Money) -> None:
    """A row named by its own label: the fund's total, one of its sources, or spending by category."""
    label = next((cell for cell in cells if cell.text and not cell.value and not cell.blank), None)
    if label is None or (project is not None and _GRADE.match(squeeze(label.text))):
        _headed_counts(book, sheet, cells)
        if project is not None and not any(_names_row(sheet, cell) for cell in cells[:1]):
            _own_row(book, sheet, cells, project)
        return
    if not any(sheet.number_of(cell) for cell in cells):
        open_group(money, sheet, label)
        return
    name = sheet.name(label)
    plain = squeeze(name.text)
    if FUND_TOTAL.search(plain):
        read_fund_total(book, sheet, cells, name, project, money)
        return
    if not 2 <= len(plain) <= 40:
        return
    level, parent = place(money, sheet, label, [n for cell in cells if (n := sheet.number_of(cell)) is not None])
    subtotal = "小计" in plain
    if subtotal and parent is not None and parent.projects and (aside := _SUBTOTAL.search(name.text)):
        name = words(sheet.document.text, (name.span[0], name.span[1] - len(aside[0])))
        book.kinds.add(key_of(name.text))
    owner = Owner(project=project, label=name) if subtotal else _row_owner(book, name, plain, project, parent)
    facts = _facts(book, sheet, cells, owner)
    read_shares(book, sheet, cells, owner, facts)
    if not facts:
        return
    if money.fund is not None and lexicon.SOURCE.search(plain):
        for slot, fact in facts.items():
            money.fund_parts.setdefault(slot, []).append(fact)
        return
    if parent is not None:
        parent.add(facts)
    is_projects = _PROJECTS_ROW.match(plain) is not None or (subtotal and parent is not None and parent.projects)
    money.groups.append(Group(facts, level, rank_of(label.text), parent, is_projects, subtotal))


def _names_row(sheet: Sheet, cell: GridCell) -> bool:
    """Whether the words left of a cell name something other than the block of funds."""
    block = _block(sheet, cell)
    return block is not None and not _FUNDS.search(squeeze(block.text))


def _own_row(book: Book, sheet: Sheet, cells: list[GridCell], project: Words) -> None:
    """A row of figures alone under 预算数 and 支付数 in the form of one project: they are the project's."""
    measures = {sheet.column(cell).measure for cell in cells if sheet.number_of(cell)}
    if len(measures & {"budget", "initial_budget", "executed", "rate"}) < 2:
        return
    _facts(book, sheet, cells, Owner(project=project))
    _grades(book, sheet, cells, project)


def _headed_counts(book: Book, sheet: Sheet, cells: list[GridCell]) -> None:
    """A row without a label under headers such as 编制数 and 2024年实际在职人数: the headers are the labels."""
    for cell in cells:
        numeral, column = sheet.number_of(cell), sheet.column(cell)
        if numeral is None or numeral.kind != "count" or column.measure != "count":
            continue
        book.fact(numeral, "count", Owner(label=head_words(sheet, cell)), "table", period=column.period)


def _row_owner(book: Book, name: Words, plain: str, project: Words | None, parent: Group | None) -> Owner:
    if parent is not None and parent.projects and "小计" not in plain:
        return Owner(project=book.roster.add(name))
    return Owner(project=project, label=name) if project else Owner(label=name)
