"""Figures that character recognition is not sure of (G3): told, and what rests on them is a doubt, not an error of the report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from extractor.checks.damage import figures
from extractor.checks.messages import Lang, sayer
from extractor.doubt import doubtful
from schemas.extraction import Provenance
from schemas.figure import Figure
from schemas.record import Pointer, Record
from schemas.result import CheckResult, Finding

DOUBT = "G3"
"""The id of the check."""


def doubtful_figures(record: Record, provenance: Mapping[Pointer, Provenance]) -> Mapping[Pointer, Figure]:
    """The figures of which the picture leaves doubt."""
    return {pointer: figure for pointer, figure in figures(record) if doubtful(figure, provenance.get(pointer))}


def doubts(unsure: Mapping[Pointer, Figure], provenance: Mapping[Pointer, Provenance], lang: Lang = "zh") -> Iterator[CheckResult]:
    """A warning for each printed number that is doubtful, with what else it may be."""
    say = sayer(lang)
    places: dict[tuple[int, int], list[Pointer]] = {}
    for pointer in unsure:
        places.setdefault(provenance[pointer].span, []).append(pointer)
    for _, pointers in sorted(places.items()):
        place, paths = provenance[pointers[0]], tuple(sorted(pointers))
        others = say("unsure.others", others="、".join(place.alternatives)) if place.alternatives else ""
        because = say("unsure", figure=place.quote, page=place.page, others=others)
        printed = tuple(unsure[path].printed for path in paths)
        yield CheckResult(check=DOUBT, outcome="warn", paths=paths, printed=printed, because=because)


def softened(results: Iterable[CheckResult], unsure: Mapping[Pointer, Figure]) -> Iterator[CheckResult]:
    """The results, errors that rest on a doubtful figure as warnings."""
    for result in results:
        rests = result.outcome == "error" and not unsure.keys().isdisjoint(result.paths)
        yield result.model_copy(update={"outcome": "warn"}) if rests else result


def asked(findings: Sequence[Finding], unsure: Mapping[Pointer, Figure], results: Sequence[CheckResult]) -> tuple[Finding, ...]:
    """The findings, errors that rest on a doubtful figure as questions behind the errors, attributed to character recognition.

    An error stays one where a relation between sure figures fails too, and the figure that is named is sure. What the repair proposes
    stays: it says which reading of the figure would satisfy which relation.
    """
    sure = [one for one in results if one.outcome == "error" and unsure.keys().isdisjoint(one.paths)]
    errors: list[Finding] = []
    questions: list[Finding] = []
    for finding in findings:
        if unsure.keys().isdisjoint(finding.paths) or finding.attribution == "reading" or _stands(finding, unsure, sure):
            (errors if finding.severity == "error" else questions).append(finding)
        else:
            severity = "warn" if finding.severity == "error" else finding.severity
            questions.append(finding.model_copy(update={"severity": severity, "attribution": "ocr"}))
    return (*errors, *sorted(questions, key=lambda finding: finding.severity != "warn"))


def _stands(finding: Finding, unsure: Mapping[Pointer, Figure], sure: Sequence[CheckResult]) -> bool:
    if finding.severity != "error" or finding.suspect in unsure:
        return False
    return any(one.because in finding.proofs and {*one.paths} <= {*finding.paths} for one in sure)
