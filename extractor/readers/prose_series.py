"""Figures told in the order of names: 甲、乙、丙的预算分别为3万元、5万元、8万元.

They are read only where as many names as figures are found; else which is whose is not sure.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from extractor.document import Numeral, Span
from extractor.numerals.fold import fold
from extractor.readers import lexicon
from extractor.readers.base import Words
from extractor.readers.enumerated import PROJECTS_COUNTED, split_names
from extractor.readers.labels import before
from extractor.readers.words import words
from schemas.record import Measure

_RESPECTIVELY = re.compile(r"(?P<word>分别)(?P<told>[\u4e00-\u9fff]{0,5}?)(?:为|是|达到?|有)?\s*$")
_JOINT = re.compile(r"\s*(?:以及|[、和及与])\s*")
_CLAUSE = re.compile(r"[，,；;。：:\n]")
_POINTS_BACK = re.compile(r"(?:的|其|各自|上述|以上|各(?:个)?(?:项目|类|项)?|实际|全年|年度|已|项目|自评|综合|最终|总体|当年)*")
_STAGE = re.compile(r"(?:计划|目标|实际|完成|预算|支出|支付|执行|年初|年末)")
"""Not things but what was meant and what came of them: 计划、完成里程分别为5公里、4公里."""
_COUNT_FRONT = re.compile(rf"(?:其中|{lexicon.ACTS.pattern[1:]})")
_COUNT_BACK = re.compile(r"(?:安装|采购|发放|购置)?(?:数量|个数|人数|总数)$")
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class Series:
    """Numerals and the names they belong to, in one order; ``measure`` is null where no word tells it."""

    numerals: tuple[Numeral, ...]
    names: tuple[Words, ...]
    measure: Measure | None


def find_series(text: str, sentence: Span, figures: Sequence[Numeral], known: Collection[str]) -> list[Series]:
    """The series of a sentence; ``known`` are the comparison keys of known names."""
    found: list[Series] = []
    spoken: tuple[Words, ...] = ()
    for run in _runs(text, figures):
        told = _RESPECTIVELY.search(text[sentence[0] : run[0].extent[0]])
        if told is None:
            continue
        at = sentence[0] + told.start("word")
        clause = (_clause_start(text, sentence[0], at), at)
        measure, names_end = _measure(text, clause, run[0], sentence[0] + told.start("told"))
        names = _names(text, sentence, (clause[0], names_end), len(run), known, spoken)
        if names and not any(_STAGE.match(name.text) for name in names):
            spoken = names
            found.append(Series(tuple(run), names, measure))
    return found


def _runs(text: str, figures: Sequence[Numeral]) -> list[list[Numeral]]:
    """Numerals of one kind with nothing but a joint between them."""
    runs: list[list[Numeral]] = []
    for numeral in figures:
        last = runs[-1][-1] if runs else None
        if last is not None and last.kind == numeral.kind and _JOINT.fullmatch(text[last.extent[1] : numeral.extent[0]]):
            runs[-1].append(numeral)
        else:
            runs.append([numeral])
    return [run for run in runs if len(run) >= _FEWEST]


def _clause_start(text: str, begin: int, at: int) -> int:
    """Where the clause that ends at ``at`` begins; marks within brackets do not count."""
    piece = re.sub(r"[（(][^（）()]*[)）]", lambda aside: "·" * len(aside[0]), text[begin:at])
    return begin + max((found.end() for found in _CLAUSE.finditer(piece)), default=0)


def _measure(text: str, clause: Span, first: Numeral, verb: int) -> tuple[Measure | None, int]:
    """What the figures are, by the words before 分别 or the verb behind it, and where the names before it end."""
    behind = before(text, (verb, first.extent[0]))
    if behind.measure is not None:
        return behind.measure, clause[1]
    told = before(text, clause)
    return told.measure, told.cue.span[0] if told.measure and told.cue else clause[1]


def _names(text: str, sentence: Span, span: Span, count: int, known: Collection[str], spoken: tuple[Words, ...]) -> tuple[Words, ...]:
    """The names right before the measure word; without any, those of the clause before or of the series before."""
    piece = fold(text[slice(*span)]).strip()
    own = text[slice(*span)].rstrip()
    end = span[0] + len(own) - (1 if own.endswith("的") else 0)
    if not _POINTS_BACK.fullmatch(re.sub(r"\s", "", piece)):
        return tuple(split_names(text, (span[0], end), count, known) or ())
    if len(spoken) == count:
        return spoken
    if spoken:
        return ()
    mark = span[0] - 1
    ahead = (_clause_start(text, sentence[0], mark), mark)
    counted = PROJECTS_COUNTED.search(fold(text[slice(*ahead)])) if ahead[0] < ahead[1] else None
    return tuple(split_names(text, (ahead[0], ahead[0] + counted.start()), count, known) or ()) if counted else ()


def counted_name(text: str, name: Words) -> Words:
    """What is counted, without what was done to it (购置清扫车, 凸面镜安装数量)."""
    front, back = _COUNT_FRONT.match(name.text), _COUNT_BACK.search(name.text)
    start = name.span[0] + (front.end() if front else 0)
    end = name.span[1] - (len(back[0]) if back else 0)
    kept = len(name.text) == name.span[1] - name.span[0] and end - start >= 2
    return words(text, (start, end)) if kept else name
