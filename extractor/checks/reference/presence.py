"""R2, projects approved but absent from the report; R3, projects reported but never approved."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.checks.context import Context
from extractor.checks.mentions import Mention
from extractor.checks.reference.entries import Entry, name_key
from extractor.checks.reference.pairs import Pair, Pairing, likeness, money_of
from extractor.checks.reference.words import source
from schemas.result import CheckResult

_HINT = 50
"""Likeness of names (of 100) from which a left-over project is worth naming."""


def absent(ctx: Context, pairing: Pairing) -> Iterator[CheckResult]:
    """R2 for every approved entry that the report does not have."""
    about = _about_one(ctx, pairing)
    for entry in pairing.entries:
        budget = entry.budget
        if budget is None:
            continue
        words = {"name": entry.name, "source": source(ctx, budget.lines), "amount": budget.text}
        if budget.mention.value == 0:
            yield _named(entry, "R2", "skipped", ctx.say("reference.cancelled", **words))
        elif about is not None:
            yield _named(entry, "R2", "skipped", ctx.say("reference.one", who=ctx.who(f"/projects/{about.project}"), **words))
        else:
            said = ctx.say("reference.absent", **words)
            near = max(pairing.projects, key=lambda index: likeness(ctx.record.projects[index], entry.name), default=None)
            if near is not None and likeness(ctx.record.projects[near], entry.name) >= _HINT:
                said = ctx.say("reference.near", said=said, other=ctx.who(f"/projects/{near}"))
            yield _named(entry, "R2", "warn", said)


def unapproved(ctx: Context, pairing: Pairing) -> Iterator[CheckResult]:
    """R3 for every project of its own that the finance system did not approve; neither a part of a project nor a whole
    whose parts are approved is a case of it."""
    entries = [*pairing.entries, *(pair.entry for pair in pairing.pairs)]
    if not any(entry.budget for entry in entries):
        return
    wholes = {ctx.record.projects[pair.project].parent for pair in pairing.pairs}  # approved in parts
    for index in pairing.projects:
        found = _headlines(ctx, index)
        if found and ctx.record.projects[index].parent is None and f"/projects/{index}" not in wholes:
            yield _unapproved(ctx, pairing, index, found)
    for pair in pairing.pairs:
        if pair.entry.budget is None and (found := _headlines(ctx, pair.project)):
            words = {"who": ctx.who(found[0].owner), "source": source(ctx, pair.entry.lines)}
            yield ctx.result("R3", "warn", found, ctx.say("reference.spent_only", **words))


def _unapproved(ctx: Context, pairing: Pairing, index: int, found: list[Mention]) -> CheckResult:
    name = ctx.reference.name if ctx.reference else ""
    said = ctx.say("reference.unapproved", who=ctx.who(found[0].owner), amount=found[0].text, file=name)
    project = ctx.record.projects[index]
    near = max(pairing.entries, key=lambda entry: likeness(project, entry.name), default=None)
    if near is not None and likeness(project, near.name) >= _HINT:
        said = ctx.say("reference.near", said=said, other=near.name)
    return ctx.result("R3", "warn", found, said)


def _headlines(ctx: Context, index: int) -> list[Mention]:
    """The first amount of each role that is not nothing, the budget before what was spent."""
    lists = [money_of(ctx.book, index, role) for role in ("budget", "initial_budget", "executed")]
    return [found[0] for found in lists if found and found[0].value != 0]


def _about_one(ctx: Context, pairing: Pairing) -> Pair | None:
    """The one project that the report is about: it stands in its title, and no other project is reported."""
    own = [pair for pair in pairing.pairs if ctx.record.projects[pair.project].parent is None]
    alone = len(own) == 1 and all(ctx.record.projects[index].parent is not None for index in pairing.projects)
    title = name_key(ctx.record.title or "")
    return own[0] if alone and name_key(ctx.record.projects[own[0].project].name) in title else None


def _named(entry: Entry, check: str, outcome: str, because: str) -> CheckResult:
    """A result about a project that the record does not have."""
    return CheckResult(check=check, outcome=outcome, paths=(), printed=(entry.name,), because=because)  # type: ignore[arg-type] # given above
