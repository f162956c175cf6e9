"""Plants faults in clean records: in one mention, in all mentions alike, carried into totals, or two at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from random import Random
from typing import Literal

from eval.bench.checks.faults import FAULTS
from extractor.checks.book import Book, open_book
from extractor.checks.constraints import AS_PRINTED, AnyOf, Constraint, Sum, reprinted
from extractor.checks.mentions import Mention
from extractor.checks.relations import judge
from extractor.checks.repair.applied import applied
from extractor.checks.repair.neighbours import Neighbours
from extractor.checks.sameness import Same
from schemas.extraction import Provenance
from schemas.record import Record

Mode = Literal["single", "repeated", "propagated", "two"]
MODES: tuple[Mode, ...] = ("single", "repeated", "propagated", "two")
BOUND = "C"
"""Checks that only bound a figure (CHECKS.md)."""
PLAIN_NUMBER = re.compile(r"-?\d+(\.\d+)?")


@dataclass(frozen=True)
class Clean:
    """A record without arithmetic faults, with its provenance (empty: arithmetic alone)."""

    name: str
    record: Record
    provenance: Mapping[str, Provenance]

    @cached_property
    def book(self) -> Book:
        """The record opened."""
        return open_book(self.record, self.provenance)

    @cached_property
    def _neighbours(self) -> Neighbours:
        return Neighbours(self.book)

    @cached_property
    def tied(self) -> tuple[str, ...]:
        """The figures that some relation other than a bound ties: those in which arithmetic can see a fault."""
        results, context = judge(self.record, self.provenance)
        exact = [result for result in results if not result.check.startswith(BOUND)]
        ties = [(tie.constraint, {*result.paths}) for result in exact if (tie := context.network.of(result)) and not tie.soft]
        return tuple(dict.fromkeys(one.path for tie, used in ties for one in tie.mentions if one.path in used))

    @cached_property
    def _otherwise(self) -> frozenset[str]:
        results, context = judge(self.record, self.provenance)
        exact = [result for result in results if not result.check.startswith(BOUND)]
        ties = [tie.constraint for result in exact if (tie := context.network.of(result)) and not tie.soft]
        return frozenset(one.path for tie in ties if not isinstance(tie, Sum | AnyOf | Same) for one in tie.mentions)

    @cached_property
    def _ties(self) -> Mapping[str, tuple[Constraint, ...]]:
        """The constraints that tie each figure."""
        results, context = judge(self.record, self.provenance)
        ties = [tie.constraint for result in results if (tie := context.network.of(result)) and not tie.soft]
        found: dict[str, tuple[Constraint, ...]] = {}
        for constraint in ties:
            for one in constraint.mentions:
                found[one.path] = (*found.get(one.path, ()), constraint)
        return found

    def breaks(self, changed: Mapping[str, str], paths: Iterable[str]) -> bool:
        """Whether some relation of one of these figures holds less well with the numbers ``changed``, by its tolerance (CHECKS.md)."""
        given = {path: reprinted(self.mentions[path], text) for path, text in changed.items()}
        return any(tie.verdict(given) != tie.verdict(AS_PRINTED) for path in paths for tie in self._ties.get(path, ()))

    @cached_property
    def mentions(self) -> Mapping[str, Mention]:
        """Every figure by its path."""
        return {one.path: one for found in self.book.lists.values() for one in found}

    def beside(self, path: str) -> list[str]:
        """Numbers that a hand may have copied from."""
        near = list(self._neighbours.of(self.mentions[path]))[:8]
        return [one.figure.printed for one in near if PLAIN_NUMBER.fullmatch(one.figure.printed)]

    def before(self, path: str) -> str | None:
        """The same quantity a year earlier."""
        return next((one.figure.printed for one in self._neighbours.year_before(self.mentions[path])), None)

    def alike(self, path: str) -> tuple[str, ...]:
        """All mentions of the fact that print the same."""
        own = self.mentions[path]
        return tuple(one.path for one in self.book.at(path.rpartition("/")[0]) if one.figure == own.figure)

    def independent(self, path: str) -> bool:
        """Whether something other than sums ties the fact, so that a fault in it and in all its totals can be seen at all."""
        return bool(self._otherwise & {*self.alike(path)})

    def totals(self, path: str) -> tuple[str, ...]:
        """The mentions of the totals that a figure is added into."""
        pointer = path.rpartition("/")[0]
        names = {pointer, pointer.removesuffix("/mentions")}
        wholes = [one.whole for one in self.record.breakdowns if one.kind == "sum" and one.whole and names & {*map(str, one.parts)}]
        return tuple(one.path for whole in wholes for one in self.book.at(whole))


@dataclass(frozen=True, slots=True)
class Planted:
    """A record with faults. ``roots``: for each fault the figures that are wrong, with what they should be; ``breaks``: whether
    the fault breaks some relation; ``changed``: the wrong figures and what was computed from them."""

    kind: str
    mode: Mode
    record: Record
    provenance: Mapping[str, Provenance]
    roots: tuple[Mapping[str, str], ...]
    breaks: tuple[bool, ...]
    changed: frozenset[str]


def plant(clean: Clean, kind: str, mode: Mode, random: Random) -> Planted | None:
    """One planting; null where this fault cannot be planted at the place that chance chose."""
    changed: dict[str, str] = {}
    roots: list[dict[str, str]] = []
    carries = mode == "propagated"
    for _ in range(2 if mode == "two" else 1):
        made = _fault(clean, kind if not roots else random.choice(list(FAULTS)), mode, random)
        if made is None or made.keys() & changed.keys():
            return None
        changed |= made
        carried = _carried(clean, made) if carries else {}
        if carries and not (carried and clean.independent(next(iter(made)))):
            return None
        changed |= carried
        roots.append({path: clean.mentions[path].figure.printed for path in made})
    record = applied(clean.record, changed)
    provenance = {path: at.model_copy(update={"quote": changed[path]}) if path in changed else at for path, at in clean.provenance.items()}
    breaks = tuple(clean.breaks(changed, changed if carries else root) for root in roots)
    return Planted(kind, mode, record, provenance, tuple(roots), breaks, frozenset(changed))


def _fault(clean: Clean, kind: str, mode: Mode, random: Random) -> dict[str, str] | None:
    path = random.choice(clean.tied)
    printed = clean.mentions[path].figure.printed
    if not PLAIN_NUMBER.fullmatch(printed):
        return None
    wrong = FAULTS[kind](random, printed, clean.beside(path), clean.before(path))
    if wrong is None or not PLAIN_NUMBER.fullmatch(wrong) or Decimal(wrong) == Decimal(printed):
        return None
    alike = clean.alike(path)
    if mode == "repeated" and len(alike) < 2:
        return None
    return dict.fromkeys((path,) if mode in ("single", "two") else alike, wrong)


def _carried(clean: Clean, made: Mapping[str, str]) -> dict[str, str]:
    """The totals as they come out with the wrong part."""
    path, wrong = next(iter(made.items()))
    off = Decimal(wrong) - clean.mentions[path].figure.value
    totals = [clean.mentions[total] for total in clean.totals(path) if clean.mentions[total].unit == clean.mentions[path].unit]
    return {one.path: f"{one.figure.value + off:f}" for one in totals if one.figure.value + off > 0}
