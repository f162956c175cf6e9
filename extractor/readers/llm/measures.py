"""Which measures a numeral can have by its form: the check behind every pointer, in every output mode."""

from __future__ import annotations

from extractor.document import Numeral
from schemas.record import Measure

MONEY: frozenset[Measure] = frozenset({"initial_budget", "budget", "executed", "balance", "unit_price"})
_KINDS: dict[Measure, frozenset[str]] = {
    **dict.fromkeys(MONEY, frozenset({"money", "plain"})),
    "rate": frozenset({"percent", "plain"}),
    "share": frozenset({"percent", "plain"}),
    "weight": frozenset({"score", "plain", "percent"}),
    "score": frozenset({"score", "plain", "percent"}),
    "count": frozenset({"count", "plain"}),
    "change": frozenset({"money", "percent", "count", "plain", "score"}),
    "other": frozenset({"count", "plain", "percent"}),
}


def fits(numeral: Numeral, measure: Measure, in_row: bool) -> bool:
    """Whether a numeral of this kind (by its own or its inherited unit) can have this measure. Points in per cent stand in score
    tables only (``in_row``)."""
    if numeral.kind == "percent" and measure in ("weight", "score") and not in_row:
        return False
    return numeral.kind in _KINDS[measure]
