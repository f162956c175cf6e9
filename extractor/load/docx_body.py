"""Blocks of a DOCX in document order: paragraphs, tables, nested tables, text boxes, and what is hidden or deleted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml.etree import _Element

from extractor.load.compose import LIST_START, Paragraph, Part, is_contents_line, join_lines, tidy
from extractor.load.docx_numbering import Numbering
from extractor.load.docx_styles import Styles, W
from extractor.load.docx_table import deleted_rows, descend, grid_of, hidden_rows, rows_of
from extractor.load.docx_text import BREAK, MC, PAGE, Inline, InlineReader, mark_deleted, toc_sdt

_AROUND = {f"{W}{name}" for name in ("sdtContent", "customXml", "ins", "moveTo", "smartTag", "txbxContent")}
_GAP = re.compile(r"[ \u00a0]+")


@dataclass
class Findings:
    """What the reviewer must be told."""

    hidden: int = 0
    deleted: int = 0
    pictures: int = 0


class BodyReader:
    """Reads the body, and whatever is built like it: headers, notes, text boxes, cells."""

    def __init__(self, styles: Styles, numbering: Numbering, where: str) -> None:
        """For one document: numbering counts on from container to container."""
        self.styles, self.numbering, self.where = styles, numbering, where
        self.inline = InlineReader(styles)
        self.findings = Findings()
        self._carried = ""  # text of a paragraph whose end was deleted
        self._later: list[Part] = []  # boxes and nested tables, after the block that holds them

    def read(self, container: _Element) -> Iterator[Part]:
        """The parts of one container in reading order."""
        yield from self._blocks(container, in_toc=False)
        if self._carried:
            yield Paragraph(self._take_carried())

    def _blocks(self, container: _Element, in_toc: bool) -> Iterator[Part]:
        for element in container:
            if element.tag == f"{W}p":
                yield from self._paragraph(element, in_toc)
            elif element.tag == f"{W}tbl":
                yield from self._table(element)
            elif element.tag == f"{W}sdt":
                for content in element.findall(f"{W}sdtContent"):
                    yield from self._blocks(content, in_toc or toc_sdt(element))
            elif element.tag in _AROUND:
                yield from self._blocks(element, in_toc)
            elif element.tag == f"{MC}AlternateContent":
                yield from self._blocks(next((e for e in element if len(e)), element), in_toc)
            elif element.tag in {f"{W}del", f"{W}moveFrom"}:
                self.findings.deleted += 1

    def _paragraph(self, element: _Element, in_toc: bool) -> Iterator[Part]:
        inline, label = self._content(element)
        text = self._take_carried() + inline.text
        if mark_deleted(element):
            self._carried = label + text
            self.findings.deleted += 1
        else:
            listed = in_toc or inline.in_toc or self.styles.is_toc(element)
            level = None if listed else self.styles.level(element)
            for index, piece in enumerate(paragraphs_of(label, text)):
                contents = listed or is_contents_line(piece)
                yield Paragraph(piece, level if index == 0 else None, "目录" if contents else None)
        yield from self._beside(inline)

    def _content(self, element: _Element) -> tuple[Inline, str]:
        """A paragraph's content and the number Word prints before it."""
        inline = self.inline.read(element)
        self.findings.deleted += inline.deleted
        self.findings.pictures += inline.pictures
        numbered = self.styles.numbering(element)
        return inline, self.numbering.label(*numbered) if numbered else ""

    def _beside(self, inline: Inline) -> Iterator[Part]:
        if tidy(inline.hidden):
            self.findings.hidden += 1
            yield Paragraph(join_lines(_GAP.sub(" ", tidy(inline.hidden)).split(BREAK)), because="隐藏文字")
        for box in inline.boxes:
            yield from self._blocks(box, in_toc=False)

    def _take_carried(self) -> str:
        carried, self._carried = self._carried, ""
        return carried

    def _table(self, table: _Element) -> Iterator[Part]:
        outer, self._later = self._later, []
        rows = rows_of(table)
        self.findings.deleted += deleted_rows(table)
        only = list(descend(rows[0], "tc")) if len(rows) == 1 else []
        if len(only) == 1:
            yield from self._blocks(only[0], in_toc=False)  # a frame around text, not a table
        else:
            grid = grid_of(table, self._cell, self.where)
            yield from [grid] if grid else []
            yield from self._hidden_rows(table)
        later, self._later = self._later, outer
        yield from later

    def _hidden_rows(self, table: _Element) -> Iterator[Part]:
        for row in hidden_rows(table):
            text = " ".join(filter(None, (self._cell(cell) for cell in descend(row, "tc"))))
            if text:
                self.findings.hidden += 1
                yield Paragraph(text, because="隐藏文字")

    def _cell(self, cell: _Element) -> str:
        """A cell's text on one line; its nested tables, boxes and hidden text follow the table."""
        pieces: list[str] = []
        for part in self._blocks(cell, in_toc=False):
            if isinstance(part, Paragraph) and part.because in {None, "目录"}:
                pieces.append(part.text)
            else:
                self._later.append(part)
        return join_lines(pieces)


def paragraphs_of(label: str, text: str) -> Iterator[str]:
    """The paragraphs that one ``w:p`` prints: a soft break is joined, unless a list number begins behind it."""
    lines: list[str] = []
    for chunk in (label + text).split(PAGE):
        for line in chunk.split(BREAK):
            clean = _GAP.sub(" ", tidy(line))
            if lines and LIST_START.match(clean):
                yield join_lines(lines)
                lines = []
            lines.append(clean)
        if any(lines):
            yield join_lines(lines)
        lines = []
