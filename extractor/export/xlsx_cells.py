"""Cells of the workbook: text that can never become a formula, numbers that show what the report prints."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from extractor.export.widths import width_of
from schemas.figure import Figure

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MOST, _LIMIT = 32_767, 32_000
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
_FILLS = {
    "error": PatternFill("solid", fgColor="FFF4B9B4"),
    "warn": PatternFill("solid", fgColor="FFFFE3A0"),
    "info": PatternFill("solid", fgColor="FFD5E3F2"),
    "gone": PatternFill("solid", fgColor="FFE3E6EA"),
}
_HEADER = PatternFill("solid", fgColor="FF1C4F91")
_LINE = Border(bottom=Side("thin", color="FFD5DAE1"))
_LONG = 24
_MOST_LINES = 14
_CENTRED = Alignment(vertical="center", wrap_text=True)
_WRAPPED, _TOP = Alignment(vertical="top", wrap_text=True), Alignment(vertical="top")
_HEADER_FONT = Font(bold=True, color="FFFFFFFF")

Value = str | int | bool | Figure | None


@dataclass(frozen=True, slots=True)
class Flagged:
    """A value whose cell is coloured (``part``: only commented), its comment naming the findings."""

    value: Value
    severity: str | None
    comment: str


class Sheet:
    """One sheet: a header, then rows from the top."""

    def __init__(self, sheet: Worksheet, columns: Sequence[tuple[str, int]], wrapped_from: int = _LONG) -> None:
        """Writes the header; ``columns`` are titles and widths, those from a width of ``wrapped_from`` are wrapped."""
        self._sheet, self._columns, self._row, self._wrapped_from = sheet, columns, 1, wrapped_from
        for number, (title, width) in enumerate(columns, 1):
            cell = self._cell(number)
            text(cell, title)
            cell.font, cell.fill = _HEADER_FONT, _HEADER
            cell.alignment = _CENTRED
            sheet.column_dimensions[get_column_letter(number)].width = width
        sheet.row_dimensions[1].height = 34
        sheet.freeze_panes = "B2"
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.fitToHeight = 0
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.print_title_rows = "1:1"

    def add(self, *values: Value | Flagged) -> None:
        """One row."""
        self._row += 1
        lines = 1
        for number, value in enumerate(values, 1):
            cell = self._cell(number)
            plain = value.value if isinstance(value, Flagged) else value
            put(cell, plain)
            cell.border = _LINE
            wrapped = self._columns[number - 1][1] >= self._wrapped_from
            cell.alignment = _WRAPPED if wrapped else _TOP
            if isinstance(value, Flagged):
                flag(cell, value)
            if isinstance(plain, str) and wrapped:
                lines = max(lines, lines_of(plain, self._columns[number - 1][1]))
        self._sheet.row_dimensions[self._row].height = 16 * min(lines, _MOST_LINES)

    def close(self) -> None:
        """The filter over all rows."""
        self._sheet.auto_filter.ref = f"A1:{get_column_letter(len(self._columns))}{self._row}"

    def _cell(self, column: int) -> Cell:
        cell = self._sheet.cell(self._row, column)
        assert isinstance(cell, Cell)  # no cells are merged here
        return cell


def lines_of(text: str, width: int) -> int:
    """The lines that wrapped text takes in a column."""
    return sum(1 + width_of(line) // width for line in text.splitlines())


def put(cell: Cell, value: Value) -> None:
    """A value by its type: figures as real numbers, text always as text."""
    if isinstance(value, str):
        text(cell, value)
    elif isinstance(value, Figure):
        cell.value = value.value
        cell.number_format = number_format(value)
    elif value is not None:
        cell.value = value


def text(cell: Cell, value: str) -> None:
    """Text that stays text: never a formula, here or after an edit; characters XML cannot hold are dropped."""
    clean = _ILLEGAL.sub("", value).replace("\r\n", "\n").replace("\r", "\n")
    cell.value = clean if len(clean) <= _MOST else clean[:_LIMIT] + "…"
    cell.data_type = "s"
    if clean.startswith(_FORMULA_SIGNS):
        cell.quotePrefix = True


def flag(cell: Cell, flagged: Flagged) -> None:
    """The colour and the comment."""
    if flagged.severity in _FILLS:
        cell.fill = _FILLS[flagged.severity]
    if not flagged.comment:
        return
    comment = Comment(_ILLEGAL.sub("", flagged.comment)[:2000], "extractor")
    comment.width, comment.height = 320, 120
    cell.comment = comment


def number_format(figure: Figure) -> str:
    """Shows the printed decimals, and thousands separators where they are printed; a rate keeps its sign."""
    whole = "#,##0" if "," in figure.printed else "0"
    decimals = f".{'0' * figure.decimals}" if figure.decimals else ""
    return whole + decimals + ('"%"' if figure.unit == "%" else "")
