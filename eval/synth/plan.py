"""Draws a world from a seed."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from random import Random

from eval.synth.numbers import FACTORS
from eval.synth.phrases import Phrases, phrases
from eval.synth.plan_goals import draw_goals, execution_score
from eval.synth.plan_items import draw_item, grade_of, split
from eval.synth.world import GENRES, Commas, Genre, Item, Manner, UnitMoney, World

_COMMAS: tuple[Commas, ...] = ("never", "always", "sometimes")
_WEIGHTS = {"items": 42, "single": 22, "whole": 20, "transfer": 16}


def draw(seed: str) -> World:
    """The world of one seed."""
    chance = Random(f"{seed}/plan")
    genre: Genre = chance.choices(GENRES, [_WEIGHTS[genre] for genre in GENRES])[0]
    manner = _manner(chance, genre)
    place, organisation, self_word, topics = _who(chance, genre)
    year = chance.randint(2017, 2025)
    items = _items(chance, genre, manner, topics, year)
    departments = _departments(chance, place, organisation)
    items = tuple(_placed(item, departments, chance) for item in items)
    goals = draw_goals(chance, items[0], phrases("topics")[items[0].topic]) if genre != "items" else ()
    towns, shares = _shares(chance, items, manner) if genre == "transfer" else ((), ())
    money = _unit_money(chance, manner, items) if genre == "whole" else None
    execution = execution_score(money.executed, money.budget) if money else execution_score(items[0].executed, items[0].budget)
    rows = sum((goal.score for goal in goals), execution)
    score = rows if genre in ("single", "whole") else Decimal(chance.randint(840, 995)) / 10
    return World(
        genre=genre, place=place, organisation=organisation, self_word=self_word, year=year,
        label=chance.choice(phrases("prose")["labels"]), fund=_fund(chance, organisation), items=items, departments=departments,
        goals=goals, unit_money=money, execution=execution, towns=towns, shares=shares, people=_people(chance),
        score=score, grade=grade_of(score), manner=manner, seed=seed,
    )  # fmt: skip


def _who(chance: Random, genre: Genre) -> tuple[str, str, str, list[str]]:
    head = phrases("head")
    place = ("**" if chance.random() < 0.06 else chance.choice(head["first"]) + chance.choice(head["second"])) + chance.choice(
        head["counties"]
    )
    if genre in ("items", "whole") and chance.random() < 0.45:
        town = chance.choice(head["first"]) + chance.choice(head["second"]) + chance.choice(head["towns"])
        title = f"{town}人民政府" if not town.endswith("街道") else f"{town}办事处"
        return place, place + title if chance.random() < 0.7 else title, _self(chance, head["town"], town), list(head["town"]["topics"])
    bureau = chance.choice(head["bureau"])
    return place, place + bureau["name"], _self(chance, bureau, ""), list(bureau["topics"])


def _departments(chance: Random, place: str, organisation: str) -> tuple[str, ...]:
    """A town's projects belong to bureaus, a bureau's to the units below it."""
    head = phrases("head")
    if organisation.endswith(("人民政府", "办事处")):
        return tuple(f"{place}{name}" for name in chance.sample([one["name"] for one in head["bureau"]], 3))
    return (organisation + head["office"], *(f"{place}{name}" for name in chance.sample(head["below"], 2)))


def _self(chance: Random, words: Phrases, town: str) -> str:
    word: str = chance.choice(words["self"])
    return (
        {"街道": "我街道", "乡": "我乡"}.get(next((end for end in ("街道", "乡") if town.endswith(end)), ""), word)
        if word == "我镇"
        else word
    )


def _fund(chance: Random, organisation: str) -> str:
    """A fund of the bureau's own field; a town's report names none."""
    head = phrases("head")
    funds = next((one["funds"] for one in head["bureau"] if organisation.endswith(one["name"])), head["bureau"][0]["funds"])
    return str(chance.choice(head["fund"]["levels"]) + chance.choice(funds))


def _manner(chance: Random, genre: Genre) -> Manner:
    unit = chance.choices(["万元", "元"], [82, 18])[0]
    decimals = chance.choices([2, 0, 1, 4, 6], [58, 8, 8, 16, 10])[0] if unit == "万元" else chance.choices([2, 0], [70, 30])[0]
    grain = FACTORS[unit] * Decimal(1).scaleb(-decimals)
    other = unit
    if chance.random() < 0.22:
        other = (
            "亿元" if genre in ("transfer", "whole") and unit == "万元" and chance.random() < 0.6 else "元" if unit == "万元" else "万元"
        )
    return Manner(
        unit=unit, other_unit=other, grain=grain, decimals=decimals, rate_decimals=chance.choices([2, 1, 0], [72, 16, 12])[0],
        mode="truncated" if chance.random() < 0.1 else "nearest", trims_prose=chance.random() < 0.6, trims_table=chance.random() < 0.35,
        trims_rates=chance.random() < 0.5, commas=chance.choices(_COMMAS, [70, 18, 12])[0], gap=chance.choices(["", " "], [85, 15])[0],
        full_width=chance.random() < 0.04, small_in_yuan=unit == "万元" and chance.random() < 0.2,
    )  # fmt: skip


def _items(chance: Random, genre: Genre, manner: Manner, topics: list[str], year: int) -> tuple[Item, ...]:
    count = {"items": chance.randint(3, 16), "single": 1, "whole": chance.randint(2, 5), "transfer": chance.randint(2, 5)}[genre]
    scale = Decimal({"items": chance.choice([6, 20, 80]), "single": chance.choice([15, 90, 600]), "whole": 60, "transfer": 9000}[genre])
    names = [(topic, name) for topic in topics for name in phrases("topics")[topic]["names"]]
    drawn = chance.sample(names, min(count, len(names)))
    items = [draw_item(chance, topic, name, manner, scale, year) for topic, name in drawn]
    if genre == "items" and len(items) > 4 and chance.random() < 0.2:
        items = _batches(chance, items, manner, scale, year)
    return tuple(items)


def _batches(chance: Random, items: list[Item], manner: Manner, scale: Decimal, year: int) -> list[Item]:
    """One project in two batches, at times of the same amount."""
    first = replace(items[0], qualifier="第一批")
    other = draw_item(chance, "", first.name, manner, scale, year, like=first)
    second = replace(first if chance.random() < 0.4 else other, qualifier="第二批")
    return [first, *items[1:3], second, *items[3:]]


def _placed(item: Item, departments: tuple[str, ...], chance: Random) -> Item:
    return replace(item, department=chance.choice(departments))


def _unit_money(chance: Random, manner: Manner, items: tuple[Item, ...]) -> UnitMoney:
    project = sum((item.executed for item in items), Decimal(0)) + manner.grain * chance.randint(1, 90000)
    basic = _draw(chance, manner, Decimal(chance.randint(300, 4000)))
    wage, goods, family = split(chance, basic, 3, manner.grain)
    budget = _floor((basic + project) * Decimal(chance.randint(1000, 1180)) / 1000, manner.grain)
    initial = _floor(budget * Decimal(chance.randint(850, 1000)) / 1000, manner.grain)
    three = tuple(_costs(chance, manner) for _ in range(3))
    return UnitMoney(initial, max(budget, basic + project), basic, project, wage, goods, family, three)


def _costs(chance: Random, manner: Manner) -> tuple[Decimal, Decimal, Decimal]:
    """Last year, this year's budget, this year: falling, so that a claim of control is true."""
    before = _draw(chance, manner, Decimal(chance.randint(2, 40)))
    now = _floor(before * chance.randint(55, 97) / 100, manner.grain)
    return before, _floor(now * chance.randint(100, 125) / 100, manner.grain), now


def _shares(chance: Random, items: tuple[Item, ...], manner: Manner) -> tuple[tuple[str, ...], tuple[tuple[Decimal, ...], ...]]:
    head = phrases("head")
    towns: list[str] = []
    while len(towns) < len(items) + 2:
        name = chance.choice(head["first"]) + chance.choice(head["second"]) + chance.choice(head["towns"])
        towns += [name] if name not in towns else []
    columns = [split(chance, item.budget, len(towns), manner.grain) for item in items]
    return tuple(towns), tuple(zip(*columns, strict=True))


def _people(chance: Random) -> tuple[int, int, int, int]:
    return chance.randint(4, 15), chance.randint(2, 12), chance.randint(8, 60), chance.randint(5, 90)


def _draw(chance: Random, manner: Manner, ten_thousands: Decimal) -> Decimal:
    return _floor(ten_thousands * FACTORS["万元"] + Decimal(chance.randint(0, 9_999_999)) / 100, manner.grain)


def _floor(value: Decimal, grain: Decimal) -> Decimal:
    return value // grain * grain
