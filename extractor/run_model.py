"""A language model in a run: what worker processes read reports with, and the account that they share."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING
from uuid import uuid4

from extractor.document import Document
from extractor.errors import OutputError
from extractor.grammar import ReaderName
from extractor.load import OcrUse
from extractor.readers.llm.asking import Answer, CapReached, GaveUp, Model, Question, Usage
from extractor.readers.llm.transport.build import build, place
from extractor.readers.llm.transport.cached import address_of
from extractor.readers.llm.transport.meter import Price, price_of
from extractor.readers.llm.transport.settings import ModelSettings, host, is_loopback
from extractor.reference import Reference
from extractor.run_console import warn
from extractor.run_errors import line
from extractor.run_words import Lang, plain, say
from extractor.settings import RunSettings
from extractor.store import Store
from schemas.extraction import Extraction, Tokens
from schemas.summary import Summary

if TYPE_CHECKING:
    from extractor.readers.base import Reader

ANSWERS = ".extractor.sqlite"
"""In the output folder: answers already paid for, so that the run can be taken up again."""
_CENT = Decimal("0.000001")


def destination(settings: RunSettings) -> str:
    """The first line of a run: where text goes."""
    model, lang = settings.model, settings.lang
    if model is None:
        return say(lang, "local")
    here = say(lang, "sends.here") if is_loopback(model.base_url) else ""
    return plain(say(lang, "sends", reader=say(lang, f"sends.{settings.reader}"), host=host(model), here=here, model=model.model))


@dataclass(frozen=True, slots=True)
class ModelExtract:
    """The pipeline with a model. It travels to worker processes, and each builds the model when it first needs it."""

    reader: ReaderName
    settings: ModelSettings
    store: Path
    run: str
    profile: str | None = None
    reference: Reference | None = None
    ocr: OcrUse = "auto"
    kept: Path | None = None

    def __call__(self, path: Path, lang: Lang) -> tuple[Extraction, Document]:
        """Everything about one report. Raises ``ModelUnusable`` too."""
        from extractor.pipeline import extract

        model, store = _built(self.settings, self.store, self.run)
        counted = Counted(model, store, self.settings.base_url)
        reader = reader_of(self.reader, counted, self.settings.concurrency)
        extraction, document = extract(path, lang, reader, ocr=self.ocr, kept=self.kept, profile=self.profile, reference=self.reference)
        run = extraction.run
        tokens = run.tokens.model_copy(update={"calls": counted.fresh, "cached": counted.cached})
        money = worth(price_of(self.settings.model, self.settings.prices), tokens)
        return extraction.model_copy(update={"run": run.model_copy(update={"tokens": tokens, **money})}), document

    def among(self, processes: int) -> ModelExtract:
        """The same with its share of the questions at a time."""
        return replace(self, settings=self.settings.among(processes))


@lru_cache(maxsize=1)
def _built(settings: ModelSettings, path: Path, run: str) -> tuple[Model, Store]:
    store = Store(path)
    return build(settings, store, run), store


def reader_of(name: ReaderName, model: Model, workers: int) -> Reader:
    """The reader of that name over ``model``."""
    from extractor.readers.both import BothReader
    from extractor.readers.llm.reader import LlmReader
    from extractor.readers.rules import RulesReader

    alone = LlmReader(model, workers)
    return BothReader(RulesReader(), alone) if name == "both" else alone


def worth(price: Price | None, tokens: Tokens) -> dict[str, Decimal | str]:
    """Cost and currency, where there is a price."""
    if price is None:
        return {}
    return {"cost": rounded(price.cost(Usage(tokens.input, tokens.output))), "currency": price.currency}


def rounded(cost: Decimal) -> Decimal:
    """To a millionth."""
    return cost.quantize(_CENT)


@dataclass
class Counted:
    """A model that counts how many of its answers were remembered and how many were not."""

    model: Model
    store: Store
    endpoint: str
    name: str = field(init=False)
    cached: int = 0
    fresh: int = 0
    _lock: Lock = field(default_factory=Lock)

    def __post_init__(self) -> None:
        """Under the model's own name."""
        self.name = self.model.name

    def ask(self, question: Question) -> Answer:
        """The model's answer; its faults too are answers, unless nobody gave any."""
        known = self.store.answer(address_of(question, self.name, self.endpoint)) is not None
        given = True
        try:
            return self.model.ask(question)
        except (CapReached, GaveUp):
            given = False
            raise
        finally:
            with self._lock:
                self.cached += known and given
                self.fresh += given and not known


@dataclass(slots=True)
class Account:
    """What a run has used so far, in all its processes."""

    settings: ModelSettings
    extract: ModelExtract
    store: Store
    price: Price | None

    def note(self, lang: Lang) -> str:
        """For the progress bar; calls under way are counted at their most."""
        try:
            spent = self.store.spent(self.extract.run)
        except OutputError:  # the bar goes on; whoever needs the file will say so
            return ""
        told = say(lang, "progress.spent", calls=spent.calls, tokens=spent.sent + spent.received)
        return f"{told} {spent.cost:.4f} {self.price.currency}" if self.price else told

    def enter(self, summary: Summary, lang: Lang) -> Summary:
        """The summary with what the run used; without it where the file of answers went bad meanwhile, which is told."""
        try:
            spent = self.store.spent(self.extract.run)
        except OutputError as error:
            warn(line(error, lang))
            return summary
        cached = sum(done.tokens.cached or 0 for done in summary.reports)
        tokens = Tokens.model_validate({"in": spent.sent, "out": spent.received, "calls": spent.calls, "cached": cached})
        money = {"cost": rounded(spent.cost), "currency": self.price.currency} if self.price else {}
        return summary.model_copy(update={"tokens": tokens, **money})


@contextmanager
def account_of(settings: RunSettings, reference: Reference | None = None, kept: Path | None = None) -> Iterator[Account | None]:
    """The account of a new run; null where no model is asked. Errors: ``OutputError`` for a file of answers that is unusable.

    ``kept``: see ``load``.
    """
    if settings.model is None:
        yield None
        return
    with Store(settings.out / ANSWERS) as store:
        store.end_probe(place(settings.model))  # a run that was killed may have left its claim, for which workers would wait
        extract = ModelExtract(
            settings.reader, settings.model, settings.out / ANSWERS, uuid4().hex, settings.profile, reference, settings.ocr, kept
        )
        yield Account(settings.model, extract, store, price_of(settings.model.model, settings.model.prices))
