"""What a first reading left open: the sentences and rows that go back to the model once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractor.document import Document, Numeral
from extractor.readers.llm.atoms import Atom, Chunk, fill
from extractor.readers.llm.project_names import Told
from extractor.readers.sentences import Numbers

_ALWAYS = frozenset({"money", "percent", "score"})


def still_open(told: Sequence[Told], used: set[str]) -> frozenset[str]:
    """The numerals nobody spoke for: money, rates and scores anywhere, and in tables whatever stands in a row that is read."""
    found: set[str] = set()
    for one in told:
        rows = {numeral.cell[:2] for numeral in one.marked.numerals.values() if numeral.cell and numeral.id in used}
        found.update(n.id for n in one.marked.numerals.values() if n.id not in used and _counts(n, rows))
    return frozenset(found)


def _counts(numeral: Numeral, rows: set[tuple[int, int]]) -> bool:
    return numeral.kind in _ALWAYS or (numeral.cell is not None and numeral.cell[:2] in rows)


def left_open(document: Document, told: Sequence[Told], open_: frozenset[str]) -> tuple[Chunk, ...]:
    """The atoms that hold open numerals, packed anew; each counts with these numerals alone."""
    chunks: list[list[Atom]] = [[]]
    for atom in _holding(document, told, open_):
        if chunks[-1] and fill([*chunks[-1], atom]) > 1:
            chunks.append([])
        chunks[-1].append(atom)
    return tuple(Chunk(tuple(run)) for run in chunks if run)


def _holding(document: Document, told: Sequence[Told], open_: frozenset[str]) -> Iterator[Atom]:
    numbers = Numbers(document)
    for one in told:
        for atom in one.marked.chunk.atoms:
            own = sum(numeral.id in open_ for numeral in numbers.all(atom.span))
            if own:
                yield replace(atom, numerals=own)
