"""Paragraphs from rows: where a line ends because the paragraph ends, and where only because the margin came."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from extractor.load.layout_lines import Row
from extractor.load.layout_text import first_token_width

NUMBERED = re.compile(
    r"(?:[一二三四五六七八九十百]+[、.．]|[（(][一二三四五六七八九十百]+[)）]|第[一二三四五六七八九十百]+[章节条部分款项]"
    r"|[0-9]{1,2}(?:[、．)）]|\.(?![0-9])|\.(?=20[0-9]{2}年))|[（(][0-9]{1,2}[)）]|[①-⑳]|[0-9]{1,2}(?:\.[0-9]{1,2}){1,3}(?:\s*(?![万亿元分个年月日次人户村亩平米公千百倍])[一-龥]|\s+(?![万亿]?元|公[里斤顷]|平方)[一-龥]|\s*20[0-9]{2}年)"
    r"|附[件表录注]?\s*[0-9一二三四五六七八九十]*\s*(?:[-—:：]|$)|注\s*[0-9]*\s*[:：]|[●■◆▪•])"
)
_SENTENCE_END = "。；;！？!?：:."
_INDENT = 0.9
"""In font sizes: what counts as set in from the margin."""


@dataclass(frozen=True, slots=True)
class Zone:
    """The margins of one page geometry, and how its paragraphs begin."""

    left: float
    right: float
    pitch: float
    indents: bool
    numbers_indent: bool
    size: float


def zones(rows: Sequence[Row]) -> dict[tuple[int, ...], Zone]:
    """The margins that the rows themselves show, for each geometry."""
    found: dict[tuple[int, ...], list[Row]] = defaultdict(list)
    for row in rows:
        if row.parts[0].direction == 0 and not row.tabular:
            found[row.zone].append(row)
    return {name: _zone(members) for name, members in found.items()}


def _zone(rows: list[Row]) -> Zone:
    left = _edge([row.x0 for row in rows], 1)
    right = _edge([row.x1 for row in rows], -1)
    size = median(row.size for row in rows)
    bare = Zone(left, right, 0.0, True, True, size)
    steps = [(b.y0 - a.y0) / a.size for a, b in pairwise(rows) if a.page == b.page and _like(a, b)]
    pitches = sorted(step for step in steps if step > 0.5)
    pitch = pitches[len(pitches) // 3] if pitches else 0.0
    starts = [b for a, b in pairwise(rows) if not _full(a, b, bare) and _like(a, b)]
    long = [row.x0 - left for row in starts if _is_long(row, bare)]
    numbered = [row.x0 - left for row in starts if NUMBERED.match(row.text)]
    indents = _mostly_set_in(long, size, 0.6)
    return Zone(left, right, pitch, indents, indents and len(numbered) > 1 and _mostly_set_in(numbered, size, 0.8), size)


def _mostly_set_in(offsets: list[float], size: float, share: float) -> bool:
    """Whether at least this share of the paragraphs' first lines is set in from the margin; true where there is none."""
    return sum(offset > _INDENT * size for offset in offsets) >= share * len(offsets)


def _edge(values: list[float], sign: int) -> float:
    """The outermost value that several rows share, else the outermost."""
    ordered = sorted(values, reverse=sign < 0)
    need = max(2, len(values) // 15)
    for i, value in enumerate(ordered):
        if i + need <= len(ordered) and abs(ordered[i + need - 1] - value) <= 4:
            return ordered[i + need // 2] if need > 4 else value
    return ordered[0]


def _like(one: Row, other: Row) -> bool:
    return abs(one.size - other.size) <= 0.08 * max(one.size, other.size)


def _full(row: Row, following: Row, zone: Zone) -> bool:
    """Whether the first word of the next row had no room at the end of this one."""
    return zone.right - row.x1 < first_token_width(following.parts[0]) + 0.3 * following.size


def _is_long(row: Row, zone: Zone) -> bool:
    return row.x1 - row.x0 > 0.7 * (zone.right - zone.left)


def _centred(row: Row, zone: Zone) -> bool:
    before, after = row.x0 - zone.left, zone.right - row.x1
    return min(before, after) > 1.5 * row.size and abs(before - after) < 1.5 * row.size and abs(before - 2 * row.size) > 4


def _is_title_line(row: Row, zone: Zone) -> bool:
    """Whether the row is centred, though it may be so long that it nearly fills the width."""
    uneven = abs((row.x0 - zone.left) - (zone.right - row.x1))
    return uneven < 1.5 * row.size and (row.size > 1.15 * zone.size or row.x0 - zone.left > 0.25 * row.size)


def _text_start(row: Row) -> float:
    """Where the text behind the number of a numbered item begins; infinitely far where there is no number."""
    glyphs = row.joined().glyphs
    lead = next(i for i, glyph in enumerate(glyphs) if not glyph.c.isspace())
    number = NUMBERED.match("".join(glyph.c for glyph in glyphs[lead:]))
    behind = [glyph for glyph in glyphs[lead + number.end() :] if not glyph.c.isspace()] if number else []
    return behind[0].x0 if behind else float("inf")


def paragraphs(rows: Sequence[Row], margins: dict[tuple[int, ...], Zone]) -> list[list[Row]]:
    """The rows (in reading order, of any number of pages) grouped into paragraphs."""
    found: list[list[Row]] = []
    for row in rows:
        if found and _continues(found[-1], row, margins):
            found[-1].append(row)
        else:
            found.append([row])
    return found


def _continues(paragraph: list[Row], row: Row, margins: dict[tuple[int, ...], Zone]) -> bool:
    above = paragraph[-1]
    turned = above.parts[0].direction != 0 or row.parts[0].direction != 0
    if turned or above.tabular or row.tabular or not _like(above, row):
        return False
    here, there = margins[row.zone], margins[above.zone]
    if not _full(above, row, there):
        return False
    same_flow = above.page == row.page and above.zone == row.zone
    if same_flow and _spaced(paragraph, row, here):
        return False
    return _indent_goes_on(paragraph, row, here, there)


def _spaced(paragraph: list[Row], row: Row, zone: Zone) -> bool:
    """Whether more white than usual parts the row from the one above."""
    above = paragraph[-1]
    step = row.y0 - above.y0
    if len(paragraph) > 1 and paragraph[-2].page == above.page and paragraph[-2].zone == above.zone:
        return step > 1.35 * (above.y0 - paragraph[-2].y0) + 1
    return zone.pitch > 0 and step > 1.6 * zone.pitch * row.size


def _indent_goes_on(paragraph: list[Row], row: Row, here: Zone, there: Zone) -> bool:
    """Whether the row's left edge is that of a line inside the paragraph, not of a new one."""
    first, above = paragraph[0], paragraph[-1]
    indent = row.x0 - here.left
    shift = indent - (above.x0 - there.left)
    numbered = NUMBERED.match(row.text) is not None
    slack = _INDENT * row.size
    if _centred(row, here) and _is_title_line(above, there):
        return not numbered
    if shift > slack:  # set in further: a new first line, unless the text hangs behind the number of the first line
        return len(paragraph) == 1 and not numbered and abs(row.x0 - here.left - (_text_start(first) - there.left)) < 0.6 * row.size
    if shift < -slack:  # back at the margin after a first line
        return not numbered or here.indents or len(paragraph) > 1
    if indent > slack:  # both set in: a list of one-line items, or the body of a hanging paragraph
        return len(paragraph) > 1 and not numbered
    if not numbered:
        return True
    return here.numbers_indent or (here.indents and above.text[-1] not in _SENTENCE_END)
