"""E1, completion claimed beside a low execution rate; E5, completed and not completed in one item."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from extractor.checks.book import Subject
from extractor.checks.claim_facts import Fact, facts
from extractor.checks.context import Context
from extractor.checks.headline import Execution, execution_of, project_of, unit_itself
from extractor.checks.numbers import shown
from schemas.result import CheckResult

SEVERAL = 3
"""More projects than this that claim completion beside a low rate are told in one result."""
SUMMED_UP = re.compile(r"总体|整体|全部|全面|完全|圆满|各项|基本")
GROSS = Decimal(60)
"""Full completion beside a lower rate than this is told to the reviewer though a reason is given."""


def completion(ctx: Context) -> Iterator[CheckResult]:
    """E1: 全部 and 完全 lead one to expect the profile's ``full`` rate, 基本 its ``mostly``; one answer a subject and degree."""
    answers = list(_each(ctx))
    low = [answer for answer in answers if answer.outcome == "warn"]
    if len(low) <= SEVERAL:
        yield from answers
    else:
        yield from (answer for answer in answers if answer.outcome != "warn")
        yield _together(ctx, low)


def _together(ctx: Context, low: list[CheckResult]) -> CheckResult:
    """Many alike are one question about how the report is written."""
    names = ctx.say("and").join(f"{ctx.who(answer.paths[0].rpartition('/')[0].rpartition('/')[0])} {answer.printed[0]}" for answer in low)
    paths, printed = (tuple(one for answer in low for one in getattr(answer, side)) for side in ("paths", "printed"))
    said = ctx.say("completion.many", count=len(low), names=names)
    return CheckResult(check="E1", outcome="warn", paths=paths, printed=printed, because=said)


def _each(ctx: Context) -> Iterator[CheckResult]:
    by_pointer = {one.pointer: one for one in ctx.book.subjects()}
    own = unit_itself(ctx)
    seen: set[tuple[str | None, str]] = set()
    for fact in facts(ctx):
        if _of_all(fact) and (fact.subject, fact.degree) not in seen:
            seen.add((fact.subject, fact.degree))
            subject = by_pointer.get(fact.subject) if fact.subject else own
            execution = execution_of(ctx, subject) if subject else None
            if subject is None or execution is None:
                because = ctx.say("claim.open", said=fact.text)
                yield CheckResult(check="E1", outcome="skipped", paths=(fact.path,), printed=(fact.text,), because=because)
            else:
                yield _expected(ctx, fact, subject, execution)


def _of_all(fact: Fact) -> bool:
    """Whether the goals of a subject are claimed, and not some part of them; of the unit, 均 alone sums up no more than a sentence."""
    whole = fact.kind == "completion" and fact.object is None and fact.degree in ("full", "mostly")
    return whole and (fact.subject is not None or bool(SUMMED_UP.search(fact.text)))


def _expected(ctx: Context, fact: Fact, subject: Subject, execution: Execution) -> CheckResult:
    least = ctx.profile.full if fact.degree == "full" else ctx.profile.mostly
    words = {"who": ctx.who(subject.pointer), "said": fact.text, "rate": execution.text, "least": shown(least)}
    if execution.percent >= least:
        return with_claims(ctx.result("E1", "ok", execution.mentions, ctx.say("completion.ok", **words), weak=True), fact)
    if execution.percent >= ctx.profile.reason_below:  # the rules ask for no reason there
        return with_claims(ctx.result("E1", "skipped", execution.mentions, ctx.say("completion.near", **words)), fact)
    project = project_of(ctx, fact.subject)
    if project is not None and project.reason is not None:
        soft = ctx.result("E1", "skipped", execution.mentions, ctx.say("completion.reason", reason=project.reason, **words))
        return with_claims(soft, fact).model_copy(update={"note": fact.degree == "full" and execution.percent < GROSS})
    return with_claims(ctx.result("E1", "warn", execution.mentions, ctx.say("completion.low", **words), expected=f"≥ {least}"), fact)


def with_claims(result: CheckResult, *claims: Fact) -> CheckResult:
    """The words of the claims belong to the result too, behind the figures."""
    paths, printed = tuple(fact.path for fact in claims), tuple(fact.text for fact in claims)
    return result.model_copy(update={"paths": result.paths + paths, "printed": result.printed + printed})


def contradictions(ctx: Context) -> Iterator[CheckResult]:
    """E5: one subject said to be completed (or its parts 全面达标) and not completed."""
    said: dict[str, list[Fact]] = {}
    for fact in facts(ctx):
        if fact.kind == "completion" and fact.subject is not None:
            said.setdefault(fact.subject, []).append(fact)
    for subject, found in said.items():
        whole = [fact for fact in found if fact.degree == "full"]
        part = [fact for fact in found if fact.degree == "partly"]
        if whole and part:
            because = ctx.say("completion.both", who=ctx.who(subject), whole=whole[0].text, part=part[0].text)
            yield with_claims(
                CheckResult(check="E5", outcome="warn", paths=(f"{subject}/name",), printed=(ctx.who(subject),), because=because),
                whole[0],
                part[0],
            )
        elif len(found) > 1:
            because = ctx.say("completion.same", who=ctx.who(subject))
            yield with_claims(
                CheckResult(check="E5", outcome="ok", weak=True, paths=(f"{subject}/name",), printed=(ctx.who(subject),), because=because),
                *found,
            )
