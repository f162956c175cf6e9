"""A printed 0 whose parts are not 0: a cell that nobody filled in, or a wrong total where another relation says what it is."""

from __future__ import annotations

from decimal import Decimal

from extractor.checks.context import Context
from extractor.checks.mentions import Mention, tolerance

ADDING = ("sum", "of_which")


def confirming_total(ctx: Context, whole: Mention, value: Decimal) -> Mention | None:
    """The total that the 0 is a part of, where it is the exact sum of its parts once the 0 is this value (base unit).

    Taken by itself a 0 above other figures is a question: forms print it where nothing was filled in.
    """
    for breakdown in ctx.record.breakdowns:
        pointers = [part for part in breakdown.parts if isinstance(part, str)]
        lists = [ctx.book.at(pointer) for pointer in pointers]
        if breakdown.kind in ADDING and breakdown.whole and all(lists) and any(whole in found for found in lists):
            for total in ctx.book.at(breakdown.whole):
                parts = ctx.book.parts_beside(total, lists)[0]
                if whole in parts and _adds_up(total, whole, parts, value):
                    return total
    return None


def _adds_up(total: Mention, whole: Mention, parts: list[Mention], value: Decimal) -> bool:
    known = [*parts, total]
    if any(one.hedged for one in known) or len({(one.unit.kind, one.unit.name) for one in known}) > 1:
        return False
    with_value = sum((value if one.path == whole.path else one.value for one in parts), Decimal(0))
    return with_value == total.value and abs(value) > tolerance(known)
