"""Reads a reference workbook: one amount a row, the columns told by their headers, in any order, below any title rows."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractor.errors import InputError, UsageError
from extractor.load import read_file
from extractor.load.docx_zip import Package
from extractor.load.sniff import NAMES, check_suffix, sniff
from extractor.load.xlsx import cell_text, open_book
from extractor.load.xlsx_guard import survey
from extractor.reference.amounts import amount, is_nothing
from extractor.reference.shapes import Line, Reference
from extractor.reference.words import (
    MEASURE_TITLES,
    TITLES,
    Column,
    column_of,
    is_total,
    measure_of,
    money_unit,
    unit_in_caption,
    unit_in_title,
    year_in,
)
from schemas.figure import Figure

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_HEADER_WITHIN = 40
"""Rows in which the header is looked for."""
_NEEDED: tuple[Column, ...] = ("unit", "project", "measure", "amount")
_KEYS: tuple[Column, ...] = ("unit", "year", "project", "measure", "amount_unit")
"""Columns whose merged cells speak for every row they cover; a merged amount does not."""
_SAVE = "用 Excel、WPS 或 LibreOffice 另存为 .xlsx"
Rows = Mapping[int, Mapping[int, str]]
"""Row and column (from 1) to what the cell shows; blank cells are left out."""


@dataclass(frozen=True, slots=True)
class Header:
    """The header row of a sheet; ``unit`` and ``year`` are what header, caption or title say for all rows."""

    row: int
    columns: Mapping[Column, int]
    unit: str | None
    year: int | None


def read_reference(path: Path) -> Reference:
    """The lines of a workbook. Errors: ``UsageError`` with one line that names the sheet and the cell."""
    try:
        data = read_file(path)
        _admit(data, path)
        uncomputed = survey(Package(data, str(path))).uncomputed
        book = open_book(data, str(path))
    except InputError as error:
        raise UsageError(error.what, error.where, error.todo) from error
    if uncomputed:
        raise UsageError(f"有 {uncomputed} 个公式没有存下结果", str(path), "用 Excel 或 WPS 打开后另存")
    sheets = [_Sheet(sheet, book.epoch, str(path)) for sheet in book.worksheets if sheet.sheet_state == "visible"]
    lines = tuple(line for sheet in sheets for line in sheet.lines())
    if not lines:
        raise _nothing(sheets, path)
    return Reference(path.name, hashlib.sha256(data).hexdigest(), lines)


def _admit(data: bytes, path: Path) -> None:
    """Raises unless ``data`` is a workbook under a workbook's name; what a report's file should be renamed to helps nobody here."""
    if not data:
        raise UsageError("对照表是空的（0 字节）", str(path), "重新导出对照表，或给出正确的文件")
    kind, suffix = sniff(data), path.suffix.lower()
    if kind != "xlsx" and kind in NAMES:
        raise UsageError(f"对照表要用 .xlsx 文件，这个文件实际是{NAMES[kind]}", str(path), _SAVE)
    check_suffix(kind, suffix, str(path))
    if suffix != ".xlsx":
        raise UsageError("对照表要用 .xlsx 文件", str(path), _SAVE)


def _nothing(sheets: list[_Sheet], path: Path) -> UsageError:
    if any(sheet.header for sheet in sheets):
        return UsageError("对照表里没有一行金额", str(path), "检查是否存错了文件")
    nearest = max(sheets, key=lambda sheet: len(sheet.likeliest[1]), default=None)
    if nearest is None or len(nearest.likeliest[1]) < 2:
        return UsageError("找不到对照表的表头", str(path), "表头要有：单位、年度、项目、口径、金额、金额单位")
    missing = "、".join(TITLES[column] for column in _NEEDED if column not in nearest.likeliest[1])
    where = f"{path} [{nearest.title}!{nearest.likeliest[0]}]"
    return UsageError(f"对照表的表头缺少：{missing}", where, "表头要有：单位、年度、项目、口径、金额、金额单位")


class _Sheet:
    """One sheet on its way to lines."""

    def __init__(self, sheet: Worksheet, epoch: Any, path: str) -> None:
        self.title, self._path = sheet.title, path
        self._rows = _shown(sheet, epoch)
        self._over = dict(_covered(sheet))
        self.likeliest = self._likeliest()
        self.header = self._header()

    def lines(self) -> Iterator[Line]:
        """The lines below the header."""
        if self.header:
            for number in sorted(self._filled_rows()):
                if number > self.header.row and (line := self._line(number, self.header)):
                    yield line

    def _filled_rows(self) -> set[int]:
        return {number for number, cells in self._rows.items() if cells}

    def _likeliest(self) -> tuple[int, Mapping[Column, int]]:
        """The row that names most columns, and the columns it names."""
        named = {number: self._columns(number) for number in sorted(self._rows)[:_HEADER_WITHIN]}
        return max(named.items(), key=lambda item: (len(item[1]), -item[0]), default=(0, {}))

    def _columns(self, number: int) -> Mapping[Column, int]:
        """The columns of a row of headers. Of two headers for one column the longer counts: 项目名称 beside 项目."""
        found: dict[Column, int] = {}
        titles = self._rows[number]
        for place in sorted(titles, key=lambda place: (-len(titles[place]), place)):
            column = column_of(titles[place])
            if column == "unit" and self._holds_units(number, place):
                column = "amount_unit"
            if column is not None:
                found.setdefault(column, place)
        return found

    def _holds_units(self, header: int, place: int) -> bool:
        """Whether a column headed 单位 says 万元 and not whose project it is."""
        below = [self._rows[number][place] for number in sorted(self._rows) if number > header and place in self._rows[number]]
        return bool(below) and money_unit(below[0]) is not None

    def _header(self) -> Header | None:
        row, columns = self.likeliest
        if any(column not in columns for column in _NEEDED):
            return None
        above = [text for number in sorted(self._rows) if number < row for text in self._rows[number].values()]
        caption = next((unit for text in above if (unit := unit_in_caption(text))), None)
        years = {year for text in (*above, self.title) if (year := year_in(text))}
        year = years.pop() if len(years) == 1 and "year" not in columns else None
        if "year" not in columns and year is None:
            raise UsageError("对照表的表头缺少：年度", f"{self._path} [{self.title}!{row}]", "加一列年度，或在标题里写明年度")
        return Header(row, columns, unit_in_title(self._rows[row][columns["amount"]]) or caption, year)

    def _line(self, number: int, header: Header) -> Line | None:
        """The line of a row; null for a row of totals, a note, a row without an amount."""
        texts = {column: self._text(number, place, column in _KEYS) for column, place in header.columns.items()}
        named = sum(bool(texts.get(column)) for column in _NEEDED)
        if named < 2 or is_nothing(texts["amount"]) or any(is_total(texts[column]) for column in ("unit", "project")):
            return None
        for column in ("unit", "project", "measure"):
            if not texts[column]:
                raise self._error(number, header, column, f"{TITLES[column]}是空的", "填上，或删去这一行")
        measure = measure_of(texts["measure"])
        if measure is None:
            known = "、".join(zh for zh, _ in MEASURE_TITLES.values())
            raise self._error(number, header, "measure", f"不认识的口径：{texts['measure'][:20]}", f"口径请写：{known}")
        year = header.year or year_in(texts["year"])
        if year is None:
            raise self._error(number, header, "year", f"不是年度：{texts['year'][:20]}", "年度写四位数字，例如 2024")
        figure = self._amount(number, header, texts)
        return Line(texts["unit"], year, texts["project"], measure, figure, self.title, number)

    def _amount(self, number: int, header: Header, texts: Mapping[Column, str]) -> Figure:
        said = texts.get("amount_unit", "")
        unit = money_unit(said) if said else header.unit
        if said and unit is None:
            raise self._error(number, header, "amount_unit", f"不认识的金额单位：{said[:20]}", "金额单位请写：元、万元或亿元")
        found = amount(texts["amount"], unit)
        if found is None and unit is None and amount(texts["amount"], "元") is not None:
            column: Column = "amount_unit" if "amount_unit" in header.columns else "amount"
            raise self._error(number, header, column, "没有写明金额单位", "金额单位请写：元、万元或亿元")
        if found is None:
            raise self._error(number, header, "amount", f"不是金额：{texts['amount'][:20]}", "改成数字，没有金额就留空")
        return found

    def _error(self, number: int, header: Header, column: Column, what: str, todo: str) -> UsageError:
        from openpyxl.utils import get_column_letter

        cell = f"{get_column_letter(header.columns[column])}{number}"
        return UsageError(what, f"{self._path} [{self.title}!{cell}]", todo)

    def _text(self, number: int, place: int, spread: bool) -> str:
        own = self._rows.get(number, {}).get(place, "")
        if own or not spread:
            return own
        top, left = self._over.get((number, place), (0, 0))
        return self._rows.get(top, {}).get(left, "")


def _covered(sheet: Worksheet) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Each (row, column) under a merged cell, and where that begins."""
    for merged in sheet.merged_cells.ranges:
        left, top, right, bottom = merged.bounds
        for row in range(top, bottom + 1):
            yield from (((row, column), (top, left)) for column in range(left, right + 1))


def _shown(sheet: Worksheet, epoch: Any) -> Rows:
    rows: dict[int, dict[int, str]] = {}
    for (row, column), cell in sheet._cells.items():  # iter_rows would create every cell up to a stray one in the last row
        if text := " ".join(cell_text(cell, epoch).split()):
            rows.setdefault(row, {})[column] = text
    return rows
