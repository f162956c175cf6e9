"""The reference workbook as XLSX: a sheet for each ``#``, its title line merged over the columns, amounts as numbers."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime
from itertools import groupby

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

_AMOUNT = re.compile(r"[\d,]+\.\d\d")
_MOMENT = datetime(2026, 1, 1)


def to_xlsx(text: str) -> bytes:
    """The file's bytes; equal input gives equal bytes."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for block in re.split(r"^# ", text, flags=re.MULTILINE)[1:]:
        name, title, *lines = block.strip("\n").split("\n")
        _fill(book.create_sheet(name), title, [line.split("\t") for line in lines])
    book.properties.created = book.properties.modified = _MOMENT
    stream = io.BytesIO()
    book.save(stream)
    return _without_times(stream.getvalue())


def _fill(sheet: Worksheet, title: str, rows: list[list[str]]) -> None:
    sheet.append([title])
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(rows[0]))
    sheet["A1"].font, sheet["A1"].alignment = Font(bold=True, size=16), Alignment(horizontal="center")
    for row in rows:
        sheet.append([float(cell.replace(",", "")) if _AMOUNT.fullmatch(cell) else cell or None for cell in row])
        for cell in sheet[sheet.max_row]:
            cell.number_format = "#,##0.00" if isinstance(cell.value, float) else "General"
    for number in range(1, len(rows[0]) + 1):
        width = max(sum(2 if ord(char) > 127 else 1 for char in row[number - 1]) for row in rows if len(row) >= number)
        sheet.column_dimensions[get_column_letter(number)].width = width + 3
    _merge_units(sheet, rows)


def _merge_units(sheet: Worksheet, rows: list[list[str]]) -> None:
    """The unit stands once over its rows, as such tables are printed."""
    column = next(number for number, title in enumerate(rows[0], 1) if "单位" in title)
    start = 3
    for unit, group in groupby(rows[1:], key=lambda row: row[column - 1]):
        end = start + len(list(group)) - 1
        if unit and end > start:
            sheet.merge_cells(start_row=start, start_column=column, end_row=end, end_column=column)
            sheet.cell(start, column).alignment = Alignment(vertical="center")
        start = end + 1


def _without_times(data: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            content = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>2026-01-01T00:00:00Z", old.read(entry))
            new.writestr(zipfile.ZipInfo(entry.filename, (2026, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()
