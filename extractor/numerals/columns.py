"""What the words over a column, beside a row or above a table say about the numbers there: their kind and unit."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from extractor.numerals.fold import fold
from extractor.numerals.units import as_unit, kind_of

ColumnKind = Literal[
    "initial",
    "budget",
    "executed",
    "money",
    "rate",
    "weight",
    "score",
    "target",
    "actual",
    "count",
    "ordinal",
    "note",
    "unit",
    "bound",
    "date",
    "other",
]
"""What a column holds; ``money`` is an amount that is neither 年初 nor 全年预算 nor 执行."""

MONEY_KINDS: frozenset[ColumnKind] = frozenset({"initial", "budget", "executed", "money"})

_WORDS: tuple[tuple[ColumnKind, str], ...] = (
    ("note", r"备注|说明|偏差(?!率)|原因|改进|措施|指标解释|评分标准|计算方法|评分办法"),
    ("ordinal", r"^序号|^序$|行次|栏次|^编号$|^No\.?$"),
    ("rate", r"(?:执行|支付|支出|完成|控制|到位|使用|覆盖)率|进度|占比|比例|比重|百分比|增幅|[^效频税功汇利]率(?:\(.*\))?$"),
    ("weight", r"分值|权重|标准分|满分|总分值"),
    ("score", r"得分|评分|自评分|分数|总分|扣分"),
    ("actual", r"实际.{0,4}值|完成指标值|实际完成"),
    ("target", r"指标值|目标值|预期目标|年度目标|计划值|预期值|标准值"),
    ("actual", r"完成值|实际值|完成情况|实际完成|完成结果"),
    ("unit", r"^(?:计量|度量)?单位$"),
    ("bound", r"指标性质|指标方向|运算符|比较符|^符号$|^方向$"),
    ("date", r"日期|时间|年月|年份|^年度$"),
    ("count", r"人数|户数|次数|个数|数量|编制数|编制|在职|台数|人次|面积|规模|里程|件数|项目数"),
    ("initial", r"年初|期初预算"),
    ("executed", r"年度?完成(?:投资|金额|额)?$|执行数?|决算|支出数?|支付|拨付|使用|实际投资|实际到位|到位"),
    ("budget", r"预算|批复|安排数?|计划投资|调整数"),
    ("money", r"金额|资金|经费|拨款|收入|小计|合计|投资|财政|结转|结余|其他资金|补助|费用|费$|款$|基金|成本|元\)?$"),
)  # fmt: skip
_PATTERNS = tuple((kind, re.compile(words)) for kind, words in _WORDS)
_HEADS = re.compile(
    "(?P<initial>年初预算数?)|(?P<budget>(?:全年|调整后?|本年|年度)?预算(?!执行)数?(?:\\(A\\))?|全年预算安排数?)|(?P<executed>(?:全年|实际)?执行数?(?!率)(?:\\(B\\))?|(?:全年|实际)支出数?(?!率))|"
    "(?P<rate>(?:预算)?(?:执行|支付|支出)率)|(?P<weight>分值|权重)|(?P<score>(?:自评)?得分)|(?P<target>(?:年度)?(?:指标|目标)值)|(?P<actual>(?:实际|全年)?完成(?:值|情况))"
)  # fmt: skip
_BRACKET = re.compile(r"\(\s*(?:单位\s*[:：]?\s*)?([^()]{1,8})\s*\)|单位\s*[:：]\s*([^\s,;。()]{1,6})")
_TAIL = re.compile(r"[^十百千万亿]((?:[十百千]?[万亿]|[百千])元|%|(?<=[/:])元)$")
_CAPTION = re.compile(r"(?:金额|计量|货币|资金)?\s*单位\s*[:(]\s*(?:人民币)?\s*([十百千]?[万亿]?\s?元|万|亿)")
_COUNTERS = {"人数": "人", "在职": "人", "编制": "人", "户数": "户", "次数": "次", "人次": "人次", "台数": "台", "件数": "件"}
_BARE_MONEY = {"万": "万元", "亿": "亿元", "千": "千元"}
_MONEY_WORD = re.compile(
    r"预算|执行|决算|支出|金额|资金|拨款|收入|经费|补助|拨付|支付|投资|投入|结转|结余|费用|成本|基金|工资|津贴|奖金|房租|[费款]$|[费款]\)?[:：]?$"
)


@dataclass(frozen=True, slots=True)
class Heading:
    """What a label path says: the kind of its numbers, and the unit it prints (``explicit``) or implies."""

    kind: ColumnKind
    unit: str | None
    explicit: bool


@lru_cache(maxsize=4096)
def label_kind(label: str) -> ColumnKind:
    """The kind of the numbers under one header label or beside one row label; ``other`` where it does not tell."""
    plain = re.sub(r"\([^()]*\)|\s", "", fold(label))
    return next((kind for kind, words in _PATTERNS if words.search(plain)), "other")


@lru_cache(maxsize=4096)
def label_unit(label: str) -> str | None:
    """The unit that a label prints: ``项目资金（万元）`` 万元, ``执行率(%)`` %, ``单位：元`` 元; null where it prints none."""
    folded = fold(label)
    for found in reversed(list(_BRACKET.finditer(folded))):
        word = "".join((found[1] or found[2]).split())
        unit = _BARE_MONEY.get(word) or as_unit(word)
        if unit:
            return unit
    tail = _TAIL.search("".join(folded.split()))
    return tail[1] if tail else as_unit(folded)


def heading(path: Iterable[str]) -> Heading:
    """What a path of labels (outermost first) says about its numbers: the innermost label that tells decides.

    A unit printed higher up holds only as far as it fits: the 执行率 under 项目资金（万元） is no amount.
    """
    kind: ColumnKind = "other"
    for label in reversed(tuple(path)):
        found, unit = label_kind(label), label_unit(label)
        kind = found if kind == "other" else kind
        if unit and (kind in MONEY_KINDS or kind == "other" or kind_of(unit) != "money"):
            return Heading("money" if kind == "other" and kind_of(unit) == "money" else kind, unit, True)
        if kind in ("rate", "weight", "score", "count", "ordinal", "note", "unit", "bound", "date"):
            return Heading(kind, _implied(kind, label), False)
    return Heading(kind, None, False)


def _implied(kind: ColumnKind, label: str) -> str | None:
    if kind == "rate":
        return "%"
    if kind in ("weight", "score"):
        return "分"
    if kind == "count":
        return next((unit for word, unit in _COUNTERS.items() if word in label), None)
    return None


def caption_unit(line: str) -> str | None:
    """The money unit of a line such as ``单位：万元`` or ``金额单位：元`` near a table; null where there is none."""
    found = _CAPTION.search(fold(line))
    if not found:
        return None
    word = "".join(found[1].split())
    return _BARE_MONEY.get(word, word)


def speaks_of_money(label: str) -> bool:
    """Whether a label has a word for an amount: 预算, 执行, 资金, 拨款, 收入 …, and is no rate, score or count."""
    return _MONEY_WORD.search(fold(label)) is not None and label_kind(label) not in (
        "rate",
        "weight",
        "score",
        "count",
        "note",
        "ordinal",
    )


def head_words(line: str) -> tuple[ColumnKind, ...]:
    """The column kinds that a header line names from left to right: ``年初预算数全年预算数全年执行数分值执行率得分``."""
    kinds: list[ColumnKind] = []
    for found in _HEADS.finditer(fold(line).replace(" ", "")):
        kind = next(name for name, words in found.groupdict().items() if words)
        kinds.append(kind)  # type: ignore[arg-type] # the group names are column kinds
    return tuple(kinds)
