"""A table put together cell by cell."""

from __future__ import annotations

from eval.synth.blocks import Pieces
from eval.typeset.blocks import Cell, Table


class Grid:
    """Rows and columns grow as cells are put; what is not covered at the end is empty."""

    def __init__(self) -> None:
        self.cells: list[Cell[Pieces]] = []
        self.row = self.heads = 0

    def put(self, row: int, col: int, pieces: Pieces | str, rows: int = 1, cols: int = 1) -> None:
        """A cell, merged over ``rows`` and ``cols``."""
        self.cells.append(Cell(row, col, rows, cols, (pieces,) if isinstance(pieces, str) else pieces))

    def line(self, *columns: Pieces | str, start: int = 0) -> None:
        """The next row, one cell a column."""
        for col, pieces in enumerate(columns, start):
            self.put(self.row, col, pieces)
        self.row += 1

    def table(self) -> Table[Pieces]:
        """In reading order, gaps filled."""
        rows = max(cell.row + cell.rows for cell in self.cells)
        cols = max(cell.col + cell.cols for cell in self.cells)
        covered = {
            (r, c) for cell in self.cells for r in range(cell.row, cell.row + cell.rows) for c in range(cell.col, cell.col + cell.cols)
        }
        gaps = [Cell(r, c, 1, 1, ()) for r in range(rows) for c in range(cols) if (r, c) not in covered]
        return Table(rows, cols, tuple(sorted([*self.cells, *gaps], key=lambda cell: (cell.row, cell.col))), self.heads)
