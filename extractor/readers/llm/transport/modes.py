"""The ways of asking for JSON, best first, and how a question is put in each."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, get_args

from extractor.readers.llm.asking import Message, Question
from extractor.readers.llm.transport.faults import Part
from extractor.readers.llm.transport.schema import strict_schema

Mode = Literal["json_schema", "tools", "json_object", "prompt"]
MODES: tuple[Mode, ...] = get_args(Mode)
Limit = Literal["max_tokens", "max_completion_tokens", "none"]
NAME = "answer"
_TOLD = "回答只能是一个 JSON 对象，前后没有别的文字，并符合这个 JSON Schema：\n"
_FENCE = re.compile(r"\A\s*```[A-Za-z]*[ \t]*\n(?P<body>.*?)\n?\s*```\s*\Z", re.DOTALL)
_THOUGHT = re.compile(r"\A\s*<think>.*?</think>", re.DOTALL)
_STUBBORN = re.compile(r"o\d|gpt-5(?!.*chat)|gpt-6", re.IGNORECASE)
"""Models that think first and take no temperature."""


@dataclass(frozen=True, slots=True)
class Abilities:
    """What an endpoint can do with a model, or is believed to. ``other_limit``: the other name of the limit was tried too."""

    mode: Mode = "json_schema"
    limit: Limit = "max_tokens"
    temperature: bool = True
    other_limit: bool = False

    def without(self, part: Part) -> Abilities | None:
        """The next best belief; null where there is nothing less to ask for."""
        if part == "mode":
            rung = MODES.index(self.mode) + 1
            return replace(self, mode=MODES[rung]) if rung < len(MODES) else None
        if part == "temperature":
            return replace(self, temperature=False) if self.temperature else None
        if self.limit == "none":
            return None
        if part == "size" or self.other_limit:
            return replace(self, limit="none")
        return replace(self, limit="max_completion_tokens" if self.limit == "max_tokens" else "max_tokens", other_limit=True)

    def text(self) -> str:
        """For the store."""
        return json.dumps([self.mode, self.limit, self.temperature, self.other_limit])

    @classmethod
    def parse(cls, text: str) -> Abilities:
        """From the store."""
        return cls(*json.loads(text))


def first_belief(provider: str, host: str, model: str) -> Abilities:
    """What to try first: OpenAI itself names the limit anew, and its thinking models want no temperature."""
    own = provider == "azure_openai" or host == "api.openai.com"
    return Abilities(limit="max_completion_tokens" if own else "max_tokens", temperature=not _STUBBORN.match(model))


def turns(question: Question, mode: Mode) -> tuple[Message, ...]:
    """The messages; where the schema is no parameter it stands at the end of the rules (templates want one system turn, first)."""
    if mode in ("json_schema", "tools"):
        return question.messages
    told = _TOLD + json.dumps(strict_schema(question.shape), ensure_ascii=False)
    if question.messages and question.messages[0].role == "system":
        return Message("system", f"{question.messages[0].content}\n\n{told}"), *question.messages[1:]
    return Message("system", told), *question.messages


def parameters(question: Question, abilities: Abilities) -> dict[str, Any]:
    """The request's other fields."""
    fields = _form(question, abilities.mode)
    if abilities.temperature:
        fields["temperature"] = 0
    if abilities.limit == "max_completion_tokens":
        fields["max_completion_tokens"] = question.max_output
    elif abilities.limit == "max_tokens":
        fields["extra_body"] = {"max_tokens": question.max_output}  # past langchain, which would rename it
    return fields


def _form(question: Question, mode: Mode) -> dict[str, Any]:
    if mode == "json_object":
        return {"response_format": {"type": "json_object"}}
    if mode == "prompt":
        return {}
    schema = strict_schema(question.shape)
    if mode == "json_schema":
        return {"response_format": {"type": "json_schema", "json_schema": {"name": NAME, "strict": True, "schema": schema}}}
    function = {"name": NAME, "description": "The answer.", "strict": True, "parameters": schema}
    return {
        "tools": [{"type": "function", "function": function}],
        "tool_choice": {"type": "function", "function": {"name": NAME}},
    }


def bare(text: str, mode: Mode) -> str:
    """The answer without what models put around it unless the endpoint prevents it: thoughts, a code fence."""
    if mode != "prompt":
        return text
    unthought = _THOUGHT.sub("", text)
    fenced = _FENCE.match(unthought)
    return fenced["body"] if fenced else unthought


def keeps_form(text: str, question: Question) -> bool:
    """Whether an answer is an object with the keys asked for, as an endpoint that enforces a schema gives."""
    try:
        found = json.loads(text)
    except ValueError:
        return False
    return isinstance(found, Mapping) and set(found) == set(strict_schema(question.shape)["required"])
