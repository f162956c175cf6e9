"""Assembles one reading into a record with its provenance."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Literal

from extractor.assemble.places import figure_of, place_numeral, place_words
from extractor.assemble.relations import breakdowns
from extractor.document import Document, Numeral
from extractor.numerals.units import kind_of
from extractor.readers.base import Fact, Note, Owner, Reading, Row, ValueWords, Words
from extractor.readers.label_keys import label_key
from extractor.readers.lexicon import MEASURE_ALONE, TOTAL_ROW
from extractor.readers.names import qualified
from extractor.readers.words import key_of
from schemas.extraction import Place, Provenance
from schemas.figure import Figure
from schemas.record import Band, Claim, Indicator, IndicatorValue, Project, Quantity, Record

OWN_MEASURES = ("initial_budget", "budget", "executed", "rate", "score")
QuantityKey = tuple[str | None, str | None, str | None, str | None, tuple[str, ...] | None, str, str]


@dataclass(frozen=True)
class Assembled:
    """A record, where each value of it is printed, which numerals it claims, and which cells were blank."""

    record: Record
    provenance: dict[str, Provenance]
    claimed: frozenset[str]
    blanks: dict[str, Literal["empty", "dash", "slash"]]


@dataclass
class _Work:
    """What is built up while a reading is assembled."""

    document: Document
    reading: Reading
    provenance: dict[str, Provenance] = field(default_factory=dict)
    claimed: set[str] = field(default_factory=set)
    blanks: dict[str, Literal["empty", "dash", "slash"]] = field(default_factory=dict)
    lists: dict[int, str] = field(default_factory=dict)
    """Fact key to the pointer of the figure list it went into."""

    def figures(self, pointer: str, facts: list[Fact]) -> tuple[Figure, ...]:
        """The figures of one list, table before prose, and their provenance."""
        ordered = sorted(facts, key=lambda fact: (fact.numeral.cell is None, fact.numeral.span))
        for index, fact in enumerate(ordered):
            self.claim(f"{pointer}/{index}", fact.numeral, fact.place)
        return tuple(figure_of(f.numeral, self._dated(f), f.shared) for f in ordered)

    def claim(self, pointer: str, numeral: Numeral, place: Place) -> None:
        """Note that a value of the record is this numeral."""
        self.provenance[pointer] = place_numeral(self.document, numeral, place, self.reading.confidence.get(numeral.id))
        self.claimed.add(numeral.id)

    def _dated(self, fact: Fact) -> bool:
        """A date governs amounts spent where 截至 introduces it and no other amount stands between; a rate beside them speaks
        of the same date unsaid."""
        if fact.measure not in ("executed", "balance") or fact.numeral.as_of is None:
            return False
        before = self.document.text[max(0, fact.numeral.span[0] - 120) : fact.numeral.span[0]]
        since = re.split(r"[。\n]", before)[-1].rpartition("截")
        return fact.numeral.cell is not None or (bool(since[1]) and "元" not in since[2])


def assemble(document: Document, reading: Reading) -> Assembled:
    """The record of one reading. Errors: none; what the reading does not say stays empty."""
    work = _Work(document, reading)
    names = _project_names(reading)
    pointers = {name: f"/projects/{index}" for index, name in enumerate(names)}
    projects = tuple(_project(work, name, pointers) for name in names)
    quantities = _quantities(work, pointers)
    indicators = tuple(_indicator(work, row, f"/indicators/{index}", pointers) for index, row in enumerate(reading.rows))
    rows = {row.key: f"/indicators/{index}" for index, row in enumerate(reading.rows)}
    record = Record(
        title=_placed(work, "/title", reading.title),
        organisation=_placed(work, "/organisation", reading.organisation),
        year=reading.year,
        money_unit=_money_unit(document),
        projects=projects,
        quantities=quantities,
        breakdowns=breakdowns(reading, work.lists, rows),
        indicators=indicators,
        claims=_claims(work, pointers, quantities),
    )
    return Assembled(record, dict(sorted(work.provenance.items(), key=_pointer_order)), frozenset(work.claimed), work.blanks)


def _pointer_order(item: tuple[str, Provenance]) -> tuple[tuple[int, str], ...]:
    return tuple((int(part), "") if part.isdigit() else (-1, part) for part in item[0].split("/"))


def _placed(work: _Work, pointer: str, words: Words | None) -> str | None:
    if words is None:
        return None
    work.provenance[pointer] = place_words(work.document, words, "heading")
    return words.text


def _project_names(reading: Reading) -> list[Words]:
    """The projects that have a figure or a note, in order of first mention."""
    named = [fact.owner.project for fact in reading.facts] + [note.project for note in reading.notes if note.field != "name"]
    named += [row.project for row in reading.rows]
    return list(dict.fromkeys(name for name in named if name is not None))


def _project(work: _Work, name: Words, pointers: dict[Words, str]) -> Project:
    pointer = pointers[name]
    own: dict[str, list[Fact]] = defaultdict(list)
    for fact in work.reading.facts:
        this_year = fact.period is None or work.reading.year is None or fact.period == str(work.reading.year)
        if fact.owner.project == name and fact.owner.label is None and fact.measure in OWN_MEASURES and this_year:
            own[fact.measure].append(fact)
            work.lists[fact.key] = f"{pointer}/{fact.measure}"
    notes: dict[str, Note] = {}
    aliases: list[str] = []
    for note in work.reading.notes:
        if note.project == name and note.field == "name":
            if key_of(note.words.text) != key_of(name.text) and note.words.text not in aliases:
                aliases.append(note.words.text)
        elif note.project == name:
            notes.setdefault(note.field, note)
    work.provenance[f"{pointer}/name"] = place_words(work.document, name, "prose")
    for name_of, note in notes.items():
        if name_of == "parent":
            continue
        work.provenance[f"{pointer}/{name_of}"] = place_words(work.document, note.words, "prose")
    figures = {measure: work.figures(f"{pointer}/{measure}", own[measure]) for measure in OWN_MEASURES}
    plain, qualifier = qualified(name.text)
    qualifier = notes["qualifier"].words.text if "qualifier" in notes else qualifier
    parent = notes.get("parent")
    return Project(
        name=plain,
        qualifier=qualifier,
        parent=pointers.get(parent.words) if parent else None,
        aliases=tuple(aliases),
        department=notes["department"].words.text if "department" in notes else None,
        grade=notes["grade"].words.text if "grade" in notes else None,
        status=notes["status"].status if "status" in notes else None,
        reason=notes["reason"].words.text if "reason" in notes else None,
        **figures,
    )


def _quantities(work: _Work, pointers: dict[Words, str]) -> tuple[Quantity, ...]:
    groups: dict[QuantityKey, list[Fact]] = {}
    for fact in work.reading.facts:
        if fact.key not in work.lists:
            groups.setdefault(_quantity_key(fact), []).append(fact)
    places: dict[tuple[str | None, str], str] = {}
    for index, (key, facts) in enumerate(groups.items()):
        for fact in facts:
            work.lists[fact.key] = f"/quantities/{index}"
        places.setdefault((key[0], key[5]), f"/quantities/{index}")
    return tuple(_quantity(work, facts, f"/quantities/{i}", pointers, places) for i, facts in enumerate(groups.values()))


def _quantity_key(fact: Fact) -> QuantityKey:
    owner = fact.owner
    band = (fact.band.of, *(n.printed if n else "" for n in (fact.band.low, fact.band.high))) if fact.band else None
    family = kind_of(fact.numeral.unit)
    unit = (fact.numeral.unit or "") if family == "count" else family
    label = label_key(owner.label.text) if owner.label else None
    if owner.project is not None and owner.label is not None and MEASURE_ALONE.fullmatch(owner.label.text):
        label = None  # 结余 of a project, under a column or behind no label, is one quantity
    unit = "个" if family == "count" and unit == label else unit  # 12村 are 12个村
    if owner.label is not None and TOTAL_ROW.match(owner.label.text) and fact.numeral.cell is not None:
        label = f"{label} {fact.numeral.cell[0]} {owner.label.span[0]}"  # the 合计 of two tables are two totals
    return (
        label,
        key_of(owner.project.text) if owner.project else None,
        label_key(owner.under.text) if owner.under else None,
        fact.period, band, fact.measure, unit,
    )  # fmt: skip


def _quantity(
    work: _Work, facts: list[Fact], pointer: str, pointers: dict[Words, str], places: dict[tuple[str | None, str], str]
) -> Quantity:
    ordered = sorted(facts, key=lambda fact: (fact.numeral.cell is None, fact.numeral.span))
    first = ordered[0].owner
    label = first.label.text if first.label else None
    others = [w.text for f in ordered for w in (f.owner.label, f.owner.alias) if w is not None and w.text != label]
    subject = pointers[first.project] if first.project else None
    if first.under is not None:
        whole = label_key(first.under.text)
        subject = places.get((whole, ordered[0].measure)) or places.get((whole, "budget"))
    return Quantity(
        label=label,
        aliases=tuple(dict.fromkeys(others)),
        subject=subject,
        period=ordered[0].period,
        band=_band(work, ordered[0], pointer),
        measure=ordered[0].measure,
        mentions=work.figures(f"{pointer}/mentions", ordered),
    )


def _band(work: _Work, fact: Fact, pointer: str) -> Band | None:
    band = fact.band
    if band is None:
        return None
    for end, numeral in (("low", band.low), ("high", band.high)):
        if numeral is not None:
            work.claim(f"{pointer}/band/{end}", numeral, fact.place)
    return Band(of=band.of, low=band.low.printed if band.low else None, high=band.high.printed if band.high else None)


def _indicator(work: _Work, row: Row, pointer: str, pointers: dict[Words, str]) -> Indicator:
    for what in ("weight", "score"):
        for index, numeral in enumerate(getattr(row, what)):
            work.claim(f"{pointer}/{what}/{index}", numeral, row.place)
    work.blanks.update({f"{pointer}/{what}": how for what, how in row.blanks})
    if row.name is not None:
        work.provenance[f"{pointer}/name"] = place_words(work.document, row.name, row.place)
    if row.reason is not None:
        work.provenance[f"{pointer}/reason"] = place_words(work.document, row.reason, row.place)
    return Indicator(
        subject=pointers[row.project] if row.project else None,
        path=tuple(words.text for words in row.path),
        name=row.name.text if row.name else None,
        target=_value(work, row.target, f"{pointer}/target", row.place),
        actual=_value(work, row.actual, f"{pointer}/actual", row.place),
        weight=tuple(figure_of(numeral, False) for numeral in row.weight),
        score=tuple(figure_of(numeral, False) for numeral in row.score),
        reason=row.reason.text if row.reason else None,
    )


def _value(work: _Work, value: ValueWords | None, pointer: str, place: Place) -> IndicatorValue | None:
    if value is None:
        return None
    work.provenance[f"{pointer}/text"] = place_words(work.document, value.words, place)
    for index, numeral in enumerate(value.numerals):
        work.claim(f"{pointer}/figures/{index}", numeral, place)
    return IndicatorValue(text=value.words.text, figures=tuple(figure_of(numeral, False) for numeral in value.numerals))


def _claims(work: _Work, pointers: dict[Words, str], quantities: tuple[Quantity, ...]) -> tuple[Claim, ...]:
    found = sorted(work.reading.claims, key=lambda claim: claim.words.span)
    for index, claim in enumerate(found):
        work.provenance[f"/claims/{index}/text"] = place_words(work.document, claim.words, "prose")
    year = str(work.reading.year)
    return tuple(Claim(text=c.words.text, kind=c.kind, subject=_subject(c.owner, pointers, quantities, year)) for c in found)


def _subject(owner: Owner | None, pointers: dict[Words, str], quantities: tuple[Quantity, ...], year: str) -> str | None:
    """What a claim is about: a project, or the quantity of that label (of several the year's spending first)."""
    if owner is None or owner.project is not None:
        return pointers.get(owner.project) if owner is not None and owner.project is not None else None
    key = label_key(owner.label.text) if owner.label is not None else None
    alike = [i for i, one in enumerate(quantities) if key in {label_key(word) for word in (one.label, *one.aliases) if word}]
    best = min(alike, key=lambda i: (quantities[i].measure != "executed", quantities[i].period != year, i), default=None)
    return f"/quantities/{best}" if best is not None else None


def _money_unit(document: Document) -> str | None:
    """The money unit most figures are in."""
    units = Counter(n.unit for n in document.numerals if n.kind == "money" and n.unit is not None)
    return units.most_common(1)[0][0] if units else None
