"""Draws one project: what it may spend, what it spent, how it is judged."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from random import Random

from eval.synth.numbers import FACTORS, HUNDRED
from eval.synth.phrases import Phrases, phrases
from eval.synth.world import Item, Manner, Work
from schemas.record import Status

_ENDINGS = ["项目", "经费", "资金", "补助", "专项", "工程", ""]
_GRADES = ((Decimal(90), "优"), (Decimal(80), "良"), (Decimal(60), "中"))
_LARGE = 100
"""万元 from which the scale is one of a whole fund."""
FULL, NEARLY, PARTLY = Decimal(100), Decimal(95), Decimal(60)


def draw_item(chance: Random, topic: str, name: str, manner: Manner, scale: Decimal, year: int, like: Item | None = None) -> Item:
    """A project of a topic; ``like`` gives the name and works of its first batch."""
    words = phrases("topics")[topic] if topic else None
    budget, product = _budget(chance, manner, scale, words)
    rate = _rate(chance)
    executed = budget if rate == 1 else max(_floor(budget * rate, manner.grain), Decimal(0))
    reached = executed * HUNDRED / budget
    status: Status = "met" if reached >= NEARLY else "mostly_met" if reached >= PARTLY else "partly_met" if reached > 0 else "not_met"
    score = _score(chance, min(reached, FULL))
    initial = budget if chance.random() < 0.55 or product else _floor(budget * chance.randint(70, 130) / 100, manner.grain) or budget
    works = tuple(work for work in like.works if not work.price) if like else _works(chance, words or {}, product)
    goal = like.rate_goal if like else (chance.choice((words or {})["rates"]), Decimal(chance.randint(900, 1000)) / 10)
    reason = chance.choice(words["reasons"]) if words and reached < NEARLY else None
    full = name if like else _name(chance, name, year, words)
    carried = _floor(budget * chance.randint(0, 30) / 100, manner.grain) if chance.random() < 0.6 else Decimal(0)
    last_year = _floor(budget * chance.randint(60, 140) / 100, manner.grain) or manner.grain
    short = name if full != name and name and not like and "、" not in full else None
    return Item(
        topic=topic or (like.topic if like else ""), name=full, qualifier=None, short=short, department=None,
        initial=initial, budget=budget, executed=executed, last_year=last_year, carried=carried,
        score=score, grade=grade_of(score), status=status, reason=reason, works=works, rate_goal=goal,
    )  # fmt: skip


def grade_of(score: Decimal) -> str:
    """优 良 中 差, half-open at the bound."""
    return next((grade for bound, grade in _GRADES if score >= bound), "差")


def split(chance: Random, whole: Decimal, parts: int, grain: Decimal) -> tuple[Decimal, ...]:
    """Parts that sum to the whole exactly, in whole grains."""
    grains = int(whole / grain)
    cuts = sorted(chance.randint(0, grains) for _ in range(parts - 1))
    bounds = [0, *cuts, grains]
    return tuple((high - low) * grain for low, high in pairwise(bounds))


def _name(chance: Random, name: str, year: int, words: Phrases | None) -> str:
    full = name + ("" if name.endswith(("补助", "经费", "补贴", "津贴", "费")) else chance.choice(_ENDINGS))
    if words and chance.random() < 0.07:
        other = chance.choice(words["works"])
        full = f"{name}、{other['noun']}{other['verb']}{chance.choice(_ENDINGS[:3])}"
    return f"{year}年{full}" if chance.random() < 0.06 else full


def _budget(chance: Random, manner: Manner, scale: Decimal, words: Phrases | None) -> tuple[Decimal, Work | None]:
    per = (words or {}).get("per")
    if per and chance.random() < 0.45:
        work = Work(per["noun"], "补助", per["unit"], chance.randint(per["low"], per["high"]), Decimal(chance.choice(per["price"])))
        amount = work.number * (work.price or 0)
        if amount % manner.grain == 0:
            return Decimal(amount), work
    if manner.small_in_yuan and chance.random() < 0.3:
        return max(_floor(Decimal(chance.randint(800, 9900)), manner.grain), manner.grain), None
    raw = scale * Decimal(chance.randint(20, 300)) / 100 * FACTORS["万元"] / (10 if scale > _LARGE else 1)
    if chance.random() < 0.35:
        return max(_floor(raw, FACTORS["万元"]), FACTORS["万元"]), None
    return max(_floor(raw + Decimal(chance.randint(0, 999_999)) / 100, manner.grain), manner.grain), None


def _rate(chance: Random) -> Decimal:
    roll = chance.random()
    if roll < 0.42:
        return Decimal(1)
    if roll < 0.47:
        return Decimal(0)
    if roll < 0.49:
        return Decimal(chance.randint(10001, 11500)) / 10000
    return Decimal(chance.randint(9000, 9999) if roll < 0.75 else chance.randint(3000, 9000)) / 10000


def _score(chance: Random, reached: Decimal) -> Decimal:
    base = reached / 10 + chance.randint(78, 90) if reached >= PARTLY else reached / 10 + chance.randint(48, 80)
    return min(base.quantize(Decimal(chance.choice(["1", "0.1", "0.01", "1"]))), FULL)


def _works(chance: Random, words: Phrases, product: Work | None) -> tuple[Work, ...]:
    drawn = chance.choice(words["works"])
    work = Work(drawn["noun"], drawn["verb"], drawn["unit"], chance.randint(drawn["low"], drawn["high"]))
    if product is None or product.noun == work.noun:  # one noun, one count
        return (product or work,)
    return (product, work)


def _floor(value: Decimal, grain: Decimal) -> Decimal:
    return value // grain * grain
