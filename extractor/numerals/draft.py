"""A numeral in the making: a token placed in the document, its unit not yet settled."""

from __future__ import annotations

from dataclasses import dataclass, replace

from extractor.document import Block, Document, Span, UnitFrom
from extractor.numerals.token import Token
from extractor.numerals.units import kind_of


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch that is tokenised by itself: a paragraph, a table cell, an aside; ``block`` is its place in the document."""

    span: Span
    block: int | None
    cell: tuple[int, int, int] | None = None
    aside: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """A token with document offsets, the region it stands in and where its unit comes from."""

    token: Token
    region: Region
    unit_from: UnitFrom | None = None
    as_of: str | None = None

    def with_unit(self, unit: str, source: UnitFrom) -> Draft:
        """The same number with a unit that is printed elsewhere."""
        return replace(self, token=replace(self.token, unit=unit, kind=kind_of(unit)), unit_from=source)


def regions(document: Document) -> list[Region]:
    """Every stretch of the text, in order: each table cell apart, paragraphs and asides whole, and what lies between them."""
    found: list[Region] = []
    tables = 0
    for index, block in enumerate(document.blocks):
        if block.kind == "table" and block.table is not None:
            found += [Region(cell.span, index, (tables, cell.row, cell.col)) for cell in block.table.cells if cell.span[0] < cell.span[1]]
        else:
            found.append(Region(block.span, index, None, block.kind == "aside"))
        tables += block.kind == "table"
    found.sort(key=lambda region: region.span)
    whole: list[Region] = []
    place = 0
    for region in [*found, Region((len(document.text), len(document.text)), None)]:
        if region.span[0] > place:
            whole.append(Region((place, region.span[0]), None))
        if region.span[0] < region.span[1] and region.span[0] >= place:
            whole.append(region)
        place = max(place, region.span[1])
    return whole


def shifted(token: Token, offset: int) -> Token:
    """The token with its offsets moved by ``offset``."""
    (start, end), (low, high) = token.span, token.extent
    return replace(token, span=(start + offset, end + offset), extent=(low + offset, high + offset))


def lines_before(document: Document, block: int, most: int) -> list[str]:
    """The texts of up to ``most`` paragraphs in front of a block, nearest first, not past another table."""
    lines: list[str] = []
    for before in reversed(document.blocks[:block]):
        if before.kind == "table" or len(lines) == most:
            break
        if before.kind == "paragraph":
            lines.append(_text(document, before))
    return lines


def _text(document: Document, block: Block) -> str:
    return document.text[block.span[0] : block.span[1]]
