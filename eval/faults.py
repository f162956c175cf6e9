"""Labelled faults of a report, and the error findings that name them.

``NAME.faults.json`` beside a gold file lists the faults that a reader of the report can prove. Each is a set of figures that cannot
be true together; a fault is one cause, whatever number of checks it breaks::

    {"faults": [{"figures": [{"path": "/projects/0/rate/0", "printed": "70.00"}, {"printed": "73.00"}],
                 "check": "mentions", "note": "free words"}]}

``path`` (a pointer into the gold record, to a figure or its list) may be left out where the printed number is enough; ``check`` and
``note`` are for people. An empty list says that the report has no fault; without the file nobody has looked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from pydantic import ValidationError

from eval.align import Alignment
from eval.pairing import assign
from eval.pointers import at, list_of
from eval.scores import FindingCount
from eval.validation import first_fault
from eval.values import number
from schemas.base import Shape
from schemas.figure import Figure
from schemas.record import Pointer, Quantity
from schemas.result import Finding


class FaultFigure(Shape):
    """One of the figures that cannot be true together."""

    printed: str
    path: Pointer | None = None


class Fault(Shape):
    """One fault: all figures that show it."""

    figures: tuple[FaultFigure, ...]
    check: str | None = None
    note: str | None = None


class Faults(Shape):
    """The file."""

    faults: tuple[Fault, ...]


def load_faults(gold: Path) -> tuple[Fault, ...] | None:
    """The faults labelled beside a gold file; null where there are none. Errors: ``ValueError`` with one line."""
    path = gold.with_name(gold.name.removesuffix(".json").removesuffix(".gold") + ".faults.json")
    if not path.is_file():
        return None
    try:
        return Faults.model_validate_json(path.read_bytes()).faults
    except ValidationError as error:
        raise ValueError(f"{path.name}: not a file of faults ({first_fault(error)}); eval/faults.py says its form") from error


def score_findings(faults: Sequence[Fault], made: Alignment, findings: Sequence[Finding]) -> FindingCount:
    """Error findings that show a labelled fault, one for each fault; the rest are false, the faults without one missed."""
    errors = [set(_figures(finding, made)) for finding in findings if finding.severity == "error"]
    costs = [[0 if _shows(error, fault) else None for error in errors] for fault in faults]
    found = len(assign(costs, 1))
    return FindingCount(found=found, false=len(errors) - found, missed=len(faults) - found)


def _shows(figures: set[tuple[str | None, str]], fault: Fault) -> bool:
    printed = {one for _, one in figures}
    wanted = [(list_of(one.path) if one.path else None, number(one.printed)) for one in fault.figures]
    return all((path, value) in figures if path else value in printed for path, value in wanted)


def _figures(finding: Finding, made: Alignment) -> Iterator[tuple[str | None, str]]:
    """Where in the gold the figures of a finding stand, and what they print; a path to a list or a quantity means all of it."""
    for path in finding.paths:
        value = at(made.predicted, path)
        whole = f"{path}/mentions" if isinstance(value, Quantity) else path
        figures = value.mentions if isinstance(value, Quantity) else value if isinstance(value, tuple) else (value,)
        place = made.in_gold(whole if isinstance(value, Quantity | tuple) else list_of(path))
        yield from ((place, number(one.printed)) for one in figures if isinstance(one, Figure))
