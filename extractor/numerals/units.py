"""Units: which there are, how they read in print, what kind of figure they make."""

from __future__ import annotations

import re
from decimal import Decimal

from extractor.document import Numeral, NumeralKind
from extractor.numerals import measures

_PINYIN = r"(?:\([a-zA-Zà-ǿü]{1,8}\))?"
_POWER = rf"(?:万{_PINYIN}亿|[十百千]?[万亿]|[十百千]){_PINYIN}"
_CURRENCY = r"(?:元(?![旦宵素月年区里桥朝])|美元|港元|欧元|日元|块钱)"
_THING = rf"\\?(?:mathrm|text|mathbf)?\s?\{{?\s?k?m\s?\^\s?\{{?\s?[23]\}}?\}}?|k?m[23](?!\d)|{measures.pattern(measures.WORDS)}"
_HEDGED = rf"(?:[余多]\s?)?(?:{_POWER})?(?:\s?[余多])?\s?"  # 余万, 万余
_COUNTED = rf"(?:{_HEDGED}(?:{_THING}))"
_PERCENT = r"(?:\\?%|‰|个?百分点|个?千分点)"
_SCORE = (
    r"分(?!之(?!间|内|上|后|和)|[别钟类为布局公批期管项段工区中成解析配级散组部支院校行店站点发步层户值数子流离摊担享明会队处头镇村厘米歧红属])"
    r"|分(?=为[^\d]{0,3}[优良中差])"
)
_MONEY = rf"(?:{_HEDGED}{_CURRENCY}|角(?![度落色逐]))"
_BARE = r"(?:万亿|[十百千]?[万亿])(?![一众达])"
_PER = rf"(?:\s?[/·]\s?(?:每)?(?:{_THING}|季))"
UNIT = re.compile(rf"(?:人民币)?(?P<unit>(?:{_MONEY}|{_PERCENT}|{_SCORE}|{_COUNTED}|{_BARE}{_PINYIN}){_PER}{{0,3}})")
"""A unit where a number ends; the group ``unit`` is what stands there, spaces and hedges included."""

_JUNK = re.compile(r"\s|\([a-zA-Zà-ǿü]{1,8}\)|\\(?:mathrm|text|mathbf)?|[{}]")
_SQUARE = re.compile(r"m\^?([23])$")
_FACTORS = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8}


def canonical(unit: str) -> str:
    """A unit as matched in print, without spaces, pinyin, LaTeX and hedges: ``1 次/ 月`` gives 次/月, 余平方米 平方米."""
    plain = _JUNK.sub("", unit)
    head, slash, rest = plain.partition("/")
    head = re.sub(r"^[余多]?([十百千万亿]*)[余多]?", r"\1", head)
    head, rest = (_SQUARE.sub(lambda found: "m²" if found[1] == "2" else "m³", part) for part in (head, rest))
    return (head.replace("个百分点", "百分点") + slash + rest).replace("每", "")


def hedged(unit: str) -> bool:
    """Whether the matched unit carries 余 or 多 (``50余平方米``, ``3万多元``)."""
    return re.match(r"\s?[十百千万亿]{0,3}\s?[余多]", unit) is not None


def kind_of(unit: str | None) -> NumeralKind:
    """The kind of a figure with that unit: money for 元 and its multiples (per whatever), percent, score, count or plain."""
    if unit is None:
        return "plain"
    head = unit.partition("/")[0]
    if head.endswith(("元", "块钱")) or head == "角" or all(char in _FACTORS for char in head):
        return "money"
    if head in ("%", "‰", "百分点", "千分点", "个千分点"):
        return "percent"
    return "score" if head == "分" else "count"


def money_factor(unit: str) -> Decimal | None:
    """How many 元 one of ``unit`` is (万元 and a bare 万: 10000); null where it is no money in 元."""
    head = unit.partition("/")[0]
    if head == "角":
        return Decimal("0.1")
    powers = head.removesuffix("元")
    if any(char not in _FACTORS for char in powers):
        return None
    return Decimal(10) ** sum(_FACTORS[char] for char in powers)


def factor(numeral: Numeral) -> Decimal:
    """How many 元 one of the numeral's unit is; 1 where it is no money."""
    return (money_factor(numeral.unit) if numeral.kind == "money" and numeral.unit else None) or Decimal(1)


def amount(numeral: Numeral) -> Decimal:
    """The number in 元 where it is money (0.7亿元 and 7000万元 are one), else as printed."""
    return numeral.value * factor(numeral)


def as_unit(text: str) -> str | None:
    """The canonical unit if ``text`` (folded) is nothing but a unit, as in a bracket of a header; else null."""
    found = UNIT.fullmatch(text.strip())
    return canonical(found["unit"]) if found else None
