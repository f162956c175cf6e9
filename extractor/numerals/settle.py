"""The unit in force of a number that prints none, and kinds that only its place in a table tells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from extractor.document import SET_ASIDE_KINDS, Document
from extractor.numerals.columns import MONEY_KINDS, heading, label_unit
from extractor.numerals.draft import Draft
from extractor.numerals.fold import fold
from extractor.numerals.frames import Frame
from extractor.numerals.table_units import inline_label, unit_in_table
from extractor.numerals.token import Token, measure
from extractor.numerals.units import kind_of, money_factor

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_WORD = re.compile(r"[A-Za-z\u4e00-\u9fff]")
_LATEX = re.compile(r"\\[a-z]+")
_AMOUNT_LABEL = re.compile(
    r"(?:预算(?!执行|绩效)数?|执行数|决算数?|支出|金额|资金|总额|经费|拨款|收入|合计|小计|投资|补助|工资|基金|结转|结余|[费款])(?:\([^()]*\))?$"
)
_SCORE_LABEL = re.compile(r"(?:得分|评分|分值|总分|权重)(?:\([^()]*\))?$")
_RATE_LABEL = re.compile(r"(?:执行|支付|支出|完成|达标|合格|满意|覆盖|到位|及时)率(?:\([^()]*\))?$")


def bare(cell_text: str) -> bool:
    """Whether a cell prints numbers and signs only, no words."""
    return _WORD.search(_LATEX.sub("", fold(cell_text))) is None


def in_cell(token: Token, text: str, place: tuple[int, int], frame: Frame) -> Token:
    """The token with the kind that its place tells: a row number, a year, or an amount that looks like a date or a code."""
    if not bare(text):
        return token
    if place in frame.ordinals and token.kind in ("plain", "ordinal"):
        return replace(token, kind="ordinal")
    column = heading(frame.headers.get(place, ())).kind
    if column == "target" and token.op is None and token.kind not in SET_ASIDE_KINDS:
        token = replace(token, op=frame.row_bounds.get(place[0]))
    if token.kind in ("date", "code", "phone") and column in MONEY_KINDS and _NUMBER.fullmatch(token.printed):
        value, decimals = measure(token.printed)
        return replace(token, kind="plain", value=value, decimals=decimals)
    if token.kind == "plain" and column == "date":
        return replace(token, kind="date")
    return replace(token, kind="ordinal") if token.kind == "plain" and column == "ordinal" else token


def dominant_unit(drafts: Iterable[Draft], frames: Mapping[int, Frame]) -> str | None:
    """The money unit that the document prints most, at numbers, in headers and in captions; null where it prints none."""
    seen: Counter[str] = Counter()
    for draft in drafts:
        unit = draft.token.unit
        if unit and unit.endswith("元") and money_factor(unit) and draft.token.kind == "money":
            seen[unit] += 1
    for frame in frames.values():
        printed = [label_unit(label) for label in {label for path in frame.headers.values() for label in path}]
        for unit in [frame.caption, *printed]:
            if unit and unit.endswith("元") and money_factor(unit):
                seen[unit] += 1
    return max(seen, key=lambda unit: (seen[unit], unit == "万元")) if seen else None


def settle(document: Document, draft: Draft, frames: Mapping[int, Frame], dominant: str | None) -> Draft:
    """The draft with its unit from header, caption or document, where the number itself prints none and its place tells one."""
    token = draft.token
    if token.kind != "plain" or token.unit or (token.alternatives and not token.settled_by):
        return draft
    if token.settled_by:
        return _glued_amount(draft, frames, dominant)
    start, end = draft.region.span
    inline = inline_label(document.text[start:end], token.span[0] - start)
    if draft.region.cell is None:
        return _in_prose(draft, inline, dominant) if inline and not draft.region.aside else draft
    number, row, col = draft.region.cell
    if inline is None and not bare(document.text[start:end]):
        return draft
    found = unit_in_table(frames[number], (row, col), token.value, token.decimals, inline)
    if found is None:
        return draft
    unit, source = found[0] or dominant, found[1]
    return draft.with_unit(unit, source) if unit else draft


def _glued_amount(draft: Draft, frames: Mapping[int, Frame], dominant: str | None) -> Draft:
    """An amount cut out of a glued run: the unit in the brackets around its table, the caption's, or the document's."""
    if draft.region.cell:
        number, row, col = draft.region.cell
        frame = frames[number]
        for label in reversed([*frame.labels.get((row, col), ()), *frame.headers.get((row, col), ())]):
            unit = label_unit(label)
            if unit and kind_of(unit) == "money":
                return draft.with_unit(unit, "header")
        if frame.caption:
            return draft.with_unit(frame.caption, "caption")
    return draft.with_unit(dominant, "document") if dominant else draft


def _in_prose(draft: Draft, label: str, dominant: str | None) -> Draft:
    """``自评得分：95``, ``执行率 98.17``, ``基本支出：3019.17``: the word right in front of the number names its unit."""
    plain = fold(label).strip()
    unit = label_unit(plain)
    if unit and (_AMOUNT_LABEL.search(plain) or _RATE_LABEL.search(plain) or _SCORE_LABEL.search(plain)):
        return draft.with_unit(unit, "header")
    if _SCORE_LABEL.search(plain):
        return draft.with_unit("分", "header")
    if _RATE_LABEL.search(plain):
        return draft.with_unit("%", "header") if draft.token.value > 2 or draft.token.value == 0 else draft
    if _AMOUNT_LABEL.search(plain) and dominant:
        return draft.with_unit(dominant, "document")
    return draft
