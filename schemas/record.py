"""What a report says: projects, quantities, breakdowns, indicators and claims (output contract, ``record``)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import StringConstraints

from schemas.base import Shape
from schemas.figure import Figure

Pointer = Annotated[str, StringConstraints(pattern=r"^(/[^/]+)+$")]
"""A JSON Pointer (RFC 6901) into the record, e.g. ``/projects/5/executed/0``."""

Measure = Literal[
    "initial_budget", "budget", "executed", "rate", "weight", "score", "count", "unit_price", "change", "share", "balance", "other"
]  # fmt: skip
Status = Literal["met", "mostly_met", "partly_met", "not_met"]
BreakdownKind = Literal["sum", "of_which", "difference", "product", "ratio", "weighted_mean"]
ClaimKind = Literal["completion", "control", "none", "paid", "rank", "other"]


class Project(Shape):
    """A named item of spending. Each figure list holds every place that prints the figure, table before prose."""

    name: str
    aliases: tuple[str, ...] = ()
    qualifier: str | None = None
    parent: Pointer | None = None
    department: str | None = None
    initial_budget: tuple[Figure, ...] = ()
    budget: tuple[Figure, ...] = ()
    executed: tuple[Figure, ...] = ()
    rate: tuple[Figure, ...] = ()
    score: tuple[Figure, ...] = ()
    grade: str | None = None
    status: Status | None = None
    reason: str | None = None


class Band(Shape):
    """The range that a banded count or score speaks of: 支付率60%-99%的项目4个 → of 支付率, low 60, high 99."""

    of: str
    low: str | None
    high: str | None

    @property
    def spoken(self) -> str:
        """The range in signs; one that is open below or above has a sign for it, since a dash before a number is a minus."""
        if self.low is None or self.high is None:
            bound = f"<{self.high}" if self.high is not None else f"≥{self.low}" if self.low is not None else ""
        else:
            bound = f"={self.low}" if self.low == self.high else f" {self.low}–{self.high}"
        return f"{self.of}{bound}"


class Quantity(Shape):
    """A labelled figure that is not a project's own budget, spending, rate or score; label null is the unit itself."""

    label: str | None
    aliases: tuple[str, ...] = ()
    subject: Pointer | None = None
    period: str | None = None
    band: Band | None = None
    measure: Measure
    mentions: tuple[Figure, ...] = ()


class Breakdown(Shape):
    """A printed relation between figure lists; ``weighted_mean`` has [value, weight] pairs as parts."""

    kind: BreakdownKind
    whole: Pointer | None
    parts: tuple[Pointer | tuple[Pointer, Pointer], ...]


class IndicatorValue(Shape):
    """A target or an actual as printed, with the figures inside it."""

    text: str
    figures: tuple[Figure, ...] = ()


class Indicator(Shape):
    """A row of a score table, or a goal or result in prose that names an indicator and a figure."""

    subject: Pointer | None = None
    path: tuple[str, ...] = ()
    name: str | None
    target: IndicatorValue | None = None
    actual: IndicatorValue | None = None
    weight: tuple[Figure, ...] = ()
    score: tuple[Figure, ...] = ()
    reason: str | None = None


class Claim(Shape):
    """A clause that claims completion, control, absence, payment or rank in words."""

    text: str
    kind: ClaimKind
    subject: Pointer | None = None


class Record(Shape):
    """Everything one report says about its money and its indicators."""

    title: str | None = None
    organisation: str | None = None
    year: int | None = None
    money_unit: str | None = None
    projects: tuple[Project, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    breakdowns: tuple[Breakdown, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    claims: tuple[Claim, ...] = ()
