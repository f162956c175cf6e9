"""Target and result of an indicator told in the remarks of its row: 目标≥88%，完成86.5%."""

from __future__ import annotations

import re

from extractor.document import Span
from extractor.grid import GridCell
from extractor.numerals.fold import fold
from extractor.readers.base import ValueWords, Words
from extractor.readers.sheet import Sheet
from extractor.readers.words import exact

_TOLD = re.compile(
    r"\s*(?:年度)?(?:目标|计划|指标)值?[为:]?\s*(?P<target>[^,;。:\u4e00-\u9fff]*\d[^,;。:]{0,8})[,;]\s*(?:实际)?(?:完成|达到|实现|实际)值?[为:]?\s*"
    r"(?P<actual>[^,;。:\u4e00-\u9fff]*\d[^,;。:]{0,8})。?\s*"
)


def told_in_note(sheet: Sheet, cells: list[GridCell], note: Words) -> tuple[ValueWords, ValueWords] | None:
    """The target and the result that a remark tells and nothing else; null where it says anything more."""
    cell = next((cell for cell in cells if cell.cell.span[0] <= note.span[0] < cell.cell.span[1]), None)
    found = _TOLD.fullmatch(fold(sheet.document.text[slice(*note.span)]))
    if cell is None or found is None:
        return None
    return _value(sheet, cell, note, found.span("target")), _value(sheet, cell, note, found.span("actual"))


def _value(sheet: Sheet, cell: GridCell, note: Words, span: Span) -> ValueWords:
    start, end = note.span[0] + span[0], note.span[0] + span[1]
    own = tuple(n for n in sheet.numerals(cell) if start <= n.span[0] < end)
    return ValueWords(exact(sheet.document.text, (start, end)), own)
