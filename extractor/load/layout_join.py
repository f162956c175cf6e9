"""The document's text, blocks and runs, written from paragraphs and tables in reading order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from extractor.document import Block, Cell, Run, Span, Table, TextSource
from extractor.load.layout_lines import Item, Row
from extractor.load.layout_paragraphs import paragraphs, zones
from extractor.load.layout_tables import JoinedCell, JoinedTable, aligned, belongs, join_tables
from extractor.load.layout_text import Ink, ink, join
from extractor.load.pdf_chars import Glyph, Line
from extractor.load.pdf_tables import Grid

Box = tuple[float, float, float, float]
ToPage = Callable[[Glyph], Box]
_CELL_MARGIN = 11.0
"""Usual white on both sides of a cell's text, together."""
_BREAK = 0.12
"""A gap of so many font sizes ends a run, so that a number's box does not reach into the gap behind it."""

_DRIFT = 0.75
"""Points by which a run on a skewed page may leave its level."""


@dataclass(slots=True)
class Writer:
    """Text under construction. ``to_page`` holds, for pages read in a turned frame, the way back to the page.

    ``sheet`` tells which page of the file a page is on, where that is another.
    """

    to_page: dict[int, ToPage] = field(default_factory=dict)
    source: dict[int, TextSource] = field(default_factory=dict)
    sheet: dict[int, int] = field(default_factory=dict)
    parts: list[str] = field(default_factory=list)
    length: int = 0
    blocks: list[Block] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)

    def put(self, text: str) -> None:
        """Append characters that no page prints."""
        self.parts.append(text)
        self.length += len(text)

    def put_ink(self, items: Sequence[Ink]) -> Span:
        """Append printed characters; runs are cut where the line, the page or the touch ends."""
        start = self.length
        self.put("".join(item.c for item in items))
        group: list[Ink] = []
        at = start
        for offset, item in enumerate(items):
            if group and not _touches(group[-1], item):
                self._run(at, group)
                group = []
            if item.glyph is not None:
                if not group:
                    at = start + offset
                group.append(item)
        if group:
            self._run(at, group)
        return start, self.length

    def _run(self, at: int, group: list[Ink]) -> None:
        line = group[0].line
        assert line is not None
        source: TextSource = "ocr" if group[0].glyph and group[0].glyph.confidence is not None else self.source.get(line.page, "text")
        glyphs = [item.glyph for item in group if item.glyph is not None]
        way_back, sheet = self.to_page.get(line.page), self.sheet.get(line.page, line.page)
        if way_back is None and line.direction == 0 and glyphs[0].confidence is None:
            edges = (*(round(glyph.x0, 2) for glyph in glyphs), round(glyphs[-1].x1, 2))
            top, bottom = min(glyph.y0 for glyph in glyphs), max(glyph.y1 for glyph in glyphs)
            self.runs.append(Run((at, at + len(glyphs)), sheet, round(top, 2), round(bottom, 2), edges, source))
            return
        boxes = [way_back(glyph) if way_back else (glyph.x0, glyph.y0, glyph.x1, glyph.y1) for glyph in glyphs]
        start = 0
        for end in range(1, len(glyphs) + 1):
            if end < len(glyphs) and _on_one_level(glyphs[end - 1 : end + 1], boxes[start], boxes[end - 1 : end + 1]):
                continue
            edges = (*(round(box[0], 2) for box in boxes[start:end]), round(boxes[end - 1][2], 2))
            top, bottom = min(box[1] for box in boxes[start:end]), max(box[3] for box in boxes[start:end])
            sure = min((glyph.confidence for glyph in glyphs[start:end] if glyph.confidence is not None), default=None)
            confidence = None if sure is None else round(sure, 3)
            rivals = next((glyph.rivals for glyph in glyphs[start:end] if glyph.rivals), ())
            self.runs.append(Run((at + start, at + end), sheet, round(top, 2), round(bottom, 2), edges, source, confidence, rivals))
            start = end

    def block(self, kind: str, start: int, **more: object) -> None:
        """Close a block that began at ``start``; the next begins on a new line."""
        self.blocks.append(Block(kind, (start, self.length), **more))  # type: ignore[arg-type]
        self.put("\n")

    def text(self) -> str:
        """All of it, without the last line end."""
        return "".join(self.parts).rstrip("\n") if self.blocks else ""


