"""Totals and their parts as a sentence tells them: where parts begin and end, and each fact entered as topic, total or part."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Literal

from extractor.document import Numeral, Span
from extractor.numerals.fold import fold
from extractor.readers.base import BandWords, Fact, Owner
from extractor.readers.labels import Before
from extractor.readers.ledgering import Book
from extractor.readers.periods import month_at, period_at
from extractor.readers.prose_state import Sentence, Whole, same_topic, slot_of
from schemas.record import Measure

_CLOSING = "）)"
_SPENT_AGAIN = re.compile(r"(?:支付|支出|执行|拨付)(?:数|金额|资金|了|为)?\s*\d")
_TOLD_BY_PARTS = frozenset({"initial_budget", "budget", "executed"})
_ADDED = re.compile(r"^[,;]?\s*(?:再|另)?(?:加上|加)(?!装|固|强|快|大|密|油|班|工)[\u4e00-\u9fff]{2,16}$")
_BASE = re.compile(r"\s*的\s*\d[\d.]*\s*%")
"""为预算27.5万元的91%: what something is measured by, not what is told."""

Shared = Literal["each", "joint"] | None


def enter(book: Book, text: str, numeral: Numeral, measure: Measure, owner: Owner, state: Sentence) -> Fact:
    """Writes down a fact that the rest of the sentence may go on about."""
    return go_on_about(enter_aside(book, text, numeral, measure, owner, state), state)


def go_on_about(fact: Fact, state: Sentence) -> Fact:
    """The fact as topic and total of what follows, and as a part of the total being told."""
    for whole in reversed(state.wholes):
        slot = slot_of(fact)
        total = whole.facts.get(slot)
        if total is not None and total.key != fact.key and not same_topic(total.owner, fact.owner) and "band" not in whole.facts:
            whole.parts.setdefault(slot, []).append(fact)
            break
    state.facts.append(fact)
    return fact


def enter_aside(
    book: Book,
    text: str,
    numeral: Numeral,
    measure: Measure,
    owner: Owner,
    state: Sentence,
    band: BandWords | None = None,
    shared: Shared = None,
) -> Fact:
    """Writes down a fact with its year and month; the rest of the sentence does not go on about it."""
    period = state.periods.get(numeral.id) or period_at(text, state.span, numeral.extent[0], book.year)
    month = month_at(text, state.span, numeral.extent[0], book.year) if numeral.as_of is None else None
    dated = replace(numeral, as_of=month) if month else numeral
    return book.fact(dated, measure, owner, state.place, period=period, band=band, shared=shared)


def follow_parts(text: str, segment: Span, told: Before, state: Sentence) -> None:
    """Opens a total whose parts the words announce (其中, a bracket), and leaves those whose parts have ended."""
    new_clause = text[segment[0] : segment[1]].lstrip()[:1] in ("；", ";")
    if new_clause and told.label is None and told.measure is not None and state.wholes and "band" not in state.wholes[-1].facts:
        state.topic = state.wholes[-1].owner  # …，其中：甲20万元；支出28.5万元: what is told goes on with the whole
        _leave_all(state)
    plain = fold(text[segment[0] : segment[1]]).strip()
    if _ADDED.search(plain):  # …，其中甲20万元；加上结转5万元: what is added is no part
        _leave_all(state)
    if any(mark in plain for mark in _CLOSING):
        state.wholes = [whole for whole in state.wholes if not whole.bracket or "band" in whole.facts]
    bracket = _opens_bracket(plain, told, state)
    if (told.parts or bracket) and state.facts:
        state.wholes.append(_opened(text, segment, state, bracket))


def _leave_all(state: Sentence) -> None:
    state.closed.extend(state.wholes)
    state.wholes = []


def _opens_bracket(plain: str, told: Before, state: Sentence) -> bool:
    """Whether a bracket with a named part stands open behind a figure."""
    stands_open = plain.startswith("(") and plain.count("(") > plain.count(")")
    return stands_open and told.label is not None and told.measure is None and state.last is not None


def _opened(text: str, segment: Span, state: Sentence, bracket: bool) -> Whole:
    """The total being told: the figure before the bracket, or all that the sentence told of the same thing."""
    last = state.facts[-1]
    facts = {slot_of(fact): fact for fact in state.facts if same_topic(fact.owner, last.owner)}
    if bracket:
        facts = {slot_of(last): last}
    repeats = _SPENT_AGAIN.search(fold(text[segment[1] : state.span[1]])) is not None
    return Whole(facts, bracket=bracket, measure=None if repeats else _nearest_measure(text, state))


def _nearest_measure(text: str, state: Sentence) -> Measure | None:
    """The measure of the amount told last; of what is left over, parts are left over too."""
    if state.facts[-1].measure == "balance":
        return "balance"
    told_here = (fact for fact in reversed(state.facts) if not _BASE.match(fold(text[fact.numeral.extent[1] :][:12])))
    return next((fact.measure for fact in told_here if fact.measure in _TOLD_BY_PARTS), None)
