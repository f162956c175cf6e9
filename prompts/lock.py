"""Writes ``prompts/lock.json``: the hash of each prompt. Run by ``make prompts``, after a version was added.

A prompt under which answers were recorded does not change any more: it gets a new version beside the old one.
"""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

FOLDER = Path(__file__).parent


def hashes() -> dict[str, str]:
    """``read.v1`` to the SHA-256 of ``read.v1.md``, for every prompt."""
    return {path.stem: sha256(path.read_text("utf-8").encode()).hexdigest() for path in sorted(FOLDER.glob("*.v*.md"))}


if __name__ == "__main__":
    (FOLDER / "lock.json").write_text(json.dumps(hashes(), indent=2) + "\n", encoding="utf-8")
