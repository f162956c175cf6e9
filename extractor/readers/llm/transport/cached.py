"""Answers remembered by what was asked: no question is paid for twice, in this run or a later one."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from extractor.readers.llm.asking import Answer, AnswerFault, Empty, Model, Question, Refused, Truncated, Usage
from extractor.store import Kept, Store

_ANSWER = "answer"
_LASTING: dict[str, type[AnswerFault]] = {fault.__name__: fault for fault in (Truncated, Refused, Empty)}
"""Faults that belong to the question: asking again would pay for the same. Others pass and are not remembered."""


class Cached:
    """``model`` behind its remembered answers. ``endpoint`` is part of an answer's address: a name may mean another model elsewhere."""

    def __init__(self, model: Model, store: Store, endpoint: str) -> None:
        self._model, self._store, self._endpoint = model, store, endpoint
        self.name = model.name
        self._lock = Lock()
        self._under_way: dict[str, tuple[Lock, int]] = {}

    def ask(self, question: Question) -> Answer:
        """The answer; one that comes from the model is on the disk before this returns."""
        address = address_of(question, self.name, self._endpoint)
        with self._alone(address):
            kept = self._store.answer(address) or self._store.keep_answer(address, self._fresh(question))
        usage = Usage(kept.sent, kept.received, kept.estimated)
        if kept.outcome == _ANSWER:
            return Answer(kept.text, usage)
        raise _LASTING[kept.outcome](kept.text, usage)

    def _fresh(self, question: Question) -> Kept:
        try:
            answer = self._model.ask(question)
        except (Truncated, Refused, Empty) as fault:
            return _kept(type(fault).__name__, fault.reason, fault.usage)
        return _kept(_ANSWER, answer.text, answer.usage)

    @contextmanager
    def _alone(self, address: str) -> Iterator[None]:
        """Who asks the same at the same time waits, and finds the answer remembered."""
        with self._lock:
            lock, waiting = self._under_way.get(address, (Lock(), 0))
            self._under_way[address] = lock, waiting + 1
        try:
            with lock:
                yield
        finally:
            with self._lock:
                lock, waiting = self._under_way.pop(address)
                if waiting > 1:
                    self._under_way[address] = lock, waiting - 1


def address_of(question: Question, model: str, endpoint: str) -> str:
    """The address of a question's answer: everything that the answer may depend on."""
    parts = {
        "document": question.document,
        "prompt": question.prompt,
        "messages": [[turn.role, turn.content] for turn in question.messages],
        "schema": question.shape.model_json_schema(),
        "model": [endpoint, model],
        "parameters": {"max_output": question.max_output, "temperature": 0},
        "round": question.round,
    }
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()


def _kept(outcome: str, text: str, usage: Usage) -> Kept:
    return Kept(outcome, text, usage.sent, usage.received, usage.estimated)
