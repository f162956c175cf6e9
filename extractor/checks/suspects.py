"""Results that say by themselves which figure is wrong and what to write: a number that its place does not print (G6), an amount
of which the finance system knows another (R1). What a repair finds out about the same figure is one finding with them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from extractor.checks.book import Book
from extractor.checks.damage import DAMAGE
from extractor.checks.repair.diagnosis import Diagnosis
from schemas.result import Attribution, CheckResult


def blame(results: Sequence[CheckResult], book: Book) -> dict[str, object]:
    """The fields of a finding that its results decide; of an open question none."""
    damage = next((result for result in results if result.check == DAMAGE), None)
    if damage is not None:
        return _named(damage, "reading") | {"cause": "extraction_damage"}
    first = results[0]
    if first.check != "R1" or first.outcome != "error":
        return {}
    at = next((one.at for one in book.at(first.paths[0])), None)
    return _named(first, "undecided" if at is not None and at.source == "ocr" else "report")


def _named(result: CheckResult, attribution: Attribution) -> dict[str, object]:
    return {
        "suspect": result.paths[0], "suspect_printed": result.printed[0], "suggestion": result.expected, "attribution": attribution,
    }  # fmt: skip


def with_witnesses(own: tuple[CheckResult, ...], diagnosis: Diagnosis | None, results: Sequence[CheckResult]) -> tuple[CheckResult, ...]:
    """The results of a cause, and those that say the same of the figure which its repair changes."""
    changed = diagnosis.change.printed if diagnosis and diagnosis.change else {}
    alike = (result for result in results if result.paths and result.paths[0] in changed and result not in own)
    return (*own, *(result for result in alike if result.check == DAMAGE or _wants(result, changed[result.paths[0]])))


def _wants(result: CheckResult, printed: str) -> bool:
    """Whether the finance system has the number that the repair would write."""
    known = result.expected.replace(",", "") if result.check == "R1" and result.outcome == "error" and result.expected else None
    return known is not None and Decimal(known) == Decimal(printed.replace(",", ""))
