"""Bounds and hedges at a number: ≥ 不低于 超过 约 … before it, 以上 以内 左右 … after it."""

from __future__ import annotations

import re
from collections.abc import Mapping


def _any_of(words: Mapping[str, str]) -> str:
    """A pattern of all words, those of each op in a group of their own; ``_op`` says which was found."""
    return "|".join(f"(?P<op{index}>{some})" for index, some in enumerate(words.values()))


def _op(words: Mapping[str, str], found: re.Match[str]) -> str:
    return next(op for index, op in enumerate(words) if found[f"op{index}"])


_BEFORE = {
    "≥": r"≥|>\s?=|\\geqslant|\\geq|\\ge|不得?[低少小]于|至少|[大高多]于(?:或)?等于",
    "≤": r"≤|<\s?=|\\leqslant|\\leq|\\le|不得?[高多大]于|[不未]得?超过?|至多|控制在|[小低]于(?:或)?等于",
    ">": r">|\\gt|[大高多优]于|超[过出]|超(?!额)|突破",
    "<": r"<|\\lt|[小低少]于|不[足到满]|未[满达]",
    "=": r"=|等于",
    "约": r"≈|\\approx|\\sim|大约|(?<![节合契制条预公])约[为占]?|将近|接近|(?<![附最])近",
}
_LEFT = re.compile(rf"(?:{_any_of(_BEFORE)})[\s${{:(]*(?:人民币)?\s*$")
_REACH = 16
_TIME = frozenset(("年", "月", "日", "天", "周", "个月", "小时", "岁"))

_AFTER = {
    "以上": r"(?:及|\(含\)|含)?\s?(?:\([^()]{1,8}\))?以上(?![述所各项列问内])|(?:\(含\)|及)?之上",
    "以下": r"(?:及|\(含\)|含)?\s?(?:\([^()]{1,8}\))?(?:以下(?![述所各项列问内简])|以内|之内)|(?<=[日天月年时])内",
    "约": r"左右|上下(?![级])",
    "余": r"[余多](?![额款项少次种元])",
}
_RIGHT = re.compile(rf"[\s$}}]{{0,3}}(?:{_any_of(_AFTER)})")
_REVERSED = re.compile(r"\s?(?P<op>[≤≥<>])\s?(?=[A-Za-z得分率值数完])")
_MIRROR = {"≤": "≥", "≥": "≤", "<": ">", ">": "<"}


def bound_before(folded: str, floor: int, start: int, unit: str | None) -> tuple[str | None, int]:
    """The op printed in front of the number that starts at ``start``, and where its words begin; not looked for before ``floor``.

    An ``=`` right behind another number (``5.2万元=114.4``) is an equation and no bound; 近 before a time is none.
    """
    low = max(floor, start - _REACH)
    found = _LEFT.search(folded, low, start) if low < start else None
    if found is None:
        return None, start
    op = _op(_BEFORE, found)
    words = found.group().rstrip(" ${:(")
    before = folded[low : found.start()].rstrip()
    if op == "=" and (before.endswith(tuple("0123456789%)")) or (floor and not before and low == floor)):
        return None, start
    if op == "=" and before and before[-1].isascii() and before[-1].isalnum():
        return None, start
    if words == "近" and unit in _TIME:
        return None, start
    return op, found.start()


def bound_after(folded: str, end: int) -> tuple[str | None, int]:
    """The op printed behind a number (or its unit) that ends at ``end``, and where its words end."""
    found = _RIGHT.match(folded, end)
    if found:
        return _op(_AFTER, found), found.end()
    turned = _REVERSED.match(folded, end)
    return (_MIRROR[turned["op"]], turned.end()) if turned else (None, end)
