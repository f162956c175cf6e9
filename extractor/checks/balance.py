"""A14: income less expenditure, or budget less spending, is what is carried over; nothing where the report says so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractor.checks.book import Subject
from extractor.checks.claim_facts import Fact, facts
from extractor.checks.constraints import Sum
from extractor.checks.context import Context, joined, tell
from extractor.checks.headline import firm, in_year, unit_itself
from extractor.checks.mentions import Mention, same_row, tolerance
from extractor.checks.numbers import plain
from schemas.record import Quantity
from schemas.result import CheckResult, Outcome

INCOME = re.compile(r"^(?:本年|全年|年度|决算|部门|单位|总)*(?:总)?收入(?:总计|合计|决算)?$")
CARRIED = re.compile(r"^(?:年初|上年|以前年度)(?:财政)?(?:结转|结余)")
ALL = re.compile(r"^(?:合计|总计|共计|(?:.{0,8})?项目)$")
LEFT = re.compile(r"^(?:年末|本年|年终|资金|预算)*(?:结转|结余|剩余|节余)(?:结转|结余|和结余|资金)*$")


@dataclass(frozen=True, slots=True)
class Way:
    """One way to make the balance: the first figure, what is added, what is taken away."""

    first: Mention
    added: tuple[Mention, ...]
    taken: Mention

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """All of it."""
        return (self.first, *self.added, self.taken)

    @property
    def value(self) -> Decimal:
        """What is left, in the base unit."""
        return self.first.value + sum((one.value for one in self.added), Decimal(0)) - self.taken.value

    @property
    def text(self) -> str:
        """As a formula."""
        return f"{joined((self.first, *self.added))} − {self.taken.text}"


def balances(ctx: Context) -> Iterator[CheckResult]:
    """Every printed balance of the unit and of projects; then the words 无结余 where no balance is printed."""
    told = False
    subjects = {one.pointer: one for one in ctx.book.subjects()}
    own = unit_itself(ctx)
    groups = {one.path: subject for subject in subjects.values() for one in subject.role("balance")}
    totals = list(_totals(ctx, own))
    answers: list[CheckResult] = []
    for owner, left in _left(ctx):
        ways = [*_ways(ctx, owner, subjects.get(owner) if owner else own), *_grouped(left, groups), *(totals if owner is None else ())]
        told = told or owner is None
        answers.append(_judge(ctx, left, ways) if ways else ctx.missing("A14", left.owner, "budget", "executed"))
    yield from _graver(answers)
    if not told:
        yield from _nothing(ctx, own)


def _graver(answers: list[CheckResult]) -> Iterator[CheckResult]:
    """A balance is another column's business until other rows foot: then one that does not is a contradiction."""
    footing = sum(answer.outcome == "ok" and len(answer.paths) == 3 for answer in answers)
    failing = sum(answer.outcome == "error" for answer in answers)
    for answer in answers:
        alone = answer.outcome == "error" and footing <= failing
        yield answer.model_copy(update={"outcome": "warn"}) if alone else answer


def _left(ctx: Context) -> Iterator[tuple[str | None, Mention]]:
    for index, quantity in enumerate(ctx.record.quantities):
        found = firm(ctx.book.at(f"/quantities/{index}"))
        told = (quantity.label is None or LEFT.match(quantity.label) or ALL.match(quantity.label)) and in_year(ctx, quantity)
        if (
            quantity.measure == "balance"
            and found
            and found.unit.kind == "money"
            and told
            and in_year(ctx, quantity)
            and quantity.band is None
        ):
            yield quantity.subject, found


def _grouped(left: Mention, groups: Mapping[str, Subject]) -> Iterator[Way]:
    """Budget and spending of the balance's own label."""
    subject = groups.get(left.path)
    spent = firm(subject.role("executed")) if subject else None
    budget = (firm(subject.role("budget")) or firm(subject.role("initial_budget"))) if subject else None
    if spent and budget and spent.unit.kind == budget.unit.kind == "money":
        yield Way(budget, (), spent)


