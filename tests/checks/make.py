"""A short way to write records with the places of their figures.

``"≥12.5万元@t0.3.4#2023-10"`` is ≥ 12.5 万元 in row 3, column 4 of table 0 as of October 2023; ``@120`` is a place in the
running text at character 120; a ``l`` before the number (``@l120``) says that it is a numbered list.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from extractor.checks import explain, verify
from schemas.extraction import Provenance
from schemas.figure import Figure
from schemas.record import Band, Breakdown, Indicator, IndicatorValue, Project, Quantity, Record
from schemas.result import CheckResult, Finding

FORM = re.compile(r"(?P<op>[≥≤><=约])?(?P<printed>-?[\d.,]+)(?P<unit>[^@#\d][^@#]*)?(?:@(?P<place>[tl]?[\d.]+))?(?:#(?P<as_of>[\d-]+))?")


@dataclass
class Doc:
    """A record in the making."""

    year: int = 2023
    money_unit: str = "万元"
    projects: list[Project] = field(default_factory=list)
    quantities: list[Quantity] = field(default_factory=list)
    breakdowns: list[Breakdown] = field(default_factory=list)
    indicators: list[Indicator] = field(default_factory=list)
    provenance: dict[str, Provenance] = field(default_factory=dict)

    def project(self, name: str, *, parent: str | None = None, qualifier: str | None = None, **roles: str) -> str:
        pointer = f"/projects/{len(self.projects)}"
        lists: dict[str, Any] = {role: self._figures(f"{pointer}/{role}", text) for role, text in roles.items()}
        self.projects.append(Project(name=name, parent=parent, qualifier=qualifier, **lists))
        return pointer

    def quantity(self, label: str | None, measure: str, mentions: str, **more: Any) -> str:
        pointer = f"/quantities/{len(self.quantities)}"
        figures = self._figures(f"{pointer}/mentions", mentions)
        self.quantities.append(Quantity(label=label, measure=measure, mentions=figures, **{"period": "2023", **more}))  # type: ignore[arg-type]
        return pointer

    def breakdown(self, kind: str, whole: str | None, *parts: Any) -> None:
        self.breakdowns.append(Breakdown(kind=kind, whole=whole, parts=parts))  # type: ignore[arg-type]

    def row(
        self,
        path: str,
        name: str | None = None,
        weight: str = "",
        score: str = "",
        actual: str | None = "完成",
        subject: str | None = None,
    ) -> str:
        pointer = f"/indicators/{len(self.indicators)}"
        self.indicators.append(
            Indicator(
                subject=subject,
                path=tuple(path.split("/")) if path else (),
                name=name,
                target=IndicatorValue(text="完成"),
                actual=IndicatorValue(text=actual) if actual is not None else None,
                weight=self._figures(f"{pointer}/weight", weight),
                score=self._figures(f"{pointer}/score", score),
            )
        )
        return pointer

    def _figures(self, pointer: str, text: str) -> tuple[Figure, ...]:
        return tuple(self._figure(f"{pointer}/{index}", one) for index, one in enumerate(text.split()))

    def _figure(self, path: str, text: str) -> Figure:
        match = FORM.fullmatch(text)
        assert match, text
        shared: Any = None
        if match["place"]:
            self.provenance[path] = place(match["place"], match["printed"])
        return Figure(printed=match["printed"], unit=match["unit"], op=match["op"], as_of=match["as_of"], shared=shared)  # type: ignore[arg-type]

    @property
    def record(self) -> Record:
        return Record(
            organisation="某镇人民政府",
            year=self.year,
            money_unit=self.money_unit,
            projects=tuple(self.projects),
            quantities=tuple(self.quantities),
            breakdowns=tuple(self.breakdowns),
            indicators=tuple(self.indicators),
        )

    def verify(self, lang: Any = "zh") -> tuple[CheckResult, ...]:
        return verify(self.record, self.provenance, lang)

    def of(self, check: str) -> list[CheckResult]:
        return [result for result in self.verify() if result.check == check]

    def outcomes(self, check: str) -> list[str]:
        return [result.outcome for result in self.of(check)]

    def failing(self) -> list[tuple[str, str, tuple[str, ...]]]:
        return [(r.check, r.outcome, r.printed) for r in self.verify() if r.outcome in ("warn", "error")]

    def findings(self, lang: Any = "zh") -> tuple[Finding, ...]:
        return explain(self.record, self.verify(lang), lang, self.provenance)


def place(text: str, printed: str) -> Provenance:
    if text.startswith("t"):
        table, row, col = map(int, text[1:].split("."))
        return _stands(100_000 + table * 10_000 + row * 100 + col * 10, printed, place="table", cell=(table, row, col))
    return _stands(int(text.lstrip("l")), printed, place="list" if text.startswith("l") else "prose", unit_from="printed")


def _stands(start: int, printed: str, **how: Any) -> Provenance:
    return Provenance(page=1, bbox=None, span=(start, start + len(printed)), quote=printed, source="text", **how)


def band(of: str, low: str | None, high: str | None) -> Band:
    return Band(of=of, low=low, high=high)
