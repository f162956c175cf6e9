"""Results that say by themselves which figure is wrong, whatever the other relations say."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.checks.damage import DAMAGE
from extractor.checks.repair.diagnosis import Diagnosis
from schemas.result import CheckResult


def blame(results: Sequence[CheckResult]) -> dict[str, object]:
    """The fields of a finding that its results decide: a number that its place does not print was read wrong."""
    damage = next((result for result in results if result.check == DAMAGE), None)
    if damage is None:
        return {}
    return {
        "suspect": damage.paths[0], "suspect_printed": damage.printed[0], "suggestion": damage.expected,
        "cause": "extraction_damage", "attribution": "reading",
    }  # fmt: skip


def with_damage(own: tuple[CheckResult, ...], diagnosis: Diagnosis | None, results: Sequence[CheckResult]) -> tuple[CheckResult, ...]:
    """The results of a cause, and that the figure which a repair changes is not what its place prints."""
    changed = diagnosis.change.paths if diagnosis and diagnosis.change else frozenset()
    return (*own, *(result for result in results if result.check == DAMAGE and set(result.paths) <= changed))
