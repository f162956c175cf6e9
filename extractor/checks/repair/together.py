"""A part and its total that are each printed in two ways, the total as much apart as the part: one cause, told of the part.

The search cannot see it where the gap lies within the rounding of the sum: each of both figures may then be repaired by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

from extractor.checks.repair.candidates import Candidates, Change
from extractor.checks.repair.diagnosis import TOLD, Diagnosis, brought_together
from extractor.checks.repair.scene import Law, derived
from extractor.checks.repair.search import Repair


@dataclass(frozen=True, slots=True)
class Pair:
    """What to write for a part, and for the total that was added up with it."""

    part: Change
    total: Change


@dataclass(frozen=True, slots=True)
class Together:
    """Brings diagnoses of one scene together."""

    candidates: Candidates

    def merged(self, diagnoses: Sequence[Diagnosis]) -> list[Diagnosis]:
        """The diagnoses, each total with the part it follows; totals of totals in turn."""
        return brought_together(diagnoses, self._mergers)

    def _mergers(self, diagnoses: Sequence[Diagnosis]) -> Iterator[tuple[int, int, Diagnosis]]:
        scene = self.candidates.scene
        about = {path: at for at, one in enumerate(diagnoses) for change in _changes(one) for path in change.printed}
        for law in scene.laws:
            whole = derived(law.constraint)
            if law.printed == "ok" and whole in scene.totals and whole in about:
                for path in (one.path for one in law.constraint.mentions):
                    if path in about and about[path] != about[whole]:
                        at, above = about[path], about[whole]
                        if pairs := self._pairs(law, diagnoses[at], diagnoses[above]):
                            yield at, above, _one_cause(diagnoses[at], diagnoses[above], pairs)

    def _pairs(self, law: Law, part: Diagnosis, total: Diagnosis) -> list[Pair]:
        """The changes of both after which the sum holds as exactly as printed, and of which it needs both."""
        found = [Pair(one, other) for one, other in product(_changes(part), _open(total)) if self._needs(law, one, other, part)]
        return [pair for pair in found if pair.total is total.change] or [pair for pair in found if _decided(pair, part)] or found

    def _needs(self, law: Law, part: Change, total: Change, diagnosis: Diagnosis) -> bool:
        given = self.candidates.given(part, {})
        for sure in (diagnosis.change, *diagnosis.carried) if part is diagnosis.change or part in diagnosis.carried else ():
            given = self.candidates.given(sure, given) if sure else given
        alone = law.constraint.verdict(given)
        return alone != "ok" and law.constraint.verdict(self.candidates.given(total, given)) == "ok"


def _open(diagnosis: Diagnosis) -> list[Change]:
    """The change that a diagnosis names, then the single ones that would do instead."""
    others = [one.changes[0] for one in diagnosis.others if len(one.changes) == 1]
    return [*([diagnosis.change] if diagnosis.change else []), *others]


def _changes(diagnosis: Diagnosis) -> list[Change]:
    """Likewise, with what the named change carries along: a total is a part of the next one."""
    return [*_open(diagnosis), *diagnosis.carried]


def _decided(pair: Pair, part: Diagnosis) -> bool:
    return pair.part is part.change or pair.part in part.carried


def _one_cause(part: Diagnosis, total: Diagnosis, pairs: Sequence[Pair]) -> Diagnosis:
    """What is known of either figure decides the other; where neither is, both stay open together."""
    laws = tuple(sorted({*part.laws, *total.laws}))
    sure = [pair for pair in pairs if _decided(pair, part) or pair.total is total.change]
    if chosen := next(iter(sure or (pairs if len(pairs) == 1 else ())), None):
        root, wake = (part.change, part.carried) if _decided(chosen, part) else (chosen.part, ())
        carried = (*wake, replace(chosen.total, follows=True), *total.carried)
        return Diagnosis(laws, root, carried, others=tuple(one for one in part.others if chosen.part not in one.changes))
    ways = [Repair((pair.part, pair.total), pair.part.cost + pair.total.cost, frozenset(laws)) for pair in pairs]
    return Diagnosis(laws, others=tuple(sorted(ways, key=lambda one: one.cost)[:TOLD]))
