"""Findings of the kind "info" about what is no fault: a figure supplied, a rule that does not match, dates that differ."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from extractor.checks.book import Book, open_book
from extractor.checks.messages import TITLES, Lang
from extractor.checks.messages_rules import NOTES
from extractor.checks.names import owner_name, role_name
from schemas.record import Record
from schemas.result import CheckResult, Finding


def notes(record: Record, results: Sequence[CheckResult], lang: Lang = "zh") -> tuple[Finding, ...]:
    """One finding for each result that is marked as a note, with a stable id, in the order of the results."""
    book = open_book(record, {})
    made: dict[str, Finding] = {}
    for result in results:
        if result.note:
            finding = _finding(book, result, lang)
            made.setdefault(finding.id, finding)
    return tuple(made.values())


def _finding(book: Book, result: CheckResult, lang: Lang) -> Finding:
    owner = owner_name(book, result.paths[0], lang)
    title = NOTES.get(result.check, TITLES.get(result.check, (result.check, result.check)))[0 if lang == "zh" else 1]
    sign = "：" if lang == "zh" else ": "
    named = owner_name(book, result.paths[0], "zh")
    key = "\n".join((book.record.organisation or "", str(book.record.year or ""), "note", result.check, named))
    role = result.paths[0].split("/")[3] if result.paths[0].count("/") > 2 else ""
    return Finding(
        id=hashlib.sha256(key.encode()).hexdigest()[:12], check=result.check, severity="info", paths=result.paths,
        title=f"{owner}{sign}{title.format(role=role_name(role, lang))}", message=result.because, proofs=(result.because,),
    )  # fmt: skip
