"""The headline figures of a subject, and what they say of its execution."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractor.checks.book import Mentions, Subject
from extractor.checks.context import Context
from extractor.checks.mentions import Mention
from schemas.record import Project, Quantity

HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Execution:
    """An execution rate in percent, and the figures that say so: the printed rate, or spending and budget."""

    percent: Decimal
    mentions: tuple[Mention, ...]
    text: str


def quantity_of(ctx: Context, subject: Subject) -> Quantity | None:
    """The first quantity of a subject that is no project."""
    return None if subject.project else ctx.record.quantities[int(subject.pointer.rpartition("/")[2])]


def quantity_at(ctx: Context, pointer: str | None) -> Quantity | None:
    """The quantity at or around a pointer, if it is one; records of other tools may point nowhere."""
    parts = (pointer or "").split("/")
    found = len(parts) > 2 and parts[1] == "quantities" and parts[2].isdigit() and int(parts[2]) < len(ctx.record.quantities)
    return ctx.record.quantities[int(parts[2])] if found else None


def project_of(ctx: Context, pointer: str | None) -> Project | None:
    """The project at a pointer, if it is one."""
    parts = (pointer or "").split("/")
    found = len(parts) > 2 and parts[1] == "projects" and parts[2].isdigit() and int(parts[2]) < len(ctx.record.projects)
    return ctx.record.projects[int(parts[2])] if found else None


def unit_itself(ctx: Context) -> Subject | None:
    """The figures of the unit itself in the year of the report."""
    for subject in ctx.book.subjects():
        quantity = quantity_of(ctx, subject)
        if quantity and quantity.label is None and quantity.subject is None and in_year(ctx, quantity):
            return subject
    return None


def in_year(ctx: Context, quantity: Quantity) -> bool:
    """Whether a quantity is of the year reported on."""
    return ctx.record.year is None or ctx.book.period(quantity) == str(ctx.record.year)


def firm(mentions: Mentions) -> Mention | None:
    """The headline, unless it is hedged."""
    return mentions[0] if mentions and not mentions[0].hedged else None


def budget_of(ctx: Context, subject: Subject) -> Mention | None:
    """The budget that the profile in force divides by, else the other."""
    order = ("budget", "initial_budget") if ctx.profile.denominator == "adjusted" else ("initial_budget", "budget")
    return next((found for role in order if (found := firm(subject.role(role)))), None)


def execution_of(ctx: Context, subject: Subject) -> Execution | None:
    """The printed rate, else spending ÷ budget; null where neither can be had."""
    rate = firm(subject.role("rate"))
    if rate is not None:
        scale = HUNDRED if rate.unit.kind != "percent" and rate.value <= 2 else Decimal(1)
        return Execution(rate.value * scale, (rate,), rate.text)
    spent, budget = firm(subject.role("executed")), budget_of(ctx, subject)
    if spent is None or budget is None or budget.value <= 0 or spent.unit.kind != budget.unit.kind:
        return None
    return Execution(HUNDRED * spent.value / budget.value, (spent, budget), f"{spent.text} ÷ {budget.text}")


def heads(ctx: Context, pointers: Sequence[object]) -> list[Mention] | None:
    """The headline of each figure list, or null where one is missing or hedged."""
    found = [firm(ctx.book.at(pointer)) for pointer in pointers if isinstance(pointer, str)]
    known = [one for one in found if one]
    return known if len(known) == len(pointers) and known else None
