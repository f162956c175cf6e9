"""What a first reading left open: the sentences and rows that go back to the model once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from extractor.document import Document, Numeral
from extractor.readers.llm.atoms import MAX_NUMERALS, Atom, Chunk
from extractor.readers.llm.project_names import Told

_ALWAYS = frozenset({"money", "percent", "score"})
_SENTENCES_AT_MOST = 120


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
    """The atoms that hold open numerals, packed anew."""
    held = [atom for one in told for atom in one.marked.chunk.atoms if _holds(document, atom, open_)]
    return tuple(Chunk(tuple(run)) for run in _runs(document, held, open_))


def _runs(document: Document, atoms: Iterable[Atom], open_: frozenset[str]) -> Iterator[list[Atom]]:
    run: list[Atom] = []
    count = 0
    for atom in atoms:
        own = len(_inside(document, atom, open_))
        if run and (count + own > MAX_NUMERALS or len(run) >= _SENTENCES_AT_MOST):
            yield run
            run, count = [], 0
        run.append(atom)
        count += own
    if run:
        yield run


def _holds(document: Document, atom: Atom, open_: frozenset[str]) -> bool:
    return bool(_inside(document, atom, open_))


def _inside(document: Document, atom: Atom, open_: frozenset[str]) -> list[Numeral]:
    return [n for n in document.numerals if n.id in open_ and atom.span[0] <= n.span[0] < atom.span[1]]
