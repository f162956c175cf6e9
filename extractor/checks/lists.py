"""A12, a stated number of items against the items listed; B2, the projects of list and table side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from extractor.checks.book import PROJECT_ROLES, Mentions, same_name
from extractor.checks.constraints import Fixed
from extractor.checks.context import Context
from extractor.checks.mentions import Mention
from extractor.checks.sums import stated_count
from schemas.result import CheckResult

SUBTOTALS = 3
"""How deep subtotals of subtotals are taken apart."""
ITEM_UNITS = ("", "个", "项", "笔", "件")


class _Behind:
    """The projects behind totals, subtotals taken apart."""

    def __init__(self, ctx: Context) -> None:
        self._quantities = ctx.record.quantities
        self._alike: dict[tuple[str | None, ...], list[str]] = {}
        for index, one in enumerate(ctx.record.quantities):
            self._alike.setdefault((one.label, one.subject, one.period), []).append(f"/quantities/{index}")
        self._sums: dict[str, list[list[str]]] = {}
        for breakdown in ctx.record.breakdowns:
            if breakdown.kind == "sum" and breakdown.whole:
                self._sums.setdefault(breakdown.whole, []).append([part for part in breakdown.parts if isinstance(part, str)])

    def parts(self, parts: Sequence[str], depth: int = SUBTOTALS) -> frozenset[str]:
        """The projects of these parts; none where one of them has none."""
        found = [self._of(part, depth) for part in dict.fromkeys(parts)]
        return frozenset().union(*found) if all(found) else frozenset()

    def _of(self, part: str, depth: int) -> frozenset[str]:
        """A project itself; those of a subtotal by any of its measures, since what was not spent is missing among the spent."""
        _, section, index, *_ = part.split("/")
        if section == "projects":
            return frozenset({f"/projects/{index}"})
        if section != "quantities" or not depth:
            return frozenset()
        own = self._quantities[int(index)]
        alike = self._alike[own.label, own.subject, own.period]
        return frozenset().union(*(self.parts(below, depth - 1) for one in alike for below in self._sums.get(one, ())))


def counts(ctx: Context) -> Iterator[CheckResult]:
    """A12: 14个项目 … against the projects that make up the total of the same label, or that the text goes on to list."""
    judged: dict[str, CheckResult] = {}
    most: dict[str, int] = {}
    behind = _Behind(ctx)
    for breakdown in ctx.record.breakdowns:
        parts = [part for part in breakdown.parts if isinstance(part, str)]
        wholes = ctx.book.at(breakdown.whole) if breakdown.whole else ()
        stated = stated_count(ctx, wholes[0]) if wholes else None
        listed = len(behind.parts(parts)) if breakdown.kind == "sum" and stated is not None else 0
        if stated is not None and listed > most.get(stated.owner, 0):
            most[stated.owner] = listed
            longer = wholes[0].value > sum(found[0].value for found in map(ctx.book.at, parts) if found)
            judged[stated.owner] = _counted(ctx, stated, listed, doubtful=longer and stated.value > listed)
    yield from judged.values()
    for index, quantity in enumerate(ctx.record.quantities):
        found = ctx.book.at(f"/quantities/{index}")
        names_projects = "项目" in (quantity.label or "") and quantity.subject is None and quantity.band is None
        if quantity.measure == "count" and names_projects and found and found[0].unit.name in ITEM_UNITS:
            owner = found[0].owner
            if owner not in judged and not _is_part(ctx, owner):
                yield _unparted(ctx, found)


def _is_part(ctx: Context, owner: str) -> bool:
    return any(owner in breakdown.parts for breakdown in ctx.record.breakdowns)


def _unparted(ctx: Context, found: Mentions) -> CheckResult:
    """A count without a breakdown: it fits where the report names that many projects, else nothing can be said."""
    listed = len(ctx.record.projects)
    if listed and found[0].value == listed and not found[0].hedged:
        return _counted(ctx, found[0], listed, doubtful=False)
    because = ctx.say("count.unlisted", who=ctx.who(found[0].owner), stated=found[0].figure.printed)
    return ctx.result("A12", "skipped", found[:1], because)


def _counted(ctx: Context, stated: Mention, listed: int, *, doubtful: bool) -> CheckResult:
    words = {"who": ctx.who(stated.owner), "stated": stated.figure.printed, "listed": listed}
    tie = Fixed(stated, Decimal(listed))
    if stated.value == listed:
        return ctx.result("A12", "ok", [stated], ctx.say("count.ok", **words), expected=str(listed), tie=tie)
    said = ctx.say("count.error", **words)
    if doubtful:
        return ctx.result("A12", "warn", [stated], ctx.say("omitted", said=said, **words), expected=str(listed), tie=tie)
    return ctx.result("A12", "error", [stated], said, expected=str(listed), tie=tie)


def alignment(ctx: Context) -> Iterator[CheckResult]:
    """B2: a project printed in the list but not in the table, or the other way round; only where both name several."""
    tabled, listed = _printed_in(ctx, ("table",)), _printed_in(ctx, ("list", "prose", "heading"))
    both = tabled & listed
    if len(both) < 2 or 2 * len(both) < max(len(tabled), len(listed)):
        return
    alone = sorted((tabled ^ listed) - (tabled & _told_of(ctx)))
    for index in alone:
        pointer = f"/projects/{index}"
        said = ctx.say("align.table" if index in tabled else "align.list", who=ctx.who(pointer))
        others = [other for other in alone if (other in tabled) != (index in tabled)]
        other = next((one for one in others if _same_budget(ctx, index, one) and _alike(ctx, index, one)), None)
        if other is not None:
            said = ctx.say("align.alike", said=said, other=ctx.who(f"/projects/{other}"))
        figures = _headlines(ctx, index)
        yield ctx.result("B2", "warn", figures, said)
    if not alone:
        heads = [_headlines(ctx, index)[0] for index in sorted(both)]
        yield ctx.result("B2", "ok", heads, ctx.say("align.ok", n=len(both)))


def _headlines(ctx: Context, index: int) -> list[Mention]:
    lists = [ctx.book.lists.get(f"/projects/{index}/{role}", ()) for role in PROJECT_ROLES]
    return [found[0] for found in lists if found][:1]


def _printed_in(ctx: Context, places: tuple[str, ...]) -> set[int]:
    found: set[int] = set()
    for index, project in enumerate(ctx.record.projects):
        mentions = [one for role in PROJECT_ROLES for one in ctx.book.lists.get(f"/projects/{index}/{role}", ())]
        if project.parent is None and any(one.at and one.at.place in places for one in mentions):
            found.add(index)
    return found


def _told_of(ctx: Context) -> set[int]:
    """Projects outside tables of which the text tells other figures than their own (how many, how dear): it does list them."""
    found: set[int] = set()
    for index, quantity in enumerate(ctx.record.quantities):
        outside = any(one.at and one.at.place != "table" for one in ctx.book.at(f"/quantities/{index}"))
        if outside and quantity.subject is not None and quantity.subject.startswith("/projects/"):
            found.add(int(quantity.subject.rpartition("/")[2]))
    return found


def _same_budget(ctx: Context, one: int, other: int) -> bool:
    first, second = ctx.book.at(f"/projects/{one}/budget"), ctx.book.at(f"/projects/{other}/budget")
    return bool(first and second and first[0].value == second[0].value)


def _alike(ctx: Context, one: int, other: int) -> bool:
    """At least half of the pairs of neighbouring characters are shared."""
    first, second = (_pairs(same_name(ctx.record.projects[index].name) or "") for index in (one, other))
    return 4 * len(first & second) >= len(first) + len(second)


def _pairs(name: str) -> set[str]:
    return {name[index : index + 2] for index in range(len(name) - 1)}
