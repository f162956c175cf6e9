from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractor.readers.llm.transport.limits import Limits
from extractor.readers.llm.transport.settings import ModelSettings
from extractor.store import Store
from llm.conftest import Make
from llm.fault_server import FaultServer
from llm.questions import good, question


class Clock:
    """Time that passes only while somebody sleeps, or is told to."""

    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        assert seconds > 0
        self.now += seconds


def limits(store: Store, clock: Clock, **bounds: int | None) -> Limits:
    return Limits(ModelSettings("m", "openai", "http://h/v1", **bounds), store, clock, clock.sleep)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def shared_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with Store(tmp_path_factory.mktemp("limits") / "s.sqlite") as made:
        yield made


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(
    rpm=st.none() | st.integers(1, 5),
    tpm=st.none() | st.integers(50, 400),
    calls=st.lists(st.tuples(st.integers(0, 40), st.integers(1, 500)), min_size=1, max_size=25),
)
def test_no_minute_holds_more_than_its_limits(shared_store: Store, rpm: int | None, tpm: int | None, calls: list[tuple[int, int]]) -> None:
    clock = Clock()
    clock.now += shared_store.spent("epoch").calls * 1e6  # each example has a time of its own in the one file
    shared_store.spend("epoch", type(shared_store.spent("epoch"))(1), lambda _: True)
    under = limits(shared_store, clock, rpm=rpm, tpm=tpm)
    taken: list[tuple[float, int]] = []
    for pause, tokens in calls:
        clock.now += pause
        before = clock.now
        with under.turn(tokens):
            taken.append((clock.now, tokens))
        assert clock.now - before <= 60 * len(calls)
    for begin, first in taken:
        minute = [tokens for at, tokens in taken if begin <= at < begin + 60]
        assert rpm is None or len(minute) <= rpm
        assert tpm is None or sum(minute) <= tpm or (minute == [first] and first > tpm)


def test_nobody_waits_without_need(store: Store) -> None:
    clock = Clock()
    under = limits(store, clock, rpm=3, tpm=1000)
    begun = clock.now
    for _ in range(3):
        with under.turn(300):
            pass
    assert clock.now == begun
    with under.turn(300):
        assert clock.now == begun + 60


def test_two_processes_share_a_minute(tmp_path: Path) -> None:
    clock = Clock()
    begun = clock.now
    with Store(tmp_path / "s") as one, Store(tmp_path / "s") as other:
        for place in (limits(one, clock, rpm=2), limits(other, clock, rpm=2), limits(one, clock, rpm=2)):
            with place.turn(1):
                pass
    assert clock.now == begun + 60


def test_what_was_guessed_too_high_is_given_back(store: Store) -> None:
    clock = Clock()
    under = limits(store, clock, tpm=1000)
    begun = clock.now
    with under.turn(900) as turn:
        turn.used(100)
    with under.turn(900):
        assert clock.now == begun


def test_so_many_at_a_time(make: Make) -> None:
    with FaultServer(good, delay=0.05) as server:
        model = make(server, concurrency=3)
        model.ask(question())
        threads = [threading.Thread(target=model.ask, args=(question(str(n)),)) for n in range(12)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert server.most_open == 3


def test_requests_a_minute_over_a_server(store: Store, make: Make) -> None:
    """The third waits for the first to be a minute old; the clock is moved by aging the turns on disk."""
    with FaultServer(good) as server:
        model = make(server, rpm=2)
        model.ask(question("1"))
        model.ask(question("2"))
        third = threading.Thread(target=model.ask, args=(question("3"),))
        third.start()
        time.sleep(0.3)
        assert len(server.bodies) == 2
        with store._writing() as base:
            base.execute("update minutes set at = at - 59")
        third.join(10)
        assert len(server.bodies) == 3
