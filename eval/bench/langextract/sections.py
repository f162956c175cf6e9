"""Where the output of our model reader goes: its answers taken apart by section."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping

from eval.bench.langextract.counting import Size, size_of
from eval.bench.langextract.server import Call

ASKED_AGAIN = "answers asked for again"
SAME_KNOWLEDGE = frozenset({"projects", "quantities", "indicators"})
"""The sections that say what figures are; langextract's answers say no more than these."""


def by_section(calls: Iterable[Call]) -> dict[str, Size]:
    """The size of each section over all answers. An answer that repairs another counts under one name, whole."""
    sizes: dict[str, Size] = defaultdict(Size)
    for call in calls:
        if call.again:
            sizes[ASKED_AGAIN] += call.received
            continue
        for key, size in _parts(call.answer).items():
            sizes[key] += size
    return dict(sizes)


def _parts(answer: str) -> Mapping[str, Size]:
    """Each key with its value as it stands in the answer; a cut answer is one part."""
    try:
        said = json.loads(answer)
    except ValueError:
        return {"cut answers": size_of(answer)}
    return {key: size_of(json.dumps({key: value}, ensure_ascii=False, separators=(",", ":"))[1:-1] + ",") for key, value in said.items()}
