"""Findings: one for each cause, with a stable id and in the order a reviewer reads them.

Failing relations that one repair explains are the proofs of one finding; what no repair touches is a finding by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Context as DecimalContext
from decimal import localcontext

from extractor.checks.context import Context
from extractor.checks.corrected import as_corrected
from extractor.checks.damage import figures
from extractor.checks.identity import Identities, role_at
from extractor.checks.mentions import Mention
from extractor.checks.messages import TITLES, Lang, sayer
from extractor.checks.names import owner_name, role_name
from extractor.checks.relations import PRECISION, judge
from extractor.checks.repair.applied import applied
from extractor.checks.repair.attribution import attribute
from extractor.checks.repair.between import Between
from extractor.checks.repair.candidates import Candidates
from extractor.checks.repair.diagnosis import Diagnosis, diagnose
from extractor.checks.repair.letter import Letter
from extractor.checks.repair.scene import Scene
from extractor.checks.repair.together import Together
from extractor.checks.suspects import blame, with_witnesses
from extractor.reference import Reference
from schemas.extraction import Provenance
from schemas.record import Record
from schemas.result import Alternative, CheckResult, Finding, Severity

SEVERITY: dict[str, Severity] = {"error": "error", "warn": "warn", "rounding": "info"}
ORDER: tuple[Severity, ...] = ("error", "warn", "info")
SECTIONS = ("projects", "quantities", "breakdowns", "indicators", "claims")
TRIED = 12
"""Causes that are mended one by one to see which errors go with them: each takes judging the record again."""
READING = "G"
"""Checks of the reading, which no repair of the report answers."""
NOWHERE: Mapping[str, Provenance] = {}


@dataclass(frozen=True, slots=True)
class Cause:
    """Results that are one finding, and the diagnosis that brings them together (none: they say the same)."""

    results: tuple[CheckResult, ...]
    diagnosis: Diagnosis | None = None


def explain(
    record: Record,
    results: Sequence[CheckResult],
    lang: Lang = "zh",
    provenance: Mapping[str, Provenance] = NOWHERE,
    *,
    profile: str | None = None,
    reference: Reference | None = None,
) -> tuple[Finding, ...]:
    """The findings of these results. ``provenance``, ``profile`` and ``reference`` are those they were judged with; without
    provenance the repair goes by arithmetic alone."""
    return explained(judge(record, provenance, lang, profile=profile, reference=reference)[1], results, provenance)


def explained(context: Context, results: Sequence[CheckResult], provenance: Mapping[str, Provenance]) -> tuple[Finding, ...]:
    """The findings of these results; ``context`` is the one that they were judged in."""
    if not any(result.outcome == "error" for result in results):
        return _Writer(context).findings(list(_alike(results, [])))
    with localcontext(DecimalContext(prec=PRECISION)):
        scene = Scene(context.book, context.network, results)
        causes = [replace(cause, results=with_witnesses(cause.results, cause.diagnosis, results)) for cause in _diagnosed(scene)]
        causes = list(_with_consequences(context, causes, results, provenance))
        return _Writer(context, scene, Letter(context, scene)).findings([*causes, *_alike(results, causes)])


def _diagnosed(scene: Scene) -> Iterator[Cause]:
    candidates = Candidates(scene)
    for diagnosis in Between(candidates).merged(Together(candidates).merged(list(diagnose(scene)))):
        results = tuple(scene.laws[index].result for index in diagnosis.laws)
        if diagnosis.change or diagnosis.others:
            yield Cause(results, diagnosis)


def _with_consequences(
    context: Context, causes: Sequence[Cause], results: Sequence[CheckResult], provenance: Mapping[str, Provenance]
) -> Iterator[Cause]:
    """The causes, each with the errors that the search does not tie to it and that are gone all the same once it is mended."""
    told = {id(result) for cause in causes for result in cause.results}
    open_ = (result for result in results if result.outcome == "error" and id(result) not in told)
    left = [result for result in open_ if not result.check.startswith(READING)]
    mended = [_mended(cause.diagnosis) for cause in causes]
    left = _gone(context, {path: text for one in mended for path, text in one.items()}, left, provenance)
    for at, (cause, printed) in enumerate(zip(causes, mended, strict=True)):
        own = _gone(context, printed, left, provenance) if at < TRIED else []
        left = [result for result in left if result not in own]
        yield replace(cause, results=(*cause.results, *own))


def _gone(
    context: Context, printed: Mapping[str, str], errors: Sequence[CheckResult], provenance: Mapping[str, Provenance]
) -> list[CheckResult]:
    """Those errors that are none with these numbers printed."""
    if not errors or not printed:
        return []
    record = applied(context.record, printed)
    after, _ = judge(record, provenance, context.lang, profile=context.profile.name, reference=context.reference)
    still = {(result.check, result.paths) for result in after if result.outcome == "error"}
    return [result for result in errors if (result.check, result.paths) not in still]


def _mended(diagnosis: Diagnosis | None) -> Mapping[str, str]:
    """What a diagnosis would have printed instead."""
    change = diagnosis.change if diagnosis else None
    if diagnosis is None or change is None:
        return {}
    return {path: text for one in (change, *diagnosis.carried) for path, text in one.printed.items()}


def _alike(results: Sequence[CheckResult], causes: Sequence[Cause]) -> Iterator[Cause]:
    """What no repair explains: results of one check that are of one group, over one set of figures, or say the same of figures
    printed twice; and relations of any check that the same figures break."""
    told = {id(result) for cause in causes for result in cause.results}
    merged: dict[tuple[str, object], list[CheckResult]] = {}
    said: dict[tuple[str, str], tuple[str, object]] = {}
    for result in results:
        if result.outcome in SEVERITY and id(result) not in told:
            broken = result.outcome == "error" and result.group is None and len(result.paths) > 1
            own = ("" if broken else result.check, result.group or frozenset(result.paths or result.printed))
            same = own if own in merged else said.setdefault((result.check, result.because), own)
            merged.setdefault(same, []).append(result)
    return (Cause(tuple(group)) for group in merged.values())


def _severity(results: Sequence[CheckResult]) -> Severity:
    return min((SEVERITY[result.outcome] for result in results), key=ORDER.index)


def _order(cause: Cause) -> tuple[object, ...]:
    paths = _first(cause).paths
    path = paths[0].split("/")[1:] if paths else [""]
    place = SECTIONS.index(path[0]) if path[0] in SECTIONS else len(SECTIONS)
    index = int(path[1]) if len(path) > 1 and path[1].isdigit() else 0
    return ORDER.index(_severity(cause.results)), place, index


def _first(cause: Cause) -> CheckResult:
    """The result that names the finding: of the errors about the suspect the one that ties the fewest figures."""
    change = cause.diagnosis.change if cause.diagnosis else None
    own = [result for result in cause.results if change and change.suspect in result.paths]
    errors = [result for result in own or cause.results if result.outcome == "error"]
    return min(errors, key=lambda result: len(result.paths)) if change and errors else (errors or cause.results)[0]


def _judged(diagnosis: Diagnosis, scene: Scene) -> Iterator[Mention]:
    return (one for index in diagnosis.laws for one in scene.laws[index].constraint.mentions)


class _Writer:
    """Writes findings, with names of figures that do not depend on where they stand in a list."""

    def __init__(self, context: Context, scene: Scene | None = None, letter: Letter | None = None) -> None:
        self.record, self.book, self.lang, self.scene, self.letter = context.record, context.book, context.lang, scene, letter

    def findings(self, causes: Sequence[Cause]) -> tuple[Finding, ...]:
        identities = Identities(self.book)
        return tuple(self._finding(cause, identities.of(cause.results)) for cause in sorted(causes, key=_order))

    def _finding(self, cause: Cause, identity: str) -> Finding:
        first = _first(cause)
        proofs = tuple(dict.fromkeys(result.because for result in (first, *cause.results)))
        paths = tuple(dict.fromkeys(path for result in (first, *cause.results) for path in result.paths))
        plain = Finding(
            id=identity, check=first.check, severity=_severity(cause.results), title=self._title(first, paths),
            message=self._message(cause, proofs), proofs=proofs, paths=paths,
        )  # fmt: skip
        told = blame(cause.results, self.book)
        if cause.diagnosis is not None and self.scene is not None and self.letter is not None:
            repaired = self._repair(cause.diagnosis, proofs, self.scene, self.letter)
            told = repaired | (told if told.get("attribution") == "reading" else {})
        return plain.model_copy(update=told)

    def _message(self, cause: Cause, proofs: Sequence[str]) -> str:
        """The first proof; of a group all its figures before it."""
        if len(proofs) == 1 or cause.results[0].group is None:
            return proofs[0]
        say, given = sayer(self.lang), figures(self.record)
        units = {path: figure.unit or "" for path, figure in given}
        told = [f"{one.printed[0]}{units.get(one.paths[0], '') if one.paths else ''}" for one in cause.results]
        return say("group", n=len(told), figures=say("group.and").join(told), first=proofs[0])

    def _repair(self, diagnosis: Diagnosis, proofs: Sequence[str], scene: Scene, letter: Letter) -> dict[str, object]:
        change = diagnosis.change
        told: dict[str, object] = {
            "message": as_corrected(letter.message(diagnosis, proofs), _judged(diagnosis, scene), letter.ctx.say),
            "attribution": attribute(scene, change),
            "alternatives": tuple(self._alternatives(diagnosis, scene)),
        }
        if change is not None:
            told |= {
                "suspect": change.suspect, "suspect_printed": scene.mentions[change.suspect].figure.printed,
                "suggestion": letter.suggestion(diagnosis), "cause": change.cause,
            }  # fmt: skip
        return told

    @staticmethod
    def _alternatives(diagnosis: Diagnosis, scene: Scene) -> Iterator[Alternative]:
        told = {diagnosis.change.suspect} if diagnosis.change else set()
        for repair in diagnosis.others:
            change = next((one for one in repair.changes if one.suspect not in told), None)
            if change:
                told.add(change.suspect)
                printed = scene.mentions[change.suspect].figure.printed
                yield Alternative(suspect=change.suspect, printed=printed, suggestion=change.printed[change.suspect], cause=change.cause)

    def _title(self, result: CheckResult, paths: Sequence[str]) -> str:
        """What is wrong, and with whose figures; of a group over several owners only what."""
        head = result.paths[0] if result.paths else ""
        title = TITLES.get(result.check, (result.check, result.check))[0 if self.lang == "zh" else 1]
        title = title.format(role=role_name(role_at(self.record, head), self.lang))
        sign = "：" if self.lang == "zh" else ": "
        who = owner_name(self.book, head, self.lang) if head else result.printed[0] if result.check == "R2" else ""
        if result.group is not None and len({owner_name(self.book, path, self.lang) for path in paths}) > 1:
            return title
        return f"{who}{sign}{title}" if who else title
