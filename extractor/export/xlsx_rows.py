"""The rows of each sheet of the workbook."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.worksheet.worksheet import Worksheet

from extractor.export.messages import Words
from extractor.export.naming import (
    SEVERITIES,
    Flag,
    books,
    correction,
    flags,
    indicator_name,
    named,
    ordered,
    printed,
    project_name,
    resolve,
    worst,
)
from extractor.export.xlsx_cells import Flagged, Sheet, Value
from schemas.extraction import Extraction
from schemas.figure import Figure
from schemas.record import IndicatorValue, Pointer, Project, Record
from schemas.summary import Failed

MONEY = ("initial_budget", "budget", "executed")
ROLES = (*MONEY, "rate", "score")


class _Flags:
    """Wraps values of one report in what its findings say of them."""

    def __init__(self, extraction: Extraction, t: Words) -> None:
        self._findings = ordered(extraction.findings)
        self._flags, self._t = flags(self._findings), t

    def on(self, value: Value, *pointers: Pointer) -> Value | Flagged:
        found = sorted({flag for pointer in pointers for flag in self._flags.get(pointer, ())}, key=lambda flag: flag.finding)
        if not found:
            return value
        return Flagged(value, worst(found, self._findings), "\n".join(self._line(flag) for flag in dict.fromkeys(found)))

    def on_list(self, pointer: Pointer, figures: tuple[Figure, ...]) -> Value | Flagged:
        """The headline of a figure list, flagged where any of its mentions is; what a person corrected is told beside it."""
        value = self.on(figures[0] if figures else None, pointer, *(f"{pointer}/{index}" for index in range(len(figures))))
        corrected = [said for figure in figures if (said := correction(figure, self._t))]
        if not corrected:
            return value
        held = value if isinstance(value, Flagged) else Flagged(value, None, "")
        return Flagged(held.value, held.severity, "\n".join(filter(None, (*corrected, held.comment))))

    def _line(self, flag: Flag) -> str:
        finding = self._findings[flag.finding]
        return f"[{self._t(f'sev.{finding.severity}')} {finding.check}] {finding.title}"


def summary(sheet: Sheet, extraction: Extraction, t: Words) -> None:
    """One row a report."""
    record, ledger, confirmed = extraction.record, extraction.ledger, extraction.coverage.confirmed
    counts = [sum(finding.severity == severity for finding in extraction.findings) for severity in SEVERITIES]
    sheet.add(
        *_who(extraction),
        len(record.projects),
        len(record.quantities),
        len(record.indicators),
        ledger.numerals,
        ledger.claimed,
        len(ledger.set_aside),
        len(ledger.unclaimed),
        books(extraction)[1],
        confirmed.figures if confirmed else None,
        confirmed.by_relation if confirmed else None,
        *counts,
        t("yes") if extraction.coverage.complete else t("no"),
        extraction.run.reader,
        extraction.run.model,
    )


def projects(sheet: Sheet, extraction: Extraction, t: Words) -> None:
    """One row a project: the headline of each figure, its unit, and all mentions where there are several."""
    flagged = _Flags(extraction, t)
    for number, project in enumerate(extraction.record.projects):
        at = f"/projects/{number}"
        cells: list[Value | Flagged] = []
        for role in ROLES:
            figures = getattr(project, role)
            cells.append(flagged.on_list(f"{at}/{role}", figures))
            if role in MONEY:
                cells.append(figures[0].unit if figures else None)
        sheet.add(
            extraction.document.source,
            flagged.on(project_name(project), at, f"{at}/name"),
            "、".join(project.aliases) or None,
            _owner(extraction.record, project.parent),
            project.department,
            *cells,
            project.grade,
            flagged.on(t(f"status.{project.status}") if project.status else None, f"{at}/status"),
            flagged.on(project.reason, f"{at}/reason"),
            _mentions(project, t),
        )


def quantities(sheet: Sheet, extraction: Extraction, t: Words) -> None:
    """One row a quantity."""
    flagged, record = _Flags(extraction, t), extraction.record
    for number, quantity in enumerate(record.quantities):
        at, band = f"/quantities/{number}", quantity.band
        bounds = band.spoken if band else None
        sheet.add(
            extraction.document.source,
            flagged.on(quantity.label or record.organisation or t("unit_itself"), at),
            _owner(record, quantity.subject),
            quantity.period,
            bounds,
            t(f"role.{quantity.measure}"),
            flagged.on_list(f"{at}/mentions", quantity.mentions),
            quantity.mentions[0].unit if quantity.mentions else None,
            _all(quantity.mentions) if len(quantity.mentions) > 1 else None,
        )


def indicators(sheet: Sheet, extraction: Extraction, t: Words) -> None:
    """One row an indicator."""
    flagged, record = _Flags(extraction, t), extraction.record
    for number, indicator in enumerate(record.indicators):
        at = f"/indicators/{number}"

        def value(part: str, entry: IndicatorValue | None, at: Pointer = at) -> Value | Flagged:
            inside = [f"{at}/{part}/figures/{index}" for index in range(len(entry.figures) if entry else 0)]
            return flagged.on(entry.text if entry else None, f"{at}/{part}", *inside)

        sheet.add(
            extraction.document.source,
            _owner(record, indicator.subject),
            " › ".join(indicator.path) or None,
            flagged.on(indicator_name(indicator, t), at, f"{at}/name"),
            value("target", indicator.target),
            value("actual", indicator.actual),
            flagged.on_list(f"{at}/weight", indicator.weight),
            flagged.on_list(f"{at}/score", indicator.score),
            flagged.on(indicator.reason, f"{at}/reason"),
        )


def findings(sheet: Sheet, extraction: Extraction, t: Words) -> None:
    """One row a finding, errors first; the severity is coloured and named."""
    for finding in ordered(extraction.findings):
        values = [resolve(extraction.record, pointer) for pointer in finding.paths]
        sheet.add(
            extraction.document.source,
            Flagged(t(f"sev.{finding.severity}"), finding.severity, finding.title),
            finding.check,
            finding.title,
            finding.message,
            "\n".join(finding.proofs) or None,
            "\n".join(finding.paths) or None,
            "；".join(printed(value) for value in values if isinstance(value, Figure)) or None,
            _owner(extraction.record, finding.suspect, t),
            finding.suspect_printed,
            finding.suggestion,
            t(f"cause.{finding.cause}") if finding.cause else None,
            t(f"attribution.{finding.attribution}") if finding.attribution else None,
        )


def unclaimed(sheet: Sheet, extraction: Extraction, _t: Words) -> None:
    """One row a number that nobody claimed."""
    for entry in extraction.ledger.unclaimed:
        sheet.add(extraction.document.source, entry.printed, entry.unit, entry.page, entry.quote)


def fill_failed(worksheet: Worksheet, failed: Sequence[Failed], t: Words) -> None:
    """One row an input that gave no record."""
    sheet = Sheet(worksheet, [(t("col.report"), 30), (t("col.error"), 18), (t("col.message"), 80)])
    for entry in failed:
        sheet.add(entry.source, entry.error, entry.message)
    sheet.close()


def _who(extraction: Extraction) -> tuple[Value, Value, Value]:
    return extraction.document.source, extraction.record.organisation, extraction.record.year


def _owner(record: Record, pointer: Pointer | None, t: Words | None = None) -> str | None:
    if pointer is None:
        return None
    name = named(record, pointer, t or Words())
    return f"{name.subject} · {t(f'role.{name.role}')}" if t else name.subject


def _all(figures: tuple[Figure, ...]) -> str:
    return "；".join(printed(figure) + (f"（{figure.as_of}）" if figure.as_of else "") for figure in figures)


def _mentions(project: Project, t: Words) -> str | None:
    several = [(role, figures) for role in ROLES if len(figures := getattr(project, role)) > 1]
    return "\n".join(f"{t(f'role.{role}')}：{_all(figures)}" for role, figures in several) or None
