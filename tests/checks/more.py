"""Records with claims, reasons, grades and measured targets, written shortly."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from extractor.checks import verify
from schemas.record import Claim, Indicator, IndicatorValue, Record
from schemas.result import CheckResult

from .make import FORM, Doc


@dataclass
class RuleDoc(Doc):
    """A record in the making, with what the rule and claim checks read."""

    claims: list[Claim] = field(default_factory=list)
    profile: str | None = None

    def claim(self, kind: str, text: str, subject: str | None = None) -> str:
        self.claims.append(Claim(text=text, kind=kind, subject=subject))  # type: ignore[arg-type]
        return f"/claims/{len(self.claims) - 1}/text"

    def mend(self, pointer: str, **fields: Any) -> None:
        index = int(pointer.split("/")[2])
        self.projects[index] = self.projects[index].model_copy(update=fields)

    def measured(
        self,
        name: str,
        target: str,
        actual: str | None,
        weight: str,
        score: str,
        *,
        path: str = "产出指标/数量指标",
        reason: str | None = None,
    ) -> str:
        """A row of a ruled table; a target of the form ``≥12次`` holds a figure, other words none."""
        index = len(self.indicators)
        pointer = f"/indicators/{index}"
        self.indicators.append(
            Indicator(
                path=tuple(path.split("/")),
                name=name,
                target=self._value(target),
                actual=self._value(actual) if actual is not None else None,
                weight=self._figures(f"{pointer}/weight", f"{weight}分@t5.{index}.5"),
                score=self._figures(f"{pointer}/score", f"{score}分@t5.{index}.6"),
                reason=reason,
            )
        )
        return pointer

    def _value(self, text: str) -> IndicatorValue:
        figures = (self._figure("", text),) if FORM.fullmatch(text) else ()
        return IndicatorValue(text=text, figures=figures)

    @property
    def record(self) -> Record:
        return super().record.model_copy(update={"claims": tuple(self.claims)})

    def verify(self, lang: Any = "zh") -> tuple[CheckResult, ...]:
        return verify(self.record, self.provenance, lang, profile=self.profile)

    def only(self, check: str) -> CheckResult:
        found = self.of(check)
        assert len(found) == 1, found
        return found[0]
