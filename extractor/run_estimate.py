"""``extractor run --dry-run``: what a model would be asked and what that would cost, without asking or writing anything."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import partial
from threading import Lock

from extractor.errors import InputError
from extractor.export.widths import width_of
from extractor.readers.llm.asking import Answer, Question, Usage
from extractor.readers.llm.transport.meter import price_of
from extractor.run_console import tell, warn
from extractor.run_errors import line
from extractor.run_inputs import Task, find_inputs
from extractor.run_interrupt import watching
from extractor.run_model import destination
from extractor.run_one import Halt, attempt, died
from extractor.run_pool import one_by_one, processes, side_by_side
from extractor.run_progress import progress
from extractor.run_words import plain, say
from extractor.settings import RunSettings
from schemas.summary import Failed

_FILLED = 2
"""An answer takes half of its room at most: 0.24 to 0.44 where it says of every number of a sample what it is."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Questions and their tokens, sent and received."""

    requests: int = 0
    usage: Usage = field(default_factory=Usage)

    def __add__(self, other: Asked) -> Asked:
        """Both together."""
        return Asked(self.requests + other.requests, self.usage + other.usage)


@dataclass
class Listener:
    """A ``Model`` that has nothing to say, so that it is asked all that can be asked; it notes what that takes."""

    name: str
    asked: Asked = field(default_factory=Asked)
    _lock: Lock = field(default_factory=Lock)

    def ask(self, question: Question) -> Answer:
        """An empty answer."""
        from extractor.readers.llm.transport.count import estimate as guess

        most = guess(question)
        with self._lock:
            self.asked += Asked(1, Usage(most.sent, most.received // _FILLED, estimated=True))
        parts = question.shape.model_json_schema()["properties"]
        return Answer(json.dumps({key: [] if part.get("type") == "array" else None for key, part in parts.items()}))


def estimate(settings: RunSettings) -> int:
    """Print the estimate; the exit status: 1 if some input cannot be read, else 0."""
    lang = settings.lang
    tell(destination(settings))
    tell(say(lang, "dry"))
    plan = find_inputs(settings.inputs, settings.out, lang, settings.reference, settings.as_one)
    lost = [item for item in plan.items if isinstance(item, InputError)]
    for error in lost:
        warn(line(error, lang))
    tasks = [item for item in plan.items if isinstance(item, Task)]
    found = _all(settings, tasks)
    failed = 0
    rows: list[tuple[str, Asked]] = []
    for task in tasks:
        outcome = found[task]
        if isinstance(outcome, Asked):
            rows.append((task.source, outcome))
        else:
            failed += 1
            warn(outcome.message)
    _print(settings, rows)
    return 1 if lost or failed else 0


def _all(settings: RunSettings, tasks: Sequence[Task]) -> dict[Task, Asked | Failed | Halt]:
    jobs = processes(settings, len(tasks))
    work = partial(_one, settings=settings)
    found: dict[Task, Asked | Failed | Halt] = {}
    with watching() as interrupts, progress(len(tasks), say(settings.lang, "progress")) as count:
        if jobs <= 1:
            outcomes = one_by_one(tasks, work, interrupts.check)
        else:
            outcomes = side_by_side(tasks, work, interrupts.check, jobs, partial(died, lang=settings.lang))
        for task, outcome in outcomes:
            found[task] = outcome
            count.done += 1
    return found


def _one(task: Task, settings: RunSettings) -> Asked | Failed | Halt:
    return attempt(task, lambda: _asked(task, settings), settings.lang)


def _asked(task: Task, settings: RunSettings) -> Asked:
    """All questions about a report. The rules ask none."""
    from extractor.load import load
    from extractor.numerals import read_numerals
    from extractor.readers.llm.reader import LlmReader
    from extractor.split import split

    document = load(task.path, settings.ocr)
    if settings.model is None:
        return Asked()
    document = replace(document, numerals=read_numerals(document))
    listener = Listener(settings.model.model)
    LlmReader(listener, 1).read(document, split(document))
    return listener.asked


def _print(settings: RunSettings, rows: Sequence[tuple[str, Asked]]) -> None:
    lang, model = settings.lang, settings.model
    price = price_of(model.model, model.prices) if model else None

    def cells(name: str, asked: Asked) -> tuple[str, ...]:
        cost: Decimal | None = price.cost(asked.usage) if price else None if model else Decimal(0)
        money = "-" if cost is None else f"{cost:.4f} {price.currency}" if price else f"{cost}"
        return f"{asked.requests}", f"{asked.usage.sent}", f"{asked.usage.received}", money, plain(name)

    total = sum((asked for _, asked in rows), Asked())
    lines = [tuple(word.replace("_", " ") for word in say(lang, "dry.head").split())]
    lines += [cells(name, asked) for name, asked in rows]
    lines.append(cells(say(lang, "dry.total", count=len(rows)), total))
    widths = [max(width_of(row[column]) for row in lines) for column in range(4)]
    for row in lines:
        numbers = (" " * (width - width_of(text)) + text for width, text in zip(widths, row, strict=False))
        tell("  ".join((*numbers, row[-1])))
    if model is not None and price is None:
        tell(plain(say(lang, "dry.unpriced", model=model.model)))
    if model is not None:
        tell(say(lang, "dry.note"))
