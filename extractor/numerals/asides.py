"""Numbers that carry no figure and are no dates: document numbers, phones, codes, ordinals, addresses, parts of names."""

from __future__ import annotations

import re

from extractor.document import NumeralKind
from extractor.numerals.units import UNIT

_Y = r"(?:19|20)\d{2}"
_HAN = r"\u4e00-\u9fff"
_OPEN, _CLOSE = r"[〔\[【﹝(〈<{]", r"[〕\]】﹞)〉>}]"
_UNIT = UNIT.pattern.replace("?P<unit>", "?:")
_NO_UNIT = rf"(?!\d|\.\d|\s?(?:{_UNIT}))"
_NO_FIGURE = rf"(?!\d*(?:\.\d+)?\s?(?:[十百千]?[万亿]?元|\\?[%‰]|[十百千]?[万亿](?![{_HAN}])|分(?!钟)))"
_HEAD = r"(?<![^\n])\s{0,4}"  # the start of a line
_START = r"(?:(?<=[。;:：,、!?)\]\s“\"(|>])|(?<![^\n]))"  # there, or behind a stop


def _behind(words: str) -> str:
    """A lookbehind for any of the words."""
    return "|".join(f"(?<={word})" for word in words.split())


_LABEL = _behind("目标 指标 附件 附表 附录 附图 表 图 附 序号 编号 标段 专栏 栏次 行次")
_WEAK_LABEL = _behind("任务 问题 措施 方案 案例 阶段 步骤 项目 类型 工作 原因 建议 节点 注")
_CODE_LABEL = _behind("编码 代码 账号 编号 证号 邮编")
_HOTLINE = r"[”\"’]?\s?(?:热线|报警|急救|接处?警|举报|政务服务|便民|市民服务)"

