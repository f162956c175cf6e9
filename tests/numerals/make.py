"""A small document builder, and the grid functions as a stand-in that needs no layout."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from extractor.document import Block, Cell, Document, Numeral, Run, Table
from extractor.numerals import Token, tokenize

SHARED = Path(__file__).parents[2].parent / "shared"

Rows = Sequence[Sequence[str | None]]
"""A table: its rows of cell texts; null where a cell to the left (or above, under a header) covers the place."""


def document(*parts: str | tuple[int, Rows], runs: tuple[Run, ...] = (), asides: tuple[str, ...] = ()) -> Document:
    """Paragraphs (strings) and tables (number of header rows, rows) as a document."""
    text, blocks = "", []
    for part in parts:
        start = len(text)
        if isinstance(part, str):
            text += part
            blocks.append(Block("paragraph", (start, len(text))))
        else:
            table_text, table = _table(start, part[1])
            text += table_text
            blocks.append(Block("table", (start, len(text)), table))
        text += "\n"
    for aside in asides:
        blocks.append(Block("aside", (len(text), len(text) + len(aside)), because="页码"))
        text += aside + "\n"
    return Document("x.txt", "0" * 64, "text", (), text, tuple(blocks), runs)


def _table(start: int, rows: Rows) -> tuple[str, Table]:
    text, cells = "", []
    for row, texts in enumerate(rows):
        for col, content in enumerate(texts):
            if content is not None:
                span = 1
                while col + span < len(texts) and texts[col + span] is None:
                    span += 1
                place = start + len(text)
                cells.append(Cell(row, col, 1, span, (place, place + len(content))))
                text += content
            text += "\t" if col + 1 < len(texts) else ""
        text += "\n" if row + 1 < len(rows) else ""
    return text, Table(len(rows), max(map(len, rows)), tuple(cells))


def _is_header(text: str, table: Table, row: int) -> bool:
    texts = [text[cell.span[0] : cell.span[1]] for cell in table.cells if cell.row == row]
    printed = [part for part in texts if part]
    return len(printed) >= 2 and all(len(part) <= 24 and not part[-1].isdigit() and part[-1] not in "%：" for part in printed)


def column_headers(text: str, table: Table) -> dict[tuple[int, int], tuple[str, ...]]:
    """Rows of short words are headers for the rows below them; a rough stand-in for ``extractor.grid``."""
    heads, found = [row for row in range(table.n_rows) if _is_header(text, table, row)], {}
    grid = table.grid()
    for cell in table.cells:
        above = [row for row in heads if row < cell.row]
        while above and any(row not in heads for row in range(above[0], max(above))):
            above.pop(0)  # only the last band of headers counts
        if cell.row not in heads:
            over = [grid.get((row, cell.col)) for row in above]
            words = [text[head.span[0] : head.span[1]] for head in over if head]
            found[(cell.row, cell.col)] = tuple(word for word in dict.fromkeys(words) if word)
    return found


def row_labels(text: str, table: Table) -> dict[tuple[int, int], tuple[str, ...]]:
    """The cells to the left that print words."""
    found = {}
    for cell in table.cells:
        left = [other for other in table.cells if other.row <= cell.row < other.row + other.row_span and other.col < cell.col]
        words = [text[other.span[0] : other.span[1]] for other in left]
        found[(cell.row, cell.col)] = tuple(word for word in words if any("一" <= char <= "鿿" for char in word))
    return found


def short(token: Token | Numeral) -> str:
    """``≥95% percent``: bound, printed, unit and kind of a token on one line."""
    return f"{token.op or ''}{token.printed}{token.unit or ''} {token.kind}"


def shorts(text: str) -> list[str]:
    """All tokens of a text, as ``short`` writes them."""
    return [short(token) for token in tokenize(text)]


def figures(text: str) -> list[str]:
    """The tokens of a text that are not set aside by form, without their kinds."""
    kinds = {"money", "percent", "score", "count", "plain"}
    return [short(token).rpartition(" ")[0] for token in tokenize(text) if token.kind in kinds]


def exact(text: str) -> Decimal:
    """The value of the only token of a text."""
    (token,) = tokenize(text)
    return token.value
