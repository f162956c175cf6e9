"""Our model reader over the loopback server, answered by the oracle."""

from __future__ import annotations

import importlib
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.bench.langextract.anchoring import Anchors
from eval.bench.langextract.figures import all_figures, repeated
from eval.bench.langextract.reports import Report
from eval.bench.langextract.server import Call, Latency, Server
from eval.oracle import Oracle
from extractor.readers.base import Reading
from extractor.readers.llm.reader import LlmReader
from extractor.readers.llm.transport.build import build
from extractor.readers.llm.transport.settings import ModelSettings
from extractor.split import split
from extractor.store import Store

WORKERS = 4


@dataclass(frozen=True)
class Asked:
    """One tool on one report: what it sent and got, how long it took, where its figures ended up."""

    calls: Sequence[Call]
    seconds: float
    anchors: Anchors


def run_ours(server: Server, report: Report, latency: Latency) -> Asked:
    """One report through our reader and its transport, with a store of its own: nothing is answered from a cache."""
    importlib.import_module("langchain_openai")  # start-up is not what is measured
    oracle = Oracle()
    oracle.learn(report.document, report.reading)
    key = f"ours-{report.name}"
    settings = ModelSettings("oracle", "openai", server.open(key, oracle.answer, latency), concurrency=WORKERS)
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder) / "store.sqlite") as store:
        started = time.monotonic()
        with build(settings, store, "bench") as model:
            reading = LlmReader(model, WORKERS).read(report.document, split(report.document))
        seconds = time.monotonic() - started
    return Asked(server.routes[key].calls, seconds, our_anchors(report, reading))


def our_anchors(report: Report, reading: Reading) -> Anchors:
    """A figure is right where our reading has the very numeral in the same role, wrong where the role is another's, else lost."""
    wanted = all_figures(report.reading, report.document)
    roles = {(figure.numeral.id, figure.measure) for figure in all_figures(reading, report.document)}
    numerals = {numeral for numeral, _ in roles}
    twice = repeated(report.document)
    verdicts = [
        (figure.numeral.printed in twice, _verdict((figure.numeral.id, figure.measure) in roles, figure.numeral.id in numerals))
        for figure in wanted
    ]
    return Anchors.of(verdicts)


def _verdict(same_role: bool, somewhere: bool) -> str:
    if same_role:
        return "right"
    return "wrong" if somewhere else "lost"
