"""Counts told by bands: 支付率60%-99%的项目4个; 81个项目自评得分在90分及以上."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field

from extractor.document import Numeral, Span
from extractor.numerals.fold import fold
from extractor.readers.base import BandWords, Words
from extractor.readers.words import words

_OF = re.compile(r"([\u4e00-\u9fff]{0,6}(?:率|得分|评分))(?:为|在|达到?|是|介于|超过|低于|均为)*$")
_CLAUSE = re.compile(r"[，,；;。！？\n](?!\s*(?:不足|不满)\s*\d)")
_UP_TO = re.compile(r"^\(?含?\)?(?:及?以上)?[、,]?(?:不足|低于|不满|小于|不到|未达)$")
_REST = re.compile(r"(?:其余|其他|其它|余下|剩余|剩下)的?\s*$")
_THINGS = re.compile(r"^的?([\u4e00-\u9fff]{1,8}?)(?=当年|全年|自评|支付|执行|预算|得分|的|$)")
_PEOPLE = frozenset({"个", "项", "家", "户", "人", "所", "件", "笔"})


@dataclass(frozen=True, slots=True)
class Band:
    """A banded count, what is counted, and the band itself."""

    count: Numeral
    label: Words
    words: BandWords


@dataclass
class Bands:
    """The bands of a sentence; ``used`` are the ids of all numerals they explain."""

    by_count: dict[str, Band] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)

    def at(self, numeral: Numeral) -> Band | None:
        """The band whose count this is; null at its bounds."""
        return self.by_count.get(numeral.id)


def read_bands(text: str, sentence: Span, figures: list[Numeral]) -> Bands:
    """The banded counts of a sentence, clause by clause: one count, one or two bounds, a word such as 支付率 before them."""
    bands = Bands()
    spoken: str | None = None
    for clause in _clauses(text, sentence):
        inside = [n for n in figures if clause[0] <= n.span[0] < clause[1]]
        bounds = [n for n in inside if n.kind in ("percent", "score")]
        counts = [n for n in inside if n.kind == "count" and n.unit in _PEOPLE and n.op is None]
        if not 1 <= len(bounds) <= 2 or not counts or len(counts) > 2:
            continue
        of = _OF.search(fold(text[clause[0] : bounds[0].extent[0]]).replace(" ", ""))
        spoken = re.sub(r"^(?:其中|当年|全年|的|项目|个)+", "", of[1]) if of else spoken
        count = counts[-1]
        label = _things(text, clause, count)
        rest = _REST.search(text[clause[0] : counts[0].extent[0]]) is not None  # 其余7个项目执行率为95.6%: no band of all
        if rest:
            bands.used.update(n.id for n in (*bounds, count))
            continue
        if not _is_range(text, bounds) or (of is None and "的" not in text[bounds[-1].extent[1] : count.extent[0]]):
            continue
        bands.used.update(n.id for n in (*bounds, count))  # without a sure band they stay unclaimed
        if spoken is None or label is None:
            continue
        low, high = _low_high(text, bounds)
        bands.by_count[count.id] = Band(count, label, BandWords(spoken, low, high))
    return bands


def _clauses(text: str, sentence: Span) -> list[Span]:
    cuts = [sentence[0], *(m.end() for m in _CLAUSE.finditer(text, *sentence)), sentence[1]]
    return [(a, b) for a, b in itertools.pairwise(cuts) if a < b]


def _is_range(text: str, bounds: list[Numeral]) -> bool:
    if len(bounds) == 1:
        return True
    between = text[bounds[0].extent[1] : bounds[1].extent[0]].strip()
    if bounds[0].kind == bounds[1].kind and _UP_TO.match(fold(text[bounds[0].extent[1] : bounds[1].span[0]]).strip()):
        return True
    return bounds[0].kind == bounds[1].kind and len(between) <= 3 and not re.search(r"[，,；;、]", between)


def _low_high(text: str, bounds: list[Numeral]) -> tuple[Numeral | None, Numeral | None]:
    if len(bounds) == 2:
        return bounds[0], bounds[1]
    only, after = bounds[0], fold(text[bounds[0].extent[1] : bounds[0].extent[1] + 4])
    if only.op in ("≥", ">", "以上") or "以上" in after:
        return only, None
    if only.op in ("≤", "<", "以下") or "以下" in after:
        return None, only
    return only, only


def _things(text: str, clause: Span, count: Numeral) -> Words | None:
    """What is counted: the noun behind the count (9个项目支付率为0%) or right before it (的项目4个)."""
    after = text[count.extent[1] : clause[1]]
    found = _THINGS.match(fold(after))
    if found and found[1] and found[1] not in ("当年", "自评"):
        start = count.extent[1] + found.start(1)
        return words(text, (start, start + len(found[1])))
    ahead = re.search(r"的([\u4e00-\u9fff]{1,8})(?:有|共|为)?\s*$", text[clause[0] : count.extent[0]])
    if ahead:
        return words(text, (clause[0] + ahead.start(1), clause[0] + ahead.end(1)))
    begin = max(text.rfind("\n", 0, clause[0]), text.rfind("。", 0, clause[0])) + 1
    spoken = text.rfind("项目", begin, count.extent[0])  # 13个项目中，执行率100%的11个
    elliptic = text[clause[0] : count.extent[0]].rstrip().endswith("的")
    return words(text, (spoken, spoken + 2)) if spoken >= 0 and elliptic else None
