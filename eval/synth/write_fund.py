"""A fund that a report is about: its parts, what they spent, what each place gets."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from eval.synth.blocks import Block, Pieces, Slot
from eval.synth.draft import Draft, pointer
from eval.synth.grid import Grid
from eval.synth.write_items import Money
from eval.typeset.blocks import Text


def fund_money(draft: Draft, doc: str) -> tuple[Money, list[Block]]:
    """The fund, its parts, and what each part spent."""
    world = draft.world
    index = draft.bare_project(world.fund)
    draft.project_values(index, world.budget, world.executed, world.budget)
    money: Money = {role: Slot("projects", index, role) for role in ("budget", "executed", "rate")}
    parts = [draft.project(item) for item in world.items]
    for part in parts:
        draft.entries["projects"][part].fields["parent"] = pointer("projects", index)
    for role in ("budget", "executed"):
        draft.relate("sum", money[role], *(Slot("projects", part, role) for part in parts))
    words = draft.fill(
        draft.pick("prose", "fund", "money"), year=str(world.year), self=world.self_word, name=world.fund, doc=doc,
        **{role: draft.figure(slot) for role, slot in money.items()},
    )  # fmt: skip
    count = draft.figure(draft.count("子项目", len(parts), "个"))
    template = draft.pick("prose", "item", "part")
    said: Pieces = ()
    for item in world.items:
        budget = draft.figure(Slot("projects", draft.project(item), "budget"))
        said += (*(("；",) if said else ()), *draft.fill(template, name=item.shown, budget=budget))
    draft.used("fund with parts")
    return money, [Text("paragraph", words), Text("paragraph", draft.fill(draft.pick("prose", "fund", "parts"), count=count, parts=said))]


def fund_results(draft: Draft) -> Iterator[Block]:
    """What each part spent, in a table or in sentences."""
    world = draft.world
    if draft.chance.random() < 0.5:
        yield from _fund_table(draft)
        return
    template = draft.pick("prose", "fund", "results")
    words: Pieces = ()
    for item in world.items:
        index = draft.project(item)
        figures = {role: draft.figure(Slot("projects", index, role)) for role in ("executed", "rate")}
        words += draft.fill(template, name=item.shown, **figures)
    yield Text("paragraph", words)


def _fund_table(draft: Draft) -> Iterator[Block]:
    world, grid = draft.world, Grid()
    draft.used("table of a fund's parts")
    unit = draft.table_unit
    yield Text("caption", (draft.pick("tables", "sub_caption").format(year=world.year, name=world.fund),))
    budget, executed = draft.pick("tables", "budget"), draft.pick("tables", "executed")
    grid.line(draft.pick("tables", "sub_name"), f"{budget}（{unit}）", f"{executed}（{unit}）", draft.pick("tables", "rate"))
    roles = ("budget", "executed", "rate")
    for item in world.items:
        index = draft.project(item)
        grid.line(item.shown, *(draft.figure(Slot("projects", index, role), table=True, bare=role != "rate") for role in roles))
    fund = Slot("projects", _fund_index(draft), "name")
    draft.alias(fund, "合计")
    grid.line("合计", *(draft.figure(Slot("projects", fund.index, role), table=True, bare=role != "rate") for role in roles))
    yield grid.table()


def _fund_index(draft: Draft) -> int:
    return next(index for index, entry in enumerate(draft.entries["projects"]) if entry.fields["name"] == draft.world.fund)


def places_in_prose(draft: Draft) -> Iterator[Block]:
    """What each town gets of each part, the towns' names directly before their amounts."""
    world = draft.world
    draft.used("places in prose")
    for column, item in enumerate(world.items):
        index = draft.project(item)
        slots = [
            (town, draft.money(town, "budget", row[column], pointer("projects", index)))
            for town, row in zip(world.towns, world.shares, strict=True)
            if row[column]
        ]
        draft.relate("sum", Slot("projects", index, "budget"), *(slot for _, slot in slots))
        parts: Pieces = ()
        for town, slot in slots:
            parts += (*(("、",) if parts else ()), town, *draft.figure(slot))
        yield Text("paragraph", draft.fill(draft.pick("prose", "fund", "towns"), name=item.shown, parts=parts))


def places(draft: Draft) -> Iterator[Block]:
    """What each town gets of each part."""
    world, grid = draft.world, Grid()
    draft.used("matrix of places and parts")
    fund = _fund_index(draft)
    yield Text("paragraph", (draft.pick("prose", "fund", "place_table"),))
    yield Text("caption", (draft.pick("tables", "town_caption").format(year=world.year),))
    yield Text("right", (draft.pick("tables", "unit_line").format(unit=draft.table_unit),))
    parts = [draft.project(item) for item in world.items]
    grid.line(draft.pick("tables", "town"), *(item.shown for item in world.items), "小计")
    columns: list[list[Slot]] = [[] for _ in (*parts, fund)]
    for town, row in zip(world.towns, world.shares, strict=True):
        slots = [draft.money(town, "budget", amount, pointer("projects", part)) for part, amount in zip(parts, row, strict=True)]
        slots.append(draft.money(town, "budget", sum(row, Decimal(0)), pointer("projects", fund)))
        draft.relate("sum", slots[-1], *slots[:-1])
        for column, slot in zip(columns, slots, strict=True):
            column.append(slot)
        grid.line(town, *(draft.figure(slot, table=True, bare=True) for slot in slots))
    wholes = [Slot("projects", index, "budget") for index in (*parts, fund)]
    for whole, column in zip(wholes, columns, strict=True):
        draft.relate("sum", whole, *column)
    grid.line("合计", *(draft.figure(slot, table=True, bare=True) for slot in wholes))
    draft.alias(Slot("projects", fund, "name"), "合计")
    yield grid.table()
