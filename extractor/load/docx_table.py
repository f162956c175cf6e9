"""A DOCX table as a grid, at the level of ``w:tc``: spans over columns and rows, indents before and after a row."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lxml.etree import _Element

from extractor.errors import OversizedInput
from extractor.load.compose import MAX_CELLS, MAX_COLS, Grid, GridCell
from extractor.load.docx_styles import W, child, flag, number, val

_AROUND = {f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")}


@dataclass
class _Top:
    """A cell that may still grow downwards."""

    row: int
    col: int
    rows: int
    cols: int
    text: str


def descend(parent: _Element, name: str) -> Iterator[_Element]:
    """The children called ``name``, also those inside content controls and insertions."""
    for element in parent:
        if element.tag == W + name:
            yield element
        elif element.tag in _AROUND:
            yield from descend(element, name)


def rows_of(table: _Element) -> list[_Element]:
    """The rows that show, after revisions are accepted."""
    return [row for row in descend(table, "tr") if child(row, "trPr/del") is None and not flag(row, "trPr/hidden")]


def hidden_rows(table: _Element) -> list[_Element]:
    """The rows that do not show."""
    return [row for row in descend(table, "tr") if child(row, "trPr/del") is None and flag(row, "trPr/hidden")]


def deleted_rows(table: _Element) -> int:
    """How many rows were deleted under revision."""
    return sum(1 for row in descend(table, "tr") if child(row, "trPr/del") is not None)


def grid_of(table: _Element, read_cell: Callable[[_Element], str], where: str) -> Grid | None:
    """The grid; ``read_cell`` gives a cell's text and is called once for each printed cell, in order."""
    tops: list[_Top] = []
    open_tops: dict[int, _Top] = {}
    rows = rows_of(table)
    for r, row in enumerate(rows):
        open_tops = _read_row(row, r, open_tops, tops, read_cell, where)
    n_cols = max((top.col + top.cols for top in tops), default=0)
    if not tops:
        return None
    cells = [GridCell(top.row, top.col, top.rows, top.cols, top.text) for top in tops]
    covered = {(r, c) for t in tops for r in range(t.row, t.row + t.rows) for c in range(t.col, t.col + t.cols)}
    if n_cols * len(rows) > MAX_CELLS:
        raise _too_wide(where)
    # Indents before and after a row print nothing, like an empty cell.
    cells += [GridCell(r, c, 1, 1, "") for r in range(len(rows)) for c in range(n_cols) if (r, c) not in covered]
    return Grid(len(rows), n_cols, tuple(sorted(cells, key=lambda cell: (cell.row, cell.col))))


def _read_row(
    row: _Element, r: int, above: dict[int, _Top], tops: list[_Top], read_cell: Callable[[_Element], str], where: str
) -> dict[int, _Top]:
    """Adds one row's cells to ``tops``; returns those that a cell below may continue, by column."""
    col = max(number(val(row, "trPr/gridBefore")) or 0, 0)
    below: dict[int, _Top] = {}
    last: _Top | None = None
    for cell in descend(row, "tc"):
        span = max(number(val(cell, "tcPr/gridSpan")) or 1, 1)
        if col + span > MAX_COLS or len(tops) > MAX_CELLS:
            raise _too_wide(where)
        top = above.get(col)
        if _merge(cell, "hMerge") == "continue" and last is not None and last.row == r:
            last.cols += span
        elif _merge(cell, "vMerge") == "continue" and top is not None and top.cols == span and top.row + top.rows == r:
            top.rows += 1
            below[col] = last = top
        else:
            last = _Top(r, col, 1, span, read_cell(cell))
            tops.append(last)
            if _merge(cell, "vMerge"):
                below[col] = last
        col += span
    return below


def _merge(cell: _Element, kind: str) -> str | None:
    """``restart``, ``continue`` or nothing; the element without a value means continue."""
    if flag(cell, f"tcPr/{kind}") is None:
        return None
    return val(cell, f"tcPr/{kind}") or "continue"


def _too_wide(where: str) -> OversizedInput:
    what = f"表格超过 {MAX_COLS} 列或 {MAX_CELLS} 个单元格，不像一份报告"
    return OversizedInput(what, where, "确认文件来源，删去多余的表格后另存")
