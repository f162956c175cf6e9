"""A2: columns of a table that divide an amount, summed along each row and down to the total row."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.checks.book import Mentions
from extractor.checks.context import Context
from extractor.checks.footings import signed_total
from extractor.checks.mentions import Mention, same_row
from extractor.checks.sums import Assignment, judge_sum
from schemas.record import Quantity
from schemas.result import CheckResult

DIVIDED = ("initial_budget", "budget", "executed")


def cross_columns(ctx: Context) -> Iterator[CheckResult]:
    """Rows first, table by table; then each source column against its cell in the total row."""
    for rows in _rows(ctx).values():
        if any(len(_cells(row)) > 2 for row in rows):
            yield from _judge_rows(ctx, rows)
    yield from _columns(ctx)


def _judge_rows(ctx: Context, rows: list[Assignment]) -> Iterator[CheckResult]:
    """A row that fails among rows that foot is an error; where no row foots, the columns do not divide the amount."""
    footing = sum(row.whole.value == signed_total("sum", row.parts) for row in rows)
    for row in rows:
        value = signed_total("sum", row.parts)
        answer = _judge(ctx, row)
        if answer.outcome == "error" and footing == 0 and len(rows) > 1:
            answer = ctx.result("A2", "skipped", [row.whole, *row.parts], ctx.say("rows.open"))
        blank = len(row.parts) == 1 and value < row.whole.value
        yield _soften(answer) if 2 * footing < len(rows) or blank else answer


def _judge(ctx: Context, given: Assignment) -> CheckResult:
    hedged = ctx.hedged("A2", [given.whole, *given.parts])
    return hedged or judge_sum(ctx, "A2", given.whole, given.parts, signed_total("sum", given.parts))


def _soften(answer: CheckResult) -> CheckResult:
    return answer.model_copy(update={"outcome": "warn"}) if answer.outcome == "error" else answer


def _cells(row: Assignment) -> set[tuple[int, int, int]]:
    return {one.at.cell for one in (row.whole, *row.parts) if one.at and one.at.cell}


def _rows(ctx: Context) -> dict[tuple[int, str], list[Assignment]]:
    """By table and role: each printed amount with the parts that its row prints in other cells."""
    tables: dict[tuple[int, str], list[Assignment]] = {}
    for pointer, parts in _divisions(ctx).items():
        for whole in ctx.book.at(pointer):
            row = [one for one in parts if same_row(whole, one)]
            cells = _cells(Assignment(whole, row, True))
            if row and whole.at and whole.at.cell and len(cells) == len(row) + 1 and len({one.unit.kind for one in (whole, *row)}) == 1:
                tables.setdefault((whole.at.cell[0], whole.role), []).append(Assignment(whole, row, True))
    return tables


def _divisions(ctx: Context) -> dict[str, Mentions]:
    """For each figure list, the quantities that divide it and that no breakdown relates to it already."""
    told = {breakdown.whole for breakdown in ctx.record.breakdowns if not _of_projects(breakdown.parts)}
    found: dict[str, Mentions] = {}
    for index, quantity in enumerate(ctx.record.quantities):
        pointer = _divided(ctx, quantity)
        if pointer and pointer not in told:
            found[pointer] = found.get(pointer, ()) + ctx.book.at(f"/quantities/{index}")
    return found


def _of_projects(parts: tuple[object, ...]) -> bool:
    return all(isinstance(part, str) and part.startswith("/projects/") for part in parts)


def _divided(ctx: Context, quantity: Quantity) -> str | None:
    """The figure list that a quantity with a subject is a part of: the subject's own figures of the same measure."""
    subject = quantity.subject
    if subject is None or quantity.label is None or quantity.measure not in DIVIDED:
        return None
    if subject.startswith("/projects/"):
        return f"{subject}/{quantity.measure}"
    owner = _quantity(ctx, subject)
    return subject if owner and owner.measure == quantity.measure else None


def _quantity(ctx: Context, pointer: str) -> Quantity | None:
    section, _, index = pointer.rpartition("/")
    found = ctx.record.quantities
    return found[int(index)] if section == "/quantities" and index.isdigit() and int(index) < len(found) else None


def _columns(ctx: Context) -> Iterator[CheckResult]:
    """当年财政拨款 of the total row = Σ 当年财政拨款 of the projects that make up the total."""
    cells: dict[tuple[str | None, str, str | None], Mentions] = {}
    for index, quantity in enumerate(ctx.record.quantities):
        if quantity.measure in DIVIDED:
            cells.setdefault((quantity.label, quantity.measure, quantity.subject), ctx.book.at(f"/quantities/{index}"))
    for breakdown in ctx.record.breakdowns:
        if breakdown.kind != "sum" or breakdown.whole is None or not _of_projects(breakdown.parts):
            continue
        owners = [part.rpartition("/")[0] for part in breakdown.parts if isinstance(part, str)]
        for (label, measure, subject), wholes in cells.items():
            if subject == breakdown.whole:
                lists = [cells.get((label, measure, owner), ()) for owner in owners]
                yield from _column(ctx, wholes, lists)


def _column(ctx: Context, wholes: Mentions, lists: list[Mentions]) -> Iterator[CheckResult]:
    """Only within one printed column; a blank cell counts nothing, and makes a difference a question."""
    for whole in wholes:
        parts = [one for found in lists for one in found if _same_column(whole, one)]
        if len(parts) > 1:
            answer = _judge(ctx, Assignment(whole, parts, True))
            yield answer if len(parts) == len(lists) else _soften(answer)


def _same_column(one: Mention, other: Mention) -> bool:
    here, there = one.at and one.at.cell, other.at and other.at.cell
    return bool(here and there and (here[0], here[2]) == (there[0], there[2]))
