"""What the checks say: one result a relation, one finding a cause."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import SerializerFunctionWrapHandler, model_serializer

from schemas.base import Shape
from schemas.record import Pointer

Outcome = Literal["ok", "rounding", "warn", "error", "skipped"]
Severity = Literal["error", "warn", "info"]
Attribution = Literal["report", "reading", "ocr", "undecided"]


class CheckResult(Shape):
    """The verdict on one relation between figures.

    ``paths`` are the figures compared, ``printed`` their printed numbers in that order (where the result is about a part of the
    text and no figure, the words it begins with), ``expected`` the value or the range that the others imply (text, in the unit
    of the first path), ``because`` a sentence for the reviewer. ``note``: a reviewer is told of it though nothing is wrong.
    ``group`` (left out while null): results of one check and group have one cause and are one finding.
    """

    check: str
    outcome: Outcome
    weak: bool = False
    paths: tuple[Pointer, ...]
    printed: tuple[str, ...] = ()
    expected: str | None = None
    because: str
    note: bool = False
    group: str | None = None

    @model_serializer(mode="wrap")
    def _leave_out_no_group(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        told: dict[str, Any] = handler(self)
        if told.get("group") is None:
            told.pop("group", None)
        return told


class Alternative(Shape):
    """Another figure that may be the wrong one, and what to write there instead."""

    suspect: Pointer
    printed: str
    suggestion: str
    cause: str | None = None


class Finding(Shape):
    """One thing a reviewer should look at.

    ``suspect`` is the figure most likely wrong, ``suspect_printed`` what it prints, ``suggestion`` what to write instead (a value,
    ``a 或 b`` where values are equally likely, or ``a～b`` where any between repairs); all null where no repair names a figure.
    ``alternatives`` are further repairs, the likeliest first; where ``attribution`` is undecided, the best of them tie.
    """

    id: str
    check: str
    severity: Severity
    title: str
    message: str
    proofs: tuple[str, ...] = ()
    paths: tuple[Pointer, ...] = ()
    suspect: Pointer | None = None
    suspect_printed: str | None = None
    suggestion: str | None = None
    cause: str | None = None
    attribution: Attribution | None = None
    alternatives: tuple[Alternative, ...] = ()
