"""Prose: each number of a sentence read from the words before it, the topic of the sentence, and the totals it announces.

The grammar, in order: (1) the measure word and the label right before the number (``labels.before``); (2) where the number's own
clause has only a measure word, the clause before it or the topic of the sentence; (3) where it has no measure word, the measure of
the total whose parts are being told (其中, brackets) or of the neighbour. What none of these decides is left unclaimed.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Literal

from extractor.document import Numeral, Span
from extractor.numerals.fold import fold
from extractor.readers.bands import Band, read_bands
from extractor.readers.base import BandWords, Fact, Note, Owner, Relation, Words
from extractor.readers.labels import Before, before, leading_measure
from extractor.readers.ledgering import Book
from extractor.readers.periods import month_at, over_years, period_at
from extractor.readers.prose_counted import counted, last_counted, told_to_the_end
from extractor.readers.prose_doubt import changed_in_year, in_series, unsure_owner
from extractor.readers.prose_owners import named, owner_of
from extractor.readers.prose_points import read_pairs, read_points
from extractor.readers.prose_scores import read_counted_result, read_ratio_word, read_score
from extractor.readers.prose_series import Series, counted_name, find_series
from extractor.readers.prose_silent import another_batch, beside_count, silent_measure
from extractor.readers.prose_sizes import is_size, size_label
from extractor.readers.prose_state import ADDITIVE, Sentence, Whole, alike, as_part, same_topic, slot_of
from extractor.readers.prose_totals import close_sentence, total_after
from extractor.readers.prose_words import category_of, cue_as_label, item_of
from extractor.readers.prose_years import Years, told_by_years
from extractor.readers.sentences import Numbers, sentences
from extractor.readers.words import key_of, words
from schemas.extraction import Place
from schemas.record import Measure

_MONEY_MEASURES: frozenset[Measure] = frozenset({"initial_budget", "budget", "executed", "change", "balance", "unit_price"})
_TIMES = re.compile(r"\s*[*×xX]\s*\d")
_OPERATOR = re.compile(r"\s*[*×xX=]\s*")
_CLOSING = "）)"
_TOTAL_HERE = re.compile(r"(?:共计|合计|总计|累计共)(?:为|达)?$")
_SPENT_AGAIN = re.compile(r"(?:支付|支出|执行|拨付)(?:数|金额|资金|了|为)?\s*\d")
_TOLD_BY_PARTS = frozenset({"initial_budget", "budget", "executed"})
_BATCH = re.compile(r"第\s*[一二三四五六七八九十\d]+\s*批")
_ADDED = re.compile(r"^[,;]?\s*(?:再|另)?(?:加上|加)(?!装|固|强|快|大|密|油|班|工)[\u4e00-\u9fff]{2,16}$")
_BOTH = re.compile(r"(?:预算|安排)(?:数|资金|金额)?\s*[、和与及]\s*(?:实际)?(?:支付|支出|执行|拨付)(?:数|资金|金额)?\s*均为\s*$")
_WORKS = re.compile(r"[\u4e00-\u9fff]{2}(?:桥|水库|泵站|水厂|水闸|干渠|隧道|大道|公路|路)$")
_BASE = re.compile(r"\s*的\s*\d[\d.]*\s*%")
"""为预算27.5万元的91%: what something is measured by, not what is told."""
_PAID_BEHIND = re.compile(r"\s*(?:拨付|支付|兑付|发放|执行)")


Shared = Literal["each", "joint"] | None


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
                self._band(bands.at(numeral), segment, state)
            elif numeral.id in listed:
                if numeral.id in series:
                    self._series(series[numeral.id], segment, state)
            elif not in_series(self.text, numeral, figures, span):
                self._numeral(numeral, segment, span, figures[index + 1 :], state)
                if numeral.id in yearly and state.facts and state.facts[-1].numeral.id == numeral.id:
                    self._years(yearly[numeral.id], state.facts[-1], state)
            state.last = numeral
        close_sentence(self.book, self.text, state)

    def _band(self, band: Band | None, segment: Span, state: Sentence) -> None:
        if band is None:
            return
        whole = next((fact for fact in reversed(self.book.facts) if fact.measure == "count" and fact.band is None
                      and fact.owner.label and "项目" in fact.owner.label.text), None)  # fmt: skip
        fact = self._add(band.count, "count", Owner(label=band.label), state, band=band.words)
        if whole is not None:
            group = next((w for w in state.wholes if w.facts.get("band") is whole and w.of == band.words.of), None)
            if group is None:
                group = Whole({"band": whole}, of=band.words.of)
                state.wholes.append(group)
            group.parts.setdefault("band", []).append(fact)

    def _numeral(self, numeral: Numeral, segment: Span, sentence: Span, rest: list[Numeral], state: Sentence) -> None:
        if self._formula(numeral, segment, state):
            return
        if self.numbers.broken(segment) or _OPERATOR.fullmatch(fold(self.text[slice(*segment)])):
            return  # what stands before the number is half a number
        told = before(self.text, segment)
        self._scopes(segment, told, state)
        if unsure_owner(self.text, numeral, told, state, self.book.year):
            return
        if numeral.kind == "money":
            self._money(numeral, segment, told, state)
        elif numeral.kind == "percent":
            self._percent(numeral, segment, told, state)
        elif numeral.kind == "score":
            if read_points(self.book, self.text, numeral, told, state):
                return
            behind = state.last is not None and state.last.kind == "score" and state.last.id not in self.book.used
            if told.label is None and not told.itself and (state.foreign or (behind and state.project is not None)):
                return  # 分值20分得18分: of something that was not understood
            parts = any(fact.measure == "score" for fact in state.facts)
            read_score(self.book, self.text, numeral, told, state.project, state.place, parts)
            if self.book.facts and self.book.facts[-1].numeral.id == numeral.id:
                state.facts.append(self.book.facts[-1])
        elif numeral.kind in ("count", "plain"):
            self._count(numeral, segment, told, sentence, rest, state)

    def _formula(self, numeral: Numeral, segment: Span, state: Sentence) -> bool:
        """22村*5.2万元=114.4万元: a unit price behind ×, the product behind =."""
        sign = fold(self.text[segment[0] : segment[1]]).strip()
        if not state.facts or state.last is None or state.facts[-1].numeral.id != state.last.id or numeral.kind != "money":
            return False
        owner = state.facts[-1].owner
        if sign in ("*", "×", "x", "X"):
            self._add(numeral, "unit_price", state.priced or owner, state)
            state.priced = None
            return True
        if sign == "=" and len(state.facts) >= 2 and state.facts[-1].measure == "unit_price":
            quantity, price = state.facts[-2:]
            measure = state.wholes[-1].default_measure() if state.wholes else None
            owner = Owner(project=owner.project) if owner.label == owner.project else owner
            product = self._add(numeral, measure or "budget", owner, state)
            self.book.relate(Relation("product", product.key, (quantity.key, price.key)))
            return True
        return False

    def _scopes(self, segment: Span, told: Before, state: Sentence) -> None:
        """Opens a scope of parts where the words announce them, and leaves scopes that have closed."""
        new_clause = self.text[segment[0] : segment[1]].lstrip()[:1] in ("；", ";")
        if new_clause and told.label is None and told.measure is not None and state.wholes and "band" not in state.wholes[-1].facts:
            state.topic = state.wholes[-1].owner  # …，其中：甲20万元；支出28.5万元: what is told goes on with the whole
            state.closed.extend(state.wholes)
            state.wholes = []
        plain = fold(self.text[segment[0] : segment[1]]).strip()
        if _ADDED.search(plain):  # …，其中甲20万元；加上结转5万元: what is added is no part
            state.closed.extend(state.wholes)
            state.wholes = []
        if any(mark in plain for mark in _CLOSING):
            state.wholes = [whole for whole in state.wholes if not whole.bracket or "band" in whole.facts]
        opens = (
            plain.startswith("(")
            and plain.count("(") > plain.count(")")
            and told.label is not None
            and told.measure is None
            and state.last is not None
        )
        if (told.parts or opens) and state.facts:
            topic = state.facts[-1].owner
            facts = {slot_of(fact): fact for fact in state.facts if fact.owner == topic or same_topic(fact.owner, topic)}
            if opens:
                facts = {slot_of(state.facts[-1]): state.facts[-1]}
            told_here = (fact for fact in reversed(state.facts) if not _BASE.match(fold(self.text[fact.numeral.extent[1] :][:12])))
            nearest = next((fact.measure for fact in told_here if fact.measure in _TOLD_BY_PARTS), None)
            if state.facts[-1].measure == "balance":
                nearest = "balance"
            repeats = _SPENT_AGAIN.search(fold(self.text[segment[1] : state.span[1]])) is not None
            state.wholes.append(Whole(facts, bracket=opens, measure=None if repeats else nearest))

    def _money(self, numeral: Numeral, segment: Span, told: Before, state: Sentence) -> None:
        if _BATCH.search(fold(self.text[segment[0] : segment[1]])) and not (told.label and _BATCH.search(fold(told.label.text))):
            return  # 第一批下达75万元: an entry of its own, which only its name could tell apart
        if self._told_twice(numeral, segment, state):
            return
        measure = told.measure if told.measure in _MONEY_MEASURES else None
        if told.measure is not None and measure is None and told.measure != "share":
            return
        told_yearly = numeral.id in state.periods
        if not told_yearly and "累计" in self.text[slice(*segment)][-16:] and over_years(self.text, state.span, self.book.year):
            state.topic = Owner(project=state.project, label=told.cue or told.label)
            return  # what several years came to is no spending of this one
        label = told.label
        if measure == "executed" and label is not None and label.text.endswith("支出") and told.cue is not None and not told.cue.text:
            measure = None  # the 支出 of 基本支出 names a category
        if label is not None and measure is None and (led := leading_measure(label, self.text)):
            measure, label = led
        if measure is None and label is not None and (added := re.match(r"(?:再|另)?加上", label.text)):
            label = words(self.text, (label.span[0] + added.end(), label.span[1]))
        measure = as_part(measure, state)
        named = cue_as_label(self.text, measure, label, told, state)
        if named is not None and measure is not None:
            own = Owner(project=state.project, alias=named) if measure == "balance" else Owner(project=state.project, label=named)
            self._add(numeral, measure, own, state)
            return
        owner = owner_of(self.book, self.text, label, told, state, measure)
        if measure is None and label is None:
            owner = beside_count(self.text, segment, state) or owner
        if owner is None or (measure is None and label is None and any(alike(w.owner, owner) for w in state.wholes)):
            return
        if measure is None:
            measure = silent_measure(self.book, self.text, segment, label, owner, state)
            if measure is not None and state.project is None and another_batch(self.book, numeral, owner, measure):
                return
        if measure is None or (measure == "change" and changed_in_year(self.text, numeral, owner, state)):
            return
        if measure == "unit_price" and owner.label is None:
            thing = last_counted(state)
            if thing is None:
                return  # the price of what?
            owner = replace(owner, label=thing)
        fact = self._add(numeral, measure, owner, state)
        if _TOTAL_HERE.search(fold(self.text[segment[0] : segment[1]]).replace(" ", "")):
            total_after(self.book, fact, state)

    def _years(self, years: Years, whole: Fact, state: Sentence) -> None:
        """What the figure was in each of the years told behind it."""
        parts: list[int] = []
        for numeral, year in years.parts:
            state.periods[numeral.id] = year
            parts.append(self._fact(numeral, whole.measure, whole.owner, state).key)
        if years.several and whole.measure in ADDITIVE:
            self.book.relate(Relation("sum", whole.key, tuple(parts), open=True))

    def _series(self, series: Series, segment: Span, state: Sentence) -> None:
        """Each figure is what the name in the same place has; where nothing tells what it is, none is read."""
        topic = state.topic
        if self._sub_projects(series, state):
            return
        for numeral, name in zip(series.numerals, series.names, strict=True):
            thing = counted_name(self.text, name) if numeral.kind == "count" else name
            owner = named(self.book, self.text, thing, state, series.measure)
            measure = series.measure
            if numeral.kind == "count":
                measure = "count"
            elif measure is None and numeral.kind == "money":
                measure = silent_measure(self.book, self.text, segment, name, owner, state)
            fits = measure in {"money": _MONEY_MEASURES, "percent": {"rate", "share"}, "score": {"score"}, "count": {"count"}}.get(
                numeral.kind, ()
            )
            if measure is not None and fits and (measure != "score" or owner.project is not None):
                self._add(numeral, measure, owner, state)
        state.topic = topic

    def _sub_projects(self, series: Series, state: Sentence) -> bool:
        """桐桥、绛桥的预算分别为3万元、5万元 in the paragraph of a project: works with names of their own are its sub-projects."""
        works = all(_WORKS.search(name.text) for name in series.names)
        if not works or state.project is None or series.measure not in ("budget", "executed", "rate"):
            return False
        for numeral, name in zip(series.numerals, series.names, strict=True):
            part = self.book.roster.add(name)
            self.book.note(part, Note(part, "parent", state.project))
            self._add(numeral, series.measure, Owner(project=part), state)
        return True

    def _told_twice(self, numeral: Numeral, segment: Span, state: Sentence) -> bool:
        """预算、支付均为20万元: one amount is both."""
        found = _BOTH.search(fold(self.text[slice(*segment)]))
        if found is None:
            return False
        label = before(self.text, (segment[0], segment[0] + found.start())).label
        if label is None and state.project is None:
            return True  # whose?
        owner = named(self.book, self.text, label, state, "budget") if label else Owner(project=state.project)
        for measure in ("budget", "executed"):
            self._add(numeral, measure, owner, state, shared="each")
        state.topic = owner
        return True

    def _percent(self, numeral: Numeral, segment: Span, told: Before, state: Sentence) -> None:
        if told.measure == "rate":
            owner = owner_of(self.book, self.text, told.label, told, state, "rate")
            if owner is not None:
                self._add(numeral, "rate", owner, state)
        elif told.measure == "share" and state.facts:
            owner = named(self.book, self.text, told.label, state, "share") if told.label else state.topic or state.facts[-1].owner
            self._add(numeral, "rate" if _of_budget(told, state) else "share", owner, state)
        elif told.measure == "change" and (told.label or state.facts):
            owner = owner_of(self.book, self.text, told.label, told, state, "change")
            if owner is not None and owner != Owner():
                self._add(numeral, "change", owner, state)
        elif told.label is not None and _PAID_BEHIND.match(self.text[numeral.extent[1] : numeral.extent[1] + 4]):
            self._add(numeral, "rate", named(self.book, self.text, told.label, state, "rate"), state)
        else:
            read_ratio_word(self.book, self.text, numeral, segment, state)

    def _count(self, numeral: Numeral, segment: Span, told: Before, sentence: Span, rest: list[Numeral], state: Sentence) -> None:
        previous = state.facts[-1] if state.facts else None
        if previous is not None and previous.measure == "count" and not self.text[previous.numeral.extent[1] : segment[1]].strip():
            self._add(numeral, "count", previous.owner, state)  # 118户285人
            return
        if read_counted_result(self.book, self.text, numeral, told, state.project, state.place):
            return
        if is_size(numeral):
            self._size(numeral, segment, told, state)
            return
        if (ended := told_to_the_end(self.text, numeral, segment, state)) is not None:
            state.wholes.remove(ended)
            state.closed.append(ended)
        found = counted(self.book, self.text, numeral, segment, sentence, told, rest, state)
        if found is None:
            return
        state.topic = found.owner if found.topic else state.topic
        state.read_to = found.read_to
        fact = self._add(numeral, "count", found.owner, state)
        if found.own:
            self.book.own.add(fact.key)

    def _size(self, numeral: Numeral, segment: Span, told: Before, state: Sentence) -> None:
        """A size is no total and no part, and the sentence does not go on about it: it is written down and left alone."""
        if told.label is not None and told.measure is None and _TIMES.match(fold(self.text[numeral.extent[1] : numeral.extent[1] + 3])):
            fact = self._add(numeral, "other", Owner(project=state.project, label=told.label), state)
            state.topic = state.topic if state.project else fact.owner  # 渠道衬砌2.5公里×12万元=30万元，占8%
            return
        thing = size_label(self.text, numeral, segment, told, state.section)
        if thing is not None:
            self._fact(numeral, "other", Owner(project=state.project, label=self.book.own_label(self.text, thing)), state)

    def _fact(
        self, numeral: Numeral, measure: Measure, owner: Owner, state: Sentence, band: BandWords | None = None, shared: Shared = None
    ) -> Fact:
        period = state.periods.get(numeral.id) or period_at(self.text, state.span, numeral.extent[0], self.book.year)
        month = month_at(self.text, state.span, numeral.extent[0], self.book.year) if numeral.as_of is None else None
        dated = replace(numeral, as_of=month) if month else numeral
        return self.book.fact(dated, measure, owner, state.place, period=period, band=band, shared=shared)

    def _add(
        self, numeral: Numeral, measure: Measure, owner: Owner, state: Sentence, band: BandWords | None = None, shared: Shared = None
    ) -> Fact:
        """Writes down a fact that the rest of the sentence may go on about: as topic, total or part."""
        fact = self._fact(numeral, measure, owner, state, band, shared)
        for whole in reversed(state.wholes):
            slot = slot_of(fact)
            total = whole.facts.get(slot)
            if total is not None and total.key != fact.key and not same_topic(total.owner, owner) and "band" not in whole.facts:
                whole.parts.setdefault(slot, []).append(fact)
                break
        state.facts.append(fact)
        return fact


def _of_budget(told: Before, state: Sentence) -> bool:
    """支出29万元，占预算的97%: what was spent, of its own budget, is a rate."""
    spent = next((fact for fact in reversed(state.facts) if fact.numeral.kind == "money"), None)
    return told.label is None and told.cue is not None and "预算" in told.cue.text and spent is not None and spent.measure == "executed"
