"""Claims in words, the status of a project's goals, and the reasons a report gives."""

from __future__ import annotations

import re

from extractor.document import Span
from extractor.readers import lexicon
from extractor.readers.base import ClaimWords, Note, Owner, Words
from extractor.readers.ledgering import Book
from extractor.readers.sentences import sentences
from extractor.readers.words import words

_PLAN = re.compile(r"下一步|改进|措施|建议|计划|职责|职能|问题|目标设定|目标设置|组织|前期准备|工作思路|打算")
_GRADE = re.compile(
    r"(?:等级|等次|评级|\d\s*分\s*[，,])(?:均|评定)?(?:为|是|：|:)?\s*[“\"]?(优秀?|良好?|中|差|合格)[”\"]?\s*(?=[，,；;。（(]|$)"
)
"""等级为优; 得96.1分，优。"""
_LIST_MARK = re.compile(r"[。；;]\s*$")


def read_claims(book: Book, text: str, span: Span, project: Words | None, section: str) -> None:
    """The claims of one paragraph; plans and duties (told by the headings above) claim nothing."""
    if _PLAN.search(section.rsplit("\n", 1)[-1]):
        return
    taken: list[Span] = []
    for kind, pattern in lexicon.CLAIMS:
        for found in pattern.finditer(text, *span):
            if any(found.start() < end and start < found.end() for start, end in taken):
                continue
            taken.append(found.span())
            owner = Owner(project=project) if project else None
            book.claims.append(ClaimWords(words(text, found.span()), kind, owner))


def read_notes(book: Book, text: str, span: Span, project: Words) -> None:
    """Status and reason that a paragraph gives for its project."""
    for start, end in sentences(text, span):
        sentence = text[start:end]
        for status, pattern in lexicon.STATUS:
            found = pattern.search(sentence)
            if found:
                where = words(text, (start + found.start(), start + found.end()))
                book.note(project, Note(project, "status", where, status))
                break
        if (grade := _GRADE.search(sentence)) is not None:
            book.note(project, Note(project, "grade", words(text, (start + grade.start(1), start + grade.end(1)))))
        cue = lexicon.REASON.search(sentence)
        if cue and cue.end() < len(sentence) - 2:
            close = _LIST_MARK.search(sentence)
            reason = words(text, (start + cue.end(), start + (close.start() if close else len(sentence))))
            book.note(project, Note(project, "reason", reason))
