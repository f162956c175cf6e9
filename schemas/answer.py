"""What a language model may say about one chunk: pointers at numerals and sentences, and words that the chunk prints.

No field can hold a number. ``answer_type`` binds the shape to one chunk: its numerals and its sentences become two enums of
the JSON Schema, so that a pointer to anything else cannot be expressed (and is refused where an endpoint does not enforce it).

Strict endpoints want every key of an object, so an object that is long only at times has a short and a long form: what a model does
not say costs nothing. ``said`` turns either form into the one that the code reads.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Any, Generic, Literal, TypeVar, cast

from pydantic import BaseModel, ConfigDict, Field

from schemas.record import BreakdownKind, ClaimKind, Measure

ANSWER_SCHEMA = "answer/1"

N = TypeVar("N")
S = TypeVar("S")
Y = TypeVar("Y")

WordNote = Literal["alias", "parent", "department", "grade"]
PlaceNote = Literal["reason", "met", "mostly_met", "partly_met", "not_met"]
How = Literal["each", "joint"]


class Told(BaseModel):
    """The base: no key besides those named, nothing changes."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class ToldProject(Told):
    """A named item of spending and the numerals that print its figures. ``key`` is its own in the answer."""

    key: str
    name: str
    qualifier: str | None = None
    initial_budget: tuple[str, ...] = ()
    budget: tuple[str, ...] = ()
    executed: tuple[str, ...] = ()
    rate: tuple[str, ...] = ()
    score: tuple[str, ...] = ()


class ToldNote(Told):
    """Words about a project (by its key) that are no figure: ``words`` as printed, or ``at`` the sentence that says it."""

    project: str
    kind: WordNote | PlaceNote
    words: str | None = None
    at: str | None = None


class ToldQuantity(Told):
    """A labelled figure; ``label`` null is the unit itself, or the project where there is one. ``project`` is the key of the
    project it belongs to, ``of`` the label of the total it is a column of, or a project's name."""

    label: str | None
    project: str | None = None
    of: str | None = None
    period: str | None = Field(default=None, alias="year")
    measure: Measure = Field(alias="is")
    numerals: tuple[str, ...] = Field(alias="n")


class ToldBand(Told):
    """The range that a count speaks of (支付率60%-99%的项目4个)."""

    numeral: str = Field(alias="n")
    of: str
    low: str | None
    high: str | None


class ToldShared(Told):
    """A numeral that stands for several things: each has it, or all have it together."""

    numeral: str = Field(alias="n")
    how: How


class ToldRelation(Told):
    """A relation that the text states. A weighted mean alternates value and weight."""

    kind: BreakdownKind
    whole: str | None
    parts: tuple[str, ...]


class ToldIndicator(Told):
    """A row of a score table, or an indicator named in prose. ``target`` and ``actual`` point at the number or the words."""

    project: str | None = None
    path: tuple[str, ...]
    name: str | None
    target: str | None
    actual: str | None
    weight: str | None
    score: str | None
    reason: str | None = None


class ToldClaim(Told):
    """A sentence that claims completion, control, absence, payment or rank in words."""

    at: str
    kind: ClaimKind
    of: str | None = None


class Said(Told):
    """Everything said about one chunk, in the long form, pointers as plain ids."""

    organisation: str | None
    year: str | None
    projects: tuple[ToldProject, ...]
    notes: tuple[ToldNote, ...]
    quantities: tuple[ToldQuantity, ...]
    bands: tuple[ToldBand, ...]
    shared: tuple[ToldShared, ...]
    relations: tuple[ToldRelation, ...]
    indicators: tuple[ToldIndicator, ...]
    claims: tuple[ToldClaim, ...]


class _NoteWords(Told):
    kind: WordNote
    words: str


class _NoteAt(Told, Generic[S]):
    kind: PlaceNote
    at: S


class _Quantity(Told, Generic[N]):
    label: str | None
    is_: Measure = Field(alias="is")
    n: tuple[N, ...]


