"""Numbers with marks that dirt and broken strokes add: only what leaves one reading is taken away.

A cell that holds nothing but a number has no use for a point or a colon at its end; where the cells of a column are numbers, a
thin round zero that broke in two stands there as a pair of brackets.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from extractor.document import SURE
from extractor.load.ocr.engine import Char, Line
from extractor.load.ocr.places import quad_of, upright

if TYPE_CHECKING:
    from extractor.load.pdf_tables import Grid, GridCell

Side = tuple[float, float]
_WHOLE = 3
"""Digits that a rate has before its point at most."""
_SIGN_ALONE = re.compile(r"[0oO°º][/／]?[0oO°º]")
"""A percent sign that was found as a line of its own."""
_NUMBER = re.compile(r"-?[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?%?")
_STRAY = ".,:;·、，：；。'‘’`´_~"
_COMMA_POINT = re.compile(r"[0-9]+(?P<at>,)[0-9]{2}%")
"""Thousands have three digits, so this comma is a point with a tail."""
_BROKEN_ZERO = re.compile(r"\((?P<left>[01]?)\)|(?P<right>[01])\)")
_ITEM = re.compile(r"\(?[0-9]*[2-9]\)")
"""The number of an item: brackets in its column are brackets."""
_LETTERS = re.compile(r"(?=.*[0-9Oo])[0-9OoIil|]+(?:\.[0-9OoIil|]+)?%?")
"""Letters that stand for digits; strokes alone may be dirt."""
_DIGITS = str.maketrans("OoIil|", "001111")
_FEWEST, _MOST_OF = 2, 0.5
"""So many cells of a column, and so great a part of its filled ones, are numbers where the column is one of numbers."""
_IN_PROSE = (
    re.compile(r"[0-9](?P<at>:)[0-9]{1,2}(?=[万亿]元|[%％])"),  # 0:19万元: no time of day
    re.compile(r"[㐀-鿿](?<![一二三四五六七八九十])(?P<stray>\.)(?=(?:19|20)[0-9]{2}年)"),
    re.compile(r"(?:19|20)[0-9]{2}(?P<stray>\.)(?=年)"),
    re.compile(r"^(?P<stray>[·.,:;'`|] ?)(?=[0-9]{1,2}[.．、][㐀-鿿])"),  # · 8.某项目: an item of a list
)
_UNSURE = 0.5
"""Of a number with another reading: a zero that may be a one, a point that may be dirt or the end of lost digits."""


def without_strays(lines: Sequence[Line], grids: Sequence[Grid], points: float) -> list[Line]:
    """The lines (in pixels), their numbers without stray marks; the grids are in points."""
    found = _signed([_in_prose(line) for line in lines], grids, points)
    cells = _alone(found, grids, points)
    for i in cells:
        found[i] = _bare(found[i])
    plain = [cell for i, cell in cells.items() if _NUMBER.fullmatch(found[i].text)]
    filled = [cell for i, cell in cells.items() if not _BROKEN_ZERO.search(found[i].text)]
    counted = {_column(cell) for i, cell in cells.items() if _ITEM.fullmatch(found[i].text)}
    for i, cell in cells.items():
        if _column(cell) not in counted and any(
            _of_numbers(side(cell), [side(one) for one in plain], [side(one) for one in filled]) for side in (_column, _row)
        ):
            found[i] = _with_zero(_in_digits(found[i]))
    return found


def doubted_decimals(lines: Sequence[Line], grids: Sequence[Grid], points: float) -> list[Line]:
    """The lines, a number in a column of rates unsure whose last decimals may be a percent sign: 98.174 beside 22.02% and 19.48%."""
    found = list(lines)
    columns: dict[Side, list[int]] = {}
    for i, cell in _alone(lines, grids, points).items():
        if _NUMBER.fullmatch(lines[i].text):
            columns.setdefault(_column(cell), []).append(i)
    for column in columns.values():
        for i in column:
            others = [lines[other].text for other in column if other != i]
            signed = [text for text in others if text.endswith("%")]
            if len(signed) >= _FEWEST and 2 * len(signed) > len(others) and _is_long(lines[i].text, signed):
                found[i] = _unsure(lines[i])
    return found


def _is_long(text: str, rates: Sequence[str]) -> bool:
    """Whether a number has more decimals than all these rates, or more digits before the point than a rate has."""
    whole = text.rstrip("%").partition(".")[0]
    return _decimals(text) > max(map(_decimals, rates)) or len(whole) > _WHOLE


def _decimals(text: str) -> int:
    return len(text.rstrip("%").partition(".")[2])


def _unsure(line: Line) -> Line:
    chars = tuple(replace(char, confidence=min(char.confidence, _UNSURE)) for char in line.chars or ())
    return replace(line, chars=chars or None)


def _signed(lines: list[Line], grids: Sequence[Grid], points: float) -> list[Line]:
    """The lines, the rings of a percent sign that stand alone behind or below the number of their cell as the sign."""
    cells: dict[int, list[int]] = {}
    for i, line in enumerate(lines):
        if (cell := _cell(line, grids, points)) is not None:
            cells.setdefault(id(cell), []).append(i)
    for pair in (pair for pair in cells.values() if len(pair) == 2):
        for at, other in (pair, pair[::-1]):
            if _SIGN_ALONE.fullmatch(lines[at].text) and _NUMBER.fullmatch(lines[other].text) and _behind(lines[at], lines[other]):
                lines[at] = _changed(lines[at], 0, len(lines[at].text), "%", SURE)
    return lines


def _behind(sign: Line, number: Line) -> bool:
    """Whether a line begins where another one ends, or stands below it."""
    (x0, y0, x1, y1), (left, top, _, low) = upright(number.quad), upright(sign.quad)
    return left > (x0 + x1) / 2 if top < (y0 + y1) / 2 < low else top > (y0 + y1) / 2


def _alone(lines: Sequence[Line], grids: Sequence[Grid], points: float) -> dict[int, GridCell]:
    """The lines that have a cell for themselves, by their index."""
    cells = [_cell(line, grids, points) for line in lines]
    often = Counter(id(cell) for cell in cells)
    return {i: cell for i, cell in enumerate(cells) if cell is not None and often[id(cell)] == 1}


def _of_numbers(side: Side, plain: Sequence[Side], filled: Sequence[Side]) -> bool:
    """Whether the cells of a column or a row are numbers."""
    return plain.count(side) >= max(_FEWEST, _MOST_OF * filled.count(side))


def _cell(line: Line, grids: Sequence[Grid], points: float) -> GridCell | None:
    x0, y0, x1, y1 = upright(line.quad)
    at = (x0 + x1) / 2 * points, (y0 + y1) / 2 * points
    return next((cell for grid in grids if (cell := grid.at(*at)) is not None), None)


def _column(cell: GridCell) -> Side:
    return cell.x0, cell.x1


def _row(cell: GridCell) -> Side:
    return cell.y0, cell.y1


def _in_prose(line: Line) -> Line:
    for pattern in _IN_PROSE if line.chars is not None else ():
        for match in reversed(list(pattern.finditer(line.text))):
            start, end = match.span(match.lastgroup or 0)
            line = _changed(line, start, end, "." if match.lastgroup == "at" else "")
    return line


def _bare(line: Line) -> Line:
    """A number alone in its cell, without the marks around it."""
    if line.chars is None or not line.text:
        return line
    core = line.text.strip(_STRAY + " ")
    start = line.text.find(core)
    if match := _COMMA_POINT.fullmatch(core):
        line = _changed(line, start + match.start("at"), start + match.end("at"), ".")
        core = core.replace(",", ".")
    if core == line.text or not _NUMBER.fullmatch(core):
        return line
    whole = line.text[: start + len(core)]
    doubtful = line.text[:start].endswith(".") and "." not in core and core.strip("0%") != ""
    line = _cut(line, start, start + len(core))
    return _rivalled(_unsure(line), whole) if doubtful else line


def _in_digits(line: Line) -> Line:
    """Letters alone among numbers (io) as the digits that they look like."""
    if line.chars is None or not _LETTERS.fullmatch(line.text):
        return line
    chars = tuple(replace(char, c=char.c.translate(_DIGITS)) for char in line.chars)
    return replace(line, text="".join(char.c for char in chars), chars=chars)


def _with_zero(line: Line) -> Line:
    """A number that ends in a pair of brackets, or in the right one, ends in a zero; where it may be a one, that stays open."""
    match = _BROKEN_ZERO.search(line.text)
    if line.chars is None or match is None:
        return line
    head, tail = line.text[: match.start()], line.text[match.end() :]
    if not (head == "" or head.replace(".", "", 1).isdigit()) or tail not in ("", "%"):
        return line
    stroke = match["left"] or match["right"] or "0"
    zero = line.chars[match.start()]
    if stroke == "0":
        return _changed(line, match.start(), match.end(), "0", max(zero.confidence, SURE))
    return _rivalled(_changed(line, match.start(), match.end(), "0", _UNSURE), head + stroke + tail)


def _rivalled(line: Line, other: str) -> Line:
    """The line whose number may also be another one."""
    first, *rest = line.chars or ()
    return replace(line, chars=(replace(first, rivals=(*first.rivals, other)), *rest))


def _cut(line: Line, start: int, end: int) -> Line:
    """These characters of the line, and the place up to halfway to those that go: their ink is not the number's."""
    chars = line.chars or ()
    x0, y0, x1, y1 = upright(line.quad)
    left = (chars[start - 1].box[2] + chars[start].box[0]) / 2 if start else x0
    right = (chars[end - 1].box[2] + chars[end].box[0]) / 2 if end < len(chars) else x1
    return replace(line, text=line.text[start:end], chars=chars[start:end], quad=quad_of((left, y0, max(right, left + 1), y1)))


def _changed(line: Line, start: int, end: int, c: str, confidence: float | None = None) -> Line:
    """The line with one character (or none) in the place of some."""
    if line.chars is None or start == end:
        return line
    part = line.chars[start:end]
    box = part[0].box[0], min(one.box[1] for one in part), part[-1].box[2], max(one.box[3] for one in part)
    made = (Char(c, box, part[0].confidence if confidence is None else confidence),) if c else ()
    chars = (*line.chars[:start], *made, *line.chars[end:])
    return replace(line, text="".join(one.c for one in chars), chars=chars)
