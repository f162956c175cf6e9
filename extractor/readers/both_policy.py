"""Which reader is believed where two differ, and how firmly a numeral stands.

This is the one place to change after measuring. In tables the rules follow recognised headers exactly; in prose a model
understands better whose figure it is, while a cue word printed right before a number (支出, 预算 …) says what it is.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from extractor.document import Document, Numeral
from extractor.grid import grid_of
from extractor.numerals.columns import ColumnKind, heading
from extractor.numerals.fold import fold
from extractor.readers import lexicon
from extractor.readers.base import Side

UNDER_A_HEADER: Side = "rules"
IN_OTHER_CELLS: Side = "model"
WHOSE_IN_PROSE: Side = "model"
WHAT_BEHIND_A_CUE: Side = "rules"
WHAT_IN_PROSE: Side = "model"
WORDING: Side = "rules"
"""Whose label is kept where both mean the same: one wording, so that mentions of one quantity stay together."""
NAME_IN_TABLE: Side = "rules"
NAME_IN_PROSE: Side = "model"

AGREED, SINGLE, DISPUTED = 0.98, 0.85, 0.5
"""Confidence of a role that both readers give, that one alone gives, that the readers give differently. An order, not yet
frequencies: gold files will calibrate them."""

_SILENT: frozenset[ColumnKind] = frozenset({"other", "note", "ordinal", "unit", "bound", "date"})
_REACH = 24


def winner(document: Document, numeral: Numeral, rules: Collection[str], model: Collection[str]) -> Side:
    """The reader that is believed of a disputed numeral. ``rules`` and ``model`` are the measures or row fields they give it."""
    if numeral.cell is not None:
        return UNDER_A_HEADER if _headed(document, numeral.cell) else IN_OTHER_CELLS
    if set(rules) & set(model):
        return WHOSE_IN_PROSE
    return WHAT_BEHIND_A_CUE if _cue(document, numeral) in rules else WHAT_IN_PROSE


def _headed(document: Document, at: tuple[int, int, int]) -> bool:
    """Whether the words over or left of a cell tell what its number is."""
    table = document.tables[at[0]].table
    assert table is not None
    grid = grid_of(document.text, table)
    cell = grid.cells.get(at[1:])
    if cell is None:
        return False
    beside = tuple(label.text for label in grid.row_labels(cell))
    return any(heading(path).kind not in _SILENT for path in (grid.header_path(cell), beside))


def _cue(document: Document, numeral: Numeral) -> str | None:
    """The measure that the words right before a number name."""
    start = numeral.extent[0]
    before = re.sub(r"\s", "", fold(document.text[max(0, start - _REACH) : start]))
    clause = re.split(r"[,;。]", before)[-1]
    return next((measure for measure, pattern in lexicon.TRAILING if pattern.search(clause)), None)


def namer(rules_in_table: bool, model_in_table: bool) -> Side:
    """Whose form of a project's name is kept: tables name most firmly."""
    if rules_in_table != model_in_table:
        return "rules" if rules_in_table else "model"
    return NAME_IN_TABLE if rules_in_table else NAME_IN_PROSE


def is_project(name: str) -> bool:
    """Whether what only one reader calls a project is one: economic categories and sources of money are not."""
    return not lexicon.is_category(re.sub(r"\s", "", fold(name)))
