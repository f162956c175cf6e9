"""Ctrl-C and ``kill`` end a run in order: never in the middle of writing, and only once."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType

SIGNALS = (signal.SIGINT, signal.SIGTERM)
_BY_SIGNAL = 128
"""Shells add the signal's number to it: 130 after Ctrl-C, 143 after ``kill`` (POSIX leaves it at "greater than 128")."""


def ended_by(number: int = signal.SIGINT) -> int:
    """The exit status of a command that a signal ended."""
    return _BY_SIGNAL + number


class Interrupted(KeyboardInterrupt):
    """A signal asked for an end; ``status`` is the exit status that says which."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.status = ended_by(number)


@dataclass(slots=True)
class Interrupts:
    """The first signal raises ``Interrupted``, unless ``held``; later ones are only noted."""

    asked: bool = False
    number: int = signal.SIGINT
    """The signal that came first."""
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
            raise Interrupted(self.number)

    def on_signal(self, number: int, frame: FrameType | None) -> None:
        """The handler."""
        first, self.asked = not self.asked, True
        if first:
            self.number = number
        if first and not self._held:
            raise Interrupted(number)


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
