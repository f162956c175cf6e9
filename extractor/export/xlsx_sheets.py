"""The sheets of the workbook: their columns, and what fills them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from extractor.export import xlsx_rows as rows
from extractor.export.messages import Words
from extractor.export.naming import SEVERITIES
from extractor.export.xlsx_cells import Sheet
from schemas.extraction import Extraction


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the key of its title, what fills the title's blank, its width in characters."""

    key: str
    width: int = 12
    of: str | None = None

    def title(self, t: Words) -> str:
        """The title in words."""
        return t(self.key, t(self.of)) if self.of else t(self.key)


_REPORT = Column("col.report", 26)
_PROJECT_FIGURES = tuple(
    column
    for role in rows.ROLES
    for column in (Column(f"role.{role}"), *([Column("col.unit", 9, f"role.{role}")] if role in rows.MONEY else ()))
)
Fill = Callable[[Sheet, Extraction, Words], None]
SHEETS: tuple[tuple[str, tuple[Column, ...], Fill], ...] = (
    (
        "summary",
        (
            *(_REPORT, Column("col.organisation", 26), Column("col.year", 8)),
            *(Column(f"tab.{name}", 9) for name in ("projects", "quantities", "indicators")),
            *(Column(f"col.{name}", 10) for name in ("numerals", "claimed", "set_aside", "unclaimed")),
            *(Column("col.unclaimed_booked", 22), Column("col.figures", 12), Column("col.confirmed", 12)),
            *(Column(f"sev.{severity}", 8) for severity in SEVERITIES),
            *(Column("col.complete", 8), Column("col.reader", 10), Column("col.model", 18)),
        ),
        rows.summary,
    ),
    (
        "projects",
        (
            *(
                _REPORT,
                Column("role.name", 32),
                Column("role.aliases", 18),
                Column("role.parent", 18),
                Column("role.department", 18),
            ),
            *_PROJECT_FIGURES,
            *(Column("role.grade", 8), Column("role.status", 11), Column("role.reason", 40), Column("col.mentions", 50)),
        ),
        rows.projects,
    ),
    (
        "quantities",
        (
            *(_REPORT, Column("col.label", 30), Column("col.subject", 24), Column("col.period", 9), Column("col.band", 16)),
            *(Column("col.measure", 12), Column("col.value", 14), Column("col.plain_unit", 9), Column("col.mentions", 40)),
        ),
        rows.quantities,
    ),
    (
        "indicators",
        (
            *(
                _REPORT,
                Column("col.subject", 24),
                Column("role.path", 26),
                Column("role.indicator", 30),
                Column("role.target", 24),
            ),
            *(Column("role.actual", 24), Column("role.weight", 8), Column("role.score", 8), Column("role.reason", 40)),
        ),
        rows.indicators,
    ),
    (
        "findings",
        (
            *(_REPORT, Column("col.severity", 9), Column("col.check", 7), Column("col.finding", 36), Column("col.message", 56)),
            *(Column("col.proofs", 48), Column("col.paths", 30), Column("col.printed", 26), Column("suspect", 26)),
            *(Column("col.printed", 12), Column("suggestion", 12), Column("cause", 16), Column("fault_of", 14)),
        ),
        rows.findings,
    ),
    (
        "unclaimed",
        (_REPORT, Column("col.printed", 14), Column("col.plain_unit", 9), Column("col.page", 7), Column("col.quote", 70)),
        rows.unclaimed,
    ),
)
