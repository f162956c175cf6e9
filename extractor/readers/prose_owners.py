"""Whose figure: the label before the number, the clause before it, or the topic of the sentence."""

from __future__ import annotations

import re

from extractor.numerals.fold import fold
from extractor.readers import lexicon
from extractor.readers.base import Owner, Words
from extractor.readers.fund import means_fund
from extractor.readers.labels import Before
from extractor.readers.ledgering import Book
from extractor.readers.names import SAME
from extractor.readers.prose_state import Sentence
from extractor.readers.words import key_of
from schemas.record import Measure

_WHOLES: frozenset[Measure] = frozenset({"initial_budget", "budget", "executed", "rate"})
_ONCE: frozenset[Measure] = frozenset({"initial_budget", "budget", "executed"})


def owner_of(book: Book, text: str, label: Words | None, told: Before, state: Sentence, measure: Measure | None) -> Owner | None:
    """Whose figure: the label's, the clause before's, or the topic's. Null where the words are there but say nothing sure."""
    if (
        told.itself
        and state.item
        and told.label is None
        and told.measure is not None
        and told.cue is not None
        and "体" not in told.cue.text
    ):
        return state.topic  # inside an item 全年 means the item's year
    spoken = state.topic.label.text if state.topic and state.topic.label else ""
    if told.itself and (told.label is not None or told.cue is None or not re.search(r"项目|专项", spoken) or lexicon.SOURCE.search(spoken)):
        state.topic = Owner(project=state.project or book.fund)
        return state.topic
    among_parts = told.parts or bool(state.wholes)
    if label is not None and book.fund is not None and not among_parts and means_fund(label, book.fund):
        state.topic = Owner(project=book.fund)
        return state.topic
    if label is not None:
        plain = re.sub(r"\s", "", fold(label.text))
        if plain.startswith(("该", "本项目", "此项目")) and state.project is None and (state.topic is None or state.topic.project is None):
            return None  # 该项目, and no project is known
        if lexicon.DEALS.search(plain):
            return Owner(project=state.project, label=label)  # the price of a contract is no new topic
        if lexicon.GENERIC.match(plain):
            if among_parts and measure is None:
                return None
            unit_told = not book.form_projects and any(fact.owner == Owner() and fact.measure in _ONCE for fact in book.facts)
            if state.project is None and (state.topic is None or state.topic == Owner()) and plain == "项目" and unit_told:
                state.topic = Owner(label=label)  # 2023年项目预算数…: of all projects, not of the unit
                return state.topic
            return state.topic or Owner(project=state.project)
        owner = named(book, text, label, state, measure)
        state.topic = owner
        return owner
    if told.far is not None and measure is not None:
        known = book.roster.find(told.far)
        if known is not None:
            state.topic = Owner(project=known)
            return state.topic
        fresh = text[: told.far.span[0]].rstrip()[-1:] in ("；", ";", "。")
        if state.project is None and (state.topic is None or fresh) and lexicon.PROJECT_END.search(re.sub(r"\s", "", told.far.text)):
            state.topic = named(book, text, told.far, state, measure)
            return state.topic
    if measure in _WHOLES and state.project is not None and state.topic is not None and not _is_paid_for(state):
        state.topic = Owner(project=state.project)  # 每处造价4万元，预算88万元: the budget is the project's
    if told.doubtful and measure is None:
        return None
    if (same := _planned_before(told, state, measure)) is not None:
        state.topic = same
        return same
    topic = state.topic.label if state.topic and state.topic.project is None else None
    if topic is not None and topic.text.endswith("收入") and measure == "executed":
        return Owner()  # 收入…，支出…: what is spent is the unit's own
    if told.cue is not None and "调整" in told.cue.text and state.topic is not None and state.topic.project is not None:
        book.adjusted(state.topic, state.facts)
        return state.topic
    if _fund_by_default(book, text, told, state, measure):
        return None  # …完成17公里，支付42万元: words before it may say that it is not the whole fund's
    if state.topic is not None and measure in _ONCE and any(f.owner == state.topic and f.measure == measure for f in state.facts):
        if state.item:
            return None  # inside an item a second amount is neither surely the item's nor the whole's
        own = Owner(project=state.project)  # a thing has one budget: a second one in the sentence is the whole's
        if state.topic != own and not any(f.owner == own and f.measure == measure for f in state.facts):
            state.topic = own
    if state.foreign and (state.topic in (None, Owner()) or _is_thing_counted(state)):
        return None  # the figures of an item that nobody knows are not the whole unit's
    return state.topic or Owner(project=state.project)


