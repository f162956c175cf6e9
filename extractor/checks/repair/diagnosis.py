"""From broken relations to causes: what each component's repair says, what ties, and what no repair explains."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from extractor.checks.constraints import Given
from extractor.checks.repair.candidates import Candidates, Change
from extractor.checks.repair.scene import Scene, derived
from extractor.checks.repair.search import Repair, Search

TIED = 8
"""Repairs whose costs differ by less are equally likely."""
UNREPAIRED = 400
"""What a component without a repair counts for when it is compared with a repair of two together."""
JOINED = 8
"""Components that are tried together with that of one total."""
TOLD = 4
"""Alternatives that a finding lists."""


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """One cause. ``laws``: the broken relations it explains; ``change``: null where the best repairs tie or there is none.

    ``carried``: figures to be corrected in its wake; ``values``: other changes of the same figure that cost the same;
    ``others``: further repairs, the cheapest first.
    """

    laws: tuple[int, ...]
    change: Change | None = None
    carried: tuple[Change, ...] = ()
    values: tuple[Change, ...] = ()
    others: tuple[Repair, ...] = ()


def diagnose(scene: Scene) -> Iterator[Diagnosis]:
    """The causes behind the failing relations of a scene, in their order."""
    search = Search(scene, Candidates(scene))
    failing = [index for index, law in enumerate(scene.laws) if law.failing and law.printed == "broken"]
    found = {component: search.repairs(component, {}) for component in scene.components(failing)}
    for component, repairs in _joined(search, _settled(found)).items():
        yield from _solve(search, component, {}, repairs)


def brought_together(
    diagnoses: Sequence[Diagnosis], pairs: Callable[[Sequence[Diagnosis]], Iterator[tuple[int, int, Diagnosis]]]
) -> list[Diagnosis]:
    """The diagnoses with pairs of them (by index) replaced by the one that ``pairs`` offers, as long as it offers any."""
    left = list(diagnoses)
    while found := next(pairs(left), None):
        kept, gone, one = found
        left[kept] = one
        del left[gone]
    return left


Found = dict[frozenset[int], list[Repair]]


def _settled(found: Found) -> Found:
    """Components brought together where whatever repairs the one mends the other as well: a total carried along takes its rate along."""
    left = dict(found)
    for component, repairs in found.items():
        tied = [one for one in repairs if one.cost - repairs[0].cost < TIED]
        mended = frozenset.intersection(*(one.mended for one in tied)) if tied else frozenset()
        along = [one for one in left if one != component and one <= mended] if component in left else []
        if along:
            left = {one: found for one, found in left.items() if one != component and one not in along}
            left[component.union(*along)] = repairs
    return left


def _joined(search: Search, found: Found) -> Found:
    """Components brought together where a wrong part was carried into its total: there the relation between them holds, and
    one repair of both is cheaper than a repair of each."""
    for law in search.scene.laws:
        whole = derived(law.constraint)
        if law.printed == "broken" or whole is None or whole not in search.scene.totals:
            continue
        above = next((one for one in found if _ties(search.scene, one, [whole])), None)
        parts = [one for one in found if one != above and _ties(search.scene, one, [part.path for part in law.constraint.mentions])]
        if above is None or not parts:
            continue
        joint = {part: search.repairs(above | part, {}) for part in parts[:JOINED]}
        gains = {part: _cost(found[above]) + _cost(found[part]) - _cost(repairs) for part, repairs in joint.items() if repairs}
        best = max(gains, key=lambda part: (gains[part], -min(part)), default=None)
        if best is not None and gains[best] > 0:
            found = {one: repairs for one, repairs in found.items() if one not in (above, best)}
            found[above | best] = joint[best]
    return dict(sorted(found.items(), key=lambda item: min(item[0])))


def _ties(scene: Scene, component: frozenset[int], paths: Sequence[str]) -> bool:
    wanted = {other for path in paths for other in scene.alike(path)}
    return any(wanted & set(scene.paths_of(index)) for index in component)


def _cost(repairs: Sequence[Repair]) -> int:
    return repairs[0].cost if repairs else UNREPAIRED


def _solve(search: Search, component: frozenset[int], given: Given, found: Sequence[Repair]) -> Iterator[Diagnosis]:
    if found:
        yield from _decide(search.scene, component, found)
        return
    peeled = search.peel(component, given) if len(component) > 1 else None
    if peeled is None:
        yield from (Diagnosis((index,)) for index in sorted(component))
        return
    yield from _causes(search.scene, peeled, component, [peeled])
    changed = search.candidates.given(peeled.changes[0], given)
    left = frozenset(search.scene.broken(changed, sorted(component)))
    for part in search.scene.components(sorted(left)):
        yield from _solve(search, part, changed, search.repairs(part, changed))


def _decide(scene: Scene, component: frozenset[int], found: Sequence[Repair]) -> Iterator[Diagnosis]:
    tied = [one for one in found if one.cost - found[0].cost < TIED]
    if len({one.suspects for one in tied}) == 1:
        yield from _causes(scene, found[0], component, found)
        return
    sure = frozenset.intersection(*(one.suspects for one in tied))
    common = tuple(one for one in found[0].changes if one.paths <= sure and not one.follows and _mends(scene, one, found[0]))
    if common:
        yield from _causes(scene, Repair(common, found[0].cost, found[0].mended), component, found)
    left = component - {index for index in component if any(change.paths & set(scene.paths_of(index)) for change in common)}
    laws = left if common else found[0].mended | component
    if laws:
        open_ = tuple(replace(one, changes=tuple(other for other in one.changes if other not in common)) for one in found)
        yield Diagnosis(tuple(sorted(laws)), others=open_[:TOLD])


def _causes(scene: Scene, repair: Repair, component: frozenset[int], found: Sequence[Repair]) -> Iterator[Diagnosis]:
    """One diagnosis for each change that mends what the report itself breaks; other changes come in the wake of one of these."""
    causes = [change for change in repair.changes if not change.follows and _mends(scene, change, repair)]
    for change in causes or repair.changes[:1]:
        same = [one for one in found if one.suspects == repair.suspects and one.cost - repair.cost < TIED]
        values = tuple(other for one in same for other in one.changes if other.paths == change.paths and other.printed != change.printed)
        others = _instead(change, repair, found)[: TOLD - 1]
        carried = tuple(_carried(scene, change, [one for one in repair.changes if one not in causes]))
        if laws := {index for one in (change, *carried) for index in _mends(scene, one, repair)}:
            yield Diagnosis(tuple(sorted(laws)), change, carried, values, others)


def _instead(change: Change, repair: Repair, found: Sequence[Repair]) -> tuple[Repair, ...]:
    """The repairs that leave this figure as it is, without what they share with the chosen one."""
    rest = (one for one in found if not change.paths <= one.suspects)
    shared = [one.printed for one in repair.changes]
    return tuple(replace(one, changes=tuple(other for other in one.changes if other.printed not in shared)) for one in rest)


def _mends(scene: Scene, change: Change, repair: Repair) -> tuple[int, ...]:
    """The laws broken as printed that tie a changed figure and hold after the repair."""
    return tuple(sorted(repair.mended & set(scene.laws_of(change.printed))))


def _carried(scene: Scene, change: Change, wake: Sequence[Change]) -> Iterator[Change]:
    """What was computed from the changed figure, also in several steps."""
    reached = set(change.printed)
    for other in wake:
        tied = {path for index in scene.laws_of(other.printed) for path in scene.paths_of(index)}
        if other is not change and tied & reached:
            reached |= other.paths
            yield other
