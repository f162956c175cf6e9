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
    interrupted: bool = False
    reports: tuple[Done, ...] = ()
    failed: tuple[Failed, ...] = ()
    not_reached: tuple[str, ...] = ()
    seconds: float = 0.0
    tokens: Tokens = Tokens()
    cost: Decimal | None = None
