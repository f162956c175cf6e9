"""复核 against the finance system: R1 amounts that differ, R2 projects approved but absent, R3 projects reported but never approved,
R4 a report that the reference knows nothing of."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.checks.context import Context
from extractor.checks.reference.amounts import amounts
from extractor.checks.reference.entries import Entry, entries_of, lines_of, years_of
from extractor.checks.reference.pairs import pair
from extractor.checks.reference.presence import absent, unapproved
from extractor.checks.reference.words import source
from extractor.reference import Reference
from schemas.result import CheckResult

__all__ = ["against_reference"]


def against_reference(ctx: Context) -> Iterator[CheckResult]:
    """Every relation between the report and the reference; nothing without one."""
    if ctx.reference is None:
        return
    lines = lines_of(ctx.reference, ctx.record)
    if not lines:
        yield _unknown(ctx, ctx.reference)
        return
    pairing = pair(ctx.book, entries_of(lines))
    for one in pairing.pairs:
        yield from amounts(ctx, one)
    for projects, entries in pairing.unclear:
        yield _unclear(ctx, projects, entries)
    yield from absent(ctx, pairing)
    yield from unapproved(ctx, pairing)


def _unknown(ctx: Context, reference: Reference) -> CheckResult:
    """R4: what could not be compared is said, or it would look like agreement."""
    unit, year = ctx.record.organisation, ctx.record.year
    years = years_of(reference, unit) if unit else []
    words = {"file": reference.name, "unit": unit, "year": year, "years": "、".join(map(str, years))}
    key = "reference.no_unit" if not unit else "reference.no_year" if year is None else "reference.other_years" if years else None
    because = ctx.say(key or "reference.unknown", **words)
    return CheckResult(check="R4", outcome="warn", paths=(), printed=(unit or reference.name,), because=because)


def _unclear(ctx: Context, projects: tuple[int, ...], entries: tuple[Entry, ...]) -> CheckResult:
    names = "、".join(dict.fromkeys(ctx.who(f"/projects/{index}") for index in projects))
    lines = [line for entry in entries for line in entry.lines]
    because = ctx.say("reference.unclear", names=names, source=source(ctx, lines))
    return CheckResult(check="R1", outcome="skipped", paths=tuple(f"/projects/{index}" for index in projects), because=because)
