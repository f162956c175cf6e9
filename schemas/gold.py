"""The form of a gold file: the record itself, long texts as spans of the source file instead of words."""

from __future__ import annotations

from typing import Literal

from schemas.base import Shape
from schemas.extraction import Span
from schemas.figure import Figure
from schemas.record import Breakdown, ClaimKind, Pointer, Project, Quantity


class GoldValue(Shape):
    """A target or an actual: where its words stand in the source, and its figures."""

    span: Span
    figures: tuple[Figure, ...] = ()


class GoldIndicator(Shape):
    """As ``Indicator``, its texts as spans."""

    subject: Pointer | None = None
    path: tuple[str, ...] = ()
    name: str | None
    target: GoldValue | None = None
    actual: GoldValue | None = None
    weight: tuple[Figure, ...] = ()
    score: tuple[Figure, ...] = ()
    reason: Span | None = None


class GoldClaim(Shape):
    """As ``Claim``, its words as a span."""

    span: Span
    kind: ClaimKind
    subject: Pointer | None = None


class GoldProject(Project):
    """As ``Project``; ``reason`` stays null and its words are named by ``reason_span``."""

    reason_span: Span | None = None


class GoldRecord(Shape):
    """As ``Record``."""

    title: str | None = None
    organisation: str | None = None
    year: int | None = None
    money_unit: str | None = None
    projects: tuple[GoldProject, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    breakdowns: tuple[Breakdown, ...] = ()
    indicators: tuple[GoldIndicator, ...] = ()
    claims: tuple[GoldClaim, ...] = ()


class Gold(Shape):
    """One labelled report. ``sha256`` is that of the source file the spans point into."""

    source: str
    sha256: str
    labelled: Literal["twice, settled by reading", "approved review", "made with the text"] = "twice, settled by reading"
    record: GoldRecord
    blanks: dict[Pointer, Literal["empty", "dash", "slash"]] = {}
