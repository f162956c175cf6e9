"""What an invented report points at: each figure and word marked while the text is written, then found where it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from schemas.figure import Figure


@dataclass
class Token:
    """Something of the text that is pointed at."""

    pointer: str | None
    text: str
    unit: str | None = None
    kind: str = "money"
    because: str = ""
    unit_from: Any = "printed"
    place: Any = "prose"
    cell: tuple[int, int, int] | None = None
    span: tuple[int, int] = (0, 0)
    as_of: str | None = None


@dataclass
class Builder:
    """Collects tokens while the text is written, then finds where each stands."""

    tokens: list[Token] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    figures: dict[str, list[Figure]] = field(default_factory=dict)

    def fig(self, path: str, printed: str, unit: str | None, **more: Any) -> str:
        index = self.counts.get(path, 0)
        self.counts[path] = index + 1
        figure = Figure(printed=printed, unit=unit, as_of=more.get("as_of"))
        self.figures.setdefault(path, []).append(figure)
        return self._token(Token(f"{path}/{index}", printed, unit, **more))

    def word(self, pointer: str, text: str) -> str:
        return self._token(Token(pointer, text, kind="word"))

    def loose(self, printed: str, unit: str | None, kind: str = "money") -> str:
        return self._token(Token(None, printed, unit, kind))

    def aside(self, printed: str, because: str) -> str:
        return self._token(Token(None, printed, because=because))

    def _token(self, token: Token) -> str:
        self.tokens.append(token)
        return f"\ue000{len(self.tokens) - 1}\ue001"

    def get(self, path: str) -> tuple[Figure, ...]:
        return tuple(self.figures.get(path, ()))

    def settle(self, marked: str, offset: int) -> str:
        """The text without tokens; each token learns its span."""
        out = ""
        for piece in re.split("(\ue000\\d+\ue001)", marked):
            if piece.startswith("\ue000"):
                token = self.tokens[int(piece[1:-1])]
                token.span = (offset + len(out), offset + len(out) + len(token.text))
                out += token.text
            else:
                out += piece
        return out
