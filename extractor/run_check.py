"""``extractor check``: the checks again, on an extraction that may have been corrected or come from another tool."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from pydantic import ValidationError

from extractor.checks import MADE_HERE, examine
from extractor.errors import DamagedInput, UnreadableInput, UsageError
from extractor.export.atomic import write_bytes
from extractor.export.json_out import to_json
from extractor.export.naming import resolve
from extractor.reference import HASH, NAME, Reference, read_reference
from extractor.run_console import tell, warn
from extractor.run_shape import shape_fault
from extractor.run_words import Lang, plain, say
from extractor.settings import CheckSettings
from schemas.extraction import Extraction
from schemas.figure import Figure
from schemas.result import CheckResult, Finding


def check(settings: CheckSettings) -> int:
    """The exit status: 0, since findings are the answer and no failure."""
    if settings.out != settings.file and settings.out.is_dir():
        raise UsageError(say(settings.lang, "out.folder"), str(settings.out), say(settings.lang, "out.folder.todo"))
    old = _read(settings.file, settings.lang)
    reference = read_reference(settings.reference) if settings.reference else None
    if reference is None and NAME in old.run.parameters:
        warn(plain(say(settings.lang, "reference.gone", file=settings.file, name=old.run.parameters[NAME])))
    new = _checked(old, settings.lang, settings.profile, reference)
    write_bytes(settings.out, to_json(new))
    errors, warns, infos = _counts(new.findings)
    before = "/".join(map(str, _counts(old.findings)))
    told = say(settings.lang, "checked", file=settings.out, errors=errors, warns=warns, infos=infos, before=before)
    tell(plain(told))
    return 0


def _checked(old: Extraction, lang: Lang, profile: str | None, reference: Reference | None) -> Extraction:
    faults = tuple(_still_doubtful(old))
    new = examine(old.record, old.provenance, old.document.text, lang, profile=profile, reference=reference, faults=faults)
    kept = {key: value for key, value in old.run.parameters.items() if key not in (NAME, HASH)}
    return old.model_copy(
        update={
            "results": new.results,
            "findings": new.findings,
            "coverage": old.coverage.model_copy(update={"confirmed": new.confirmed}),
            "run": old.run.model_copy(update={"parameters": {**kept, **new.parameters}}),
        }
    )


def _still_doubtful(old: Extraction) -> Iterator[CheckResult]:
    """The doubts about the reading (G): they need the document, so they stay as told until their figure is corrected."""
    for result in old.results:
        if result.check.startswith("G") and result.check not in MADE_HERE:
            values = [resolve(old.record, path) for path in result.paths]
            printed = [value.printed if isinstance(value, Figure) else value for value in values]
            if not printed or printed == [*result.printed]:
                yield result


def _counts(findings: Iterable[Finding]) -> tuple[int, int, int]:
    count = Counter(finding.severity for finding in findings)
    return count["error"], count["warn"], count["info"]


def _read(path: Path, lang: Lang) -> Extraction:
    if os.path.exists(path) and not os.path.isfile(path):  # noqa: PTH110, PTH113 - a pipe or device could block for ever
        raise UnreadableInput(say(lang, "not_regular"), str(path), say(lang, "json.bad.todo"))
    try:
        data = path.read_bytes()
    except OSError as error:
        what = say(lang, "json.missing", reason=error.strerror or type(error).__name__)
        raise UnreadableInput(what, str(path), say(lang, "json.missing.todo")) from error
    try:
        return Extraction.model_validate_json(data.removeprefix(b"\xef\xbb\xbf"))
    except ValidationError as error:
        what = say(lang, "json.bad", reason=shape_fault(error, lang))
        raise DamagedInput(what, str(path), say(lang, "json.bad.todo")) from error
