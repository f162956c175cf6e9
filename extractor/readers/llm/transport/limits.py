"""How fast a run may ask: calls at a time in this process, requests and tokens a minute in all its processes together."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

from extractor.readers.llm.transport.settings import ModelSettings, host
from extractor.store import Store

_NAP = 5.0
"""Never sleep longer at once: another process may have given its turn back."""


class Turn:
    """A place in the minute. ``used`` says afterwards what it really took."""

    def __init__(self, store: Store, number: int) -> None:
        self._store, self._number = store, number

    def used(self, tokens: int) -> None:
        """Correct the guess."""
        if self._number:
            self._store.correct_turn(self._number, tokens)


class Limits:
    """The limits of ``settings``. ``clock`` gives the time of day: it is shared between processes."""

    def __init__(
        self, settings: ModelSettings, store: Store, clock: Callable[[], float] = time.time, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self._rpm, self._tpm, self._store, self._clock, self._sleep = settings.rpm, settings.tpm, store, clock, sleep
        self._scope = f"{host(settings)} {settings.model}"
        self._free = BoundedSemaphore(settings.concurrency)

    @contextmanager
    def turn(self, tokens: int) -> Iterator[Turn]:
        """Wait for a free line, then for a place in the minute; the line is held for the block."""
        with self._free:
            yield Turn(self._store, self._place(tokens) if self._rpm or self._tpm else 0)

    def _place(self, tokens: int) -> int:
        while True:
            number, wait = self._store.take_turn(self._scope, self._clock(), tokens, self._rpm, self._tpm)
            if number:
                return number
            self._sleep(min(wait, _NAP))
