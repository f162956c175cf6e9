"""What stands between a reader and a language model: a question, an answer, and how a question can fail.

``Model`` is the seam: the endpoint, the cache around it and the fakes of the tests all have its one method. Only the transport
lives behind it (retries of transient faults, limits, the ladder of output modes); what an answer *says* is judged before it.

AnswerFault
├── Truncated      the answer hit the length limit: asked once more where it was cut far below its room, then in halves
├── Refused        the endpoint or the model declined
├── Empty          no text came back
├── GaveUp         transient faults (429, 5xx, time-outs, resets, HTML for JSON) outlasted the retries
└── CapReached     the run's cap on calls, tokens or cost leaves no room for the question
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

from pydantic import BaseModel

Role = Literal["system", "user", "assistant"]


@dataclass(frozen=True, slots=True)
class Message:
    """One turn of a conversation."""

    role: Role
    content: str


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: the turns so far, and the strict shape of the answer (its JSON Schema goes to the endpoint).

    ``round`` is 0 for a first asking; asking the very same words again counts up, so that a cache tells the two apart.
    ``max_output`` is the room for the answer in tokens. ``document`` is the SHA-256 of the report, ``prompt`` the hash of
    the prompt: both are part of the answer's address in the cache.
    """

    messages: tuple[Message, ...]
    shape: type[BaseModel]
    max_output: int
    document: str
    prompt: str
    round: int = 0


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens sent and received; ``estimated`` where the endpoint did not say."""

    sent: int = 0
    received: int = 0
    estimated: bool = False

    def __add__(self, other: Usage) -> Usage:
        """Both together."""
        return Usage(self.sent + other.sent, self.received + other.received, self.estimated or other.estimated)


@dataclass(frozen=True, slots=True)
class Answer:
    """The text of an answer, exactly as it came; whether it is the JSON asked for is for the reader to judge."""

    text: str
    usage: Usage = Usage()


class AnswerFault(Exception):
    """A question without a usable answer. ``reason`` is one clause for the reviewer, without any key or address in it."""

    def __init__(self, reason: str, usage: Usage | None = None) -> None:
        super().__init__(reason)
        self.reason, self.usage = reason, usage or Usage()


class Truncated(AnswerFault):
    """The answer hit the length limit."""


class Refused(AnswerFault):
    """The endpoint or the model declined to answer."""


class Empty(AnswerFault):
    """No text came back."""


class GaveUp(AnswerFault):
    """Transient faults outlasted the retries."""


class CapReached(AnswerFault):
    """The run's cap on calls, tokens or cost leaves no room."""


class Model(Protocol):
    """Anything that answers questions. ``name`` is the model as recorded with the result."""

    name: str

    def ask(self, question: Question) -> Answer:
        """The answer. Raises ``AnswerFault``, and ``ModelUnusable`` (the run must stop) for a bad key, an unknown model …"""
        ...
