"""The run's summary (``summary.json`` of the output contract)."""

from __future__ import annotations

from decimal import Decimal

from schemas.base import Shape
from schemas.extraction import Tokens


class Done(Shape):
    """One input that gave a record."""

    source: str
    stem: str
    projects: int
    quantities: int
    indicators: int
    numerals: int
    claimed: int
    unclaimed: int
    errors: int
    warnings: int
    infos: int
    unread: int = 0
    """Parts that nobody could read, or the model could not."""
    tokens: Tokens = Tokens()
    cost: Decimal | None = None
    seconds: float


class Failed(Shape):
    """One input that gave no record: what, where, what to do."""

    source: str
    error: str
    message: str


class Summary(Shape):
    """Counts of a run, what failed and why."""

    version: str
    reader: str
    model: str | None = None
    interrupted: bool = False
    stopped: str | None = None
    """Why the run ended before its last report: the model cannot be used."""
    reports: tuple[Done, ...] = ()
    failed: tuple[Failed, ...] = ()
    not_reached: tuple[str, ...] = ()
    inputs: dict[str, str] = {}
    """Stem to path of the report for all results that stand in the folder, those of earlier runs too."""
    seconds: float = 0.0
    tokens: Tokens = Tokens()
    cost: Decimal | None = None
    currency: str | None = None
