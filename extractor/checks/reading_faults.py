"""What is doubtful about the reading itself: readers that differ (G1), parts not read (G4), text that is hidden or addresses a
model (G5). These results come from the document and the reading, so they cannot be had again from the record alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from extractor.checks.disputes import disputes_told
from extractor.checks.messages import Lang, Say, sayer
from extractor.document import Document, Span
from extractor.english import in_language
from extractor.readers.base import Dispute
from extractor.readers.hostile import addressed
from schemas.extraction import Coverage, Provenance, Unread
from schemas.record import Pointer
from schemas.result import CheckResult

_NUMBER = "第 {} 页"
"""How a reason names its page."""
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
        *_unread_pages(coverage, say, lang),
        *(_unread(document, part, say, lang) for part in _parts(document, coverage, spoken)),
        *_hidden(document, say, lang),
        *(_addressed(document, span, say) for span in spoken),
    )


def _unread_pages(coverage: Coverage, say: Say, lang: Lang) -> Iterator[CheckResult]:
    """Pages that gave no text: those of one reason as one, with all their numbers."""
    reasons: dict[str, list[int]] = {}
    for part in coverage.unread:
        if (page := _whole_page(part)) is not None:
            reasons.setdefault(part.because.replace(_NUMBER.format(page), _NUMBER, 1), []).append(page)
    for reason, pages in reasons.items():
        told = ranges(pages)
        said = in_language(reason.replace(_NUMBER, _NUMBER.format(say("group.and").join(told)), 1), lang)
        because = say("unread.part", page="", reason=said.rstrip("。"), quote="")
        yield CheckResult(check="G4", outcome="warn", paths=(), printed=told, because=because)


def _whole_page(part: Unread) -> int | None:
    """The number of a page that is unread as a whole, and that the reason names."""
    whole = part.page is not None and part.span == (0, 0) and _NUMBER.format(part.page) in part.because
    return part.page if whole else None


def ranges(pages: Iterable[int]) -> tuple[str, ...]:
    """Numbers as runs: 1, 2, 3, 5 are ``1–3`` and ``5``."""
    runs: list[list[int]] = []
    for page in sorted(set(pages)):
        if runs and runs[-1][-1] == page - 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    return tuple(f"{run[0]}–{run[-1]}" if len(run) > 1 else f"{run[0]}" for run in runs)


def _parts(document: Document, coverage: Coverage, spoken: tuple[Span, ...]) -> Iterator[Unread]:
    """The unread parts, those that meet and were not read for one reason as one. What addresses a model is told as that."""
    held: Unread | None = None
    for part in sorted((part for part in coverage.unread if _whole_page(part) is None), key=lambda part: part.span):
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


def _unread(document: Document, part: Unread, say: Say, lang: Lang) -> CheckResult:
    words, reason = _words(document, part.span), in_language(part.because, lang)
    because = say("unread.part", page=_page(part.page, say), reason=reason.rstrip("。"), quote=_quote(words, say))
    return CheckResult(check="G4", outcome="warn", paths=(), printed=(words,) if words else (), because=because)


def _hidden(document: Document, say: Say, lang: Lang) -> Iterator[CheckResult]:
    for notice in document.notices:
        if notice.code == "hidden_text":
            words = _words(document, notice.span or (0, 0))
            because = say("hidden", reason=in_language(notice.message, lang).rstrip("。"), quote=_quote(words, say))
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
