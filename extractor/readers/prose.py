"""Prose: each number of a sentence read from the words before it, the topic of the sentence, and the totals it announces.

The grammar, in order: (1) the measure word and the label right before the number (``labels.before``); (2) where the number's own
clause has only a measure word, the clause before it or the topic of the sentence; (3) where it has no measure word, the measure of
the total whose parts are being told (其中, brackets) or of the neighbour. What none of these decides is left unclaimed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from extractor.document import Numeral, Span
from extractor.numerals.fold import fold
from extractor.readers import lexicon
from extractor.readers.bands import Band, read_bands
from extractor.readers.base import Fact, Owner, Part, Relation, Words
from extractor.readers.fund import means_fund
from extractor.readers.labels import Before, before, leading_measure
from extractor.readers.ledgering import Book
from extractor.readers.names import SAME
from extractor.readers.prose_counts import count_label
from extractor.readers.prose_scores import read_ratio_word, read_score
from extractor.readers.sentences import Numbers, sentences
from extractor.readers.words import words
from schemas.extraction import Place
from schemas.record import Measure

ADDITIVE: frozenset[Measure] = frozenset({"initial_budget", "budget", "executed", "balance", "count", "weight", "score"})
"""What may be added up; rates, shares and unit prices may not."""
_MONEY_MEASURES: frozenset[Measure] = frozenset({"initial_budget", "budget", "executed", "change", "balance", "unit_price"})
_CLOSING = "）)"
_ONCE: frozenset[Measure] = frozenset({"initial_budget", "budget", "executed"})
_TOTAL_HERE = re.compile(r"(?:共计|合计|总计|累计共)(?:为|达)?$")
_JOINTS = "，,；;、和及"
_AUDIT = re.compile(r"(?:审减|核减|调减|调增|追加|压减|核增)")
_PAID_BEHIND = re.compile(r"\s*(?:拨付|支付|兑付|发放|执行)")


@dataclass
class Whole:
    """A total whose parts are being told: its facts by measure (and unit family), and the parts so far."""

    facts: dict[str, Fact]
    parts: dict[str, list[Fact]] = field(default_factory=dict)
    bracket: bool = False
    of: str | None = None

    def default_measure(self) -> Measure | None:
        """The measure of a part that names none: the one money measure of the total, budget before spending."""
        return next((m for m in ("budget", "executed", "initial_budget") if m in self.facts), None)  # type: ignore[return-value]


@dataclass
class Sentence:
    """The state while one sentence is read."""

    project: Words | None
    place: Place
    section: str
    topic: Owner | None = None
    facts: list[Fact] = field(default_factory=list)
    wholes: list[Whole] = field(default_factory=list)
    last: Numeral | None = None
    read_to: int = 0
    totals: set[int] = field(default_factory=set)


class ProseReader:
    """Reads the sentences of one document into a book of facts."""

    def __init__(self, text: str, numbers: Numbers, book: Book) -> None:
        self.text, self.numbers, self.book = text, numbers, book

    def line(self, span: Span, project: Words | None, place: Place, section: str) -> None:
        """Read one paragraph; ``section`` are the words of the headings above it."""
        topic = Owner(project=project or self.book.fund) if project or self.book.fund else None
        for sentence in sentences(self.text, span):
            state = Sentence(project, place, section, topic)
            self._sentence(sentence, state)

    def _sentence(self, span: Span, state: Sentence) -> None:
        figures = self.numbers.figures(span)
        bands = read_bands(self.text, span, figures)
        for index, numeral in enumerate(figures):
            left = max(figures[index - 1].extent[1] if index else span[0], state.read_to)
            segment = (min(left, numeral.extent[0]), numeral.extent[0])
            if numeral.id in bands.used:
                self._band(bands.at(numeral), segment, state)
            else:
                self._numeral(numeral, segment, span, figures[index + 1 :], state)
            state.last = numeral
        self._close(state)

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
        told = before(self.text, segment)
        self._scopes(segment, told, state)
        if numeral.kind == "money":
            self._money(numeral, segment, told, state)
        elif numeral.kind == "percent":
            self._percent(numeral, segment, told, state)
        elif numeral.kind == "score":
            parts = any(fact.measure == "score" for fact in state.facts)
            read_score(self.book, numeral, told, state.project, state.place, parts)
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
            self._add(numeral, "unit_price", owner, state)
            return True
        if sign == "=" and len(state.facts) >= 2 and state.facts[-1].measure == "unit_price":
            quantity, price = state.facts[-2:]
            measure = state.wholes[-1].default_measure() if state.wholes else None
            product = self._add(numeral, measure or "budget", owner, state)
            self.book.relate(Relation("product", product.key, (quantity.key, price.key)))
            return True
        return False

    def _scopes(self, segment: Span, told: Before, state: Sentence) -> None:
        """Opens a scope of parts where the words announce them, and leaves bracket scopes that have closed."""
        plain = fold(self.text[segment[0] : segment[1]]).strip()
        if any(mark in plain for mark in _CLOSING):
            state.wholes = [whole for whole in state.wholes if not whole.bracket or "band" in whole.facts]
        opens = plain.startswith("(") and plain.count("(") > plain.count(")") and told.label is not None and told.measure is None and state.last is not None
        if (told.parts or opens) and state.facts:
            topic = state.facts[-1].owner
            facts = {_slot(fact): fact for fact in state.facts if fact.owner == topic or _same_topic(fact.owner, topic)}
            if opens:
                facts = {_slot(state.facts[-1]): state.facts[-1]}
            state.wholes.append(Whole(facts, bracket=opens))

    def _money(self, numeral: Numeral, segment: Span, told: Before, state: Sentence) -> None:
        measure = told.measure if told.measure in _MONEY_MEASURES else None
        if told.measure is not None and measure is None and told.measure != "share":
            return
        label = told.label
        if label is not None and measure is None and (led := leading_measure(label, self.text)):
            measure, label = led
        if measure == "balance" and label is None and told.cue is not None and not (state.topic and state.topic.label):
            self._add(numeral, measure, Owner(project=state.project, label=_cue_label(self.text, told.cue)), state)
            return
        if measure == "change" and label is None and told.cue is not None and state.project and _AUDIT.match(told.cue.text):
            self._add(numeral, measure, Owner(project=state.project, label=told.cue), state)
            return
        owner = self._owner(label, told, state, measure)
        if owner is None:
            return
        if measure is None:
            measure = self._silent_measure(numeral, segment, label, owner, state)
        if measure is None:
            return
        if measure == "unit_price" and owner.label is None and (counted := self._counted(state)) is not None:
            owner = replace(owner, label=counted)
        fact = self._add(numeral, measure, owner, state)
        if _TOTAL_HERE.search(fold(self.text[segment[0] : segment[1]]).replace(" ", "")):
            self._total_after(fact, state)

    def _silent_measure(self, numeral: Numeral, segment: Span, label: Words | None, owner: Owner, state: Sentence) -> Measure | None:
        """The measure of an amount without a measure word: that of the total being told, of the neighbour, or of its category."""
        if state.wholes and (default := state.wholes[-1].default_measure()):
            return default
        if label is None:
            touching = not self.text[segment[0] : segment[1]].strip()
            return "budget" if touching and state.last is not None and state.last.kind == "count" else None
        plain = re.sub(r"\s", "", fold(label.text))
        if lexicon.CARRIED.match(plain):
            return _parallel(self.text, segment, state) or "balance"
        if same := _parallel(self.text, segment, state):
            return same
        if plain.endswith(("支出", "支出额", "收入")) or lexicon.CATEGORY.search(plain):
            return "executed"
        if lexicon.SOURCE.search(plain) or plain.endswith(("预算", "拨款")):
            return "budget"
        if self.book.fund is not None and lexicon.PLACE_END.search(plain):
            return "budget"  # what a fund gives to a town
        return "budget" if owner.project is not None and owner.label is None else None

    def _owner(self, label: Words | None, told: Before, state: Sentence, measure: Measure | None) -> Owner | None:
        """Whose figure: the label's, the clause before's, or the topic's. Null where the words are there but say nothing sure."""
        spoken = state.topic.label.text if state.topic and state.topic.label else ""
        if told.itself and (told.label is not None or told.cue is None or not re.search(r"项目|专项", spoken) or lexicon.SOURCE.search(spoken)):
            state.topic = Owner(project=state.project or self.book.fund)
            return state.topic
        if label is not None and self.book.fund is not None and means_fund(label, self.book.fund):
            state.topic = Owner(project=self.book.fund)
            return state.topic
        if label is not None:
            if lexicon.GENERIC.match(re.sub(r"\s", "", fold(label.text))):
                return state.topic or Owner(project=state.project)
            owner = self._named(label, state, measure)
            state.topic = owner
            return owner
        if told.far is not None and measure is not None:
            known = self.book.roster.find(told.far)
            if known is not None:
                state.topic = Owner(project=known)
                return state.topic
            if state.project is None and state.topic is None and lexicon.PROJECT_END.search(re.sub(r"\s", "", told.far.text)):
                state.topic = self._named(told.far, state, measure)
                return state.topic
        if told.doubtful and measure is None:
            return None
        topic = state.topic.label if state.topic and state.topic.project is None else None
        if topic is not None and topic.text.endswith("收入") and measure == "executed":
            return Owner()  # 收入…，支出…: what is spent is the unit's own
        if state.topic is not None and measure in _ONCE and any(f.owner == state.topic and f.measure == measure for f in state.facts):
            own = Owner(project=state.project)  # a thing has one budget: a second one in the sentence is the whole's
            if state.topic != own and not any(f.owner == own and f.measure == measure for f in state.facts):
                state.topic = own
        return state.topic or Owner(project=state.project)

    def _named(self, label: Words, state: Sentence, measure: Measure | None) -> Owner:
        plain = re.sub(r"\s", "", fold(label.text))
        category = lexicon.CATEGORY.search(plain) or lexicon.SOURCE.search(plain)
        known = self.book.roster.find(label, floor=0.95 if category else SAME)
        if known is not None:
            return Owner(project=known)
        inside = state.wholes[-1] if state.wholes and state.wholes[-1].bracket else None
        over = next(iter(inside.facts.values())).owner.project if inside is not None else None
        if over is not None:
            return Owner(project=over, label=label)
        if state.project is not None:
            return Owner(project=state.project, label=self.book.own_label(self.text, label))
        if not category and self._may_be_project(plain, state, measure):
            return Owner(project=self.book.roster.add(label))
        return Owner(label=self.book.own_label(self.text, label))

    def _may_be_project(self, plain: str, state: Sentence, measure: Measure | None) -> bool:
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

    def _percent(self, numeral: Numeral, segment: Span, told: Before, state: Sentence) -> None:
        if told.measure == "rate":
            owner = self._owner(told.label, told, state, "rate")
            if owner is not None:
                self._add(numeral, "rate", owner, state)
        elif told.measure == "share" and state.facts:
            owner = self._named(told.label, state, "share") if told.label else state.topic or state.facts[-1].owner
            self._add(numeral, "share", owner, state)
        elif told.measure == "change" and (told.label or state.facts):
            owner = self._owner(told.label, told, state, "change")
            if owner is not None and owner != Owner():
                self._add(numeral, "change", owner, state)
        elif told.label is not None and _PAID_BEHIND.match(self.text[numeral.extent[1] : numeral.extent[1] + 4]):
            self._add(numeral, "rate", self._named(told.label, state, "rate"), state)
        else:
            read_ratio_word(self.book, self.text, numeral, segment, state.project, state.place, state.section)

    def _count(
        self, numeral: Numeral, segment: Span, told: Before, sentence: Span, rest: list[Numeral], state: Sentence
    ) -> None:
        if state.last is not None and state.facts and state.facts[-1].numeral.id == state.last.id and state.facts[-1].measure == "count":
            if not self.text[segment[0] : segment[1]].strip() and numeral.unit is not None:  # 118户285人
                self._add(numeral, "count", state.facts[-1].owner, state)
                return
        label = count_label(self.text, numeral, segment, sentence, told, rest)
        if label is None or (numeral.unit is None and not label.right):
            return
        named = self.book.own_label(self.text, label.words)
        again = self.book.counted_again(numeral, named)
        owner = again or (Owner(project=state.project, label=named) if state.project else Owner(label=named))
        state.topic = owner if state.project is None else state.topic
        state.read_to = label.words.span[1] if label.right and named.text.endswith("项目") else 0
        self._add(numeral, "count", owner, state)

    def _counted(self, state: Sentence) -> Words | None:
        """What was counted last in the sentence (为53家农家书屋…，每家补助4,200元)."""
        return next((f.owner.label for f in reversed(state.facts) if f.measure == "count"), None)

    def _add(self, numeral: Numeral, measure: Measure, owner: Owner, state: Sentence, **more: object) -> Fact:
        fact = self.book.fact(numeral, measure, owner, state.place, **more)
        for whole in reversed(state.wholes):
            slot = _slot(fact)
            total = whole.facts.get(slot)
            if total is not None and total.key != fact.key and not _same_topic(total.owner, owner) and "band" not in whole.facts:
                whole.parts.setdefault(slot, []).append(fact)
                break
        state.facts.append(fact)
        return fact

    def _total_after(self, total: Fact, state: Sentence) -> None:
        """A total behind its parts (共计, 合计): the figures of the same measure since the last total of the sentence."""
        if any(whole.facts.get(_slot(total)) is not None for whole in state.wholes):
            return
        earlier = state.facts[: state.facts.index(total)]
        since = max((index + 1 for index, fact in enumerate(earlier) if fact.key in state.totals), default=0)
        parts = [f for f in earlier[since:] if _slot(f) == _slot(total) and not _same_topic(f.owner, total.owner)]
        if len(parts) < 2:  # a total of totals: 基本支出合计…；项目支出合计…；共计…
            parts = [f for f in earlier if f.key in state.totals and _slot(f) == _slot(total)]
        state.totals.add(total.key)
        if len(parts) >= 2:
            self.book.relate(Relation("sum", total.key, tuple(fact.key for fact in parts), open=True))
            if total.owner.label is not None and total.owner.label.text.startswith("项目支出"):
                self.book.promote(parts)

    def _close(self, state: Sentence) -> None:
        self._ratio_of_sources(state)
        self._parts_of_project(state)
        for whole in state.wholes:
            for slot, parts in whole.parts.items():
                if parts and (slot == "band" or parts[0].measure in ADDITIVE):
                    self._promote(whole.facts[slot], parts)
                    keys: tuple[Part, ...] = tuple(fact.key for fact in parts)
                    self.book.relate(Relation("sum", whole.facts[slot].key, keys, open=True))


    def _promote(self, whole: Fact, parts: list[Fact]) -> None:
        """Parts of a total of projects are projects, if all could be and half of them are named like one."""
        about_fund = whole.owner.project is not None and whole.owner.project == self.book.fund and whole.owner.label is None
        if whole.measure not in ("budget", "executed") or (whole.owner.project is not None and not about_fund):
            return
        begin = max(0, whole.numeral.span[0] - 60)
        spoken = self.text[begin : whole.numeral.span[0]].rpartition("。")[2] + (whole.owner.label.text if whole.owner.label else "")
        if not about_fund and not re.search(r"项目|专项", spoken):
            return
        names = [re.sub(r"\s", "", fold(f.owner.label.text)) for f in parts if f.owner.label is not None and f.owner.project is None]
        if any(_never_project(name) for name in names):
            return
        if len(names) >= 2 and 2 * sum(bool(lexicon.PROJECT_END.search(name)) for name in names) >= len(names):
            self.book.promote(parts)

    def _ratio_of_sources(self, state: Sentence) -> None:
        """The unit's rate where its budget is printed only by sources: executed over their sum."""
        own = {fact.measure: fact for fact in state.facts if fact.owner == Owner() and fact.measure in ("budget", "executed", "rate")}
        sources = [f for f in state.facts if f.measure == "budget" and f.owner.label and lexicon.SOURCE.search(f.owner.label.text)]
        if "budget" not in own and {"executed", "rate"} <= own.keys() and len(sources) >= 2:
            self.book.relate(Relation("ratio", own["rate"].key, (own["executed"].key, *(f.key for f in sources))))

    def _parts_of_project(self, state: Sentence) -> None:
        """What a project's spending went into, told after it in the same sentence (支出5万元，甲3万元、乙2万元)."""
        if state.project is None or state.wholes:
            return
        whole = next((f for f in state.facts if f.measure == "executed" and f.owner == Owner(project=state.project)), None)
        parts = [f for f in state.facts if f.measure == "executed" and f.owner.label is not None and f.owner.project == state.project]
        if whole is not None and len(parts) >= 2:
            self.book.relate(Relation("sum", whole.key, tuple(f.key for f in parts), open=True))


