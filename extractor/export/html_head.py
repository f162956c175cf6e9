"""The head of the page: whose report, how many findings, and whether the books close."""

from __future__ import annotations

from extractor.english import in_language
from extractor.export.html_findings import badge
from extractor.export.marks import Marks
from extractor.export.markup import Html, h
from extractor.export.messages import Words
from extractor.export.naming import SEVERITIES, books, named, printed, resolve
from schemas.extraction import Extraction
from schemas.figure import Figure


def heading(extraction: Extraction) -> str:
    """Whose report of which year."""
    record = extraction.record
    year = f" · {record.year}" if record.year else ""
    return (record.organisation or record.title or extraction.document.source) + year


def head(extraction: Extraction, marks: Marks, t: Words) -> Html:
    """The head of the page."""
    counts = {severity: sum(finding.severity == severity for finding in marks.findings) for severity in SEVERITIES}
    filters = [
        h(
            "button",
            {"type": "button", "class": f"filter {severity}", "data-filter": severity, "aria-pressed": "true"},
            badge(severity, t),
            h("strong", {}, str(counts[severity])),
        )
        for severity in SEVERITIES
    ]
    claimed, unclaimed = books(extraction)
    line = t("ledger", claimed + unclaimed, claimed, unclaimed)
    return h(
        "header",
        {},
        h("div", {"class": "who"}, h("h1", {}, heading(extraction)), h("p", {}, _subtitle(extraction))),
        h("div", {"class": "filters", "role": "group", "aria-label": t("filter")}, *filters),
        h(
            "details",
            {"class": "books"},
            h("summary", {}, _read_whole(extraction, t), h("span", {}, line)),
            _books(extraction, marks, t),
        ),
    )


def _subtitle(extraction: Extraction) -> str:
    title = extraction.record.title if extraction.record.organisation else None
    return " · ".join(part for part in (title, extraction.document.source) if part)


def _read_whole(extraction: Extraction, t: Words) -> Html:
    complete = extraction.coverage.complete
    return badge("ok", t, t("complete")) if complete else badge("warn", t, t("incomplete"))


def _books(extraction: Extraction, marks: Marks, t: Words) -> Html:
    ledger, coverage = extraction.ledger, extraction.coverage
    lines = [
        h("p", {}, t("all_numerals", ledger.numerals, ledger.claimed, len(ledger.set_aside), len(ledger.unclaimed))),
        h("p", {}, t("rows", coverage.rows.accounted, coverage.rows.printed)) if coverage.rows.printed else None,
        _confirmed(extraction, t),
        _assumed(extraction, t),
    ]
    unread = [
        h("button", {"type": "button", "class": "go", "data-show": mark.key}, entry.because)
        for entry, mark in zip(coverage.unread, marks.unread, strict=True)
    ]
    notices = [in_language(notice.message, t.lang) for notice in marks.document.notices] if marks.document else []
    warnings = [warning for warning in extraction.run.warnings if warning not in notices]
    for title, entries in (("unread", unread), ("notices", notices), ("warnings", warnings)):
        if entries:
            lines += [h("h4", {}, t(title)), h("ul", {}, *(h("li", {}, entry) for entry in entries))]
    return h("div", {"class": "ledger"}, *lines)


def _assumed(extraction: Extraction, t: Words) -> Html | None:
    """The local rules in force and how the document rounds its rates."""
    told = extraction.run.parameters
    if "profile" not in told:
        return None
    rounding = t("rounding.nearest") if told.get("rounding") == "nearest" else told.get("rounding", "")
    return h("p", {}, t("assumed", told["profile"], rounding))


def _confirmed(extraction: Extraction, t: Words) -> Html | None:
    """Which share of the figures some relation bears out, and, folded away, those that nothing does."""
    confirmed = extraction.coverage.confirmed
    if confirmed is None or not confirmed.figures:
        return None
    line = h("p", {}, t("confirmed", confirmed.figures, confirmed.by_relation, confirmed.by_relation * 100 // confirmed.figures))
    if not confirmed.unconfirmed:
        return line
    bare = [_figure(extraction, pointer, t) for pointer in confirmed.unconfirmed]
    return h(
        "div", {}, line,
        h("details", {}, h("summary", {}, t("unconfirmed", len(bare))), h("ul", {}, *(h("li", {}, entry) for entry in bare))),
    )  # fmt: skip


def _figure(extraction: Extraction, pointer: str, t: Words) -> str:
    name, value = named(extraction.record, pointer, t), resolve(extraction.record, pointer)
    return f"{name.subject} · {t(f'role.{name.role}')}{t('term.colon')}{printed(value) if isinstance(value, Figure) else pointer}"
