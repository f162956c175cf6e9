"""Blocks as PDF: set in one of several fonts and measures."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

import pymupdf

from eval.synth.blocks import Block, Pieces, plain
from eval.typeset.blocks import Cell, Table, Text
from eval.typeset.paper import Paper, Setting

_ALWAYS = "0123456789—第页 "
_BUNDLED = "cjk"
_INSTALLED = (
    Path("/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc"),
    Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"),
)


def to_pdf(blocks: tuple[Block, ...], seed: str) -> bytes:
    """The file's bytes: the same for the same seed where the same fonts are installed."""
    text = "".join(sorted({*_ALWAYS, *(sign for block in blocks for sign in _characters(block))}))
    chance = Random(f"{seed}/pdf")
    font = chance.choice([_BUNDLED, _BUNDLED, *(str(path) for path in _INSTALLED if path.is_file())])
    paper = Paper(_setting(chance, subset=font == _BUNDLED), _font(font, text))
    for block in blocks:
        if isinstance(block, Table):
            paper.table(_printed(block))
        else:
            paper.text(Text(block.kind, plain(block.content)))
    return paper.finish()


def _setting(chance: Random, subset: bool) -> Setting:
    margin, body, title = chance.choice([60, 71, 80]), chance.choice([12, 13, 14]), chance.choice([18, 20, 22])
    sizes = {"title": title, "heading": body + 1, "caption": body - 1, "right": body - 1.5, "paragraph": body, "line": body}
    return Setting(
        margin=margin, sizes=sizes, cell=chance.choice([8.5, 9, 10]), lead=chance.choice([1.5, 1.6, 1.8]), pad=chance.choice([3, 4, 5]),
        rule=chance.choice([0.5, 0.6, 0.9]), sideways=chance.random() < 0.4,
        repeats=chance.random() < 0.4, foot=chance.choice(["— {0} —", "{0}", "第{0}页", ""]),
        foot_rise=38, wide=110, below_title=0, below_table=10, subset=subset,
    )  # fmt: skip


def _characters(block: Block) -> str:
    return "".join(plain(cell.content) for cell in block.cells) if isinstance(block, Table) else plain(block.content)


def _printed(table: Table[Pieces]) -> Table[str]:
    cells = (Cell(cell.row, cell.col, cell.rows, cell.cols, plain(cell.content)) for cell in table.cells)
    return Table(table.rows, table.cols, tuple(cells), table.heads)


def _font(name: str, text: str) -> Any:
    """The bundled font, or an installed one cut to the characters used."""
    if name == _BUNDLED:
        return pymupdf.Font(name)
    from eval.synth.cut_font import cut

    return pymupdf.Font(fontbuffer=cut(name, text))
