"""Money tables: rows of projects, of funds and of spending by category, in any column order, with their totals."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extractor.document import Numeral
from extractor.grid import GridCell, squeeze
from extractor.readers import lexicon
from extractor.readers.base import Fact, Note, Owner, Relation, Row, Words
from extractor.readers.ledgering import Book
from extractor.readers.sheet import Column, Sheet
from extractor.readers.words import words
from schemas.record import Measure

_NAME_HEAD = re.compile(
    r"^(?:子?项目(?:名称|内容)?|专项(?:资金)?名称|资金名称|预算项目|项目\(?(?:资金)?名称\)?|具体项目|明细项目|建设内容|项目支出名称|支出项目|支出方向|资金投向|使用方向)$"
)
_OWNER_HEAD = re.compile(r"主管部门|主管单位|归口|责任(?:部门|单位|科室)|实施单位|预算单位|承办(?:科室|单位)")
_GRADE_HEAD = re.compile(r"等级|等次|评价结果|自评结论")
_GRADE = re.compile(r"^(?:优秀?|良好?|中|差|合格|不合格|一般|[一二三四]等)$")
_FUND_TOTAL = re.compile(r"(?:年度|预算|项目|财政|全年)*资金(?:总额|合计|总计)|^(?:总额|总金额)$")
_PROJECTS_ROW = re.compile(r"^项目支出")
_BY_NATURE = re.compile(r"按(收入|支出)")
ADDITIVE = frozenset({"initial_budget", "budget", "executed", "balance", "count"})
Slot = tuple[str, str | None, str | None]


@dataclass
class Group:
    """A total row and the rows under it that may be its parts."""

    facts: dict[Slot, Fact]
    level: str
    projects: bool = False
    parts: dict[Slot, list[Fact]] = field(default_factory=dict)

    def add(self, facts: dict[Slot, Fact]) -> None:
        """Take a row's figures as parts, column by column."""
        for slot, fact in facts.items():
            self.parts.setdefault(slot, []).append(fact)


@dataclass
class Money:
    """What is open while one table is read from top to bottom."""

    groups: list[Group] = field(default_factory=list)
    rows: list[dict[Slot, Fact]] = field(default_factory=list)
    subtotals: list[dict[Slot, Fact]] = field(default_factory=list)
    fund: dict[Slot, Fact] | None = None
    fund_parts: dict[Slot, list[Fact]] = field(default_factory=dict)
    execution: Row | None = None
    list_total: list[tuple[Fact, list[Fact]]] = field(default_factory=list)


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
    return head == "项目" and (lexicon.is_category(plain) or _FUND_TOTAL.search(plain) is not None)


def _project_row(book: Book, sheet: Sheet, cells: list[GridCell], named: GridCell, money: Money) -> None:
    name = sheet.name(named)
    if not re.search(r"[\u4e00-\u9fffA-Za-z]", name.text):
        return
    known = book.roster.add(name)
    for cell in cells:
        head = squeeze("".join(sheet.grid.header_path(cell)[-1:]))
        if _OWNER_HEAD.search(head) and not cell.blank and not cell.value:
            book.note(known, Note(known, "department", sheet.words(cell)))
        if _GRADE.match(squeeze(cell.text)) and _GRADE_HEAD.search(head):
            book.note(known, Note(known, "grade", sheet.words(cell)))
    facts = _facts(book, sheet, cells, Owner(project=known))
    money.rows.append(facts)
    for slot, fact in facts.items():
        sources = [other.key for (measure, source, period), other in facts.items() if source and (measure, period) == (slot[0], slot[2])]
        if slot[1] is None and len(sources) >= 2:
            book.relate(Relation("sum", fact.key, tuple(sources), open=True))


def _facts(book: Book, sheet: Sheet, cells: list[GridCell], owner: Owner) -> dict[Slot, Fact]:
    """The figures of a row under their columns; a column that splits the budget gives quantities of its own."""
    found: dict[Slot, Fact] = {}
    for cell in cells:
        numeral = sheet.number_of(cell)
        column = sheet.column(cell)
        measure = _fitting(column, numeral)
        if numeral is None or numeral.id in book.used:
            continue
        if measure is None:
            _under_project(book, sheet, cell, numeral, owner, found)
            continue
        own = _column_owner(sheet, cell, owner, column, measure)
        found[(measure, column.source, column.period)] = book.fact(numeral, measure, own, "table", period=column.period)
    return found


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


def _fitting(column: Column, numeral: Numeral | None) -> Measure | None:
    """The measure of a column if the numeral can be one: money for amounts, percent for rates, points for scores."""
    if numeral is None or column.measure is None:
        return None
    wanted = {
        "initial_budget": ("money",), "budget": ("money",), "executed": ("money",), "rate": ("percent", "plain"), "share": ("percent",),
        "balance": ("money",), "score": ("score", "plain"), "weight": ("score", "plain"), "count": ("count",),
    }.get(column.measure, ())  # fmt: skip
    return column.measure if numeral.kind in wanted else None


