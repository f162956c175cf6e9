"""Changes that may mend a broken relation: solved from the relations, ordered by the slips and priors that explain them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal

from extractor.checks.constraints import Given, Sum, reprinted
from extractor.checks.intervals import ANYTHING, Interval
from extractor.checks.mentions import Mention
from extractor.checks.numbers import MONEY_ROLES, place_value
from extractor.checks.repair import priors
from extractor.checks.repair.scene import Scene, derived, significant
from extractor.checks.repair.slips import COPIED, COPIED_SHORT, DAMAGED, NAMED, STALE, UNFILLED, Slip, print_like, slip_to, slips
from extractor.checks.repair.usual import SIGNED
from extractor.checks.sameness import Same
from extractor.doubt import doubtful

SHIFTS = frozenset({"point_slip", "unit_slip"})
"""Slips that move the decimal point."""
SPANS = 6
GRID = 40
KEPT = 5


@dataclass(frozen=True, slots=True)
class Change:
    """Figures printed otherwise, for one reason. ``printed``: path → what to write, the suspect first.

    ``span``: where no slip singles out a value, the range (base unit) in which all values repair as well.
    ``follows``: computed from another changed figure, and right once that is.
    """

    printed: Mapping[str, str]
    cost: int
    cause: str | None
    span: Interval | None = None
    follows: bool = False

    @property
    def suspect(self) -> str:
        """The figure to name first."""
        return next(iter(self.printed))

    @property
    def paths(self) -> frozenset[str]:
        """All figures that change."""
        return frozenset(self.printed)


@dataclass(frozen=True)
class Candidates:
    """Proposes changes of one figure (and of those that print the same fact) in a scene."""

    scene: Scene

    def of(self, path: str, pivot: int, given: Given, broken: frozenset[int]) -> Iterator[Change]:
        """Changes of the figure at ``path`` that mend the law ``pivot``, which is broken with the figures given."""
        alone, alike = self.scene.numeral(path), self.scene.alike(path)
        groups = [alone] if len(alike) == len(alone) else [alike, alone]
        for group in groups:
            if not any(other in given for other in group):
                yield from self._changes(group, path, pivot, given, broken, split=len(group) < len(alike))

    def _changes(
        self, group: tuple[str, ...], path: str, pivot: int, given: Given, broken: frozenset[int], *, split: bool
    ) -> Iterator[Change]:
        touching = self.scene.laws_of(group)
        bad = [index for index in touching if index in broken]
        good = [index for index in touching if index not in broken and self.scene.laws[index].printed != "broken"]
        firm = [index for index in good if not self.scene.laws[index].soft]
        mention = self.scene.mentions[path]
        found: tuple[dict[Decimal, Change], dict[Decimal, Change]] = {}, {}
        for spans in self._regions(group, pivot, bad, firm, given):
            whole = spans.laws >= {*bad, *firm}
            if split and not whole:
                continue
            follows = self._follows(path, [index for index in bad if index in spans.laws], given)
            left = [index for index in firm if index not in spans.laws and not self._within(group, index)]
            follows = self._ahead(path, left) if follows is None else follows
            explained_only = not whole and follows is None and not self._carried_on(path, left)
            for order, span in enumerate(spans.spans):
                extra = priors.SECOND_RANGE if order else 0
                for value, slip, wide in self._values(mention, span, explained_only=explained_only):
                    change = self._change(group, path, value, Slip(slip.cost + extra, slip.cause), wide, follows)
                    best = found[0 if whole else 1]
                    if change and (value not in best or change.cost < best[value].cost):
                        best[value] = change
        for best in found:  # those that leave nothing broken, then those that need another change
            yield from sorted(best.values(), key=lambda one: one.cost)[:KEPT]

    def _regions(self, group: tuple[str, ...], pivot: int, bad: Sequence[int], good: Sequence[int], given: Given) -> Iterator[Region]:
        """Where all laws meet; then where the pivot meets the others that hold, those that are broken, or itself alone."""
        seen: set[frozenset[int]] = set()
        for laws in ({pivot, *bad, *good}, {pivot, *good}, {pivot, *bad}, {pivot}):
            chosen = frozenset(laws)
            if chosen not in seen:
                seen.add(chosen)
                if spans := self._meet(group, [pivot, *sorted(laws - {pivot})], given):
                    yield Region(chosen, tuple(spans))

    def _meet(self, group: tuple[str, ...], laws: Iterable[int], given: Given) -> list[Interval]:
        spans = [ANYTHING]
        for index in laws:
            inside = [path for path in group if index in self.scene.touching[path]]
            alike = len(inside) > 1 and isinstance(self.scene.laws[index].constraint, Same)
            if inside and not alike:  # mentions that change together stay the same
                allowed = self.scene.laws[index].constraint.ranges(inside[0], given)
                spans = list(dict.fromkeys(both for one in spans for other in allowed if (both := one.meet(other))))[:SPANS]
        return spans if spans != [ANYTHING] else []

    def _values(self, mention: Mention, span: Interval, *, explained_only: bool) -> Iterator[tuple[Decimal, Slip, Interval | None]]:
        """Values of a range with what explains each: slips of the printed number, then whatever else the range holds."""
        factor, printed = mention.unit.factor, mention.figure.printed
        reason = self._reason(mention)
        near = [(value * factor, slip) for value, slip in slips(printed).items() if span.holds(value * factor)]
        shifts = (
            value for value, slip in near if slip.cause in SHIFTS
        )  # all digits are kept, so some may go behind the field's last place
        fine = {*shifts, *(value for value, _ in near if _in_field(mention, value))}
        values = {value: slip for value, slip in near if value in fine and (value >= 0 or slip.cause == "sign")}
        yield from ((value, min(slip, reason) if reason else slip, None) for value, slip in values.items())
        if mention.at:
            for other in mention.at.alternatives:
                text = other.replace(",", "")
                if text.replace(".", "", 1).lstrip("-").isdigit() and span.holds(Decimal(text) * factor):
                    yield Decimal(text) * factor, NAMED, None
        if explained_only and reason is None:
            return
        for value, extra, wide in _grid(mention, span):
            if value not in values and (value >= 0 or mention.role in SIGNED):
                slip = reason or slip_to(printed, value / factor)
                yield value, Slip(slip.cost + extra, slip.cause), wide

    def _reason(self, mention: Mention) -> Slip | None:
        """What explains any other value: the number stands next to it, was last year's, or is not at its place at all."""
        if mention.path in self.scene.damaged:
            return DAMAGED
        if mention.value == 0:
            return UNFILLED
        if any(other.value == mention.value and other.unit == mention.unit for other in self.scene.neighbours.year_before(mention)):
            return STALE
        if any(other.figure.value == mention.figure.value and other.value for other in self.scene.neighbours.of(mention)):
            return COPIED if significant(mention.figure.value) > 2 else COPIED_SHORT
        return None

    def _follows(self, path: str, bad: Iterable[int], given: Given) -> int | None:
        """What it costs if the figure was computed from one that an earlier change corrected, and is only carried along."""
        held = [index for index in bad if self.scene.laws[index].printed != "broken"]
        sources = {one for index in held if derived(self.scene.laws[index].constraint) == path for one in self.scene.paths_of(index)}
        changed = sources & given.keys()
        if not changed:
            return None
        return priors.FOLLOWS if self.scene.computed & changed else priors.FOLLOWS_INPUT

    def _ahead(self, path: str, left: Iterable[int]) -> int | None:
        """Likewise, where the figure it was computed from is changed afterwards: nothing else can mend the relation again."""
        return priors.FOLLOWS if any(derived(self.scene.laws[index].constraint) == path for index in left) else None

    def _within(self, group: Sequence[str], index: int) -> bool:
        """Whether a law only says that these figures are one: they change together."""
        return isinstance(self.scene.laws[index].constraint, Same) and {*self.scene.paths_of(index)} <= {*group}

    def _carried_on(self, path: str, left: Sequence[int]) -> bool:
        """Whether all that is left broken are totals made with the figure: what was carried into them says nothing for it."""
        heads = [derived(self.scene.laws[index].constraint) for index in left]
        return bool(heads) and all(head is not None and head != path and head in self.scene.totals for head in heads)

    def _change(
        self, group: tuple[str, ...], path: str, value: Decimal, slip: Slip, wide: Interval | None, follows: int | None
    ) -> Change | None:
        printed: dict[str, str] = {}
        for other in sorted(group, key=lambda one: (one != path, one)):
            mention = self.scene.mentions[other]
            text = self._elsewhere(mention, value) or print_like(mention.figure.printed, value / mention.unit.factor)
            if len(text) > len(mention.figure.printed) + 12:
                return None
            printed[other] = text
        if all(text == self.scene.mentions[other].figure.printed for other, text in printed.items()):
            return None
        cost = slip.cost + self._prior(group, value) + (0 if slip.cause in SHIFTS else self._finer(group, value))
        if slip.cause == "unit_slip" and self.scene.mentions[path].unit.kind != "money":
            cost += priors.POINTS_OF_UNIT
        turned = priors.TURNED if _turns(self.scene.mentions[path], value) else 0
        carried = follows is not None and follows < cost
        return Change(printed, (follows if carried and follows else cost) + turned, slip.cause, wide, carried)

    def _elsewhere(self, mention: Mention, value: Decimal) -> str | None:
        """How another mention of the fact prints this value."""
        ties = (self.scene.laws[index].constraint for index in self.scene.touching[mention.path])
        others = (one for tie in ties if isinstance(tie, Same) for one in tie.mentions if one.path != mention.path)
        return next((one.figure.printed for one in others if one.value == value and one.unit == mention.unit), None)

    def _prior(self, group: tuple[str, ...], value: Decimal) -> int:
        mentions = [self.scene.mentions[path] for path in group]
        numerals = {one.at.span if one.at else one.path for one in mentions}
        cost = max(firmness(self.scene, one) for one in mentions) + priors.ALIKE * (len(numerals) - 1)
        usual, first = self.scene.usual, mentions[0]
        cost += usual.oddity(first, value) - usual.oddity(first, first.value)
        cost += priors.CUT_SHORT if usual.cut_short(first, value) else 0
        return cost

    def _finer(self, group: tuple[str, ...], value: Decimal) -> int:
        return 0 if any(_in_field(self.scene.mentions[path], value) for path in group) else priors.FINER

    def exchanges(self, pivot: int, given: Given) -> Iterator[Change]:
        """Two figures of the broken law that stand in each other's place."""
        mentions = [one for one in self.scene.laws[pivot].constraint.mentions if one.path not in given]
        if len(mentions) > 6 or isinstance(self.scene.laws[pivot].constraint, Sum | Same):
            return
        for index, one in enumerate(mentions):
            for other in mentions[index + 1 :]:
                alike = one.owner == other.owner and one.unit == other.unit and {one.role, other.role} <= MONEY_ROLES
                if alike and one.role != other.role and one.value != other.value:
                    yield self.exchange(one, other)

    def exchange(self, one: Mention, other: Mention) -> Change:
        """Two figures, with those printed like them, in each other's place."""
        printed = dict.fromkeys(self.scene.alike(one.path), other.figure.printed)
        printed |= dict.fromkeys(self.scene.alike(other.path), one.figure.printed)
        doubted = {one.path, other.path} & self.scene.disputed
        cost = priors.EXCHANGED_DOUBTED if doubted else priors.EXCHANGED
        return Change(printed, cost + priors.ALIKE * (len(printed) - 2) // 2, "exchanged")

    def given(self, change: Change, given: Given) -> dict[str, Mention]:
        """The figures given, and this change."""
        return {**given, **{path: reprinted(self.scene.mentions[path], text) for path, text in change.printed.items()}}


@dataclass(frozen=True, slots=True)
class Region:
    """Ranges of one figure in which these laws hold."""

    laws: frozenset[int]
    spans: tuple[Interval, ...]


def _turns(mention: Mention, value: Decimal) -> bool:
    return mention.role == "change" and mention.value * value < 0


def firmness(scene: Scene, mention: Mention) -> int:
    """The prior of one figure."""
    place = mention.at.place if mention.at else None
    cost = priors.PLACE.get(place, 0) + priors.ROLE.get(mention.role, priors.OTHER_ROLE)
    cost += priors.TOTAL if mention.path in scene.totals else 0
    return cost + (priors.DOUBTED if mention.path in scene.disputed or doubtful(mention.figure, mention.at) else 0)


def _in_field(mention: Mention, value: Decimal) -> bool:
    """Whether a base value can be printed to the decimals of the mention's field."""
    return int((value / mention.unit.factor).normalize().as_tuple().exponent) >= -max(mention.decimals, mention.figure.decimals)


def _grid(mention: Mention, span: Interval) -> Iterator[tuple[Decimal, int, Interval | None]]:
    """Values of a range at the field's decimals, from its middle outwards, with a cost for standing off the middle."""
    if not span.lo.is_finite() or not span.hi.is_finite():
        return
    step = place_value(max(mention.decimals, mention.figure.decimals)) * mention.unit.factor
    if span.lo == span.hi:
        yield span.lo, 0, None
        return
    low = int((span.lo / step).to_integral_value(ROUND_CEILING))
    high = int((span.hi / step).to_integral_value(ROUND_FLOOR))
    middle = int(((span.lo + span.hi) / 2 / step).to_integral_value(ROUND_HALF_EVEN))
    wide = span if high > low else None
    chosen = range(low, high + 1) if high - low < GRID else range(max(low, middle - 2), min(high, middle + 2) + 1)
    for at in chosen:
        if span.holds(at * step):
            yield at * step, min(abs(at - middle), 9), wide
