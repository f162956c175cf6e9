"""The ledger: each numeral ends claimed, set aside or unclaimed, once; and what was not read."""

from __future__ import annotations

from collections import defaultdict

from extractor.assemble.record import Assembled
from extractor.document import SET_ASIDE_KINDS, Document, Numeral, Span
from schemas.extraction import Coverage, Ledger, Rows, SetAside, Unclaimed, Unread

BECAUSE = {
    "date": "date", "ordinal": "ordinal", "document_number": "document number", "phone": "phone", "code": "code",
    "name_part": "part of a name", "address": "address", "formula": "formula",
}  # fmt: skip
_AROUND = 18


def close_books(document: Document, assembled: Assembled, unread: tuple[tuple[Span, str], ...] = ()) -> tuple[Ledger, Coverage]:
    """The ledger and the coverage of a document. Money, rates and scores are never set aside."""
    aside: list[SetAside] = []
    unclaimed: list[Unclaimed] = []
    for numeral in document.numerals:
        if numeral.id in assembled.claimed:
            continue
        if numeral.kind in SET_ASIDE_KINDS:
            aside.append(SetAside(printed=numeral.printed, span=numeral.span, because=BECAUSE[numeral.kind]))
        else:
            unclaimed.append(_unclaimed(document, numeral))
    ledger = Ledger(
        numerals=len(document.numerals), claimed=len(document.numerals) - len(aside) - len(unclaimed),
        set_aside=tuple(aside), unclaimed=tuple(unclaimed),
    )  # fmt: skip
    rows = _rows(document, assembled)
    gaps = tuple(Unread(page=document.page_of(span), span=span, because=why) for span, why in unread)
    gaps += tuple(
        Unread(page=notice.page, span=notice.span or (0, 0), because=notice.message)
        for notice in document.notices
        if notice.code in ("no_text_layer", "too_wide")
    )
    return ledger, Coverage(complete=not gaps and rows.printed == rows.accounted, unread=gaps, rows=rows)


def _unclaimed(document: Document, numeral: Numeral) -> Unclaimed:
    start, end = numeral.extent
    around = document.text[max(0, start - _AROUND) : end + _AROUND]
    return Unclaimed(
        printed=numeral.printed, unit=numeral.unit, kind=numeral.kind, page=document.page_of(numeral.span),
        span=numeral.span, quote=" ".join(around.split()),
    )  # fmt: skip


def _rows(document: Document, assembled: Assembled) -> Rows:
    """Table rows that print figures, and those of which every figure is claimed."""
    rows: dict[tuple[int, int], bool] = defaultdict(lambda: True)
    for numeral in document.numerals:
        if numeral.cell is not None and numeral.kind not in SET_ASIDE_KINDS:
            key = numeral.cell[:2]
            rows[key] = rows[key] and numeral.id in assembled.claimed
    return Rows(printed=len(rows), accounted=sum(rows.values()))
