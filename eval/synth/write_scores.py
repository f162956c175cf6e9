"""Score tables and the form of a single project."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby

from eval.synth.blocks import Block, Pieces, Slot
from eval.synth.draft import Draft, Value, pointer
from eval.synth.grid import Grid
from eval.synth.plan_goals import EXECUTION
from eval.synth.world import Goal, Item
from eval.typeset.blocks import Text
from schemas.figure import Op
from schemas.record import Measure

WIDTH = 8
ROLES: tuple[Measure, ...] = ("initial_budget", "budget", "executed")


class Rows:
    """Writes goals as rows of a grid: three levels, target, actual and, where scored, weight, score, reason."""

    def __init__(self, draft: Draft, grid: Grid, subject: str | None, scored: bool = True) -> None:
        self.draft, self.grid, self.subject, self.scored = draft, grid, subject, scored
        self.points = scored and draft.chance.random() < 0.35
        self.merged = draft.chance.random() < 0.85
        self.weights: list[Slot] = []
        self.scores: list[Slot] = []

    def header(self) -> None:
        """The words above."""
        words = self.draft.pick("tables", "form", "levels")
        heads = [*words, self.draft.pick("tables", "form", "target"), self.draft.pick("tables", "form", "actual")]
        if self.scored:
            heads += [self.draft.pick("tables", "form", "weight"), self.draft.pick("tables", "form", "score")]
        self.grid.line(*heads, self.draft.pick("tables", "form", "reason"))

    def rows(self, goals: tuple[Goal, ...]) -> None:
        """All goals, groups merged over their rows."""
        for group, of_group in groupby(goals, key=lambda goal: goal.group):
            members, first = list(of_group), self.grid.row
            head = self._group(group, members)
            slots = self._members(group, members, first, head)
            if self.points:
                whole = self.weights.pop()
                self.draft.relate("sum", whole, *slots)
                self.weights.append(whole)

    def _group(self, group: str, members: list[Goal]) -> Pieces:
        if not self.points:
            return (group,)
        self.draft.used("group with points")
        slot = Slot("indicators", self.draft.indicator((group,), None, self.subject), "weight")
        self.draft.values[slot] = self.draft.scored(sum((goal.weight for goal in members), Decimal(0)))
        self.weights.append(slot)
        return (group, "（", *self.draft.figure(slot, table=True), "）")

    def _members(self, group: str, members: list[Goal], first: int, head: Pieces) -> list[Slot]:
        slots: list[Slot] = []
        for kind, of_kind in groupby(members, key=lambda goal: goal.kind):
            rows, top = list(of_kind), self.grid.row
            for goal in rows:
                slots += self._row(group, goal)
            if self.merged or len(rows) == 1:
                self.grid.put(top, 1, kind, rows=len(rows))
            else:
                for row in range(top, self.grid.row):
                    self.grid.put(row, 1, kind)
        self.grid.put(first, 0, head, rows=self.grid.row - first)
        return slots

    def _row(self, group: str, goal: Goal) -> list[Slot]:
        draft, row = self.draft, self.grid.row
        index = draft.indicator((group, goal.kind), goal.name, self.subject)
        self.grid.put(row, 2, goal.name)
        self.grid.put(row, 3, self._value(index, "target", goal.wanted, goal.unit, goal.op))
        self.grid.put(row, 4, self._value(index, "actual", goal.reached, goal.unit, None))
        slots = []
        if self.scored:
            slots = [self._points(index, "weight", goal.weight, row, 5), self._points(index, "score", goal.score, row, 6)]
            self.scores.append(slots[1])
        if not self.points and self.scored:
            self.weights.append(slots[0])
        at, reason = (7 if self.scored else 5), Slot("indicators", index, "reason")
        self.grid.put(row, at, draft.marked(reason, goal.reason) if goal.reason else draft.blank(reason))
        self.grid.row += 1
        return slots[:1]

    def _value(self, index: int, field: str, value: Decimal | str, unit: str, op: Op | None) -> Pieces:
        draft, slot = self.draft, Slot("indicators", index, field)
        mark = Slot("indicators", index, f"{field}_span")
        if isinstance(value, str):
            return draft.marked(mark, value)
        draft.values[slot] = Value(value, unit, max(0, -int(value.normalize().as_tuple().exponent)))
        sign: Pieces = (op,) if op else ()
        return draft.marked(mark, sign + draft.figure(slot, table=True, op=op))

    def _points(self, index: int, field: str, value: Decimal, row: int, col: int) -> Slot:
        slot = Slot("indicators", index, field)
        self.draft.values[slot] = self.draft.scored(value)
        self.grid.put(row, col, self.draft.figure(slot, table=True, bare=True))
        return slot

    def execution(self, score: Decimal) -> int:
        """The entry of the execution row."""
        index = self.draft.indicator(("预算执行率",), None, self.subject)
        self.draft.values[Slot("indicators", index, "weight")] = self.draft.scored(EXECUTION)
        self.draft.values[Slot("indicators", index, "score")] = Value(score, "分", 2)
        self.weights.insert(0, Slot("indicators", index, "weight"))
        self.scores.insert(0, Slot("indicators", index, "score"))
        return index

    def total(self, score: Decimal) -> int:
        """The row 总分: weights make 100."""
        index, row = self.draft.indicator(("总分",), None, self.subject), self.grid.row
        self.draft.relate("sum", Slot("indicators", index, "weight"), *self.weights)
        self.draft.relate("sum", Slot("indicators", index, "score"), *self.scores)
        self.grid.put(row, 0, self.draft.pick("tables", "form", "sum"), cols=5)
        self._points(index, "weight", Decimal(100), row, 5)
        self._points(index, "score", score, row, 6)
        self.grid.put(row, 7, ())
        self.draft.blanks[Slot("indicators", index, "reason")] = "empty"
        self.grid.row += 1
        return index


def unit_scores(draft: Draft) -> Iterator[Block]:
    """The score table of a whole unit."""
    world, grid = draft.world, Grid()
    draft.used("score table")
    rows = Rows(draft, grid, None)
    rows.header()
    index = rows.execution(world.execution)
    row = grid.row
    grid.put(row, 0, "预算执行率", cols=3)
    grid.put(row, 3, ())
    grid.put(row, 4, ())
    grid.put(row, 5, draft.figure(Slot("indicators", index, "weight"), table=True, bare=True))
    grid.put(row, 6, draft.figure(Slot("indicators", index, "score"), table=True, bare=True))
    grid.put(row, 7, ())
    draft.blanks |= {Slot("indicators", index, field): "empty" for field in ("target", "actual", "reason")}
    grid.row += 1
    rows.rows(world.goals)
    rows.total(world.score)
    yield grid.table()


def plain_goals(draft: Draft, subject: str | None) -> Iterator[Block]:
    """A table of goals without points, as transfer payments have."""
    draft.used("goals without points")
    grid = Grid()
    rows = Rows(draft, grid, subject, scored=False)
    rows.header()
    rows.rows(draft.world.goals)
    yield grid.table()


def form(draft: Draft) -> Iterator[Block]:
    """项目支出绩效自评表: head, money, goal, goals, total."""
    draft.used("form")
    title: str = draft.pick("tables", "form", "title")
    yield Text("caption", (title.format(year=draft.world.year),))
    yield _Form(draft).table()


class _Form:
    """One form."""

    def __init__(self, draft: Draft) -> None:
        self.draft, self.grid = draft, Grid()
        self.item: Item = draft.world.items[0]
        self.index = draft.project(self.item)
        self.subject = pointer("projects", self.index)

    def table(self) -> Block:
        """From top to bottom."""
        rows = Rows(self.draft, self.grid, self.subject)
        self._head()
        self._money(rows)
        if self.draft.chance.random() < 0.7:
            self._goal()
        rows.header()
        rows.rows(self.draft.world.goals)
        total = rows.total(self.draft.world.score)
        self.draft.relate("same", Slot("projects", self.index, "score"), Slot("indicators", total, "score"))
        return self.grid.table()

    def _head(self) -> None:
        draft, grid = self.draft, self.grid
        grid.put(0, 0, draft.pick("tables", "form", "name"))
        grid.put(0, 1, self.item.shown, cols=WIDTH - 1)
        grid.put(1, 0, draft.pick("tables", "form", "department"))
        grid.put(1, 1, draft.world.organisation, cols=3)
        grid.put(1, 4, draft.pick("tables", "form", "unit"))
        grid.put(1, 5, draft.world.organisation, cols=3)
        draft.entries["projects"][self.index].fields["department"] = draft.world.organisation
        grid.row = 2

    def _money(self, rows: Rows) -> None:
        draft, grid, top = self.draft, self.grid, self.grid.row
        word: str = draft.pick("tables", "form", "money")
        grid.put(top, 0, word.format(unit=draft.table_unit), rows=5)
        rate_head: str = draft.pick("tables", "form", "rate")
        heads = [
            *draft.pick("tables", "form", "heads"),
            draft.pick("tables", "form", "weight"),
            rate_head,
            draft.pick("tables", "form", "score"),
        ]
        grid.line("", *heads, start=1)
        year: str = draft.pick("tables", "form", "year_total")
        execution = rows.execution(draft.world.execution)
        slots = [Slot("projects", self.index, role) for role in ROLES]
        bare_rate = rate_head.endswith("（%）")
        grid.line(
            year, *(draft.figure(slot, table=True, bare=True) for slot in slots),
            draft.figure(Slot("indicators", execution, "weight"), table=True, bare=True),
            draft.figure(Slot("projects", self.index, "rate"), table=True, bare=bare_rate),
            draft.figure(Slot("indicators", execution, "score"), table=True, bare=True), start=1,
        )  # fmt: skip
        self._sources(slots)

    def _sources(self, wholes: list[Slot]) -> None:
        draft, item = self.draft, self.item
        labels: list[str] = draft.pick("tables", "form", "sources")
        carried = min(item.carried, item.initial, item.executed)
        none = Decimal(0)
        amounts = [
            (item.initial - carried, item.budget - carried, item.executed - carried),
            (carried, carried, carried),
            (none, none, none),
        ]
        parts: dict[int, list[Slot]] = {0: [], 1: [], 2: []}
        dash = draft.chance.choice(["—", "-", "", "/"])
        for label, row in zip(labels, amounts, strict=True):
            name = label.removeprefix("其中：")
            made = [draft.money(name, role, amount, self.subject) for role, amount in zip(ROLES, row, strict=True)]
            for column, slot in enumerate(made):
                parts[column].append(slot)
            self.grid.line(label, *(draft.figure(slot, table=True, bare=True) for slot in made), dash, dash, dash, start=1)
        for column, whole in enumerate(wholes):
            draft.relate("sum", whole, *parts[column])

    def _goal(self) -> None:
        draft, grid, work = self.draft, self.grid, self.item.works[-1]
        draft.used("overall goal")
        index, top = draft.indicator(("年度总体目标",), None, self.subject), grid.row
        grid.put(top, 0, draft.pick("tables", "form", "goal"), rows=2)
        for col, cols, head in zip((1, 4), (3, 4), draft.pick("tables", "form", "goal_heads"), strict=True):
            grid.put(top, col, head, cols=cols)
        wanted = next((goal.wanted for goal in draft.world.goals if goal.name == f"{work.verb}{work.noun}数量"), Decimal(work.number))
        assert isinstance(wanted, Decimal)
        sides = (("target", "goal_text", wanted, 1, 3), ("actual", "goal_done", Decimal(work.number), 4, 4))
        for field, phrase, number, col, cols in sides:
            slot = Slot("indicators", index, field)
            draft.values[slot] = Value(number, work.unit)
            text = draft.fill(draft.pick("tables", "form", phrase), verb=work.verb, noun=work.noun, number=draft.figure(slot, table=True))
            grid.put(top + 1, col, draft.marked(Slot("indicators", index, f"{field}_span"), text), cols=cols)
        grid.row = top + 2
