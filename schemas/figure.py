"""A printed number with its unit: the only form in which a number enters a record."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import StringConstraints

from schemas.base import Shape, SparseShape

Op = Literal["≥", "≤", ">", "<", "=", "约", "余", "以上", "以下"]
"""A bound or hedge printed at the number; such a figure is compared one-sidedly or not at all."""


PRINTED = r"^-?(\d[\d,]*)?(\.\d+)?$"


class Correction(Shape):
    """That a person replaced what was read: what stood there before, who changed it and why."""

    was: Annotated[str, StringConstraints(pattern=PRINTED, min_length=1)]
    by: Annotated[str, StringConstraints(min_length=1)]
    why: str


class Figure(SparseShape):
    """One printed number.

    ``printed`` is the number as the page prints it, in half-width digits, thousands separators and trailing zeros kept,
    never a unit; ``unit`` is the unit in force (万元, %, 分, 次/月), whether printed at the number or inherited.
    """

    printed: Annotated[str, StringConstraints(pattern=PRINTED, min_length=1)]
    unit: str | None
    op: Op | None = None
    as_of: Annotated[str, StringConstraints(pattern=r"^\d{4}(-\d{2}){0,2}$")] | None = None
    shared: Literal["each", "joint"] | None = None
    corrected: Correction | None = None
    """Where a person put this number in place of the one that was read; its place still prints the other."""

    @property
    def value(self) -> Decimal:
        """The number as printed, without its unit's factor."""
        return Decimal(self.printed.replace(",", ""))

    @property
    def decimals(self) -> int:
        """How many digits stand behind the printed point."""
        return len(self.printed.partition(".")[2])
