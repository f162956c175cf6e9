"""A world said as a report: which parts, in which order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from eval.synth.blocks import Block, Slot
from eval.synth.draft import Draft, Printed, Value, pointer
from eval.synth.world import World
from eval.synth.write_frame import Frame
from eval.synth.write_fund import fund_money, fund_results, places, places_in_prose
from eval.synth.write_items import bands, headed, item_details, item_money, long_sentence, numbered, total_sentence
from eval.synth.write_scores import form, plain_goals, unit_scores
from eval.synth.write_tables import project_table
from eval.synth.write_unit import people, three_costs, unit_money
from eval.typeset.blocks import Text


@dataclass(frozen=True, slots=True)
class Report:
    """A written report and the notebook that knows its truth."""

    title: str
    blocks: tuple[Block, ...]
    draft: Draft


def write(world: World, overrides: Mapping[tuple[Slot, int], Printed] | None = None) -> Report:
    """The same world and seed give the same words; ``overrides`` change what single figures print."""
    draft = Draft(world, overrides or {})
    frame = Frame(draft)
    title, head = frame.title()
    draft.used(f"report: {world.genre}")
    body = {"items": _items, "single": _single, "whole": _whole, "transfer": _transfer}[world.genre](draft, frame)
    return Report(title, (*head, *frame.filler("intro"), *body, *_tail(draft, frame)), draft)


def _items(draft: Draft, frame: Frame) -> Iterator[Block]:
    chance = draft.chance
    if chance.random() < 0.7:
        yield from _basic(draft, frame)
    yield from frame.section("method", "method", 0.5)
    yield frame.heading("money")
    mode = chance.choices(["list", "sentence", "table", "both", "headed"], [26, 22, 20, 20, 12])[0]
    draft.used(f"mode: {mode}")
    if mode == "sentence":
        yield from long_sentence(draft)
    else:
        lead: str = draft.pick("prose", "totals", "lead_table" if mode == "table" else "lead_list") if mode != "headed" else ""
        yield Text("paragraph", (*total_sentence(draft), lead))
    if mode in ("list", "both"):
        yield from numbered(draft, details=chance.random() < 0.6)
    if mode == "table":
        yield from project_table(draft)
    if chance.random() < 0.4:
        yield from bands(draft)
    if mode in ("sentence", "table", "headed"):
        yield frame.heading("items")
        yield from headed(draft, frame, money=mode != "table" or chance.random() < 0.5, named=mode != "headed")
    yield from frame.section("manage", "manage", 0.4)
    if mode == "both":
        yield from project_table(draft)


def _basic(draft: Draft, frame: Frame) -> Iterator[Block]:
    yield frame.heading("basic")
    yield from frame.filler("duty")
    if draft.chance.random() < 0.6:
        yield from people(draft)


def _single(draft: Draft, frame: Frame) -> Iterator[Block]:
    chance, item = draft.chance, draft.world.items[0]
    index = draft.project(item)
    draft.values[Slot("projects", index, "score")] = Value(draft.world.score, "分", 2)
    early = chance.random() < 0.35
    if early:
        yield from form(draft)
    if chance.random() < 0.5:
        yield from _basic(draft, frame)
    yield frame.heading("money")
    yield Text("paragraph", item_money(draft, item, draft.pick("prose", "item", "full")))
    yield from frame.section("manage", "manage", 0.5)
    yield frame.heading("scores")
    yield from frame.filler("effect")
    details = item_details(draft, item)
    if details:
        yield Text("paragraph", details)
    yield frame.heading("result")
    score = draft.figure(Slot("projects", index, "score"))
    draft.entries["projects"][index].fields["grade"] = draft.world.grade
    yield Text("paragraph", draft.fill(draft.pick("prose", "item", "score_grade"), score=score, grade=draft.world.grade))
    if not early:
        yield from form(draft)


def _whole(draft: Draft, frame: Frame) -> Iterator[Block]:
    chance = draft.chance
    yield from _basic(draft, frame)
    yield frame.heading("money")
    yield from unit_money(draft)
    if chance.random() < 0.6:
        yield frame.heading("three")
        yield from three_costs(draft)
    yield from frame.section("manage", "manage", 0.4)
    if chance.random() < 0.5:
        yield frame.heading("items")
        yield from numbered(draft, details=chance.random() < 0.5)
    yield frame.heading("scores")
    yield from unit_scores(draft)
    yield frame.heading("result")
    yield from _own_score(draft)


def _own_score(draft: Draft) -> Iterator[Block]:
    world = draft.world
    slot = draft.quantity(None, "score", draft.scored(world.score))
    words = draft.fill(draft.pick("prose", "unit", "score"), self=world.self_word, year=str(world.year), score=draft.figure(slot))
    yield Text("paragraph", words)


def _transfer(draft: Draft, frame: Frame) -> Iterator[Block]:
    yield frame.heading("money")
    _, blocks = fund_money(draft, frame.parts["doc"])
    yield from blocks
    yield from fund_results(draft)
    roll = draft.chance.random()
    if roll < 0.45:
        yield from places(draft)
    elif roll < 0.7:
        yield from places_in_prose(draft)
    yield frame.heading("scores")
    yield from frame.filler("effect")
    subject = pointer("projects", 0) if draft.entries["projects"] else None
    yield from plain_goals(draft, subject)


def _tail(draft: Draft, frame: Frame) -> Iterator[Block]:
    yield from frame.section("effect", "effect", 0.3)
    yield from frame.section("problems", "problems", 0.8)
    yield from frame.section("plans", "plans", 0.8)
    if draft.world.genre == "items" and draft.chance.random() < 0.5:
        yield frame.heading("result")
        yield from _own_score(draft)
    yield from frame.section("public", "public", 0.4)
    if draft.chance.random() < 0.12:
        draft.used("left-over guide text")
        yield from frame.filler("guide")
    if draft.chance.random() < 0.6:
        yield Text("right", (draft.world.organisation,))
        yield Text("right", (f"{draft.world.year + 1}年{draft.chance.randint(1, 6)}月{draft.chance.randint(1, 28)}日",))
