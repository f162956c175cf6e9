"""Automatic numbering: Word stores only "item 3 of list 7"; the page shows （三）. Counted here in document order."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml.etree import _Element

from extractor.load.docx_numbers import counter
from extractor.load.docx_styles import W, child, flag, number, val

_PLACE = re.compile(r"%([1-9])")
_CLOSED = re.compile(r"[、，。．；：）】》〕]$")  # full-width punctuation brings its own space


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    form: str
    text: str
    restart: int | None
    legal: bool
    bare: bool  # nothing stands between number and text


@dataclass
class _List:
    levels: dict[int, _Level]
    overrides: dict[int, int]  # level -> start
    counters: dict[int, int]  # shared by all lists of one abstract definition


@dataclass
class Numbering:
    """The lists of a document and how far each has counted."""

    lists: dict[int, _List] = field(default_factory=dict)
    _begun: set[tuple[int, int]] = field(default_factory=set)

    @classmethod
    def of(cls, root: _Element | None) -> Numbering:
        """Reads ``numbering.xml``; without one nothing is numbered."""
        numbering = cls()
        if root is None:
            return numbering
        abstracts = {a.get(f"{W}abstractNumId"): a for a in root.findall(f"{W}abstractNum")}
        by_link = {val(a, "styleLink"): a for a in abstracts.values() if val(a, "styleLink")}
        counters: dict[str | None, dict[int, int]] = {}
        for num in root.findall(f"{W}num"):
            key, abstract_key = number(num.get(f"{W}numId")), val(num, "abstractNumId")
            abstract = abstracts.get(abstract_key)
            if key is not None and abstract is not None:
                linked = by_link.get(val(abstract, "numStyleLink"), abstract)
                numbering.lists[key] = _list_of(num, linked, counters.setdefault(abstract_key, {}))
        return numbering

    def label(self, num: int, level: int) -> str:
        """What the next paragraph of this list prints before its text; counts it."""
        listed = self.lists.get(num)
        if listed is None or level not in listed.levels:
            return ""
        self._count(num, listed, level)
        shape = listed.levels[level]
        if shape.form == "bullet":
            return ""
        text = _PLACE.sub(lambda match: _printed(listed, shape, int(match.group(1)) - 1), shape.text).strip()
        return text if not text or shape.bare or _CLOSED.search(text) else f"{text} "

    def _count(self, num: int, listed: _List, level: int) -> None:
        for deeper, shape in listed.levels.items():
            restarts = level < deeper if shape.restart is None else level < shape.restart
            if deeper > level and restarts:
                listed.counters.pop(deeper, None)
        if level in listed.overrides and (num, level) not in self._begun:
            listed.counters[level] = listed.overrides[level]
        elif level in listed.counters:
            listed.counters[level] += 1
        else:
            listed.counters[level] = listed.levels[level].start
        self._begun.add((num, level))


def _printed(listed: _List, shape: _Level, level: int) -> str:
    wanted = listed.levels.get(level)
    if wanted is None:
        return ""
    value = listed.counters.get(level, wanted.start)
    return counter(value, "decimal" if shape.legal and wanted.form != "decimal" else wanted.form)


def _list_of(num: _Element, abstract: _Element, counters: dict[int, int]) -> _List:
    levels = {_index(level): _level(level) for level in abstract.findall(f"{W}lvl")}
    overrides: dict[int, int] = {}
    for override in num.findall(f"{W}lvlOverride"):
        own = child(override, "lvl")
        if own is not None:
            levels[_index(override)] = _level(own)
        start = number(val(override, "startOverride"))
        if start is not None:
            overrides[_index(override)] = start
    return _List(levels, overrides, counters)


def _index(element: _Element) -> int:
    return number(element.get(f"{W}ilvl")) or 0


def _level(level: _Element) -> _Level:
    start = number(val(level, "start"))
    form = val(level, "numFmt") or "decimal"
    return _Level(
        start=1 if start is None else start,
        form=form,
        text=val(level, "lvlText") or "",
        restart=number(val(level, "lvlRestart")),
        legal=bool(flag(level, "isLgl")),
        bare=val(level, "suff") == "nothing",
    )
