"""The whole transport against an endpoint that fails in every way it can."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest

from extractor.readers.llm.asking import AnswerFault
from llm.conftest import Make
from llm.fault_server import FAULTS, TRANSIENT, FaultServer
from llm.questions import GOOD, good, question

LASTING = {"truncated": "Truncated", "refusal": "Refused", "empty": "Empty"}


@pytest.mark.parametrize("seed", range(3))
def test_transient_faults_are_got_over_and_others_told(make: Make, seed: int) -> None:
    """Every question meets at most one fault: a transient one costs a call more and nothing else, another is told once."""
    with FaultServer(good, faults=FAULTS, seed=seed, slow=0.8) as server:
        model = make(server, timeout=0.4, concurrency=6)

        def ask(number: int) -> str:
            try:
                return "good" if model.ask(question(str(number))).text == GOOD else "odd"
            except AnswerFault as fault:
                return type(fault).__name__

        with ThreadPoolExecutor(6) as pool:
            told = Counter(pool.map(ask, range(60)))
        faulted = {kind: count for kind, count in server.calls.items() if kind in FAULTS}
        assert len(faulted) >= 6
        assert told["GaveUp"] == 0
        for kind, name in LASTING.items():
            assert told[name] == faulted.get(kind, 0)
        assert told["odd"] == sum(faulted.get(kind, 0) for kind in ("invalid json", "alien ids", "english"))
        assert sum(server.calls.values()) == 60 + sum(faulted.get(kind, 0) for kind in TRANSIENT)
        assert server.most_calls_of_one_request <= 2


@pytest.mark.parametrize("fault", sorted(TRANSIENT))
def test_each_transient_fault_alone(make: Make, fault: str) -> None:
    with FaultServer(good, faults=[fault], probability=1, slow=0.8) as server:
        assert make(server, timeout=0.4).ask(question()).text == GOOD
        assert server.calls == {fault: 1, "ok": 1}


def test_the_same_faults_whatever_the_order() -> None:
    with FaultServer(good, faults=FAULTS, seed=5) as one, FaultServer(good, faults=FAULTS, seed=5) as other:
        bodies = [str(number).encode() for number in range(200)]
        assert [one.fault_of(body) for body in bodies] == [other.fault_of(body) for body in reversed(bodies)][::-1]
        assert 30 < sum(one.fault_of(body) is not None for body in bodies) < 90
