"""Blocks as DOCX: real merged cells, and the same bytes for the same seed."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from random import Random

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from eval.synth.blocks import Block, Pieces, plain
from eval.typeset.blocks import Table, Text

_MOMENT = datetime(2026, 1, 1)
_ZIP_MOMENT = (2026, 1, 1, 0, 0, 0)
_FONTS = (("方正小标宋简体", "黑体", "仿宋_GB2312"), ("宋体", "宋体", "宋体"), ("黑体", "楷体", "仿宋"))
_ALIGNED = {"title": WD_ALIGN_PARAGRAPH.CENTER, "caption": WD_ALIGN_PARAGRAPH.CENTER, "right": WD_ALIGN_PARAGRAPH.RIGHT}


def to_docx(blocks: tuple[Block, ...], seed: str) -> bytes:
    """The file's bytes."""
    writer = _Writer(Random(f"{seed}/docx"))
    for block in blocks:
        if isinstance(block, Table):
            writer.table(block)
        else:
            writer.text(block)
    return writer.finish()


class _Writer:
    """One document in one manner."""

    def __init__(self, chance: Random) -> None:
        self.document: WordDocument = Document()
        self.title, self.head, self.body = chance.choice(_FONTS)
        self.headings = chance.random() < 0.5
        self.lines = chance.random() < 0.2

    def text(self, block: Text[Pieces]) -> None:
        """A paragraph; headings have Word's style in half of the documents."""
        styled = self.headings and block.kind == "heading"
        paragraph = self.document.add_paragraph(style="Heading 1" if styled else None)
        if block.kind in _ALIGNED:
            paragraph.alignment = _ALIGNED[block.kind]
        elif block.kind == "paragraph":
            paragraph.paragraph_format.first_line_indent = Pt(28)
        font = {"title": self.title, "heading": self.head}.get(block.kind, self.body)
        self._write(paragraph, plain(block.content), font, {"title": 20, "heading": 15, "right": 12}.get(block.kind, 14))

    def table(self, block: Table[Pieces]) -> None:
        """A grid, merged where cells are."""
        table = self.document.add_table(block.rows, block.cols)
        table.style = "Table Grid"
        grid = [list(row.cells) for row in table.rows]  # asked for once: python-docx counts them anew each time
        for cell in block.cells:
            corner = grid[cell.row][cell.col]
            if (cell.rows, cell.cols) != (1, 1):
                corner = corner.merge(grid[cell.row + cell.rows - 1][cell.col + cell.cols - 1])
            corner.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
            self._write(corner.paragraphs[0], plain(cell.content), "宋体", 9)

    def _write(self, paragraph: Paragraph, text: str, font: str, size: int) -> None:
        run = paragraph.add_run(text)
        run.font.size, run.font.name = Pt(size), font
        run._element.rPr.rFonts.set(qn("w:eastAsia"), font)

    def finish(self) -> bytes:
        """Dates fixed, in the document and in its archive."""
        core = self.document.core_properties
        core.author = core.comments = ""
        core.created = core.modified = _MOMENT
        stream = io.BytesIO()
        self.document.save(stream)
        return _dated(stream)


def _dated(stream: io.BytesIO) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(stream) as given, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as taken:
        for name in given.namelist():
            taken.writestr(zipfile.ZipInfo(name, _ZIP_MOMENT), given.read(name), zipfile.ZIP_DEFLATED)
    return made.getvalue()
