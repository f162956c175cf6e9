"""How messages name a place in the reference and its measures."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from extractor.checks.context import Context
from extractor.checks.messages import Lang
from extractor.reference import Line, Measure
from extractor.reference.words import MEASURE_TITLES


def source(ctx: Context, lines: Sequence[Line]) -> str:
    """The file, the sheet and the rows: 对照表.xlsx“批复”第5、6行."""
    name = ctx.reference.name if ctx.reference else ""
    places = [
        ctx.say("reference.rows", sheet=sheet, rows="、".join(str(row) for row in sorted({line.row for line in group})))
        for sheet, group in groupby(lines, key=lambda line: line.sheet)
    ]
    return f"{name}{'、'.join(places)}"


def spoken(measure: Measure, lang: Lang) -> str:
    """A measure as the reviewer calls it."""
    return MEASURE_TITLES[measure][0 if lang == "zh" else 1]
