"""The table of projects: columns in varied order, one or two header rows, groups with subtotals, total first or last."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from eval.synth.blocks import Block, Pieces, Slot
from eval.synth.draft import Draft, Value, pointer
from eval.synth.grid import Grid
from eval.synth.numbers import rounded
from eval.synth.world import Item
from eval.synth.write_items import Money, totals
from eval.typeset.blocks import Text
from schemas.record import Measure

MONEY: tuple[Measure, ...] = ("initial_budget", "budget", "executed", "balance")


@dataclass(frozen=True, slots=True)
class Look:
    """The choices of one table."""

    columns: tuple[Measure, ...]
    grouped: bool
    two_headers: bool
    total_first: bool
    numbered: bool
    department: bool
    unit_place: str
    rate_bare: bool
    blanks: float
    mean: bool
    grade: bool


def look(draft: Draft) -> Look:
    """Drawn for each table."""
    chance = draft.chance
    columns: list[Measure] = ["budget", "executed", "rate"]
    if chance.random() < 0.15:
        columns = ["executed", "budget", "rate"]
    elif chance.random() < 0.12:
        columns = ["rate", "executed", "budget"]
    if chance.random() < 0.3:
        columns.insert(0, "initial_budget")
    if chance.random() < 0.25:
        columns.append("balance")
    scored = chance.random() < 0.6
    columns += ["score"] if scored else []
    grouped = chance.random() < 0.35 and len(draft.world.items) > 3
    return Look(
        columns=tuple(columns), grouped=grouped, two_headers=chance.random() < 0.3, total_first=chance.random() < 0.25,
        numbered=chance.random() < 0.7, department=not grouped and chance.random() < 0.3,
        unit_place=chance.choices(["caption", "header", "cell"], [55, 33, 12])[0], rate_bare=chance.random() < 0.2,
        blanks=0.12 if chance.random() < 0.3 else 0.0, mean=scored and chance.random() < 0.3, grade=scored and chance.random() < 0.3,
    )  # fmt: skip


def project_table(draft: Draft) -> Iterator[Block]:
    """Caption, unit, table, note."""
    chosen = look(draft)
    world = draft.world
    caption: str = draft.pick("tables", "caption")
    draft.used("table of projects")
    yield Text("caption", (caption.format(year=world.year, label=world.label),))
    if chosen.unit_place == "caption":
        yield Text("right", (draft.pick("tables", "unit_line").format(unit=draft.table_unit),))
    draft.used(f"unit in the {chosen.unit_place}")
    yield _Filler(draft, chosen).table()
    if chosen.mean:
        yield Text("paragraph", ("注：合计得分以各项目预算数为权重加权平均计算，保留两位小数。",))


class _Filler:
    """Fills one table."""

    def __init__(self, draft: Draft, chosen: Look) -> None:
        self.draft, self.look, self.grid = draft, chosen, Grid()
        self.lead = int(chosen.numbered) + int(chosen.grouped) + 1 + int(chosen.department)
        self.money = totals(draft)
        self.subtotals: list[Money] = []
        self.departments = sorted({item.department or "" for item in draft.world.items}) if chosen.grouped else []

    def table(self) -> Block:
        """All rows."""
        self._header()
        if self.look.total_first:
            self.draft.used("total row first")
            self._total()
        number = 0
        for items in self._groups():
            first = self.grid.row
            for item in items:
                number += 1
                self._row(item, number)
            if self.look.grouped:
                self._subtotal(items, first)
        if not self.look.total_first:
            self._total()
        if self.look.grouped:
            self._over_subtotals()
        return self.grid.table()

    def _over_subtotals(self) -> None:
        """The total is the sum of the subtotals, and of the rows only where prose lists them too."""
        for measure in (one for one in MONEY if one in self.look.columns):
            whole = self.money[measure]
            if not self.draft.forms["numbered list"]:
                self.draft.relations = [one for one in self.draft.relations if (one.kind, one.whole) != ("sum", whole)]
            self.draft.relate("sum", whole, *(slots[measure] for slots in self.subtotals))

    def _groups(self) -> list[list[Item]]:
        items = list(self.draft.world.items)
        if not self.look.grouped:
            return [items]
        return [[item for item in items if item.department == name] for name in self.departments]

    def _header(self) -> None:
        draft, chosen = self.draft, self.look
        heads: list[str] = []
        if chosen.numbered:
            heads.append(draft.pick("tables", "number"))
        if chosen.grouped:
            heads.append(draft.pick("tables", "department"))
        heads.append(draft.pick("tables", "name"))
        if chosen.department:
            heads.append(draft.pick("tables", "department"))
            draft.used("department column")
        rest = [self._head(measure) for measure in chosen.columns] + ([draft.pick("tables", "grade")] if chosen.grade else [])
        if not chosen.two_headers:
            self.grid.line(*heads, *rest)
            self.grid.heads = 1
            return
        draft.used("two header rows")
        for col, head in enumerate(heads):
            self.grid.put(0, col, head, rows=2)
        money = len([measure for measure in chosen.columns if measure != "score"])
        self.grid.put(0, self.lead, draft.pick("tables", "money_head"), cols=money)
        if len(rest) > money:
            self.grid.put(0, self.lead + money, draft.pick("tables", "result_head"), cols=len(rest) - money)
        self.grid.row = 1
        self.grid.line(*rest, start=self.lead)
        self.grid.heads = self.grid.row

    def _head(self, measure: Measure) -> str:
        word: str = self.draft.pick("tables", {"initial_budget": "initial"}.get(measure, measure))
        if measure == "budget" and "initial_budget" in self.look.columns:
            word = self.draft.chance.choice(["全年预算数", "调整后预算数"])
        if measure in MONEY and self.look.unit_place == "header":
            return f"{word}（{self.draft.table_unit}）"
        return f"{word}（%）" if measure == "rate" and self.look.rate_bare else word

    def _row(self, item: Item, number: int) -> None:
        draft, row, index = self.draft, self.grid.row, self.draft.project(item)
        col = 0
        if self.look.numbered:
            self.grid.put(row, 0, str(number))
            col = 1
        col += int(self.look.grouped)
        self.grid.put(row, col, item.shown)
        if self.look.department and item.department:
            self.grid.put(row, col + 1, item.department)
        if (self.look.department or self.look.grouped) and item.department:
            draft.entries["projects"][index].fields["department"] = item.department
        for offset, measure in enumerate(self.look.columns):
            self.grid.put(row, self.lead + offset, self._value(item, index, measure))
        if self.look.grade:
            self.grid.put(row, self.lead + len(self.look.columns), item.grade)
            draft.entries["projects"][index].fields["grade"] = item.grade
        self.grid.row += 1

    def _value(self, item: Item, index: int, measure: Measure) -> Pieces:
        draft = self.draft
        slot = Slot("projects", index, measure)
        if measure == "balance":
            slot = draft.money(None, "balance", item.budget - item.executed, pointer("projects", index))
            draft.relate("difference", slot, Slot("projects", index, "budget"), Slot("projects", index, "executed"))
            draft.relate("sum", self.money["balance"], *self._balances())
        if measure in ("rate", "score") and draft.chance.random() < self.look.blanks:
            draft.used("blank cell")
            return (draft.blank(slot),)
        return self._cell(slot, measure)

    def _balances(self) -> list[Slot]:
        draft = self.draft
        return [
            draft.money(None, "balance", item.budget - item.executed, pointer("projects", draft.project(item)))
            for item in draft.world.items
        ]

    def _cell(self, slot: Slot, measure: Measure) -> Pieces:
        bare = measure == "score" or (measure in MONEY and self.look.unit_place != "cell") or (measure == "rate" and self.look.rate_bare)
        return self.draft.figure(slot, table=True, bare=bare)

    def _total(self) -> None:
        word: str = self.draft.pick("tables", "total")
        row, label = self.grid.row, word.replace(" ", "")
        self.grid.put(row, 0, word, cols=self.lead)
        for measure in (one for one in self.look.columns if one in self.money):
            self.draft.alias(self.money[measure], label)
        if "initial_budget" in self.look.columns:
            initial = self.draft.money(
                self.draft.world.label, "initial_budget", sum((item.initial for item in self.draft.world.items), Decimal(0))
            )
            self.draft.alias(initial, label)
            indexes = [self.draft.project(item) for item in self.draft.world.items]
            self.draft.relate("sum", initial, *(Slot("projects", index, "initial_budget") for index in indexes))
            self.money["initial_budget"] = initial
        for offset, measure in enumerate(self.look.columns):
            if measure == "score":
                self.grid.put(row, self.lead + offset, self._mean())
            else:
                self.grid.put(row, self.lead + offset, self._cell(self.money[measure], measure))
        self.grid.row += 1

    def _mean(self) -> Pieces:
        if not self.look.mean or self.look.blanks:
            return ()
        draft, items = self.draft, self.draft.world.items
        mean = sum((item.score * item.budget for item in items), Decimal(0)) / draft.world.budget
        slot = draft.quantity(draft.world.label, "score", Value(rounded(mean, 2, "nearest"), "分", 2))
        draft.alias(slot, "合计")
        pairs = [Slot("projects", draft.project(item), role) for item in items for role in ("score", "budget")]
        draft.relate("weighted_mean", slot, *pairs)
        draft.used("weighted mean")
        return draft.figure(slot, table=True, bare=True)

    def _subtotal(self, items: list[Item], first: int) -> None:
        draft, row = self.draft, self.grid.row
        draft.used("groups with subtotals")
        name = items[0].department
        self.grid.put(first, int(self.look.numbered), name or "", rows=row - first + 1)
        self.grid.put(row, self.lead - 1, draft.pick("tables", "subtotal"))
        slots: Money = {}
        self.subtotals.append(slots)
        for measure in ("initial_budget", "budget", "executed"):
            amounts = {"initial_budget": "initial", "budget": "budget", "executed": "executed"}[measure]
            slots[measure] = draft.money(name, measure, sum((getattr(item, amounts) for item in items), Decimal(0)))
            draft.relate("sum", slots[measure], *(Slot("projects", draft.project(item), measure) for item in items))
        slots["rate"] = draft.rate_quantity(name, slots["executed"], slots["budget"])
        slots["balance"] = draft.money(name, "balance", slots_left(draft, slots))
        draft.relate("difference", slots["balance"], slots["budget"], slots["executed"])
        for offset, measure in enumerate(self.look.columns):
            if measure in slots:
                draft.alias(slots[measure], "小计")
                self.grid.put(row, self.lead + offset, self._cell(slots[measure], measure))
        self.grid.row += 1


def slots_left(draft: Draft, slots: Money) -> Decimal:
    """Budget less spending."""
    return draft.values[slots["budget"]].number - draft.values[slots["executed"]].number
