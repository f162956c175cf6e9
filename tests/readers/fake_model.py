"""A model of a few fixed opinions: it finds its numbers in the marked chunk and answers with their marks."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from extractor.readers.llm.asking import Answer, GaveUp, Question, Usage
from schemas.answer import Answer as Wire

_KEYS = tuple(Wire.model_fields)
_CHUNK = re.compile(r"<<<\n(.*)\n>>>", re.DOTALL)


@dataclass
class FakeModel:
    """``projects``: name to measure to printed digits; ``mute``: words at which the endpoint fails."""

    projects: Mapping[str, Mapping[str, Sequence[str]]] = field(default_factory=dict)
    mute: str | None = None
    name: str = "fake-1"
    asked: list[str] = field(default_factory=list)

    def ask(self, question: Question) -> Answer:
        shown = (_CHUNK.search(turn.content) for turn in reversed(question.messages) if turn.role == "user")
        chunk = next((found[1] for found in shown if found), "")
        self.asked.append(chunk)
        if self.mute is not None and self.mute in chunk:
            raise GaveUp("多次超时", Usage(100, 0))
        return Answer(json.dumps(self._said(chunk), ensure_ascii=False), Usage(100, 20))

    def _said(self, chunk: str) -> dict[str, Any]:
        marks: dict[str, str] = {}
        for key, printed in re.findall(r"\{(n\d+)\}(\d[\d.,]*)", chunk):
            marks.setdefault(printed, key)
        said: dict[str, Any] = {key: None if key in ("organisation", "year") else [] for key in _KEYS}
        for name, measures in self.projects.items():
            if name in chunk:
                entry = {what: [marks[n] for n in measures.get(what, ()) if n in marks] for what in _FIELDS}
                said["projects"].append({"name": name, "qualifier": None, "notes": [], "more": [], **entry})
        return said


_FIELDS = ("initial_budget", "budget", "executed", "rate", "score")
