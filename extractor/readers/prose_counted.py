"""Whose a count is: of the project, of the unit itself, of the object that the clause before names, of a price behind it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from extractor.document import Numeral, Span
from extractor.numerals.fold import fold
from extractor.readers import lexicon
from extractor.readers.base import Owner, Words
from extractor.readers.labels import Before
from extractor.readers.ledgering import Book
from extractor.readers.prose_counts import count_label
from extractor.readers.prose_state import Sentence, Whole
from extractor.readers.words import words

_CLAUSE = re.compile(r"[，,；;：:。]")
_REACH = 40
_REST_OF = re.compile(r"(?:前|后|其余|其他|其它|剩余|余下|另外)(?:的)?$")
_COUNT_LEAD = re.compile(r"^(?:共|含|其中|涉及|包括|包含)+|等$")
_TURN = re.compile(lexicon.TURNS)
_ONLY_TURN = re.compile(rf"[\s，,；;、]*{lexicon.TURNS}了?\s*")


@dataclass(frozen=True, slots=True)
class Counted:
    """A count's owner; ``topic``: the sentence goes on about it; ``read_to``: where the words read with it end.

    ``own``: it is the unit's, even in a report that is about one fund.
    """

    owner: Owner
    topic: bool
    read_to: int = 0
    own: bool = False


def counted(
    book: Book, text: str, numeral: Numeral, segment: Span, sentence: Span, told: Before, rest: list[Numeral], state: Sentence
) -> Counted | None:
    """Whose count it is; null where that is not sure."""
    if (places := _places_of_price(text, numeral, told, state)) is not None:
        return Counted(places, False)
    if (turned := _same_object(text, numeral, segment, state)) is not None:
        return Counted(turned, state.project is None)
    label = count_label(text, numeral, segment, sentence, told, rest)
    if label is None or (numeral.unit is None and not label.right):
        return None
    if _some_of_them(text, numeral, segment, label.words):
        return None
    named = book.own_label(text, label.words)
    own = _of_the_unit(text, numeral, state)
    project = None if own else state.project
    owner = book.counted_again(numeral, named) or Owner(project=project, label=named)
    touching = bool(rest) and label.words.span[1] == rest[0].extent[0]  # 12个乡镇164个村
    alone = label.right and (named.text.endswith("项目") or len(named.text) == 1 or touching)
    return Counted(owner, state.project is None, label.words.span[1] if alone else 0, own)


def _some_of_them(text: str, numeral: Numeral, segment: Span, label: Words) -> bool:
    """前5个项目, 其余3个项目, （甲、乙2个项目）: some that only the words around tell apart, not all of them."""
    ahead = re.sub(r"\s", "", fold(text[segment[0] : numeral.extent[0]]))
    if _REST_OF.search(ahead):
        return True
    inside = ahead.rpartition("(")[2] if ahead.rfind("(") > ahead.rfind(")") else ""
    return lexicon.ANY_PROJECTS.match(label.text) is not None and len(_COUNT_LEAD.sub("", inside)) >= 2


def last_counted(state: Sentence) -> Words | None:
    """What was counted last in the sentence (为53家农家书屋…，每家补助4,200元)."""
    return next((fact.owner.label for fact in reversed(state.facts) if fact.measure == "count"), None)


def told_to_the_end(text: str, numeral: Numeral, segment: Span, state: Sentence) -> Whole | None:
    """The total of counts whose parts end before this one, which is no part: 甲8座，乙2座，完成改造3座; …，另有退休人员4人.

    Where the first part was told with 完成 too, it is one more part.
    """
    slot = f"count {numeral.unit}"
    whole = next((one for one in reversed(state.wholes) if one.parts.get(slot) and "band" not in one.facts), None)
    if whole is None:
        return None
    clause, label = _clause(text, segment, numeral), whole.owner.label
    left = label is not None and lexicon.STAFF.match(label.text) and lexicon.FORMER_STAFF.match(clause)
    if left or lexicon.BESIDE.match(clause):
        return whole
    done, first = lexicon.DONE.match(clause), whole.parts[slot][0].numeral
    opening = _clause(text, (max(state.span[0], first.extent[0] - _REACH), first.extent[0]), first)
    return whole if done is not None and done[1] not in opening else None


def _clause(text: str, segment: Span, numeral: Numeral) -> str:
    """The words of the number's own clause before it, without white space."""
    return re.sub(r"\s", "", _CLAUSE.split(text[segment[0] : numeral.extent[0]])[-1])


def _of_the_unit(text: str, numeral: Numeral, state: Sentence) -> bool:
    """我单位下设3个服务站、2个窗口, said in the paragraph of a project: they are the unit's."""
    return lexicon.OWN_PARTS.search(_clause(text, state.span, numeral)) is not None


def _places_of_price(text: str, numeral: Numeral, told: Before, state: Sentence) -> Owner | None:
    """办公经费12村*3万元: money is not counted in villages, so the villages are counted, and the label is the price's."""
    unit = numeral.unit or ""
    behind = fold(text[numeral.extent[1] : numeral.extent[1] + 6])
    if not re.fullmatch(lexicon.PLACES, unit) or not lexicon.TIMES.match(behind) or told.measure is not None:
        return None
    if told.label is not None and not lexicon.PROJECT_END.search(re.sub(r"\s", "", fold(told.label.text))):
        return None
    state.priced = Owner(project=state.project, label=told.label) if told.label else _by_its_name(state)
    if told.label is not None and state.project is None:
        state.topic = state.priced  # …（8社区*2万元=16万元），支出15万元
    return Owner(project=state.project, label=words(text, (numeral.span[1], numeral.extent[1])))


def _by_its_name(state: Sentence) -> Owner:
    """Whose price it is where no words name it: what the sentence speaks of, a project by its own name."""
    owner = state.topic or Owner(project=state.project)
    return replace(owner, label=owner.project) if owner.label is None else owner


def _same_object(text: str, numeral: Numeral, segment: Span, state: Sentence) -> Owner | None:
    """新增公益性岗位12个，取消3个: a verb alone takes the object of the verb before it, counted in the same unit."""
    previous = state.facts[-1] if state.facts else None
    if previous is None or state.last is None or previous.numeral.id != state.last.id or previous.owner.label is None:
        return None
    label = previous.owner.label
    same = [f for f in state.facts if f.measure == "count" and f.owner == previous.owner and f.numeral.unit == numeral.unit]
    if not same or not _ONLY_TURN.fullmatch(text[segment[0] : numeral.extent[0]]):
        return None
    verb = _TURN.match(label.text)
    ahead = re.search(rf"{lexicon.TURNS}了?\s*$", text[state.span[0] : label.span[0]])
    thing = label.text[verb.end() :] if verb else label.text if ahead else ""
    if len(thing) < 2:
        return None
    alone = words(text, (segment[0], numeral.extent[0]))
    return Owner(project=previous.owner.project, label=Words(alone.text.removesuffix("了") + thing, alone.span), alias=alone)
