"""HTML tables inside plain text or Markdown: what OCR models and converters write for tables with merged cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html.parser import HTMLParser

from extractor.load.compose import Grid, GridCell, Paragraph, Part, check_size, is_regular, join_lines, plain_grid, tidy

_OPEN = re.compile(r"<table\b", re.IGNORECASE)
_CLOSE = re.compile(r"</table\s*>", re.IGNORECASE)
_MAX_SPAN = 512
_MAX_LINES = 5_000


def read_html(lines: Sequence[str], start: int) -> tuple[list[Part] | None, int] | None:
    """The table that begins on the line at ``start``; null where none does or it never ends."""
    opened = _OPEN.search(lines[start])
    if not opened:
        return None
    end = next((i for i in range(start, min(len(lines), start + _MAX_LINES)) if _CLOSE.search(lines[i])), None)
    if end is None:
        return None, start + _MAX_LINES
    close = list(_CLOSE.finditer(lines[end]))[-1]
    source = "\n".join([*lines[start:end], lines[end][: close.end()]])[opened.start() :]
    parser = _Parser()
    parser.feed(source)
    parser.close()
    around = (lines[start][: opened.start()], lines[end][close.end() :])
    before, after = ([Paragraph(tidy(text))] if text.strip() else [] for text in around)
    return [*before, *filter(None, map(_grid, parser.tables)), *after], end + 1


class _Parser(HTMLParser):
    """Collects the cells of each table; a nested one's text stays in its cell."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[list[list[tuple[int, int, list[str]]]]] = []
        self._depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._depth += 1
            if self._depth == 1:
                self.tables.append([])
        elif self._depth == 1 and tag == "tr":
            self.tables[-1].append([])
        elif self._depth == 1 and tag in {"td", "th"}:
            if not self.tables[-1]:
                self.tables[-1].append([])
            spans = dict(attrs)
            self.tables[-1][-1].append((_span(spans.get("rowspan")), _span(spans.get("colspan")), [""]))
        elif tag in {"br", "p", "div", "li"}:
            self._break()

    def handle_endtag(self, tag: str) -> None:
        if tag == "table":
            self._depth -= 1
        elif tag in {"p", "div", "li"}:
            self._break()

    def handle_data(self, data: str) -> None:
        if self._open_cell():
            self.tables[-1][-1][-1][2][-1] += data.replace("\n", " ")

    def _break(self) -> None:
        if self._open_cell():
            self.tables[-1][-1][-1][2].append("")

    def _open_cell(self) -> bool:
        return bool(self._depth and self.tables and self.tables[-1] and self.tables[-1][-1])


def _span(value: str | None) -> int:
    return min(max(int(value), 1), _MAX_SPAN) if value and value.isascii() and value.isdigit() and len(value) < 6 else 1


def _grid(rows: list[list[tuple[int, int, list[str]]]]) -> Grid | None:
    """Cells placed as a browser does: each in the first free column of its row."""
    cells: list[GridCell] = []
    taken: set[tuple[int, int]] = set()
    for r, row in enumerate(rows):
        col = 0
        for row_span, col_span, lines in row:
            while (r, col) in taken:
                col += 1
            height = min(row_span, len(rows) - r)
            check_size(1, col + col_span)
            check_size(len(taken) + height * col_span, 1)
            taken |= {(r + i, col + j) for i in range(height) for j in range(col_span)}
            cells.append(GridCell(r, col, height, col_span, join_lines(map(tidy, lines))))
            col += col_span
    if not cells:
        return None
    n_cols = max(col for _, col in taken) + 1
    holes = [GridCell(r, c, 1, 1, "") for r in range(len(rows)) for c in range(n_cols) if (r, c) not in taken]
    grid = Grid(len(rows), n_cols, tuple(sorted([*cells, *holes], key=lambda cell: (cell.row, cell.col))))
    return grid if is_regular(grid) else plain_grid([[join_lines(map(tidy, lines)) for _, _, lines in row] for row in rows])
