"""Extractions beside their gold, as scores."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from eval.command.cases import Case
from eval.command.runfile import Made
from eval.gold_files import PLAIN, GoldError, Labelled, load_loose
from eval.metrics import Failure, score_report, unscored
from eval.scores import ReportScore
from extractor.document import Document
from extractor.errors import ExtractorError
from extractor.load import load
from extractor.numerals import read_numerals
from extractor.run_console import warn
from schemas.extraction import Extraction

READ_AGAIN = frozenset({"digital", "docx", "xlsx", "text"})
"""Kinds of document that are loaded again for the ledger; a scan would have to be recognised again."""


def score_cases(cases: Sequence[Case], found: Mapping[str, Extraction | Failure]) -> tuple[ReportScore, ...]:
    """One score a case, in their order. A gold that cannot be used gives ``unscored``, never the end of the run."""
    return tuple(_scored(case, found[case.name]) for case in cases)


def _scored(case: Case, found: Extraction | Failure) -> ReportScore:
    try:
        gold = gold_of(case)
    except (GoldError, ExtractorError, OSError, ValueError) as error:
        return unscored(case.name, str(error))
    for words in gold.not_found:
        warn(f"{case.gold}: its source does not print {words!r}")
    made = score_report(gold, found, None if isinstance(found, Failure) else _document(case, found))
    return made.model_copy(update={"report": case.name, "document": case.document})


def gold_of(case: Case) -> Labelled:
    """The gold of a case; its words are those of the source. Raises ``GoldError``."""
    if case.source.suffix.lower() in PLAIN:
        return load_loose(case.gold, source=case.source)
    return load_loose(case.gold, load(case.source).text, source=case.source)


def _document(case: Case, found: Extraction) -> Document | None:
    if found.document.kind not in READ_AGAIN:
        return None
    document = load(case.read)
    return replace(document, numerals=read_numerals(document)) if document.text == found.document.text else None


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
