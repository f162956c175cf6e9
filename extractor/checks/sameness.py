"""Whether two mentions can be one fact (B1), and the constraint that they are."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from extractor.checks.constraints import Given, Verdict, all_now
from extractor.checks.intervals import Interval, exactly
from extractor.checks.mentions import Mention

Agreement = Literal["equal", "meets", "weak"]


def agreement(one: Mention, other: Mention, cut: bool = False) -> Agreement | None:
    """How two mentions of one fact agree: equal; or, printed to different decimals, as far as their intervals meet."""
    one, other = _as_percent(one, other), _as_percent(other, one)
    if one.hedged or other.hedged:
        return "weak" if _within(one, other) and _within(other, one) else None
    if one.value == other.value:
        return "equal"
    if (one.unit.factor, one.figure.decimals) == (other.unit.factor, other.figure.decimals):
        return None
    if one.interval(cut=False).meets(other.interval(cut=False)):
        return "meets"
    if printed_range(one, cut).meets(printed_range(other, cut)) or printed_range(one, False).meets(printed_range(other, False)):
        return "weak"
    return None


def _as_percent(one: Mention, other: Mention) -> Mention:
    """A rate printed as 0.93 beside one printed as 93%."""
    if one.role == "rate" and one.unit.kind == "plain" and other.unit.kind == "percent" and one.value <= 2:
        return replace(one, unit=replace(one.unit, kind="percent", factor=Decimal(100)))
    return one


def printed_range(one: Mention, cut: bool) -> Interval:
    """What a mention can stand for at its own printed decimals."""
    return one.interval(one.figure.decimals, cut=cut)


def _within(bound: Mention, other: Mention) -> bool:
    """Whether a bound (≥, 余, ≤ …) allows the other value; 约 allows everything."""
    op = bound.figure.op
    if op in ("≥", "以上", "余"):
        return other.value >= bound.value
    if op == ">":
        return other.value > bound.value
    if op in ("≤", "以下"):
        return other.value <= bound.value
    return other.value < bound.value if op == "<" else True


@dataclass(frozen=True)
class Same:
    """Mentions of one fact: each agrees with the first."""

    mentions: tuple[Mention, ...]
    cut: bool = False

    def verdict(self, given: Given) -> Verdict:
        """All agree, or broken."""
        first, *others = all_now(self.mentions, given)
        return "ok" if all(agreement(first, other, self.cut) for other in others) else "broken"

    def ranges(self, path: str, given: Given) -> tuple[Interval, ...]:
        """The values of the other mentions, in their order; where decimals differ, what they can stand for."""
        others = [one for one in all_now(self.mentions, given) if one.path != path]
        exact = dict.fromkeys(exactly(one.value) for one in others)
        wide = dict.fromkeys(printed_range(one, self.cut) for one in others)
        return (*exact, *wide)
