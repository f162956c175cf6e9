"""What surrounds the numbers of a table: headers above, labels beside, the line over it, units in a column of their own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from extractor.document import Block, Document, Table
from extractor.numerals.columns import ColumnKind, caption_unit, label_kind, label_unit
from extractor.numerals.counting import counting_cells
from extractor.numerals.draft import lines_before
from extractor.numerals.fold import fold
from extractor.numerals.units import as_unit, kind_of

Place = tuple[int, int]
Path = tuple[str, ...]
_BOUNDS = {
    **dict.fromkeys(("≥", ">=", "大于等于", "大于或等于", "不低于"), "≥"),
    **dict.fromkeys(("≤", "<=", "小于等于", "小于或等于", "不高于"), "≤"),
    **dict.fromkeys(("=", "等于"), "="),
    **dict.fromkeys((">", "大于"), ">"),
    **dict.fromkeys(("<", "小于"), "<"),
}


@dataclass(frozen=True, slots=True)
class Frame:
    """The surroundings of one table.

    ``headers`` and ``labels`` as ``extractor.grid`` gives them; ``caption`` the money unit of a line near the table,
    ``corner`` the row and the one money unit that its label cells print; ``row_units`` and ``row_bounds`` what a column
    headed 计量单位 or 指标性质 prints for the goals of a row; ``ordinals`` the cells that only count rows or columns.
    """

    headers: Mapping[Place, Path]
    labels: Mapping[Place, Path]
    caption: str | None
    corner: tuple[int, str] | None
    row_units: Mapping[int, str]
    row_bounds: Mapping[int, str]
    ordinals: frozenset[Place]


def frame_of(document: Document, index: int, block: Block) -> Frame:
    """The frame of a table block, which is the ``index``-th block of the document."""
    from extractor.grid import column_headers, row_labels

    table = block.table or Table(0, 0, ())
    headers = column_headers(document.text, table)
    return Frame(
        headers=headers,
        labels=row_labels(document.text, table),
        caption=_caption(document, index, table),
        corner=_corner(document.text, table),
        row_units={row: unit for row, text in _of_column(document.text, table, headers, "unit") if (unit := as_unit(text))},
        row_bounds={row: _BOUNDS[text] for row, text in _of_column(document.text, table, headers, "bound") if text in _BOUNDS},
        ordinals=counting_cells(document.text, table, headers),
    )


def _caption(document: Document, block: int, table: Table) -> str | None:
    """The money unit printed near a table: in a cell of its own, or in one of the three lines before it."""
    texts = [document.text[cell.span[0] : cell.span[1]] for cell in table.cells]
    lines = [*lines_before(document, block, 3), *(text for text in texts if "单位" in text)]
    return next((unit for line in lines if len(line) <= 120 and (unit := caption_unit(line))), None)


def _corner(text: str, table: Table) -> tuple[int, str] | None:
    """Row and money unit of the table's label cells, such as 年度预算数（万元） over the labels; null if they print several."""
    labels = [(cell.row, text[cell.span[0] : cell.span[1]]) for cell in table.cells if cell.span[1] - cell.span[0] <= 24]
    found = [(row, unit) for row, label in labels if (unit := label_unit(label)) and kind_of(unit) == "money" and "/" not in unit]
    return min(found) if len({unit for _, unit in found}) == 1 else None


def _of_column(text: str, table: Table, headers: Mapping[Place, Path], kind: ColumnKind) -> list[tuple[int, str]]:
    """Row and folded text of each cell in the columns of that kind."""
    return [
        (row, fold(text[cell.span[0] : cell.span[1]]).strip())
        for cell in table.cells
        if (path := headers.get((cell.row, cell.col))) and label_kind(path[-1]) == kind
        for row in range(cell.row, cell.row + cell.row_span)
    ]
