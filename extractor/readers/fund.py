"""Reports about one fund or transfer payment: the fund of the title is the project, what it divides into are its parts."""

from __future__ import annotations

import re
from dataclasses import replace

from extractor.numerals import amount
from extractor.numerals.fold import fold
from extractor.readers import lexicon
from extractor.readers.base import Fact, Note, Owner, Words
from extractor.readers.ledgering import Book

_NAMED = re.compile(
    r"(?:(?:19|20)\d\d年?度?|关于|(?:局|厅|委|办|府|镇|乡|会|院|校|站|中心|处)(?=[^局厅委办府]{4}))(?P<name>[^年]{4,40}?(?:资金|专项|补助|补贴|经费|项目|工程)(?:[(（][^()（）]{1,8}[)）])?)的?(?:使用|支出|预算|整体|区域)?(?:情况)?的?绩效"
)
_PLAN = re.compile(r"《(?P<name>[^《》]{4,40})》[^《》]{0,16}(?:实施|执行|落实|推进)(?:情况)?的?绩效")
_LEVEL = re.compile(r"^(?:中央|自治区|省|市|州|县|区|乡镇|镇|上级|本级|财政|社会|企业|群众|单位)")
_COMMON = re.compile(
    r"(?:19|20)\d\d年?度?|部门|单位|整体|财政|专项|资金|中央|省级?|市级?|县级?|区级?|上级|本级|补助|转移支付|预算|项目|支出|经费|重点|所有|全部|各类|类|其他|一般|[“”和及与、]|三公"
)


def read_fund(title: Words | None) -> Words | None:
    """The fund that a title names (…年中央财政水利发展资金绩效自评报告); null where it only says 项目支出 or 专项资金 in general."""
    plain = re.sub(r"\s", "", fold(title.text)) if title else ""
    found = list(_PLAN.finditer(plain)) or list(_NAMED.finditer(plain))
    if not found or title is None:
        return None
    name = found[-1]["name"]
    return Words(name, title.span) if len(_COMMON.sub("", name)) >= 3 else None


def about_fund(book: Book, fund: Words) -> Words:
    """What the report says of itself it says of the fund, which is given back; sub-projects point at it as their parent."""
    project = book.roster.add(fund)
    totals = _totals(book, project)
    book.facts[:] = [fact if fact.key in book.own else _owned(fact, project, totals) for fact in book.facts]
    book.rows[:] = [replace(row, project=project) if row.project is None else row for row in book.rows]
    book.claims[:] = [replace(claim, owner=Owner(project=project)) if claim.owner is None else claim for claim in book.claims]
    parts = {part for relation in book.relations for part in _projects_of(book, relation.parts, relation.whole, project)}
    for part in book.roster.names:
        if part in parts | book.parts and part != project:
            book.notes.append(Note(part, "parent", project))
    return project


def promote_told(book: Book) -> None:
    """What a fund report tells of a thing as of a project makes it a part of the fund: its budget or spending, and its rate or share."""
    if book.fund is None:
        return
    told: dict[str, list[Fact]] = {}
    for fact in book.facts:
        label = fact.owner.label
        if label is not None and fact.owner.project in (None, book.fund) and fact.numeral.cell is None and fact.band is None:
            told.setdefault(label.text, []).append(fact)
    for name, facts in told.items():
        measures = {fact.measure for fact in facts}
        plain = re.sub(r"\s", "", fold(name))
        nothing = (
            lexicon.is_category(plain) or _LEVEL.match(plain) or lexicon.PLACE_END.search(plain) or not lexicon.PROJECT_END.search(plain)
        )
        told_as_one = ("rate" in measures and measures & {"budget", "executed"}) or {"budget", "share"} <= measures
        if told_as_one and not nothing:
            book.promote(facts)
            book.parts.update(fact.owner.project for fact in book.facts if fact.owner.project and fact.owner.project.text == name)


def means_fund(label: Words, fund: Words) -> bool:
    """Whether a label is a shorter form of the fund's name (省级补助资金 for 省级农村供水保障补助资金)."""
    short, full = re.sub(r"\s", "", fold(label.text)), iter(re.sub(r"\s", "", fold(fund.text)))
    return len(short) >= 4 and fund.text[-2:] == label.text[-2:] and all(char in full for char in short)


def _owned(fact: Fact, project: Words, totals: set[Words]) -> Fact:
    owner = fact.owner
    if owner.under in totals:
        return replace(fact, owner=Owner(project=project, label=owner.label, alias=owner.alias))
    if owner.under is not None:
        return fact
    if owner.project is not None and owner.label in totals and fact.numeral.cell is not None:
        return replace(fact, owner=Owner(project=owner.project))
    if owner.project is not None:
        return fact
    if owner.label is None or owner.label in totals or (fact.measure == "score" and lexicon.GENERIC.match(owner.label.text)):
        return replace(fact, owner=Owner(project=project))
    return replace(fact, owner=replace(owner, project=project))


def _totals(book: Book, project: Words) -> set[Words]:
    """Labels of total rows over projects, and labels that are the fund's name without its front."""
    by_key = {fact.key: fact for fact in book.facts}
    found: set[Words] = set()
    for relation in book.relations:
        whole = by_key.get(relation.whole) if isinstance(relation.whole, int) else None
        parts = [by_key[part] for part in relation.parts if isinstance(part, int) and part in by_key]
        label = whole.owner.label if whole is not None else None
        over_projects = bool(parts) and all(part.owner.project and not part.owner.label for part in parts)
        if label is not None and over_projects and lexicon.TOTAL_ROW.match(label.text):
            found.add(label)
    own = {(fact.measure, amount(fact.numeral)) for fact in book.facts if fact.owner in (Owner(), Owner(project=project))}
    found |= {
        fact.owner.label for fact in book.facts
        if fact.owner.label is not None and lexicon.TOTAL_ROW.match(fact.owner.label.text) and fact.measure in ("budget", "executed")
        and fact.numeral.cell is not None and (fact.measure, amount(fact.numeral)) in own
    }  # fmt: skip
    return found | {
        fact.owner.label for fact in book.facts
        if fact.owner.label is not None and len(fact.owner.label.text) >= 4 and project.text.endswith(fact.owner.label.text)
    }  # fmt: skip


def _projects_of(book: Book, parts: object, whole: object, project: Words) -> set[Words]:
    by_key = {fact.key: fact for fact in book.facts}
    total = by_key.get(whole) if isinstance(whole, int) else None
    if total is None or total.owner != Owner(project=project) or not isinstance(parts, tuple):
        return set()
    owners = [by_key[part].owner for part in parts if isinstance(part, int) and part in by_key]
    return {owner.project for owner in owners if owner.project is not None and owner.label is None}
