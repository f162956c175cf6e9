"""Projects in prose: totals, numbered lists, one long sentence, paragraphs under headings."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from eval.synth.blocks import Block, Pieces, Slot
from eval.synth.draft import Draft, Value, pointer
from eval.synth.world import Item, Work
from eval.synth.write_frame import Frame
from eval.typeset.blocks import Text
from schemas.record import Measure

Money = dict[Measure, Slot]


def totals(draft: Draft) -> Money:
    """The quantities of all items together, and their relations."""
    world = draft.world
    money: Money = {
        "count": draft.count(world.label, len(world.items), draft.counter),
        "budget": draft.money(world.label, "budget", world.budget),
        "executed": draft.money(world.label, "executed", world.executed),
        "balance": draft.money(world.label, "balance", world.budget - world.executed),
    }
    money["rate"] = draft.rate_quantity(world.label, money["executed"], money["budget"])
    draft.relate("difference", money["balance"], money["budget"], money["executed"])
    indexes = [draft.project(item) for item in world.items]
    for measure in ("budget", "executed"):
        draft.relate("sum", money[measure], *(Slot("projects", index, measure) for index in indexes))
    return money


def total_sentence(draft: Draft) -> Pieces:
    """Count, budget, spending and rate of all."""
    money, world = totals(draft), draft.world
    template = draft.pick("prose", "totals", "head")
    figures = {name: draft.figure(money[name]) for name in ("count", "budget", "executed", "rate")}
    draft.used("total before its parts")
    made = draft.fill(template, year=str(world.year), self=world.self_word, label=world.label, **figures)
    return made + balance_sentence(draft, money)


def balance_sentence(draft: Draft, money: Money) -> Pieces:
    """What is left, at times."""
    if draft.world.budget == draft.world.executed or draft.chance.random() < 0.6:
        return ()
    draft.used("balance")
    return draft.fill(draft.pick("prose", "totals", "balance"), balance=draft.figure(money["balance"]))


def numbered(draft: Draft, details: bool) -> Iterator[Block]:
    """1. 2. 3. each with its money, and at times what was done."""
    draft.used("numbered list")
    style = draft.chance.choice(["{0}.", "{0}、", "（{0}）", "{0}．"])
    template, brief = draft.pick("prose", "item", "full"), draft.chance.random() < 0.25
    for number, item in enumerate(draft.world.items, 1):
        words = _in_brackets(draft, item) if brief else item_money(draft, item, template)
        words += item_details(draft, item) if details else ()
        yield Text("paragraph", (style.format(number), *words))


def _in_brackets(draft: Draft, item: Item) -> Pieces:
    """The budget beside the name, the rest in a sentence of its own."""
    draft.used("budget beside the name")
    index = draft.project(item)
    head = draft.fill(draft.pick("prose", "item", "brief"), name=item.shown, budget=draft.figure(Slot("projects", index, "budget")))
    return head + _later(draft, item, index)


def item_money(draft: Draft, item: Item, template: str) -> Pieces:
    """Budget, spending and rate of one project."""
    index = draft.project(item)
    if item.initial != item.budget and draft.chance.random() < 0.6:
        template = draft.pick("prose", "item", "initial")
        draft.used("initial and adjusted budget")
    return draft.fill(template, name=item.shown, **_figures(draft, index, initial="initial_budget" if "{initial}" in template else None))


def _figures(draft: Draft, index: int, **more: str | None) -> dict[str, Pieces]:
    roles = {"budget": "budget", "executed": "executed", "rate": "rate", **{key: role for key, role in more.items() if role}}
    order = [key for key in ("initial", "budget", "executed", "rate") if key in roles]
    return {key: draft.figure(Slot("projects", index, roles[key])) for key in order}


def long_sentence(draft: Draft) -> Iterator[Block]:
    """All projects in one sentence, the total before or after them; what was spent in the next."""
    world, money = draft.world, totals(draft)
    after = draft.chance.random() < 0.4
    draft.used("one sentence with many projects")
    draft.used("total after its parts" if after else "total before its parts")
    part = draft.pick("prose", "item", "part")
    heads = {} if after else {"count": draft.figure(money["count"]), "budget": draft.figure(money["budget"])}
    parts: list[Pieces] = []
    for item in world.items:
        parts.append(draft.fill(part, name=item.shown, budget=draft.figure(Slot("projects", draft.project(item), "budget"))))
    heads = heads or {"count": draft.figure(money["count"]), "budget": draft.figure(money["budget"])}
    template = draft.pick("prose", "totals", "after" if after else "sentence")
    made = draft.fill(template, year=str(world.year), self=world.self_word, label=world.label, parts=_joined(parts, draft), **heads)
    spent = {name: draft.figure(money[name]) for name in ("executed", "rate")}
    yield Text("paragraph", made + draft.fill(draft.pick("prose", "totals", "spent"), **spent) + balance_sentence(draft, money))


def _joined(parts: list[Pieces], draft: Draft) -> Pieces:
    mark = draft.chance.choice(["；", "，", "；"])
    made: Pieces = parts[0]
    for part in parts[1:]:
        made += (mark, *part)
    return made


def headed(draft: Draft, frame: Frame, money: bool, named: bool) -> Iterator[Block]:
    """A heading for each project and a paragraph below it; a name that was printed before may come back shortened."""
    draft.used("projects under headings")
    scored = draft.chance.random() < 0.3
    for item in draft.world.items:
        index = draft.project(item)
        name = item.shown
        if named and item.short and draft.chance.random() < 0.15:
            name = item.short + (f"（{item.qualifier}）" if item.qualifier else "")
            draft.alias(Slot("projects", index, "name"), item.short)
            draft.used("name in another form")
        tail: Pieces = ()
        if scored:
            tail = ("（自评得分", *draft.figure(Slot("projects", index, "score")), "）")
            draft.used("score in a heading")
        yield frame.under((name, *tail))
        later = _later(draft, item, index) if money else ()
        words = later + item_details(draft, item, scored=scored)
        yield Text("paragraph", words or (draft.pick("filler", "effect").format(**frame.parts),))


def _later(draft: Draft, item: Item, index: int) -> Pieces:
    dated = draft.chance.random() < 0.2
    month = draft.chance.randint(10, 12)
    as_of = f"{draft.world.year}-{month:02d}" if dated else None
    if dated:
        draft.used("as-of date")
    template = draft.pick("prose", "item", "dated" if dated else "later")
    executed = draft.figure(Slot("projects", index, "executed"), as_of=as_of)
    return draft.fill(
        template, date=f"{draft.world.year}年{month}月底", executed=executed, rate=draft.figure(Slot("projects", index, "rate"))
    )


def item_details(draft: Draft, item: Item, scored: bool = True) -> Pieces:
    """Work done, a result, how the goal was met and why not, a score."""
    index = draft.project(item)
    made: Pieces = ()
    subject = pointer("projects", index)
    for work in item.works:
        made += product(draft, work, index) if work.price else counted(draft, work, subject)
    made += _result(draft, item, subject)
    if draft.chance.random() < 0.75:
        made += status(draft, item, index)
    if not scored and draft.chance.random() < 0.2:
        draft.used("score in a sentence")
        made += _score(draft, item, index)
    return made


def counted(draft: Draft, work: Work, subject: str | None) -> Pieces:
    """全年整治山塘12座。"""
    if draft.chance.random() < 0.35:
        return ()
    measure: Measure = "other" if work.unit in ("公里", "米", "亩", "吨") else "count"
    number = draft.figure(draft.count(work.noun, work.number, work.unit, subject, measure))
    draft.used("quantity in prose")
    return draft.fill(draft.pick("prose", "work", "count"), verb=work.verb, noun=work.noun, number=number)


def product(draft: Draft, work: Work, index: int) -> Pieces:
    """Number times price is the project's budget."""
    subject = pointer("projects", index)
    number = draft.count(work.noun, work.number, work.unit, subject)
    price = draft.money(work.noun, "unit_price", work.price or Decimal(0), subject)
    draft.relate("product", Slot("projects", index, "budget"), number, price)
    draft.used("product")
    template = draft.pick("prose", "work", "product")
    order = ("price", "number") if template.index("{price}") < template.index("{number}") else ("number", "price")
    figures = {name: draft.figure(price, unit="元") if name == "price" else draft.figure(number) for name in order}
    return draft.fill(template, one=work.unit, noun=work.noun, **figures)


