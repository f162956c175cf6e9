"""Prompts as strict data: each file's front matter names its variables, and a template may use those and no others."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from string import Template

_FRONT = re.compile(r"\A---\n(?P<front>.*?)\n---\n", re.DOTALL)
_PART = re.compile(r"^# (system|user|shown|answer)\n", re.MULTILINE)
FIELDS = ("name", "version", "schema", "variables", "why")


class PromptError(ValueError):
    """A prompt file that does not hold together; a defect of the installation, not of a report."""


@dataclass(frozen=True)
class Prompt:
    """One prompt: its front matter, templates and worked examples (a chunk as shown, and its answer)."""

    name: str
    version: int
    schema: str
    variables: tuple[str, ...]
    system: str | None
    user: str
    examples: tuple[tuple[str, str], ...]
    sha256: str

    @property
    def key(self) -> str:
        """``read.v1``."""
        return f"{self.name}.v{self.version}"

    def fill(self, values: Mapping[str, str]) -> str:
        """The user's turn. Errors: ``PromptError`` unless exactly the declared variables are given."""
        if set(values) != set(self.variables):
            raise PromptError(f"{self.key}: wants {sorted(self.variables)}, was given {sorted(values)}")
        return self._template.substitute(values)

    @cached_property
    def _template(self) -> Template:
        return Template(self.user)


def load_prompt(name: str, version: int) -> Prompt:
    """The prompt ``prompts/<name>.v<version>.md``. Errors: ``PromptError``."""
    prompt = parse_prompt(files("prompts").joinpath(f"{name}.v{version}.md").read_text("utf-8"))
    if prompt.key != f"{name}.v{version}":
        raise PromptError(f"{name}.v{version}.md calls itself {prompt.key}")
    return prompt


def parse_prompt(text: str) -> Prompt:
    """A prompt from the text of its file. Errors: ``PromptError``."""
    front = _FRONT.match(text)
    if front is None:
        raise PromptError("no front matter")
    fields = _fields(front["front"])
    parts = _parts(text[front.end() :])
    variables = tuple(word.strip() for word in fields["variables"].split(","))
    _check_template(parts["user"][0], variables)
    return Prompt(
        fields["name"], int(fields["version"]), fields["schema"], variables, parts["system"][0] if parts["system"] else None,
        parts["user"][0], tuple(zip(parts["shown"], parts["answer"], strict=True)), sha256_of(text),
    )  # fmt: skip


def _fields(front: str) -> dict[str, str]:
    """The front matter: each field once, in its order, none empty."""
    pairs = [(name, value.strip()) for name, _, value in (line.partition(":") for line in front.splitlines())]
    if tuple(name for name, _ in pairs) != FIELDS or not all(value for _, value in pairs):
        raise PromptError(f"front matter must fill {FIELDS}, each once and in this order")
    fields = dict(pairs)
    if not re.fullmatch(r"[a-z]+", fields["name"]) or not re.fullmatch(r"[1-9]\d*", fields["version"]):
        raise PromptError(f"a name is one word, a version a number from 1, not {fields['name']!r}, {fields['version']!r}")
    return fields


def _parts(body: str) -> dict[str, list[str]]:
    """The parts by kind, in the order a conversation has them."""
    before, *pieces = _PART.split(body)
    kinds = " ".join(pieces[::2])
    if before.strip() or not re.fullmatch(r"(?:system )?user(?: shown answer)*", kinds):
        raise PromptError(f"wants at most one system part, one user part, then examples with their answers; has: {kinds}")
    parts: dict[str, list[str]] = {"system": [], "user": [], "shown": [], "answer": []}
    for kind, piece in zip(pieces[::2], pieces[1::2], strict=True):
        parts[kind].append(piece.strip())
    return parts


def _check_template(user: str, variables: tuple[str, ...]) -> None:
    template = Template(user)
    if not template.is_valid() or sorted(template.get_identifiers()) != sorted(variables):
        raise PromptError(f"declares {sorted(variables)}, uses {sorted(template.get_identifiers())}")


def sha256_of(text: str) -> str:
    """The hash under which a prompt is locked and recorded."""
    return hashlib.sha256(text.encode()).hexdigest()
