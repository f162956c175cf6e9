"""XLSX: each sheet's texts and tables as the sheet shows them."""

from __future__ import annotations

import hashlib
import io
import re
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractor.document import Document, Notice
from extractor.errors import DamagedInput, EmptyInput
from extractor.load.compose import MAX_CELLS, MAX_COLS, Paragraph, Part, compose, join_lines, tidy
from extractor.load.docx_zip import Package
from extractor.load.xlsx_format import CHINESE_FORMATS, shown
from extractor.load.xlsx_guard import survey, too_large
from extractor.load.xlsx_sheet import SheetCell, SheetData, hidden_lines, parts_of

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_DEFAULT_NAME = re.compile(r"^(?:sheet|工作表|表)\s*\d*$", re.IGNORECASE)


def load_xlsx(path: Path, data: bytes) -> Document:
    """A .xlsx report."""
    where = str(path)
    found = survey(Package(data, where))
    book = open_book(data, where)
    parts: list[Part] = []
    notices: list[Notice] = []
    try:
        for sheet in book.worksheets:
            parts += _sheet_parts(_read(sheet, book.epoch, where), sheet.sheet_state != "visible", notices)
    except (ValueError, TypeError, KeyError, AttributeError, IndexError, OverflowError) as error:
        raise _damaged(where) from error
    if not any(not isinstance(part, Paragraph) or part.level is None for part in parts):
        raise EmptyInput("工作表里没有内容", where, "确认是否存错了文件")
    if found.uncomputed:
        notices.append(Notice("other", f"有 {found.uncomputed} 个公式没有存下结果，读作空白；用 Excel 或 WPS 打开后另存即可补上"))
    if found.drawings:
        notices.append(Notice("no_text_layer", f"有 {found.drawings} 张图片，其中的文字没有读取"))
    text, blocks = compose(parts)
    hidden = next((block.span for block in blocks if block.kind == "aside"), None)
    notices = [Notice(n.code, n.message, hidden) if n.code == "hidden_text" else n for n in notices]
    return Document(path.name, hashlib.sha256(data).hexdigest(), "xlsx", (), text, blocks, notices=tuple(notices))


def open_book(data: bytes, where: str) -> Workbook:
    """The workbook, formulas as their stored results. Raises ``DamagedInput``."""
    import openpyxl

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # "extension is not supported": nothing we read
        try:
            return openpyxl.load_workbook(io.BytesIO(data), data_only=True)
        except Exception as error:  # a damaged book raises anything: KeyError, TypeError, zlib.error …
            raise _damaged(where) from error


def _damaged(where: str) -> DamagedInput:
    return DamagedInput("工作簿内容损坏，读不出来", where, "用 Excel 或 WPS 打开修复后另存")


def _sheet_parts(sheet: SheetData, is_hidden: bool, notices: list[Notice]) -> Iterator[Part]:
    if is_hidden:
        lines = hidden_lines(SheetData(sheet.name, sheet.cells, {row for row, _ in sheet.cells}))
        notice = Notice("hidden_text", f"工作表“{sheet.name}”是隐藏的，已移出正文")
    else:
        visible = list(parts_of(sheet))
        if visible and not _DEFAULT_NAME.match(sheet.name):
            yield Paragraph(sheet.name, level=1)
        yield from visible
        lines, notice = hidden_lines(sheet), Notice("hidden_text", f"工作表“{sheet.name}”有隐藏的行或列，已移出正文")
    if lines:
        notices.append(notice)
        yield from (Paragraph(line, because="隐藏文字") for line in lines)


def _read(sheet: Worksheet, epoch: Any, where: str) -> SheetData:  # openpyxl's own datetime
    data = SheetData(tidy(sheet.title))
    merges = {(m.min_row, m.min_col): (m.size["rows"], m.size["columns"]) for m in sheet.merged_cells.ranges}
    for place, cell in sorted(sheet._cells.items()):  # iter_rows would create every cell up to a stray one in the last row
        text = join_lines(tidy(cell_text(cell, epoch)).split("\n"))
        if text or place in merges or _is_ruled(cell):
            data.cells[place[0] - 1, place[1] - 1] = SheetCell(text, *merges.get(place, (1, 1)), _is_ruled(cell))
    _bound(data, where)
    data.hidden_rows = {index - 1 for index, dimension in sheet.row_dimensions.items() if dimension.hidden}
    data.hidden_cols = set(_hidden_columns(sheet))
    return data


def cell_text(cell: Any, epoch: Any) -> str:  # a cell or a merged cell
    """What a cell shows."""
    if cell.value is None:
        return ""
    chinese = CHINESE_FORMATS.get(cell._style.numFmtId)  # openpyxl calls these General
    if chinese and isinstance(cell.value, int | float) and not isinstance(cell.value, bool):
        from openpyxl.utils.datetime import from_excel

        return shown(from_excel(cell.value, epoch), chinese)
    return shown(cell.value, chinese or cell.number_format or "General")


def _is_ruled(cell: Any) -> bool:  # a cell or a merged cell
    border = cell.border
    return bool(border and border.left and border.left.style and border.right and border.right.style)


def _hidden_columns(sheet: Worksheet) -> Iterator[int]:
    for dimension in sheet.column_dimensions.values():
        if dimension.hidden:
            yield from range((dimension.min or 1) - 1, min(dimension.max or 1, MAX_COLS * 40))


def _bound(data: SheetData, where: str) -> None:
    """Keeps merges inside what is used (a title over 16,384 columns is common) and refuses what is no report."""
    filled = [place for place, cell in data.cells.items() if cell.text]
    last_row, last_col = max((r for r, _ in filled), default=0), max((c for _, c in filled), default=0)
    if last_col >= MAX_COLS or len(filled) > MAX_CELLS:
        raise too_large(where)
    for (row, col), cell in list(data.cells.items()):
        if row > last_row or col > last_col:
            del data.cells[row, col]
        else:
            spans = min(cell.row_span, last_row - row + 1), min(cell.col_span, last_col - col + 1)
            data.cells[row, col] = SheetCell(cell.text, *spans, cell.ruled)
