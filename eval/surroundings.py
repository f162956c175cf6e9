"""What is printed around a place: its sentence, or its table row with the headers over it and the lines before the table."""

from __future__ import annotations

import re
from bisect import bisect_right

from eval.words import fold
from extractor.document import Block, Cell, Document, Span, Table

CAPTION_LINES = 3
_STOP = re.compile(r"[。！？!?\n]")
_PUNCTUATION = re.compile(r"[,.;:()/\-]")
SMALLEST_PIECE = 2
"""Characters that a piece of a label printed in pieces must have (新增农村低保 for 新增…农村低保)."""


def surroundings(document: Document, span: Span) -> list[str]:
    """The texts in which the words that own the number at ``span`` may stand."""
    starts = [block.span[0] for block in document.blocks]
    index = bisect_right(starts, span[0]) - 1
    if index < 0 or span[0] >= document.blocks[index].span[1]:
        return [sentence(document.text, span, (0, len(document.text)))]
    block = document.blocks[index]
    if block.table is None:
        return [sentence(document.text, span, block.span)]
    cell = next((one for one in block.table.cells if one.span[0] <= span[0] < one.span[1]), None)
    if cell is None:
        return [sentence(document.text, span, block.span)]
    return [*_row_and_headers(document.text, block.table, cell), *_captions(document, index)]


def sentence(text: str, span: Span, within: Span) -> str:
    """The sentence around ``span``, not beyond ``within``."""
    before = [found.end() for found in _STOP.finditer(text, within[0], span[0])]
    after = _STOP.search(text, span[1], within[1])
    return text[before[-1] if before else within[0] : after.start() if after else within[1]]


def is_printed(label: str, texts: list[str]) -> bool:
    """Whether a label stands in one of the texts, at most cut into pieces of two characters or more, in their order."""
    wanted, whole = fold(label), "\n".join(map(fold, texts))
    return wanted in whole or _in_pieces([piece for piece in _PUNCTUATION.split(wanted) if piece], whole)


def _in_pieces(wanted: list[str], text: str) -> bool:
    if not wanted:
        return True
    first, *rest = wanted
    for size in (len(first), *range(len(first) - SMALLEST_PIECE, SMALLEST_PIECE - 1, -1)):
        found = text.find(first[:size])
        left = [first[size:], *rest] if size < len(first) else rest
        if found >= 0 and _in_pieces(left, text[found + size :]):
            return True
    return False


def _row_and_headers(text: str, table: Table, cell: Cell) -> list[str]:
    rows = range(cell.row, cell.row + cell.row_span)
    columns = range(cell.col, cell.col + cell.col_span)
    row, above = [], []
    for one in table.cells:
        words = text[one.span[0] : one.span[1]]
        if any(one.row <= index < one.row + one.row_span for index in rows):
            row.append(words)
        elif one.row < cell.row and any(one.col <= index < one.col + one.col_span for index in columns):
            above.append(words)
    return [" ".join(row), " ".join(above)]


def _captions(document: Document, index: int) -> list[str]:
    before: list[Block] = [block for block in document.blocks[:index] if block.kind == "paragraph"][-CAPTION_LINES:]
    return [document.text[block.span[0] : block.span[1]] for block in before]
