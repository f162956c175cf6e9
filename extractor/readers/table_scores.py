"""Score tables: 一级/二级/三级指标 with target, actual, weight, score and reason; group points; totals; overall goals."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from extractor.document import Numeral
from extractor.grid import GridCell, squeeze
from extractor.numerals.columns import label_kind
from extractor.readers.base import Part, Relation, Row, RowPart, ValueWords, Words
from extractor.readers.ledgering import Book
from extractor.readers.sheet import Sheet
from extractor.readers.table_notes import told_in_note

_LEVEL = re.compile(r"^([一二三四—\-_.]?级指标)|^(?:绩效)?指标(?:名称|内容)?$|^(?:具体|评价)指标$")
"""The thin strokes of 一, 二 and 三 are the first that a bad copy loses."""
_EXECUTION = re.compile(r"^(?:预算)?执行率?(?:指标)?$|预算执行率|^资金执行率$")
_TOTAL = re.compile(r"^(?:总分|合计|总计|总得分|自评总分|得分合计|总分值)$")
_GOAL = re.compile(r"预期目标|年初(?:设定)?目标|总体目标|实际完成情况|完成情况")
_HEADING_LENGTH = 16
_SLASH, _DASH = re.compile(r"^[/\\]+$"), re.compile(r"^[-—–]+$")
Blank = Literal["empty", "dash", "slash"]


@dataclass
class Scores:
    """The rows of one score table while it is read: leaves, group rows and the total, for the sums between them."""

    leaves: list[tuple[Row, Row | None]] = field(default_factory=list)
    groups: dict[str, Row] = field(default_factory=dict)
    total: Row | None = None
    execution: Row | None = None
    heading: GridCell | None = None
    """The words of a row that stand alone in it and head the rows below."""


def heads_scores(sheet: Sheet, row: int) -> bool:
    """Whether the header band over a row is that of a score table."""
    heads = [cell for number in sheet.grid.band(row) for cell in sheet.grid.rows[number]]
    names = any(_LEVEL.match(squeeze(cell.text)) for cell in heads)
    kinds = {label_kind(squeeze(cell.text)) for cell in heads}
    return names and len(kinds & {"weight", "score", "target", "actual"}) >= 2


def heads_goals(sheet: Sheet, row: int) -> bool:
    """Whether the row above heads the overall goal and its outcome."""
    band = sheet.grid.band(row)
    heads = [squeeze(cell.text) for cell in sheet.grid.rows[band[-1]]] if band else []
    return sum(bool(_GOAL.search(head)) for head in heads) >= 2


def read_goal_row(book: Book, sheet: Sheet, cells: list[GridCell], project: Words | None) -> None:
    """The overall goal: its target and its outcome are whole cells."""
    target = actual = None
    for cell in cells:
        head = squeeze("".join(sheet.grid.header_path(cell)[-1:]))
        if cell.blank or not _GOAL.search(head):
            continue
        figures = tuple(n for n in sheet.numerals(cell) if n.kind in ("money", "percent"))
        value = ValueWords(sheet.words(cell), figures)
        if re.search(r"实际|完成", head):
            actual = value
        else:
            target = value
    if target or actual:
        where = (target or actual).words.span  # type: ignore[union-attr]
        book.row(Row(book.key(), project, (Words("年度总体目标", where),), None, "table", target, actual))


def read_score_row(book: Book, sheet: Sheet, cells: list[GridCell], project: Words | None, scores: Scores) -> None:
    """One row of a score table."""
    roles = {cell.cell.col: _role(sheet, cell) for cell in cells}
    if (heading := _heading(cells)) is not None:
        scores.heading = heading
        return
    labels, name = _labels(sheet, cells, roles)
    if not labels and name is None:
        return
    only = squeeze((name or labels[-1]).text)
    last = (name or labels[-1]).cell.col  # each level may have points of its own: those behind the name are the row's
    weight, score = _points(sheet, cells, roles, "weight", last), _points(sheet, cells, roles, "score", last)
    if only.startswith("小计"):
        return
    if _TOTAL.match(only):
        where = (name or labels[-1]).cell.span
        row = Row(
            book.key(),
            project,
            (Words("总分", where),),
            None,
            "table",
            weight=weight,
            score=score,
            blanks=_blanks(cells, roles, total=True),
        )
        scores.total = book.row(row)
        return
    if name is None and not weight and not score:
        return
    if scores.heading is not None:
        labels = [scores.heading, *labels]
    execution = _EXECUTION.search(only) is not None and len(only) <= 12 and not _within_group(sheet, labels)
    path = tuple(sheet.path_label(label) for label in labels if label is not name)
    group = _group_rows(book, sheet, labels, project, scores) if not execution else None
    if execution:
        path, name = (Words("预算执行率", (name or labels[-1]).cell.span),), None
    target, actual, reason = _value(sheet, cells, roles, "target"), _value(sheet, cells, roles, "actual"), _reason(sheet, cells, roles)
    if target is None and actual is None and reason is not None and (told := told_in_note(sheet, cells, reason)) is not None:
        (target, actual), reason = told, None
    row = Row(
        book.key(), project, path, sheet.path_label(name) if name else None, "table",
        target, actual, weight, score, reason, _blanks(cells, roles, total=False),
    )  # fmt: skip
    book.row(row)
    scores.leaves.append((row, group))


def _heading(cells: list[GridCell]) -> GridCell | None:
    """The one cell of a row that prints anything, where it is the first and no number: it heads the rows below."""
    printed = [cell for cell in cells if cell.text]
    alone = len(printed) == 1 and printed[0].cell.col == 0 and not printed[0].value and not printed[0].blank
    whole = alone and printed[0].cell.row_span == 1 and not _TOTAL.match(squeeze(printed[0].text))
    return printed[0] if whole and len(squeeze(printed[0].text)) <= _HEADING_LENGTH else None


def _within_group(sheet: Sheet, labels: list[GridCell]) -> bool:
    """Whether an execution rate is an indicator of a larger group (过程) and not a group of its own."""
    outer = squeeze(sheet.path_label(labels[0]).text) if len(labels) > 1 else ""
    return bool(outer) and not re.search(r"执行|预算|资金", outer)


def _role(sheet: Sheet, cell: GridCell) -> str:
    path = sheet.grid.header_path(cell)
    head = squeeze(path[-1]) if path else ""
    level = _LEVEL.match(head)
    if level:
        return "level" if level[1] else "name"
    return label_kind(head)


def _labels(sheet: Sheet, cells: list[GridCell], roles: dict[int, str]) -> tuple[list[GridCell], GridCell | None]:
    """The label cells of a row, outermost first, those merged from rows above included; and the one that names the indicator."""
    levels = [cell for cell in cells if roles[cell.cell.col] in ("level", "name") and not cell.blank and not cell.value]
    last = levels[-1] if levels else next((cell for cell in cells if cell.text and not cell.value), None)
    if last is None:
        return [], None
    above = [label for label in sheet.grid.row_labels(last) if label is not last and _is_level(sheet, label)]
    labels = [*above, last]
    leaf = _is_leaf(sheet, last)
    return labels, last if leaf else None


def _is_level(sheet: Sheet, label: GridCell) -> bool:
    path = sheet.grid.header_path(label)
    return bool(path) and _LEVEL.match(squeeze(path[-1])) is not None and "级指标" in squeeze(path[-1])[:4]


def _is_leaf(sheet: Sheet, cell: GridCell) -> bool:
    """The innermost level of the band names the indicator."""
    band = sheet.grid.band(cell.cell.row)
    heads = [head for number in band for head in sheet.grid.rows[number] if _LEVEL.match(squeeze(head.text))]
    return bool(heads) and max(head.cell.col for head in heads) <= cell.cell.col + cell.cell.col_span - 1


def _points(sheet: Sheet, cells: list[GridCell], roles: dict[int, str], kind: str, last: int) -> tuple[Numeral, ...]:
    of_kind = [cell for cell in cells if roles[cell.cell.col] == kind]
    behind = [cell for cell in of_kind if cell.cell.col > last]
    found = [sheet.number_of(cell) for cell in behind or of_kind]
    return tuple(n for n in found if n is not None and n.kind in ("score", "plain"))[:1]


def _value(sheet: Sheet, cells: list[GridCell], roles: dict[int, str], kind: str) -> ValueWords | None:
    cell = next((cell for cell in cells if roles[cell.cell.col] == kind and not cell.blank), None)
    return ValueWords(sheet.words(cell), tuple(sheet.numerals(cell))) if cell else None


def _reason(sheet: Sheet, cells: list[GridCell], roles: dict[int, str]) -> Words | None:
    cell = next((cell for cell in cells if roles[cell.cell.col] == "note" and not cell.blank and not cell.value), None)
    return sheet.words(cell) if cell else None


def _blanks(cells: list[GridCell], roles: dict[int, str], total: bool) -> tuple[tuple[str, Blank], ...]:
    fields = (
        {"note": "reason"} if total else {"target": "target", "actual": "actual", "weight": "weight", "score": "score", "note": "reason"}
    )
    return tuple((fields[roles[cell.cell.col]], _how_blank(cell)) for cell in cells if cell.blank and roles[cell.cell.col] in fields)


def _how_blank(cell: GridCell) -> Blank:
    text = cell.text.strip()
    return "slash" if _SLASH.match(text) else "dash" if _DASH.match(text) else "empty"


def _group_rows(book: Book, sheet: Sheet, labels: list[GridCell], project: Words | None, scores: Scores) -> Row | None:
    """A group label with points in brackets is a row of its own; the innermost such group of this row is returned."""
    group = None
    for depth, label in enumerate(labels[:-1] or labels[:0]):
        points = [n for n in sheet.numerals(label) if n.kind in ("score", "plain")]
        if len(points) != 1:
            continue
        path = tuple(sheet.path_label(outer) for outer in labels[: depth + 1])
        slot = " > ".join(w.text for w in path)
        if slot not in scores.groups:
            scores.groups[slot] = book.row(Row(book.key(), project, path, None, "table", weight=(points[0],)))
        group = scores.groups[slot]
    return group


def relate_scores(book: Book, scores: Scores) -> None:
    """The sums of a score table: group points over their rows, the total over groups (or rows) and the execution row."""
    for group in scores.groups.values():
        parts = [row for row, own in scores.leaves if own is not None and own.key == group.key]
        if parts and all(row.weight for row in parts):
            _sum(book, group, "weight", parts)
    if scores.total is None:
        return
    leaves = [row for row, _ in scores.leaves]
    head = [scores.execution] if scores.execution is not None and scores.execution.key not in {r.key for r in leaves} else []
    loose = [row for row, own in scores.leaves if own is None]
    outer = [row for slot, row in scores.groups.items() if " > " not in slot]
    if scores.total.weight:
        _sum(book, scores.total, "weight", [*head, *outer, *loose] if outer else [*head, *leaves])
    if scores.total.score:
        _sum(book, scores.total, "score", [*head, *leaves])


def _sum(book: Book, whole: Row, what: Literal["weight", "score"], parts: list[Row]) -> None:
    if len(parts) >= 1:
        keys: tuple[Part, ...] = tuple(RowPart(row.key, what) for row in parts if getattr(row, what))
        if keys:
            book.relate(Relation("sum", RowPart(whole.key, what), keys))
