"""What every reader says: pointers at numerals and words, nothing else.

A ``Reading`` is flat on purpose: facts ("this numeral is the executed amount of X"), rows of score tables, notes on projects,
relations between facts and claims. Bringing mentions of one thing together is the work of ``extractor.assemble``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

from extractor.document import Document, Numeral, Span
from schemas.extraction import Place
from schemas.record import ClaimKind, Measure, Status


@dataclass(frozen=True, slots=True)
class Words:
    """Words of the document: where they stand and how they read without stray white space."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose figure it is.

    ``project`` names a project; ``label`` a quantity. Both: a quantity that belongs to the project. Neither: the unit itself.
    ``alias`` is a printed label of the unit itself (年度资金总额); ``under`` is the label of the total that a column splits (the
    当年财政拨款 of the 合计 row).
    """

    project: Words | None = None
    label: Words | None = None
    alias: Words | None = None
    under: Words | None = None


@dataclass(frozen=True, slots=True)
class BandWords:
    """The band of a banded count: 支付率60%-99%的项目4个."""

    of: str
    low: Numeral | None
    high: Numeral | None


@dataclass(frozen=True, slots=True)
class Fact:
    """One numeral and what it is. ``key`` is unique in the reading; relations name facts by it."""

    key: int
    numeral: Numeral
    measure: Measure
    owner: Owner
    place: Place
    period: str | None = None
    band: BandWords | None = None
    shared: Literal["each", "joint"] | None = None


@dataclass(frozen=True, slots=True)
class ValueWords:
    """A target or an actual: its words and the numerals inside them."""

    words: Words
    numerals: tuple[Numeral, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a score table, or an indicator named in prose. ``weight`` and ``score`` point at numerals.

    ``blanks`` names the fields (``actual``, ``reason`` …) whose cell prints nothing, a dash or a slash.
    """

    key: int
    project: Words | None
    path: tuple[Words, ...]
    name: Words | None
    place: Place
    target: ValueWords | None = None
    actual: ValueWords | None = None
    weight: tuple[Numeral, ...] = ()
    score: tuple[Numeral, ...] = ()
    reason: Words | None = None
    blanks: tuple[tuple[str, Literal["empty", "dash", "slash"]], ...] = ()

    @property
    def numerals(self) -> tuple[Numeral, ...]:
        """Every numeral of the row, those of target and actual first."""
        values = (value.numerals for value in (self.target, self.actual) if value is not None)
        return (*(numeral for held in values for numeral in held), *self.weight, *self.score)


@dataclass(frozen=True, slots=True)
class Note:
    """Words about a project that are no figure; a ``qualifier`` tells apart entries of one name (第二批)."""

    project: Words
    field: Literal["department", "status", "reason", "parent", "grade", "name", "qualifier"]
    words: Words
    status: Status | None = None


@dataclass(frozen=True, slots=True)
class RowPart:
    """A score row's weight or score as an end of a relation."""

    row: int
    field: Literal["weight", "score"]


Part = int | RowPart


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation that the text states. Parts and whole are keys of facts, or a score row's weight or score.

    ``open``: the words (其中, 包括) do not say whether the parts are all; the sum decides. ``unsure``: nothing
    says that they are parts at all; without the sum there is no relation.
    """

    kind: Literal["sum", "of_which", "difference", "product", "ratio", "weighted_mean"]
    whole: Part | None
    parts: tuple[Part | tuple[Part, Part], ...]
    open: bool = False
    unsure: bool = False

    @property
    def flat(self) -> tuple[Part, ...]:
        """The parts, pairs taken apart."""
        return tuple(one for part in self.parts for one in (part if isinstance(part, tuple) else (part,)))

    @property
    def ends(self) -> tuple[Part, ...]:
        """The whole, where it is printed, and the parts."""
        return self.flat if self.whole is None else (self.whole, *self.flat)


@dataclass(frozen=True, slots=True)
class ClaimWords:
    """A clause that claims something, and what it is about."""

    words: Words
    kind: ClaimKind
    owner: Owner | None


Side = Literal["rules", "model"]


@dataclass(frozen=True, slots=True)
class Role:
    """What one reader says a numeral is, in words: whose (null: the unit itself) and what; ``of`` is what that belongs to."""

    kind: Literal["project", "quantity", "row"]
    whose: str | None
    what: Measure | Literal["target", "actual", "band"]
    of: str | None = None
    period: str | None = None


@dataclass(frozen=True, slots=True)
class Dispute:
    """A numeral that two readers read differently, what each says, and whose word the reading follows."""

    numeral: Numeral
    rules: tuple[Role, ...]
    model: tuple[Role, ...]
    kept: Side


@dataclass(frozen=True, slots=True)
class Made:
    """How a reading was made, where a model made it: its name, the prompts (key, SHA-256), the parameters (schema, temperature,
    limits of a chunk), the tokens sent and received."""

    model: str | None = None
    prompts: tuple[tuple[str, str], ...] = ()
    parameters: tuple[tuple[str, str], ...] = ()
    sent: int = 0
    received: int = 0


@dataclass(frozen=True, slots=True)
class Reading:
    """What one reader says of one document."""

    title: Words | None = None
    organisation: Words | None = None
    year: int | None = None
    about: Words | None = None
    """The one project that the whole report is about: what a report says of itself it says of that."""
    facts: tuple[Fact, ...] = ()
    rows: tuple[Row, ...] = ()
    notes: tuple[Note, ...] = ()
    relations: tuple[Relation, ...] = ()
    claims: tuple[ClaimWords, ...] = ()
    unread: tuple[tuple[Span, str], ...] = field(default=())
    made: Made = Made()
    disputes: tuple[Dispute, ...] = ()
    confidence: Mapping[str, float] = field(default_factory=dict)
    """Numeral id to how firmly its role stands, where several readers were heard."""


class Reader(Protocol):
    """Anything that can say what the numerals of a document are."""

    @property
    def name(self) -> str:
        """As recorded with the result."""
        ...

    def read(self, document: Document, chunks: Sequence[Span]) -> Reading:
        """Read the chunks (spans of ``document.text``) in order; names found in one chunk may serve the next."""
        ...
