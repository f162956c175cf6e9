"""Tables in plain text with one cell a line: what a copy from a word processor leaves.

A cell stands on a line of its own behind a tab, a blank line ends a row, vertical merges show as empty cells in the next
row. The grid is rebuilt only where one reading alone is possible; else the lines stay as they are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from extractor.load.compose import Grid, GridCell, Rebuilt, is_regular, join_lines, tidy
from extractor.load.text_columns import TOTAL, Columns, Row, Spans
from extractor.load.text_header import header_spans

_LONG = 200


def is_cell(line: str) -> bool:
    """A line that is one cell: a tab before it and none after."""
    return line.startswith("\t") and "\t" not in line[1:].rstrip() and len(line) <= _LONG


def collect(lines: Sequence[str], start: int) -> tuple[list[Row], int]:
    """Rows of cells from ``start``, and the line after the last."""
    rows: list[Row] = [[]]
    index = end = start
    while index < len(lines):
        line = lines[index]
        if is_cell(line):
            rows[-1].append(tidy(line))
            end = index + 1
        elif not line.strip():
            if rows[-1]:
                rows.append([])
        elif _goes_on(lines, index, rows):
            if not rows[-1]:
                rows.pop()  # the blank line stood inside the cell
            rows[-1][-1] = join_lines((rows[-1][-1], tidy(line)))
            end = index + 1
        else:
            break
        index += 1
    return [row for row in rows if row], end


def _goes_on(lines: Sequence[str], index: int, rows: list[Row]) -> bool:
    """Whether a line without a tab is the rest of the cell before it: the row goes on right below it."""
    if "\t" in lines[index] or not any(rows):
        return False
    before, after = lines[index - 1], lines[index + 1] if index + 1 < len(lines) else ""
    whole = len(rows) > 3 and not rows[-1] and len(rows[-2]) == len(rows[-3])  # a full row: below it, a new table's title
    bracket = lines[index].lstrip().startswith(("（", "("))  # 执行率 / （B/A）: no title begins so
    return is_cell(before) or ((is_cell(after) or bracket) and not whole)


def rebuild(rows: list[Row], rebuilt: Rebuilt = "lines") -> Grid | None:
    """The grid of rows of cells; null where more than one is possible.

    A row of ``tabs`` may have lost its empty cells on the right, one of ``lines`` not.
    """
    if len(rows) < 3:
        return None
    n_cols, count = Counter(map(len, rows)).most_common(1)[0]
    first = next(index for index, row in enumerate(rows) if len(row) == n_cols)
    if n_cols < 2 or count < 2 or max(map(len, rows)) > n_cols:
        return None
    header = header_spans(rows[: first + 1])
    columns = Columns.of([row for row in rows[first + 1 :] if len(row) == n_cols])
    body = [_body_spans(row, n_cols, columns, rebuilt == "tabs") for row in rows[first + 1 :]]
    if header is None or any(spans is None for spans in body):
        return None
    spans = [*header, *[one for one in body if one is not None]]
    padded = [row + [""] * (len(widths) - len(row)) for row, widths in zip(rows, spans, strict=True)]
    grid = _grid(padded, spans, first + 1, rebuilt)
    return grid if is_regular(grid) else None


def looks_like_table(rows: list[Row]) -> bool:
    """Rows of several short cells, rather than indented paragraphs."""
    several = [row for row in rows if len(row) >= 3]
    return len(several) >= 2 and all(len(cell) <= 20 for row in several for cell in row[:2])


def _body_spans(row: Row, n_cols: int, columns: Columns, may_lack_right: bool) -> Spans | None:
    """Column spans of a row below the header: all 1, one subheading across, or a total whose label spans what lacks."""
    if len(row) == n_cols:
        return [1] * n_cols
    if TOTAL.match(row[0]):
        return columns.total_spans(row, may_lack_right)
    if may_lack_right:
        return [1] * n_cols if columns.fit(row) else None
    return [n_cols] if len(row) == 1 and row[0] else None


def _grid(rows: list[Row], spans: list[Spans], header_rows: int, rebuilt: Rebuilt) -> Grid:
    cells: list[GridCell] = []
    tops: dict[int, int] = {}  # column -> index of the header cell that ends above it
    for r, (row, widths) in enumerate(zip(rows, spans, strict=True)):
        col = 0
        for text, span in zip(row, widths, strict=True):
            above = tops.get(col)
            if not text and 0 < r < header_rows and above is not None and cells[above].col_span == span:
                old = cells[above]
                cells[above] = GridCell(old.row, old.col, old.row_span + 1, old.col_span, old.text)
            else:
                tops[col] = len(cells)
                cells.append(GridCell(r, col, 1, span, text))
            col += span
    return Grid(len(rows), sum(spans[0]), tuple(sorted(cells, key=lambda cell: (cell.row, cell.col))), rebuilt)
