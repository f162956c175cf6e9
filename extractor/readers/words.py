"""Cutting words out of a document: clean text, exact span."""

from __future__ import annotations

import re

from extractor.document import Span
from extractor.numerals.fold import fold
from extractor.readers.base import Words

_LATEX = (("\\geq", "≥"), ("\\leq", "≤"), ("\\ge", "≥"), ("\\le", "≤"), ("\\times", "×"), ("\\%", "%"), ("$", ""))
_WIDE = r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’…—≥≤%％\d]"
_NEXT_TO_WIDE = re.compile(rf"(?<={_WIDE})\s+|\s+(?={_WIDE})")
_EDGES = " \t\n\u3000，,；;、。：:．"


def clean(text: str) -> str:
    """Words as they enter a record: no white space next to Chinese characters and digits, LaTeX left-overs undone."""
    for code, plain in _LATEX:
        text = text.replace(code, plain)
    return re.sub(r"\s+", " ", _NEXT_TO_WIDE.sub("", text)).strip()


def words(text: str, span: Span) -> Words:
    """The words at ``span``, white space and clause marks at both ends left out of the span."""
    start, end = span
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    return Words(clean(text[start:end]), (start, end))


def exact(text: str, span: Span) -> Words:
    """The words at ``span`` with only white space trimmed."""
    raw = text[span[0] : span[1]]
    start = span[0] + len(raw) - len(raw.lstrip())
    end = span[0] + len(raw.rstrip())
    return Words(clean(text[start:end]), (start, max(start, end)))


_CODE = re.compile(
    r"^[\[【（(]?\s*(?=[0-9A-Z]*\d)[0-9A-Z]{6,}(?:-[0-9A-Z]+(?![0-9A-Z年]))*\s*[\]】)）]?\s*[-—－_]?\s*(?=[\u4e00-\u9fff“]|(?:19|20)\d\d年)"
)


def without_code(text: str, name: Words) -> Words:
    """A name without the project code before it ([35029623T000000101]社区党群服务中心运维)."""
    found = _CODE.match(text[name.span[0] : name.span[1]])
    return words(text, (name.span[0] + found.end(), name.span[1])) if found else name


def key_of(label: str) -> str:
    """A label's comparison key: folded, without white space, quotes, brackets around years and list numbers."""
    plain = re.sub(r"[\s\"'“”‘’「」『』《》<>]", "", fold(label))
    return re.sub(r"^(?:其中|包括)[:：]?|^\d{1,2}[、.．](?!\d)|^\(?[一二三四五六七八九十]{1,2}[)、]", "", plain).rstrip(":：")
