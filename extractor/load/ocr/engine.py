"""The seam between the loader and whatever recognises characters: one method, plain values in, plain values out.

Coordinates are pixels of the picture that was handed in, x to the right, y down; a picture is ``height × width`` (grey) or
``height × width × 3`` (red, green, blue) of bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Image = NDArray[np.uint8]

Point = tuple[float, float]
Quad = tuple[Point, Point, Point, Point]
"""The corners of a line of text: top left, top right, bottom right, bottom left, as the text is read."""
PixelBox = tuple[float, float, float, float]
"""x0, y0, x1, y1."""


@dataclass(frozen=True, slots=True)
class Char:
    """A character of a line: ``box`` around it, ``confidence`` in 0..1, ``others`` what else it might be, likeliest first.

    ``rivals``, on the first character of a number, are the other readings of the whole number; no engine sets them.
    """

    c: str
    box: PixelBox
    confidence: float
    others: tuple[tuple[str, float], ...] = ()
    rivals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text as an engine read it. ``chars`` is null where the engine tells no places inside the line; else one a character."""

    text: str
    quad: Quad
    confidence: float
    chars: tuple[Char, ...] | None = None


class Engine(Protocol):
    """Reads pictures. Stateless between calls, so that a page's result depends on the page alone."""

    @property
    def name(self) -> str:
        """Name and version, for provenance and as a part of cache keys (``rapidocr 3.10.0``)."""
        ...

    def read(self, image: Image, lines: Sequence[Quad] | None = None) -> tuple[Line, ...]:
        """The lines of text in an upright picture.

        With ``lines`` the places are known: each is read as one line of text and the answer has one ``Line`` for each, in that
        order (an empty text where nothing was read). Without, the engine looks for lines itself; their order is not defined.
        Raises ``OcrUnavailable`` where the engine cannot work on this machine.
        """
        ...


class Finder(Protocol):
    """Finds where lines of text are, without reading them, so that they can be cut at the walls of tables first."""

    def find(self, image: Image) -> tuple[Quad, ...]:
        """The places of the lines of text in an upright picture, in no defined order."""
        ...
