"""E2, control claimed beside overspending; E3, "none" beside an amount; E4, paid or unpaid beside what was spent."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.checks.book import Subject
from extractor.checks.claim_facts import Fact, facts
from extractor.checks.claims_completion import with_claims
from extractor.checks.context import Context
from extractor.checks.headline import HUNDRED, budget_of, execution_of, firm, in_year, quantity_of, unit_itself
from extractor.checks.mentions import Mention
from schemas.result import CheckResult, Outcome

SAME_WORDS = ((re.compile(r"公务用车|公车"), "公车"), (re.compile(r"因公出国[(（]?境?[)）]?|出国[(（]?境?[)）]?"), "出国"),
              (re.compile(r"公务接待"), "接待"), (re.compile(r"[“”\"'\s]"), ""))  # fmt: skip
"""Names of one thing: 公务用车 and 公车."""
TAIL = re.compile(r"(?:的)?(?:购置|运行|运行维护|维护)?(?:支出|费用|经费|费|拨款|收入|开支|资金)*$")
WHOLE = re.compile(r"^(?:各项|一切|行政|预算|支出|经费|费用|开支|成本)*$")
"""What is controlled where nothing is named: the unit's spending."""


def core(text: str) -> str:
    """What a label or the object of a claim is about, in one form."""
    for pattern, word in SAME_WORDS:
        text = pattern.sub(word, text)
    return TAIL.sub("", text)


def _about(ctx: Context, fact: Fact) -> Iterator[Subject]:
    """The groups of quantities that the object of a claim names, of the year reported on; the nearest name where several do."""
    wanted = core(fact.object or "")
    found: list[tuple[int, Subject]] = []
    for subject in ctx.book.subjects():
        quantity = quantity_of(ctx, subject)
        if quantity and quantity.label and in_year(ctx, quantity) and quantity.subject in (None, fact.subject):
            have = core(quantity.label)
            if len(have) > 1 and len(wanted) > 1 and (have == wanted or wanted.startswith(have) or have.startswith(wanted)):
                found.append((_shared(fact.object or "", quantity.label), subject))
    best = max((score for score, _ in found), default=0)
    yield from (subject for score, subject in found if score == best)


def _shared(one: str, other: str) -> int:
    """Pairs of neighbouring characters that two names share, spelt alike."""
    for pattern, word in SAME_WORDS:
        one, other = pattern.sub(word, one), pattern.sub(word, other)
    return len({one[at : at + 2] for at in range(len(one) - 1)} & {other[at : at + 2] for at in range(len(other) - 1)})


def control(ctx: Context) -> Iterator[CheckResult]:
    """E2: only where the claim's object (or 三公经费 and its kinds) prints both budget and spending; equal amounts ask once."""
    asked: dict[tuple[str, str], CheckResult] = {}
    for fact in facts(ctx):
        if fact.kind == "control":
            subjects = list(_about(ctx, fact)) if fact.object and not WHOLE.match(fact.object) else _own(ctx)
            if not any(subject.role("executed") and budget_of(ctx, subject) for subject in subjects):
                because = ctx.say("claim.open", said=fact.text)
                yield CheckResult(check="E2", outcome="skipped", paths=(fact.path,), printed=(fact.text,), because=because)
            for subject in subjects:
                spent, budget = firm(subject.role("executed")), budget_of(ctx, subject)
                if spent and budget and spent.unit.kind == budget.unit.kind == "money" and (budget.value or not spent.value):
                    key = (str(spent.value), str(budget.value))
                    asked[key] = with_claims(asked[key], fact) if key in asked else _controlled(ctx, fact, spent, budget)
    yield from asked.values()


def _own(ctx: Context) -> list[Subject]:
    own = unit_itself(ctx)
    return [own] if own else []


def _controlled(ctx: Context, fact: Fact, spent: Mention, budget: Mention) -> CheckResult:
    words = {"who": ctx.who(spent.owner), "said": fact.text, "spent": spent.text, "budget": budget.text}
    if spent.value <= budget.value:
        return with_claims(ctx.result("E2", "ok", [spent, budget], ctx.say("control.ok", **words), weak=True), fact)
    return with_claims(ctx.result("E2", "warn", [spent, budget], ctx.say("control.over", **words)), fact)


