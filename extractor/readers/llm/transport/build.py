"""A model ready to be asked: cache, retries, output modes, limits and account around one endpoint."""

from __future__ import annotations

from collections.abc import Callable
from types import TracebackType

from extractor.readers.llm.asking import Answer, Empty, Question, Refused, Truncated, Usage
from extractor.readers.llm.transport.cached import Cached
from extractor.readers.llm.transport.dispatch import Dispatch
from extractor.readers.llm.transport.endpoint import Endpoint, Reply
from extractor.readers.llm.transport.ladder import Ladder
from extractor.readers.llm.transport.limits import Limits
from extractor.readers.llm.transport.meter import Meter
from extractor.readers.llm.transport.modes import first_belief
from extractor.readers.llm.transport.settings import ModelSettings, host
from extractor.store import Store

_FILTERED = frozenset({"content_filter", "sensitive", "SAFETY"})


def build(settings: ModelSettings, store: Store, run_id: str) -> Transport:
    """The model of ``settings`` on the account of run ``run_id``. Nothing is sent, and no heavy library loaded, before it is asked.

    Errors: ``UsageError`` for a cap on the cost of a model without a price.
    """
    return Transport(settings, store, run_id)


def place(settings: ModelSettings) -> str:
    """The name under which a store remembers what an endpoint can do with a model."""
    return f"{settings.base_url} {settings.model}"


class Transport:
    """A ``Model`` that holds connections; close it when the run is over."""

    def __init__(self, settings: ModelSettings, store: Store, run_id: str) -> None:
        from extractor.readers.llm.transport.policy import Patient  # brings tenacity

        self.name = settings.model
        meter = Meter(settings, store, run_id)
        self._endpoint = Endpoint(settings)
        once = Dispatch(self._endpoint.call, Limits(settings, store), meter)
        ladder = Ladder(once, store, place(settings), first_belief(settings.provider, host(settings), settings.model))
        self._cached = Cached(_Judged(settings.model, Patient(ladder, settings, meter.answered)), store, settings.base_url)

    def ask(self, question: Question) -> Answer:
        """The answer, remembered or new. Raises ``AnswerFault`` and ``ModelUnusable``."""
        return self._cached.ask(question)

    def close(self) -> None:
        """Close the connections."""
        self._endpoint.close()

    def __enter__(self) -> Transport:
        """Itself, to be closed at the end of a block."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Close the connections."""
        self.close()


class _Judged:
    """A reply as an answer, or as the fault that its ending stands for."""

    def __init__(self, name: str, call: Callable[[Question], Reply]) -> None:
        self.name, self._call = name, call

    def ask(self, question: Question) -> Answer:
        reply = self._call(question)
        usage = reply.usage or Usage()
        if reply.finish == "length":
            raise Truncated("模型的回答超过长度上限", usage)
        if reply.finish in _FILTERED:
            raise Refused("服务商的内容审查拦下了这一段", usage)
        if reply.refused:
            raise Refused("模型拒绝回答", usage)
        if not reply.text.strip():
            raise Empty("模型没有给出文字", usage)
        return Answer(reply.text, usage)
