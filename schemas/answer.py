"""What a language model may say about one chunk: pointers at numerals and sentences, and words that the chunk prints.

No field can hold a number. ``answer_type`` binds the shape to one chunk: its numerals and its sentences become two enums of
the JSON Schema, so that a pointer to anything else cannot be expressed (and is refused where an endpoint does not enforce it).
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Any, Generic, Literal, TypeVar, cast

from pydantic import BaseModel, ConfigDict

from schemas.record import BreakdownKind, ClaimKind, Measure

ANSWER_SCHEMA = "answer/1"

N = TypeVar("N")
S = TypeVar("S")
Y = TypeVar("Y")

NoteKind = Literal["alias", "parent", "department", "grade", "reason", "met", "mostly_met", "partly_met", "not_met"]


class Told(BaseModel):
    """The base: every key must be there, none besides, nothing changes."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class ToldProject(Told, Generic[N]):
    """A named item of spending and the numerals that print its figures."""

    name: str
    qualifier: str | None
    initial_budget: tuple[N, ...]
    budget: tuple[N, ...]
    executed: tuple[N, ...]
    rate: tuple[N, ...]
    score: tuple[N, ...]


class ToldNote(Told, Generic[S]):
    """Words about a project that are no figure: ``words`` as printed, or ``at`` the sentence that says it."""

    project: str
    kind: NoteKind
    words: str | None
    at: S | None


class ToldQuantity(Told, Generic[N, Y]):
    """A labelled figure; ``label`` null is the unit itself, ``of`` names the project or quantity it belongs to."""

    label: str | None
    of: str | None
    period: Y | None
    measure: Measure
    numerals: tuple[N, ...]


class ToldBand(Told, Generic[N]):
    """The range that a count speaks of (支付率60%-99%的项目4个)."""

    numeral: N
    of: str
    low: N | None
    high: N | None


class ToldShared(Told, Generic[N]):
    """A numeral that stands for several things: each has it, or all have it together."""

    numeral: N
    how: Literal["each", "joint"]


class ToldRelation(Told, Generic[N]):
    """A relation that the text states. A weighted mean alternates value and weight."""

    kind: BreakdownKind
    whole: N | None
    parts: tuple[N, ...]


class ToldIndicator(Told, Generic[N, S]):
    """A row of a score table, or an indicator named in prose. ``target`` and ``actual`` point at the number or the words."""

    project: str | None
    path: tuple[str, ...]
    name: str | None
    target: N | S | None
    actual: N | S | None
    weight: N | None
    score: N | None
    reason: S | None


class ToldClaim(Told, Generic[S]):
    """A sentence that claims completion, control, absence, payment or rank in words."""

    at: S
    kind: ClaimKind
    of: str | None


class Answer(Told, Generic[N, S, Y]):
    """Everything said about one chunk."""

    organisation: str | None
    year: Y | None
    projects: tuple[ToldProject[N], ...]
    notes: tuple[ToldNote[S], ...]
    quantities: tuple[ToldQuantity[N, Y], ...]
    bands: tuple[ToldBand[N], ...]
    shared: tuple[ToldShared[N], ...]
    relations: tuple[ToldRelation[N], ...]
    indicators: tuple[ToldIndicator[N, S], ...]
    claims: tuple[ToldClaim[S], ...]


Said = Answer[str, str, str]
"""An answer whose pointers are plain ids, for code that reads it."""


def answer_type(numerals: Sequence[str], sentences: Sequence[str], years: Sequence[str]) -> type[Said]:
    """The shape of answers about a chunk with these ids and printed years; at most 250 of each.

    Each enum is one ``$defs`` entry of the JSON Schema. Where a chunk has none of a kind, the one member ``none`` stands in
    (a schema may not have an empty enum); no id is called so.
    """
    kinds = (_ids("Numeral", numerals), _ids("Sentence", sentences), _ids("Year", years))
    made: Any = Answer
    return cast("type[Said]", type("Answer", (made[kinds],), {"__doc__": None}))


def _ids(name: str, ids: Sequence[str]) -> Any:
    return StrEnum(name, {one: one for one in ids or ("none",)})
