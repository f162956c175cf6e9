"""Reading order: pieces to lines, lines to columns, everything of a page in the order a person reads it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from extractor.load.pdf_cells import pieces
from extractor.load.pdf_chars import Line
from extractor.load.pdf_tables import Grid, GridCell

_MIN_COLUMN_LINES = 3
_MAX_COLUMN_LINES = 600


@dataclass(slots=True)
class Row:
    """A line as it is read: pieces of one base line from left to right, in one column of the page.

    ``zone`` names the page geometry (size and column) whose margins hold for it; ``tabular`` rows are borderless table rows.
    """

    page: int
    parts: list[Line]
    zone: tuple[int, ...] = ()
    tabular: bool = False

    x0: float = field(init=False)
    y0: float = field(init=False)
    x1: float = field(init=False)
    y1: float = field(init=False)
    size: float = field(init=False)

    def __post_init__(self) -> None:
        """Measure the whole."""
        self.x0, self.x1 = min(p.x0 for p in self.parts), max(p.x1 for p in self.parts)
        self.y0, self.y1 = min(p.y0 for p in self.parts), max(p.y1 for p in self.parts)
        self.size = max(self.parts, key=lambda part: part.x1 - part.x0).size

    @property
    def text(self) -> str:
        """The characters of all pieces, one space between pieces."""
        return " ".join(part.text for part in self.parts)

    def joined(self) -> Line:
        """All pieces as one line."""
        if len(self.parts) == 1:
            return self.parts[0]
        return Line(self.page, [glyph for part in self.parts for glyph in part.glyphs], self.parts[0].direction)


Item = Row | Grid


def rows_of(lines: Sequence[Line]) -> list[Row]:
    """Pieces on one base line brought together, from the top down. Turned lines stay alone."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: (line.base, line.x0)):
        home = next((row for row in reversed(rows[-4:]) if _level(row[0], line)), None)
        if home is None or line.direction != 0:
            rows.append([line])
        else:
            home.append(line)
    return [Row(row[0].page, sorted(row, key=lambda line: line.x0)) for row in rows]


def _level(one: Line, other: Line) -> bool:
    """Whether two pieces stand on one line: they overlap by more than half of the smaller one's height."""
    if one.direction != 0 or other.direction != 0:
        return False
    overlap = min(one.y1, other.y1) - max(one.y0, other.y0)
    small = min(one.y1 - one.y0, other.y1 - other.y0)
    return overlap > 0.55 * small and abs(one.base - other.base) < 0.5 * max(one.size, other.size)


def cell_lines(cell: GridCell) -> list[Line]:
    """The lines of a cell in reading order: top down, or as its turned text runs."""
    ways = [line.direction for line in cell.lines]
    way = max(set(ways), key=ways.count) if ways else 0
    if way == 0:
        return [row.joined() for row in rows_of(cell.lines)]
    orders = {1: lambda line: (-line.x1, line.y0), 2: lambda line: (-line.y1, -line.x1), 3: lambda line: (line.x0, -line.y1)}
    return sorted(cell.lines, key=orders.get(way, lambda line: (line.y0, line.x0)))


def reading_order(lines: Sequence[Line], tables: Sequence[Grid], geometry: tuple[int, ...]) -> list[Item]:
    """Rows and tables of a page in reading order, column by column where the page has two."""
    cut = [piece for line in lines for piece in pieces(line)]
    cut.sort(key=lambda piece: piece.y0)
    gutter = _gutter(cut, tables)
    if gutter is None:
        return _in_order(rows_of(cut), tables, (*geometry, 0))
    items: list[Item] = []
    for kind, band in _bands(cut, tables, gutter):
        if kind == "across":
            items += _in_order(rows_of(_lines(band)), _grids(band), (*geometry, 0))
            continue
        for column in (1, 2):
            side = [item for item in band if (_x(item)[1] <= gutter) == (column == 1)]
            items += _in_order(rows_of(_lines(side)), _grids(side), (*geometry, column))
    return items


