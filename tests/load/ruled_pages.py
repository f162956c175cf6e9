"""Ruled tables drawn on pages made here, and their cells as they are read."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pymupdf

from extractor.document import Document

Rows = Sequence[Sequence[str]]
Stroke = Callable[[pymupdf.Page, float, float, float, float], None]


def line(page: pymupdf.Page, x0: float, y0: float, x1: float, y1: float) -> None:
    page.draw_line((x0, y0), (x1, y1), width=0.5)


def thin_box(page: pymupdf.Page, x0: float, y0: float, x1: float, y1: float) -> None:
    page.draw_rect((x0 - 0.25, y0 - 0.25, x1 + 0.25, y1 + 0.25), color=None, fill=(0, 0, 0))


def dashed(page: pymupdf.Page, x0: float, y0: float, x1: float, y1: float) -> None:
    steps = int(max(x1 - x0, y1 - y0) // 5)
    for i in range(steps):
        a, b = i / steps, (i + 0.6) / steps
        page.draw_line((x0 + a * (x1 - x0), y0 + a * (y1 - y0)), (x0 + b * (x1 - x0), y0 + b * (y1 - y0)), width=0.5)


def write(page: pymupdf.Page, x: float, y: float, text: str, size: float = 10) -> None:
    page.insert_text((x, y), text, fontname="china-s", fontsize=size)


def grid(page: pymupdf.Page, xs: Sequence[float], ys: Sequence[float], rows: Rows, stroke: Stroke = line) -> None:
    for y in ys:
        stroke(page, xs[0], y, xs[-1], y)
    for x in xs:
        stroke(page, x, ys[0], x, ys[-1])
    fill(page, xs, ys, rows)


def fill(page: pymupdf.Page, xs: Sequence[float], ys: Sequence[float], rows: Rows) -> None:
    for y, row in zip(ys, rows, strict=False):
        for x, text in zip(xs, row, strict=False):
            for i, part in enumerate(text.split("\n")):
                write(page, x + 4, y + 14 + 13 * i, part)


def cells_of(doc: Document, table: int = 0) -> list[tuple[int, int, int, int, str]]:
    found = doc.tables[table].table
    assert found is not None
    return [(c.row, c.col, c.row_span, c.col_span, doc.text[slice(*c.span)]) for c in found.cells]


XS = [80, 200, 300, 400]
YS = [100, 120, 140, 160]
ROWS = [("项目", "预算数", "执行数"), ("网格员补助", "146.54", ""), ("防汛经费", "3", "3")]
PLAIN = [(r, c, 1, 1, text) for r, row in enumerate(ROWS) for c, text in enumerate(row)]
