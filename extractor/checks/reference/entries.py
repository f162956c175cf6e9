"""The reference's lines about one unit and year, brought together by project."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from extractor.checks.mentions import Mention
from extractor.checks.numbers import plain, unit_of
from extractor.readers.base import Words
from extractor.readers.words import without_code
from extractor.reference import Line, Measure, Reference
from schemas.figure import Figure
from schemas.record import Record

_OFFICE = re.compile(r"(?:人民政府|办事处|管理委员会|管委会)$")
_PLACE = re.compile(r"(?:.{1,12}?(?:省|自治区|市|自治州|州|盟|地区|县|旗|区))+")


@dataclass(frozen=True)
class Known:
    """An amount as the finance system knows it: one line, or the sum of several of one project and measure."""

    lines: tuple[Line, ...]

    @cached_property
    def mention(self) -> Mention:
        """As a mention that no document prints, so that it is compared like any other."""
        head = self.lines[0].figure
        figure = head if len(self.lines) == 1 else _total([line.figure for line in self.lines])
        return Mention("", "", "reference", figure, unit_of(figure.unit, "budget", None), None, figure.decimals)

    @property
    def text(self) -> str:
        """The amount with its unit; a sum with its parts."""
        parts = f" = {' + '.join(line.figure.printed for line in self.lines)}" if len(self.lines) > 1 else ""
        return f"{self.mention.text}{parts}"


@dataclass(frozen=True, slots=True)
class Entry:
    """One project of the reference and its amounts."""

    name: str
    amounts: dict[Measure, Known]

    @property
    def budget(self) -> Known | None:
        """What it may spend: as adjusted, else as approved."""
        return self.amounts.get("adjusted") or self.amounts.get("approved")

    @property
    def lines(self) -> tuple[Line, ...]:
        """All its lines."""
        return tuple(line for known in self.amounts.values() for line in known.lines)


def _total(figures: Sequence[Figure]) -> Figure:
    units = {figure.unit for figure in figures}
    if len(units) == 1:
        total, places = sum((figure.value for figure in figures), Decimal(0)), max(figure.decimals for figure in figures)
        return Figure(printed=f"{total:.{places}f}", unit=figures[0].unit)
    worth = sum((figure.value * unit_of(figure.unit, "budget", None).factor for figure in figures), Decimal(0))
    return Figure(printed=plain(worth), unit="元")


def name_key(name: str) -> str:
    """A name without blanks, quotes and the form of its brackets."""
    return re.sub(r"[\s\"'“”‘’「」《》、,，.。·()\[\]【】_\-]", "", unicodedata.normalize("NFKC", name)).lower()


def project_key(name: str) -> str:
    """A project's name likewise, also without the year before it and 项目 behind it."""
    key = name_key(name)
    return re.sub(r"^(?:19|20)\d\d年?度?|项目$", "", key) or key


def same_unit(one: str, other: str) -> bool:
    """Whether two names are one unit: equal, with or without the county before it or 人民政府 behind it."""
    shorter, longer = sorted((_OFFICE.sub("", name_key(one)), _OFFICE.sub("", name_key(other))), key=len)
    if shorter == longer:
        return bool(shorter)
    before = longer[: -len(shorter)] if len(shorter) >= 3 and longer.endswith(shorter) else ""
    return bool(before) and _PLACE.fullmatch(before) is not None


def lines_of(reference: Reference, record: Record) -> tuple[Line, ...]:
    """The lines about the record's unit and year; none where the reference has none, or two units bear that name."""
    if not record.organisation or record.year is None:
        return ()
    found = [line for line in reference.lines if line.year == record.year and same_unit(line.unit, record.organisation)]
    equal = [line for line in found if name_key(line.unit) == name_key(record.organisation)]
    chosen = equal or found
    return tuple(chosen) if len({name_key(line.unit) for line in chosen}) == 1 else ()


def years_of(reference: Reference, organisation: str) -> list[int]:
    """The years for which the reference knows a unit."""
    return sorted({line.year for line in reference.lines if same_unit(line.unit, organisation)})


def entries_of(lines: Sequence[Line]) -> list[Entry]:
    """The projects in the order of their first lines; a name whose measure comes again is another entry of that name."""
    entries: list[Entry] = []
    open_: dict[str, list[Entry]] = {}
    for line in lines:
        same = open_.setdefault(project_key(line.project), [])
        entry = next((one for one in same if line.measure not in one.amounts), None)
        if entry is None:
            entry = Entry(_without_code(line.project), {})
            same.append(entry)
            entries.append(entry)
        entry.amounts[line.measure] = Known((line,))
    return entries


def _without_code(name: str) -> str:
    """A name without the code that finance systems put before it ([35029623T000000101]…); the code still tells entries apart."""
    return without_code(name, Words(name, (0, len(name)))).text


def together(entries: Sequence[Entry]) -> Entry:
    """Entries of one name as one, their amounts added up."""
    measures: list[Measure] = ["approved", "adjusted", "final"]
    held = {measure: tuple(line for entry in entries if measure in entry.amounts for line in entry.amounts[measure].lines)
            for measure in measures}  # fmt: skip
    return Entry(entries[0].name, {measure: Known(lines) for measure, lines in held.items() if lines})
