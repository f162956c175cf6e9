"""What a count counts: the label before it, or the noun behind it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.document import Numeral, Span
from extractor.numerals.fold import fold
from extractor.readers.base import Words
from extractor.readers.labels import Before
from extractor.readers.words import words

_NOUN_BEHIND = re.compile(
    r"^\s*(?:的)?([\u4e00-\u9fff（）()“”\"、]{1,14}?)(?=配备|实施|参加|建设|[，,。；;、：:）)\s]|资金|预算|支出|支付|执行|得分|自评得|共|开展|进行|中有|中[，,]|全部|均|都|的|为|办公|$|\d)"
)
_COUNTED = re.compile(r"项目|单位|部门|机构|科室|中心|目标|指标|学校|医院|企业|岗位|人员|专项|工作|农户|农村|村|社区|职能|站|所")
_BAD = re.compile(
    r"[是了在较]|原因|少$|多$|[是了在对把被将由就也但而并很]|^(?:以上|以下|左右|月|年度|小时|分钟|方面|百分点|工作日|阶段|环节|层次|原则|文件|领域)"
)
_ACTS = re.compile(
    r"^(?:的|内设|另?有|配备了?|修复|创建|新建|资助|受益|购置|更换|聘用|聘请|辖|下辖|现辖|接待|举办|组织|培训|服务|发放|收回|制作|印发|采购|拥有|设立)+"
)
_DURATION = frozenset(
    {"小时", "分钟", "天", "日", "年", "个月", "月", "周", "工作日", "岁", "级", "倍", "届", "期", "号", "楼", "层", "章", "条"}
)
_AREA = re.compile(r"米|公里|亩|公顷|吨|公斤|千克|㎡|m²|m³|km")


@dataclass(frozen=True, slots=True)
class CountLabel:
    """The words for what is counted; ``right`` where they stand behind the number."""

    words: Words
    right: bool


def count_label(text: str, numeral: Numeral, segment: Span, sentence: Span, told: Before, rest: list[Numeral]) -> CountLabel | None:
    """What a count counts; null where it is a duration, a size, or no sure words stand beside it."""
    if numeral.unit is None or numeral.unit in _DURATION or _AREA.search(numeral.unit) or numeral.kind != "count":
        return None
    behind = _behind(text, numeral, sentence, rest)
    taken = told.label is not None and segment[0] > 0 and told.label.span[0] == segment[0]  # 14个行政村、2个社区
    if behind is not None and taken:
        return CountLabel(behind, True)
    if told.label is not None and told.measure is None and _sure(told.label.text):
        front = _ACTS.match(told.label.text)
        label = told.label
        if front and len(label.text) - front.end() >= 2:
            label = words(text, (label.span[0] + text[label.span[0] : label.span[1]].index(label.text[front.end()]), label.span[1]))
        return CountLabel(label, False)
    return CountLabel(behind, True) if behind is not None else None


def _sure(label: str) -> bool:
    return (
        len(label) <= 14
        and not _BAD.search(label)
        and not re.search(
            r"^(?:共|主要|分别|设定|共设定|制定|完成|新增了?|清退|减少|取消|建成|发放|培训|开展|下设|参加|参训|受理|办理|排查|处理|化解|巡查|整改|慰问|救助)$",
            label,
        )
    )


def _behind(text: str, numeral: Numeral, sentence: Span, rest: list[Numeral]) -> Words | None:
    if numeral.unit not in ("个", "项", "家", "所", "名", "支"):
        return None
    end = min(sentence[1], rest[0].extent[0] if rest else sentence[1])
    found = _NOUN_BEHIND.match(fold(text[numeral.extent[1] : end]))
    if not found or not _COUNTED.search(found[1]) or _BAD.search(found[1]):
        return None
    start = numeral.extent[1] + found.start(1)
    name = found[1].removesuffix("中")
    end = start + (1 if len(name) > 1 and name[0] == name[1] else len(name))  # 22个村村干部: 村, and then 村干部
    if text[start:end].count("（") > text[start:end].count("）"):
        end += 1 if text[end : end + 1] == "）" else 0
    return words(text, (start, end))
