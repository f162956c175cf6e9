"""Tables in plain text whose cells are separated by tabs, one row a line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from extractor.load.compose import LIST_START, Grid, Paragraph, Part, join_lines, plain_grid, tidy
from extractor.load.text_cells import rebuild
from extractor.load.text_columns import Columns

_CAPTION = re.compile(r"^\s*(?:附[件表]|注[：:]|说明[：:]|备注[：:]|表\s*\d|[（(]?单位[：:]|填[表报]|联系)")
_TOC = re.compile(r"^\s*\S.*?[\t.…·\s]*\t[\s.…·]*\d{1,3}\s*$")
_LONG = 60  # an indented paragraph rather than a cell


def has_tabs(line: str) -> bool:
    """Whether a line is a row: a tab between or beside cells, not a paragraph's indent."""
    return "\t" in line and not (len(line.strip()) > _LONG and "\t" not in line.strip())


def read_tabs(lines: Sequence[str], start: int) -> tuple[list[Part] | None, int] | None:
    """The table that begins at ``start`` and the line after it; null where none does."""
    if not has_tabs(lines[start]):
        return None
    rows, end = _collect(lines, start)
    rows = _without_empty_edges(_mended(rows))
    if len(rows) < 2 or max(map(len, rows)) < 2:
        return None, end
    entries = [line for line in lines[start:end] if line.strip()]
    if all(len(entry) < 200 and _TOC.match(entry) for entry in entries) and any(LIST_START.match(entry) for entry in entries):
        return [Paragraph(re.sub(r"\s*\t\s*", " ", tidy(entry)), because="目录") for entry in entries], end
    rows = [[tidy(cell) for cell in row] for row in rows]
    uneven = len(set(map(len, rows))) > 1
    return [(uneven and rebuild(rows, "tabs")) or plain_grid(rows, "tabs")], end


def is_ragged(lines: Sequence[str], grid: Grid) -> bool:
    """Whether rows print different numbers of cells and no merge was found to explain it."""
    merged = any(cell.col_span > 1 or cell.row_span > 1 for cell in grid.cells)
    return not merged and len({line.count("\t") for line in lines if "\t" in line}) > 1


def _collect(lines: Sequence[str], start: int) -> tuple[list[list[str]], int]:
    """Rows from ``start``: blank lines between rows do not end a table, a line of other text does."""
    rows: list[list[str]] = []
    index = end = start
    while index < len(lines):
        line = lines[index]
        if has_tabs(line):
            rows.append(line.rstrip("\n").split("\t"))
            end = index + 1
        elif line.strip() and not _is_row_without_tabs(lines, index):
            break
        elif line.strip():
            rows.append([line])
            end = index + 1
        index += 1
    return rows, end


def _is_row_without_tabs(lines: Sequence[str], index: int) -> bool:
    """A row whose trailing tabs were lost, or the rest of a broken cell: rows stand right before and after it."""
    line = lines[index].strip()
    between = 0 < index < len(lines) - 1 and has_tabs(lines[index - 1]) and has_tabs(lines[index + 1])
    return between and len(line) <= _LONG and not _CAPTION.match(line) and not line.endswith("。")


def _mended(rows: list[list[str]]) -> list[list[str]]:
    """A row broken inside a cell is one row again where both pieces are short, fit exactly and put figures under figures."""
    usual = Counter(map(len, rows)).most_common(1)[0][0] if rows else 0
    columns = Columns.of([[tidy(cell) for cell in row] for row in rows if len(row) == usual][1:])
    mended: list[list[str]] = []
    for row in rows:
        last = mended[-1] if mended else []
        broken = last and last[-1].strip() and row[0].strip() and len(last) < usual and len(last) + len(row) - 1 == usual
        whole = [*last[:-1], join_lines((*last[-1:], row[0])), *row[1:]]
        if broken and columns.fit(list(map(tidy, whole))):
            mended[-1] = whole
        else:
            mended.append(row)
    return mended


def _without_empty_edges(rows: list[list[str]]) -> list[list[str]]:
    """Outer columns that no row fills are indents or strays."""
    width = max(map(len, rows), default=0)
    filled = [c for c in range(width) if any(len(row) > c and row[c].strip() for row in rows)]
    if not filled:
        return []
    return [row[filled[0] : filled[-1] + 1] for row in rows if any(cell.strip() for cell in row)]
