"""What is doubtful about the reading itself: readers that differ (G1), parts not read (G4), text that is hidden or addresses a
model (G5). These results come from the document and the reading, so they cannot be had again from the record alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from extractor.checks.disputes import disputes_told
from extractor.checks.messages import Lang, Say, sayer
from extractor.document import Document, Span
from extractor.readers.base import Dispute
from extractor.readers.hostile import addressed
from schemas.extraction import Coverage, Provenance, Unread
from schemas.record import Pointer
from schemas.result import CheckResult

_SHOWN = 40
"""Characters of the text that a message quotes."""


def reading_faults(
    document: Document, disputes: Iterable[Dispute], provenance: Mapping[Pointer, Provenance], coverage: Coverage, lang: Lang = "zh"
) -> tuple[CheckResult, ...]:
    """Every doubt about how a document was read, each a warning."""
    say = sayer(lang)
    spoken = tuple(addressed(document))
    return (
        *disputes_told(tuple(disputes), provenance, lang),
        *(_unread(document, part, say) for part in _parts(document, coverage, spoken)),
        *_hidden(document, say),
        *(_addressed(document, span, say) for span in spoken),
    )


def _parts(document: Document, coverage: Coverage, spoken: tuple[Span, ...]) -> Iterator[Unread]:
    """The unread parts, those that meet and were not read for one reason as one. What addresses a model is told as that."""
    held: Unread | None = None
    for part in sorted(coverage.unread, key=lambda part: part.span):
        if any(start <= part.span[0] and part.span[1] <= end for start, end in spoken) and part.span[0] < part.span[1]:
            continue
        if held is not None and held.because == part.because and not document.text[held.span[1] : part.span[0]].strip() and part.span[1]:
            held = held.model_copy(update={"span": (held.span[0], max(held.span[1], part.span[1]))})
            continue
        if held is not None:
            yield held
        held = part
    if held is not None:
        yield held


def _unread(document: Document, part: Unread, say: Say) -> CheckResult:
    words = _words(document, part.span)
    because = say("unread.part", page=_page(part.page, say), reason=part.because.rstrip("。"), quote=_quote(words, say))
    return CheckResult(check="G4", outcome="warn", paths=(), printed=(words,) if words else (), because=because)


def _hidden(document: Document, say: Say) -> Iterator[CheckResult]:
    for notice in document.notices:
        if notice.code == "hidden_text":
            words = _words(document, notice.span or (0, 0))
            because = say("hidden", reason=notice.message.rstrip("。"), quote=_quote(words, say))
            yield CheckResult(check="G5", outcome="warn", paths=(), printed=(words or notice.message,), because=because)


def _addressed(document: Document, span: Span, say: Say) -> CheckResult:
    words = _words(document, span)
    because = say("addressed", page=_page(document.page_of(span), say), quote=_quote(words, say))
    return CheckResult(check="G5", outcome="warn", paths=(), printed=(words,), because=because)


def _words(document: Document, span: Span) -> str:
    """The beginning of a part of the text, on one line."""
    words = " ".join(document.text[slice(*span)].split())
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"


def _quote(words: str, say: Say) -> str:
    return say("quote", words=words) if words else ""


def _page(page: int | None, say: Say) -> str:
    return say("page", page=page) if page is not None else ""
