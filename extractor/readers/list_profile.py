"""What the items of a list have in common: whether each tells a budget, a spending, a rate or a score of something it names."""

from __future__ import annotations

import re

from extractor.document import Document
from extractor.numerals.fold import fold
from extractor.outline import Line
from extractor.readers import lexicon
from extractor.readers.base import Words

_MONEY = r"(?:\d[\d.,]*|[一二三四五六七八九十百千万亿零两〇壹贰叁肆伍陆柒捌玖拾佰仟点]+)(?:万|亿)?元?"
_RATE = re.compile(r"(?:执行|支付|支出|使用|拨付|完成)(?:率|进度)(?:为|达到?|是|:)*(?:\d|百分之)")
_SCORE = re.compile(r"(?:得分|评分|自评得)(?:为|:)*(?:\d|[一二三四五六七八九])")
_BOTH = r"(?:[、和与](?:支出|支付|执行|拨付)(?:数)?均为)?"
_BUDGETED = re.compile(rf"(?:预算|安排|下达|核定|投入|到位){_BOTH}(?:资金|数|金额|为|了|共|:)*{_MONEY}")
_SPENT = re.compile(rf"(?:支出|支付|执行|拨付|已付|实付|花了|使用|兑付|发放)(?:资金|数|金额|为|了|共|:)*{_MONEY}")
_AMOUNT_FIRST = re.compile(rf"^[(,:。—-]*{_MONEY}")
_TOPICS = re.compile(
    r"(?:情况|分析|评价|结论|概况|问题|原因|措施|方面|合计|总体|目标|建议|依据|方法|过程|进度|管理制度|范围|结余|类|"
    r"执行|使用|得分|评分|绩效|成效|效果|来源|由来|下达|分解|安排|收支|预算|决算|说明|背景|总结)$"
)


def is_told(document: Document, lines: tuple[Line, ...], line: Line, name: Words) -> bool:
    """Whether an item tells two of budget, spending, rate and score of what it names, and so is no aside about it."""
    money, score = _figures(_said(document, lines, line, name))
    return money + score >= 2


def has_money(document: Document, lines: tuple[Line, ...], line: Line, name: Words) -> bool:
    """Whether an item tells a budget, a spending or a rate of what it names."""
    return _figures(_said(document, lines, line, name))[0] > 0


def _figures(said: str) -> tuple[int, int]:
    """How many of budget, spending and rate are told, and whether a score is."""
    money = [_BUDGETED.search(said) or _AMOUNT_FIRST.match(said), _SPENT.search(said), _RATE.search(said)]
    return sum(found is not None for found in money), int(_SCORE.search(said) is not None)


def may_name_project(name: Words) -> bool:
    """Whether the words an item opens with could be a project's name: no topic of a report, no category, not the unit itself."""
    plain = re.sub(r"\s", "", fold(name.text))
    other = lexicon.ITSELF.match(plain) or lexicon.GENERIC.match(plain) or _TOPICS.search(plain)
    return not other and not lexicon.is_category(plain)


def _said(document: Document, lines: tuple[Line, ...], line: Line, name: Words) -> str:
    """What an item says behind its name: the rest of its line, and the paragraphs under it where it is a heading."""
    below = [one for one in lines if line.heading and any(above.index == line.index for above in one.above)]
    told = [document.text[name.span[1] : line.body[1]], *(document.text[slice(*one.body)] for one in below)]
    return re.sub(r"\s", "", fold("".join(told)))
