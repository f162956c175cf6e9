"""Amounts and percentages of prose: what the words around one say that it is, and whose."""

from __future__ import annotations

import re
from dataclasses import replace

from extractor.document import Numeral, Span
from extractor.numerals.fold import fold
from extractor.readers.base import Fact, Owner, Words
from extractor.readers.labels import Before, leading_measure
from extractor.readers.ledgering import Book
from extractor.readers.periods import over_years
from extractor.readers.prose_counted import last_counted
from extractor.readers.prose_doubt import changed_in_year
from extractor.readers.prose_owners import named, owner_of
from extractor.readers.prose_parts import enter
from extractor.readers.prose_scores import read_ratio_word
from extractor.readers.prose_silent import another_batch, beside_count, silent_measure
from extractor.readers.prose_state import MONEY_MEASURES, Sentence, alike, as_part
from extractor.readers.prose_together import read_both
from extractor.readers.prose_totals import total_after
from extractor.readers.prose_words import cue_as_label
from extractor.readers.words import words
from schemas.record import Measure

_TOTAL_HERE = re.compile(r"(?:共计|合计|总计|累计共)(?:为|达)?$")
_BATCH = re.compile(r"第\s*[一二三四五六七八九十\d]+\s*批")
_PAID_BEHIND = re.compile(r"\s*(?:拨付|支付|兑付|发放|执行)")


def read_money(book: Book, text: str, numeral: Numeral, segment: Span, told: Before, state: Sentence) -> None:
    """An amount by the measure word before it, by the words that serve as one, or by the total and neighbours around it."""
    if _of_one_batch(text, segment, told) or read_both(book, text, numeral, segment, state):
        return
    if told.measure is not None and told.measure not in MONEY_MEASURES and told.measure != "share":
        return
    if _came_to_in_years(book, text, numeral, segment, state):
        state.topic = Owner(project=state.project, label=told.cue or told.label)
        return  # what several years came to is no spending of this one
    measure, label = _measure_and_label(text, told)
    measure = as_part(measure, state)
    itself = cue_as_label(text, measure, label, told, state)
    if itself is not None and measure is not None:
        own = Owner(project=state.project, alias=itself) if measure == "balance" else Owner(project=state.project, label=itself)
        enter(book, text, numeral, measure, own, state)
        return
    fact = _enter_owned(book, text, numeral, segment, measure, label, told, state)
    if fact is not None and _TOTAL_HERE.search(fold(text[segment[0] : segment[1]]).replace(" ", "")):
        total_after(book, fact, state)


def _of_one_batch(text: str, segment: Span, told: Before) -> bool:
    """第一批下达75万元: an entry of its own, which only its name could tell apart."""
    return _BATCH.search(fold(text[segment[0] : segment[1]])) is not None and not (told.label and _BATCH.search(fold(told.label.text)))


def _came_to_in_years(book: Book, text: str, numeral: Numeral, segment: Span, state: Sentence) -> bool:
    """Whether 累计 sums up the several years that the sentence speaks of."""
    return numeral.id not in state.periods and "累计" in text[slice(*segment)][-16:] and over_years(text, state.span, book.year)


def _measure_and_label(text: str, told: Before) -> tuple[Measure | None, Words | None]:
    """The measure word and the label, set right where one stands in the other."""
    measure = told.measure if told.measure in MONEY_MEASURES else None
    label = told.label
    if measure == "executed" and label is not None and label.text.endswith("支出") and told.cue is not None and not told.cue.text:
        measure = None  # the 支出 of 基本支出 names a category
    if label is not None and measure is None and (led := leading_measure(label, text)):
        measure, label = led
    if measure is None and label is not None and (added := re.match(r"(?:再|另)?加上", label.text)):
        label = words(text, (label.span[0] + added.end(), label.span[1]))
    return measure, label


def _enter_owned(
    book: Book, text: str, numeral: Numeral, segment: Span, measure: Measure | None, label: Words | None, told: Before, state: Sentence
) -> Fact | None:
    """The amount of whoever the words name; null where it is not sure whose it is or what."""
    owner = owner_of(book, text, label, told, state, measure)
    if measure is None and label is None:
        owner = beside_count(text, segment, state) or owner
    if owner is None or (measure is None and label is None and any(alike(w.owner, owner) for w in state.wholes)):
        return None
    if measure is None:
        measure = silent_measure(book, text, segment, label, owner, state)
        if measure is not None and state.project is None and another_batch(book, numeral, owner, measure):
            return None
    if measure == "budget" and _is_added(book, told, owner):
        measure = "change"
    if measure is None or (measure == "change" and changed_in_year(text, numeral, owner, state)):
        return None
    if measure == "unit_price" and owner.label is None:
        thing = last_counted(state)
        if thing is None:
            return None  # the price of what?
        owner = replace(owner, label=thing)
    return enter(book, text, numeral, measure, owner, state)


def _is_added(book: Book, told: Before, owner: Owner) -> bool:
    """年中追加预算8万元 of somebody whose budget has been told: what was added, not another budget."""
    told_before = (fact.owner == owner and fact.measure in ("initial_budget", "budget") for fact in book.facts)
    return told.cue is not None and "追加" in told.cue.text and any(told_before)


def read_percent(book: Book, text: str, numeral: Numeral, segment: Span, told: Before, state: Sentence) -> None:
    """A percentage: a rate, a share, a change, or what an indicator came to."""
    if told.measure == "rate":
        owner = owner_of(book, text, told.label, told, state, "rate")
        if owner is not None:
            enter(book, text, numeral, "rate", owner, state)
    elif told.measure == "share" and state.facts:
        owner = named(book, text, told.label, state, "share") if told.label else state.topic or state.facts[-1].owner
        enter(book, text, numeral, "rate" if _of_budget(told, state) else "share", owner, state)
    elif told.measure == "change" and (told.label or state.facts):
        owner = owner_of(book, text, told.label, told, state, "change")
        if owner is not None and owner != Owner():
            enter(book, text, numeral, "change", owner, state)
    elif told.label is not None and _PAID_BEHIND.match(text[numeral.extent[1] : numeral.extent[1] + 4]):
        enter(book, text, numeral, "rate", named(book, text, told.label, state, "rate"), state)
    else:
        read_ratio_word(book, text, numeral, segment, state)


def _of_budget(told: Before, state: Sentence) -> bool:
    """支出29万元，占预算的97%: what was spent, of its own budget, is a rate."""
    spent = next((fact for fact in reversed(state.facts) if fact.numeral.kind == "money"), None)
    return told.label is None and told.cue is not None and "预算" in told.cue.text and spent is not None and spent.measure == "executed"
