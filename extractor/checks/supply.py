"""What totals leave blank and other figures imply (合计执行率 not printed: 90.94 %): told as information."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from extractor.checks.context import Context
from schemas.result import CheckResult

CHECKS = frozenset({"A1", "A3", "A6", "A11"})


def supplied(ctx: Context, results: Iterable[CheckResult]) -> Iterator[CheckResult]:
    """The results, those that supply a figure of a total marked as notes."""
    totals = _totals(ctx)
    for result in results:
        implies = result.outcome == "skipped" and result.check in CHECKS and result.expected is not None and result.paths
        of_total = bool(implies) and any(owner(path) in totals for path in result.paths[:1])
        yield result.model_copy(update={"note": True}) if of_total else result


def owner(path: str) -> str:
    """Whose figure it is."""
    return "/".join(path.split("/")[:3])


def _totals(ctx: Context) -> set[str]:
    """What the report adds up from projects."""
    return {owner(breakdown.whole) for breakdown in ctx.record.breakdowns if breakdown.kind == "sum" and breakdown.whole
            and any(isinstance(part, str) and part.startswith("/projects/") for part in breakdown.parts)}  # fmt: skip
