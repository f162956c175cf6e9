"""Numbers in a table that only count its rows or columns: 序号 1, 2, 3 …, 栏次 1 2 3 …."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from extractor.document import Table
from extractor.numerals.columns import label_kind
from extractor.numerals.fold import fold

Place = tuple[int, int]


def counting_cells(text: str, table: Table, headers: Mapping[Place, tuple[str, ...]]) -> frozenset[Place]:
    """The cells whose bare integer only numbers its row (under 序号; running 1, 2, 3 under 备注 or no header) or its column."""
    printed = {(cell.row, cell.col): fold(text[cell.span[0] : cell.span[1]]).strip() for cell in table.cells}
    whole = {place: int(words) for place, words in printed.items() if words.isascii() and words.isdigit() and len(words) <= 4}
    rows: dict[int, list[Place]] = defaultdict(list)
    for place in sorted(place for place, words in printed.items() if words):
        rows[place[0]].append(place)
    found: set[Place] = set()
    for places in rows.values():
        numbers = [place for place in places if place in whole]
        words = [printed[place] for place in places if place not in whole]
        if len(numbers) >= 3 and _runs(whole[place] for place in numbers) and all(label_kind(word) == "ordinal" for word in words):
            found.update(numbers)
    columns: dict[int, list[Place]] = defaultdict(list)
    for place in sorted(whole.keys() - found):
        columns[place[1]].append(place)
    for col, places in columns.items():
        heads = {label_kind(headers[place][-1]) if headers.get(place) else "none" for place in places}
        allowed = {"ordinal", "note", "none"} if col == 0 else {"ordinal", "note"}
        if heads == {"ordinal"} or (heads <= allowed and _runs(whole[place] for place in places)):
            found.update(places)
    return frozenset(found)


def _runs(numbers: Iterable[int]) -> bool:
    """Whether the numbers are 1, 2, 3 … and at least two."""
    found = list(numbers)
    return len(found) >= 2 and found == list(range(1, len(found) + 1))
