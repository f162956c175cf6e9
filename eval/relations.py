"""Breakdowns against the gold: kind, whole and the set of parts."""

from __future__ import annotations

import re
from collections import Counter

from eval.align import Alignment
from eval.counts import Entry, Outcome, Tally
from eval.pairing import Pairs, Score
from schemas.record import Breakdown

ORDERED = frozenset({"difference", "ratio"})
"""Kinds whose first part plays another role than the rest."""

Key = tuple[str, str | None, str, Counter[str]]


def compare_breakdowns(made: Alignment, tally: Tally) -> None:
    """Equal kind, whole and parts is right; the same whole with other parts, or half of the parts, is wrong."""
    gold = [_key(one, made, True) for one in made.gold.breakdowns]
    predicted = [_key(one, made, False) for one in made.predicted.breakdowns]
    pairs = Pairs()
    pairs.add(gold, predicted, lambda g, p: (1.0,) if g == p else None, sure=True)
    pairs.add(gold, predicted, _like, sure=False)
    for index, one in enumerate(gold):
        partner = pairs.predicted.get(index)
        outcome: Outcome = "missed" if partner is None else "right" if index in pairs.sure else "wrong"
        said = None if partner is None else _entry(predicted[partner])
        tally.entity("breakdowns", outcome)
        tally.field("breakdowns", "relation", f"/breakdowns/{index}", [(outcome, _entry(one), said)])
    for index, one in enumerate(predicted):
        if pairs.gold_of(index) is None:
            tally.entity("breakdowns", "invented")
            tally.field("breakdowns", "relation", f"predicted /breakdowns/{index}", [("invented", None, _entry(one))])


def _like(gold: Key, predicted: Key) -> Score | None:
    shared, either = (gold[3] & predicted[3]).total(), (gold[3] | predicted[3]).total()
    same_sum = gold[:2] == predicted[:2] and gold[1] is not None
    return (same_sum, shared / either) if shared and (same_sum or 2 * shared >= either) else None


def _key(one: Breakdown, made: Alignment, gold: bool) -> Key:
    tied = [(part,) if isinstance(part, str) else part for part in one.parts]
    parts = ["×".join(_list(pointer, made, gold) for pointer in pointers) for pointers in tied]
    whole = _list(one.whole, made, gold) if one.whole else None
    return one.kind, whole, parts[0] if one.kind in ORDERED and parts else "", Counter(parts)


def _list(pointer: str, made: Alignment, gold: bool) -> str:
    """The figure list that a pointer means, in gold's numbering; a quantity is its mentions."""
    placed = pointer if gold else made.in_gold(pointer) or ""
    return re.sub(r"(/mentions)?(?<=[a-z])(/\d+)?$", "", placed) if placed.count("/") > 2 else placed


def _entry(key: Key) -> Entry:
    kind, whole, first, parts = key
    rest = sorted((parts - Counter([first] if first else [])).elements())
    return (f"{kind} {whole or '(not printed)'} of {', '.join([*([first] if first else []), *rest])}",)
