"""Tables: cells exactly right, by place, span and text, and texts found at all."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypedDict

from eval.bench.ocr.score import Line, plain


class Cell(TypedDict):
    """Row, column, row span, column span, text; as the true tables of the corpus are written."""

    r: int
    c: int
    rs: int
    cs: int
    t: str


@dataclass(frozen=True, slots=True)
class TrueTable:
    """A table of the corpus: the report and the pages (from 1) on which it stands."""

    name: str
    report: str
    pages: tuple[int, ...]
    cells: tuple[Cell, ...]


PLACES = {"003_汇总表": (5,), "004_基础数据表": (6,), "004_自评表": (7, 8)}
"""The pages of the corpus' true tables, from its README."""


def true_tables(corpus: Path) -> list[TrueTable]:
    """The corpus' true tables; those whose file is not there are left out."""
    found = ((name, corpus / "truth" / f"{name}.json", pages) for name, pages in PLACES.items())
    return [TrueTable(name, name[:3], pages, _cells(path)) for name, path, pages in found if path.exists()]


def _cells(path: Path) -> tuple[Cell, ...]:
    return tuple(json.loads(path.read_text(encoding="utf-8"))["cells"])


def exact(true: Sequence[Cell], read: Sequence[Cell]) -> int:
    """How many true cells were read at their row and column, with their spans and text."""
    return len({_key(cell) for cell in true} & {_key(cell) for cell in read})


def found(true: Sequence[Cell], texts: Iterable[str]) -> int:
    """How many true cells' texts were read at all, empty ones aside."""
    wanted = Counter(plain(cell["t"]) for cell in true if plain(cell["t"]))
    return (wanted & Counter(map(plain, texts))).total()


def filled(true: Sequence[Cell]) -> int:
    """How many cells print something."""
    return sum(bool(plain(cell["t"])) for cell in true)


def stacked(pages: Sequence[Sequence[Sequence[Cell]]], true: Sequence[Cell]) -> list[Cell]:
    """The likeliest table of each page, one under the other."""
    cells: list[Cell] = []
    for tables in pages:
        best = max(tables, key=lambda table: found(true, (cell["t"] for cell in table)), default=())
        below = max((cell["r"] + cell["rs"] for cell in cells), default=0)
        cells += [Cell(r=cell["r"] + below, c=cell["c"], rs=cell["rs"], cs=cell["cs"], t=cell["t"]) for cell in best]
    return cells


def likeliest(tables: Sequence[Sequence[Cell]], true: Sequence[Cell]) -> Sequence[Cell]:
    """Of a whole report's tables the one that has most of the true texts."""
    return max(tables, key=lambda table: found(true, (cell["t"] for cell in table)), default=())


def texts_of(lines: Iterable[Line]) -> list[str]:
    """What a reader without tables offers as cells: its lines."""
    return [line.text for line in lines]


def _key(cell: Cell | Mapping[str, Any]) -> tuple[int, int, int, int, str]:
    return cell["r"], cell["c"], cell["rs"], cell["cs"], plain(cell["t"])
