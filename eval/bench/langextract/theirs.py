"""langextract over the loopback server: chunks of its own, answered from the same reading in its own form."""

from __future__ import annotations

import json
import os
import subprocess
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from eval.bench.langextract.anchoring import judge
from eval.bench.langextract.figures import Figure, all_figures, document_order, repeated, schema_order
from eval.bench.langextract.ours import WORKERS, Asked
from eval.bench.langextract.prompting import description, examples
from eval.bench.langextract.reports import Report
from eval.bench.langextract.saying import Item, answer, figure_items, word_items
from eval.bench.langextract.server import Latency, Server, Turns
from extractor.document import Span

Json = dict[str, Any]
RUNNER = Path(__file__).with_name("runner.py")
_ASKED, _REPLY = "\nQ: ", "\nA: "


class RunnerError(Exception):
    """The subprocess with langextract failed; the message is its last line."""


@dataclass(frozen=True)
class Variant:
    """How langextract is run: order of the answers, characters a chunk, its tokenizer; whether it is answered figures alone or all
    that our answer says; white space in the answers."""

    order: Literal["schema", "document"]
    buffer: int
    tokenizer: Literal["regex", "unicode"] = "regex"
    with_words: bool = False
    indent: int | None = None

    @property
    def key(self) -> str:
        """A short name, also in URLs."""
        extras = f"{'-words' if self.with_words else ''}{'-indented' if self.indent else ''}"
        return f"{self.order}-{self.buffer}-{self.tokenizer}{extras}"


@dataclass
class Answerer:
    """Answers langextract's prompts about one report, and keeps what each chunk was given."""

    report: Report
    variant: Variant
    given: dict[int, list[Item]] = field(default_factory=dict)
    seen: Counter[str] = field(default_factory=Counter)

    def __call__(self, turns: Turns) -> str:
        """What the reading says of the chunk that the last turn asks about."""
        chunk = chunk_of(turns[-1][1])
        start = nth(self.report.document.text, chunk, self.seen[chunk])
        self.seen[chunk] += 1
        self.given[start] = self._items((start, start + len(chunk)))
        return answer(self.given[start], self.variant.indent)

    def _items(self, within: Span) -> list[Item]:
        ordered = schema_order if self.variant.order == "schema" else document_order
        items = figure_items(ordered(self.report.reading, within), self.report.document)
        return [*items, *word_items(self.report.reading, within)] if self.variant.with_words else items

    def in_order(self) -> list[Item]:
        """Everything given, chunk by chunk, as langextract returns it."""
        return [item for start in sorted(self.given) for item in self.given[start]]


def chunk_of(prompt: str) -> str:
    """The chunk at the end of one of langextract's prompts."""
    return prompt[prompt.rindex(_ASKED) + len(_ASKED) :].removesuffix(_REPLY)


def nth(text: str, part: str, times: int) -> int:
    """Where ``part`` begins for the ``times``-th time, from 0. Errors: ``ValueError`` where it does not."""
    at = text.index(part)
    for _ in range(times):
        at = text.index(part, at + 1)
    return at


def run_theirs(server: Server, python: Path, reports: Sequence[Report], variant: Variant, latency: Latency) -> list[Asked]:
    """Every report through langextract in one process of the benchmark's own environment."""
    answerers = [Answerer(report, variant) for report in reports]
    keys = [f"{variant.key}-{report.name}" for report in reports]
    jobs = [
        {"url": server.open(key, answerer, latency), "text": answerer.report.document.text}
        for key, answerer in zip(keys, answerers, strict=True)
    ]
    told = _run(python, {
        "buffer": variant.buffer, "tokenizer": variant.tokenizer, "workers": WORKERS,
        "description": description(variant.with_words), "examples": examples(variant.with_words), "jobs": jobs,
    })  # fmt: skip
    return [
        Asked(server.routes[key].calls, one["seconds"], judge(_paired(answerer, one["found"]), *_truth(answerer.report)))
        for key, answerer, one in zip(keys, answerers, told, strict=True)
    ]


def _truth(report: Report) -> tuple[tuple[Figure, ...], Any, frozenset[str]]:
    return all_figures(report.reading, report.document), report.document, repeated(report.document)


def _paired(answerer: Answerer, found: Sequence[Json]) -> list[tuple[Figure, Span | None]]:
    """Each figure given and the place where langextract put it. Errors: ``RunnerError`` where the two lists are not the same."""
    given = answerer.in_order()
    if [one["text"] for one in found] != [item.text for item in given]:
        raise RunnerError(f"{answerer.report.name}: langextract did not return what it was answered")
    paired = zip(given, found, strict=True)
    return [(item.figure, tuple(one["span"]) if one["span"] else None) for item, one in paired if item.figure is not None]


def _run(python: Path, order: Json) -> list[Json]:
    """Isolated (-I) and with an empty environment: no key, no proxy, no plugin."""
    environ = {"PATH": os.environ.get("PATH", ""), "LANGEXTRACT_DISABLE_PLUGINS": "1"}
    done = subprocess.run([python, "-I", RUNNER], input=json.dumps(order), env=environ, text=True, capture_output=True, check=False)
    if done.returncode:
        raise RunnerError((done.stderr.strip().splitlines() or ["no word from the runner"])[-1])
    told: list[Json] = [json.loads(line) for line in done.stdout.splitlines()]
    return told
