"""The working paper (复核底稿) of the workbook: one row a finding, what a person wrote about it kept from run to run."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.worksheet import Worksheet

from extractor.export.message_lines import BECAUSE
from extractor.export.messages import Words
from extractor.export.naming import one_line, ordered, pointers, printed, resolve, unit_at, united
from extractor.export.paper_old import COLUMNS, TYPED, OldRow, Paper
from extractor.export.xlsx_cells import Flagged, Sheet, Value
from schemas.extraction import Extraction, Span
from schemas.figure import Figure
from schemas.record import Pointer
from schemas.result import Finding

WIDTHS = {
    "organisation": 14, "report": 14, "page": 6, "quote": 26, "problem": 36, "reported": 11, "proposed": 11, "proofs": 36,
    "severity": 8, "id": 14, "opinion": 26, "answer": 26,
}  # fmt: skip
_EXTRA_WIDTH = 16
_A4 = 9
_FIGURES = 6
"""Numbers that one row lists."""
_PLACES = 3
"""Places of the text that one row quotes."""
_AROUND = 30
"""Characters quoted before and after a figure."""


def fill_paper(worksheet: Worksheet, extractions: Sequence[Extraction], old: Paper, t: Words) -> None:
    """Findings first, in the order of reports; then the rows of an earlier paper whose findings are not there any more."""
    columns = [(t(f"paper.{name}"), WIDTHS[name]) for name in COLUMNS]
    sheet = Sheet(worksheet, [*columns, *((name, _EXTRA_WIDTH) for name in old.extra)], wrapped_from=min(WIDTHS.values()))
    worksheet.page_setup.paperSize = _A4
    worksheet.page_margins = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    worksheet.print_options.gridLines = True
    if (footer := worksheet.HeaderFooter.oddFooter) and footer.center:
        footer.center.text = "&P / &N"
    coming = Counter((finding.id, extraction.document.source) for extraction in extractions for finding in extraction.findings)
    read = {extraction.document.source for extraction in extractions}
    whole = {(one.document.source, one.record.organisation or "") for one in extractions if not one.coverage.unread}
    kept = _Kept(old, coming, read | old.present)
    for extraction in extractions:
        for finding in ordered(extraction.findings):
            row = kept.take(finding.id, extraction.document.source)
            level = Flagged(t(f"sev.{finding.severity}"), finding.severity, "")
            sheet.add(*_told(extraction, finding), level, finding.id, *_typed(row, old.extra))
    for row in kept.left():
        now = Flagged(_now(row, whole, t), "gone", "") if row.key[0] else None
        told = [row.cells.get(name) or None for name in COLUMNS[: COLUMNS.index("severity")]]
        sheet.add(*told, now, row.key[0] or None, *_typed(row, old.extra))
    sheet.close()


def _now(row: OldRow, whole: AbstractSet[tuple[str, str]], t: Words) -> str:
    """What became of a finding that is not there any more: gone only where the same unit's report was read whole again."""
    organisation = row.cells.get("organisation") or ""
    return t("paper.gone") if (row.key[1], organisation) in whole else t("paper.not_read")


class _Kept:
    """The rows of an earlier paper, each given out once.

    ``coming`` counts the findings that will ask for a row, by id and file; ``read`` are the files of this run, and others that are known
    to be there still.
    """

    def __init__(self, old: Paper, coming: Counter[tuple[str, str]], read: AbstractSet[str]) -> None:
        self._coming, self._read = coming, read
        self._rows: dict[tuple[str, str], list[OldRow]] = defaultdict(list)
        for row in old.rows:
            self._rows[row.key].append(row)
        self._by_id: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for key in self._rows:
            self._by_id[key[0]].append(key)

    def take(self, finding: str, source: str) -> OldRow | None:
        """The row of a finding: of its file, else of the one other file it was known from, where that is no more (renamed)."""
        own = (finding, source)
        self._coming[own] -= 1
        others = [key for key in self._by_id.get(finding, ()) if key in self._rows and key[1] not in self._read]
        key = own if own in self._rows else others[0] if len(others) == 1 else None
        if key is None:
            return None
        row = self._rows[key].pop(0)
        if self._coming[own] == 0:  # rows that a person copied: their words go to the last finding that can bear them
            for copy in self._rows[key]:
                row = row.joined(copy)
            self._rows[key] = []
        if not self._rows[key]:
            del self._rows[key]
        return row

    def left(self) -> Iterator[OldRow]:
        """The rows that no finding claims, in their old order."""
        return (row for rows in self._rows.values() for row in rows)


def _typed(row: OldRow | None, extra: Sequence[str]) -> Iterator[str | None]:
    """What a person wrote."""
    yield from (row.cells.get(name) or None if row else None for name in TYPED)
    yield from (row.extra.get(name) or None if row else None for name in extra)


def _told(extraction: Extraction, finding: Finding) -> list[Value]:
    """The columns before the level."""
    places = [place for pointer in _shown(finding) if (place := extraction.provenance.get(pointer))]
    pages = list(dict.fromkeys(place.page for place in places[:_PLACES] if place.page))
    quotes = dict.fromkeys(around(extraction.document.text, place.span) for place in places[:_PLACES])
    return [
        extraction.record.organisation,
        extraction.document.source,
        pages[0] if len(pages) == 1 else "、".join(map(str, pages)) or None,
        "\n".join(filter(None, quotes)) or None,
        _problem(finding),
        _reported(extraction, finding),
        _proposed(extraction, finding),
        "\n".join(finding.proofs) or None,
    ]


def _problem(finding: Finding) -> str:
    """The message without its proofs, which have a column of their own; where it is nothing else, the title."""
    message = finding.message
    for proof in finding.proofs:
        message = message.replace(proof, "")
    message = one_line(BECAUSE.sub("", message))
    return message if re.search(r"\w", message) else finding.title


def _shown(finding: Finding) -> tuple[Pointer, ...]:
    """The figures to quote: the suspect alone where there is one."""
    return (finding.suspect,) if finding.suspect else pointers(finding)


def _reported(extraction: Extraction, finding: Finding) -> str | None:
    """What the report says: the suspect's number, else those of all figures."""
    chosen = [finding.suspect] if finding.suspect else list(finding.paths)
    values = [resolve(extraction.record, pointer) for pointer in chosen]
    told = list(dict.fromkeys(printed(value) for value in values if isinstance(value, Figure)))
    return "\n".join([*told[:_FIGURES], *(["…"] if len(told) > _FIGURES else [])]) or finding.suspect_printed


def _proposed(extraction: Extraction, finding: Finding) -> str | None:
    return None if finding.suggestion is None else united(finding.suggestion, unit_at(extraction.record, finding.suspect))


def around(text: str, span: Span) -> str:
    """A place with the words around it, from its own line; cells of a table row apart."""
    if not 0 <= span[0] < span[1] <= len(text):
        return ""
    first, last = text.rfind("\n", 0, span[0]) + 1, text.find("\n", span[1])
    last = last if last >= 0 else len(text)
    start, end = max(first, span[0] - _AROUND), min(last, span[1] + _AROUND)
    if start > first and (tab := text.find("\t", start - 1, span[0])) >= 0:
        start = tab + 1  # a table row is cut between its cells
    if end < last and (tab := text.rfind("\t", span[1], end + 1)) >= 0:
        end = tab
    cells = [" ".join(cell.split()) for cell in text[start:end].split("\t")]
    return ("…" if start > first else "") + " | ".join(filter(None, cells)) + ("…" if end < last else "")
