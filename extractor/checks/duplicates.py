"""B1, the same fact printed twice, and the part of B3 that keeps different dates apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import chain

from extractor.checks.book import Mentions, same_name
from extractor.checks.context import Context, unit_slip
from extractor.checks.firmness import is_firm
from extractor.checks.mentions import Mention
from extractor.checks.sameness import Same, agreement, printed_range
from extractor.checks.scopes import Scopes
from schemas.result import CheckResult, Outcome

TOTAL_LABELS = frozenset({"合计", "小计", "总计", "共计"})
"""Labels of total rows: those of two tables are two totals."""
MANY = 3
"""Values, each printed once, that are no fact printed several times."""


def duplicates(ctx: Context) -> Iterator[CheckResult]:
    """B1 over every figure list, then over quantities that were entered twice; figures of different scopes are a question."""
    scopes = Scopes(ctx.book)
    lists = (result for found in ctx.book.lists.values() if len(found) > 1 for result in _compare(ctx, found))
    for result in chain(lists, _entered_twice(ctx)):
        subject = scopes.apart(result.paths) if result.outcome == "error" else None
        if subject:
            yield _of_scopes(ctx, result, subject)
        elif result.outcome == "error" and (question := _question(ctx, result)):
            yield result.model_copy(update={"outcome": "warn", "because": question})
        else:
            yield result


def _question(ctx: Context, result: CheckResult) -> str | None:
    """The words for figures of one name that are hardly one fact; null where they are."""
    key = "same.parts" if _parts_and_whole(ctx, result) else "same.many" if _all_differ(ctx, result) else None
    return ctx.say(key, said=result.because) if key else None


def _all_differ(ctx: Context, result: CheckResult) -> bool:
    """Whether three values or more stand under one name and none of them twice: a slip of the pen changes one figure."""
    lists = dict.fromkeys(path.rpartition("/")[0] for path in result.paths)
    values = [one.value for pointer in lists for one in ctx.book.at(pointer)]
    return len(values) >= MANY and len(set(values)) == len(values)


def _parts_and_whole(ctx: Context, result: CheckResult) -> bool:
    """Whether three figures or more of one name are parts (batches, sources) and their sum."""
    *parts, whole = sorted({one.value for path in result.paths for one in ctx.book.at(path)})
    return len(parts) > 1 and whole == sum(parts) and parts[0] > 0


def _of_scopes(ctx: Context, result: CheckResult, subject: str) -> CheckResult:
    """Two facts under one name: one question for all figures of the subject."""
    said = ctx.say("same.scopes", who=ctx.who("/".join(subject.split("/")[:3])), printed="、".join(result.printed))
    return result.model_copy(update={"outcome": "warn", "because": said, "group": f"scopes {subject}"})


def _compare(ctx: Context, found: Mentions) -> Iterator[CheckResult]:
    for date_class in _by_kind(found):
        yield from _compare_kind(ctx, date_class)


def _by_kind(found: Mentions) -> list[list[Mention]]:
    kinds: dict[str, list[Mention]] = {}
    for one in found:
        kind = "percent" if one.role in ("rate", "share") else one.unit.kind + one.unit.name
        kinds.setdefault(kind, []).append(one)
    return [mentions for mentions in kinds.values() if len(mentions) > 1]


def _compare_kind(ctx: Context, mentions: list[Mention]) -> Iterator[CheckResult]:
    cut = _cuts(ctx, mentions)
    first = _reference(mentions, cut)
    words = {"who": ctx.who(first.owner), "role": ctx.role(first.role), "first": first.text}
    others: dict[tuple[Decimal, str | None], list[Mention]] = {}
    agreeing, weak = [first], False
    for one in mentions:
        if one is first:
            continue
        found = agreement(first, one, cut)
        if found:
            agreeing.append(one)
            weak = weak or found == "weak"
        else:
            others.setdefault((one.value, one.date if one.date != first.date else None), []).append(one)
    if len(agreeing) > 1:
        yield ctx.result(
            "B1", "ok", agreeing, ctx.say("same.ok", **words), expected=first.figure.printed, weak=weak, tie=Same(tuple(agreeing), cut)
        )
    of_one_date = [group for (_, date), group in others.items() if date is None and first.date == group[0].date]
    yield from _differ_all(ctx, first, of_one_date, words, cut)
    yield from (_scope(ctx, first, group, words) for group in others.values() if group not in of_one_date)


def _differ_all(ctx: Context, first: Mention, groups: list[list[Mention]], words: dict[str, str], cut: bool) -> list[CheckResult]:
    """One result for each other value; where they all ask the same, one result for the whole list."""
    answers = [_differ(ctx, first, group, words, cut) for group in groups]
    for key, outcome in (("same.error", "error"), ("same.entry", "warn")):
        plainly = [ctx.say(key, other=group[0].text, **words) for group in groups]
        if len(answers) > 1 and [(answer.outcome, answer.because) for answer in answers] == [(outcome, said) for said in plainly]:
            said = ctx.say(key, other="、".join(group[0].text for group in groups), **words)
            every = [first, *(one for group in groups for one in group)]
            tie = Same(tuple(every), cut)
            return [ctx.result("B1", answers[0].outcome, every, said, expected=first.figure.printed, tie=tie)]
    return answers


def _cuts(ctx: Context, mentions: Sequence[Mention]) -> bool:
    """Whether shorter mentions may be cut off: rates as the document does; amounts where cutting alone explains them."""
    if mentions[0].role in ("rate", "share"):
        return bool(ctx.cut)
    longest = max(mentions, key=lambda one: one.figure.decimals)
    shorter = [one for one in mentions if one.figure.decimals < longest.figure.decimals and one.value != longest.value]
    return any(printed_range(one, True).meets(longest.interval()) for one in shorter) and not any(
        printed_range(one, False).meets(longest.interval()) for one in shorter
    )


def _reference(mentions: Sequence[Mention], cut: bool) -> Mention:
    """The mention that most others agree with; the headline where they tie."""
    forms = Counter((one.figure, one.unit, one.decimals, one.exact) for one in mentions)
    heads = {(one.figure, one.unit, one.decimals, one.exact): one for one in reversed(mentions)}
    backing = {one: sum(forms[other] for other in forms if agreement(heads[one], heads[other], cut) is not None) for one in forms}
    return heads[max(backing, key=lambda one: backing[one])]


def _differ(ctx: Context, first: Mention, group: list[Mention], words: dict[str, str], cut: bool) -> CheckResult:
    said = ctx.say("same.error", other=group[0].text, **words)
    outcome: Outcome = "error"
    told_loosely = all(_unlabelled(ctx, one) for one in (first, group[0]))
    if not is_firm(ctx.record, first) or told_loosely:
        loose_count = first.role in ("count", "other") and not is_firm(ctx.record, first)  # 5个村 and 16个村 are seldom one number
        outcome, said = "skipped" if loose_count else "warn", ctx.say("same.entry", other=group[0].text, **words)
    elif first.value == 0 or group[0].value == 0:
        outcome, said = "warn", ctx.say("unfilled", said=said)
    elif first.unit != group[0].unit and unit_slip([first, *group], first.value, group[0].value):
        outcome, said = "warn", ctx.say("unit_doubt", said=said, unit=first.figure.unit)
    tie = Same((first, *group), cut)
    return ctx.result("B1", outcome, [first, *group], said, expected=first.figure.printed, tie=tie)


def _unlabelled(ctx: Context, mention: Mention) -> bool:
    """Whether prose gives the number to the unit itself, with no label of its own: whose it is was read from the context."""
    if not mention.owner.startswith("/quantities/"):
        return False
    quantity = ctx.record.quantities[int(mention.owner.rpartition("/")[2])]
    return quantity.label is None and quantity.subject is None and mention.at is not None and mention.at.cell is None


def _scope(ctx: Context, first: Mention, group: list[Mention], words: dict[str, str]) -> CheckResult:
    """Values of different dates are not compared; only spending that shrinks with time is a question."""
    early, late = sorted((first, group[0]), key=lambda one: one.date or "9999")
    told = {**words, "date": early.date or "", "first": late.text, "other": early.text}
    if first.role == "executed" and early.value > late.value and (early.date or "") != (late.date or ""):
        return ctx.result("B1", "warn", [first, *group], ctx.say("same.shrank", **told))
    return ctx.result("B1", "skipped", [first, *group], ctx.say("same.later", **told))


def _entered_twice(ctx: Context) -> Iterator[CheckResult]:
    groups: dict[tuple[object, ...], list[Mention]] = {}
    for index, quantity in enumerate(ctx.record.quantities):
        found = ctx.book.at(f"/quantities/{index}")
        if found and quantity.label not in TOTAL_LABELS:
            unit = found[0].unit.kind + found[0].unit.name
            band = str(quantity.band)
            key = (same_name(quantity.label), quantity.subject, ctx.book.period(quantity), band, quantity.measure, unit)
            groups.setdefault(key, []).append(found[0])
    for heads in groups.values():
        yield from _entries(ctx, heads)


def _entries(ctx: Context, heads: list[Mention]) -> Iterator[CheckResult]:
    """The entries of one name against the first: each that fits, and in one result all that do not."""
    first, others = heads[0], []
    words = {"who": ctx.who(first.owner), "role": ctx.role(first.role), "first": first.text}
    for other in heads[1:]:
        if agreement(first, other):
            tie = Same((first, other))
            yield ctx.result("B1", "ok", [first, other], ctx.say("same.ok", **words), expected=first.figure.printed, tie=tie)
        elif first.date != other.date:
            yield _scope(ctx, first, [other], words)
        else:
            others.append(other)
    labelled = ctx.record.quantities[int(first.owner.rpartition("/")[2])].label is not None
    for zero in (False, True):
        if apart := [other for other in others if (other.value == 0) is zero]:
            firm = labelled and is_firm(ctx.record, first) and first.value != 0 and not zero
            texts = "、".join(dict.fromkeys(other.text for other in apart))
            said = ctx.say("same.error" if firm else "same.entry", other=texts, **words)
            tie = Same((first, *apart))
            yield ctx.result("B1", "error" if firm else "warn", [first, *apart], said, expected=first.figure.printed, tie=tie)
