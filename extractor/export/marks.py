"""Every place of the text that the page can point at: figures, words, unclaimed and set-aside numbers, unread parts."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal

from extractor.document import Box, Document
from extractor.export.messages import Words
from extractor.export.naming import Flag, correction, flags, named, natural_key, ordered, printed, resolve
from schemas.extraction import Extraction, Provenance, Span
from schemas.figure import Figure
from schemas.record import Pointer
from schemas.result import Finding

MarkKind = Literal["figure", "words", "unclaimed", "aside", "unread"]
_FRONT: dict[MarkKind, int] = {"figure": 0, "unclaimed": 1, "aside": 2, "words": 3, "unread": 4}


@dataclass(frozen=True, slots=True)
class Mark:
    """One place. ``lines`` are the tooltip, its first line the label."""

    key: int
    kind: MarkKind
    span: Span
    lines: tuple[str, ...]
    group: str = "other"
    page: int | None = None
    boxes: tuple[Box, ...] = ()

    @property
    def rank(self) -> tuple[int, int]:
        """Which of several marks on the same characters is in front: figures, then the shorter."""
        return _FRONT[self.kind], self.span[1] - self.span[0]


class Marks:
    """All marks of a report, by pointer and by place."""

    def __init__(self, extraction: Extraction, document: Document | None, t: Words) -> None:
        """Reads all places of ``extraction``; boxes come from ``document`` where it is given."""
        self.extraction, self.document, self.t = extraction, document, t
        self.findings: list[Finding] = ordered(extraction.findings)
        self.all: list[Mark] = []
        self.by_pointer: dict[Pointer, Mark] = {}
        self._below: dict[Pointer, Mark] = {}
        for pointer in sorted(extraction.provenance, key=natural_key):
            self.by_pointer[pointer] = mark = self._value(pointer, extraction.provenance[pointer])
            for cut in (at for at, sign in enumerate(pointer) if sign == "/" and at):
                self._below.setdefault(pointer[:cut], mark)
        self.unclaimed = [
            self._add("unclaimed", entry.span, (t("unclaimed_mark"), f"{entry.printed} {entry.unit or ''}".strip()), entry.page)
            for entry in extraction.ledger.unclaimed
        ]
        self.aside = [
            self._add("aside", entry.span, (t("aside_mark", entry.because), entry.printed)) for entry in extraction.ledger.set_aside
        ]
        self.unread = [
            self._add("unread", entry.span, (t("unread_mark", entry.because),), entry.page) for entry in extraction.coverage.unread
        ]
        self._by_start = sorted(self.all, key=lambda mark: mark.span)
        self._starts = [mark.span[0] for mark in self._by_start]
        self._reach = list(accumulate((mark.span[1] for mark in self._by_start), max))
        self._flags = flags(self.findings)
        self._flags_on: dict[int, list[Flag]] = {}
        for pointer, found in self._flags.items():
            for mark in self.find(pointer):
                self._flags_on.setdefault(mark.key, []).extend(found)

    def _add(self, kind: MarkKind, span: Span, lines: tuple[str, ...], page: int | None = None) -> Mark:
        boxes = self.document.boxes(span) if self.document else ()
        mark = Mark(len(self.all), kind, span, lines, "other", page or (boxes[0].page if boxes else None), boxes)
        self.all.append(mark)
        return mark

    def _value(self, pointer: Pointer, place: Provenance) -> Mark:
        name = named(self.extraction.record, pointer, self.t)
        boxes = self.document.boxes(place.span) if self.document else ()
        if not boxes and place.bbox and place.page:
            boxes = (Box(place.page, *place.bbox),)
        lines = tuple(value_lines(name.subject, self.t(f"role.{name.role}"), name.figure, place, self.t))
        kind: MarkKind = "figure" if name.figure else "words"
        page = place.page or (boxes[0].page if boxes else None)
        mark = Mark(len(self.all), kind, place.span, lines, name.group, page, boxes)
        self.all.append(mark)
        return mark

    def flagged(self, *pointers: Pointer) -> list[Flag]:
        """What findings say of these very pointers, gravest first."""
        return sorted({flag for pointer in pointers for flag in self._flags.get(pointer, ())}, key=lambda flag: flag.finding)

    def flags_on(self, *marks: Mark) -> list[Flag]:
        """What findings say of the values at these places, gravest first."""
        return sorted({flag for mark in marks for flag in self._flags_on.get(mark.key, ())}, key=lambda flag: flag.finding)

    def find(self, pointer: Pointer) -> tuple[Mark, ...]:
        """Where a value is shown: itself, its name, else the first place below it, else that of its owner."""
        for candidate in (pointer, f"{pointer}/0", f"{pointer}/name"):
            if candidate in self.by_pointer:
                return (self.by_pointer[candidate],)
        if pointer in self._below:
            return (self._below[pointer],)
        owner = pointer.rpartition("/")[0]
        return self.find(owner) if owner.count("/") >= 2 else ()

    def prints(self, pointer: Pointer, figures: Iterable[Figure]) -> dict[str, list[Mark]]:
        """A figure list for a table cell: each different print once, with its places."""
        groups: dict[str, list[Mark]] = {}
        for index, figure in enumerate(figures):
            places = groups.setdefault(printed(figure), [])
            places += [mark] if (mark := self.by_pointer.get(f"{pointer}/{index}")) else []
        return groups

    def within(self, span: Span) -> Iterator[Mark]:
        """The marks that touch ``span``."""
        first, last = bisect_right(self._reach, span[0]), bisect_left(self._starts, span[1])
        return (mark for mark in self._by_start[first:last] if mark.span[1] > span[0])

    def label(self, pointer: Pointer) -> str:
        """A pointer in words with its figure: 某项补助 · 执行数 12.50 万元."""
        name = named(self.extraction.record, pointer, self.t)
        value = resolve(self.extraction.record, pointer)
        shown = printed(value) if isinstance(value, Figure) else ""
        return f"{name.subject} · {self.t(f'role.{name.role}')} {shown}".strip()


def value_lines(subject: str, role: str, figure: Figure | None, place: Provenance, t: Words) -> Iterator[str]:
    """The tooltip of a value."""
    yield f"{subject} · {role}"
    if figure:
        yield printed(figure) + (f"（{t('as_of', figure.as_of)}）" if figure.as_of else "")
        if said := correction(figure, t):
            yield said
        yield t("unit_from", t(f"unit_from.{place.unit_from}")) if place.unit_from else t("unit_none") if not figure.unit else ""
    where = [t("page_n", place.page)] if place.page else []
    where += [t(f"place.{place.place}"), t(f"source.{place.source}")]
    if place.confidence is not None:
        where.append(t("confidence", f"{place.confidence:.0%}"))
    yield " · ".join(where)
    if place.alternatives:
        yield t("alternatives", "、".join(place.alternatives))
    if place.settled_by:
        yield t("settled_by", "、".join(place.settled_by))
