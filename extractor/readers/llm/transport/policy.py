"""Transient faults, borne with patience: the policy is made of tenacity's small parts."""

from __future__ import annotations

import time
from collections.abc import Callable

from tenacity import RetryCallState, Retrying, retry_if_exception_type, stop_after_attempt, stop_after_delay
from tenacity.stop import stop_base
from tenacity.wait import wait_base, wait_exponential_jitter

from extractor.errors import ModelUnusable
from extractor.readers.llm.asking import AnswerFault, GaveUp, Question
from extractor.readers.llm.transport.endpoint import Reply
from extractor.readers.llm.transport.faults import Transient
from extractor.readers.llm.transport.settings import ModelSettings, Patience
from extractor.readers.llm.transport.translate import nobody_there, unusable_place

Ask = Callable[[Question], Reply]
Sleep = Callable[[float], None]


class wait_as_asked(wait_base):  # noqa: N801 # named like tenacity's own
    """What the endpoint asks for, up to ``most`` seconds; ``otherwise`` where it asks for nothing."""

    def __init__(self, otherwise: wait_base, most: float) -> None:
        self.otherwise, self.most = otherwise, most

    def __call__(self, retry_state: RetryCallState) -> float:
        """Seconds to the next attempt."""
        fault = _fault(retry_state)
        if fault is None or fault.after is None:
            return float(self.otherwise(retry_state))
        return min(fault.after, self.most)


class stop_if_unreachable(stop_base):  # noqa: N801 # likewise
    """Stop after ``attempts`` where no connection comes about: somebody must start the service first."""

    def __init__(self, attempts: int) -> None:
        self.attempts = attempts

    def __call__(self, retry_state: RetryCallState) -> bool:
        """Whether to stop."""
        fault = _fault(retry_state)
        return fault is not None and fault.unreachable and retry_state.attempt_number >= self.attempts


def retrying(patience: Patience, sleep: Sleep = time.sleep) -> Retrying:
    """The policy: which faults, how long between, when to stop."""
    backoff = wait_exponential_jitter(multiplier=patience.first, max=patience.longest, jitter=patience.first)
    return Retrying(
        retry=retry_if_exception_type(Transient),
        wait=wait_as_asked(backoff, patience.asked),
        stop=stop_after_attempt(patience.attempts) | stop_after_delay(patience.seconds) | stop_if_unreachable(patience.unreachable),
        sleep=sleep,
        reraise=True,
    )


class Patient:
    """Asks ``call`` until it answers or patience ends; ``answered`` says whether an endpoint ever answered in this run."""

    def __init__(self, call: Ask, settings: ModelSettings, answered: Callable[[], bool], sleep: Sleep = time.sleep) -> None:
        self._call, self._settings, self._answered, self._sleep = call, settings, answered, sleep

    def __call__(self, question: Question) -> Reply:
        """The reply. Raises ``GaveUp``; ``ModelUnusable`` where nobody has ever answered as a model endpoint does."""
        try:
            return retrying(self._settings.patience, self._sleep)(self._call, question)
        except Transient as fault:
            last = fault
        raise self._given_up(last)

    def _given_up(self, fault: Transient) -> AnswerFault | ModelUnusable:
        if not self._answered():
            if fault.unreachable:
                return nobody_there(self._settings)
            if fault.strange:
                return unusable_place(self._settings)
        return GaveUp(f"多次重试仍失败（{fault.reason}）")


def _fault(state: RetryCallState) -> Transient | None:
    error = state.outcome.exception() if state.outcome is not None else None
    return error if isinstance(error, Transient) else None
