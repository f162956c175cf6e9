"""A table as the rules see it: cells with their numerals, the role of each column, the name of each row."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.document import SET_ASIDE_KINDS, Document, Numeral, Table
from extractor.grid import GridCell, grid_of, squeeze
from extractor.numerals.columns import label_kind
from extractor.readers import lexicon
from extractor.readers.base import Words
from extractor.readers.words import exact, without_code, words
from schemas.record import Measure

_BY_KIND: dict[str, Measure] = {
    "initial": "initial_budget", "budget": "budget", "executed": "executed", "rate": "rate",
    "weight": "weight", "score": "score", "count": "count",
}  # fmt: skip
_YEAR = re.compile(r"((?:19|20)\d\d)年")
_SEVERAL_YEARS = re.compile(r"(?:19|20)\d\d年?(?:[-—–~～]+|至|到)(?:19|20)?\d\d年")
_ITEM = re.compile(r"^\s*(?:(\d{1,2})\s*[、.．](?!\d)|[（(](\d{1,2}|[一二三四五六七八九十]{1,2})[)）]|[一二三四五六七八九十]{1,2}、)\s*")
_WITHIN = re.compile(r"^\s*其中\s*[:：]?\s*")
_WHOLE_COLUMN = re.compile(r"^(?:小计|合计|金额|资金总额|总额|总计|资金|项目资金.*|预算资金|总金额|年度资金.*)$")
_BALANCE = re.compile(r"^(?!上年|年初)(?:年末|资金|财政)?(?:结余|结转结余|结余结转|结转)(?:资金|金额|数|额)?$")
_POINTS = re.compile(r"[（(]\s*\d+(?:\.\d+)?\s*分?\s*[)）]")


@dataclass(frozen=True, slots=True)
class Column:
    """What stands over a number: its measure, the source of money it is split by, the year it belongs to."""

    measure: Measure | None
    source: str | None
    period: str | None


class Sheet:
    """One table of the document; ``number`` counts the document's tables."""

    def __init__(self, document: Document, number: int, table: Table) -> None:
        self.document, self.number = document, number
        self.grid = grid_of(document.text, table)
        self._numerals: dict[tuple[int, int], list[Numeral]] = {}
        for numeral in document.numerals:
            if numeral.cell is not None and numeral.cell[0] == number:
                self._numerals.setdefault(numeral.cell[1:], []).append(numeral)

    def numerals(self, cell: GridCell) -> list[Numeral]:
        """The numerals of a cell that may carry figures."""
        found = self._numerals.get((cell.cell.row, cell.cell.col), [])
        return [n for n in found if n.kind not in SET_ASIDE_KINDS and not n.glued]

    def number_of(self, cell: GridCell) -> Numeral | None:
        """The one numeral of a cell that holds nothing else."""
        found = self.numerals(cell)
        return found[0] if len(found) == 1 and cell.value else None

    def words(self, cell: GridCell) -> Words:
        """The words of a cell."""
        return exact(self.document.text, cell.cell.span)

    def name(self, cell: GridCell) -> Words:
        """The label of a row: without list number, 其中 and closing colon."""
        start, end = cell.cell.span
        for pattern in (_WITHIN, _ITEM, _WITHIN):
            found = pattern.match(self.document.text[start:end])
            start += found.end() if found else 0
        return without_code(self.document.text, words(self.document.text, (start, end)))

    def path_label(self, cell: GridCell) -> Words:
        """A group label without the points in brackets behind it: 产出指标（50分） → 产出指标."""
        found = _POINTS.search(self.document.text, *cell.cell.span)
        return words(self.document.text, (cell.cell.span[0], found.start() if found else cell.cell.span[1]))

    def column(self, cell: GridCell) -> Column:
        """The role of the column a cell stands in."""
        path = self.grid.header_path(cell)
        return column_of(path)

    def group(self, cell: GridCell) -> str:
        """numbered, within (其中) or plain: how a row's label stands to the rows before it."""
        text = cell.text
        return "within" if _WITHIN.match(text) else "numbered" if _ITEM.match(text) else "plain"


def column_of(path: tuple[str, ...]) -> Column:
    """The measure, source and year that a header path names; the innermost label that tells decides."""
    squeezed = [squeeze(label) for label in path]
    if squeezed and _SEVERAL_YEARS.search(squeezed[-1]):
        return Column(None, None, None)
    measure = next((_BY_KIND[kind] for label in reversed(squeezed) if (kind := label_kind(label)) in _BY_KIND), None)
    if measure == "rate" and not any(lexicon.MONEY_RATE.search(re.sub(r"[（(].*", "", label)) for label in squeezed):
        measure = "share" if any("占" in label or "比例" in label or "比重" in label for label in squeezed) else None
    if squeezed and measure in (None, "budget", "executed") and _BALANCE.search(re.sub(r"[（(].*", "", squeezed[-1])):
        measure = "balance"
    year = next((found[1] for label in reversed(squeezed) if (found := _YEAR.search(label))), None)
    inner = re.sub(r"[（(].*?[)）]", "", squeezed[-1]) if squeezed else ""
    source = inner if len(squeezed) > 1 and label_kind(inner) in ("money", "other") and not _WHOLE_COLUMN.match(inner) else None
    return Column(measure, source, year)
