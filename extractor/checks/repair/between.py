"""Figures of one role that stand at each other's owner (two rows that slipped, a list told in another order): one cause, not two.

The search cannot see it: nothing ties the figures of two projects, so each of both looks wrong by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, product

from extractor.checks.mentions import Mention
from extractor.checks.numbers import MONEY_ROLES, POINT_ROLES
from extractor.checks.repair.candidates import Candidates, Change, firmness
from extractor.checks.repair.diagnosis import UNREPAIRED, Diagnosis, brought_together

ROLES = MONEY_ROLES | POINT_ROLES
MOST = 24
"""Causes that are compared with one another."""


@dataclass(frozen=True, slots=True)
class Between:
    """Brings diagnoses of one scene together that one exchange answers."""

    candidates: Candidates

    def merged(self, diagnoses: Sequence[Diagnosis]) -> list[Diagnosis]:
        """The diagnoses, two of them as one where two figures changed places."""
        return brought_together(diagnoses, self._exchanges) if len(diagnoses) <= MOST else list(diagnoses)

    def _exchanges(self, diagnoses: Sequence[Diagnosis]) -> Iterator[tuple[int, int, Diagnosis]]:
        for (at, one), (after, other) in combinations(enumerate(diagnoses), 2):
            laws = tuple(sorted({*one.laws, *other.laws}))
            pairs = (pair for pair in product(self._figures(one), self._figures(other)) if _alike(*pair))
            changes = sorted((self._change(*pair) for pair in pairs), key=lambda change: change.cost)
            worth = (change for change in changes if change.cost < _cost(one) + _cost(other))
            if found := next((change for change in worth if self._mends(change, laws)), None):
                yield at, after, Diagnosis(laws, found)

    def _figures(self, diagnosis: Diagnosis) -> list[Mention]:
        if diagnosis.change is not None and diagnosis.change.cause == "exchanged":
            return []
        scene = self.candidates.scene
        tied = dict.fromkeys(path for index in diagnosis.laws for path in scene.paths_of(index))
        return [scene.mentions[path] for path in tied if scene.mentions[path].role in ROLES]

    def _change(self, here: Mention, there: Mention) -> Change:
        """The exchange; of pairs that would do, the one whose figures stand in the weaker places."""
        change, scene = self.candidates.exchange(here, there), self.candidates.scene
        return replace(change, cost=change.cost + max(firmness(scene, here), firmness(scene, there)))

    def _mends(self, change: Change, laws: Sequence[int]) -> bool:
        """Whether all these laws hold with it, and all that tie the figures."""
        scene, given = self.candidates.scene, self.candidates.given(change, {})
        return next(scene.broken(given, {*laws, *scene.laws_of(change.printed)}), None) is None


def _alike(here: Mention, there: Mention) -> bool:
    return here.role == there.role and here.owner != there.owner and here.unit == there.unit and here.value != there.value


def _cost(diagnosis: Diagnosis) -> int:
    if diagnosis.change is not None:
        return diagnosis.change.cost + sum(one.cost for one in diagnosis.carried)
    return diagnosis.others[0].cost if diagnosis.others else UNREPAIRED
