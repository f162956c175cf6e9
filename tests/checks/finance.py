"""Lines of a finance system for the checks R1 to R4, and what these say of a record beside them."""

from __future__ import annotations

from typing import Any

from extractor.checks import explain, verify
from extractor.reference import Line, Reference
from schemas.figure import Figure
from schemas.result import CheckResult, Finding

from .make import Doc

UNIT = "某镇人民政府"
MEASURES: dict[str, Any] = {"批复": "approved", "调整": "adjusted", "决算": "final"}


def reference(*lines: str, unit: str = UNIT, year: int = 2023) -> Reference:
    """Lines as ``"道路养护 批复 60.00万元"``, from row 3."""
    made = []
    for row, line in enumerate(lines, 3):
        project, measure, amount = line.split()
        number = amount.rstrip("亿千万元")
        figure = Figure(printed=number, unit=amount.removeprefix(number))
        made.append(Line(unit, year, project, MEASURES[measure], figure, "批复", row))
    return Reference("财政.xlsx", "0" * 64, tuple(made))


def results(doc: Doc, known: Reference, lang: Any = "zh") -> list[CheckResult]:
    return [one for one in verify(doc.record, doc.provenance, lang, reference=known) if one.check.startswith("R")]


def told(doc: Doc, known: Reference) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(one.check, one.outcome, one.printed) for one in results(doc, known)]


def findings(doc: Doc, known: Reference) -> tuple[Finding, ...]:
    return explain(doc.record, verify(doc.record, doc.provenance, reference=known), "zh", doc.provenance, reference=known)


def one(**roles: str) -> Doc:
    doc = Doc()
    doc.project("道路养护", **roles)
    return doc
