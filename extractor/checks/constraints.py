"""The constraint network: what a judged relation ties together, as pure objects that the repair search can ask.

A relation hands its constraint to ``Context.result(..., tie=...)`` (``soft=True`` where a breach is only ever a warning); the
result keeps its verdict, the network keeps the constraint.
A constraint answers two questions about *changed* figures, without words, language or document:

- ``verdict(given)``: does the relation hold when the figures of ``given`` (path → the figure as it would be printed) replace the
  printed ones? ``ok`` and ``rounding`` hold (CHECKS.md, "Verdict in three steps"), ``broken`` does not.
- ``ranges(path, given)``: which values (base unit: 元, %, 分, one thing) may the figure at ``path`` take so that the relation
  holds, all others being as printed or as given? The likeliest range first. Ranges only propose: each value taken from
  them is put to ``verdict`` again, so a range may be too wide and must not be too narrow. Empty: no value of this figure helps.

Families of relations with their own arithmetic keep their constraint beside it (``quotients``, ``sameness`` …); a relation that
can only be tested, not solved, uses ``Tested``. A constraint must give ``ok`` or ``rounding`` for the printed figures exactly where
its result is ok or rounding.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from typing import Literal, Protocol, runtime_checkable

from extractor.checks.intervals import ANYTHING, Interval, exactly
from extractor.checks.mentions import Mention
from schemas.result import CheckResult

Verdict = Literal["ok", "rounding", "broken"]
Given = Mapping[str, Mention]
"""Changed figures by their path; a figure that is not in it is as printed."""
AS_PRINTED: Given = {}
ZERO = Decimal(0)


class Constraint(Protocol):
    """One relation between figures."""

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """The figures it ties, as printed; those that a proof shows first."""

    def verdict(self, given: Given) -> Verdict:
        """Whether it holds with these figures changed."""

    def ranges(self, path: str, given: Given) -> tuple[Interval, ...]:
        """What the figure at this path may be for it to hold, the likeliest first."""


@runtime_checkable
class Exact(Protocol):
    """A constraint that holds within intervals, and can say whether it holds for the printed numbers themselves too."""

    def exact(self, given: Given) -> bool:
        """Whether it holds without making use of what the figures can stand for."""


def reprinted(mention: Mention, printed: str) -> Mention:
    """The mention as if another number were printed in its place, in the same unit."""
    figure = mention.figure.model_copy(update={"printed": printed})
    counted = mention.unit.kind == "score" and mention.role != "weight"  # an integer score stands for itself, 7.5 does not
    exact = figure.decimals == 0 if counted else mention.exact
    return replace(mention, figure=figure, decimals=max(mention.decimals, figure.decimals), exact=exact)


def now(mention: Mention, given: Given) -> Mention:
    """The mention as given, or as printed."""
    return given.get(mention.path, mention)


def all_now(mentions: Sequence[Mention], given: Given) -> tuple[Mention, ...]:
    """Each mention as given, or as printed."""
    return tuple(given.get(one.path, one) for one in mentions) if given else tuple(mentions)


@dataclass(frozen=True)
class Sum:
    """``whole = Σ sign · part``; ``whole`` null: the parts make up ``constant``.

    Off by at most ``slack`` (base unit) is rounding. ``unsigned``: an increase and a decrease are printed alike, |a − b| = Δ.
    """

    whole: Mention | None
    parts: tuple[Mention, ...]
    slack: Decimal = ZERO
    signs: tuple[int, ...] = ()
    unsigned: bool = False
    constant: Decimal = ZERO

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """The whole, then its parts."""
        return (self.whole, *self.parts) if self.whole else self.parts

    @cached_property
    def _weights(self) -> dict[str, int]:
        weights: dict[str, int] = {}
        for part, sign in zip(self.parts, self.signs or (1,) * len(self.parts), strict=True):
            weights[part.path] = weights.get(part.path, 0) + sign
        return weights

    @cached_property
    def _printed(self) -> dict[str, Mention]:
        return {part.path: part for part in self.parts}

    @cached_property
    def _total(self) -> Decimal:
        return sum((sign * self._printed[path].value for path, sign in self._weights.items()), ZERO)

    def total(self, given: Given) -> Decimal:
        """Σ of the parts."""
        moved = ((path, one) for path, one in given.items() if path in self._weights)
        return self._total + sum((self._weights[path] * (one.value - self._printed[path].value) for path, one in moved), ZERO)

    def _stated(self, given: Given) -> Decimal:
        return now(self.whole, given).value if self.whole else self.constant

    def verdict(self, given: Given) -> Verdict:
        """Exact, within the slack, or broken."""
        stated, total = self._stated(given), self.total(given)
        gap = abs(abs(stated) - abs(total)) if self.unsigned else abs(stated - total)
        return "ok" if gap == 0 else "rounding" if gap <= self.slack else "broken"

    def ranges(self, path: str, given: Given) -> tuple[Interval, ...]:
        """The exact value first, then what the slack allows."""
        values = list(dict.fromkeys(self._solved(path, given)))
        wide = [Interval(value - self.slack, value + self.slack) for value in values] if self.slack else []
        return (*map(exactly, values), *wide)

    def _solved(self, path: str, given: Given) -> Iterator[Decimal]:
        total, stated = self.total(given), self._stated(given)
        if self.whole and path == self.whole.path:
            yield from (abs(total), -abs(total)) if self.unsigned else (total,)
        elif weight := self._weights.get(path):
            own = given.get(path, self._printed[path]).value
            rest = total - weight * own
            for target in (stated, -stated) if self.unsigned else (stated,):
                yield (target - rest) / weight


@dataclass(frozen=True)
class AtMost:
    """``Σ parts ≤ whole``; above it by at most ``slack`` is rounding."""

    whole: Mention
    parts: tuple[Mention, ...]
    slack: Decimal = ZERO

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """The parts, then what bounds them."""
        return (*self.parts, self.whole)

    def _over(self, given: Given) -> Decimal:
        return sum((now(one, given).value for one in self.parts), ZERO) - now(self.whole, given).value

    def verdict(self, given: Given) -> Verdict:
        """Within the bound, within the slack, or broken."""
        over = self._over(given)
        return "ok" if over <= 0 else "rounding" if over <= self.slack else "broken"

    def ranges(self, path: str, given: Given) -> tuple[Interval, ...]:
        """Everything on the right side of the bound."""
        over = self._over(given)
        if path == self.whole.path:
            return (Interval(now(self.whole, given).value + over - self.slack, ANYTHING.hi),)
        own = next(now(one, given).value for one in self.parts if one.path == path)
        return (Interval(ANYTHING.lo, own - over + self.slack),)


@dataclass(frozen=True)
class Fixed:
    """One figure that must be a known value (a stated number of items: the number listed)."""

    mention: Mention
    value: Decimal

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """The one figure."""
        return (self.mention,)

    def verdict(self, given: Given) -> Verdict:
        """Equal or broken."""
        return "ok" if now(self.mention, given).value == self.value else "broken"

    def ranges(self, path: str, given: Given) -> tuple[Interval, ...]:
        """The value."""
        return (exactly(self.value),)


@dataclass(frozen=True)
class Tested:
    """A relation that can be tested; ``solve``, where given, proposes ranges for the figure at a place in ``mentions``.

    ``test`` and ``solve`` get the figures in the order of ``mentions``, changed ones as changed.
    """

    mentions: tuple[Mention, ...]
    test: Callable[[tuple[Mention, ...]], bool]
    solve: Callable[[int, tuple[Mention, ...]], Sequence[Interval]] | None = None

    def verdict(self, given: Given) -> Verdict:
        """It holds or it does not."""
        return "ok" if self.test(all_now(self.mentions, given)) else "broken"

    def ranges(self, path: str, given: Given) -> tuple[Interval, ...]:
        """What ``solve`` proposes, else anything."""
        if self.solve is None:
            return (ANYTHING,)
        at = next(index for index, one in enumerate(self.mentions) if one.path == path)
        return tuple(self.solve(at, all_now(self.mentions, given)))


@dataclass(frozen=True)
class AnyOf:
    """A relation that may hold in one of several ways; the likeliest first."""

    ways: tuple[Constraint, ...]

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """The figures of all ways, each once."""
        return tuple({one.path: one for way in self.ways for one in way.mentions}.values())

    @cached_property
    def _paths(self) -> tuple[frozenset[str], ...]:
        return tuple(frozenset(one.path for one in way.mentions) for way in self.ways)

    def verdict(self, given: Given) -> Verdict:
        """The best of its ways."""
        found = {way.verdict(given) for way in self.ways}
        return "ok" if "ok" in found else "rounding" if "rounding" in found else "broken"

    def ranges(self, path: str, given: Given) -> tuple[Interval, ...]:
        """What any way allows."""
        ways = [way for way, paths in zip(self.ways, self._paths, strict=True) if path in paths]
        return tuple(dict.fromkeys(span for way in ways for span in way.ranges(path, given)))


@dataclass(frozen=True, slots=True)
class Tie:
    """A constraint in the network. ``soft``: a breach of it is only ever a question, so a repair may cost one."""

    constraint: Constraint
    soft: bool = False


@dataclass(frozen=True, slots=True)
class Network:
    """The constraints of one run, each under its check and the paths of its result."""

    ties: dict[tuple[str, tuple[str, ...]], Tie] = field(default_factory=dict)

    def tie(self, result: CheckResult, tie: Tie) -> None:
        """Keep the constraint that a result was judged by; a skipped result has none."""
        if result.outcome != "skipped":
            self.ties[result.check, result.paths] = tie

    def of(self, result: CheckResult) -> Tie | None:
        """The constraint behind a result."""
        return self.ties.get((result.check, result.paths))
