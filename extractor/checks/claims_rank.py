"""E6: a project said to have the highest or the lowest rate or score has it."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.checks.book import Subject
from extractor.checks.claim_facts import Fact, facts
from extractor.checks.claims_completion import with_claims
from extractor.checks.context import Context
from extractor.checks.headline import execution_of, firm
from extractor.checks.mentions import Mention
from extractor.checks.numbers import shown
from schemas.result import CheckResult


def ranks(ctx: Context) -> Iterator[CheckResult]:
    """Every claim of a superlative about a project, against all projects that print the figure."""
    for fact in facts(ctx):
        if fact.kind == "rank":
            values = list(_values(ctx, fact))
            own = [mention for pointer, mention in values if pointer == fact.subject]
            if not own or len(values) < 2:
                because = ctx.say("claim.open", said=fact.text)
                yield CheckResult(check="E6", outcome="skipped", paths=(fact.path,), printed=(fact.text,), because=because)
            else:
                yield _judge(ctx, fact, values, own[0])


def _values(ctx: Context, fact: Fact) -> Iterator[tuple[str, Mention]]:
    for subject in ctx.book.subjects():
        found = _value(ctx, fact, subject) if subject.project else None
        if found:
            yield subject.pointer, found


def _value(ctx: Context, fact: Fact, subject: Subject) -> Mention | None:
    if fact.object == "得分":
        return firm(subject.role("score"))
    execution = execution_of(ctx, subject)
    return execution.mentions[0] if execution and execution.mentions[0].role == "rate" else None


def _judge(ctx: Context, fact: Fact, values: list[tuple[str, Mention]], own: Mention) -> CheckResult:
    pick = max if fact.degree == "highest" else min
    best = pick((mention for _, mention in values), key=lambda one: one.value)
    words = {"who": ctx.who(own.owner), "said": fact.text, "own": own.text, "other": ctx.who(best.owner), "best": best.text}
    if own.value == best.value:
        return with_claims(ctx.result("E6", "ok", [own], ctx.say("rank.ok", **words), weak=True), fact)
    return with_claims(ctx.result("E6", "warn", [own, best], ctx.say("rank.off", **words), expected=shown(best.value)), fact)
