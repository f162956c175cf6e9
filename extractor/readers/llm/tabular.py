"""What a table knows about an answer: a pointer that leaves its row, or contradicts the head of its column, is a fault."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from extractor.document import Document, Numeral
from extractor.grid import Grid, GridCell, grid_of
from extractor.numerals.columns import ColumnKind, heading
from extractor.readers.llm.marking import Marked
from extractor.readers.llm.uses import Doubt, Role, Use, uses
from extractor.readers.words import key_of
from schemas.answer import Said

_FAMILIES: dict[ColumnKind, tuple[Role, ...]] = {
    "initial": ("initial_budget", "budget"),
    "budget": ("budget", "initial_budget"),
    "executed": ("executed",),
    "rate": ("rate", "share", "change", "actual", "target"),
    "weight": ("weight",),
    "score": ("score",),
    "target": ("target", "budget", "initial_budget", "rate"),
    "actual": ("actual", "executed", "rate"),
}
"""What a column of a surely named kind can hold, the most usual first."""
_SURE = frozenset({"initial_budget", "budget", "executed", "rate", "weight", "score", "target", "actual"})
"""Measures that a head can contradict; a share, a count or a balance stands under all sorts of heads."""


@dataclass(frozen=True)
class Tables:
    """The tables of a document as grids, made when they are asked for."""

    document: Document
    _grids: dict[int, Grid] = field(default_factory=dict)

    def grid(self, number: int) -> Grid:
        """The table that a numeral's ``cell[0]`` counts."""
        if number not in self._grids:
            table = self.document.tables[number].table
            assert table is not None
            self._grids[number] = grid_of(self.document.text, table)
        return self._grids[number]

    def cell(self, numeral: Numeral) -> GridCell | None:
        """The cell a numeral stands in."""
        return None if numeral.cell is None else self.grid(numeral.cell[0]).cells.get((numeral.cell[1], numeral.cell[2]))


Placed = Sequence[tuple[Use, Numeral]]


def row_faults(said: Said, marked: Marked, tables: Tables) -> Iterator[tuple[Use, str]]:
    """Every pointer into a table that leaves its row, with the reason."""
    placed = _placed(said, marked)
    yield from _project_rows(said, placed, tables)
    yield from _indicator_rows(said, placed, tables)


def column_doubts(said: Said, marked: Marked, tables: Tables) -> Iterator[Doubt]:
    """Every pointer into a table that the head of its column, or the column's other rows, contradict."""
    placed = _placed(said, marked)
    yield from _headed(placed, tables)
    yield from _odd_ones(placed, tables)


def _placed(said: Said, marked: Marked) -> Placed:
    return [(use, numeral) for use in uses(said) if (numeral := marked.numerals.get(use.numeral)) is not None and numeral.cell]


def _headed(placed: Placed, tables: Tables) -> Iterator[Doubt]:
    for use, numeral in placed:
        cell = tables.cell(numeral)
        if cell is None or numeral.cell is None or not cell.value:
            continue
        path = tables.grid(numeral.cell[0]).header_path(cell)
        family = _FAMILIES.get(heading(path).kind)
        role = use.measure or use.field
        if family is not None and role in _SURE and role not in family:
            yield Doubt(use, f"{use.numeral} 所在列的表头是“{' > '.join(path)}”，不像 {role}", family[0])


def _odd_ones(placed: Placed, tables: Tables) -> Iterator[Doubt]:
    """One project among many whose numeral in a column has another measure than all its neighbours."""
    columns: dict[tuple[int, int, tuple[int, ...]], list[tuple[Use, Numeral]]] = defaultdict(list)
    for use, numeral in placed:
        if use.section == "projects" and numeral.cell is not None:
            table, row, column = numeral.cell
            columns[table, column, tables.grid(table).band(row)].append((use, numeral))
    for found in columns.values():
        measure, most = Counter(use.measure for use, _ in found).most_common(1)[0]
        if most >= 3 and most > len(found) - most and measure is not None:
            odd = (use for use, _ in found if use.measure != measure)
            yield from (Doubt(use, f"{use.numeral} 这一列其他行都是 {measure}", measure) for use in odd)


