"""Everything the tool says about one report: the file ``<stem>.json`` of the output contract."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from pydantic import Field

from schemas.base import Shape, SparseShape
from schemas.record import Pointer, Record
from schemas.result import CheckResult, Finding

Kind = Literal["digital", "scanned", "mixed", "docx", "xlsx", "text", "image"]
Place = Literal["table", "list", "prose", "heading"]
Span = tuple[int, int]
"""Unicode offsets into ``document.text``, end exclusive."""


class DocumentInfo(Shape):
    """The source and its text, to which every span points."""

    source: str
    sha256: str
    kind: Kind
    pages: int | None
    text: str


class Provenance(SparseShape):
    """Where one value of the record is printed. ``bbox`` is in PDF points from the top left of the page."""

    page: int | None
    bbox: tuple[float, float, float, float] | None
    span: Span
    quote: str
    source: Literal["text", "ocr"]
    place: Place
    cell: tuple[int, int, int] | None = None
    """Table number in the document, row and column, all from 0."""
    unit_from: Literal["printed", "header", "caption", "document"] | None = None
    confidence: float | None = None
    alternatives: tuple[str, ...] = ()
    settled_by: tuple[str, ...] = ()
    part: str | None = None
    """The file of the folder that was read as one report."""


class SetAside(Shape):
    """A numeral that carries no figure, and why (date, ordinal, document number …)."""

    printed: str
    span: Span
    because: str


class Unclaimed(Shape):
    """A numeral that no reader could say anything about."""

    printed: str
    unit: str | None
    kind: str
    page: int | None
    span: Span
    quote: str


class Ledger(Shape):
    """The books: every numeral is claimed, set aside or unclaimed, once."""

    numerals: int
    claimed: int
    set_aside: tuple[SetAside, ...] = ()
    unclaimed: tuple[Unclaimed, ...] = ()


class Unread(Shape):
    """A part of the document that no reader read."""

    page: int | None
    span: Span
    because: str


class Rows(Shape):
    """Table rows that print figures, and how many of them have every figure claimed or set aside."""

    printed: int
    accounted: int


class Confirmed(Shape):
    """How many figures of the record at least one relation confirms, and those that nothing does."""

    figures: int
    by_relation: int
    unconfirmed: tuple[Pointer, ...] = ()


class Coverage(SparseShape):
    """Whether everything was read, and how much of it the checks bear out."""

    complete: bool
    unread: tuple[Unread, ...] = ()
    rows: Rows
    confirmed: Confirmed | None = None


class Tokens(SparseShape):
    """Tokens a model was sent and sent back, the calls that took, and the answers that were remembered from earlier calls.

    Of a report: those of the answers it was read from, remembered ones too. Of a run: what it used itself, failed calls too.
    """

    input: int = Field(default=0, alias="in", serialization_alias="in")
    output: int = Field(default=0, alias="out", serialization_alias="out")
    calls: int | None = None
    cached: int | None = None


class Run(Shape):
    """How this extraction was made. Byte-identity excepts only seconds, tokens and cost."""

    reader: str
    model: str | None = None
    prompts: dict[str, str] = {}
    parameters: dict[str, str] = {}
    tokens: Tokens = Tokens()
    cost: Decimal | None = None
    currency: str | None = None
    seconds: float = 0.0
    version: str
    warnings: tuple[str, ...] = ()


class Extraction(Shape):
    """One report: source, record, provenance of every value, ledger, results, findings."""

    schema_: Literal["self_evaluation/1"] = Field(default="self_evaluation/1", alias="schema", serialization_alias="schema")
    document: DocumentInfo
    record: Record
    provenance: dict[Pointer, Provenance]
    blanks: dict[Pointer, Literal["empty", "dash", "slash"]] = {}
    ledger: Ledger
    coverage: Coverage
    results: tuple[CheckResult, ...] = ()
    findings: tuple[Finding, ...] = ()
    run: Run
