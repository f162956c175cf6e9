from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from pydantic import create_model

from extractor.readers.llm.asking import Answer, AnswerFault, CapReached, Empty, GaveUp, Message, Question, Refused, Truncated, Usage
from extractor.readers.llm.transport.cached import Cached, address_of
from extractor.store import Store
from llm.conftest import Make
from llm.fault_server import FaultServer
from llm.questions import GOOD, good, question

ROOT = Path(__file__).parents[2]


class Fake:
    name = "fake"

    def __init__(self, *outcomes: str | Exception) -> None:
        self.outcomes, self.asked = list(outcomes), 0

    def ask(self, question: Question) -> Answer:
        outcome = self.outcomes[min(self.asked, len(self.outcomes) - 1)]
        self.asked += 1
        if isinstance(outcome, Exception):
            raise outcome
        return Answer(outcome, Usage(5, 3))


def test_the_same_question_is_asked_once(store: Store) -> None:
    fake = Fake("one", "two")
    for _ in range(3):
        assert Cached(fake, store, "e").ask(question()) == Answer("one", Usage(5, 3))
    assert fake.asked == 1


@pytest.mark.parametrize("fault", [Truncated, Refused, Empty])
def test_what_belongs_to_the_question_is_remembered(store: Store, fault: type[AnswerFault]) -> None:
    fake = Fake(fault("so it is", Usage(7, 0, True)))
    for _ in range(2):
        with pytest.raises(fault, match="so it is") as caught:
            Cached(fake, store, "e").ask(question())
        assert caught.value.usage == Usage(7, 0, True)
    assert fake.asked == 1


@pytest.mark.parametrize("fault", [GaveUp, CapReached, ValueError])
def test_what_may_pass_is_not(store: Store, fault: type[Exception]) -> None:
    fake = Fake(fault("later"), "one")
    with pytest.raises(fault):
        Cached(fake, store, "e").ask(question())
    assert Cached(fake, store, "e").ask(question()).text == "one"


def test_everything_that_an_answer_depends_on_is_in_its_address() -> None:
    asked = question()
    others = [
        replace(asked, round=1), replace(asked, document="e" * 64), replace(asked, prompt="p2"), replace(asked, max_output=501),
        replace(asked, messages=(*asked.messages, Message("assistant", ""))),
        replace(asked, messages=(asked.messages[0], Message("assistant", asked.messages[1].content))),
        replace(asked, shape=create_model("Shape", at=(str, ...))),
    ]  # fmt: skip
    addresses = {address_of(one, "m", "e") for one in (asked, *others)} | {address_of(asked, "n", "e"), address_of(asked, "m", "f")}
    assert len(addresses) == len(others) + 3
    assert address_of(question(), "m", "e") == address_of(asked, "m", "e")


def test_threads_that_ask_the_same_make_one_call(make: Make) -> None:
    with FaultServer(good, delay=0.1) as server:
        model = make(server, concurrency=8)
        with ThreadPoolExecutor(8) as pool:
            answers = list(pool.map(lambda _: model.ask(question()), range(8)))
        assert len(server.bodies) == 1
        assert {answer.text for answer in answers} == {GOOD}


def test_a_thread_that_fails_leaves_the_question_to_the_next(store: Store) -> None:
    fake = Fake(GaveUp("x"), "one")
    model = Cached(fake, store, "e")
    assert isinstance(outcome(model), GaveUp)
    with ThreadPoolExecutor(4) as pool:
        assert all(isinstance(found, Answer) for found in pool.map(lambda _: outcome(model), range(4)))
    assert fake.asked == 2


def outcome(model: Cached) -> object:
    try:
        return model.ask(question())
    except AnswerFault as fault:
        return fault


TWELVE = """
import sys
from pathlib import Path
from extractor.readers.llm.transport.build import build
from extractor.readers.llm.transport.settings import ModelSettings
from extractor.store import Store
sys.path.insert(0, "tests")
from llm.questions import question
with Store(Path(sys.argv[1])) as store, build(ModelSettings("oracle", "openai", sys.argv[2]), store, "run") as model:
    for number in range(12):
        print(number, model.ask(question(str(number))).text, flush=True)
"""


@pytest.mark.parametrize("after", [0, 3, 7])
def test_killed_at_any_moment_and_run_again(tmp_path: Path, after: int) -> None:
    """kill -9 once ``after`` answers are out, somewhere in the next call: at most that one is asked for again."""
    path = tmp_path / "s.sqlite"
    with FaultServer(lambda body: f'{{"at": "n1", "name": "{body["messages"][-1]["content"]}", "more": []}}', delay=0.03) as server:
        command = [sys.executable, "-W", "error", "-c", TWELVE, str(path), server.url]
        first = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        assert first.stdout is not None
        seen = [first.stdout.readline() for _ in range(after)]
        time.sleep(0.02 * (after % 3))
        os.kill(first.pid, signal.SIGKILL)
        seen += first.stdout.readlines()
        first.stdout.close()
        first.wait()
        again = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True).stdout
        assert again.splitlines(keepends=True)[: len(seen)] == seen
        assert len(again.splitlines()) == 12
        calls = {body["messages"][-1]["content"]: 0 for body in server.bodies}
        for body in server.bodies:
            calls[body["messages"][-1]["content"]] += 1
        assert len(calls) == 12
        assert [calls[str(number)] for number in range(len(seen))] == [1] * len(seen)
        assert sum(calls.values()) <= 13
        third = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True).stdout
        assert third == again
        assert sum(calls.values()) == len(server.bodies)


def test_a_run_from_the_cache_needs_no_library_and_no_endpoint(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    with FaultServer(good) as server:
        command = [sys.executable, "-W", "error", "-c", TWELVE, str(path), server.url]
        once = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True).stdout
    command[4] = TWELVE + "\nassert not {'langchain', 'openai', 'langchain_core'} & set(sys.modules)\n"
    assert subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True).stdout == once


def test_one_thread_does_not_hold_up_another_question(store: Store) -> None:
    gate = threading.Event()

    class Slow(Fake):
        def ask(self, question: Question) -> Answer:
            if question.messages[-1].content == "slow":
                assert gate.wait(10)
            return super().ask(question)

    model = Cached(Slow("x"), store, "e")
    thread = threading.Thread(target=model.ask, args=(question("slow"),))
    thread.start()
    model.ask(question("fast"))
    gate.set()
    thread.join()