def _column_owner(sheet: Sheet, cell: GridCell, owner: Owner, column: Column, measure: Measure) -> Owner:
    if measure == "balance" and owner.project is not None:
        return Owner(project=owner.project, label=_head_words(sheet, cell))
    if column.source is None or measure not in ("budget", "initial_budget", "executed"):
        return owner
    label = _head_words(sheet, cell)
    if owner.project is not None:
        return Owner(project=owner.project, label=label)
    return Owner(label=label, under=owner.label or owner.alias)


def _head_words(sheet: Sheet, cell: GridCell) -> Words:
    """The words of the lowest header over a cell, without a year in front."""
    head = next(c for number in reversed(sheet.grid.band(cell.cell.row)) for c in sheet.grid.rows[number] if c.covers(cell.cell.col))
    year = re.match(r"\s*(?:19|20)\d\d\s*年度?", head.text)
    return words(sheet.document.text, (head.cell.span[0] + (year.end() if year else 0), head.cell.span[1]))


def _total_row(book: Book, sheet: Sheet, cells: list[GridCell], total: GridCell, project: Words | None, money: Money) -> None:
    label = sheet.name(total)
    partial = squeeze(label.text).startswith("小计")
    group = next((left for left in sheet.grid.row_labels(total) if not left.value), None) if partial else None
    owner = Owner(label=sheet.words(group), alias=label) if group is not None else Owner(project=project, label=label)
    facts = _facts(book, sheet, cells, owner)
    parts = money.rows if partial or not money.subtotals else [*money.subtotals, *money.rows]
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


def _label_row(book: Book, sheet: Sheet, cells: list[GridCell], project: Words | None, money: Money) -> None:
    """A row named by its own label: the fund's total, one of its sources, or spending by category."""
    label = next((cell for cell in cells if cell.text and not cell.value and not cell.blank), None)
    if label is None:
        _headed_counts(book, sheet, cells)
        return
    if not any(sheet.number_of(cell) for cell in cells):
        return
    name = sheet.name(label)
    plain = squeeze(name.text)
    if _FUND_TOTAL.search(plain):
        _fund_total(book, sheet, cells, name, project, money)
        return
    if not 2 <= len(plain) <= 40:
        return
    level = sheet.group(label)
    parent = _parent(money, level, [n for cell in cells if (n := sheet.number_of(cell)) is not None])
    owner = _row_owner(book, name, plain, project, parent)
    facts = _facts(book, sheet, cells, owner)
    if not facts:
        return
    if money.fund is not None and lexicon.SOURCE.search(plain):
        for slot, fact in facts.items():
            money.fund_parts.setdefault(slot, []).append(fact)
        return
    if parent is not None:
        parent.add(facts)
    money.groups.append(
        Group(facts, "within" if parent is not None and level == "plain" else level, _PROJECTS_ROW.match(plain) is not None)
    )


def _headed_counts(book: Book, sheet: Sheet, cells: list[GridCell]) -> None:
    """A row without a label under headers such as 编制数 and 2024年实际在职人数: the headers are the labels."""
    for cell in cells:
        numeral, column = sheet.number_of(cell), sheet.column(cell)
        if numeral is None or numeral.kind != "count" or column.measure != "count":
            continue
        book.fact(numeral, "count", Owner(label=_head_words(sheet, cell)), "table", period=column.period)


def _row_owner(book: Book, name: Words, plain: str, project: Words | None, parent: Group | None) -> Owner:
    if parent is not None and parent.projects:
        return Owner(project=book.roster.add(name))
    return Owner(project=project, label=name) if project else Owner(label=name)


def _parent(money: Money, level: str, values: list[Numeral]) -> Group | None:
    """The row a row is part of: 1、2、 belong to the last plain row, 其中 to the row before; a plain row right behind a part
    told by 其中 goes on with it while most of its amounts still fit into what is left of that total."""
    if not money.groups:
        return None
    last = money.groups[-1]
    if level == "numbered":
        return next((group for group in reversed(money.groups) if group.level == "plain"), None)
    if level == "within":
        return last
    if last.level != "within":
        return None
    owner = next(
        (group for group in reversed(money.groups) if any(f in p for p in group.parts.values() for f in last.facts.values())), None
    )
    if owner is None:
        return None
    left = [fact.numeral.value - sum(p.numeral.value for p in owner.parts.get(slot, [])) for slot, fact in owner.facts.items()]
    fits = sum(value.value <= rest for value, rest in zip(values, left, strict=False))
    return owner if 2 * fits > len(values) else None


def _fund_total(book: Book, sheet: Sheet, cells: list[GridCell], name: Words, project: Words | None, money: Money) -> None:
    """年度资金总额: the project's (or the unit's) own figures; its weight and score are the execution row."""
    owner = Owner(project=project) if project else Owner(alias=name)
    weight = score = None
    found: dict[Slot, Fact] = {}
    for cell in cells:
        numeral, column = sheet.number_of(cell), sheet.column(cell)
        measure = _fitting(column, numeral)
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
        if _FUND_TOTAL.search(label.text):
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
