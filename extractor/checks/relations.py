"""The spine of the checks: every relation in a fixed order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from decimal import Context as DecimalContext
from decimal import localcontext

from extractor.checks.balance import balances
from extractor.checks.bands import bands
from extractor.checks.book import open_book
from extractor.checks.changes import changes
from extractor.checks.claims_completion import completion, contradictions
from extractor.checks.claims_money import control, nothing, paid
from extractor.checks.claims_rank import ranks
from extractor.checks.columns import cross_columns
from extractor.checks.complement import complements
from extractor.checks.context import Context
from extractor.checks.cutting import rounding_of
from extractor.checks.duplicates import duplicates
from extractor.checks.equality import suspicious
from extractor.checks.execution import execution_scores, total_scores
from extractor.checks.grades import grades, weight_profiles
from extractor.checks.grim import whole_numbers
from extractor.checks.groups import weighed_tables
from extractor.checks.lists import alignment, counts
from extractor.checks.means import project_means
from extractor.checks.messages import Lang
from extractor.checks.order import dates, households, in_range
from extractor.checks.products import products
from extractor.checks.profiles import choose
from extractor.checks.qualitative import copied, qualitative
from extractor.checks.quantitative import exceeded, quantitative
from extractor.checks.rates import execution_rates, ratios, within_budget
from extractor.checks.reasons import reasons
from extractor.checks.reference import against_reference
from extractor.checks.row_twice import rows_twice
from extractor.checks.score_cap import score_caps
from extractor.checks.scores import actuals, caps, totals
from extractor.checks.shares import shares
from extractor.checks.sums import breakdowns
from extractor.checks.supply import supplied
from extractor.reference import Reference
from schemas.extraction import Provenance
from schemas.record import Record
from schemas.result import CheckResult

Relation = Callable[[Context], Iterator[CheckResult]]

RELATIONS: tuple[Relation, ...] = (
    breakdowns, cross_columns, execution_rates, ratios, execution_scores, totals, changes, products, counts,
    duplicates, rows_twice, total_scores, alignment, within_budget, caps, actuals,
    shares, project_means, whole_numbers, balances, complements, dates, in_range, score_caps, bands, households,
    weight_profiles, grades, quantitative, qualitative, exceeded, reasons, copied,
    completion, control, nothing, paid, contradictions, ranks,
    against_reference,
)  # fmt: skip

PRECISION = 60
"""Digits: enough that products of printed numbers are exact; quotients are only shown, never compared."""


def verify(
    record: Record,
    provenance: Mapping[str, Provenance],
    lang: Lang = "zh",
    *,
    profile: str | None = None,
    reference: Reference | None = None,
) -> tuple[CheckResult, ...]:
    """Every relation between the record's figures, each with its verdict; the order depends on the record alone.

    ``profile`` names the local rules; null picks those that the score tables match. With a ``reference`` also the relations between
    the record and the finance system (R1 to R4). Errors: ``KeyError`` for an unknown profile.
    """
    return judge(record, provenance, lang, profile=profile, reference=reference)[0]


def judge(
    record: Record,
    provenance: Mapping[str, Provenance],
    lang: Lang = "zh",
    *,
    profile: str | None = None,
    reference: Reference | None = None,
) -> tuple[tuple[CheckResult, ...], Context]:
    """The results, and the context with the constraints behind them."""
    with localcontext(DecimalContext(prec=PRECISION)):
        context = replace(context_of(record, provenance, lang, profile), reference=reference)
        results = [result for relation in RELATIONS for result in relation(context)]
        results += suspicious(context, results)
        return tuple(supplied(context, results)), context


def context_of(record: Record, provenance: Mapping[str, Provenance], lang: Lang, profile: str | None) -> Context:
    """The record opened, its rounding found out, and the local rules chosen. Errors: ``KeyError`` for an unknown profile."""
    book = open_book(record, provenance)
    chosen = choose(profile, [points for _, points in weighed_tables(book)])
    context = Context(book, lang, profile=chosen)
    return replace(context, cut=rounding_of(context))
