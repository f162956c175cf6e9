"""Breakdowns against the gold: kind, whole and the set of parts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from eval.align import Alignment
from eval.judging import Judged
from eval.pairing import pair
from eval.scores import Outcome
from eval.values import Value
from schemas.record import Breakdown

ORDERED = frozenset({"difference", "ratio"})
"""Kinds whose first part plays another role than the rest."""

Key = tuple[str, str, str, tuple[str, ...]]
"""Kind, whole (empty where none is printed), the part that plays another role, all parts in order of their words."""

_ALONE, _UNSURE = 1000, 510
"""As in ``eval.align``: a pair that is not equal costs more than half of staying alone."""


def compare_breakdowns(made: Alignment) -> Iterator[Judged]:
    """Equal kind, whole and parts is right; the same whole with other parts, or half of the parts, is wrong."""
    gold = [_key(one, made, True) for one in made.gold.breakdowns]
    predicted = [_key(one, made, False) for one in made.predicted.breakdowns]
    pairs = pair(gold, predicted, lambda g, p: _unlike(gold[g], predicted[p]), _ALONE)
    for index, one in enumerate(gold):
        partner = pairs.get(index)
        outcome: Outcome = "missed" if partner is None else "right" if one == predicted[partner] else "wrong"
        said = None if partner is None else _value(predicted[partner], partner)
        yield _leaf(index, outcome, _value(one, index), said)
    taken = set(pairs.values())
    yield from (_leaf(index, "invented", None, _value(one, index)) for index, one in enumerate(predicted) if index not in taken)


def _leaf(index: int, outcome: Outcome, gold: Value | None, predicted: Value | None) -> Judged:
    return Judged("breakdowns", "relation", "name", f"/breakdowns/{index}", outcome, gold, predicted)


def _unlike(gold: Key, predicted: Key) -> int | None:
    """Nothing for equal ones; else by the parts they share; the same kind and whole before others."""
    if gold == predicted:
        return 0
    one, other = Counter(gold[3]), Counter(predicted[3])
    shared, either = (one & other).total(), (one | other).total()
    same_sum = gold[:2] == predicted[:2] and gold[1] != ""
    if not shared or not (same_sum or 2 * shared >= either):
        return None
    return _UNSURE + 200 * (not same_sum) + round(250 * (1 - shared / either))


def _key(one: Breakdown, made: Alignment, gold: bool) -> Key:
    tied = [(part,) if isinstance(part, str) else part for part in one.parts]
    parts = ["×".join(_list(pointer, made, gold) for pointer in pointers) for pointers in tied]
    whole = _list(one.whole, made, gold) if one.whole else ""
    return one.kind, whole, parts[0] if one.kind in ORDERED and parts else "", tuple(sorted(parts))


def _list(pointer: str, made: Alignment, gold: bool) -> str:
    """The figure list that a pointer means, in gold's numbering; a quantity is its mentions."""
    placed = pointer if gold else made.in_gold(pointer) or ""
    return re.sub(r"(/mentions)?(?<=[a-z])(/\d+)?$", "", placed) if placed.count("/") > 2 else placed


def _value(key: Key, index: int) -> Value:
    kind, whole, first, parts = key
    rest = sorted((Counter(parts) - Counter([first] if first else [])).elements())
    words = f"{kind} {whole or '(not printed)'} of {', '.join([*([first] if first else []), *rest])}"
    return Value((words,), f"/breakdowns/{index}", words)
