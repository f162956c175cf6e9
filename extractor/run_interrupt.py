"""Ctrl-C and ``kill`` end a run in order: never in the middle of writing, and only once."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType

SIGNALS = (signal.SIGINT, signal.SIGTERM)


@dataclass(slots=True)
class Interrupts:
    """The first signal raises ``KeyboardInterrupt``, unless ``held``; later ones are only noted."""

    asked: bool = False
    _held: bool = False

    @contextmanager
    def held(self) -> Iterator[None]:
        """What is done in here is finished first."""
        self._held = True
        try:
            yield
        finally:
            self._held = False
        self.check()

    def check(self) -> None:
        """Raise if an interrupt was asked for while it was held, or went astray in foreign code."""
        if self.asked:
            raise KeyboardInterrupt

    def on_signal(self, number: int, frame: FrameType | None) -> None:
        """The handler."""
        first, self.asked = not self.asked, True
        if first and not self._held:
            raise KeyboardInterrupt


@contextmanager
def watching() -> Iterator[Interrupts]:
    """Signals go to the ``Interrupts`` given; afterwards to whoever had them before."""
    interrupts = Interrupts()
    before = {number: signal.signal(number, interrupts.on_signal) for number in SIGNALS}
    try:
        yield interrupts
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
