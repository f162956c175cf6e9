"""Draws the rows of a score table: goals, what was reached, weights that sum, scores that follow."""

from __future__ import annotations

from decimal import Decimal
from random import Random

from eval.synth.numbers import rounded
from eval.synth.phrases import Phrases, phrases
from eval.synth.world import Goal, Item

EXECUTION = Decimal(10)
"""Weight of the execution rate."""
_GROUPS = (("output", 50), ("benefit", 30), ("content", 10))
_PROFILES = ((50, 30, 10), (40, 40, 10), (60, 20, 10))


def draw_goals(chance: Random, item: Item, words: Phrases) -> tuple[Goal, ...]:
    """Rows of output, benefit and satisfaction; with the execution row their weights make 100."""
    groups = phrases("tables")["groups"]
    goals: list[Goal] = []
    for (key, _), weight in zip(_GROUPS, chance.choice(_PROFILES), strict=True):
        rows = {"output": _output, "benefit": _benefit, "content": _content}[key](chance, item, words, groups)
        shares = _weights(chance, weight, len(rows))
        reasons = chance.sample(phrases("tables")["goal_reasons"][key], len(phrases("tables")["goal_reasons"][key]))
        goals += [_judged(groups[key][0], row, share, reasons) for row, share in zip(rows, shares, strict=True)]
    return tuple(goals)


def execution_score(executed: Decimal, budget: Decimal) -> Decimal:
    """Ten times what was spent of the budget, at most ten."""
    return rounded(EXECUTION * min(executed / budget, Decimal(1)), 2, "nearest")


_Row = tuple[str, str, Decimal | str, Decimal | str, str, str | None]
"""Kind, name, wanted, reached, unit, op."""


def _output(chance: Random, item: Item, words: Phrases, groups: Phrases) -> list[_Row]:
    rows: list[_Row] = []
    for work in item.works:
        reached = Decimal(work.number)  # the prose says the same
        wanted = reached if chance.random() < 0.6 else Decimal(max(1, work.number * chance.randint(85, 125) // 100))
        op = chance.choice(["≥", "≥", None, "="])
        rows.append((groups["count"][0], f"{work.verb}{work.noun}数量", wanted, reached, work.unit, op))
    name, reached = item.rate_goal
    rows.append((groups["quality"][0], name, Decimal(chance.choice([85, 90, 92, 95, 98])), reached, "%", chance.choice(["≥", None])))
    rows.append((groups["time"][0], chance.choice(groups["time_names"]), *_percent(chance), "%", chance.choice(["≥", None])))
    if chance.random() < 0.7:
        done = Decimal(chance.randint(86, 100))
        rows.append((groups["cost"][0], "成本控制率", Decimal(100), done, "%", "≤"))
    return rows


def _benefit(chance: Random, item: Item, words: Phrases, groups: Phrases) -> list[_Row]:
    rows: list[_Row] = [(groups["social"][0], words["rates"][-1] + "提升情况", "有所提升", "有所提升", "", None)]
    rows += [(groups["social"][0], name, state, state, "", None) for name, state in words["words"]]
    if chance.random() < 0.5:
        rows.append((chance.choice(groups["lasting"]), "长效管护机制健全性", "健全", chance.choice(["健全", "较健全"]), "", None))
    return rows


def _content(chance: Random, item: Item, words: Phrases, groups: Phrases) -> list[_Row]:
    names = chance.sample(groups["happy_names"], chance.choice([1, 1, 2]))
    kind = chance.choice(groups["happy"])
    return [(kind, name, *_percent(chance), "%", "≥") for name in names]


def _percent(chance: Random) -> tuple[Decimal, Decimal]:
    wanted = Decimal(chance.choice([85, 90, 92, 95, 98, 100]))
    if wanted == 100 or chance.random() < 0.5:
        return wanted, Decimal(100) if chance.random() < 0.6 else Decimal(chance.randint(930, 999)) / 10
    return wanted, min(Decimal(100), wanted + Decimal(chance.randint(-30, 60)) / 10)


def _weights(chance: Random, whole: int, rows: int) -> list[Decimal]:
    each = whole // rows
    weights = [each] * rows
    weights[0] += whole - each * rows
    return [Decimal(weight) for weight in weights]


def _judged(group: str, row: _Row, weight: Decimal, reasons: list[str]) -> Goal:
    kind, name, wanted, reached, unit, op = row
    score, reason = weight, None
    if isinstance(wanted, Decimal) and isinstance(reached, Decimal):
        behind = reached > wanted if op == "≤" else reached < wanted
        if behind:
            score, reason = rounded(weight * min(reached / wanted, Decimal(1)), 2, "nearest"), _next(reasons)
    elif wanted != reached:
        score, reason = rounded(weight * Decimal("0.8"), 1, "nearest"), _next(reasons)
    return Goal(group, kind, name, wanted, reached, unit, op, weight, score, reason)  # type: ignore[arg-type]


def _next(reasons: list[str]) -> str:
    """Another reason each time, the first again after the last."""
    reasons.append(reasons.pop(0))
    return reasons[-1]
