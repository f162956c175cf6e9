"""A table read as bands: which rows are headers, which cells hold values, what stands over and beside each of them.

The forms of these reports stack several small tables in one grid (资金 block, goals, indicators), so headers are found row by
row and hold until the next header row, not once for the whole table. Real merges (PDF, DOCX) and the empty cells that stand for
them in plain text lead to the same paths.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from extractor.document import Cell, Table
from extractor.numerals.columns import label_kind
from extractor.numerals.fold import fold

Place = tuple[int, int]
Path = tuple[str, ...]

_VALUE = re.compile(
    r"(?:[$\\a-z{}\s]*[≥≤<>=约超不低高少多于+\-△]*[$\s]*)?[(]?-?\d[\d,\s]*(?:\.[\d\s]+)?[)]?\s*[余多]?\s*"
    r"(?:\\?%|‰|[\u4e00-\u9fffa-zA-Z²³/]{0,4})\s*(?:以上|以下|以内)?\$?"
)
_YEAR = re.compile(r"(?:19|20)\d\d\s*年.*")
_BLANK = re.compile(r"[\s\-—–/\\无*·.]*")
_LABEL_LENGTH = 24
_NUMBER_HEADS = frozenset({"initial", "budget", "executed", "rate", "weight", "score", "money", "count"})
_LETTER = re.compile(r"[（(]?\s*[A-Za-z①-⑳]\s*[)）]?|[（(][A-Za-z=/÷×*+\-\d\s%％]+[)）]")
_HEADINGS = re.compile(
    r"^(?:项目|单位|部门|主管部门|实施单位|指标|名称|类别|内容|资金来源|科目|备注|等级|[一二三四—\-_.]?级指标|指标名称|项目名称|单位名称|"
    r"资金使用单位|区县|地区|乡镇|年度|功能科目|经济科目|主要内容|经费控制情况|指标解释|绩效等级|自评等级|评价等级|评价等次)$"
)


def squeeze(text: str) -> str:
    """``text`` folded to plain forms and without white space: how labels are compared."""
    return re.sub(r"\s+", "", fold(text))


def is_value(text: str) -> bool:
    """Whether a cell holds nothing but one number with its bound and unit (and is no year, which heads a column)."""
    plain = fold(text).strip()
    return bool(plain) and _VALUE.fullmatch(plain) is not None and _YEAR.fullmatch(plain) is None


def is_blank(text: str) -> bool:
    """Whether a cell prints nothing, a dash, a slash or 无."""
    return _BLANK.fullmatch(text) is not None


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell with its words; ``value`` where it holds one number alone."""

    cell: Cell
    text: str
    value: bool

    @property
    def blank(self) -> bool:
        """Whether it prints nothing (or a dash)."""
        return is_blank(self.text)

    def covers(self, col: int) -> bool:
        """Whether the cell reaches over the column."""
        return self.cell.col <= col < self.cell.col + self.cell.col_span


