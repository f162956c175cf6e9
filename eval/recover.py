"""From the text of a question back to the chunk it shows: which numeral and which sentence each mark stands for."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from extractor.document import Document, Numeral, Span
from extractor.outline import outline
from extractor.readers.head import read_title
from extractor.readers.hostile import addressed
from extractor.readers.llm.atoms import Atom, Chunk, atoms
from extractor.readers.llm.conversation import above
from extractor.readers.llm.marking import Marked, mark

_MARK = re.compile(r"\{([ns]\d+)\}")
_FRAME = ("〔表格〕", "〔表格完〕", "表头｜")


@dataclass(frozen=True, slots=True)
class _Shown:
    """One atom as it is shown, without marks, and where in that text its numerals and sentences begin."""

    atom: Atom
    plain: str
    numerals: tuple[tuple[int, Numeral], ...]
    sentences: tuple[tuple[int, Span], ...]


class Shelf:
    """The atoms of one document by the first characters of what is shown of them."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.lines = outline(document)
        self.withheld = frozenset(addressed(document))
        self.shown: dict[str, list[_Shown]] = defaultdict(list)
        for atom in atoms(document, ((0, len(document.text)),)):
            one = self._show(atom)
            if one.plain:
                self.shown[one.plain[:3]].append(one)

    def _show(self, atom: Atom) -> _Shown:
        marked = mark(self.document, Chunk((atom,)), self.withheld)
        lines = [line for line in marked.text.split("\n") if atom.row is None or not line.startswith(_FRAME)]
        plain, marks = _strip("\n".join(lines))
        numerals = tuple((at, marked.numerals[key]) for key, at in marks if key in marked.numerals)
        return _Shown(atom, plain, numerals, tuple((at, marked.sentences[key]) for key, at in marks if key in marked.sentences))

    def recover(self, chunk: str) -> Marked | None:
        """The chunk that this text shows; null where it is not of this document."""
        found: list[_Shown] = []
        marked = Marked(self.document, Chunk(()), chunk)
        for line in chunk.split("\n"):
            if line.startswith(_FRAME) or not line:
                continue
            plain, marks = _strip(line)
            at = 0
            while at < len(plain):
                one = self._next(plain, at, found)
                if one is None:
                    return None
                found.append(one)
                self._name(marked, one, at, marks)
                at += len(one.plain)
        if not found:
            return None
        held = Chunk(tuple(one.atom for one in found))
        whole = mark(self.document, held, self.withheld)
        title = read_title(self.document)
        regions = [*whole.regions, *([title.span] if title is not None else [])]
        return Marked(self.document, held, chunk, marked.numerals, marked.sentences, regions, above(self.lines, held, self.withheld))

    def _next(self, plain: str, at: int, found: list[_Shown]) -> _Shown | None:
        """The atom that stands here: the longest one, and of equal ones the first behind the last atom found."""
        fits = [one for one in self.shown.get(plain[at : at + 3], ()) if plain.startswith(one.plain, at)]
        last = found[-1].atom.span if found else (-1, -1)
        return min(fits, key=lambda one: (-len(one.plain), one.atom.span <= last, one.atom.span), default=None)

    def _name(self, marked: Marked, one: _Shown, at: int, marks: tuple[tuple[str, int], ...]) -> None:
        numerals = {offset + at: numeral for offset, numeral in one.numerals}
        sentences = {offset + at: span for offset, span in one.sentences}
        for key, place in marks:
            if key.startswith("n") and place in numerals:
                marked.numerals[key] = numerals[place]
            elif key.startswith("s") and place in sentences:
                marked.sentences[key] = sentences[place]


def _strip(text: str) -> tuple[str, tuple[tuple[str, int], ...]]:
    """A text without its marks, and where each stood in what is left."""
    parts = list(_pieces(text))
    return "".join(part for part, _, _ in parts), tuple((key, at) for _, key, at in parts if key)


def _pieces(text: str) -> Iterator[tuple[str, str, int]]:
    at = last = 0
    for found in _MARK.finditer(text):
        before = text[last : found.start()]
        at += len(before)
        yield before, found[1], at
        last = found.end()
    yield text[last:], "", at
