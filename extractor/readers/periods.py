"""The year and the date that govern a number in prose where its words do not repeat them."""

from __future__ import annotations

import itertools
import re

from extractor.document import Span
from extractor.numerals.fold import fold

_YEAR = re.compile(r"(?P<year>(?:19|20)\d\d)\s*年")
_LAST_YEAR = re.compile(r"(?:上年|去年|上一年)(?!结转|结余|度?结转)")
_COMPARED = re.compile(r"(?:较|比|同比|相比)(?:于|之)?\s*(?:(?P<year>(?:19|20)\d\d)\s*年|(?P<last>上年|去年|上一年))")
_QUOTED = re.compile(r"《[^》]*》|〔[^〕]*〕|\[[^\]]*\]|【[^】]*】|关于[^，,。]{0,40}(?:通知|意见|办法|方案|规划)")
_ASIDE = re.compile(r"\((?=[^()]*(?:19|20)\d\d\s*年)(?=[^()]*\d\s*(?:[万亿]?元|%))[^()]*\)")
"""A year and its figure in brackets: 5万元（2022年6万元），减少1万元; behind the bracket that year is over."""
_CLAUSES = re.compile(r"[，,；;：:。（(]")
_CHANGE = re.compile(r"(?:增加|减少|增长|下降|增幅|降幅)[^，,]{0,4}$")
_MONTH = re.compile(r"截[至止]到?\s*(?P<month>1[0-2]|0?[1-9])\s*月")


def period_at(text: str, sentence: Span, at: int, year: int | None) -> str | None:
    """The year that governs the number at ``at``, as told in its sentence before it; null where nothing is told.

    A year governs from its clause on, if that clause prints a number or only the year (2022年，…). A year behind 较 or 比 governs
    the amount right behind it, never the change itself.
    """
    ahead = fold(text[sentence[0] : at])
    for passed in (_QUOTED, _ASIDE):
        ahead = passed.sub(lambda found: " " * len(found[0]), ahead)
    cuts = [0, *(found.end() for found in _CLAUSES.finditer(ahead)), len(ahead)]
    clauses = [ahead[a:b] for a, b in itertools.pairwise(cuts)]
    compared = _COMPARED.search(clauses[-1])
    if compared and not _CHANGE.search(clauses[-1]) and re.search(r"[\u4e00-\u9fff]{2}\s*$", clauses[-1][compared.end() :] or " "):
        return compared["year"] or (str(year - 1) if year else None)
    for number, clause in reversed(list(enumerate(clauses))):
        plain = _COMPARED.sub("", clause)
        told = [*_YEAR.finditer(plain)]
        last = _LAST_YEAR.search(plain)
        if not told and not last:
            continue
        rest = plain[told[-1].end() :] if told else plain[last.end() :] if last else ""
        rest = re.sub(r"^\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?", "", rest)
        governs = number == len(clauses) - 1 or re.search(r"\d", rest) or re.fullmatch(r"[度末底初\s，,：:]*", rest)
        if governs:
            return told[-1]["year"] if told else (str(year - 1) if year else None)
    return None


def month_at(text: str, sentence: Span, at: int, year: int | None) -> str | None:
    """The date of 截至6月底 where the year is left to the reader: ``2023-06``; null without such words before the number."""
    found = list(_MONTH.finditer(fold(text[sentence[0] : at])))
    return f"{year}-{int(found[-1]['month']):02d}" if found and year else None


def over_years(text: str, sentence: Span, year: int | None) -> bool:
    """Whether the sentence, or the parts told behind it, speaks of other years than the report's."""
    behind = text[sentence[1] : sentence[1] + 120]
    parts = behind.partition("。")[0] if behind.lstrip().startswith("其中") else ""
    years = {found["year"] for found in _YEAR.finditer(fold(text[slice(*sentence)] + parts))}
    return year is not None and bool(years - {str(year)}) and len(years) >= 2
