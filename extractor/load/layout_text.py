"""Joining: lines to text without the breaks that only the layout made. No digit is added, dropped or moved."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import dropwhile, pairwise
from statistics import median

from extractor.load.pdf_chars import Glyph, Line


@dataclass(frozen=True, slots=True)
class Ink:
    """A character of the text; ``glyph`` is null for a space that joins two pieces."""

    c: str
    glyph: Glyph | None
    line: Line | None


_WIDE_GAP = 1.0
_WORD_GAP = 0.2
_OPENING = "（(《〈「『【〔［{[“‘＜<"
_CLOSING = "，。、；：！？）)》〉」』】〕］}]”’,.;:!?%％‰℃°·…—~～＞>"
_NUMBER = re.compile(r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?%?")
_DATE = re.compile(r"(?:19|20)[0-9]{2}\.[0-9]{1,2}(?:\.[0-9]{1,2})?")
_PARTIAL = re.compile(r"[0-9][0-9.,]*$")
_REST = re.compile(r"^[0-9.,%]+")
_UNIT = rf"[{re.escape(_OPENING)}]*(?:[!-~]+|.)[{re.escape(_CLOSING)}]*"
_TOKEN = re.compile(rf"{_UNIT}(?:[“‘]+{_UNIT})*")


def is_latin(c: str) -> bool:
    """Whether the character belongs to a word that spaces part from the next: no CJK, no punctuation."""
    return c.isalnum() and (c < "⺀" or "Ａ" <= c <= "ｚ")


def ink(line: Line, spaces_for_gaps: bool) -> list[Ink]:
    """The line's characters; a space where a gap parts two numbers or words, and (outside tables) wherever it is wide."""
    glyphs = line.glyphs
    while glyphs and glyphs[0].c.isspace():
        glyphs = glyphs[1:]
    while glyphs and glyphs[-1].c.isspace():
        glyphs = glyphs[:-1]
    if line.direction != 0:
        return [Ink(glyph.c, glyph, line) for glyph in glyphs]
    usual = _usual_gap(glyphs)
    out: list[Ink] = []
    last: Glyph | None = None
    for glyph in glyphs:
        if last is not None and not (glyph.c.isspace() or last.c.isspace()):
            gap = (glyph.x0 - last.x1 - usual) / max(glyph.size, 1)
            words = is_latin(last.c) and is_latin(glyph.c)
            if gap > (_WORD_GAP if words else _WIDE_GAP) and (words or spaces_for_gaps):
                out.append(Ink(" ", None, None))
        out.append(Ink(glyph.c, glyph, line))
        last = glyph
    return out


def _usual_gap(glyphs: Sequence[Glyph]) -> float:
    """The letter spacing of the line (justified and spread text has much)."""
    if len(glyphs) < 6:
        return 0.0
    return max(median(b.x0 - a.x1 for a, b in pairwise(glyphs)), 0.0)


def join(lines: Sequence[Line], room: float | None = None, spaces_for_gaps: bool = True) -> list[Ink]:
    """The lines as one text. ``room`` is the width there was for a line: a number that had room ended where it ends."""
    out: list[Ink] = []
    for i, line in enumerate(lines):
        following = ink(line, spaces_for_gaps)
        if out and following and _needs_space(lines[i - 1], line, out, following, room):
            out.append(Ink(" ", None, None))
        out += following
    return out


def _needs_space(above: Line, below: Line, left: list[Ink], right: list[Ink], room: float | None) -> bool:
    a, b = left[-1].c, right[0].c
    if a.isdigit() or b.isdigit():
        if not (_is_numeric(a) and _is_numeric(b)):
            return is_latin(a) and is_latin(b) and not (a.isdigit() and b.isdigit()) and _had_space(above, below)
        return not _one_number(above, below, left, right, room)
    return is_latin(a) and is_latin(b)


def _is_numeric(c: str) -> bool:
    return c.isdigit() or c in ".,%"


def _had_space(above: Line, below: Line) -> bool:
    return above.glyphs[-1].c.isspace() or below.glyphs[0].c.isspace()


def _one_number(above: Line, below: Line, left: list[Ink], right: list[Ink], room: float | None) -> bool:
    """Whether the digits at the end of one line and at the start of the next are one number that the margin broke."""
    head = _PARTIAL.search("".join(item.c for item in left[-24:]))
    rest = _REST.match("".join(item.c for item in right[:24]))
    if head is None or rest is None or rest.group()[0] == "%":
        return True
    if _had_space(above, below):
        return False
    whole = (head.group() + rest.group()).rstrip(".,")
    if not _NUMBER.fullmatch(whole):
        return bool(_DATE.fullmatch(whole))
    if head.group()[-1] in ".," or rest.group()[0] in ".,":
        return True
    return room is None or above.x1 - above.x0 + 1.2 * (below.glyphs[0].x1 - below.glyphs[0].x0) > room


def first_token_width(line: Line) -> float:
    """The width of what the line could not have broken: its first word or number with the marks that cling to it."""
    glyphs = list(dropwhile(lambda glyph: glyph.c.isspace(), line.glyphs))
    found = _TOKEN.match("".join(glyph.c for glyph in glyphs))
    last = glyphs[(found.end() if found else 1) - 1]
    return last.x1 - glyphs[0].x0
