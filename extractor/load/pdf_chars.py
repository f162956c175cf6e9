"""The characters of one page, with their boxes, as the page shows them: rotation applied, hidden ones told apart.

Everything later works in the *reading frame*: the page turned so that most of its text runs from left to right. For nearly
every page this is the page itself; ``PageText.to_page`` leads back to the page for the few others.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pymupdf

from extractor.load.pdf_frame import Direction, Turn, WayBack, frame, shown
from extractor.load.pdf_hidden import Veil

_FLAGS = pymupdf.TEXT_PRESERVE_LIGATURES | pymupdf.TEXT_PRESERVE_WHITESPACE
_INKED = 16 | 32
"""char_flags of a glyph that is filled or stroked; with neither it is drawn in render mode 3."""
_EVERYWHERE = pymupdf.INFINITE_RECT()


class Glyph(NamedTuple):
    """One character: its box in the reading frame, its base line and size.

    From OCR also how sure it is, and other readings (``rivals``) of the number that it begins.
    """

    c: str
    x0: float
    y0: float
    x1: float
    y1: float
    base: float
    size: float
    confidence: float | None = None
    rivals: tuple[str, ...] = ()


@dataclass(slots=True)
class Line:
    """Glyphs that stand on one line, in reading order, of one page (from 1)."""

    page: int
    glyphs: list[Glyph]
    direction: Direction = 0
    x0: float = field(init=False)
    y0: float = field(init=False)
    x1: float = field(init=False)
    y1: float = field(init=False)
    size: float = field(init=False)
    base: float = field(init=False)

    def __post_init__(self) -> None:
        """Measure without the spaces at both ends: they are layout."""
        inked = [glyph for glyph in self.glyphs if not glyph.c.isspace()] or self.glyphs
        self.x0, self.x1 = min(g.x0 for g in inked), max(g.x1 for g in inked)
        self.y0, self.y1 = min(g.y0 for g in inked), max(g.y1 for g in inked)
        self.size, self.base = Counter((g.size, g.base) for g in inked).most_common(1)[0][0]

    @property
    def text(self) -> str:
        """The characters without white space at the ends."""
        return "".join(glyph.c for glyph in self.glyphs).strip()


@dataclass(slots=True)
class PageText:
    """A page in its reading frame: ``to_page`` turns a box of the frame into one of the page as displayed.

    ``number`` counts what is read as a page, ``sheet`` the pages of the file; they differ behind a sheet that shows two pages.
    """

    number: int
    width: float
    height: float
    frame_width: float
    frame_height: float
    to_frame: Turn
    to_page: WayBack
    lines: list[Line]
    hidden: list[Line]
    slanted: list[Line]
    ocr_layer: bool = False
    recognised: bool = False
    differing: int = 0
    coarse: bool = False
    sheet: int = field(init=False)

    def __post_init__(self) -> None:
        """A sheet is a page until it shows two."""
        self.sheet = self.number


class _Raw(NamedTuple):
    """A character as MuPDF tells it, with the line it stands on."""

    c: str
    box: tuple[float, float, float, float]
    origin: tuple[float, float]
    size: float
    hidden: bool


def read_page(page: pymupdf.Page, paths: list[dict[str, Any]]) -> PageText:
    """The page's characters; ``paths`` are its drawings, needed to tell what is painted over."""
    raw = page.get_text("rawdict", flags=_FLAGS, clip=_EVERYWHERE)
    veil = Veil(page, paths, raw)
    lines = [(line["dir"], _characters(line, veil)) for block in raw["blocks"] for line in block.get("lines", ())]
    ocr_layer = veil.is_ocr_layer([char.hidden for _, chars in lines for char in chars])
    to_frame, to_page, width, height = frame(page, _main_direction(lines, shown(page)))
    text = PageText(page.number + 1, page.rect.width, page.rect.height, width, height, to_frame, to_page, [], [], [], ocr_layer)
    for direction, chars in lines:
        _sort_in(text, to_frame.direction(direction), chars)
    return text


def _characters(line: dict[str, Any], veil: Veil) -> list[_Raw]:
    found: list[_Raw] = []
    for span in line["spans"]:
        invisible = not span["char_flags"] & _INKED or span["alpha"] < 5 or span["size"] < 2
        for char in span["chars"]:
            if char["synthetic"]:
                continue
            c = _clean(char["c"])
            if not c and found:  # what is dropped leaves no gap, or a space would be seen there
                found[-1] = found[-1]._replace(box=(*found[-1].box[:2], char["bbox"][2], found[-1].box[3]))
            if c:
                hidden = invisible or veil.covers(char["bbox"], char["origin"], c, span["color"])
                found.append(_Raw(c, char["bbox"], char["origin"], span["size"], hidden))
    return found


def _clean(c: str) -> str:
    """Nothing for soft hyphens, zero-width and control characters; a space for a tab (tabs separate our cells)."""
    if "!" <= c <= "~" or "一" <= c <= "龥":
        return c
    if c == "\t":
        return " "
    category = unicodedata.category(c)
    return "" if category in ("Cc", "Cf", "Zl", "Zp", "Cs") else c


def _main_direction(lines: list[tuple[tuple[float, float], list[_Raw]]], turn: Turn) -> Direction:
    """The way most visible characters run; to the right unless another way clearly prevails."""
    count: Counter[int] = Counter()
    for direction, chars in lines:
        count[turn.direction(direction)] += sum(not char.hidden for char in chars)
    way = count.most_common(1)[0][0] if count else 0
    return way if way < 4 and count[way] > 2 * count[0] else 0


def _sort_in(text: PageText, way: Direction, chars: list[_Raw]) -> None:
    glyphs = [(_glyph(char, text.to_frame, way), char.hidden and not text.ocr_layer) for char in chars]
    seen = [glyph for glyph, veiled in glyphs if not veiled]
    unseen = [glyph for glyph, veiled in glyphs if veiled]
    if any(not glyph.c.isspace() for glyph in seen):
        (text.slanted if way == 4 else text.lines).append(Line(text.number, seen, way))
    if any(not glyph.c.isspace() for glyph in unseen):
        text.hidden.append(Line(text.number, unseen, way))


def _glyph(char: _Raw, turn: Turn, way: Direction) -> Glyph:
    (x0, y0, x1, y1), base = char.box, char.origin[1]
    if not turn.same:
        x0, y0, x1, y1 = turn.box(char.box)
        base = turn.point(*char.origin)[1]
    if way == 0:  # fonts with a tall ascender would let neighbouring lines overlap
        y0, y1 = max(y0, base - 1.05 * char.size), min(y1, base + 0.35 * char.size)
    return Glyph(char.c, x0, y0, x1, y1, base, char.size)
