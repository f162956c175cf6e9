"""Twelve kinds of faults on three of ten questions: what comes out is what comes out of a run without faults."""

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pytest

from eval.oracle import Oracle
from extractor.load import load
from extractor.numerals import read_numerals
from extractor.pipeline import extract
from extractor.readers.llm.reader import LlmReader
from extractor.readers.llm.transport.build import build
from extractor.readers.rules import RulesReader
from extractor.split import split
from extractor.store import Store
from tests.llm.fault_server import FAULTS, FaultServer

MADE = Path(__file__).parents[2] / "eval" / "gold" / "made"
KINDS = tuple(kind for kind in FAULTS if kind != "reset after")
NAMES = (
    "form_yunxi_reservoirs.docx", "list_zean_culture_yuan.txt", "prose_hailan_civil_affairs.txt", "sentence_qingzhi_town.txt",
    "summary_xingling_schools.docx", "transfer_lanping_rural.md", "whole_songling_health.md", "wildcard_wenxi_codes.txt",
)  # fmt: skip
REPORTS = [MADE / name for name in NAMES]


@pytest.fixture(scope="module")
def oracle():
    found = Oracle()
    for path in REPORTS:
        document = load(path)
        document = replace(document, numerals=read_numerals(document))
        found.learn(document, RulesReader().read(document, split(document)))
    return found


@pytest.fixture(scope="module")
def clean(oracle, tmp_path_factory):
    server = FaultServer(lambda body: answer(oracle, body))
    return read_all(server, tmp_path_factory.mktemp("clean")), server


@pytest.mark.parametrize("seed", [0, 1, 5])
def test_faults_leave_no_trace_and_cost_one_call_each(seed, oracle, clean, tmp_path):
    wanted, quiet = clean
    server = FaultServer(lambda body: answer(oracle, body), faults=KINDS, seed=seed)
    among(server, set(quiet.asked))
    assert read_all(server, tmp_path) == wanted
    faults = sum(count for kind, count in server.calls.items() if kind != "ok")
    assert faults >= 3
    assert sum(server.calls.values()) <= sum(quiet.calls.values()) + faults + server.calls["truncated"]


def answer(oracle, body):
    return oracle.answer([(turn["role"], turn.get("content") or "") for turn in body["messages"]])


def among(server, questions):
    """Faults strike the questions of a run without faults; what is asked because of a fault is answered."""
    drawn = server.fault_of
    server.fault_of = lambda raw: drawn(raw) if hashlib.sha256(raw).hexdigest() in questions else None


def read_all(server, folder):
    """The outputs of every report, without what may differ from run to run."""
    with server, Store(folder / "store.sqlite") as store, build(server.settings(concurrency=8), store, "run") as model:
        found = [json.loads(extract(path, reader=LlmReader(model))[0].model_dump_json(by_alias=True)) for path in REPORTS]
    for one in found:
        for excepted in ("seconds", "tokens", "cost"):
            one["run"].pop(excepted)
        assert one["coverage"]["unread"] == []
    return found