def _result(draft: Draft, item: Item, subject: str) -> Pieces:
    if draft.chance.random() < 0.6:
        return ()
    name, reached = item.rate_goal
    goal = draft.chance.random() < 0.25 and draft.world.genre == "items"  # elsewhere a table sets the goals
    index = draft.indicator((), name, subject)
    slot = Slot("indicators", index, "target" if goal else "actual")
    draft.values[slot] = Value(reached, "%", 1)
    mark: Pieces = ("≥",) if goal else ()
    value = draft.marked(Slot("indicators", index, f"{slot.field}_span"), mark + draft.figure(slot, op="≥" if goal else None))
    draft.used("indicator in prose")
    return draft.fill(draft.pick("prose", "work", "goal" if goal else "actual"), indicator=name, value=value)


def status(draft: Draft, item: Item, index: int) -> Pieces:
    """The claim that fits, and the reason where something was missed."""
    subject = pointer("projects", index)
    draft.entries["projects"][index].fields["status"] = item.status
    made = draft.claim(draft.pick("prose", "claims", item.status), "completion", subject)
    if item.executed == item.budget and draft.chance.random() < 0.4:
        made = (*draft.claim(draft.pick("prose", "claims", "paid"), "paid", subject), "，", *made)
    if item.reason and draft.chance.random() < 0.8:
        draft.used("reason in prose")
        words = draft.marked(Slot("projects", index, "reason_span"), item.reason)
        return (*made, "，", *draft.fill(draft.pick("prose", "reason", "cues"), reason=words))
    return (*made, "。")


