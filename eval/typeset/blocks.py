"""Blocks of a page. What a line or cell holds is its writer's: plain words, or pieces that know their figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

Kind = Literal["title", "heading", "right", "caption", "line", "paragraph", "page"]
"""``page`` is a page break and holds nothing."""
Content_co = TypeVar("Content_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Text(Generic[Content_co]):
    """A line, a paragraph or a page break."""

    kind: Kind
    content: Content_co


@dataclass(frozen=True, slots=True)
class Cell(Generic[Content_co]):
    """A cell with the rows and columns it covers."""

    row: int
    col: int
    rows: int
    cols: int
    content: Content_co


@dataclass(frozen=True, slots=True)
class Table(Generic[Content_co]):
    """A ruled table; merged cells stand once."""

    rows: int
    cols: int
    cells: tuple[Cell[Content_co], ...]
    heads: int = 0
    """Rows of column heads, which a carrier may repeat on a new page."""
