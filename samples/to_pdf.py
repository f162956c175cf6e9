"""A sample as PDF: PyMuPDF's built-in CJK font, embedded as a subset."""

from __future__ import annotations

import pymupdf
from source import Block

from eval.typeset.blocks import Table
from eval.typeset.paper import Paper, Setting

_TITLE = 19
_SETTING = Setting(
    sizes={"title": _TITLE, "heading": 14.5, "right": 12, "paragraph": 13},
    cell=9.0,
    margin=71,
    lead=1.6,
    pad=4.0,
    rule=0.6,
    wide=100,
    below_title=_TITLE * 0.4,
    below_table=12,
    foot="— {0} —",
    foot_rise=40,
    subset=True,
)


def to_pdf(blocks: list[Block]) -> bytes:
    """The file's bytes."""
    paper = Paper(_SETTING, pymupdf.Font("cjk"))
    for block in blocks:
        if isinstance(block, Table):
            paper.table(block)
        elif block.kind == "page":
            paper.turn()
        else:
            paper.text(block)
    return paper.finish()
