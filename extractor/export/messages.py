"""The interface words, Chinese and English, in one catalogue: ``messages.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

Lang = Literal["zh", "en"]


@cache
def catalogue() -> dict[str, tuple[str, str]]:
    """Each key to its words in Chinese and in English."""
    text = files(__package__).joinpath("messages.toml").read_text(encoding="utf-8")
    return {key: (zh, en) for key, (zh, en) in tomllib.loads(text).items()}


@dataclass(frozen=True, slots=True)
class Words:
    """The catalogue in one language: ``t("page_n", 3)``."""

    lang: Lang = "zh"

    def __call__(self, key: str, *values: object) -> str:
        """The words of ``key``, its blanks filled; a key the catalogue lacks is shown by its last part."""
        entry = catalogue().get(key)
        if entry is None:
            return key.rpartition(".")[2].replace("_", " ")
        return entry[0 if self.lang == "zh" else 1].format(*values)
