"""What a person typed into the working paper (复核底稿) of an earlier run, read back from the workbook.

The workbook may have been sorted, filtered, widened and saved by Excel, WPS or LibreOffice; columns may stand in another order, and
further columns beside them. Rows are known by the finding's id and its file.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from posixpath import basename, dirname, join

from extractor.export.messages import catalogue
from extractor.load.xlsx_format import shown

COLUMNS = (
    "organisation", "report", "page", "quote", "problem", "reported", "proposed", "proofs", "severity", "id", "opinion", "answer",
)  # fmt: skip
"""The columns of the working paper; the person writes into the last two."""
TYPED = ("opinion", "answer")
_HEADER_WITHIN = 30


@dataclass(frozen=True, slots=True)
class OldRow:
    """One row: our columns as they stood, what was typed, and what stands in columns that are not ours."""

    cells: Mapping[str, str]
    extra: Mapping[str, str] = field(default_factory=dict)

    @property
    def key(self) -> tuple[str, str]:
        """The finding and its file."""
        return self.cells.get("id", "").strip(), self.cells.get("report", "").strip()

    @property
    def typed(self) -> bool:
        """Whether a person wrote anything into it."""
        return any(self.cells.get(name, "").strip() for name in TYPED) or any(text.strip() for text in self.extra.values())

    def joined(self, other: OldRow) -> OldRow:
        """With the words of a row that says of the same finding (a copied row)."""
        cells = {**self.cells, **{name: _both(self.cells.get(name, ""), other.cells.get(name, "")) for name in TYPED}}
        names = dict.fromkeys((*self.extra, *other.extra))
        return OldRow(cells, {name: _both(self.extra.get(name, ""), other.extra.get(name, "")) for name in names})


@dataclass(frozen=True, slots=True)
class Paper:
    """The rows of an earlier working paper and the titles of columns that a person added.

    ``more``: the workbook holds what a new one cannot carry on (sheets that are not ours, comments on the paper). ``present``: files
    of earlier runs that are still there, so that no other file is one of them renamed.
    """

    rows: tuple[OldRow, ...] = ()
    extra: tuple[str, ...] = ()
    more: bool = False
    present: frozenset[str] = frozenset()


class NoPaper(ValueError):
    """The bytes are no workbook, or its working paper cannot be recognised."""


def title_of(name: str, column: int) -> str:
    """The title of a column, Chinese (0) or English (1)."""
    return catalogue()[f"paper.{name}"][column]


def read_paper(data: bytes) -> Paper:
    """The working paper in a workbook. A workbook of ours without one is an empty paper. Raises ``NoPaper``."""
    import openpyxl

    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True)
        named = set(catalogue()["sheet.paper"])
        foreign = [sheet.title for sheet in book.worksheets if sheet.title not in _own_sheets()]
        found = [(sheet, _rows(sheet)) for sheet in book.worksheets if sheet.title in {*named, *foreign}]
        papers = [(sheet, paper) for sheet, paper in found if paper is not None]
        if not papers:
            if named & set(book.sheetnames) or foreign:
                raise NoPaper("no sheet has the columns of the working paper")
            return Paper()
        sheet, paper = papers[0]
        others = [title for title in foreign if title != sheet.title]
        return replace(paper, more=bool(others) or _has_comments(data, str(getattr(sheet, "_worksheet_path", ""))))
    except NoPaper:
        raise
    except Exception as error:  # a damaged book raises anything: KeyError, TypeError, zlib.error …
        raise NoPaper(type(error).__name__) from error


def _own_sheets() -> frozenset[str]:
    return frozenset(title for key, titles in catalogue().items() if key.startswith("sheet.") for title in titles)


def _rows(sheet: object) -> Paper | None:
    """The paper on a sheet; null where no row is its header."""
    sheet.reset_dimensions()  # type: ignore[attr-defined] # openpyxl's read-only sheet: a program may have written a wrong size
    lines = (tuple(_text(cell) for cell in row) for row in sheet.iter_rows())  # type: ignore[attr-defined]
    header = next((found for _, line in zip(range(_HEADER_WITHIN), lines, strict=False) if (found := _header(line))), None)
    if header is None:
        return None
    ours, extra = header
    rows = tuple(_old_rows(lines, ours, extra))
    used = tuple(name for name in extra.values() if any(row.extra.get(name) for row in rows))
    return Paper(rows, used)


def _old_rows(lines: Iterable[Sequence[str]], ours: Mapping[int, str], extra: Mapping[int, str]) -> Iterator[OldRow]:
    for line in lines:
        if any(text.strip() for text in line):
            cells = {name: line[place] for place, name in ours.items() if place < len(line)}
            yield OldRow(cells, {name: line[place] for place, name in extra.items() if place < len(line) and line[place].strip()})


def _header(line: Sequence[str]) -> tuple[dict[int, str], dict[int, str]] | None:
    """Which place holds which column, ours and others; null where the line is no header."""
    known = {_folded(title_of(name, column)): name for name in COLUMNS for column in (0, 1)}
    ours: dict[int, str] = {}
    for place, text in enumerate(line):
        name = known.get(_folded(text))
        if name and name not in ours.values():
            ours[place] = name
    if not {"id", *TYPED} <= set(ours.values()):
        return None
    last = max(place for place, text in enumerate(line) if text.strip())
    return ours, {place: line[place].strip() or f"({place + 1})" for place in range(last + 9) if place not in ours and place < len(line)}


def _folded(text: str) -> str:
    return re.sub(r"\s+", "", text).lower()


def _text(cell: object) -> str:
    value = getattr(cell, "value", None)
    return "" if value is None else shown(value, getattr(cell, "number_format", None) or "General").replace("\r\n", "\n")


def _both(one: str, other: str) -> str:
    return one if other.strip() in one else f"{one}\n{other}".strip()


def _has_comments(data: bytes, sheet: str) -> bool:
    """Whether a sheet has comments: ours has none."""
    part = sheet.lstrip("/")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        rels = join(dirname(part), "_rels", f"{basename(part)}.rels")
        return rels in archive.namelist() and b"omments" in archive.read(rels)
