"""The smallest parts of a report that are never divided, and how they are packed into chunks for a model.

An atom is a sentence of a paragraph or a row of a table. A chunk is a run of atoms; a block (paragraph or table) stays whole
where it fits. A chunk whose answer came back cut is halved between two atoms.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from extractor.document import Document, Span
from extractor.grid import Grid, grid_of
from extractor.outline import outline
from extractor.readers.sentences import Numbers, sentences

MAX_NUMERALS = 150
"""Numerals of one chunk; a provider's enum holds 250, but the answer must also fit into its room."""
MAX_SENTENCES = 240
MAX_CHARACTERS = 6000


@dataclass(frozen=True, slots=True)
class Atom:
    """A sentence (``row`` null) or a table row; ``block`` is its index in ``document.blocks``."""

    block: int
    span: Span
    numerals: int
    marks: int
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Chunk:
    """A run of atoms in reading order."""

    atoms: tuple[Atom, ...]

    @property
    def span(self) -> Span:
        """From the first atom to the last."""
        return self.atoms[0].span[0], self.atoms[-1].span[1]

    def halves(self) -> tuple[Chunk, Chunk] | None:
        """Two chunks of about equally many numerals, divided between blocks if that is near enough; null for one atom."""
        if len(self.atoms) < 2:
            return None
        total = sum(atom.numerals + 1 for atom in self.atoms)
        best = min(range(1, len(self.atoms)), key=lambda cut: self._cost(cut, total))
        return Chunk(self.atoms[:best]), Chunk(self.atoms[best:])

    def _cost(self, cut: int, total: int) -> float:
        left = sum(atom.numerals + 1 for atom in self.atoms[:cut])
        inside = self.atoms[cut - 1].block == self.atoms[cut].block
        return abs(2 * left - total) / total + (0.4 if inside else 0.0)


def atoms(document: Document, spans: Iterable[Span]) -> Iterator[Atom]:
    """Every atom of the body inside ``spans``."""
    numbers, wanted = Numbers(document), tuple(spans)
    for index, block in enumerate(document.blocks):
        if block.kind == "aside" or not any(start <= block.span[0] < end for start, end in wanted):
            continue
        if block.table is None:
            for span in sentences(document.text, block.span):
                if document.text[slice(*span)].strip():
                    yield Atom(index, span, len(numbers.figures(span)), 1)
            continue
        yield from _rows(index, grid_of(document.text, block.table), numbers)


def _rows(index: int, grid: Grid, numbers: Numbers) -> Iterator[Atom]:
    for row, cells in grid.rows.items():
        printed = [cell for cell in cells if cell.text]
        if not printed:
            continue
        span = (printed[0].cell.span[0], printed[-1].cell.span[1])
        figures = len(numbers.figures(span))
        if row in grid.header_rows and not figures:
            continue
        yield Atom(index, span, figures, sum(not cell.value and not cell.blank for cell in printed), row)


def pack(document: Document, spans: Iterable[Span]) -> tuple[Chunk, ...]:
    """Chunks within the limits that together hold every atom once. A new outermost heading begins a chunk once one is half full."""
    heads = {line.index for line in outline(document) if line.heading and not line.above}
    chunks: list[list[Atom]] = [[]]
    for block in _blocks(atoms(document, spans)):
        fresh = block[0].block in heads and fill(chunks[-1]) > 0.5
        if chunks[-1] and (fresh or fill([*chunks[-1], *block]) > 1):
            chunks.append([])
        for atom in block:
            if chunks[-1] and fill([*chunks[-1], atom]) > 1:
                chunks.append([])
            chunks[-1].append(atom)
    return tuple(Chunk(tuple(chunk)) for chunk in chunks if chunk)


def _blocks(found: Iterable[Atom]) -> Iterator[list[Atom]]:
    held: list[Atom] = []
    for atom in found:
        if held and held[0].block != atom.block:
            yield held
            held = []
        held.append(atom)
    if held:
        yield held


def fill(found: Sequence[Atom]) -> float:
    """How full a chunk is: the fullest of its limits, 1 at the limit."""
    if not found:
        return 0.0
    return max(
        sum(atom.numerals for atom in found) / MAX_NUMERALS,
        sum(atom.marks for atom in found) / MAX_SENTENCES,
        sum(atom.span[1] - atom.span[0] for atom in found) / MAX_CHARACTERS,
    )
