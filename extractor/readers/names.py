"""Whether two names mean one project: kernels, similarity, and aligning two lists of names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from extractor.readers.words import key_of

_FILL = re.compile(r"(?:19|20)\d\d年?度?|项目|经费|资金|专项|工作|补助款|补助|款$|费用|费|支出|预算|\(.*?\)|的|服务")
_BATCH = re.compile(r"第?[一二三四五六七八九十\d]+[批期标]|[一二三四]季度|中央|省级|市级|县级|区级|自治区")
_QUALIFIED = re.compile(
    r"^(.{3,}?)[（(]((?:20\d\d年)?第[一二三四五六七八九十\d]+[批期](?:次|资金)?|(?:中央|省级?|市级?|县级?|区级?|本级)(?:资金|财政资金|补助|专项)?|[^（）()]{2,8}资金)[)）]$"
)
SAME = 0.84


def qualified(name: str) -> tuple[str, str | None]:
    """A name and the batch or source in brackets behind it (…项目（第一批）)."""
    found = _QUALIFIED.match(name)
    return (found[1], found[2]) if found else (name, None)


@lru_cache(maxsize=4096)
def kernel(name: str) -> str:
    """The part of a project's name that tells it from others; the whole key where nothing else is left."""
    plain = key_of(name)
    return _FILL.sub("", plain) or plain


@lru_cache(maxsize=4096)
def _told_apart(name: str) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """A name's key, its batches and levels, its numbers."""
    key = key_of(name)
    return key, tuple(_BATCH.findall(key)), tuple(_numbers(key))


@lru_cache(maxsize=65536)
def similarity(one: str, two: str) -> float:
    """0 to 1: equal keys are 1; batches, phases or levels that differ make two names different (0)."""
    (first, *marks), (second, *others) = _told_apart(one), _told_apart(two)
    if first == second:
        return 1.0
    if marks != others:
        return 0.0
    core_one, core_two = kernel(one), kernel(two)
    if core_one == core_two:
        return 0.95
    shorter, longer = sorted((core_one, core_two), key=len)
    if len(shorter) >= 3 and longer.endswith(shorter):
        return 0.9 if len(longer) - len(shorter) <= 6 else 0.8
    return SequenceMatcher(None, core_one, core_two, autojunk=False).ratio()


def _numbers(name: str) -> list[str]:
    return re.findall(r"\d+", re.sub(r"(?:19|20)\d\d年?度?", "", name))


def best_match(name: str, known: Sequence[str], floor: float = SAME) -> int | None:
    """The index of the known name that ``name`` means; null where none reaches ``floor`` or two are equally near."""
    scores = [similarity(name, other) for other in known]
    top = max(scores, default=0.0)
    if top < floor or scores.count(top) > 1:
        return None
    return scores.index(top)


def align(names: Sequence[str], known: Sequence[str]) -> dict[int, int]:
    """Names to known names, one to one: sure matches first, then what is left between equal neighbours in equal order.

    Two lists of equal length whose other members match in order are one list (社区工作经费 beside 社区服务群众专项经费).
    """
    pairs = sorted(((similarity(one, two), -abs(i - j), i, j) for i, one in enumerate(names) for j, two in enumerate(known)), reverse=True)
    found: dict[int, int] = {}
    for score, _, i, j in pairs:
        if score >= SAME and i not in found and j not in found.values():
            found[i] = j
    if len(names) == len(known) and 2 * len(found) >= len(names) and all(i == j for i, j in found.items()):
        left = [i for i in range(len(names)) if i not in found]
        found.update({i: i for i in left if _plausible(names[i], known[i]) or len(left) == 1})
    return found


def _plausible(one: str, two: str) -> bool:
    """Some characters in common: enough where the order of two whole lists already agrees."""
    shared = set(key_of(one)) & set(key_of(two))
    return len(shared) >= 2
