"""What a right reader finds in a written report: the gold record with its spans, and the place of every figure."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from eval.synth.blocks import Section, Slot
from eval.synth.relations import STATED, Relation
from eval.synth.to_text import Page, Place
from eval.synth.write import Report
from schemas.figure import Figure
from schemas.gold import Gold, GoldClaim, GoldIndicator, GoldProject, GoldRecord, GoldValue
from schemas.record import Band, Breakdown, Quantity

SECTIONS: tuple[Section, ...] = ("projects", "quantities", "indicators", "claims")
_ROLES = ("initial_budget", "budget", "executed", "rate", "score")
MONEY = ("元", "万元", "亿元")


@dataclass(frozen=True, slots=True)
class Truth:
    """Gold, where each of its figures stands, and the relations between printed figures (by list pointer)."""

    gold: Gold
    places: Mapping[str, Place]
    pointers: Mapping[tuple[Slot, int], str]
    relations: tuple[Relation, ...]
    lists: Mapping[Slot, str]


def truth_of(report: Report, page: Page, source: str) -> Truth:
    """The truth of one report as printed on a page."""
    return _Teller(report, page).truth(source)


class _Teller:
    """Numbers the printed entries anew and collects their figures, tables first."""

    def __init__(self, report: Report, page: Page) -> None:
        self.title, self.draft, self.page = report.title, report.draft, page
        self.mentions: dict[Slot, list[Place]] = {}
        for place in sorted(page.places, key=lambda place: (place.cell is None, place.start)):
            self.mentions.setdefault(place.number.slot, []).append(place)
        self.index = {section: self._kept(section) for section in SECTIONS}

    def _kept(self, section: Section) -> dict[int, int]:
        """Draft index to truth index, of the entries that the page prints."""
        printed = {slot.index for slot in (*self.mentions, *self.page.words) if slot.section == section}
        if section == "projects":
            printed |= set(range(len(self.draft.entries[section])))
        return {index: new for new, index in enumerate(sorted(printed))}

    def truth(self, source: str) -> Truth:
        """All of it."""
        relations = tuple(one for one in self.draft.relations if all(slot in self.mentions for slot in one.slots))
        record = GoldRecord(
            title=self.title, organisation=self.draft.world.organisation, year=self.draft.world.year, money_unit=self._unit(),
            projects=tuple(map(self._project, self.index["projects"])), quantities=tuple(map(self._quantity, self.index["quantities"])),
            breakdowns=tuple(self._breakdown(one) for one in relations if one.kind in STATED),
            indicators=tuple(map(self._indicator, self.index["indicators"])), claims=tuple(map(self._claim, self.index["claims"])),
        )  # fmt: skip
        sha256 = hashlib.sha256(self.page.text.encode()).hexdigest()
        blanks: Any = {self._list(slot): kind for slot, kind in sorted(self.draft.blanks.items()) if slot.index in self.index[slot.section]}
        gold = Gold(source=source, sha256=sha256, labelled="made with the text", record=record, blanks=blanks)
        lists = {slot: self._list(slot) for slot in self.mentions}
        pointers = {
            (place.number.slot, place.number.ordinal): f"{lists[slot]}/{at}"
            for slot, found in self.mentions.items()
            for at, place in enumerate(found)
        }
        places = {pointers[place.number.slot, place.number.ordinal]: place for place in self.page.places}
        return Truth(gold, places, pointers, relations, lists)

    def _list(self, slot: Slot) -> str:
        field = f"{slot.field}/figures" if slot.field in ("target", "actual") and slot in self.mentions else slot.field
        return f"/{slot.section}/{self.index[slot.section][slot.index]}/{field}"

    def _figures(self, section: Section, index: int, field: str) -> tuple[Figure, ...]:
        return tuple(place.number.figure for place in self.mentions.get(Slot(section, index, field), ()))

    def _span(self, section: Section, index: int, field: str) -> tuple[int, int] | None:
        return self.page.words.get(Slot(section, index, field))

    def _pointer(self, pointer: str | None) -> str | None:
        if pointer is None:
            return None
        _, section, index = pointer.split("/")
        return f"/{section}/{self.index[section][int(index)]}"  # type: ignore[index]

    def _project(self, index: int) -> GoldProject:
        entry = self.draft.entries["projects"][index]
        fields = entry.fields
        return GoldProject(
            name=fields["name"], aliases=tuple(entry.aliases), qualifier=fields["qualifier"], parent=self._pointer(fields.get("parent")),
            department=fields.get("department"), grade=fields.get("grade"), status=fields.get("status"),
            reason_span=self._span("projects", index, "reason_span"),
            **{role: self._figures("projects", index, role) for role in _ROLES},  # type: ignore[arg-type]
        )  # fmt: skip

    def _quantity(self, index: int) -> Quantity:
        entry = self.draft.entries["quantities"][index]
        fields = entry.fields
        return Quantity(
            label=fields["label"], aliases=tuple(entry.aliases), subject=self._pointer(fields["subject"]), period=fields["period"],
            band=Band(**fields["band"]) if fields.get("band") else None, measure=fields["measure"],
            mentions=self._figures("quantities", index, "mentions"),
        )  # fmt: skip

    def _indicator(self, index: int) -> GoldIndicator:
        fields = self.draft.entries["indicators"][index].fields
        return GoldIndicator(
            subject=self._pointer(fields["subject"]), path=fields["path"], name=fields["name"], target=self._value(index, "target"),
            actual=self._value(index, "actual"), weight=self._figures("indicators", index, "weight"),
            score=self._figures("indicators", index, "score"), reason=self._span("indicators", index, "reason"),
        )  # fmt: skip

    def _value(self, index: int, field: str) -> GoldValue | None:
        span = self._span("indicators", index, f"{field}_span")
        return GoldValue(span=span, figures=self._figures("indicators", index, field)) if span else None

    def _claim(self, index: int) -> GoldClaim:
        fields = self.draft.entries["claims"][index].fields
        return GoldClaim(span=self.page.words[Slot("claims", index, "span")], kind=fields["kind"], subject=self._about(fields))

    def _about(self, fields: Mapping[str, Any]) -> str | None:
        """What a claim is about; one of payment speaks of the spending, where that is printed."""
        pointer, subject = self._pointer(fields["subject"]), fields["subject"]
        spent = subject and Slot("projects", int(subject.rsplit("/", 1)[1]), "executed")
        return f"{pointer}/executed" if fields["kind"] == "paid" and spent in self.mentions else pointer

    def _breakdown(self, relation: Relation) -> Breakdown:
        whole, *parts = (self._end(slot) for slot in relation.slots)
        if relation.kind == "weighted_mean":
            return Breakdown(kind="weighted_mean", whole=whole, parts=tuple(zip(parts[::2], parts[1::2], strict=True)))
        return Breakdown(kind=relation.kind, whole=whole, parts=tuple(parts))  # type: ignore[arg-type]

    def _end(self, slot: Slot) -> str:
        return self._list(slot).removesuffix("/mentions")

    def _unit(self) -> str:
        counts = Counter(place.number.figure.unit for place in self.page.places if place.number.figure.unit in MONEY)
        return str(max(MONEY, key=lambda unit: counts[unit])) if counts else self.draft.manner.unit
