"""Prose: each number of a sentence read from the words before it, the topic of the sentence, and the totals it announces.

The grammar, in order: (1) the measure word and the label right before the number (``labels.before``); (2) where the number's own
clause has only a measure word, the clause before it or the topic of the sentence; (3) where it has no measure word, the measure of
the total whose parts are being told (其中, brackets) or of the neighbour. What none of these decides is left unclaimed.
"""

from __future__ import annotations

import re

from extractor.document import Numeral, Span
from extractor.numerals.fold import fold
from extractor.readers.bands import read_bands
from extractor.readers.base import Fact, Owner, Words
from extractor.readers.labels import Before, before
from extractor.readers.ledgering import Book
from extractor.readers.prose_amounts import read_money, read_percent
from extractor.readers.prose_counted import counted, told_to_the_end
from extractor.readers.prose_doubt import in_series, unsure_owner
from extractor.readers.prose_parts import enter, follow_parts
from extractor.readers.prose_points import read_pairs, read_points
from extractor.readers.prose_scores import read_counted_result, read_score
from extractor.readers.prose_series import find_series
from extractor.readers.prose_sizes import is_size, read_size
from extractor.readers.prose_state import Sentence
from extractor.readers.prose_together import read_band, read_formula, read_series, read_years
from extractor.readers.prose_totals import close_sentence
from extractor.readers.prose_words import category_of, item_of
from extractor.readers.prose_years import told_by_years
from extractor.readers.sentences import Numbers, sentences
from extractor.readers.words import key_of
from schemas.extraction import Place

_OPERATOR = re.compile(r"\s*[*×xX=]\s*")


class ProseReader:
    """Reads the sentences of one document into a book of facts."""

    def __init__(self, text: str, numbers: Numbers, book: Book) -> None:
        self.text, self.numbers, self.book = text, numbers, book

    def line(self, span: Span, project: Words | None, place: Place, section: str, foreign: bool = False, batch: bool = False) -> None:
        """Read one paragraph; ``section`` are the words of the headings above it.

        ``foreign``: it is about something with figures of its own that is no known project; ``batch``: about one batch of money.
        """
        topic = Owner(project=project or self.book.fund) if project or self.book.fund else None
        if project is None and self.book.fund is not None and (item := item_of(self.text, span)) is not None and place != "heading":
            topic = Owner(project=self.book.fund, label=item)
        if topic is None and place != "heading" and (item := category_of(self.text, span)) is not None:
            topic = Owner(label=item)
        item_told = topic is not None and topic.label is not None
        before_it: list[Fact] = []
        last_topic = topic
        for sentence in sentences(self.text, span):
            state = Sentence(project, place, section, topic, item=item_told, span=sentence, foreign=foreign, batch=batch)
            if self.text[slice(*sentence)].lstrip().startswith("其中"):
                state.facts = list(before_it)  # …226万元。其中：甲143万元: the total stands in the sentence before
                state.topic = last_topic
            self._sentence(sentence, state)
            before_it, last_topic = state.facts, state.topic

    def _sentence(self, span: Span, state: Sentence) -> None:
        figures = self.numbers.figures(span)
        bands = read_bands(self.text, span, figures)
        series = {
            one.numerals[0].id: one for one in find_series(self.text, span, figures, {key_of(name) for name in self.book.roster.texts})
        }
        listed = {numeral.id for one in series.values() for numeral in one.numerals}
        yearly = {one.whole.id: one for one in told_by_years(self.text, figures)}
        state.periods = {one.whole.id: one.period for one in yearly.values() if one.several}
        listed |= {numeral.id for one in yearly.values() for numeral, _ in one.parts}
        listed |= read_pairs(self.book, self.text, figures, state)
        for index, numeral in enumerate(figures):
            left = max(figures[index - 1].extent[1] if index else span[0], state.read_to)
            segment = (min(left, numeral.extent[0]), numeral.extent[0])
            if numeral.id in bands.used:
                if (band := bands.at(numeral)) is not None:
                    read_band(self.book, self.text, band, state)
            elif numeral.id in listed:
                if numeral.id in series:
                    read_series(self.book, self.text, series[numeral.id], segment, state)
            elif not in_series(self.text, numeral, figures, span):
                self._numeral(numeral, segment, span, figures[index + 1 :], state)
                if numeral.id in yearly and state.facts and state.facts[-1].numeral.id == numeral.id:
                    read_years(self.book, self.text, yearly[numeral.id], state.facts[-1], state)
            state.last = numeral
        close_sentence(self.book, self.text, state)

    def _numeral(self, numeral: Numeral, segment: Span, sentence: Span, rest: list[Numeral], state: Sentence) -> None:
        if read_formula(self.book, self.text, numeral, segment, state):
            return
        if self.numbers.broken(segment) or _OPERATOR.fullmatch(fold(self.text[slice(*segment)])):
            return  # what stands before the number is half a number
        told = before(self.text, segment)
        follow_parts(self.text, segment, told, state)
        if unsure_owner(self.text, numeral, told, state, self.book.year):
            return
        if numeral.kind == "money":
            read_money(self.book, self.text, numeral, segment, told, state)
        elif numeral.kind == "percent":
            read_percent(self.book, self.text, numeral, segment, told, state)
        elif numeral.kind == "score":
            self._score(numeral, told, state)
        elif numeral.kind in ("count", "plain"):
            self._count(numeral, segment, told, sentence, rest, state)

    def _score(self, numeral: Numeral, told: Before, state: Sentence) -> None:
        if read_points(self.book, self.text, numeral, told, state):
            return
        behind = state.last is not None and state.last.kind == "score" and state.last.id not in self.book.used
        if told.label is None and not told.itself and (state.foreign or (behind and state.project is not None)):
            return  # 分值20分得18分: of something that was not understood
        parts = any(fact.measure == "score" for fact in state.facts)
        read_score(self.book, self.text, numeral, told, state.project, state.place, parts)
        if self.book.facts and self.book.facts[-1].numeral.id == numeral.id:
            state.facts.append(self.book.facts[-1])

    def _count(self, numeral: Numeral, segment: Span, told: Before, sentence: Span, rest: list[Numeral], state: Sentence) -> None:
        previous = state.facts[-1] if state.facts else None
        if previous is not None and previous.measure == "count" and not self.text[previous.numeral.extent[1] : segment[1]].strip():
            enter(self.book, self.text, numeral, "count", previous.owner, state)  # 118户285人
            return
        if read_counted_result(self.book, self.text, numeral, told, state.project, state.place):
            return
        if is_size(numeral):
            read_size(self.book, self.text, numeral, segment, told, state)
            return
        if (ended := told_to_the_end(self.text, numeral, segment, state)) is not None:
            state.wholes.remove(ended)
            state.closed.append(ended)
        found = counted(self.book, self.text, numeral, segment, sentence, told, rest, state)
        if found is None:
            return
        state.topic = found.owner if found.topic else state.topic
        state.read_to = found.read_to
        fact = enter(self.book, self.text, numeral, "count", found.owner, state)
        if found.own:
            self.book.own.add(fact.key)
