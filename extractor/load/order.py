"""The order in which people number files."""

from __future__ import annotations

import re


def natural(name: str) -> tuple[tuple[tuple[int, int, str], ...], str]:
    """Sorts ``9.pdf`` before ``10.pdf``."""
    parts = re.split(r"([0-9]+)", name.casefold())
    return tuple((0, int(part), "") if part.isascii() and part.isdigit() else (1, 0, part) for part in parts if part), name
