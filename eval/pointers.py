"""What stands in a record at a pointer."""

from __future__ import annotations

from schemas.base import Shape
from schemas.figure import Figure
from schemas.record import Quantity, Record


def at(record: Record, pointer: str) -> object:
    """The value at a JSON Pointer; null where there is none."""
    value: object = record
    for part in pointer.split("/")[1:]:
        if isinstance(value, tuple):
            value = value[int(part)] if part.isdigit() and int(part) < len(value) else None
        else:
            value = getattr(value, part, None) if isinstance(value, Shape) and part in type(value).model_fields else None
    return value


def figure_at(record: Record, pointer: str) -> Figure | None:
    """The figure at a pointer; a bound of a band counts as one, in the unit of what the band is of."""
    value = at(record, pointer)
    if isinstance(value, Figure):
        return value
    if isinstance(value, str) and pointer.rsplit("/", 1)[-1] in ("low", "high"):
        return Figure(printed=value, unit=None)
    return None


def list_of(pointer: str) -> str:
    """The list that a figure's pointer stands in; for a bound of a band the bound itself."""
    head, _, last = pointer.rpartition("/")
    return head if last.isdigit() else pointer


def figures_of(record: Record, pointer: str) -> tuple[Figure, ...]:
    """The figures of a list, or the one bound of a band."""
    value = at(record, pointer)
    if isinstance(value, tuple):
        return tuple(one for one in value if isinstance(one, Figure))
    one = figure_at(record, pointer)
    return (one,) if one else ()


def owner(record: Record, pointer: str) -> Quantity | None:
    """The quantity that a pointer leads into, if it is one."""
    _, section, index, *_ = [*pointer.split("/"), "", ""]
    value = at(record, f"/{section}/{index}")
    return value if isinstance(value, Quantity) else None
