"""Questions for the tests, and a model that answers them."""

from __future__ import annotations

import json
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from extractor.readers.llm.asking import Message, Question


class Shape(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    at: Literal["n1", "n2"]
    name: str
    more: tuple[str, ...]


GOOD = json.dumps({"at": "n1", "name": "网格员补助", "more": []}, ensure_ascii=False)


def question(text: str = "⟦n1⟧ 146.54 万元", **changes: Any) -> Question:
    messages = (Message("system", "只说编号。"), Message("user", text))
    return Question(**{"messages": messages, "shape": Shape, "max_output": 500, "document": "d" * 64, "prompt": "p1", **changes})


def good(body: dict[str, Any]) -> str:
    return GOOD
