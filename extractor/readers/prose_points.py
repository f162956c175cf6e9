"""A sentence that deals out points: 满分100分，其中投入20分、产出50分；投入得18分，产出得47分，合计95分."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from extractor.document import Numeral
from extractor.numerals.fold import fold
from extractor.readers.base import Row, Words
from extractor.readers.labels import Before
from extractor.readers.ledgering import Book
from extractor.readers.prose_scores import indicator
from extractor.readers.prose_state import Sentence
from extractor.readers.words import words

_FULL = re.compile(r"(?:满分|总分|总分值|分值合计)(?:为|是|[:：])*$")
_DEALS = re.compile(r"^(?:分)?\s*[,:;，：；]\s*(?:其中)?[:：]?\s*[\u4e00-\u9fff]{2,8}\s*\d")
_TOTAL = re.compile(r"(?:合计|总分|总计|共计|相加)(?:得分|得|为|是|[:：])*$")
_MOST = 12
_FEWEST_PAIRS = 2
_NAMED = re.compile(r"(?:^|[,;:。、])\s*(?:其中)?[:：]?\s*(?P<name>(?![\u4e00-\u9fff]*(?:分值|权重|满分))[\u4e00-\u9fff]{2,10})\s*\(?\s*$")
_WON = re.compile(r"\s*\)?\s*[,]?\s*(?:实际|自评)?得(?:分)?(?:为)?\s*")


def read_points(book: Book, text: str, numeral: Numeral, told: Before, state: Sentence) -> bool:
    """Whether the number is the full mark, the weight of a group, or the sum of the points just told; if so it is written down."""
    ahead = re.sub(r"\s", "", fold(text[state.span[0] : numeral.extent[0]]))
    if _FULL.search(ahead) and numeral.value == 100:
        if _DEALS.match(fold(text[numeral.extent[1] : numeral.extent[1] + 24])):
            state.points = True
            _total(book, text, numeral, state, "weight")
        return True  # a full mark is nobody's score
    if told.measure == "score" and not _TOTAL.search(ahead):
        state.points = False
        return False
    if _TOTAL.search(ahead) and len(_scored(book, text, state)) >= 2:
        _total(book, text, numeral, state, "score")
        return True
    group = told.label or told.cue  # 预算执行10分: what else is a measure word names a group here
    if state.points and told.measure in (None, "executed", "rate", "budget") and group is not None and not told.doubtful:
        if len(group.text) <= _MOST:
            if told.label is None and group.text.startswith("其中"):
                group = words(text, (group.span[0] + len("其中"), group.span[1]))
            indicator(book, text, group, "weight", numeral, state.project, state.place)
        return True
    return False


def _scored(book: Book, text: str, state: Sentence) -> list[Row]:
    """The groups whose points this sentence, or the paragraph before it, has told."""
    begin = text.rfind("\n", 0, state.span[0]) + 1
    return [row for row in book.rows if row.place != "table" and row.score and begin <= row.score[0].span[0] < state.span[1]]


def _total(book: Book, text: str, numeral: Numeral, state: Sentence, field: str) -> None:
    """The row of the whole: its full mark or its points."""
    start = max(state.span[0], text.rfind("分", state.span[0], max(state.span[0], numeral.extent[0] - 1)))
    indicator(book, text, Words("总分", (start, numeral.extent[0])), field, numeral, state.project, state.place)


def read_pairs(book: Book, text: str, figures: Sequence[Numeral], state: Sentence) -> set[str]:
    """投入20分得19.2分，产出（30分）得28分: weight and score of one group after the other. Gives back what was read, by id."""
    pairs: list[tuple[Words, Numeral, Numeral]] = []
    begin = state.span[0]
    for full, won in itertools.pairwise(figures):
        behind = _WON.fullmatch(fold(text[full.extent[1] : won.extent[0]]))
        found = _NAMED.search(fold(text[begin : full.extent[0]]))
        if behind and found and full.kind == won.kind == "score" and won.value <= full.value:
            pairs.append((words(text, (begin + found.start("name"), begin + found.end("name"))), full, won))
        begin = full.extent[1]
    if len(pairs) < _FEWEST_PAIRS:
        return set()
    for group, full, won in pairs:
        indicator(book, text, group, "weight", full, state.project, state.place)
        indicator(book, text, group, "score", won, state.project, state.place)
    return {numeral.id for _, *both in pairs for numeral in both}