def nothing(ctx: Context) -> Iterator[CheckResult]:
    """E3: 无…支出 beside a budget or spending of that name; 无结余 is judged with the balance (A14) and here beside a printed one."""
    for fact in facts(ctx):
        if fact.kind == "none" and fact.object == "结余":
            yield from _left(ctx, fact)
        elif fact.kind == "none" and fact.object in ("超支", "挪用", "截留", "拖欠"):
            yield from _overspent(ctx, fact) if fact.object == "超支" else ()
        elif fact.kind == "none":
            yield from _named(ctx, fact)


def _left(ctx: Context, fact: Fact) -> Iterator[CheckResult]:
    for index, quantity in enumerate(ctx.record.quantities):
        left = firm(ctx.book.at(f"/quantities/{index}"))
        if quantity.measure == "balance" and left and quantity.subject == fact.subject and in_year(ctx, quantity):
            words = {"who": ctx.who(left.owner), "said": fact.text, "value": left.text}
            outcome: Outcome = "ok" if left.value == 0 else "warn"
            said = ctx.say("none.ok" if left.value == 0 else "none.some", **words)
            yield with_claims(ctx.result("E3", outcome, [left], said, weak=left.value == 0), fact)


def _overspent(ctx: Context, fact: Fact) -> Iterator[CheckResult]:
    for subject in _own(ctx):
        spent, budget = firm(subject.role("executed")), budget_of(ctx, subject)
        if spent and budget and spent.unit.kind == budget.unit.kind:
            yield _controlled(ctx, fact, spent, budget).model_copy(update={"check": "E3"})


def _named(ctx: Context, fact: Fact) -> Iterator[CheckResult]:
    spent = [one for subject in _about(ctx, fact) if (one := firm(subject.role("executed")))]
    found = spent or [one for subject in _about(ctx, fact) if (one := firm(subject.role("budget")))]
    if not found:
        because = ctx.say("claim.open", said=fact.text)
        yield CheckResult(check="E3", outcome="skipped", paths=(fact.path,), printed=(fact.text,), because=because)
    some = [one for one in found if one.value != 0]
    if some:
        words = {"who": ctx.who(some[0].owner), "said": fact.text, "value": f"{ctx.role(some[0].role)}{some[0].text}"}
        yield with_claims(ctx.result("E3", "warn", some, ctx.say("none.some", **words), expected="0"), fact)
    elif found:
        words = {"who": ctx.who(found[0].owner), "said": fact.text}
        yield with_claims(ctx.result("E3", "ok", found, ctx.say("none.ok", **words)), fact)


def paid(ctx: Context) -> Iterator[CheckResult]:
    """E4: 未形成支付 with money spent, 未足额支付 with all of it spent, 全额支付 with a rate below 100 %."""
    by_pointer = {one.pointer: one for one in ctx.book.subjects()}
    for fact in facts(ctx):
        subject = by_pointer.get(fact.subject or "") if fact.kind == "paid" else None
        if subject is None:
            continue
        execution, spent = execution_of(ctx, subject), firm(subject.role("executed"))
        if fact.degree == "unpaid" and spent:
            yield _paid(ctx, fact, [spent], spent.value == 0, "paid.some", spent.text)
        elif fact.degree != "unpaid" and execution:
            whole = execution.percent >= HUNDRED
            fits = whole if fact.degree == "full" else not whole
            yield _paid(ctx, fact, list(execution.mentions), fits, f"paid.{fact.degree}", execution.text)
        else:
            because = ctx.say("claim.open", said=fact.text)
            yield CheckResult(check="E4", outcome="skipped", paths=(fact.path,), printed=(fact.text,), because=because)


def _paid(ctx: Context, fact: Fact, mentions: list[Mention], fits: bool, key: str, value: str) -> CheckResult:
    words = {"who": ctx.who(mentions[0].owner), "said": fact.text, "value": value}
    return with_claims(ctx.result("E4", "ok" if fits else "warn", mentions, ctx.say("paid.ok" if fits else key, **words), weak=fits), fact)
