"""A chunk as the model sees it: the report's text with every numeral and every sentence marked by an id of this chunk.

``预算{n1}36.50万元`` is a marked numeral, ``{s1}`` opens a sentence or a worded cell. Braces and angles of the report are
shown full-width and its full-width bars narrow, so that no report can print a mark, the edge of a cell or the end of its chunk.
A table is shown with its header rows and one line a row, cells set apart by ``｜``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby

from extractor.document import Cell, Document, Numeral, Span
from extractor.grid import Grid, GridCell, Place, grid_of
from extractor.numerals.fold import fold
from extractor.readers.llm.atoms import Atom, Chunk
from extractor.readers.sentences import Numbers

_BRACES = str.maketrans({"{": "｛", "}": "｝", "<": "＜", ">": "＞", "｜": "|"})
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)(?=\s*(?:年|[-—~至、/]|$))")
_YEARS = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*年?\s*[-—~至到]{1,2}\s*((?:19|20)\d\d)(?!\d)")
_YEAR_IN_WORDS = re.compile(r"([一二][九〇零][〇零一二三四五六七八九]{2})(?=\s*年)")
_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_MOST_YEARS = 60
_BAR = "｜"
WITHHELD = "（此处文字未送出）"


@dataclass
class Marked:
    """The text shown and what its ids mean. ``regions`` are the parts of the document that are shown, in order; ``headings``
    those that the chunk stands under."""

    document: Document
    chunk: Chunk
    text: str = ""
    numerals: dict[str, Numeral] = field(default_factory=dict)
    sentences: dict[str, Span] = field(default_factory=dict)
    regions: list[Span] = field(default_factory=list)
    headings: tuple[Span, ...] = ()

    @property
    def years(self) -> tuple[str, ...]:
        """The years and spans of years that the report prints, and the year before each: 上年 has no number."""
        return _years(self.document.text)


@lru_cache(maxsize=8)
def _years(text: str) -> tuple[str, ...]:
    plain = fold(text)
    found = {match[1] for match in _YEAR.finditer(plain)}
    found |= {match[1].translate(_DIGITS) for match in _YEAR_IN_WORDS.finditer(plain)}
    spans = {f"{match[1]}-{match[2]}" for match in _YEARS.finditer(plain) if match[1] < match[2]}
    before = {str(int(year) - 1) for year in found}
    return tuple(sorted(found | before | spans, reverse=True)[:_MOST_YEARS])


def mark(document: Document, chunk: Chunk, withheld: frozenset[Span] = frozenset(), only: frozenset[str] | None = None) -> Marked:
    """Shows a chunk. Sentences in ``withheld`` are replaced by a note: nothing of them is sent. Numerals not in ``only`` (by
    the document's ids; null: all) stand without a mark."""
    marker = _Marker(Marked(document, chunk), Numbers(document), withheld, only)
    lines: list[str] = []
    for block, run in groupby(chunk.atoms, key=lambda atom: atom.block):
        table = document.blocks[block].table
        atoms = list(run)
        lines.extend([marker.prose(atoms)] if table is None else marker.table(grid_of(document.text, table), atoms))
    marker.marked.text = "\n".join(lines)
    return marker.marked


@dataclass
class _Marker:
    marked: Marked
    numbers: Numbers
    withheld: frozenset[Span]
    only: frozenset[str] | None

    def prose(self, atoms: list[Atom]) -> str:
        return "".join(self._sentence(atom.span) for atom in atoms)

    def table(self, grid: Grid, atoms: list[Atom]) -> Iterator[str]:
        yield "〔表格〕"
        band: tuple[int, ...] = ()
        covering = grid.table.grid()
        for atom in atoms:
            assert atom.row is not None
            over = grid.band(atom.row)
            if over != band:
                band = over
                yield from (f"表头{_BAR}{self._header(grid, row)}" for row in band)
            yield self._row(grid, atom.row, covering)
        yield "〔表格完〕"

    def _header(self, grid: Grid, row: int) -> str:
        cells = [cell for cell in grid.rows[row] if cell.cell.span not in self.withheld]
        self.marked.regions.extend(cell.cell.span for cell in cells if cell.text)
        by_column = {cell.cell.col: shown(cell.text) for cell in cells}
        return _BAR.join(by_column.get(col, "") for col in range(grid.table.n_cols))

    def _row(self, grid: Grid, row: int, covering: dict[Place, Cell]) -> str:
        begun = {cell.cell.col: cell for cell in grid.rows[row]}
        parts: list[str] = []
        for col in range(grid.table.n_cols):
            if col in begun:
                parts.append(self._cell(begun[col]))
            elif (above := covering.get((row, col))) is not None and above.row < row and above.col == col:
                parts.append(self._repeated(above.span))
            else:
                parts.append("")
        while parts and not parts[-1]:
            parts.pop()
        return _BAR.join(parts)

    def _repeated(self, span: Span) -> str:
        """A merged cell that began in a row above: its words are shown again, its numbers are not."""
        if span in self.withheld:
            return WITHHELD
        self.marked.regions.append(span)
        if self.numbers.figures(span):
            return "〃"
        return shown(self.marked.document.text[slice(*span)])

    def _cell(self, cell: GridCell) -> str:
        if cell.blank or not cell.text:
            return shown(cell.text)
        return self._with_numerals(cell.cell.span) if cell.value else self._sentence(cell.cell.span)

    def _sentence(self, span: Span) -> str:
        if span in self.withheld:
            return WITHHELD
        key = f"s{len(self.marked.sentences) + 1}"
        self.marked.sentences[key] = span
        return f"{{{key}}}{self._with_numerals(span)}"

    def _with_numerals(self, span: Span) -> str:
        text, at = self.marked.document.text, span[0]
        self.marked.regions.append(span)
        parts: list[str] = []
        for numeral in self.numbers.figures(span):
            if self.only is not None and numeral.id not in self.only:
                continue
            key = f"n{len(self.marked.numerals) + 1}"
            self.marked.numerals[key] = numeral
            parts.append(f"{shown(text[at : numeral.span[0]])}{{{key}}}")
            at = numeral.span[0]
        parts.append(shown(text[at : span[1]]))
        return "".join(parts).strip()


def shown(text: str) -> str:
    """Words of the report as they are sent: on one line, without the characters that marks are made of."""
    return re.sub(r"\s*[\n\t\r\v\f\x1c-\x1e\x85\u2028\u2029]\s*", " ", text).translate(_BRACES)
