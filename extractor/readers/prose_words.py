"""Words of prose that serve as labels without standing right before a number."""

from __future__ import annotations

import re

from extractor.document import Span
from extractor.numerals.fold import fold
from extractor.readers import lexicon
from extractor.readers.base import Words
from extractor.readers.labels import Before
from extractor.readers.prose_state import Sentence
from extractor.readers.words import words
from schemas.record import Measure

_AUDIT = re.compile(r"(?:审减|核减|调减|调增|追加|压减|核增)")

_ABOUT = re.compile(
    r"情况|分析|评价|目标|管理|结论|绩效|问题|措施|产出|效益|满意|资金|执行|完成|概况|方面|指标|建议|下一步|结果|其中|总体|安排|下达|使用"
)


def item_of(text: str, span: Span) -> Words | None:
    """What a paragraph of a fund report opens with, where that is a thing it pays for: 1.城市低保。全年发放资金1036万元."""
    found = re.match(r"\s*([\u4e00-\u9fff（）()]{2,24})[。：:]", text[span[0] : span[1]])
    if found is None or _ABOUT.search(found[1]):
        return None
    return words(text, (span[0] + found.start(1), span[0] + found.end(1)))


def category_of(text: str, span: Span) -> Words | None:
    """The category of spending that a paragraph opens with: （二）项目支出。决算支出20万元，…."""
    found = re.match(r"\s*([\u4e00-\u9fff“”（）()]{3,12})。", text[slice(*span)])
    plain = re.sub(r"[“”\"]", "", fold(found[1])) if found else ""
    spent = found is not None and re.search(r"(?:支出|经费|费用?)$", plain) and lexicon.is_category(plain)
    return words(text, (span[0] + found.start(1), span[0] + found.end(1))) if found is not None and spent else None


def names_itself(text: str, cue: Words, label: Words | None) -> bool:
    """Whether a rent is its own label: nothing stands before it, or words that point back (此仓库年租金为…)."""
    back = label is not None and text[: label.span[0]].rstrip()[-1:] in ("此", "该")
    return lexicon.RENT.match(cue.text) is not None and (label is None or back)


def cue_label(text: str, cue: Words) -> Words:
    """A measure word that serves as a label (年末结转结余), without the copula behind it."""
    found = lexicon.COPULA_END.search(cue.text)
    keep = cue.text[: found.start()] if found and found.start() >= 2 else cue.text
    return words(text, (cue.span[0], cue.span[0] + max(2, text[cue.span[0] : cue.span[1]].find(keep[-1]) + 1)))


def cue_as_label(text: str, measure: Measure | None, label: Words | None, told: Before, state: Sentence) -> Words | None:
    """The measure word where it names the amount by itself: a balance, what an audit took off, a rent."""
    if told.cue is None:
        return None
    if measure == "balance" and label is None and not _goes_on(state):
        return cue_label(text, told.cue)
    if measure == "change" and label is None and state.project and _AUDIT.match(told.cue.text):
        return told.cue
    if measure == "unit_price" and names_itself(text, told.cue, label):
        return cue_label(text, told.cue)
    return None


def _goes_on(state: Sentence) -> bool:
    """Whether the sentence goes on about a quantity that can have a balance."""
    spoken = state.topic.label.text if state.topic is not None and state.topic.label is not None else None
    return spoken is not None and not spoken.endswith(("收入", "支出")) and not lexicon.CARRIED.match(spoken)
