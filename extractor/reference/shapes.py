"""The nouns: a reference workbook as lines, one amount each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from schemas.figure import Figure

Measure = Literal["approved", "adjusted", "final"]
"""批复 (the budget as approved at the start of the year), 调整 (the budget after adjustments), 决算 (the final accounts)."""


NAME, HASH = "reference", "reference_sha256"
"""Keys of ``run.parameters``."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row: which unit's project, in which year, what the amount is, and where it stands (``row`` from 1).

    ``figure`` is the amount as the cell shows it, with its money unit.
    """

    unit: str
    year: int
    project: str
    measure: Measure
    figure: Figure
    sheet: str
    row: int


@dataclass(frozen=True, slots=True)
class Reference:
    """The lines of a workbook in sheet and row order; ``name`` is the file's, ``sha256`` that of its bytes."""

    name: str
    sha256: str
    lines: tuple[Line, ...]

    @property
    def parameters(self) -> dict[str, str]:
        """What ``run.parameters`` says of it."""
        return {NAME: self.name, HASH: self.sha256}
