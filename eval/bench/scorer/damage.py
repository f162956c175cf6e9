"""Seeded damage to a gold record, with the class that every leaf must get by construction; null where a kind cannot strike a record."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from eval.bench.scorer.layout import ROLES, SECTIONS, Json, Key, figure_text, shuffled, with_referrers, without
from eval.bench.scorer.places import Damage, Gold, Keys, Spot, lists_of, spots
from schemas.figure import Figure
from schemas.record import Project

WAN = {"万元": "元", "元": "万元", "亿元": "万元"}


def dropped(gold: Gold, chance: random.Random) -> Damage | None:
    """An item is gone, with all that speaks of it."""
    found = gold.items("projects", "quantities", "indicators", "claims")
    gone = with_referrers(gold.record, {chance.choice(found)}) if found else set()
    if not gone or not gone <= set(gold.items(*SECTIONS)):
        return None
    leaves = gold.leaves()
    for item in sorted(gone):
        _missed(leaves, gold.item(*item))
    return Damage(without(gold.record, gone), leaves)


def _missed(leaves: Keys, item: Sequence[Key]) -> None:
    leaves.subtract(item)
    leaves.update((section, field, value, "missed") for section, field, value, outcome in item if outcome == "right")


def invented(gold: Gold, chance: random.Random) -> Damage | None:
    """A project that nobody names, with three figures."""
    name = f"臆想{chance.choice('甲乙丙丁')}号"
    figures = [Figure(printed=f"{chance.randint(1, 999)}.{chance.randint(1, 9)}", unit=unit) for unit in ("万元", "万元", "%")]
    roles: dict[str, Any] = {role: (figure,) for role, figure in zip(("budget", "executed", "rate"), figures, strict=True)}
    one: Json = Project(name=name, **roles).model_dump(mode="json")
    record, leaves = copy.deepcopy(gold.record), gold.leaves()
    record["projects"].insert(0, one)
    leaves.update([("projects", "name", name, "invented")])
    leaves.update(("projects", role, figure_text(one[role][0]), "invented") for role in roles)
    return Damage(_pushed(record), leaves)


def _pushed(record: Json) -> Json:
    """Pointers at projects moved down by one, for a project that was put first."""

    def moved(pointer: str) -> str:
        _, section, index, *rest = pointer.split("/")
        return "/".join(["", section, str(int(index) + 1), *rest]) if section == "projects" else pointer

    for section in SECTIONS:
        for one in record[section]:
            one.update({key: moved(one[key]) for key in ("parent", "subject", "whole") if one.get(key)})
            if "parts" in one:
                one["parts"] = [moved(part) if isinstance(part, str) else [moved(end) for end in part] for part in one["parts"]]
    return record


def duplicated(gold: Gold, chance: random.Random) -> Damage | None:
    """An item stands there twice."""
    found = gold.items("projects", "quantities", "indicators", "claims")
    if not found:
        return None
    section, index = chance.choice(found)
    record, leaves = copy.deepcopy(gold.record), gold.leaves()
    record[section].append(copy.deepcopy(record[section][index]))
    own = gold.item(section, index)
    leaves.update((of, field, value, "invented") for of, field, value, outcome in own if outcome == "right")
    return Damage(record, leaves)


def merged(gold: Gold, chance: random.Random) -> Damage | None:
    """One project takes in the figures of another, of which nothing else is left; what speaks of the other is gone, too."""
    found = gold.items("projects")
    lost = [item for item in found if any(gold.record["projects"][item[1]][role] for role in ROLES)]
    if not lost:
        return None
    item = chance.choice(lost)
    gone = with_referrers(gold.record, {item})
    others = [index for section, index in found if (section, index) not in gone]
    if not others or not gone <= set(gold.items(*SECTIONS)):
        return None
    into, record, leaves = chance.choice(others), copy.deepcopy(gold.record), gold.leaves()
    for one in sorted(gone):
        _missed(leaves, gold.item(*one))
    for role in ROLES:
        own, more = record["projects"][into][role], record["projects"][item[1]][role]
        if more and not own:
            leaves.subtract([("projects", role, None, "empty")])
        leaves.update(("projects", role, figure_text(one), "misplaced") for one in more)
        own.extend(more)
    return Damage(without(record, gone), leaves)


def swapped(gold: Gold, chance: random.Random) -> Damage | None:
    """Two figures change places: of two roles of one item, or of one role of two items."""
    found = list(spots(gold))
    chance.shuffle(found)
    for one in found[:20]:
        other = next((spot for spot in found if _may_swap(gold.record, one, spot)), None)
        if other is not None:
            record, leaves = copy.deepcopy(gold.record), gold.leaves()
            first, second = one.figure(record), other.figure(record)
            one.figures(record)[one.place], other.figures(record)[other.place] = second, first
            for spot in (one, other):
                leaves.subtract([spot.key(gold.record, "right")])
                leaves.update([spot.key(gold.record, "misplaced")])
            return Damage(record, leaves)
    return None


def _may_swap(record: Json, one: Spot, other: Spot) -> bool:
    """Two lists, of one item or of one field; numbers that no unit could turn into one another, each new to the other list."""
    lists = (one.index, one.keys) != (other.index, other.keys) and one.section == other.section
    a, b = one.figure(record), other.figure(record)
    near = one.index == other.index or one.field == other.field
    listed = [{_value(figure) for figure in spot.figures(record)} for spot in (one, other)]
    new = _value(b) not in listed[0] and _value(a) not in listed[1]
    return lists and near and new and not _powers(a["printed"], b["printed"])


def _value(figure: Json) -> tuple[Decimal, str | None]:
    return Decimal(figure["printed"].replace(",", "")), figure["unit"]


def _powers(one: str, other: str) -> bool:
    """Whether two numbers have the same digits but for zeros and the point."""
    return one.replace(",", "").replace(".", "").strip("0") == other.replace(",", "").replace(".", "").strip("0")


def _struck(gold: Gold, chance: random.Random, fits: Callable[[Json], bool], change: Callable[[Json], None], outcome: str) -> Damage | None:
    found = [spot for spot in spots(gold) if fits(spot.figure(gold.record))]
    if not found:
        return None
    spot = chance.choice(found)
    record, leaves = copy.deepcopy(gold.record), gold.leaves()
    change(spot.figure(record))
    leaves.subtract([spot.key(gold.record, "right")])
    leaves.update([spot.key(gold.record, outcome)])
    held = [figure_text(one) for place, one in enumerate(spot.figures(gold.record)) if place != spot.place]
    return None if figure_text(spot.figure(record)) in held else Damage(record, leaves)


def digit(gold: Gold, chance: random.Random) -> Damage | None:
    """One digit is another."""

    def change(figure: Json) -> None:
        places = [index for index, char in enumerate(figure["printed"]) if char.isdigit()]
        place = chance.choice(places)
        old = int(figure["printed"][place])
        new = str((old + chance.randint(1, 8)) % 9 + 1 if place == places[0] else (old + chance.randint(1, 9)) % 10)
        new = str(old % 9 + 1) if new == str(old) else new
        figure["printed"] = figure["printed"][:place] + new + figure["printed"][place + 1 :]

    return _struck(gold, chance, lambda figure: True, change, "wrong")


def tenfold(gold: Gold, chance: random.Random) -> Damage | None:
    """The point has slipped by one place."""
    return _struck(gold, chance, _some, lambda figure: _scaled(figure, 1), "wrong")


def ten_thousandfold(gold: Gold, chance: random.Random) -> Damage | None:
    """An amount in 元 under 万元, or the other way round."""
    return _struck(gold, chance, _money, lambda figure: _scaled(figure, chance.choice((4, -4))), "unit")


def other_unit(gold: Gold, chance: random.Random) -> Damage | None:
    """The number is right, its unit another of the same kind, or none."""
    return _struck(gold, chance, _money, lambda figure: figure.update(unit=chance.choice((WAN[figure["unit"]], None))), "unit")


def _some(figure: Json) -> bool:
    return Decimal(figure["printed"].replace(",", "")) != 0


def _money(figure: Json) -> bool:
    return figure["unit"] in WAN and _some(figure)


def _scaled(figure: Json, power: int) -> None:
    value = Decimal(figure["printed"].replace(",", "")).scaleb(power)
    figure["printed"] = f"{value:f}"


def null_and_zero(gold: Gold, chance: random.Random) -> Damage | None:
    """A nought where the report says nothing, or nothing where it says a number (a nought too)."""
    record, leaves = copy.deepcopy(gold.record), gold.leaves()
    places = [(*item, *place) for item in gold.items("projects", "indicators") for place in lists_of(gold.record, *item)]
    empty = [place for place in places if not Spot(*place, 0).figures(gold.record)]
    single = [spot for spot in spots(gold) if len(spot.figures(gold.record)) == 1]
    if empty and (chance.random() < 0.5 or not single):
        spot = Spot(*chance.choice(empty), 0)
        spot.figures(record).append({"printed": "0", "unit": "万元"})
        leaves.subtract([(spot.section, spot.field, None, "empty")])
        leaves.update([spot.key(record, "invented")])
        return Damage(record, leaves)
    if not single:
        return None
    spot = chance.choice(single)
    spot.figures(record).clear()
    leaves.subtract([spot.key(gold.record, "right")])
    leaves.update([spot.key(gold.record, "missed")])
    return Damage(record, leaves)


def full_width(gold: Gold, chance: random.Random) -> Damage | None:
    """Digits, letters and brackets in their full-width forms: another way of writing, nothing else."""
    record = copy.deepcopy(gold.record)
    wide = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
    for spot in spots(gold):
        figure = spot.figure(record)
        figure["printed"] = figure["printed"].translate({code: code + 0xFEE0 for code in range(ord("0"), ord("9") + 1)})
        figure["unit"] = figure["unit"] and figure["unit"].translate(wide)
    for section, name in (("projects", "name"), ("projects", "department"), ("quantities", "label"), ("indicators", "name")):
        for one in record[section]:
            one[name] = one[name] and one[name].translate(wide)
    return Damage(record, gold.leaves())


def reordered(gold: Gold, chance: random.Random) -> Damage | None:
    """Everything in another order."""
    return Damage(shuffled(gold.record, gold.twins, chance), gold.leaves())


KINDS: dict[str, Callable[[Gold, random.Random], Damage | None]] = {
    "drop": dropped, "invent": invented, "duplicate": duplicated, "merge": merged, "swap": swapped, "digit": digit, "×10": tenfold,
    "×10,000": ten_thousandfold, "other unit": other_unit, "null ↔ 0": null_and_zero, "full-width": full_width, "reorder": reordered,
}  # fmt: skip
