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
    """The prompt ``prompts/<name>.v<version>.md``."""
    return parse_prompt(files("prompts").joinpath(f"{name}.v{version}.md").read_text("utf-8"))


def parse_prompt(text: str) -> Prompt:
    """A prompt from the text of its file. Errors: ``PromptError``."""
    front = _FRONT.match(text)
    if front is None:
        raise PromptError("no front matter")
    fields = dict(line.partition(":")[::2] for line in front["front"].splitlines())
    if tuple(fields) != FIELDS:
        raise PromptError(f"front matter must be {FIELDS}, is {tuple(fields)}")
    parts = _PART.split(text[front.end() :])[1:]
    found = [(kind, body.strip()) for kind, body in zip(parts[::2], parts[1::2], strict=True)]
    users = [body for kind, body in found if kind == "user"]
    systems = [body for kind, body in found if kind == "system"]
    shown, answers = ([body for kind, body in found if kind == wanted] for wanted in ("shown", "answer"))
    variables = tuple(word.strip() for word in fields["variables"].split(","))
    if len(users) != 1 or len(systems) > 1 or len(shown) != len(answers):
        raise PromptError("wants one user part, at most one system part, and an answer to each example")
    used = Template(users[0]).get_identifiers()
    if set(used) != set(variables):
        raise PromptError(f"declares {sorted(variables)}, uses {sorted(used)}")
    return Prompt(
        fields["name"].strip(), int(fields["version"]), fields["schema"].strip(), variables,
        systems[0] if systems else None, users[0], tuple(zip(shown, answers, strict=True)), sha256_of(text),
    )  # fmt: skip


def sha256_of(text: str) -> str:
    """The hash under which a prompt is locked and recorded."""
    return hashlib.sha256(text.encode()).hexdigest()
