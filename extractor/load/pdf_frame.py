"""The reading frame: a page turned (by quarters) so that most of its text runs from left to right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import pymupdf

BoxTuple = tuple[float, float, float, float]
Direction = int
"""The way a line runs: 0 right, 1 down, 2 left, 3 up; 4 slanted."""

_TURNS = ((1, 0, 0, 1, 0, 0), (0, -1, 1, 0, 0, 0), (-1, 0, 0, -1, 0, 0), (0, 1, -1, 0, 0, 0))
"""For text that runs right, down, left, up: the turn that makes it run right."""


class WayBack(Protocol):
    """A map from the frame to the page."""

    @property
    def same(self) -> bool:
        """Whether it changes nothing."""
        ...

    def box(self, box: BoxTuple) -> BoxTuple:
        """The box, moved."""
        ...


@dataclass(frozen=True, slots=True)
class Turn:
    """A matrix (a, b, c, d, e, f) that keeps boxes upright; ``same`` where it changes nothing."""

    m: tuple[float, float, float, float, float, float]

    @property
    def same(self) -> bool:
        """Whether it changes nothing."""
        return self.m == (1, 0, 0, 1, 0, 0)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """The point, moved."""
        a, b, c, d, e, f = self.m
        return a * x + c * y + e, b * x + d * y + f

    def box(self, box: BoxTuple) -> BoxTuple:
        """The box, moved, its corners in order again."""
        (ax, ay), (bx, by) = self.point(box[0], box[1]), self.point(box[2], box[3])
        return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)

    def direction(self, vector: tuple[float, float]) -> Direction:
        """Which way a direction vector points once moved."""
        a, b, c, d, _, _ = self.m
        x, y = a * vector[0] + c * vector[1], b * vector[0] + d * vector[1]
        if min(abs(x), abs(y)) > 0.1 * max(abs(x), abs(y)):
            return 4
        return (0 if x > 0 else 2) if abs(x) >= abs(y) else (1 if y > 0 else 3)


def shown(page: pymupdf.Page) -> Turn:
    """From MuPDF's unrotated coordinates to the page as it is displayed."""
    return Turn(tuple(round(value, 6) for value in page.rotation_matrix))


def frame(page: pymupdf.Page, direction: Direction) -> tuple[Turn, Turn, float, float]:
    """The way from MuPDF's coordinates to the frame in which ``direction`` (as displayed) runs right, the way from the frame
    back to the displayed page, and the frame's width and height.
    """
    turn = pymupdf.Matrix(*_TURNS[direction])
    box = pymupdf.Rect(page.rect).transform(turn).normalize()
    turn *= pymupdf.Matrix(1, 0, 0, 1, -box.x0, -box.y0)
    there = pymupdf.Matrix(*shown(page).m) * turn
    return Turn(tuple(there)), Turn(tuple(~turn)), box.width, box.height
