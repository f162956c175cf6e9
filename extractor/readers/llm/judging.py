"""What is wrong with an answer: the guarantee behind every pointer, whatever an endpoint enforces or not.

A fault names an entry of the answer (and, where it is one numeral's, the numeral). Hard faults and doubts are told to the model,
once. A hard fault that stays is left out (``prune``), so that a numeral ends unclaimed rather than claimed wrong; a doubt that
stays is kept and becomes a result for the reviewer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, cast

from extractor.document import Numeral
from extractor.readers.llm.locating import Finder
from extractor.readers.llm.marking import Marked
from extractor.readers.llm.measures import fits
from extractor.readers.llm.printed import doubts, far_labels, other_names
from extractor.readers.llm.tabular import Tables, row_faults
from extractor.readers.llm.uses import FIXED_PATHS, Use, uses
from extractor.readers.names import SAME, similarity
from schemas.answer import Said

Weight = Literal["hard", "doubt", "soft"]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that does not hold. ``soft`` faults are only pruned, never worth a second question."""

    section: str
    index: int
    what: str
    numeral: str | None = None
    weight: Weight = "hard"


def told_to_model(said: Said | None, fault: Fault) -> str:
    """A fault as the model is told: by the words of the entry, since the long form that is judged numbers entries otherwise."""
    if said is None:
        return f"{fault.section}[{fault.index}]：{fault.what}"
    entries: tuple[Any, ...] = getattr(said, fault.section, ())
    entry = entries[fault.index] if isinstance(entries, tuple) and fault.index < len(entries) else None
    words = next((getattr(entry, name) for name in ("name", "label", "words", "at", "kind") if getattr(entry, name, None)), "")
    return f"{fault.section}{f'“{words}”' if words else ''}：{fault.what}"


def judge(said: Said, marked: Marked, known: tuple[str, ...] = ()) -> tuple[Fault, ...]:
    """Everything that does not hold in an answer. ``known`` are names of projects that stand elsewhere in the report."""
    judging = _Judging(said, marked, Finder(marked), known)
    return tuple(
        dict.fromkeys((*judging.pointers(), *judging.words(), *judging.measures(), *judging.twice(), *judging.tables(), *judging.printed()))
    )


@dataclass(frozen=True)
class _Judging:
    said: Said
    marked: Marked
    finder: Finder
    known: tuple[str, ...]

    def pointers(self) -> Iterator[Fault]:
        """Ids that are not this chunk's: possible wherever the endpoint does not hold the answer to its schema."""
        for use in uses(self.said):
            if use.numeral not in self.marked.numerals:
                yield Fault(use.section, use.index, f"没有标记 {use.numeral}", use.numeral)
        for section, entries, fields in (
            ("notes", self.said.notes, ("at",)), ("claims", self.said.claims, ("at",)), ("indicators", self.said.indicators, ("reason",)),
        ):  # fmt: skip
            for index, entry in enumerate(entries):
                for name in fields:
                    at = getattr(entry, name)
                    if at is not None and at not in self.marked.sentences:
                        yield Fault(section, index, f"没有标记 {at}")
        for index, quantity in enumerate(self.said.quantities):
            if quantity.period is not None and quantity.period not in self.marked.years:
                yield Fault("quantities", index, f"没有年度 {quantity.period}", quantity.period, weight="soft")

    def words(self) -> Iterator[Fault]:
        """Names and labels that the chunk does not print."""
        said = self.said
        if said.organisation is not None and self.finder.find(said.organisation) is None:
            yield Fault("organisation", 0, f"原文没有“{said.organisation}”", weight="soft")
        for index, project in enumerate(said.projects):
            yield from self._printed("projects", index, project.name, known=True)
            yield from self._printed("projects", index, project.qualifier)
        keys = {project.key for project in said.projects}
        for index, quantity in enumerate(said.quantities):
            yield from self._printed("quantities", index, quantity.label)
            yield from self._printed("quantities", index, quantity.of, known=True)
            if quantity.project is not None and quantity.project not in keys:
                yield Fault("quantities", index, "所属的项目不成立", weight="soft")
        for index, row in enumerate(said.indicators):
            for words in (*(one for one in row.path if one not in FIXED_PATHS), row.name):
                yield from self._printed("indicators", index, words)
            yield from self._printed("indicators", index, row.project, known=True)
        for index, note in enumerate(said.notes):
            if note.project not in keys:
                yield Fault("notes", index, "所属的项目不成立", weight="soft")
            yield from self._printed("notes", index, note.words)
        for index, claim in enumerate(said.claims):
            yield from self._printed("claims", index, claim.of, known=True, weight="soft")
        for index, band in enumerate(said.bands):
            yield from self._printed("bands", index, band.of, weight="soft")

    def _printed(self, section: str, index: int, words: str | None, known: bool = False, weight: Weight = "hard") -> Iterator[Fault]:
        if words is None or self.finder.find(words) is not None:
            return
        if not words.strip():
            yield Fault(section, index, "有空白的名称或标签", weight=weight)
        elif not (known and any(similarity(words, name) >= SAME for name in self.known)):
            yield Fault(section, index, f"原文没有“{words}”，名称和标签要照抄原文", weight=weight)

    def measures(self) -> Iterator[Fault]:
        """Numerals whose kind or unit cannot have the measure."""
        for use in uses(self.said):
            numeral = self.marked.numerals.get(use.numeral)
            if numeral is not None and use.measure is not None and not fits(numeral, use.measure, use.section == "indicators"):
                yield Fault(use.section, use.index, f"{use.numeral}（{_unit(numeral)}）不会是 {use.measure}", use.numeral)

    def twice(self) -> Iterator[Fault]:
        """Numerals that were given two meanings: shared means one measure of several things (各3万元), or several measures of one
        thing (预算、支出均为3万元); and relations over numerals that are none."""
        shared = {entry.numeral for entry in self.said.shared}
        given: dict[str, list[Use]] = defaultdict(list)
        for use in uses(self.said):
            given[use.numeral].append(use)
        for numeral, places in given.items():
            homes = dict.fromkeys((use.section, use.index, use.field) for use in places)
            if len(homes) > 1 and not (numeral in shared and _alike(places)):
                for section, index, _ in homes:
                    yield Fault(section, index, f"{numeral} 出现了 {len(homes)} 处，一个数字只能有一个含义", numeral)
        for index, relation in enumerate(self.said.relations):
            ends = [*relation.parts, *([relation.whole] if relation.whole else [])]
            if any(end not in self.marked.numerals for end in ends) or not relation.parts or len(set(ends)) < len(ends):
                yield Fault("relations", index, "没有这样的标记，没有各部分，或一个数字出现了两次", weight="soft")

    def tables(self) -> Iterator[Fault]:
        """Pointers that leave their row."""
        for use, what in row_faults(self.said, self.marked, Tables(self.marked.document)):
            yield Fault(use.section, use.index, what, use.numeral)

    def printed(self) -> Iterator[Fault]:
        """Pointers that the words before or over them contradict, and labels that stand elsewhere."""
        for doubt in doubts(self.said, self.marked):
            yield Fault(doubt.use.section, doubt.use.index, doubt.what, doubt.use.numeral, weight="doubt")
        for use, what in (*far_labels(self.said, self.marked), *other_names(self.said, self.marked)):
            yield Fault(use.section, use.index, what, use.numeral)


