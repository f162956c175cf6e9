"""All numerals of a document: tokens placed, their units settled, their ids given."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import replace

from extractor.document import SET_ASIDE_KINDS, Document, Numeral, Run, Span, Table, TextSource
from extractor.numerals.asof import as_of_spans
from extractor.numerals.columns import ColumnKind
from extractor.numerals.draft import Draft, Region, lines_before, regions, shifted
from extractor.numerals.frames import Frame, frame_of
from extractor.numerals.lost_bracket import settle_lost
from extractor.numerals.scan import tokenize
from extractor.numerals.settle import dominant_unit, in_cell, settle
from extractor.numerals.token import Token
from extractor.numerals.unglue import glued_columns, unglue

Frames = Mapping[int, Frame]


def read_numerals(document: Document) -> tuple[Numeral, ...]:
    """Every number of ``document.text`` as a numeral: ids ``n1`` … in text order, spans into the text, units in force.

    A unit comes from the print at the number, the header (or row label), a caption (``单位：万元``) or, for an amount that
    names none, the money unit that the document uses most. Each cell of a table is read apart.
    """
    tables = [(index, block) for index, block in enumerate(document.blocks) if block.kind == "table"]
    frames = {number: frame_of(document, index, block) for number, (index, block) in enumerate(tables)}
    drafts = [draft for region in regions(document) for draft in _drafts(document, region, frames)]
    dominant = dominant_unit(drafts, frames)
    return _numerals(document, [settle(document, draft, frames, dominant) for draft in drafts])


def _drafts(document: Document, region: Region, frames: Frames) -> list[Draft]:
    text = document.text[region.span[0] : region.span[1]]
    tokens = unglue(text, settle_lost(tokenize(text)), lambda: _glued_headings(document, region, frames))
    if region.cell:
        frame, place = frames[region.cell[0]], region.cell[1:]
        tokens = tuple(in_cell(token, text, place, frame) for token in tokens)
    elif region.aside:
        tokens = tuple(replace(token, kind="ordinal") if token.kind == "plain" else token for token in tokens)
    months = list(as_of_spans(text)) if tokens else []
    over = _month_over(region, frames) if tokens and not months else None
    return [_draft(token, region, months, over) for token in tokens]


def _draft(token: Token, region: Region, months: list[tuple[Span, str]], over: str | None) -> Draft:
    index = bisect_right(months, token.span[0], key=lambda stretch: stretch[0][0]) - 1
    month = months[index][1] if index >= 0 and token.span[0] < months[index][0][1] else over
    printed = token.unit and not (token.settled_by and token.extent[1] == token.span[1])
    return Draft(
        token=shifted(token, region.span[0]),
        region=region,
        unit_from="printed" if printed else "header" if token.unit else None,
        as_of=None if token.kind in SET_ASIDE_KINDS else month,
    )


def _month_over(region: Region, frames: Frames) -> str | None:
    """The date that a column header gives to its numbers (``截至2023年10月底执行数``)."""
    if region.cell is None:
        return None
    path = frames[region.cell[0]].headers.get(region.cell[1:], ())
    return next((month for label in reversed(path) for _, month in as_of_spans(label + " ")), None)


def _glued_headings(document: Document, region: Region, frames: Frames) -> tuple[ColumnKind, ...]:
    """The columns that a glued run may stand for: named in its own line, in its header, or in the lines before."""
    own = document.text[region.span[0] : region.span[1]]
    before = lines_before(document, region.block, 3) if region.block is not None else []
    if region.cell is None:
        return glued_columns(own, *before)
    number, *place = region.cell
    path = frames[number].headers.get((place[0], place[1]), ())
    table = document.tables[number].table or Table(0, 0, ())
    above = [cell for cell in table.cells if cell.row < place[0]]
    rows = ["".join(document.text[c.span[0] : c.span[1]] for c in above if c.row == row) for row in range(place[0])]
    return glued_columns("".join(path), own, *reversed(rows), *before)


def _numerals(document: Document, drafts: list[Draft]) -> tuple[Numeral, ...]:
    starts = [run.span[0] for run in document.runs]
    numerals = []
    for index, draft in enumerate(sorted(drafts, key=lambda draft: draft.token.span), 1):
        token = draft.token
        source, confidence, rivals = _source(document.runs, starts, token.span)
        numerals.append(
            Numeral(
                id=f"n{index}",
                span=token.span,
                extent=token.extent,
                printed=token.printed,
                value=token.value,
                decimals=token.decimals,
                unit=token.unit,
                unit_from=draft.unit_from,
                kind=token.kind,
                op=token.op,
                as_of=draft.as_of,
                cell=draft.region.cell,
                source=source,
                confidence=confidence,
                alternatives=token.alternatives or rivals,
                settled_by=token.settled_by,
                glued=bool(token.alternatives and not token.settled_by),
            )
        )
    return tuple(numerals)


def _source(runs: tuple[Run, ...], starts: list[int], span: Span) -> tuple[TextSource, float | None, tuple[str, ...]]:
    """Whether any run under ``span`` comes from OCR, the lowest confidence among them, and other readings of the number."""
    source: TextSource = "text"
    confidence: float | None = None
    rivals: tuple[str, ...] = ()
    for index in range(max(bisect_right(starts, span[0]) - 1, 0), len(runs)):
        run = runs[index]
        if run.span[0] >= span[1]:
            break
        if run.span[1] <= span[0]:
            continue
        source = "ocr" if run.source == "ocr" else source
        if run.confidence is not None:
            confidence = run.confidence if confidence is None else min(confidence, run.confidence)
        rivals = rivals or run.rivals
    return source, confidence, rivals
