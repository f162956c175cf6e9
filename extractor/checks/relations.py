"""The spine of the checks: every relation in a fixed order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Context as DecimalContext
from decimal import localcontext

from extractor.checks.book import open_book
from extractor.checks.changes import changes
from extractor.checks.columns import cross_columns
from extractor.checks.context import Context
from extractor.checks.duplicates import duplicates
from extractor.checks.execution import execution_scores, total_scores
from extractor.checks.lists import alignment, counts
from extractor.checks.messages import Lang
from extractor.checks.products import products
from extractor.checks.rates import execution_rates, ratios, truncated_decimals, within_budget
from extractor.checks.reference import against_reference
from extractor.checks.scores import actuals, caps, totals
from extractor.checks.sums import breakdowns
from extractor.reference import Reference
from schemas.extraction import Provenance
from schemas.record import Record
from schemas.result import CheckResult

Relation = Callable[[Context], Iterator[CheckResult]]

RELATIONS: tuple[Relation, ...] = (
    breakdowns, cross_columns, execution_rates, ratios, execution_scores, totals, changes, products, counts,
    duplicates, total_scores, alignment, within_budget, caps, actuals,
    against_reference,
)  # fmt: skip

PRECISION = 60
"""Digits: enough that products of printed numbers are exact; quotients are only shown, never compared."""


def verify(
    record: Record, provenance: Mapping[str, Provenance], lang: Lang = "zh", reference: Reference | None = None
) -> tuple[CheckResult, ...]:  # fmt: skip
    """Every relation between the record's figures, each with its verdict; the order depends on the record alone.

    With a ``reference`` also those between the record and the finance system (R1 to R4).
    """
    return judge(record, provenance, lang, reference)[0]


def judge(
    record: Record, provenance: Mapping[str, Provenance], lang: Lang = "zh", reference: Reference | None = None
) -> tuple[tuple[CheckResult, ...], Context]:  # fmt: skip
    """The results, and the context with the constraints behind them."""
    with localcontext(DecimalContext(prec=PRECISION)):
        book = open_book(record, provenance)
        context = Context(book, lang, truncated_decimals(book), reference=reference)
        return tuple(result for relation in RELATIONS for result in relation(context)), context
