from __future__ import annotations

from typing import Any

import pytest
from pydantic import BaseModel, Field

from extractor.readers.llm.transport.count import estimate, tokens
from extractor.readers.llm.transport.schema import strict_schema
from llm.questions import question
from schemas.answer import answer_type


class Inner(BaseModel):
    title: str
    default: int = 3


class Outer(BaseModel):
    """Told."""

    properties: Inner = Field(description="beside a reference")
    many: list[Inner] = []
    maybe: Inner | None = None


def walk(node: Any) -> Any:
    yield node
    for part in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from walk(part)


@pytest.mark.parametrize("shape", [Outer, answer_type(["n1", "n2"], ["s1"], ["2023"])], ids=["made up", "answer"])
def test_strict_endpoints_take_the_schema(shape: type[BaseModel]) -> None:
    schema = strict_schema(shape)
    assert schema["type"] == "object"
    for node in walk(schema):
        if isinstance(node, dict) and node.get("type") == "object":
            assert node["additionalProperties"] is False
            assert node["required"] == list(node["properties"])
        if isinstance(node, dict) and "$ref" in node:
            assert list(node) == ["$ref"]
    assert sum("$defs" in node for node in walk(schema) if isinstance(node, dict)) == 1


def test_names_are_no_keywords() -> None:
    schema = strict_schema(Outer)
    assert list(schema["properties"]) == ["properties", "many", "maybe"]
    assert list(schema["$defs"]["Inner"]["properties"]) == ["title", "default"]


@pytest.mark.parametrize(
    ("text", "least", "most"), [("预算执行率", 5, 5), ("hello world", 2, 3), ("146.54", 3, 5), ("", 0, 0), ("a" * 100, 15, 30)]
)
def test_the_guess_is_of_the_right_size(text: str, least: int, most: int) -> None:
    assert least <= tokens(text) <= most


def test_an_estimate_counts_everything() -> None:
    small, large = estimate(question("一")), estimate(question("一" * 1000))
    assert large.sent - small.sent == 999
    assert small.received == 500
    assert small.estimated
