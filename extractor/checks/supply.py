"""A rate that a total leaves blank and its amounts imply (合计执行率 not printed: 90.94 %): told as information."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from extractor.checks.context import Context
from schemas.result import CheckResult


def supplied(ctx: Context, results: Iterable[CheckResult]) -> Iterator[CheckResult]:
    """The results, those that supply a figure of a total marked as notes."""
    totals = _totals(ctx)
    for result in results:
        implies = result.outcome == "skipped" and result.check == "A3" and result.expected is not None
        of_total = implies and any(owner(path) in totals for path in result.paths[:1])
        yield result.model_copy(update={"note": True}) if of_total else result


def owner(path: str) -> str:
    """Whose figure it is."""
    return "/".join(path.split("/")[:3])


def _totals(ctx: Context) -> set[str]:
    """What the report adds up from projects that print rates of their own: there the total's is left blank."""

    def rated(part: object) -> bool:
        return isinstance(part, str) and part.startswith("/projects/") and bool(ctx.book.at(f"{owner(part)}/rate"))

    return {owner(breakdown.whole) for breakdown in ctx.record.breakdowns
            if breakdown.kind == "sum" and breakdown.whole and any(map(rated, breakdown.parts))}  # fmt: skip