def _never_project(name: str) -> bool:
    """Sources, categories, recipients and kinds of projects (基建项目) are no projects."""
    kinds = re.search(r"^(?:基建|非基建|年初预算|专项资金|重点|其他|上级|本级|部门|一般性|经常性|一次性|特定目标类|运转类)(?:类|性)?(?:项目|支出|资金)?$", name)
    return bool(kinds or lexicon.CATEGORY.search(name) or lexicon.SOURCE.search(name) or lexicon.PLACE_END.search(name))


def _cue_label(text: str, cue: Words) -> Words:
    """A measure word that serves as a label (年末结转结余), without the copula behind it."""
    found = lexicon.COPULA_END.search(cue.text)
    keep = cue.text[: found.start()] if found and found.start() >= 2 else cue.text
    return words(text, (cue.span[0], cue.span[0] + max(2, text[cue.span[0] : cue.span[1]].find(keep[-1]) + 1)))


def _slot(fact: Fact) -> str:
    """What may be added up: one measure, counts by their unit."""
    return f"count {fact.numeral.unit}" if fact.measure == "count" else fact.measure


def _same_topic(one: Owner, two: Owner) -> bool:
    return replace(one, alias=None) == replace(two, alias=None)


def _parallel(text: str, segment: Span, state: Sentence) -> Measure | None:
    """In a row of parallel clauses (甲 40万元；乙 2.7万元) the measure of the amount before."""
    previous = next((fact for fact in reversed(state.facts) if fact.numeral.kind == "money"), None)
    if previous is None or previous.measure not in ("budget", "executed"):
        return None
    between = text[previous.numeral.extent[1] : segment[1]].strip()
    joined = between[:1] in _JOINTS and len(between) <= 40 and not re.search(r"[，,；;。：:]", between[1:])
    return previous.measure if joined else None
