from __future__ import annotations

import email.utils
import time

import pytest
from tenacity import Retrying

from extractor.readers.llm.asking import GaveUp
from extractor.readers.llm.transport.faults import Transient
from extractor.readers.llm.transport.policy import retrying
from extractor.readers.llm.transport.settings import Patience
from llm.conftest import Make
from llm.fault_server import FaultServer
from llm.questions import GOOD, good, question


def pauses(patience: Patience, faults: list[Exception]) -> list[float]:
    """How long is waited over these faults; the last one is raised."""
    slept: list[float] = []
    left = iter(faults)

    def call() -> None:
        raise next(left)

    policy: Retrying = retrying(patience, slept.append)
    with pytest.raises(Exception, match=r"."):
        policy(call)
    assert next(left, None) is None
    return slept


def test_pauses_grow_to_a_most_with_some_chance_in_them() -> None:
    slept = pauses(Patience(attempts=7, first=1, longest=10), [Transient("x")] * 7)
    for pause, (least, most) in zip(slept, [(1, 2), (2, 3), (4, 5), (8, 9), (10, 10), (10, 10)], strict=True):
        assert least <= pause <= most


def test_what_the_endpoint_asks_for_is_kept_up_to_a_most() -> None:
    faults: list[Exception] = [Transient("x", after=7.5), Transient("x", after=900), Transient("x", after=0), Transient("x")]
    assert pauses(Patience(attempts=4), faults) == [7.5, 120.0, 0.0]


def test_where_nobody_is_patience_is_short() -> None:
    assert len(pauses(Patience(attempts=9, unreachable=3), [Transient("x", unreachable=True)] * 3)) == 2


def test_other_errors_are_not_tried_again() -> None:
    assert pauses(Patience(), [ValueError("x")]) == []


def test_time_runs_out() -> None:
    def call() -> None:
        raise Transient("x")

    begun = time.monotonic()
    with pytest.raises(Transient):
        retrying(Patience(attempts=10_000, seconds=0.2, first=0.01, longest=0.05))(call)
    assert time.monotonic() - begun < 2


@pytest.mark.parametrize("seconds", ["0.3", "date"])
def test_retry_after_is_honoured(make: Make, seconds: str) -> None:
    times: list[float] = []

    def busy(_: object) -> tuple[int, object, dict[str, str]] | None:
        times.append(time.time())
        said = email.utils.formatdate(time.time() + 2, usegmt=True) if seconds == "date" else seconds
        return (429, {"error": {"message": "slow down"}}, {"Retry-After": said}) if len(times) == 1 else None

    patience = Patience(first=0.01, longest=0.01)
    with FaultServer(good, standing=busy) as server:
        assert make(server, patience=patience).ask(question()).text == GOOD
    assert times[1] - times[0] >= (0.9 if seconds == "date" else 0.3)


def test_an_unreadable_retry_after_is_none(make: Make) -> None:
    with FaultServer(good, standing=(429, {"error": {"message": "x"}}, {"Retry-After": "soon"})) as server, pytest.raises(GaveUp):
        make(server).ask(question())


def test_retries_do_not_multiply(make: Make) -> None:
    with FaultServer(good, standing=(503, "{}", {})) as server:
        with pytest.raises(GaveUp):
            make(server, patience=Patience(attempts=3, first=0.01, longest=0.01)).ask(question())
        assert len(server.bodies) == 3


def test_a_time_out_is_tried_again(make: Make) -> None:
    with FaultServer(good, faults=["slow"], probability=1, slow=0.8) as server:
        assert make(server, timeout=0.3).ask(question()).text == GOOD
        assert server.calls == {"slow": 1, "ok": 1}
