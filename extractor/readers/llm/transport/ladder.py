"""The best way of asking that an endpoint offers: found out by one call while the others wait, and remembered."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock

from extractor.readers.llm.asking import GaveUp, Question
from extractor.readers.llm.transport.dispatch import Call
from extractor.readers.llm.transport.endpoint import Reply
from extractor.readers.llm.transport.faults import Unsupported
from extractor.readers.llm.transport.modes import MODES, Abilities, keeps_form
from extractor.store import Store

_CLAIM = 300.0
"""Seconds after which the finding-out of another process counts as given up."""
_LOOK = 0.2
_STRIKES = 2
"""Answers out of form, from an endpoint that takes the schema but has not yet kept it, until it is taken not to enforce it."""


class Ladder:
    """Asks ``call`` in the best mode; ``endpoint`` is the name under which findings are remembered."""

    def __init__(self, call: Call, store: Store, endpoint: str, first: Abilities, sleep: Callable[[float], None] = time.sleep) -> None:
        self._call, self._store, self._endpoint, self._sleep = call, store, endpoint, sleep
        self._belief = first
        self._proved = False
        self._strikes = 0
        self._lock = Lock()

    def __call__(self, question: Question) -> Reply:
        """The reply in the best mode there is. Raises ``GaveUp`` where the endpoint takes none."""
        if self._known():
            return self._climb(question)
        with self._probing():
            return self._climb(question)

    def _known(self) -> bool:
        """Whether it is known, here or by another process, what the endpoint can do."""
        if not self._proved and (kept := self._store.ability(self._endpoint)) is not None:
            self._belief, self._proved = Abilities.parse(kept), True
        return self._proved

    @contextmanager
    def _probing(self) -> Iterator[None]:
        """One at a time; whoever comes later finds it known, and lets the next go on at once."""
        with self._lock:
            while not self._known():
                if not self._store.begin_probe(self._endpoint, time.time(), _CLAIM):
                    self._sleep(_LOOK)
                    continue
                try:
                    if not self._known():  # another may have found out between the look and the claim
                        yield
                        return
                finally:
                    self._store.end_probe(self._endpoint)
        yield

    def _climb(self, question: Question) -> Reply:
        belief = self._belief
        while True:
            try:
                reply = self._call(question, belief)
            except Unsupported as lack:
                belief = self._lower(belief.without(lack.part))
                continue
            if reply.finish == "length" or not reply.text.strip():  # says nothing of what the endpoint enforces
                return reply
            if self._proved and belief == self._belief:
                return reply
            if keeps_form(reply.text, question) or belief.mode == MODES[-1]:
                self._remember(belief)
                return reply
            self._strikes += 1
            if self._strikes < _STRIKES:
                self._belief = belief
                return reply
            self._strikes, belief = 0, self._lower(belief.without("mode"))

    def _lower(self, belief: Abilities | None) -> Abilities:
        if belief is None:
            raise GaveUp("端点不接受任何一种提问方式")
        return belief

    def _remember(self, belief: Abilities) -> None:
        self._belief, self._proved = belief, True
        self._store.keep_ability(self._endpoint, belief.text())
