"""One call, within the limits and on the account."""

from __future__ import annotations

from collections.abc import Callable

from extractor.readers.llm.asking import Question, Usage
from extractor.readers.llm.transport.count import estimate, tokens
from extractor.readers.llm.transport.endpoint import Reply
from extractor.readers.llm.transport.faults import Transient
from extractor.readers.llm.transport.limits import Limits
from extractor.readers.llm.transport.meter import Meter
from extractor.readers.llm.transport.modes import Abilities

Call = Callable[[Question, Abilities], Reply]


class Dispatch:
    """Calls ``call`` when the limits allow it and the caps leave room; what it took is on the account before it returns."""

    def __init__(self, call: Call, limits: Limits, meter: Meter) -> None:
        self._call, self._limits, self._meter = call, limits, meter

    def __call__(self, question: Question, abilities: Abilities) -> Reply:
        """The reply, with what it took."""
        most = estimate(question)
        held = self._meter.reserve(most)
        used, answered = Usage(), False  # what an interrupt leaves behind
        try:
            with self._limits.turn(most.sent + most.received) as turn:
                used = Usage(most.sent, 0, estimated=True)
                try:
                    reply = self._call(question, abilities)
                except Exception as fault:
                    answered = not (isinstance(fault, Transient) and (fault.unreachable or fault.strange))
                    used = Usage() if isinstance(fault, Transient) and fault.unreachable else used
                    raise
                answered, used = True, reply.usage or Usage(most.sent, tokens(reply.text), estimated=True)
                turn.used(used.sent + used.received)
        finally:
            self._meter.settle(held, used, answered)
        return Reply(reply.text, reply.finish, used, reply.refused)
