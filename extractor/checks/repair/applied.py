"""A record as it would be with other numbers printed in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from schemas.record import Pointer, Record


def applied(record: Record, printed: Mapping[Pointer, str]) -> Record:
    """The record with these numbers printed at these figures. Errors: ``LookupError`` or ``AttributeError`` for a pointer to none."""
    for pointer, text in printed.items():
        record = _changed(record, pointer.split("/")[1:], text)
    return record


def _changed(value: Any, way: Sequence[str], text: str) -> Any:
    if not way:
        return value.model_copy(update={"printed": text})
    first, *rest = way
    if isinstance(value, tuple):
        at = int(first)
        return (*value[:at], _changed(value[at], rest, text), *value[at + 1 :])
    return value.model_copy(update={first: _changed(getattr(value, first), rest, text)})