@dataclass(frozen=True)
class Grid:
    """One table with its bands. Rows and columns from 0."""

    text: str
    table: Table

    @cached_property
    def cells(self) -> dict[Place, GridCell]:
        """Each cell at its top left."""
        return {
            (cell.row, cell.col): GridCell(cell, words, is_value(words))
            for cell in self.table.cells
            for words in [self.text[cell.span[0] : cell.span[1]].strip()]
        }

    @cached_property
    def rows(self) -> dict[int, list[GridCell]]:
        """The cells that begin in each row, from left to right."""
        found: dict[int, list[GridCell]] = defaultdict(list)
        for (row, _), cell in sorted(self.cells.items()):
            found[row].append(cell)
        return dict(found)

    @cached_property
    def _moved(self) -> dict[int, dict[int, int]]:
        return {}

    @cached_property
    def header_rows(self) -> frozenset[int]:
        """The rows that only head columns."""
        return frozenset(row for row, cells in self.rows.items() if self._is_header(row, cells))

    def _is_header(self, row: int, cells: list[GridCell]) -> bool:
        printed = [cell for cell in cells if not cell.blank]
        if len(printed) < 2 or any(cell.value or len(cell.text) > _LABEL_LENGTH + 6 for cell in printed):
            # a group label above its sub-columns can stand alone only under another header row
            return bool(printed) and self._is_second_header(row, printed)
        if row == min(self.rows) and len(printed) >= 3 and self._over_values(row, printed):
            return True
        heads = [heads_column(cell.text) for cell in printed]
        telling = sum(label_kind(squeeze(cell.text)) != "other" and head for cell, head in zip(printed, heads, strict=True))
        return (all(heads) and len(printed) >= 3) or (telling >= 2 and sum(heads) >= max(2, (len(printed) + 1) // 2))

    def _over_values(self, row: int, printed: list[GridCell]) -> bool:
        """Whether most columns of a first row of words hold numbers in the rows below: names of projects, towns, years as heads."""
        below = [cell for number in range(row + 1, min(row + 4, self.table.n_rows)) for cell in self.rows.get(number, [])]
        columns = {cell.cell.col for cell in below if cell.value}
        return 2 * len(columns & {cell.cell.col for cell in printed}) >= len(printed) and len(columns) >= 2

    def _is_second_header(self, row: int, printed: list[GridCell]) -> bool:
        over = [cell for cell in self.rows.get(row - 1, []) if cell.cell.row_span > 1]
        return bool(over) and len(over) >= 3 and not any(cell.value for cell in printed) and row - 1 in self.header_rows_above(row)

    def header_rows_above(self, row: int) -> list[int]:
        """The header rows right above ``row``, without a gap (used while headers are still being found)."""
        found: list[int] = []
        for above in range(row - 1, -1, -1):
            if not self._is_header(above, self.rows.get(above, [])):
                break
            found.append(above)
        return found

    def band(self, row: int) -> tuple[int, ...]:
        """The header rows in force for ``row``, from top to bottom; empty where none stands above it."""
        last = max((head for head in self.header_rows if head < row), default=None)
        if last is None:
            return ()
        band = [last]
        while band[0] - 1 in self.header_rows:
            band.insert(0, band[0] - 1)
        return tuple(band)

    def header_path(self, cell: GridCell) -> Path:
        """The headers over a cell, outermost first; empty for header cells and for cells that reach over several columns."""
        row = cell.cell.row
        if row in self.header_rows:
            return ()
        band = self.band(row)
        if row not in self._moved:
            self._moved[row] = self._by_order(row, band)
        moved = self._moved[row].get(cell.cell.col)
        if moved is not None:
            return self._path_at(GridCell(Cell(row, moved, 1, 1, cell.cell.span), cell.text, cell.value), band)
        return self._path_at(cell, band)

    def _path_at(self, cell: GridCell, band: tuple[int, ...]) -> Path:
        path: list[str] = []
        for number in band:
            head = self._head(number, cell, band)
            if head and (not path or path[-1] != head):
                path.append(head)
        return tuple(path) if self._aligned(cell, band) else ()

    def _by_order(self, row: int, band: tuple[int, ...]) -> dict[int, int]:
        """Columns of a row's numbers to columns of heads, where plain text lost leading empty cells: equally many numbers and
        heads of numbers, percentages under rates only in their order, not in their columns."""
        if self.table.rebuilt is None or not band:
            return {}
        values = [cell for cell in self.rows.get(row, []) if cell.value]
        heads = [head for head in self.rows[band[-1]] if head.text and label_kind(squeeze(head.text)) in _NUMBER_HEADS]
        if len(values) > len(heads) or len(values) < 2:
            return {}
        rates = [label_kind(squeeze(head.text)) == "rate" for head in heads]
        shares = ["%" in fold(value.text) for value in values]
        over = [next((label_kind(squeeze(head.text)) == "rate" for head in heads if head.covers(v.cell.col)), None) for v in values]
        windows = [first for first in range(len(heads) - len(values) + 1) if rates[first : first + len(values)] == shares]
        misfit = any(one is not None and one != share for one, share in zip(over, shares, strict=True))
        if len(windows) != 1 or not any(shares) or not misfit:
            return {}  # heads further left (年度预算数) label the block
        heads = heads[windows[0] :]
        return {value.cell.col: head.cell.col for value, head in zip(values, heads, strict=False)}

    def _aligned(self, cell: GridCell, band: tuple[int, ...]) -> bool:
        """Whether the lowest headers over the cell are not narrower than the cell itself."""
        end = cell.cell.col + cell.cell.col_span
        starts = {head.cell.col for number in band[-1:] for head in self.rows[number] if head.text}
        return not any(cell.cell.col < start < end for start in starts)

    def _head(self, row: int, cell: GridCell, band: tuple[int, ...]) -> str | None:
        col = cell.cell.col
        over = next((head for head in self.rows[row] if head.covers(col)), None)
        if over is not None and over.text:
            return over.text
        if over is None or self.table.rebuilt is None or row == band[-1]:
            return None
        # plain text prints a wide header once, at its first column, and nothing above the others
        below = next((head for head in self.rows[row + 1] if head.covers(col)), None)
        if below is None or not below.text:
            return None
        lefts = [head for head in self.rows[row] if head.cell.col < col and head.text]
        left = lefts[-1] if lefts else None
        under = [head for head in self.rows[row + 1] if left is not None and left.covers(head.cell.col) and head.text]
        return left.text if left is not None and under else None

    def row_labels(self, cell: GridCell) -> tuple[GridCell, ...]:
        """The cells with words to the left of a cell that reach over its row, outermost first."""
        row = cell.cell.row
        found: list[GridCell] = []
        for col in range(cell.cell.col):
            left = self._covering.get((row, col))
            if left is None or (found and found[-1] is left):
                continue
            label = left if left.text else self._filled(row, col)
            if label is None or label.value or label.blank or label.cell.row in self.header_rows_but(label, row):
                continue
            if not found or found[-1] is not label:
                found.append(label)
        return tuple(found)

    def header_rows_but(self, label: GridCell, row: int) -> frozenset[int]:
        """Header rows, except for a label that stands in one and reaches (or is continued) down to ``row``."""
        spans = label.cell.row_span > 1 or self.table.rebuilt is not None
        return frozenset() if spans and label.cell.col == 0 and label.cell.row < row else self.header_rows

    @cached_property
    def _covering(self) -> dict[Place, GridCell]:
        return {
            place: self.cells[(cell.row, cell.col)]
            for place, cell in self.table.grid().items()
        }  # fmt: skip

    def _filled(self, row: int, col: int) -> GridCell | None:
        """The label above an empty label cell of plain text, where nothing further left begins anew in between."""
        if self.table.rebuilt is None:
            return None
        band = self.band(row)
        for above in range(row - 1, -1, -1):
            if any((left := self._covering.get((above + 1, before))) is not None and left.text for before in range(col)):
                return None
            cell = self._covering.get((above, col))
            if cell is not None and cell.text:
                return None if cell.value or (above in band and col > 0) else cell
        return None

    def data_rows(self) -> Iterable[tuple[int, list[GridCell]]]:
        """The rows that are no headers, in order."""
        return ((row, cells) for row, cells in self.rows.items() if row not in self.header_rows)


def heads_column(text: str) -> bool:
    """Whether a label is of the kind that heads a column: 年初预算数, 执行率（B/A）, 得分, 三级指标, 2023年决算数 …"""
    plain = squeeze(text)
    if len(plain) > _LABEL_LENGTH or re.search(r"[。；;]|[:：].", plain):
        return False
    bare = _LETTER.sub("", plain) or plain
    return label_kind(bare) != "other" or _HEADINGS.match(bare) is not None or _YEAR.fullmatch(bare) is not None


@lru_cache(maxsize=16)
def grid_of(text: str, table: Table) -> Grid:
    """The grid of a table, made once for all who read it."""
    return Grid(text, table)


def column_headers(text: str, table: Table) -> dict[Place, Path]:
    """Each data cell (row, col) to its header path, outermost first; cells without headers are absent."""
    grid = grid_of(text, table)
    found = ((place, grid.header_path(cell)) for place, cell in grid.cells.items())
    return {place: path for place, path in found if path}


def row_labels(text: str, table: Table) -> dict[Place, Path]:
    """Each data cell (row, col) to the words left of it, outermost first; cells without labels are absent."""
    grid = grid_of(text, table)
    found = (
        (place, tuple(label.text for label in grid.row_labels(cell)))
        for place, cell in grid.cells.items()
        if cell.cell.row not in grid.header_rows
    )
    return {place: path for place, path in found if path}
