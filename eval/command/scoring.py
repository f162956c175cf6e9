"""Extractions beside their gold, as scores."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from eval.command.cases import Case
from eval.command.documents import Documents
from eval.command.runfile import Made
from eval.gold_files import PLAIN, GoldError, Labelled, load_loose
from eval.metrics import Failure, score_report, unscored
from eval.scores import ReportScore
from extractor.document import Document
from extractor.errors import ExtractorError
from extractor.run_console import warn
from schemas.extraction import Extraction


def score_cases(cases: Sequence[Case], found: Mapping[str, Extraction | Failure], documents: Documents) -> tuple[ReportScore, ...]:
    """One score a case, in their order. A gold that cannot be used gives ``unscored``, never the end of the run."""
    return tuple(_scored(case, found[case.name], documents) for case in cases)


def _scored(case: Case, found: Extraction | Failure, documents: Documents) -> ReportScore:
    try:
        gold = gold_of(case, documents)
    except (GoldError, ExtractorError, OSError, ValueError) as error:
        return unscored(case.name, str(error))
    for words in gold.not_found:
        warn(f"{case.gold}: its source does not print {words!r}")
    made = score_report(gold, found, None if isinstance(found, Failure) else _document(case, found, documents))
    return made.model_copy(update={"report": case.name, "document": case.document})


def gold_of(case: Case, documents: Documents) -> Labelled:
    """The gold of a case; its words are those of the source. Raises ``GoldError``."""
    if case.source.suffix.lower() in PLAIN:
        return load_loose(case.gold, source=case.source)
    return load_loose(case.gold, replace(documents, ocr="auto").of(case.source).text, source=case.source)


def _document(case: Case, found: Extraction, documents: Documents) -> Document | None:
    """What the extraction was made from; null where it now reads otherwise, so that no place can be judged."""
    document = documents.of(case.read)
    return document if document.text == found.document.text else None


def made_of(name: str, found: Iterable[Extraction | Failure], code: str) -> Made:
    """How a run was made, from its extractions."""
    runs = [one.run for one in found if isinstance(one, Extraction)]

    def joined(values: Iterable[str | None]) -> str:
        return "; ".join(sorted({value for value in values if value}))

    return Made(
        name=name, reader=joined(run.reader for run in runs) or "none", model=joined(run.model for run in runs) or None,
        ocr=joined(run.parameters.get("ocr") for run in runs) or None,
        prompts={key: value for run in runs for key, value in run.prompts.items()},
        parameters={key: value for run in runs for key, value in run.parameters.items()},
        version=joined(run.version for run in runs), code=code,
    )  # fmt: skip
