"""The points that a score table gives to execution, output, effect, satisfaction and input, by the words of its groups."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from extractor.checks.book import Book
from extractor.checks.tables import Row, ScoreTable, score_tables, together

GROUPS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("execution", re.compile(r"预算执行|资金执行|^执行率")),
    ("satisfaction", re.compile(r"满意")),
    ("output", re.compile(r"产出|数量|质量|时效|成本")),
    ("effect", re.compile(r"效益|效果|影响|效能")),
    ("input", re.compile(r"投入|决策|过程|管理|立项|运行")),
)
HUNDRED = Decimal(100)


def group_of(row: Row) -> str | None:
    """The group of a row, by its outermost label."""
    return next((group for group, cue in GROUPS if row.labels and cue.search(row.labels[0])), None)


def points_of(table: ScoreTable) -> dict[str, Decimal] | None:
    """Points by group; null where a row belongs to none or has no weight. Execution alone may be what is left to 100."""
    sides: dict[str, list[Row]] = {}
    for row in table.leaves:
        group = group_of(row)
        if group is None:
            return None
        sides.setdefault(group, []).append(row)
    points: dict[str, Decimal] = {}
    for group, rows in sides.items():
        value = together([row.weight for row in rows])
        if value is None and group != "execution":
            return None
        if value is not None:
            points[group] = value
    if "execution" in sides and "execution" not in points:
        points["execution"] = HUNDRED - sum(points.values(), Decimal(0))
    return points if len(points) > 1 else None


def weighed_tables(book: Book) -> Iterator[tuple[ScoreTable, dict[str, Decimal]]]:
    """The score tables whose points can be told by group."""
    for table in score_tables(book):
        points = points_of(table)
        if points:
            yield table, points
