"""Totals and parts in a sentence: what the figures before and after a total have to do with it."""

from __future__ import annotations

import re

from extractor.numerals.fold import fold
from extractor.readers import lexicon
from extractor.readers.base import Fact, Owner, Part, Relation
from extractor.readers.ledgering import Book
from extractor.readers.prose_state import ADDITIVE, Sentence, same_topic, slot_of


def total_after(book: Book, total: Fact, state: Sentence) -> None:
    """A total behind its parts (共计, 合计): the figures of the same measure since the last total of the sentence."""
    if any(whole.facts.get(slot_of(total)) is not None for whole in state.wholes):
        return
    earlier = state.facts[: state.facts.index(total)]
    since = max((index + 1 for index, fact in enumerate(earlier) if fact.key in state.totals), default=0)
    parts = [f for f in earlier[since:] if slot_of(f) == slot_of(total) and not same_topic(f.owner, total.owner)]
    if len(parts) < 2:  # a total of totals: 基本支出合计…；项目支出合计…；共计…
        parts = [f for f in earlier if f.key in state.totals and slot_of(f) == slot_of(total)]
    state.totals.add(total.key)
    if len(parts) >= 2:
        book.relate(Relation("sum", total.key, tuple(fact.key for fact in parts), open=True))
        if total.owner.label is not None and total.owner.label.text.startswith("项目支出"):
            book.promote(parts)


def close_sentence(book: Book, text: str, state: Sentence) -> None:
    """Write down the relations that a sentence told, now that all of its figures are read."""
    _ratio_of_sources(book, state)
    _parts_of_project(book, state)
    for whole in [*state.closed, *state.wholes]:
        for slot, parts in whole.parts.items():
            if parts and (slot == "band" or parts[0].measure in ADDITIVE):
                _promote(book, text, whole.facts[slot], parts)
                book.other_source(text, whole.facts[slot], parts)
                keys: tuple[Part, ...] = tuple(fact.key for fact in parts)
                book.relate(Relation("sum", whole.facts[slot].key, keys, open=True))


def _promote(book: Book, text: str, whole: Fact, parts: list[Fact]) -> None:
    """Parts of a total of projects are projects, if all could be and half of them are named like one."""
    about_fund = whole.owner.project is not None and whole.owner.project == book.fund and whole.owner.label is None
    if whole.measure not in ("budget", "executed") or (whole.owner.project is not None and not about_fund):
        return
    begin = max(0, whole.numeral.span[0] - 60)
    spoken = text[begin : whole.numeral.span[0]].rpartition("。")[2] + (whole.owner.label.text if whole.owner.label else "")
    if not about_fund and not re.search(r"项目|专项", spoken):
        return
    names = [re.sub(r"\s", "", fold(f.owner.label.text)) for f in parts if f.owner.label is not None and f.owner.project is None]
    if any(_never_project(name) for name in names):
        return
    if len(names) >= 2 and 2 * sum(bool(lexicon.PROJECT_END.search(name)) for name in names) >= len(names):
        book.promote(parts)


def _ratio_of_sources(book: Book, state: Sentence) -> None:
    """The unit's rate where its budget is printed only by sources: executed over their sum."""
    own = {fact.measure: fact for fact in state.facts if fact.owner == Owner() and fact.measure in ("budget", "executed", "rate")}
    sources = [f for f in state.facts if f.measure == "budget" and f.owner.label and lexicon.SOURCE.search(f.owner.label.text)]
    if "budget" not in own and {"executed", "rate"} <= own.keys() and len(sources) >= 2:
        book.relate(Relation("ratio", own["rate"].key, (own["executed"].key, *(f.key for f in sources))))


def _parts_of_project(book: Book, state: Sentence) -> None:
    """What a project's spending went into, told after it in the same sentence (支出5万元，甲3万元、乙2万元)."""
    if state.project is None or state.wholes:
        return
    whole = next((f for f in state.facts if f.measure == "executed" and f.owner == Owner(project=state.project)), None)
    parts = [f for f in state.facts if f.measure == "executed" and f.owner.label is not None and f.owner.project == state.project]
    if whole is not None and len(parts) >= 2:
        book.relate(Relation("sum", whole.key, tuple(f.key for f in parts), open=True))


def _never_project(name: str) -> bool:
    """Sources, categories, recipients and kinds of projects (基建项目) are no projects."""
    kinds = re.search(
        r"(?:本级|所属单位|下属单位)(?:项目)?$|^(?:基建|非基建|年初预算|专项资金|重点|其他|上级|本级|部门|一般性|经常性|一次性|特定目标类|运转类)(?:类|性)?(?:项目|支出|资金)?$",
        name,
    )
    return bool(kinds or lexicon.is_category(name) or lexicon.PLACE_END.search(name))