class _QuantityYear(_Quantity[N], Generic[N, Y]):
    year: Y | None


class _QuantityOf(_Quantity[N], Generic[N]):
    of: str | None


class _QuantityOfYear(_QuantityOf[N], Generic[N, Y]):
    year: Y | None


class _Project(Told, Generic[N]):
    name: str
    budget: tuple[N, ...]
    executed: tuple[N, ...]
    rate: tuple[N, ...]
    score: tuple[N, ...]


class _ProjectNoted(_Project[N], Generic[N, S, Y]):
    notes: tuple[_NoteWords | _NoteAt[S], ...]
    more: tuple[_Quantity[N] | _QuantityYear[N, Y], ...]


class _ProjectFull(_ProjectNoted[N, S, Y], Generic[N, S, Y]):
    qualifier: str | None
    initial_budget: tuple[N, ...]


class _Band(Told, Generic[N]):
    n: N
    of: str
    low: N | None
    high: N | None


class _Shared(Told, Generic[N]):
    n: N
    how: How


class _Relation(Told, Generic[N]):
    kind: BreakdownKind
    whole: N | None
    parts: tuple[N, ...]


class _Indicator(Told, Generic[N, S]):
    path: tuple[str, ...] | None
    name: str | None
    target: N | S | None
    actual: N | S | None
    weight: N | None
    score: N | None


class _IndicatorMore(_Indicator[N, S], Generic[N, S]):
    project: str | None
    reason: S | None


class _Claim(Told, Generic[S]):
    kind: ClaimKind
    at: tuple[S, ...]


class _ClaimOf(_Claim[S], Generic[S]):
    of: str | None


class Answer(Told, Generic[N, S, Y]):
    """Everything said about one chunk, as a model writes it."""

    organisation: str | None
    year: Y | None
    projects: tuple[_Project[N] | _ProjectNoted[N, S, Y] | _ProjectFull[N, S, Y], ...]
    quantities: tuple[_Quantity[N] | _QuantityOf[N] | _QuantityYear[N, Y] | _QuantityOfYear[N, Y], ...]
    bands: tuple[_Band[N], ...]
    shared: tuple[_Shared[N], ...]
    relations: tuple[_Relation[N], ...]
    indicators: tuple[_Indicator[N, S] | _IndicatorMore[N, S], ...]
    claims: tuple[_Claim[S] | _ClaimOf[S], ...]


def answer_type(numerals: Sequence[str], sentences: Sequence[str], years: Sequence[str]) -> type[BaseModel]:
    """The shape of answers about a chunk with these ids and printed years; at most 250 of each.

    Each enum is one ``$defs`` entry of the JSON Schema. Where a chunk has none of a kind, the one member ``none`` stands in
    (a schema may not have an empty enum); no id is called so.
    """
    kinds = (_ids("Numeral", numerals), _ids("Sentence", sentences), _ids("Year", years))
    made: Any = Answer
    return cast("type[BaseModel]", type("Answer", (made[kinds],), {"__doc__": None}))


def said(answer: BaseModel) -> Said:
    """What an answer of ``answer_type`` says, in the long form: what stands inside a project stands beside it, and points at it."""
    told = answer.model_dump(mode="json", by_alias=True)
    notes: list[Any] = []
    more: list[Any] = []
    for index, project in enumerate(told["projects"]):
        project["key"] = f"p{index}"
        notes += [{"project": project["key"], **note} for note in project.pop("notes", ())]
        more += [{"project": project["key"], **figure} for figure in project.pop("more", ())]
    path: list[str] = []
    for row in told["indicators"]:
        row["path"] = path = row["path"] if row["path"] is not None else path
    claims = [{**claim, "at": at} for claim in told["claims"] for at in claim["at"]]
    return Said.model_validate({**told, "notes": notes, "quantities": [*more, *told["quantities"]], "claims": claims})


def _ids(name: str, ids: Sequence[str]) -> Any:
    return StrEnum(name, {one: one for one in ids or ("none",)})
