"""Plain text and Markdown: paragraphs, and the tables that tabs, pipes, spaces or single cells on lines stand for."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from pathlib import Path

from extractor.document import Document, Notice
from extractor.errors import EmptyInput, OversizedInput
from extractor.load import text_cells, text_html, text_markdown, text_numbered, text_pipes, text_spaces, text_tabs
from extractor.load.compose import MAX_CELLS, MAX_COLS, Grid, Paragraph, Part, TooWideError, compose
from extractor.load.text_decode import decode
from extractor.load.text_prose import paragraphs

Found = tuple[list[Part] | None, int]  # no parts: a block up to there, but no table
_BOOKMARK = re.compile(r"\[bookmark: [^\]\n]{0,80}\]")  # what a converter leaves of Word's invisible marks
_LONG_BLOCK = 200
_UNSURE = Notice("unsure_table", "有一段文字像表格，但行列无法确定，按段落读取")
_RAGGED = Notice("unsure_table", "有一张表各行的列数不一，合并单元格没有标出，列的位置可能有出入")


def load_text(path: Path, data: bytes) -> Document:
    """A .txt or .md report."""
    text, notices = decode(data, str(path))
    if not text.strip():
        raise EmptyInput("文件里只有空白", str(path), "重新下载或向来源单位索取完整的文件")
    markdown = path.suffix.lower() == ".md"
    try:
        parts, more = parts_of(text, markdown)
    except TooWideError as error:
        what = f"表格超过 {MAX_COLS} 列或 {MAX_CELLS} 个单元格，不像一份报告"
        raise OversizedInput(what, str(path), "确认文件来源，删去多余的表格后再处理") from error
    composed, blocks = compose(parts)
    return Document(path.name, hashlib.sha256(data).hexdigest(), "text", (), composed, blocks, notices=(*notices, *more))


def parts_of(text: str, markdown: bool = False) -> tuple[list[Part], tuple[Notice, ...]]:
    """Paragraphs and tables in reading order."""
    text = _BOOKMARK.sub("", text).replace("\x0b", "\n").replace("\x0c", "\n\n")
    reader = _Reader(text.split("\n"), markdown)
    reader.run()
    return reader.parts, tuple(dict.fromkeys(reader.notices))


class _Reader:
    """Walks the lines: where a table begins it is read whole, the rest is prose."""

    def __init__(self, lines: Sequence[str], markdown: bool) -> None:
        self.lines = lines
        self.markdown = markdown
        self.parts: list[Part] = []
        self.notices: list[Notice] = []
        self._prose: list[str] = []
        self._finders: tuple[Callable[[Sequence[str], int], Found | None], ...] = (
            text_html.read_html,
            text_pipes.read_pipes,
            text_pipes.read_box,
            self._cells,
            self._tabs,
            self._numbered,
            text_spaces.read_spaces,
        )
        self._blind = [0] * len(self._finders)

    def run(self) -> None:
        """Reads all lines into ``parts``."""
        index = 0
        while index < len(self.lines):
            parts, end = self._find(index)
            if parts is None:
                self._prose.append(self.lines[index])
            else:
                self._flush()
                self.parts += parts
            index = end
        self._flush()

    def _find(self, index: int) -> Found:
        """The table that begins at a line, if one does, and the line after it.

        A block that is none may still end in one, so each of its lines is tried; in a long block that takes too long.
        """
        for number, find in enumerate(self._finders):
            if index >= self._blind[number]:
                parts, end = find(self.lines, index) or (None, index)
                if parts is not None:
                    return parts, end
                self._blind[number] = end if end - index > _LONG_BLOCK else 0
        return None, index + 1

    def _cells(self, lines: Sequence[str], start: int) -> Found | None:
        """One cell a line behind a tab; where the grid is not sure its rows stay paragraphs."""
        if not text_cells.is_cell(lines[start]):
            return None
        rows, end = text_cells.collect(lines, start)
        grid = text_cells.rebuild(rows)
        if grid:
            return [grid], end
        if text_cells.looks_like_table(rows):
            self.notices.append(_UNSURE)
            return [Paragraph(" ".join(row)) for row in rows], end
        return None, end

    def _tabs(self, lines: Sequence[str], start: int) -> Found | None:
        found = text_tabs.read_tabs(lines, start)
        grids = [part for part in (found[0] if found else None) or () if isinstance(part, Grid)]
        if found and any(text_tabs.is_ragged(lines[start : found[1]], grid) for grid in grids):
            self.notices.append(_RAGGED)
        return found

    def _numbered(self, lines: Sequence[str], start: int) -> Found | None:
        found = text_numbered.read_numbered(lines, start)
        if not found and text_numbered.is_head(lines, start):
            self.notices.append(_UNSURE)
        return found

    def _flush(self) -> None:
        prose = text_markdown.paragraphs(self._prose) if self.markdown else paragraphs(self._prose)
        self.parts += prose
        self._prose = []
