"""What an XLSX's sheets hold, told from their XML before openpyxl builds a cell object for every merged position."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.errors import DamagedInput, OversizedInput
from extractor.load.compose import MAX_CELLS, MAX_COLS
from extractor.load.docx_zip import Package

_CELL = re.compile(rb"<(?:\w+:)?c[\s>/]")
_MERGE = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref\s*=\s*[\"']\$?([A-Za-z]{1,4})\$?(\d{1,9}):\$?([A-Za-z]{1,4})\$?(\d{1,9})")
_UNCOMPUTED = re.compile(rb"</(?:\w+:)?f>(?:\s*<(?:\w+:)?v\s*/>|\s*<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>")


@dataclass(frozen=True)
class Survey:
    """Counts over all sheets."""

    uncomputed: int  # formulas without a stored result
    drawings: int


def survey(package: Package) -> Survey:
    """Refuses what is too large; counts what will be missing."""
    package.check_all()
    if "[Content_Types].xml" not in package.names:
        raise DamagedInput("文件不完整，缺少目录部分", package.where, "重新下载或向来源单位索取完整的文件")
    cells = merged = uncomputed = 0
    for name in package.names:
        if not re.search(r"/worksheets/[^/]+\.xml$", name):
            continue
        data = package.read(name)
        cells += len(_CELL.findall(data))
        uncomputed += len(_UNCOMPUTED.findall(data))
        merged += sum(_area(*map(bytes.decode, match.groups())) for match in _MERGE.finditer(data))
    if cells > 4 * MAX_CELLS or merged > 4 * MAX_CELLS:  # empty styled cells are common: the real bound is on the texts
        raise too_large(package.where)
    drawings = sum(1 for name in package.names if name.startswith("xl/media/"))
    return Survey(uncomputed, drawings)


def too_large(where: str) -> OversizedInput:
    """The error for a sheet that cannot be a report."""
    return OversizedInput(f"工作表超过 {MAX_COLS} 列或 {MAX_CELLS} 个单元格，不像一份报告", where, "只留报告所在的工作表后另存")


def _area(col_a: str, row_a: str, col_b: str, row_b: str) -> int:
    return (abs(_column(col_b) - _column(col_a)) + 1) * (abs(int(row_b) - int(row_a)) + 1)


def _column(letters: str) -> int:
    n = 0
    for letter in letters.upper():
        n = n * 26 + ord(letter) - 64
    return n