def _on_one_level(pair: Sequence[Glyph], first: Box, boxes: Sequence[Box]) -> bool:
    """Whether a glyph goes on in the run of the one before it: side by side on the page, level with the first, number with number."""
    left, right = boxes
    numeric = [glyph.c.isdigit() or glyph.c in ".,%" for glyph in pair]
    if abs(right[0] - left[2]) > 0.3 or (numeric[0] != numeric[1] and pair[0].confidence is not None):
        return False
    return abs(right[1] - first[1]) <= (_DRIFT if not all(numeric) else _DRIFT * 4)


def _touches(left: Ink, right: Ink) -> bool:
    if left.glyph is None or right.glyph is None or left.line is not right.line:
        return False
    gap = right.glyph.x0 - left.glyph.x1
    reach = _BREAK * max(right.glyph.size, 1)
    return right.glyph.x0 >= left.glyph.x0 and -reach <= gap <= reach


def write_body(writer: Writer, items: Sequence[Item]) -> list[list[list[list[Line]]]]:
    """Write the body; the repeated table headers that were dropped come back, to be set aside."""
    rows = [item for item in items if isinstance(item, Row)]
    margins = zones(rows)
    dropped = []
    i = 0
    while i < len(items):
        end = i + 1
        item = items[i]
        if isinstance(item, Grid):
            grids = [item]
            while end < len(items) and (rest := _rest(grids[-1], items[end])) is not None:
                grids.append(rest)
                end += 1
            table = join_tables(grids)
            _write_table(writer, table)
            if table.headers:
                dropped.append(table.headers)
        else:
            while end < len(items) and isinstance(items[end], Row):
                end += 1
            for paragraph in paragraphs(items[i:end], margins):  # type: ignore[arg-type]
                _write_paragraph(writer, paragraph)
        i = end
    return dropped


def _rest(upper: Grid, item: Item) -> Grid | None:
    """The grid in which the upper one goes on, where it does."""
    if not isinstance(item, Grid) or item.page != upper.page + 1:
        return None
    lower = aligned(upper, item)
    return lower if belongs(upper, lower) else None


def _write_paragraph(writer: Writer, rows: list[Row]) -> None:
    start = writer.length
    if rows[0].tabular:
        for i, part in enumerate(rows[0].parts):
            if i:
                writer.put("\t")
            writer.put_ink(ink(part, True))
    else:
        writer.put_ink(join([row.joined() for row in rows]))
    if writer.length > start:
        writer.block("paragraph", start)


def _write_table(writer: Writer, table: JoinedTable) -> None:
    start = writer.length
    cells = []
    for row in range(table.n_rows):
        if row:
            writer.put("\n")
        for i, cell in enumerate(cell for cell in table.cells if cell.row == row):
            if i:
                writer.put("\t")
            span = writer.put_ink(_cell_ink(cell))
            cells.append(Cell(cell.row, cell.col, cell.row_span, cell.col_span, span))
    writer.block("table", start, table=Table(table.n_rows, table.n_cols, tuple(cells)))


def _cell_ink(cell: JoinedCell) -> list[Ink]:
    lines = [line for group, _ in cell.groups for line in group]
    width = min((width for _, width in cell.groups), default=0.0)
    return join(lines, room=width - _CELL_MARGIN, spaces_for_gaps=False)


def write_aside(writer: Writer, lines: Sequence[Line], because: str) -> Span:
    """Write a part set aside, its lines one after the other."""
    start = writer.length
    writer.put_ink(join(lines))
    span = (start, writer.length)
    writer.block("aside", start, because=because)
    return span


def write_header_aside(writer: Writer, headers: list[list[list[Line]]]) -> None:
    """Write the header rows that a page break repeated: one line a row, cells parted by tabs."""
    start = writer.length
    for i, row in enumerate(headers):
        if i:
            writer.put("\n")
        for j, cell in enumerate(row):
            if j:
                writer.put("\t")
            writer.put_ink(join(cell, spaces_for_gaps=False))
    writer.block("aside", start, because="重复表头")
