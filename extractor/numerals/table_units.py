"""The unit of a bare number in a table: from its column, its row, its own cell or the line over the table."""

from __future__ import annotations

import re
from decimal import Decimal

from extractor.document import UnitFrom
from extractor.numerals.columns import MONEY_KINDS, Heading, heading, label_unit, speaks_of_money
from extractor.numerals.fold import fold
from extractor.numerals.frames import Frame

_DECISIVE = frozenset({"rate", "weight", "score", "count", "ordinal", "note", "date"})
_INLINE = re.compile(r"([\u4e00-\u9fff][^。;,\d]{0,24})(?:[:为是]|\s|\()\s*$")


def inline_label(cell_text: str, start: int) -> str | None:
    """The label right in front of a number in the same cell or sentence (``其中：基本支出：`` before 3019.17)."""
    found = _INLINE.search(fold(cell_text[max(0, start - 30) : start]))
    return found[1] if found else None


def unit_in_table(frame: Frame, place: tuple[int, int], value: Decimal, decimals: int, inline: str | None) -> tuple[str, UnitFrom] | None:
    """The unit of a number without one, and where it is printed; ``("", "document")`` asks for the document's money unit."""
    if place not in frame.headers and place not in frame.labels and inline is None:
        return None
    row_path = frame.labels.get(place, ())
    column = heading((inline,)) if inline and heading((inline,)).kind != "other" else heading(frame.headers.get(place, ()))
    row = heading(row_path)
    if column.kind in _DECISIVE:
        return _decided(column, value, decimals)
    inner = label_unit(row_path[-1]) if row_path else None
    if column.kind in ("target", "actual"):
        unit = column.unit or inner or frame.row_units.get(place[0])
        return (unit, "header") if unit else None
    unit = inner or column.unit or (row.unit if row.explicit else None)
    if unit:
        return unit, "header"
    if column.kind == "other" and row.kind in _DECISIVE and len(row_path[-1]) <= 10:
        return _decided(row, value, decimals)
    return _money(frame, place[0], column, row, [*frame.headers.get(place, ()), *row_path, inline or ""])


def _decided(column: Heading, value: Decimal, decimals: int) -> tuple[str, UnitFrom] | None:
    """A rate in (0, 1.5] with decimals, or a bare 1, may be a ratio: it gets no unit unless the header prints one."""
    if column.unit is None:
        return None
    ratio = column.kind == "rate" and not column.explicit and 0 < value <= Decimal("1.5") and (decimals > 0 or value == 1)
    return None if ratio else (column.unit, "header")


def _money(frame: Frame, row_number: int, column: Heading, row: Heading, labels: list[str]) -> tuple[str, UnitFrom] | None:
    moneyish = column.kind in MONEY_KINDS or any(speaks_of_money(label) for label in labels if label)
    if column.kind != "other" and column.kind not in MONEY_KINDS:
        return None
    if frame.caption and (moneyish or row.kind in MONEY_KINDS or row.kind == "other"):
        return frame.caption, "caption"
    if moneyish:
        return (frame.corner[1], "header") if frame.corner and frame.corner[0] <= row_number else ("", "document")
    return None
