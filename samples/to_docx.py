"""A sample as DOCX: real merged cells, Chinese fonts."""

from __future__ import annotations

import io
from datetime import datetime

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph
from source import Block

from eval.typeset.blocks import Table, Text

_STYLES = {"title": ("方正小标宋简体", 20), "heading": ("黑体", 15), "right": ("仿宋", 12), "paragraph": ("仿宋", 14)}
_ALIGNED = {"title": WD_ALIGN_PARAGRAPH.CENTER, "right": WD_ALIGN_PARAGRAPH.RIGHT}
_MOMENT = datetime(2026, 1, 1)


def to_docx(blocks: list[Block]) -> bytes:
    """The file's bytes."""
    document = Document()
    for side in ("left_margin", "right_margin"):
        setattr(document.sections[0], side, Cm(2.5))
    for block in blocks:
        if isinstance(block, Table):
            _add_table(document, block)
        else:
            _add_text(document, block)
    document.core_properties.author = document.core_properties.comments = ""
    document.core_properties.created = document.core_properties.modified = _MOMENT
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _add_text(document: WordDocument, block: Text[str]) -> None:
    if block.kind == "page":
        document.add_page_break()
        return
    paragraph = document.add_paragraph()
    if block.kind in _ALIGNED:
        paragraph.alignment = _ALIGNED[block.kind]
    if block.kind in ("heading", "paragraph"):
        paragraph.paragraph_format.first_line_indent = Pt(28)
    paragraph.paragraph_format.space_after = Pt(0)
    _write(paragraph, block.content, *_STYLES[block.kind])


def _add_table(document: WordDocument, block: Table[str]) -> None:
    table = document.add_table(block.rows, block.cols)
    table.style = "Table Grid"
    for cell in block.cells:
        corner = table.cell(cell.row, cell.col)
        if (cell.rows, cell.cols) != (1, 1):
            corner = corner.merge(table.cell(cell.row + cell.rows - 1, cell.col + cell.cols - 1))
        corner.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
        _write(corner.paragraphs[0], cell.content, "宋体", 10)


def _write(paragraph: Paragraph, text: str, font: str, size: int) -> None:
    run = paragraph.add_run(text)
    run.font.size = Pt(size)
    run.font.name = font
    run._element.rPr.rFonts.set(qn("w:eastAsia"), font)