def _totals(ctx: Context, own: Subject | None) -> Iterator[Way]:
    """The totals of all projects, as far as the report adds them up; the unit's own spending where theirs has no total."""
    sums = {part.rpartition("/")[2]: firm(ctx.book.at(breakdown.whole)) for breakdown in ctx.record.breakdowns
            if breakdown.kind == "sum" and breakdown.whole for part in breakdown.parts[:1]
            if isinstance(part, str) and part.startswith("/projects/") and 2 * len(breakdown.parts) > len(ctx.record.projects)}  # fmt: skip
    budget, spent = sums.get("budget"), sums.get("executed") or (firm(own.role("executed")) if own else None)
    if budget and spent and budget.unit.kind == spent.unit.kind == "money":
        yield Way(budget, (), spent)


def _labelled(ctx: Context, pattern: re.Pattern[str]) -> tuple[Mention, ...]:
    def fits(quantity: Quantity) -> bool:
        return quantity.subject is None and bool(pattern.match(quantity.label or "")) and in_year(ctx, quantity)

    found = (firm(ctx.book.at(f"/quantities/{index}")) for index, one in enumerate(ctx.record.quantities) if fits(one))
    return tuple(one for one in found if one and one.unit.kind == "money")


def _ways(ctx: Context, owner: str | None, subject: Subject | None) -> Iterator[Way]:
    spent = firm(subject.role("executed")) if subject else None
    if subject is None or spent is None or spent.unit.kind != "money":
        return
    carried = _labelled(ctx, CARRIED) if owner is None else ()
    for income in _labelled(ctx, INCOME) if owner is None else ():
        yield Way(income, (), spent)
        yield from (Way(income, (one,), spent) for one in carried)
    for budget in (firm(subject.role(role)) for role in ("budget", "initial_budget")):
        if budget and budget.unit.kind == "money":
            yield Way(budget, (), spent)


def _judge(ctx: Context, left: Mention, ways: Sequence[Way]) -> CheckResult:
    """The first way that fits, else the first."""
    fitting = (way for way in ways if abs(way.value - left.value) <= tolerance([left, *way.mentions]))
    way = next(fitting, ways[0])
    mentions, slack, off = [left, *way.mentions], tolerance([left, *way.mentions]), abs(way.value - left.value)
    outcome: Outcome = "ok" if off == 0 else "rounding" if off <= slack else _gravity(left, way)
    key = f"balance.{outcome}" if outcome in ("ok", "rounding") else "balance.off"
    said = ctx.say(key, who=ctx.who(left.owner), way=way.text, left=left.text, value=tell(way.value, left))
    tie = Sum(left, way.mentions, slack, (*(1,) * (1 + len(way.added)), -1))
    expected = plain(way.value / left.unit.factor)
    return ctx.result("A14", outcome, mentions, said, expected=expected, tie=tie, soft=outcome != "error")


def _gravity(left: Mention, way: Way) -> Outcome:
    """In one row of a table the three are one statement; in prose the amounts may be of another scope."""
    return "error" if left.value != 0 and all(same_row(left, one) for one in way.mentions) else "warn"


def _nothing(ctx: Context, own: Subject | None) -> Iterator[CheckResult]:
    """无结余: income and expenditure are equal."""
    said_none = [fact for fact in facts(ctx) if fact.kind == "none" and fact.object == "结余" and fact.subject is None]
    ways = [way for way in _ways(ctx, None, own) if not way.added]
    for fact in said_none[:1]:
        if not ways:
            yield CheckResult(
                check="A14", outcome="skipped", paths=(fact.path,), printed=(fact.text,), because=ctx.say("balance.open", said=fact.text)
            )
            return
        yield _zero(ctx, fact, ways)


def _zero(ctx: Context, fact: Fact, ways: Sequence[Way]) -> CheckResult:
    for way in ways:
        if way.value == 0:
            said = ctx.say("balance.none", way=way.text, said=fact.text)
            tie = Sum(None, way.mentions, signs=(1, -1))
            return ctx.result("A14", "ok", way.mentions, said, expected="0", tie=tie, soft=True)
    way = ways[0]
    said = ctx.say("balance.some", way=way.text, said=fact.text, value=tell(way.value, way.taken))
    return ctx.result("A14", "warn", way.mentions, said, expected="0")
