"""What a writer hands on: blocks of text in which every figure and every marked stretch of words is known by its slot."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from eval.typeset.blocks import Table, Text
from schemas.figure import Figure

Section = Literal["projects", "quantities", "indicators", "claims"]


@dataclass(frozen=True, slots=True, order=True)
class Slot:
    """A field of one entry of the draft: a figure list (``executed``, ``mentions``), a band's bound, or words (``reason``)."""

    section: Section
    index: int
    field: str


@dataclass(frozen=True, slots=True)
class Number:
    """A printed number: the figure that the truth holds, and its characters on the page (without the unit)."""

    slot: Slot
    figure: Figure
    shown: str
    ordinal: int
    """Which mention of its slot it is, in writing order."""


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch that the truth names by its span: a reason, a claim, a target."""

    slot: Slot
    pieces: tuple[str | Number, ...]


Piece = str | Number | Words
Pieces = tuple[Piece, ...]


Block = Text[Pieces] | Table[Pieces]


def plain(pieces: Pieces) -> str:
    """The characters of the pieces."""
    return "".join(shown for shown, _ in leaves(pieces))


def leaves(pieces: Pieces) -> Iterator[tuple[str, Number | None]]:
    """Characters in order, and the number they print."""
    for piece in pieces:
        if isinstance(piece, Words):
            yield from leaves(piece.pieces)
        elif isinstance(piece, Number):
            yield piece.shown, piece
        else:
            yield piece, None
