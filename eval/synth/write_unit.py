"""A whole unit: people, its own money, costs under control."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from eval.synth.blocks import Block, Pieces, Slot
from eval.synth.draft import Draft, pointer
from eval.synth.grid import Grid
from eval.typeset.blocks import Text


def people(draft: Draft) -> Iterator[Block]:
    """Offices, staff."""
    offices, firms, civil, career = draft.world.people
    template: str = draft.pick("prose", "unit", "counts")
    labels = {"offices": "内设机构", "units": "下属单位", "rooms": "内设股室", "firms": "所属事业单位"}
    numbers = {"offices": offices, "units": firms, "rooms": offices, "firms": firms}
    parts = {key: draft.figure(draft.count(labels[key], numbers[key], "个")) for key in labels if f"{{{key}}}" in template}
    words = draft.fill(template, self=draft.world.self_word, **parts)
    if draft.chance.random() < 0.7:
        words += _staff(draft, civil, career)
    yield Text("paragraph", words)


def _staff(draft: Draft, civil: int, career: int) -> Pieces:
    template: str = draft.pick("prose", "unit", "staff")
    labels = {
        "staff": "在职人员",
        "enrolled": "在编人员",
        "civil": "行政编制",
        "civilians": "行政人员",
        "career": "事业编制",
        "careerists": "事业人员",
    }
    numbers = {
        "staff": civil + career,
        "enrolled": civil + career,
        "civil": civil,
        "civilians": civil,
        "career": career,
        "careerists": career,
    }
    slots = {key: draft.count(label, numbers[key], "人") for key, label in labels.items() if f"{{{key}}}" in template}
    whole, *parts = slots.values()
    draft.relate("sum", whole, *parts)
    draft.used("people in parts")
    return draft.fill(template, **{key: draft.figure(slot) for key, slot in slots.items()})


def unit_money(draft: Draft) -> Iterator[Block]:
    """Budget, spending, rate; basic and project spending; economic categories."""
    world, money = draft.world, draft.world.unit_money
    assert money is not None
    own = {
        "initial": draft.money(None, "initial_budget", money.initial),
        "budget": draft.money(None, "budget", money.budget),
        "executed": draft.money(None, "executed", money.executed),
    }
    own["rate"] = draft.rate_quantity(None, own["executed"], own["budget"])
    words = draft.fill(
        draft.pick("prose", "unit", "money"),
        year=str(world.year),
        self=world.self_word,
        **{key: draft.figure(slot) for key, slot in own.items()},
    )
    words += _adjusted(draft, own["initial"], own["budget"])
    parts = {"basic": draft.money("基本支出", "executed", money.basic), "project": draft.money("项目支出", "executed", money.project)}
    draft.relate("sum", own["executed"], *parts.values())
    words += draft.fill(draft.pick("prose", "unit", "split"), **{key: draft.figure(slot) for key, slot in parts.items()})
    if draft.chance.random() < 0.4:
        words += some_projects(draft)
    yield Text("paragraph", words)
    if draft.chance.random() < 0.6:
        yield Text("paragraph", _categories(draft, parts["basic"]))


def some_projects(draft: Draft) -> Pieces:
    """Some of what the project spending paid for."""
    draft.used("some parts only")
    money = draft.world.unit_money
    assert money is not None
    whole = draft.money("项目支出", "executed", money.project)
    items = draft.world.items
    slots = [Slot("projects", draft.project(item), "executed") for item in items]
    draft.relate("of_which", whole, *slots)
    parts: Pieces = ()
    for item, slot in zip(items, slots, strict=True):
        parts += (
            *(("、",) if parts else ()),
            *draft.fill(draft.pick("prose", "unit", "spent_part"), name=item.shown, executed=draft.figure(slot)),
        )
    return draft.fill(draft.pick("prose", "unit", "some"), parts=parts)


def _adjusted(draft: Draft, initial: Slot, budget: Slot) -> Pieces:
    """What was added to the budget or taken from it in the year."""
    moved = draft.values[budget].number - draft.values[initial].number
    if not moved or draft.chance.random() < 0.6:
        return ()
    change = draft.money(None, "change", abs(moved))
    draft.relate("sum" if moved > 0 else "difference", budget, initial, change)
    draft.used("budget adjusted in the year")
    return draft.fill(draft.pick("prose", "unit", "added" if moved > 0 else "taken"), change=draft.figure(change))


def _categories(draft: Draft, basic: Slot) -> Pieces:
    money = draft.world.unit_money
    assert money is not None
    draft.used("economic categories")
    slots = {
        "wage": draft.money("工资福利支出", "executed", money.wage),
        "goods": draft.money("商品和服务支出", "executed", money.goods),
        "family": draft.money("对个人和家庭的补助", "executed", money.family),
    }
    draft.relate("sum", basic, *slots.values())
    figures = {"basic": draft.figure(basic), **{key: draft.figure(slot) for key, slot in slots.items()}}
    return draft.fill(draft.pick("prose", "unit", "basic"), **figures)


def three_costs(draft: Draft) -> Iterator[Block]:
    """三公经费: a sentence, a table of two years, a claim of control."""
    world, money = draft.world, draft.world.unit_money
    assert money is not None
    before, budget, now = (sum(column, Decimal(0)) for column in zip(*money.three, strict=True))
    total = _cost_slots(draft, "“三公”经费", before, budget, now)
    change = draft.money("“三公”经费", "change", before - now)
    draft.relate("difference", change, total[0], total[2])
    template: str = draft.pick("prose", "unit", "three")
    figures = {"now": draft.figure(total[2]), "before": draft.figure(total[0]), "change": draft.figure(change)}
    words = draft.fill(template, year=str(world.year), **figures)
    clause: str = draft.pick("prose", "claims", "control")
    whose = "" if clause.startswith("“") else world.self_word
    claim = draft.claim(whose + clause, "control", pointer("quantities", total[2].index))
    draft.used("costs of two years")
    yield Text("paragraph", (*claim, "。", *words))
    if draft.chance.random() < 0.7:
        yield from _cost_table(draft, total)


def _cost_slots(draft: Draft, label: str, before: Decimal, budget: Decimal, now: Decimal) -> tuple[Slot, Slot, Slot]:
    year = draft.world.year
    slots = (
        draft.money(label, "executed", before, None, year - 1),
        draft.money(label, "budget", budget),
        draft.money(label, "executed", now),
    )
    draft.stale[slots[2]] = before
    return slots


def _cost_table(draft: Draft, total: tuple[Slot, Slot, Slot]) -> Iterator[Block]:
    world, money = draft.world, draft.world.unit_money
    assert money is not None
    draft.used("table of two years")
    caption: str = draft.pick("tables", "three", "caption")
    yield Text("caption", (f"{caption.format(year=world.year)}（单位：{draft.table_unit}）",))
    grid = Grid()
    grid.line(draft.words("tables", "three", "head"), f"{world.year - 1}年决算数", f"{world.year}年预算数", f"{world.year}年决算数")
    rows = []
    for label, amounts in zip(draft.words("tables", "three", "rows"), money.three, strict=True):
        slots = _cost_slots(draft, label, *amounts)
        rows.append(slots)
        grid.line(label, *(draft.figure(slot, table=True, bare=True) for slot in slots))
    word: str = draft.pick("tables", "three", "total")
    for column, whole in enumerate(total):
        draft.alias(whole, word)
        draft.relate("sum", whole, *(slots[column] for slots in rows))
    grid.line(word, *(draft.figure(slot, table=True, bare=True) for slot in total))
    yield grid.table()
