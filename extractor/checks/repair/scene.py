"""The constraint network as the search sees it: laws by figure, figures that print one fact, and who is doubted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from extractor.checks.book import Book
from extractor.checks.constraints import AS_PRINTED, AnyOf, Constraint, Given, Network, Sum, Verdict
from extractor.checks.damage import DAMAGE
from extractor.checks.mentions import Mention
from extractor.checks.products import Product
from extractor.checks.quotients import Quotient, ScoreOfRate
from extractor.checks.repair.neighbours import Neighbours
from extractor.checks.repair.usual import Usual
from extractor.checks.sameness import Same
from schemas.result import CheckResult


@dataclass(frozen=True, slots=True)
class Law:
    """A judged relation: its result, its constraint, and its verdict on the printed figures."""

    result: CheckResult
    constraint: Constraint
    soft: bool
    printed: Verdict

    @property
    def failing(self) -> bool:
        """Whether it is broken as an error; a broken relation that was only questioned is settled if it can be."""
        return self.result.outcome == "error"


class Scene:
    """Every law of a record, and what is known of its figures."""

    def __init__(self, book: Book, network: Network, results: Sequence[CheckResult]) -> None:
        self.book = book
        self.laws: list[Law] = []
        for result in results:
            tie = network.of(result) if result.outcome != "skipped" else None
            if tie and (printed := tie.constraint.verdict(AS_PRINTED)) and (printed == "broken") == (result.outcome in ("error", "warn")):
                self.laws.append(Law(result, tie.constraint, tie.soft, printed))
        self.mentions: dict[str, Mention] = {one.path: one for law in self.laws for one in law.constraint.mentions}
        self.touching: dict[str, list[int]] = {}
        for index, law in enumerate(self.laws):
            for one in law.constraint.mentions:
                self.touching.setdefault(one.path, []).append(index)
        self.disputed = _named(results, "G1")
        self.damaged = _named(results, DAMAGE)
        self.totals = frozenset(path for law in self.laws if (path := derived(law.constraint)) and _adds_up(law.constraint))

    @cached_property
    def computed(self) -> frozenset[str]:
        """The figures that do not follow from those they are computed from, with those printed alike."""
        heads = {derived(law.constraint) for law in self.laws if law.printed == "broken" and law.failing}
        return frozenset(other for path in heads if path for other in self.alike(path))

    @cached_property
    def neighbours(self) -> Neighbours:
        """Who stands beside whom."""
        return Neighbours(self.book)

    @cached_property
    def usual(self) -> Usual:
        """What is usual for a figure of its role."""
        return Usual(self.mentions.values(), self.totals)

    @cached_property
    def _twins(self) -> Mapping[str, tuple[str, ...]]:
        """For each figure the figures that print the same fact with the same value, itself among them."""
        root: dict[str, str] = {}

        def find(path: str) -> str:
            while root.get(path, path) != path:
                path = root[path]
            return path

        for law in self.laws:
            if isinstance(law.constraint, Same):
                first, *others = law.constraint.mentions
                for other in others:
                    if other.value == first.value:
                        root[find(other.path)] = find(first.path)
        groups: dict[str, list[str]] = {}
        for path in self.mentions:
            groups.setdefault(find(path), []).append(path)
        return {path: tuple(group) for group in groups.values() for path in group}

    @cached_property
    def _numerals(self) -> Mapping[tuple[int, int], tuple[str, ...]]:
        groups: dict[tuple[int, int], tuple[str, ...]] = {}
        for path, one in self.mentions.items():
            if one.at:
                groups[one.at.span] = (*groups.get(one.at.span, ()), path)
        return groups

    def numeral(self, path: str) -> tuple[str, ...]:
        """The figures that one printed numeral serves; all change with it."""
        at = self.mentions[path].at
        return self._numerals[at.span] if at else (path,)

    def alike(self, path: str) -> tuple[str, ...]:
        """The figures that print the same fact alike, with all that their numerals serve."""
        return tuple(dict.fromkeys(other for twin in self._twins[path] for other in self.numeral(twin)))

    def laws_of(self, paths: Iterable[str]) -> list[int]:
        """The laws that tie any of these figures."""
        return list(dict.fromkeys(index for path in paths for index in self.touching.get(path, ())))

    def broken(self, given: Given, among: Iterable[int]) -> Iterator[int]:
        """Those of these laws that do not hold."""
        return (index for index in among if self.laws[index].constraint.verdict(given) == "broken")

    def paths_of(self, index: int) -> tuple[str, ...]:
        """The figures that a law ties."""
        return tuple(one.path for one in self.laws[index].constraint.mentions)

    def components(self, broken: Iterable[int]) -> list[frozenset[int]]:
        """Broken laws, together where they tie one fact."""
        parts: list[tuple[set[int], set[str]]] = []
        for index in broken:
            laws, paths = {index}, {other for path in self.paths_of(index) for other in self.alike(path)}
            apart = []
            for part in parts:
                if part[1] & paths:
                    laws |= part[0]
                    paths |= part[1]
                else:
                    apart.append(part)
            parts = [*apart, (laws, paths)]
        return sorted((frozenset(laws) for laws, _ in parts), key=min)


def _named(results: Sequence[CheckResult], check: str) -> frozenset[str]:
    """The figures that a doubt about the reading names."""
    return frozenset(path for result in results if result.check == check for path in result.paths)


def derived(constraint: Constraint) -> str | None:
    """The figure that is computed from the others of its relation, where there is one."""
    if isinstance(constraint, AnyOf):
        return derived(constraint.ways[0])
    if isinstance(constraint, Sum):
        return constraint.whole.path if constraint.whole else None
    return constraint.mentions[0].path if isinstance(constraint, Quotient | Product | ScoreOfRate) else None


def _adds_up(constraint: Constraint) -> bool:
    return isinstance(constraint.ways[0] if isinstance(constraint, AnyOf) else constraint, Sum)


def significant(value: Decimal) -> int:
    """Digits that carry something: 20 has one, 61.03 has four."""
    return len(value.normalize().as_tuple().digits)
