"""The repair search: best first over sets of at most three changes, with what it costs to leave a law broken as a bound.

Error localisation after Fellegi and Holt (every broken edit must be hit by a changed field) with costs instead of counts. Every
child of a node mends one chosen broken law, so no repair is missed, and a law broken on the way is mended by a further change
(a wrong part carried into its total). See docs/design/0007.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extractor.checks.constraints import Exact, Given
from extractor.checks.mentions import Mention
from extractor.checks.repair import priors
from extractor.checks.repair.candidates import Candidates, Change
from extractor.checks.repair.scene import Scene

CAUSES = 3
"""Wrong figures that one repair may assume."""
CARRIED = 2
"""Computed figures that it may correct in their wake."""
MARGIN = 90
"""How much dearer than the best an alternative may be to be told."""
FIGURES = 1200
"""Figures tried for one component, over all nodes; what is not found by then is left to the reviewer."""
SHORT = 12
"""Figures of a relation that is no long sum."""
LEAST = 50
"""No change costs less than about this: the bound for each law that still has to be mended."""


@dataclass(frozen=True, slots=True)
class Repair:
    """Changes after which every law of a component holds."""

    changes: tuple[Change, ...]
    cost: int
    mended: frozenset[int]

    @property
    def suspects(self) -> frozenset[str]:
        """The figures that change."""
        return frozenset(path for change in self.changes for path in change.printed)


@dataclass(frozen=True, slots=True)
class Node:
    """A set of changes and what it leaves broken."""

    changes: tuple[Change, ...]
    given: dict[str, Mention]
    broken: frozenset[int]
    cost: int


@dataclass(frozen=True)
class Search:
    """Finds repairs in one scene."""

    scene: Scene
    candidates: Candidates

    def repairs(self, component: frozenset[int], given: Given) -> list[Repair]:
        """The repairs of a component, the cheapest first, beside what is changed already; none where three changes do not suffice."""
        if self._packed(component) > CAUSES:
            return []
        found: list[Repair] = []
        heap: list[tuple[int, int, Node]] = [(0, 0, Node((), dict(given), component, 0))]
        seen: set[frozenset[tuple[str, str]]] = set()
        count = tried = 0
        while heap and tried < FIGURES:
            bound, _, node = heapq.heappop(heap)
            if found and bound > found[0].cost + MARGIN:
                break
            if not node.broken:
                repair = Repair(node.changes, node.cost, self._mended(node))
                if not any(one.suspects < repair.suspects for one in found):
                    found.append(repair)
                continue
            pivot = self._pivot(node)
            tried += len(self.scene.paths_of(pivot))
            for child in self.children(node, pivot):
                key = frozenset((path, one.figure.printed) for path, one in child.given.items())
                left = self._packed(child.broken)
                if key not in seen and self._within(child, left):
                    seen.add(key)
                    count += 1
                    heapq.heappush(heap, (child.cost + LEAST * left, count, child))
        return found

    @staticmethod
    def _within(node: Node, left: int) -> bool:
        causes = sum(not change.follows for change in node.changes)
        return causes <= CAUSES and len(node.changes) + left <= CAUSES + CARRIED

    def _packed(self, broken: frozenset[int]) -> int:
        """Broken laws of which no two tie one fact: each takes a change of its own."""
        used: set[str] = set()
        count = 0
        for index in sorted(broken, key=lambda one: len(self.scene.paths_of(one))):
            paths = {other for path in self.scene.paths_of(index) for other in self.scene.alike(path)}
            if not paths & used:
                count += 1
            used |= paths
        return count

    def _pivot(self, node: Node) -> int:
        """The broken law that ties the fewest figures."""
        return min(node.broken, key=lambda index: (len(self.scene.paths_of(index)), index))

    def children(self, node: Node, pivot: int) -> Iterator[Node]:
        """One change more, which mends this broken law."""
        for change in self._proposed(pivot, node):
            given = self.candidates.given(change, node.given)
            touched = self.scene.laws_of(change.printed)
            still = frozenset(self.scene.broken(given, touched))
            if pivot not in still:
                yield self._child(node, change, given, touched, still)

    def _proposed(self, pivot: int, node: Node) -> Iterator[Change]:
        done: set[frozenset[str]] = set()
        for path in self.scene.paths_of(pivot):
            if path not in node.given and (alike := frozenset(self.scene.alike(path))) not in done:
                if all(other in self.scene.paths_of(pivot) for other in alike):
                    done.add(alike)
                yield from self.candidates.of(path, pivot, node.given, node.broken)
        yield from self.candidates.exchanges(pivot, node.given)

    def _child(self, node: Node, change: Change, given: dict[str, Mention], touched: Iterable[int], still: frozenset[int]) -> Node:
        cost, broken = node.cost + change.cost, set(node.broken)
        for index in touched:
            law = self.scene.laws[index]
            if isinstance(law.constraint, Exact) and index not in still and index not in node.broken:
                cost += priors.OFF_CENTRE * (law.constraint.exact(node.given) - law.constraint.exact(given))
            if index not in still:
                broken.discard(index)
                verdict = law.constraint.verdict(given)
                if law.printed != "rounding" and verdict == "rounding":
                    cost += priors.ROUNDED
                elif law.printed == "rounding" and verdict == "ok":
                    cost += priors.FOOTS
                elif law.printed == "broken" and not law.failing:
                    cost += priors.ANSWERED
            elif law.soft and law.printed != "broken":
                cost += priors.NEW_QUESTION
            elif law.printed != "broken" or law.failing:
                broken.add(index)
        return Node((*node.changes, change), given, frozenset(broken), cost)

    def _mended(self, node: Node) -> frozenset[int]:
        """Every law that was broken as printed and holds now."""
        touched = self.scene.laws_of(node.given)
        wrong = [index for index in touched if self.scene.laws[index].printed == "broken"]
        return frozenset(wrong) - frozenset(self.scene.broken(node.given, wrong))

    def peel(self, component: frozenset[int], given: Given) -> Repair | None:
        """The single change that mends most of a component and breaks nothing. What mends a long sum and anything else is found by the
        latter: long sums are asked for their parts only where there is nothing shorter."""
        best: tuple[int, int, Node] | None = None
        short = [index for index in sorted(component) if len(self.scene.paths_of(index)) <= SHORT]
        for order, index in enumerate(short or sorted(component)):
            for change in self._proposed(index, Node((), dict(given), component, 0)):
                both = self.candidates.given(change, given)
                touched = self.scene.laws_of(change.printed)
                child = self._child(Node((), dict(given), component, 0), change, both, touched, frozenset(self.scene.broken(both, touched)))
                if child.broken < component:
                    gain = child.cost - LEAST * (len(component) - len(child.broken) - 1)
                    best = min(best or (gain, order, child), (gain, order, child), key=lambda one: one[:2])
        if best is None:
            return None
        return Repair(best[2].changes, best[2].cost, self._mended(best[2]))
