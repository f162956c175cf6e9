"""Everything the checks say of one record: of a report just read, or of an extraction that is checked again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extractor.checks.coverage import confirmed
from extractor.checks.damage import DAMAGE, MISQUOTED, damaged_figures
from extractor.checks.doubtful import DOUBT, asked, doubtful_figures, doubts, softened
from extractor.checks.findings import explained
from extractor.checks.messages import Lang
from extractor.checks.notes import notes
from extractor.checks.parameters import parameters
from extractor.checks.relations import judge
from extractor.reference import Reference
from schemas.extraction import Confirmed, Provenance
from schemas.record import Pointer, Record
from schemas.result import CheckResult, Finding

MADE_HERE = frozenset({DAMAGE, MISQUOTED, DOUBT})
"""Doubts about the reading that follow from the record, its places and the text; all others need the document."""


@dataclass(frozen=True, slots=True)
class Examination:
    """``parameters`` is what was assumed, as run parameters."""

    results: tuple[CheckResult, ...]
    findings: tuple[Finding, ...]
    confirmed: Confirmed
    parameters: Mapping[str, str]


def examine(
    record: Record,
    provenance: Mapping[Pointer, Provenance],
    text: str,
    lang: Lang = "zh",
    *,
    profile: str | None = None,
    reference: Reference | None = None,
    faults: Sequence[CheckResult] = (),
) -> Examination:
    """Judges every relation, and explains what does not hold. ``text`` is the report's (empty where it is not known), ``faults`` are
    those of the reading, told by whoever has the document. Errors: ``KeyError`` for an unknown profile."""
    judged, context = judge(record, provenance, lang, profile=profile, reference=reference)
    unsure = doubtful_figures(record, provenance)
    damage = damaged_figures(record, provenance, text, lang)
    results = (*judged, *damage, *doubts(unsure, provenance, lang), *faults)
    findings = asked(explained(context, results, provenance), unsure, results)
    told = tuple(softened(results, unsure))
    return Examination(told, (*findings, *notes(record, told, lang)), confirmed(record, told), parameters(context))
