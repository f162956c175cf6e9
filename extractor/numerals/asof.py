"""Dates that figures hold as of: 截至2023年10月底, 截止2023年12月31日, 2023年末."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.document import Span
from extractor.numerals.fold import fold

_Y, _M = r"(?P<year>(?:19|20)\d{2})", r"(?P<month>1[0-2]|0?[1-9])"
_AS_OF = re.compile(
    rf"(?P<cue>截至|截止)(?:到|至|于)?\s?{_Y}\s?(?:年度?\s?|[.-]\s?)(?:{_M}\s?(?:月|[.-]\s?\d{{1,2}}(?!\d)|(?=[^\d]|$)))?(?:份)?\s?(?:\d{{1,2}}\s?[日号]|底|末)?"
    r"|(?<!\d)(?P<year2>(?:19|20)\d{2})\s?年\s?(?:(?P<month2>1[0-2]|0?[1-9])\s?月(?:份)?\s?)?(?:底|末)(?![以之]?前)"
)
_END = re.compile(r"[。；;!！?？\n]")


def as_of_spans(text: str) -> Iterator[tuple[Span, str]]:
    """The stretches of ``text`` (from behind such a date to the end of its sentence) and their month, ``2023-10``.

    A year without month ends in December; a deadline (2023年底前) governs nothing; a later date takes over from there on.
    """
    folded = fold(text)
    dates = list(_AS_OF.finditer(folded))
    for index, found in enumerate(dates):
        year, month = found["year"] or found["year2"], found["month"] or found["month2"]
        stop = _END.search(folded, found.end())
        end = stop.start() if stop else len(folded)
        if index + 1 < len(dates):
            end = min(end, dates[index + 1].start())
        yield (found.end(), end), f"{year}-{int(month) if month else 12:02d}"