def _in_order(rows: list[Row], tables: Sequence[Grid], zone: tuple[int, ...]) -> list[Item]:
    for row in rows:
        row.zone = zone
    _mark_tabular(rows)
    tops: list[tuple[float, Item]] = [(row.y0, row) for row in rows] + [(grid.ys[0], grid) for grid in tables]
    return [item for _, item in sorted(tops, key=lambda pair: pair[0])]


def _x(item: Line | Grid) -> tuple[float, float]:
    return (item.xs[0], item.xs[-1]) if isinstance(item, Grid) else (item.x0, item.x1)


def _lines(items: Sequence[Line | Grid]) -> list[Line]:
    return [item for item in items if isinstance(item, Line)]


def _grids(items: Sequence[Line | Grid]) -> list[Grid]:
    return [item for item in items if isinstance(item, Grid)]


def _gutter(cut: list[Line], tables: Sequence[Grid]) -> float | None:
    """The x between two columns of prose: many full lines on both sides, few across, and side by side."""
    prose = [line for line in cut if line.direction == 0 and len(line.text) > 3]
    if not 2 * _MIN_COLUMN_LINES + 2 <= len(prose) <= _MAX_COLUMN_LINES:
        return None
    left, right = min(line.x0 for line in prose), max(line.x1 for line in prose)
    best: tuple[int, float] | None = None
    for x in sorted({line.x0 - 1 for line in prose}):
        if not left + 0.3 * (right - left) < x < left + 0.7 * (right - left):
            continue
        before = [line for line in prose if line.x1 <= x]
        after = [line for line in prose if line.x0 >= x]
        if min(len(before), len(after)) < _MIN_COLUMN_LINES or not _side_by_side(before, after):
            continue
        if _fullness(before) < 0.6 or _fullness(after) < 0.6:
            continue
        score = len(before) + len(after) - 2 * (len(prose) - len(before) - len(after))
        if score > 0 and (best is None or score > best[0]):
            best = (score, x)
    return best[1] if best else None


def _side_by_side(before: list[Line], after: list[Line]) -> bool:
    overlap = min(before[-1].y1, after[-1].y1) - max(before[0].y0, after[0].y0)
    return overlap > 0.5 * min(before[-1].y1 - before[0].y0, after[-1].y1 - after[0].y0)


def _fullness(lines: list[Line]) -> float:
    """How far the typical line fills its column."""
    width = max(line.x1 for line in lines) - min(line.x0 for line in lines)
    widths = sorted(line.x1 - line.x0 for line in lines)
    return widths[len(widths) // 2] / max(width, 1)


def _bands(cut: list[Line], tables: Sequence[Grid], gutter: float) -> Iterator[tuple[str, list[Line | Grid]]]:
    """The page from the top down: what spans the gutter, then what stands on its two sides, and so on."""
    items: list[Line | Grid] = sorted([*cut, *tables], key=lambda item: item.ys[0] if isinstance(item, Grid) else item.y0)
    band: list[Line | Grid] = []
    kind = ""
    for item in items:
        x0, x1 = _x(item)
        this = "across" if x0 < gutter < x1 else "beside"
        if band and this != kind:
            yield kind, band
            band = []
        kind = this
        band.append(item)
    if band:
        yield kind, band


def _mark_tabular(rows: list[Row]) -> None:
    """Three or more neighbouring rows of three or more pieces that stand in the same columns: a table without lines."""
    start = 0
    while start < len(rows):
        end = start + 1
        slots = [(part.x0, part.x1) for part in rows[start].parts]
        while end < len(rows) and (wider := _fits(slots, rows[end])) is not None:
            slots, end = wider, end + 1
        if len(slots) >= 3 and end - start >= 3:
            for row in rows[start:end]:
                row.tabular = True
        start = max(end - 1, start + 1) if end - start < 3 else end


def _fits(slots: list[tuple[float, float]], row: Row) -> list[tuple[float, float]] | None:
    """The columns widened by this row; null where the row does not stand in them one to one."""
    if len(row.parts) != len(slots) or len(slots) < 3:
        return None
    wider = []
    for (x0, x1), part in zip(slots, row.parts, strict=True):
        if part.x1 < x0 or part.x0 > x1:
            return None
        wider.append((min(x0, part.x0), max(x1, part.x1)))
    apart = all(one[1] < other[0] for one, other in pairwise(wider))
    return wider if apart else None