DOCUMENT_NUMBERS = (
    rf"{_OPEN}\s?{_Y}\s?{_CLOSE}\s?(?:第\s?)?\d{{1,5}}(?:[-、—]\d{{1,5}})?\s?号",
    rf"(?<=[{_HAN}A-Za-z])\s?[〔\[【﹝]\s?{_Y}\s?[〕\]】﹞]\s?(?:第\s?)?\d{{1,5}}(?![\d.,]|\s?[十百千]?[万亿]?元)",
    rf"(?<![\d.]){_Y}\s?[〕\]】﹞]\s?(?:第\s?)?\d{{1,5}}\s?号",  # the opening bracket lost
    rf"[〔﹝]\s?{_Y}\s?\d{{1,4}}\s?号",  # the closing one lost
    rf"(?<=[{_HAN}])(?<![为约达共计额])(?<![\d.]){_Y}\d{{1,4}}\s?号",  # both lost
    rf"(?<![\d.]){_Y}\s?年第?\s?\d{{1,4}}号(?![楼院线])",
    rf"[〔﹝]\s?{_Y}(?=\s?[〕﹞]|\d)",  # all that is sure of 〔20193257000万元
    rf"[\[【(]\s?{_Y}\s?[\])】](?=\s?(?:第|[Xx×*]+\s?号))",
)
PHONES = (
    r"(?<![\d.])1[3-9]\d{9}(?![\d.%]|\s?[万亿元])",
    r"(?<![\d.])0[1-9]\d{9,10}(?![\d.%]|\s?[万亿元])",
    r"(?<![\d.])1[3-9]\d\s?[*xX×]{4}\s?\d{4}(?!\d)",
    r"(?<![\d.])1[3-9]\d([- ])\d{4}\1\d{4}(?!\d)",
    r"(?<![\d.])\(?0\d{2,3}\)?\s?[-—]\s?\d{7,8}(?:-\d{1,4})?(?!\d)",
    r"\(0\d{2,3}\)\s?\d{7,8}(?!\d)",
    r"(?<!\d)[48]00-?\d{3,4}-\d{3,4}(?!\d)",
    r"(?:(?<=电话)|(?<=手机)|(?<=传真)|(?<=热线)|(?<=联系方式))\s?[:号码]{0,3}\s{0,3}\d[\d-]{4,15}\d" + _NO_UNIT,
    rf"(?<![\d.])(?:1[12]\d{{1,3}}|9[56]\d{{3,4}})(?={_HOTLINE})",
)
CODES = (
    rf"(?:{_CODE_LABEL})\s?[:为]?\s{{0,3}}[A-Za-z]{{0,6}}\d[A-Za-z\d-]{{3,40}}" + _NO_UNIT,
    r"(?<![A-Za-z\d.\\])(?=[\dA-Z-]{8,40}(?![A-Za-z\d.]))(?=\d{0,40}[A-Z][\dA-Z-]{0,40}\d)[\dA-Z-]{8,40}(?!%)" + _NO_UNIT,
    r"(?<![A-Za-z\d.,])(?:\d{4,12}[/_])?\d{4}-\d{5,12}" + _NO_UNIT,
    r"(?<![A-Za-z\d.,])\d{4,12}_\d{2,8}[A-Za-z]{0,4}",
    r"(?<=[“\"\[(（、])(?:30[1-9]|310|399|50[1-9]|51[0-4]|599)\d{2}(?=\s?[-—]?\s?[\u4e00-\u9fff])" + _NO_UNIT,
    r"(?<![A-Za-z\d.,])(?:\d{15,40}|0\d{7,14})(?![\d.,%A-Za-z])" + _NO_UNIT,
    rf"(?<![\d.])2(?:0[1-9]|[123]\d)\d{{4}}(?=\s?[-—]?\s?(?![至到和与及])[{_HAN}])" + _NO_UNIT,  # 2130705对村民委员会…
)
ADDRESSES = (
    r"(?<![\d.])\d{1,4}(?:\s?[-、和及,至]\s?\d{1,4})?\s{0,2}(?:号楼|号院|楼(?![盘房宇])|单元|室(?!内外)|号门)",
    r"(?:(?<![A-Za-z\\])[A-Za-z]|(?<=[座栋])|(?<=小区)|(?<=[A-Za-z]区))\s?\d{1,4}\s?(?:栋|幢|座|层|号|室)",
    r"(?<![\d.第])\d{1,5}(?:-\d{1,4})?\s?号(?!召)",
)
FORMULAS = (
    r"(?:[*×xX]|\\times)\s?(?:\$\s?)?100\s?\\?%",
    r"(?:(?<=m)|(?<=M))[23](?![\d.])",
    r"\^\s?\{?\s?\d{1,2}",
)
NAME_PARTS = (
    r"(?<![\d.])\d{1,6}\s?个?字(?:以内|左右|以上|以下|内)?(?=[,。;)\s]|$)",
    rf"(?<![A-Za-z\\\d])(?!x\d|X\d{{1,6}}\s?(?:{_UNIT}))[A-Za-z]{{1,12}}-?{_NO_FIGURE}\d{{1,6}}(?:\.\d{{1,2}})?"
    r"(?:[A-Za-z]++\d*+)*+(?!\d|\.\d)(?:\+\d{1,4}(?:\.\d{1,3})?)?",
    r"(?<![\d.,])\d{1,3}[GDdAK](?![A-Za-z\d/])",
    r"(?<![\d.])(?:985|211)(?=\s?(?:高校|工程|大学|院校|[、/和]))",
    r"(?<=[“\"'‘「])(?!0[”\"])(?=[\d+NnXx*×-]{1,12}[”\"'’」])\d[\d+NnXx*×-]{0,11}",
    r"(?<![\d.])\d{1,4}(?:\+(?:\d{1,3}|[NnXx])){1,5}(?=[”\"’]|\s?(?:工作|模式|机制|体系|行动|工程|N|X))",
)
ORDINALS = (
    r"第\s{0,2}\d{1,5}(?:\s?[-—~至、]\s?\d{1,5})?(?!\d|\.\d|\s?[十百千]?[万亿]?元|\s?\\?%)",
    rf"(?:{_LABEL})\s{{0,2}}\d{{1,2}}(?:\s?-\s?\d{{1,2}}){{0,3}}(?![\d%])"
    rf"(?=\s|[:、.,;)》”(\]-]|$|[{_HAN}])" + _NO_UNIT,
    rf"(?:{_WEAK_LABEL})\s{{0,2}}\d{{1,2}}(?=\s?[:.、)]\s?[^\d\s])",
    rf"{_START}\d{{1,2}}(?:\.\d{{1,2}}){{2,4}}\.?(?![\d.%])" + _NO_UNIT,
    rf"{_HEAD}\d{{1,2}}\.\d{{1,2}}(?=\s{{1,3}}(?:[{_HAN}]|{_Y}\s?年))" + _NO_UNIT,
    rf"{_START}\d{{1,3}}\s?\.(?=\s?(?:{_Y}\s?年|\d{{1,2}}月))",
    rf"{_START}\d{{1,3}}\s?\.(?=\s{{0,3}}[^\d\s.]|\s*$)",
    rf"(?<=[{_HAN}])(?<![为达共计约额率])\d{{1,2}}\.(?=\s?[{_HAN}《“])",
    rf"{_START}\d{{1,3}}\s?、(?!\s?\d)",
    rf"{_HEAD}\d{{1,3}}\s?[、,](?=\s?{_Y}\s?年)",
    rf"{_START}\(\s?\d{{1,2}}\s?\)(?!\s?(?:[十百千]?[万亿]?元|%))",
    rf"\(\s?(?:1?\d|20)\s?\)(?=\s?[{_HAN}=+])(?!\s?(?:[十百千]?[万亿]?元|%))",
    rf"{_START}\d{{1,2}}\s?\)(?=\s?[{_HAN}])",
    rf"{_HEAD}\d{{1,3}}\s{{1,3}}(?=[{_HAN}])" + _NO_UNIT,
    r"[\[【]\s?\d{1,3}\s?[\]】]",
)


def _all(kind: NumeralKind, patterns: tuple[str, ...]) -> list[tuple[NumeralKind, re.Pattern[str]]]:
    return [(kind, re.compile(pattern)) for pattern in patterns]


FIRM = [*_all("document_number", DOCUMENT_NUMBERS), *_all("phone", PHONES), *_all("code", CODES)]
"""Kind and pattern of what keeps its digits even from a date; a match is the extent, its first to last digit the span."""

WEAK = [*_all("address", ADDRESSES), *_all("formula", FORMULAS), *_all("name_part", NAME_PARTS), *_all("ordinal", ORDINALS)]
"""The same for what only takes digits that no date has."""
