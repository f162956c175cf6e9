"""The phrase files, read once each."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

Phrases = dict[str, Any]


@cache
def phrases(name: str) -> Phrases:
    """One file of ``wording/`` (``head``, ``topics``, ``prose``, ``filler``, ``tables``, ``headings``)."""
    return tomllib.loads((files("eval.synth") / "wording" / f"{name}.toml").read_text(encoding="utf-8"))