def _is_thing_counted(state: Sentence) -> bool:
    """更换路灯40盏，支付3万元: things that were counted last have no budget; people are paid."""
    last = state.facts[-1] if state.facts else None
    if last is None or last.measure != "count" or last.owner != state.topic:
        return False
    return not re.search(r"[人户名生]", last.numeral.unit or "")


def _planned_before(told: Before, state: Sentence, measure: Measure | None) -> Owner | None:
    """年初预算50万元，年中县级追加8万元，全年预算58万元: the whole year's budget is that of the one whose 年初预算 was told."""
    if measure != "budget" or told.cue is None or not re.search(r"全年|调整后|可用|可使用|资金总[额量]", told.cue.text):
        return None
    parts = {part.key for whole in (*state.closed, *state.wholes) for told_of in whole.parts.values() for part in told_of}
    first = {fact.owner for fact in state.facts if fact.measure == "initial_budget" and fact.key not in parts}
    named = state.topic is not None and state.topic.label is not None and lexicon.SOURCE.search(state.topic.label.text)
    return next(iter(first)) if len(first) == 1 and named and state.topic not in first else None


def _fund_by_default(book: Book, text: str, told: Before, state: Sentence, measure: Measure | None) -> bool:
    """Whether a figure would be the whole fund's only because nobody else is known, though its sentence has begun with something."""
    if book.fund is None or state.project is not None or state.topic != Owner(project=book.fund) or measure not in _WHOLES:
        return False
    if told.cue is None or any(fact.owner == state.topic and fact.measure in _WHOLES for fact in state.facts):
        return False
    opening = re.sub(r"[\s，,；;。：:]", "", fold(text[state.span[0] : told.cue.span[0]]))
    return bool(lexicon.OPENING.sub("", opening))


def _is_paid_for(state: Sentence) -> bool:
    """Whether the sentence gave the thing it speaks of a budget or a spending of its own."""
    if state.topic is None or state.topic.label is None:
        return True
    return any(fact.owner == state.topic and fact.measure in _ONCE for fact in state.facts)


def named(book: Book, text: str, label: Words, state: Sentence, measure: Measure | None) -> Owner:
    """The owner that a label names: a known or new project, a quantity of the project spoken of, or a quantity of the unit."""
    plain = re.sub(r"\s", "", fold(label.text))
    category = lexicon.is_category(plain)
    known = book.roster.find(label, floor=0.95 if category else SAME)
    if known is not None and known == state.project and state.wholes and key_of(known.text) != key_of(label.text):
        return Owner(project=known, label=label)  # 支出9万元，包括宣传费4万元…: a part that shares words with the project's name
    if known is not None:
        return Owner(project=known)
    inside = state.wholes[-1] if state.wholes and state.wholes[-1].bracket else None
    over = next(iter(inside.facts.values())).owner.project if inside is not None else None
    if over is not None:
        return Owner(project=over, label=label)
    if state.project is not None:
        return Owner(project=state.project, label=book.own_label(text, label))
    if not category and key_of(label.text) not in book.kinds and _may_be_project(plain, state, measure):
        return Owner(project=book.roster.add(label))
    return Owner(label=book.own_label(text, label))


def _may_be_project(plain: str, state: Sentence, measure: Measure | None) -> bool:
    """A new project in prose: a part of a total of projects, with a name that ends like one and means no recipient."""
    if lexicon.PLACE_END.search(plain) or not lexicon.PROJECT_END.search(plain) or measure == "change":
        return False
    if re.search(r"项目\d*$|^(?:基建|非基建|年初|专项资金|绩效|自评|预算|重点|其他|上级|本级|部门|一般性)", plain) and len(plain) <= 8:
        return False
    for whole in state.wholes:
        owner = next(iter(whole.facts.values())).owner
        named = owner.label.text if owner.label else ""
        if "项目" in named or "专项" in named:
            return True
    return False
