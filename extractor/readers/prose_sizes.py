"""Areas, lengths and weights of what was built, mended or moved: 硬化村组道路31.5公里. They are quantities of measure ``other``."""

from __future__ import annotations

import re

from extractor.document import Numeral, Span
from extractor.numerals.fold import fold
from extractor.readers import lexicon
from extractor.readers.base import Owner, Words
from extractor.readers.labels import MAX_LABEL, Before
from extractor.readers.ledgering import Book
from extractor.readers.prose_counts import without_acts
from extractor.readers.prose_parts import enter, enter_aside
from extractor.readers.prose_state import Sentence
from extractor.readers.words import words

_BETWEEN = re.compile(r"[\s:约共总为达有到余近计合]*")
_PLACE_BEHIND = re.compile(r"\s*(?:[处外内长宽高深厚远]|以[上下内外]|范围|左右|高的|长的|宽的|[*×xX/])")


def is_size(numeral: Numeral) -> bool:
    """Whether the number is an area, a length or a weight."""
    return numeral.kind == "count" and numeral.unit is not None and lexicon.SIZE_UNIT.search(numeral.unit) is not None


def read_size(book: Book, text: str, numeral: Numeral, segment: Span, told: Before, state: Sentence) -> None:
    """A size is no total and no part, and the sentence does not go on about it: it is written down and left alone."""
    if told.label is not None and told.measure is None and lexicon.TIMES.match(fold(text[numeral.extent[1] : numeral.extent[1] + 3])):
        fact = enter(book, text, numeral, "other", Owner(project=state.project, label=told.label), state)
        state.topic = state.topic if state.project else fact.owner  # 渠道衬砌2.5公里×12万元=30万元，占8%
        return
    thing = _size_label(text, numeral, segment, told, state.section)
    if thing is not None:
        enter_aside(book, text, numeral, "other", Owner(project=state.project, label=book.own_label(text, thing)), state)


def _size_label(text: str, numeral: Numeral, segment: Span, told: Before, section: str) -> Words | None:
    """What has that size; null for aims, indicators, measurements (宽3.5米) and where nothing sure is named."""
    if told.label is None or told.measure is not None or numeral.op not in (None, "余", "约") or "/" in (numeral.unit or ""):
        return None
    between = fold(text[told.label.span[1] : numeral.extent[0]])
    if not _BETWEEN.fullmatch(between) or _PLACE_BEHIND.match(fold(text[numeral.extent[1] : numeral.extent[1] + 4])):
        return None
    if _tells_aims(text, segment, numeral, section):
        return None
    label = without_acts(text, told.label, lexicon.SIZE_ACTS)
    bare = lexicon.SIZE_ACTS.fullmatch(label.text) or lexicon.GENERIC.match(label.text)
    if bare or lexicon.NO_SIZE.search(label.text) or len(label.text) > MAX_LABEL:
        return None
    word = lexicon.SIZE_WORD.search(label.text)
    if word is not None and word.start() >= 2:
        return words(text, (label.span[0], label.span[0] + text[slice(*label.span)].rindex(word[0][0])))
    return label


def _tells_aims(text: str, segment: Span, numeral: Numeral, section: str) -> bool:
    """Whether the paragraph lists indicators, its heading sets goals, or the clause speaks of a plan."""
    begin = text.rfind("\n", 0, numeral.span[0]) + 1
    heading = re.sub(r"[\s：:]", "", section.rsplit("\n", 1)[-1])
    clause = re.split(r"[，,；;。]", text[segment[0] : numeral.extent[0]])[-1]
    aims = lexicon.GOAL_HEADING.search(heading) or lexicon.AIMED.search(clause)
    return bool(aims or lexicon.INDICATOR_GROUP.match(text[begin : numeral.span[0]]))
