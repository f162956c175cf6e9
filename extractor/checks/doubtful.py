"""Figures that character recognition is not sure of (G3): told, and what rests on them is a doubt, not an error of the report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from extractor.checks.messages import Lang, sayer
from schemas.extraction import Provenance
from schemas.figure import Figure
from schemas.record import Pointer, Record
from schemas.result import CheckResult, Finding

SURE = 0.9
"""Below it a figure is doubtful: on the two heavy scans looked at every wrong number was read with less than 0.5."""


def doubtful(provenance: Mapping[Pointer, Provenance]) -> frozenset[Pointer]:
    """The figures of which the picture leaves doubt."""
    return frozenset(pointer for pointer, place in provenance.items() if _is_doubtful(place))


def _is_doubtful(place: Provenance) -> bool:
    unsure = place.confidence is not None and place.confidence < SURE
    return place.source == "ocr" and (unsure or bool(place.alternatives and not place.settled_by))


def doubts(record: Record, provenance: Mapping[Pointer, Provenance], lang: Lang = "zh") -> Iterator[CheckResult]:
    """A warning for each printed number that is doubtful, with what else it may be."""
    say = sayer(lang)
    places: dict[tuple[int, int], list[Pointer]] = {}
    for pointer in doubtful(provenance):
        places.setdefault(provenance[pointer].span, []).append(pointer)
    for _, pointers in sorted(places.items()):
        place = provenance[pointers[0]]
        others = say("unsure.others", others="、".join(place.alternatives)) if place.alternatives else ""
        because = say("unsure", figure=place.quote, page=place.page, others=others)
        paths = tuple(sorted(pointers))
        yield CheckResult(check="G3", outcome="warn", paths=paths, printed=tuple(_printed(record, path) for path in paths), because=because)


def _printed(record: Record, path: Pointer) -> str:
    value: object = record
    for part in path.split("/")[1:]:
        value = value[int(part)] if isinstance(value, tuple) else getattr(value, part)
    return value.printed if isinstance(value, Figure) else str(value)


def softened(results: Iterable[CheckResult], provenance: Mapping[Pointer, Provenance]) -> Iterator[CheckResult]:
    """The results, errors that rest on a doubtful figure as warnings."""
    unsure = doubtful(provenance)
    for result in results:
        rests = result.outcome == "error" and not unsure.isdisjoint(result.paths)
        yield result.model_copy(update={"outcome": "warn"}) if rests else result


def attributed(findings: Sequence[Finding], provenance: Mapping[Pointer, Provenance]) -> tuple[Finding, ...]:
    """The findings, those that rest on a doubtful figure attributed to character recognition."""
    unsure = doubtful(provenance)
    return tuple(
        finding if unsure.isdisjoint(finding.paths) or finding.attribution else finding.model_copy(update={"attribution": "ocr"})
        for finding in findings
    )