def _alike(places: list[Use]) -> bool:
    """Whether the uses of a shared numeral differ in the thing only, or in the measure only."""
    things = {(use.section, use.index) for use in places}
    return len({use.measure or use.field for use in places}) == 1 or len(things) == 1


def _unit(numeral: Numeral) -> str:
    return numeral.unit or "无单位"


def prune(said: Said, faults: tuple[Fault, ...]) -> Said:
    """The answer without what the faults name: the numeral where they name one, else the whole entry."""
    entries: dict[str, set[int]] = defaultdict(set)
    numerals: dict[tuple[str, int], set[str]] = defaultdict(set)
    for fault in faults:
        if fault.numeral is None:
            entries[fault.section].add(fault.index)
        else:
            numerals[fault.section, fault.index].add(fault.numeral)
    changed: dict[str, object] = {}
    for section in ("projects", "notes", "quantities", "bands", "shared", "relations", "indicators", "claims"):
        held: tuple[Any, ...] = getattr(said, section)
        changed[section] = tuple(
            _without(entry, numerals.get((section, index), frozenset()))
            for index, entry in enumerate(held)
            if index not in entries[section] or section == "claims"
        )
    changed["claims"] = tuple(_kept_claims(said, faults))
    if entries["organisation"]:
        changed["organisation"] = None
    return said.model_copy(update=cast("Mapping[str, Any]", changed))


def _kept_claims(said: Said, faults: tuple[Fault, ...]) -> Iterator[object]:
    """A claim whose subject is not printed keeps its sentence; one whose sentence does not exist is gone."""
    for index, claim in enumerate(said.claims):
        own = [fault for fault in faults if fault.section == "claims" and fault.index == index]
        if not any(fault.weight != "soft" for fault in own):
            yield claim.model_copy(update={"of": None}) if own else claim


_WORDS = frozenset({"key", "name", "qualifier", "label", "of", "project", "words"})


def _without(entry: Any, numerals: set[str] | frozenset[str]) -> Any:
    """An entry without these numerals, wherever it points at them."""
    if not numerals:
        return entry
    update: dict[str, object] = {}
    for name in type(entry).model_fields:
        value = getattr(entry, name)
        if isinstance(value, tuple):
            update[name] = tuple(one for one in value if one not in numerals)
        elif value in numerals and name not in _WORDS:
            update[name] = None
    return entry.model_copy(update=update)
