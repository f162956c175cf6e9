"""The report's text as paragraphs and real tables, with every mark in its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractor.document import Block, Document, Table
from extractor.export.marks import Mark, Marks
from extractor.export.markup import Html, escape, h, join
from extractor.export.messages import Words
from extractor.export.naming import Flag, worst
from schemas.extraction import Span

_HEADING = re.compile(r"\s*[一二三四五六七八九十]{1,3}、[^。；]*$")


class TextView:
    """Renders the blocks of one report."""

    def __init__(self, marks: Marks, t: Words) -> None:
        """Reads the text from the document, else from the extraction."""
        self.marks, self.t = marks, t
        self.text = marks.document.text if marks.document else marks.extraction.document.text
        self._page: int | None = None

    def render(self) -> Html:
        """All of the text, in order; what no block covers is shown as paragraphs."""
        return join(self._parts())

    def _parts(self) -> Iterator[Html]:
        at = 0
        for block in sorted(self.marks.document.blocks if self.marks.document else (), key=lambda block: block.span):
            yield from self._paragraphs((at, block.span[0]))
            yield from self._page_turn(self.marks.document, block)
            yield from self._block(block)
            at = max(at, block.span[1])
        yield from self._paragraphs((at, len(self.text)))

    def _page_turn(self, document: Document | None, block: Block) -> Iterator[Html]:
        page = document.page_of(block.span) if document and document.pages else None
        if page is not None and page != self._page and block.kind != "aside":
            self._page = page
            yield h("p", {"class": "turn"}, h("span", {}, self.t("page_n", page)))

    def _block(self, block: Block) -> Iterator[Html]:
        if block.table is not None and block.table.cells:
            yield h("div", {"class": "scroll", "tabindex": 0, "role": "group"}, self._table(block.table))
        elif block.kind == "aside":
            yield h("p", {"class": "aside", "title": block.because}, self.inline(block.span))
        elif block.level:
            yield h(f"h{min(block.level + 2, 6)}", {}, self.inline(block.span))
        else:
            yield from self._paragraphs(block.span)

    def _paragraphs(self, span: Span) -> Iterator[Html]:
        start = span[0]
        while start < span[1]:
            end = self.text.find("\n", start, span[1])
            end = span[1] if end < 0 else end
            if self.text[start:end].strip():
                yield h("p", {"class": _paragraph_class(self.text[start:end])}, self.inline((start, end)))
            start = end + 1

    def _table(self, table: Table) -> Html:
        grid = table.grid()
        origins = {(cell.row, cell.col): cell for cell in table.cells}
        rows = []
        for row in range(table.n_rows):
            cells = []
            for col in range(table.n_cols):
                if cell := origins.get((row, col)):
                    spans = {"rowspan": cell.row_span, "colspan": cell.col_span}
                    cells.append(h("td", {key: n for key, n in spans.items() if n > 1}, self.inline(cell.span)))
                elif (row, col) not in grid:
                    cells.append(h("td", {}))
            rows.append(h("tr", {}, *cells))
        return h("table", {"class": "doc"}, h("tbody", {}, *rows))

    def inline(self, span: Span) -> Html:
        """The characters of ``span``, cut where a mark begins or ends."""
        inside = list(self.marks.within(span))
        cuts = {span[0], span[1]}
        for mark in inside:
            cuts.update(at for at in mark.span if span[0] < at < span[1])
        edges = sorted(cuts)
        return join(
            self._segment((start, end), [mark for mark in inside if mark.span[0] < end and mark.span[1] > start])
            for start, end in pairwise(edges)
        )

    def _segment(self, span: Span, covering: list[Mark]) -> Html:
        text = self.text[span[0] : span[1]]
        if not covering:
            return escape(text)
        front, *_ = stack = sorted(covering, key=lambda mark: mark.rank)
        found = self.marks.flags_on(*(mark for mark in stack if mark.kind == front.kind))
        attributes = {
            "class": mark_class(front, found, self.marks) + (" end" if span[1] == front.span[1] else ""),
            "data-m": " ".join(str(mark.key) for mark in stack),
            "data-f": finding_numbers(found),
            "data-r": self.t(f"letter.{front.group}") if front.kind == "figure" else "?" if front.kind == "unclaimed" else None,
        }
        return h("span", attributes, text)


def _paragraph_class(text: str) -> str | None:
    """How a paragraph looks: a row of a table without cells, a heading by its number, or neither."""
    return "row" if "\t" in text else "h" if len(text) < 40 and _HEADING.match(text) else None


def mark_class(mark: Mark, found: Sequence[Flag], marks: Marks) -> str:
    """The classes of a mark: kind, colour family of its role, gravest severity of its findings."""
    gravest = worst(found, marks.findings)
    role = f"r-{mark.group}" if mark.kind == "figure" else None
    return " ".join(filter(None, ("m", mark.kind, role, f"f-{gravest}" if gravest else None)))


def finding_numbers(found: Sequence[Flag]) -> str | None:
    """The findings that a click on the mark opens, those that blame it first."""
    ranked = sorted(found, key=lambda flag: (not flag.blamed, flag.finding))
    return " ".join(str(flag.finding) for flag in ranked) or None