def _score(draft: Draft, item: Item, index: int) -> Pieces:
    score = draft.figure(Slot("projects", index, "score"))
    if draft.chance.random() < 0.5:
        draft.entries["projects"][index].fields["grade"] = item.grade
        return draft.fill(draft.pick("prose", "item", "score_grade"), score=score, grade=item.grade)
    return draft.fill(draft.pick("prose", "item", "score"), score=score)


def bands(draft: Draft) -> Iterator[Block]:
    """How many projects spent all, most, little."""
    world = draft.world
    low = draft.chance.choice([60, 70, 80])
    rates = [draft.values[Slot("projects", draft.project(item), "rate")].number for item in world.items]
    groups = [
        ("full", "100", "100", sum(rate >= 100 for rate in rates)),
        ("between", str(low), "100", sum(low <= rate < 100 for rate in rates)),
        ("under", None, str(low), sum(rate < low for rate in rates)),
    ]
    groups = [group for group in groups if group[3]]
    if len(groups) < 2:
        return
    draft.used("bands")
    parts, slots = [], []
    for kind, least, most, number in groups:
        band = {"of": "执行率", "low": least, "high": most}
        slot = draft.count("项目", number, draft.counter, band=band)
        slots.append(slot)
        shown = {key: f"{value}%" for key, value in band.items() if value}
        parts.append(
            draft.fill(draft.pick("prose", "bands", kind), n=draft.figure(slot), low=shown.get("low", ""), high=shown.get("high", ""))
        )
    draft.relate("sum", draft.count(world.label, len(world.items), draft.counter), *slots)
    yield Text("paragraph", draft.fill(draft.pick("prose", "bands", "sentence"), parts=_joined(parts, draft)))
