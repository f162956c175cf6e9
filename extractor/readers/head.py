"""Title, organisation and year of a report."""

from __future__ import annotations

import itertools
import re
from collections import Counter

from extractor.document import Document, Span
from extractor.grid import squeeze
from extractor.numerals.fold import fold
from extractor.readers.base import Words
from extractor.readers.words import exact, words

_TITLE = re.compile(r"报告|自评材料|自评表|自评情况|总结|说明$")
_SKIP = re.compile(r"^(?:附件|附表|附)\s*[\d一二三四五-]*[:：]?$|^[（(]?\s*(?:参考|样式|模板|草稿)")
_ENDS_SENTENCE = re.compile(r"[。；;！？：:]\s*$")
_FRONT = re.compile(r"^(?:附件\d*[:：]?|关于|(?:19|20)\d\d年?度?|[Xx×*\d]{2,4}年度?)+")
_ORGANISATION = re.compile(
    r"^([\u4e00-\u9fff（）()·*×]{2,36}?)(?=关于|(?:19|20)\d\d|[Xx×*\d]{2,4}年|部门整体|整体支出|单位整体|项目支出|部门项目|财政支出|预算项目|项目绩效|预算绩效|绩效|部门预算|"
    r"年度|中央|省级|专项|部门支出|支出绩效|自评)"
)
_ORGANISATION_END = re.compile(
    r"(?:政府|委员会|委|局|厅|办|办公室|中心|镇|乡|街道|办事处|院|校|学|站|所|处|会|队|馆|县|区|市|司|部|园|社|联|局机关|公司|团)(?:本级)?$"
)
_ORGANISATION_KEY = re.compile(
    r"^(?:预算)?(?:单位|部门)(?:\(单位\)|（单位）)?名称[:：]?$|^填报单位(?:[(（]盖章[)）])?[:：]?$|^(?:部门|单位)[:：]?$"
)
_FILLED_BY = re.compile(r"(?:填报|自评|预算|评价)单位(?:[（(](?:盖章|公章|签章)[)）])?[：:]\s*(?P<name>[\u4e00-\u9fff（）()]{4,30})")
_CN_YEAR = re.compile(r"(?:一九|二[〇零0])[〇零0一二三四五六七八九]{2}(?=\s*年)")
_CN_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_YEAR = re.compile(r"((?:19|20)\d\d)\s*年(度?)")


def read_title(document: Document) -> Words | None:
    """The printed title: the first short line that names a report, the lines of the same title before and behind joined."""
    spans = [block.span for block in document.blocks[:12] if block.kind == "paragraph"]
    lines = [(span, document.text[slice(*span)].strip()) for span in spans]
    for index, (_, line) in enumerate(lines):
        if _TITLE.search(line) and len(line) <= 70 and not _ENDS_SENTENCE.search(line) and not line.startswith("根据"):
            first = index
            while first > 0 and _joins(lines[first - 1][1], lines[index][1]):
                first -= 1
            span: Span = (lines[first][0][0], lines[index][0][1])
            return exact(document.text, span)
    return None


def _joins(before: str, title: str) -> bool:
    """Whether a line above is part of the title: short, no sentence, not an attachment mark, and an organisation or a year."""
    if not 2 <= len(before) <= 40 or _SKIP.match(squeeze(before)) or re.search(r"[。，,；;：:]", before):
        return False
    plain = squeeze(before)
    return _ORGANISATION_END.search(plain) is not None or _YEAR.search(plain) is not None


def read_organisation(document: Document, title: Words | None) -> Words | None:
    """The organisation: the words of the title before its year or kind, else the form's own field."""
    if title is not None:
        plain = fold(title.text)
        front = _FRONT.match(plain)
        rest = plain[front.end() :] if front else plain
        found = _ORGANISATION.match(rest)
        if found and _ORGANISATION_END.search(found[1]):
            return Words(found[1], title.span)
    filled = _FILLED_BY.search(document.text)
    if filled:
        return words(document.text, filled.span("name"))
    for block in document.tables:
        if block.table is None:
            continue
        cells = [(squeeze(document.text[slice(*cell.span)]), cell) for cell in block.table.cells]
        for (key, _), (value, cell) in itertools.pairwise(cells):
            if _ORGANISATION_KEY.match(key) and len(value) >= 3 and re.search(r"[\u4e00-\u9fff]{3}", value):
                return exact(document.text, cell.span)
    return None


def read_year(document: Document, title: Words | None) -> int | None:
    """The year evaluated: the title's, else the 年度 most often printed, else the year most often printed."""
    for text in (title.text if title else "", document.text):
        found = _YEAR.findall(_CN_YEAR.sub(lambda cn: cn[0].translate(_CN_DIGITS), fold(text)))
        for pool in ([year for year, suffix in found if suffix], [year for year, _ in found]):
            if pool:
                return int(Counter(pool).most_common(1)[0][0])
    return None
