"""Figures that a sentence gives to nobody surely: of one batch, of a row behind 分别, of more money than is spoken of.

The words are there, but what they name is not what the record would write down; such a figure is left unclaimed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.document import Numeral, Span
from extractor.numerals.fold import fold
from extractor.outline import Line
from extractor.readers import lexicon
from extractor.readers.base import Owner
from extractor.readers.labels import Before
from extractor.readers.periods import over_years
from extractor.readers.prose_state import Sentence

_BATCH = re.compile(
    r"第[一二三四五六七八九十\d]{1,3}(?:批|[次笔](?=的?(?:资金|下达|分配|拨付|安排|到位|追加)))|首批|首[次笔](?=的?(?:资金|下达|分配|拨付|安排|到位))"
)
_NAMED_SO = re.compile(r"\([^()]*\)|《[^》]*》")
"""What brackets hold belongs to a name: 道路养护项目（第二批）."""
_MANY = 2
_ALL_BATCHES = re.compile(r"合计|共计|总计|总共|全年|累计|[两二三四各]次|[两二三四各]批|相加|以上|上述")
_HEADS_BATCH = re.compile(r"^[【\[「(（]?(?:第[一二三四五六七八九十\d]{1,3}批|首批|上年结转|以前年度结转)[^\d，。；,;]{0,8}$")
_ADDED = re.compile(r"连同|一并|合并计算|加上")
_WITH_ALL = re.compile(r"调整后|全年预算")
"""The budget that holds what was added: 加上上年结转5万元，全年预算数35万元."""
_RESPECTIVELY = re.compile(r"分别(?:[\u4e00-\u9fff]{0,4}?)(?P<told>[\s\d.,，、和及与%％A-Za-z]*)$")
_JOINED = re.compile(r"\s*[、，,和及与]+\s*(?=\d)")
_IN_YEAR = re.compile(r"年中|追加|调增|调减|调剂")
_AGAINST = re.compile(r"[比较](?P<year>(?:19|20)\d\d)\s*年")
_COMPARED = re.compile(r"[比较]|上年|去年|同期")


def unsure_owner(text: str, numeral: Numeral, told: Before, state: Sentence, year: int | None) -> bool:
    """Whether nobody is surely named: behind somebody who was named unclearly, words without a name are not about those before."""
    if numeral.kind not in ("money", "percent"):
        return False
    if told.label is not None or told.itself:
        state.lost = False
    if told.measure == "change" and _against_another_year(text, numeral, state, year):
        return True
    if _by_years(text, told, state, year) or _doubtful(text, numeral, told, state):
        state.lost = state.lost or told.label is not None
        return True
    return state.lost


def _doubtful(text: str, numeral: Numeral, told: Before, state: Sentence) -> bool:
    """Whether the words leave open whose figure this is."""
    torn = told.label is not None and told.label.text[-1:] in "）)" and not re.search(r"[（(]", told.label.text)
    return torn or state.batch or _of_batch(text, numeral, told, state) or _with_more(text, numeral, told, state)


def in_series(text: str, numeral: Numeral, figures: Sequence[Numeral], sentence: Span) -> bool:
    """甲、乙的预算分别为3万元、5万元: which is whose the words say by their order only."""
    ahead = fold(text[sentence[0] : numeral.extent[0]])
    for other in figures:
        if other.extent[1] <= numeral.extent[0]:
            start, end = other.extent[0] - sentence[0], other.extent[1] - sentence[0]
            ahead = ahead[:start] + "0" * (end - start) + ahead[end:]
    found = _RESPECTIVELY.search(ahead)
    return found is not None and (bool(found["told"].strip()) or _JOINED.match(text[numeral.extent[1] :]) is not None)


def changed_in_year(text: str, numeral: Numeral, owner: Owner, state: Sentence) -> bool:
    """年中人员经费增加3万元: a change of the budget within the year, which no two years' figures differ by."""
    ahead = fold(text[state.span[0] : numeral.extent[0]])
    return owner.project is None and owner.label is not None and bool(_IN_YEAR.search(ahead)) and not _COMPARED.search(ahead)


def batch_lines(text: str, lines: Sequence[Line]) -> set[int]:
    """Lines under a heading that names a batch or money carried over: their figures are that batch's."""
    found: set[int] = set()
    head: Line | None = None
    base: tuple[Line, ...] = ()
    for line in lines:
        if _HEADS_BATCH.match(_plain(text, line)):
            base = base if head is not None and line.above[: len(base)] == base else line.above
            head = line
        elif head is not None and (line.above[: len(base)] != base or _closes(text, line, head)):
            head = None
        if head is not None or any(_HEADS_BATCH.match(_plain(text, above)) for above in line.above):
            found.add(line.index)
    return found


def _closes(text: str, line: Line, head: Line) -> bool:
    """A line of the kind of the batch's own heading, about something else."""
    if head.style is not None:
        return line.style == head.style
    return line.style is None and _plain(text, line)[:1] in "【[「" and _plain(text, line)[-1:] in "】]」"


def _plain(text: str, line: Line) -> str:
    return re.sub(r"\s", "", fold(text[slice(*line.body)]))


def _of_batch(text: str, numeral: Numeral, told: Before, state: Sentence) -> bool:
    named = [words.text for words in (state.project, told.label) if words is not None]
    if told.label is None and state.topic is not None and state.topic.label is not None:
        named.append(state.topic.label.text)
    if any("批" in name or re.match(r"首[次笔]", name) for name in named):
        return False  # the batch is named as the one whose figure it is
    ahead = _NAMED_SO.sub("", re.sub(r"\s", "", fold(text[state.span[0] : numeral.extent[0]])))
    batches = list(_BATCH.finditer(ahead))
    if told.label is not None and not lexicon.SOURCE.search(told.label.text) and _told_of_batches(text, told.label.text) < _MANY:
        return False  # one batch pays for it, so what that gives is all it has
    return bool(batches) and _ALL_BATCHES.search(ahead, batches[-1].end()) is None


def _told_of_batches(text: str, name: str) -> int:
    """In how many sentences about a batch a name stands."""
    return sum(name in sentence and _BATCH.search(_NAMED_SO.sub("", fold(sentence))) is not None for sentence in text.split("。"))


def _with_more(text: str, numeral: Numeral, told: Before, state: Sentence) -> bool:
    """连同省级资金，共支出9万元: more than what is spoken of; a label of its own says whose it is."""
    if told.label is not None and not lexicon.GENERIC.match(told.label.text):
        return False
    ahead = fold(text[state.span[0] : numeral.extent[0]])
    added = list(_ADDED.finditer(ahead))
    return bool(added) and not _WITH_ALL.search(ahead, added[-1].end())


def _against_another_year(text: str, numeral: Numeral, state: Sentence, year: int | None) -> bool:
    """比2021年减少2万元 in a report of 2023: the change of more than one year, beside which the last year's change is another."""
    found = list(_AGAINST.finditer(fold(text[state.span[0] : numeral.extent[0]])))
    return year is not None and bool(found) and int(found[-1]["year"]) < year - 1


def _by_years(text: str, told: Before, state: Sentence, year: int | None) -> bool:
    """到位 told year by year: what came in within a year is not what its budget was."""
    return told.cue is not None and "到位" in told.cue.text and over_years(text, state.span, year)
