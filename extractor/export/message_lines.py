"""A finding's message taken apart for reading: what is wrong and what to write, the formulas that prove it, what else it may be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from schemas.result import Finding

Kind = Literal["said", "formula"]
BECAUSE = re.compile(r"(?:依据：|Because: ?|其一，|One of them: ?)(?=\s|$|[^\w]|另一种|Another)")
"""What a message says before its proofs."""
_WAYS = re.compile(r"(?<=[；;])\s*(?=\(\d\) )")
"""Between corrections that are numbered."""


def message_lines(finding: Finding) -> list[tuple[Kind, str]]:
    """The lines of a message, in its order. Each proof that it quotes is a line, and each of several possible corrections."""
    return [(kind, line) for kind, line in _lines(finding) if line]


def _lines(finding: Finding) -> Iterator[tuple[Kind, str]]:
    quoted = sorted(finding.proofs, key=len, reverse=True)
    if not quoted or finding.message in quoted:
        yield "said", finding.message.strip()
        return
    pieces = re.split(f"({'|'.join(map(re.escape, quoted))})", finding.message)
    for index, piece in enumerate(pieces):
        if index % 2:
            yield "formula", piece.strip()
        else:
            yield from (("said", line.strip()) for line in _WAYS.split(BECAUSE.sub("", piece)))
