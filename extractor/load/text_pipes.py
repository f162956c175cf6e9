"""Tables in plain text drawn with pipes (Markdown) or box-drawing characters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise

from extractor.load.compose import Grid, GridCell, Part, is_regular, join_lines, plain_grid, tidy
from extractor.load.text_columns import NUMBER
from extractor.load.text_prose import width

LOOSE_ROWS = 3
_RULE = re.compile(r"^\s*[|｜+]?\s*:?[-=]{1,}:?\s*(?:[|｜+]\s*:?[-=]{1,}:?\s*)*[|｜+]?\s*$")
_BAR = re.compile(r"(?<!\\)[|｜]")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_BOX_START = re.compile(r"^\s*[\u2500-\u257f]")
_BOX_RULE = re.compile(r"^[\u2500-\u257f\s]+$")
_BOX_BAR = re.compile("[│┃║┆┇┊┋]")
_BOX_DASH = re.compile("[─━═╌╍┄┅┈┉]{2}")
_JUNCTION = re.compile("[^─━═╌╍┄┅┈┉\\s]")


def read_pipes(lines: Sequence[str], start: int) -> tuple[list[Part] | None, int] | None:
    """The pipe table that begins at ``start`` and the line after it; null where none does."""
    end = start
    while end < len(lines) and _is_pipe_row(lines, end, start):
        end += 1
    ruled = any(_is_rule(line) for line in lines[start:end])
    rows = [_split(line) for line in lines[start:end] if not _is_rule(line)]
    if rows and ruled and not any(rows[0]):
        rows = rows[1:]  # a header that a converter had to invent
    loose = not ruled and lines[start].strip()[:1] not in ("|", "｜", "+")
    if loose:  # a web page's table: bars between the cells, empty ones at the end, rows of any length
        rows = [_stripped(row) for row in rows]
        return ([plain_grid(rows, "pipes")], end) if len(rows) >= LOOSE_ROWS and max(map(len, rows)) >= 3 else (None, end)
    wide = max(map(len, rows), default=0)
    if wide < 2 or (len(rows) < 2 and not ruled) or (not ruled and len({len(row) for row in rows}) > 1):
        return None, end
    return [plain_grid(rows, "pipes")], end


def _is_pipe_row(lines: Sequence[str], index: int, start: int) -> bool:
    line = lines[index].strip()
    if len(line) > 1 and line[0] in "|｜+" and line[-1] in "|｜+":
        return bool(_BAR.search(line)) or _is_rule(line)
    bare = "|" in line and bool(_BAR.search(line))  # Markdown allows a table without outer pipes, above and below its rule
    if index == start:
        ruled = index + 1 < len(lines) and _is_rule(lines[index + 1])
        return bare and (ruled or _is_loose(lines, index))
    return (bare or _is_rule(line)) and not lines[start].strip().startswith(("|", "｜", "+"))


def _is_loose(lines: Sequence[str], index: int) -> bool:
    """Whether bars stand between cells in this line and the next few, without a rule: a table copied from a web page."""
    following = lines[index : index + LOOSE_ROWS]
    return len(following) == LOOSE_ROWS and all(len(_BAR.findall(line)) >= 2 for line in following)


def _stripped(row: list[str]) -> list[str]:
    while row and not row[-1]:
        row = row[:-1]
    return row


def _is_rule(line: str) -> bool:
    return bool(_RULE.match(line)) and ("|" in line or "+" in line or "｜" in line)


def _split(line: str) -> list[str]:
    inner = line.strip()
    inner = inner[1:] if inner[:1] in "|｜" else inner
    inner = inner[:-1] if inner[-1:] in ("|", "｜") and not inner.endswith("\\|") else inner
    return [join_lines(map(tidy, _BREAK.split(cell.replace("\\|", "|").replace("**", "")))) for cell in _BAR.split(inner)]


def read_box(lines: Sequence[str], start: int) -> tuple[list[Part] | None, int] | None:
    """The table drawn with box characters that begins at ``start``; null where none does, or where its merges are not sure."""
    end = start
    while end < len(lines) and _BOX_START.match(lines[end]):
        end += 1
    block = [line.rstrip() for line in lines[start:end]]
    content = [line for line in block if not _BOX_RULE.match(line) or _BOX_BAR.search(line.strip("│┃║ "))]
    if len(content) < 2 or any(_BOX_DASH.search(line) for line in content):
        return None, end
    for ambiguous in (1, 2):
        grid = _box_grid(block, ambiguous)
        if grid and is_regular(grid):
            return [grid], end
    return None, end


def _box_grid(block: Sequence[str], ambiguous: int) -> Grid | None:
    """Rows between rules; a cell reaches from bar to bar, over as many columns as bars stand there anywhere."""
    if len({_offsets(line, ambiguous)[-1] for line in block}) > 1:
        return None
    bars = sorted({_offsets(line, ambiguous)[i] for line in block for i, char in enumerate(line) if _is_bar(line, i, char)})
    columns = {offset: index for index, offset in enumerate(bars)}
    cells: list[GridCell] = []
    groups = _groups(block)
    for row, group in enumerate(groups):
        split = [_box_cells(line, ambiguous) for line in group]
        if len({tuple(edges for edges, _ in one) for one in split}) > 1:
            return None
        for stack in zip(*split, strict=True):
            left, right = stack[0][0]
            text = join_lines(tidy(text) for _, text in stack)
            cells.append(GridCell(row, columns[left], 1, columns[right] - columns[left], text))
    return Grid(len(groups), len(bars) - 1, tuple(cells), "pipes") if len(bars) > 2 else None


def _is_bar(line: str, index: int, char: str) -> bool:
    return bool(_BOX_BAR.match(char)) if not _BOX_RULE.match(line) else bool(_JUNCTION.match(char))


def _groups(block: Sequence[str]) -> list[list[str]]:
    """Lines of one row."""
    groups: list[list[str]] = [[]]
    for line in block:
        if _BOX_RULE.match(line) and not _BOX_BAR.search(line.strip()[1:-1]):
            groups.append([])
        else:
            groups[-1].append(line)
    groups = [group for group in groups if group]
    return [row for group in groups for row in _rows_between_rules(group, ruled=len(groups) > 2)]


def _rows_between_rules(group: list[str], ruled: bool) -> list[list[str]]:
    """One row of wrapped cells, or a row a line: a cell that wraps does not stack two figures."""
    cells = [[text.strip() for text in _BOX_BAR.split(line)[1:-1]] for line in group]
    stacked = any(sum(1 for cell in column if cell and NUMBER.match(cell)) > 1 for column in zip(*cells, strict=False))
    return [group] if ruled and not stacked else [[line] for line in group]


def _box_cells(line: str, ambiguous: int) -> list[tuple[tuple[int, int], str]]:
    at = _offsets(line, ambiguous)
    bars = [index for index, char in enumerate(line) if _BOX_BAR.match(char)]
    return [((at[a], at[b]), line[a + 1 : b]) for a, b in pairwise(bars)]


def _offsets(line: str, ambiguous: int) -> list[int]:
    """The display column of each character, and of the end."""
    return list(accumulate(_widths(line, ambiguous), initial=0))


def _widths(line: str, ambiguous: int) -> Iterable[int]:
    for char in line:
        yield ambiguous if "\u2500" <= char <= "\u257f" else width(char)
