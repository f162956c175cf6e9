"""What a count counts: the label before it, or the noun behind it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.document import Numeral, Span
from extractor.numerals.fold import fold
from extractor.readers import lexicon
from extractor.readers.base import Words
from extractor.readers.labels import Before
from extractor.readers.words import words

_NOUN = r"(?:[\u4e00-\u9fff“”\"、]|\([\u4e00-\u9fff]{1,6}\))"
_NOUN_BEHIND = re.compile(
    rf"^\s*(?:的)?({_NOUN}{{1,14}}?)(?=配备|实施|参加|建设|组织|通过|[,。;、:)\s]|资金|预算|支出|支付|执行|得分|自评得|共|开展|进行|正常|免费|顺利|有序|及时|每|各|中有|中[,]|全部|均|都|的|为|办公|$|\d)"
)
_COUNTED = re.compile(
    r"项目|单位|部门|机构|科室|中心|目标|指标|学校|医院|企业|岗位|人员|专项|工作|农户|农村|村|社区|乡镇|街道|示范点|职能|站|所"
)
_BAD = re.compile(
    r"(?:[降升增减]?[到至低短为只仅分时]|保留|剩下|其余|预算|标准)$|[是了较]|在(?![职编岗校册])|原因|少$|多$|(?:对(?!象)|[把被将由就也但而并很])|^(?:以上|以下|左右|月|年度|小时|分钟|方面|百分点|工作日|阶段|环节|层次|原则|文件|领域)"
)
_NUMBER_OF = re.compile(r"([\u4e00-\u9fff]{2,10})(?:数量|个数)(?:共计|共|为|达到?|是)?\s*$")
_DURATION = frozenset(
    {"小时", "分钟", "天", "日", "年", "个月", "月", "周", "工作日", "岁", "级", "倍", "届", "期", "号", "楼", "层", "章", "条"}
)
_MOST = 14


@dataclass(frozen=True, slots=True)
class CountLabel:
    """The words for what is counted; ``right`` where they stand behind the number."""

    words: Words
    right: bool


def count_label(text: str, numeral: Numeral, segment: Span, sentence: Span, told: Before, rest: list[Numeral]) -> CountLabel | None:
    """What a count counts; null where it is a duration, a size, or no sure words stand beside it."""
    if numeral.unit is None or numeral.unit in _DURATION or lexicon.SIZE_UNIT.search(numeral.unit) or numeral.kind != "count":
        return None
    behind = _behind(text, numeral, segment, sentence, rest)
    taken = told.label is not None and segment[0] > 0 and told.label.span[0] == segment[0]  # 14个行政村、2个社区
    joined = lexicon.JOINER.search(text[segment[0] : numeral.extent[0]]) is not None
    label = None if joined or (behind is not None and taken) else _before(text, numeral, segment, told)
    if label is not None and not (behind is not None and lexicon.ACTS.fullmatch(label.text)):
        return CountLabel(label, False)
    return CountLabel(behind, True) if behind is not None else None


def without_acts(text: str, label: Words, acts: re.Pattern[str]) -> Words:
    """A label without the verbs in front of it (新建蔬菜冷库 is 蔬菜冷库), unless nothing would be left."""
    found = acts.match(label.text)
    if found is None or len(label.text) - found.end() < 2:
        return label
    marks = [index for index in range(*label.span) if not text[index].isspace()]
    return words(text, (marks[found.end()], label.span[1])) if len(marks) == len(label.text) else label


def _before(text: str, numeral: Numeral, segment: Span, told: Before) -> Words | None:
    """The label before the number; what stands before 数量 is one even where its words else mean the unit itself."""
    if told.label is None:
        found = _NUMBER_OF.search(text[segment[0] : numeral.extent[0]]) if told.itself else None
        return words(text, (segment[0] + found.start(1), segment[0] + found.end(1))) if found else None
    label = without_acts(text, told.label, lexicon.ACTS)
    return label if told.measure is None and _sure(label.text) else None


def _sure(label: str) -> bool:
    return len(label) <= _MOST and not _BAD.search(label) and not lexicon.NAMES_NOTHING.search(label)


def _behind(text: str, numeral: Numeral, segment: Span, sentence: Span, rest: list[Numeral]) -> Words | None:
    """The noun behind the number: the work done in so many places, what its measure word belongs to, or a noun that is often counted."""
    start = numeral.extent[1]
    ahead = fold(text[start : min(sentence[1], rest[0].extent[0] if rest else sentence[1])])
    if numeral.unit == "个" and lexicon.DOES_WORK.search(text[segment[0] : numeral.extent[0]]):
        work = lexicon.WORK_IN_PLACES.match(ahead)
        if work is not None:
            return words(text, (start + work.start("work"), start + work.end("work")))
    head = lexicon.HEADS.get(numeral.unit or "")
    found = re.match(rf"\s*(?:的)?([\u4e00-\u9fff]{{0,10}}?(?:{head}))", ahead) if head else None
    if found is not None and not _BAD.search(found[1]):
        return words(text, (start + found.start(1), start + found.end(1)))
    if numeral.unit not in ("个", "项", "家", "所", "名", "支"):
        return None
    found = lexicon.OFFICIALS.match(ahead) or _NOUN_BEHIND.match(ahead)
    if found is None or not _COUNTED.search(found[1]) or _BAD.search(found[1]):
        return None
    return words(text, (start + found.start(1), start + found.start(1) + len(found[1].rstrip("中和与及、"))))