def _project_rows(said: Said, placed: Placed, tables: Tables) -> Iterator[tuple[Use, str]]:
    """Numerals that stand in the row of another project, or of no one project."""
    keys = [key_of(project.name) for project in said.projects]
    rows: dict[tuple[int, int], set[str]] = {}
    seen: dict[tuple[int, str, int, int], list[tuple[Use, Numeral]]] = defaultdict(list)
    for use, numeral in placed:
        if use.section != "projects" or numeral.cell is None:
            continue
        row = numeral.cell[:2]
        if row not in rows:
            rows[row] = _words_in_row(tables.grid(row[0]), row[1])
        named = rows[row].intersection(keys)
        if named and keys[use.index] not in named:
            yield use, f"{use.numeral} 在另一个项目的行里"
        seen[use.index, use.field, numeral.cell[0], numeral.cell[2]].append((use, numeral))
    mixed = {index for (index, *_), found in seen.items() if len({_label(tables, numeral) for _, numeral in found}) > 1}
    for use in uses(said):  # its figures in prose are as doubtful as those in the table
        if use.section == "projects" and use.index in mixed:
            yield use, f"表格里同一列的两行归在了“{said.projects[use.index].name}”一个项目下"


def _words_in_row(grid: Grid, row: int) -> set[str]:
    """The keys of the worded cells of a row, and of the merged cells that reach into it."""
    begun = grid.rows.get(row, [])
    cells = {cell.cell: cell for one in begun for cell in (one, *grid.row_labels(one))}
    return {key_of(cell.text) for cell in cells.values() if cell.text and not cell.value}


def _label(tables: Tables, numeral: Numeral) -> tuple[str, ...]:
    """The words left of a numeral in its row."""
    cell = tables.cell(numeral)
    if cell is None or numeral.cell is None:
        return ()
    return tuple(key_of(label.text) for label in tables.grid(numeral.cell[0]).row_labels(cell))


def _indicator_rows(said: Said, placed: Placed, tables: Tables) -> Iterator[tuple[Use, str]]:
    """An indicator that takes its numbers from several rows, or from a row that does not print its name."""
    by_entry: dict[int, list[tuple[Use, Numeral]]] = defaultdict(list)
    for use, numeral in placed:
        if use.section == "indicators":
            by_entry[use.index].append((use, numeral))
    for index, found in by_entry.items():
        rows = Counter(numeral.cell[:2] for _, numeral in found if numeral.cell)
        home, most = rows.most_common(1)[0]
        name = said.indicators[index].name
        for use, numeral in found:
            if numeral.cell and numeral.cell[:2] != home and not _reaches(tables, numeral, home):
                yield use, f"{use.numeral} 与这一指标的其他数字不在同一行"
        if name is not None and not _row_prints(tables.grid(home[0]), home[1], name):
            yield from ((use, f"{use.numeral} 那一行没有“{name}”") for use, numeral in found if most and numeral.cell)


def _reaches(tables: Tables, numeral: Numeral, home: tuple[int, int]) -> bool:
    """Whether the numeral's cell reaches down into the row (a merged cell)."""
    cell = tables.cell(numeral)
    return cell is not None and numeral.cell is not None and numeral.cell[0] == home[0] and (
        cell.cell.row <= home[1] < cell.cell.row + cell.cell.row_span
    )  # fmt: skip


def _row_prints(grid: Grid, row: int, name: str) -> bool:
    cells = grid.rows.get(row, [])
    labels = [label for cell in cells for label in grid.row_labels(cell)]
    wanted = key_of(name)
    return any(wanted in key_of(cell.text) or key_of(cell.text) in wanted for cell in (*cells, *labels) if cell.text and not cell.value)
