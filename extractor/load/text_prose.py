"""Paragraphs of plain text: hard-wrapped lines and pieces cut by a page break put together again, only where sure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractor.load.compose import LIST_START, Paragraph, is_contents_line, join_lines, tidy

_INDENT = re.compile(r"^(?:\u3000{1,}|[ \u00a0]{2,}|\t)")
_PAGE_NUMBER = re.compile(
    r"""^(?: [-—–－―]{1,2}\s*\d{1,4}\s*[-—–－―]{1,2} | 第\s*\d{1,4}\s*页(?:\s*[/,，]?\s*共\s*\d{1,4}\s*页)? )$""", re.VERBOSE
)
_SENTENCE_END = re.compile(r"[。；;：:！？!?…][”’」』）)\]】]?$")
_CLAUSE = re.compile(r"[，,、；;。]")
_GOES_ON = re.compile(r"[，,、（(《〈“‘「—－-]$")
_IS_REST = re.compile(r"^[，。、；：！？）》〉”’」％%]")
_LABEL = re.compile(
    r"""附[件表录：:] | [备注]?注[：:\d] | (?:说明|单位|日期)[：:] | 表\s*[\d一二三四五六七八九十] | 填[表报] | 联系[人电方]
      | [^，。；]{1,12}[：:]\s*(?:$|\S{1,20}$)""",
    re.VERBOSE,
)
_MIN_LINE = 20  # characters of a full line in the largest body type, minus a justified line's slack
_MIN_PAGE = 200  # two page breaks are not nearer than that


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    gap: bool  # a blank line stands before it


def paragraphs(lines: Sequence[str]) -> Iterator[Paragraph]:
    """The paragraphs of lines of prose; page numbers are set aside."""
    wrapped = _unwrap(lines, wrap_width(lines))
    body: list[_Piece] = []
    gap = False
    for line in wrapped:
        text = tidy(line)
        if _PAGE_NUMBER.match(text):
            yield Paragraph(text, because="页码")
            gap = True
        elif is_contents_line(text):
            yield Paragraph(text, because="目录")
        elif text:
            body.append(_Piece(text, gap))
            gap = False
        else:
            gap = True
    yield from map(Paragraph, _rejoined(body))


def width(text: str) -> int:
    """How many columns a text takes: a Chinese character two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text)


def wrap_width(lines: Sequence[str]) -> int | None:
    """The width at which lines were broken by machine; null where each line is a paragraph."""
    widths = sorted(width(line.rstrip()) for line in lines if line.strip())
    if len(widths) < 8:
        return None
    limit = widths[int(len(widths) * 0.95)]
    full = [line for line in lines if width(line.rstrip()) >= limit - 4]
    open_ended = sum(1 for line in full if not _SENTENCE_END.search(line.rstrip()))
    common = len(full) >= max(6, 0.4 * len(widths)) and open_ended >= 0.7 * len(full)
    return limit if common and 36 <= limit <= 140 and widths[-1] <= limit + 6 else None


def _unwrap(lines: Sequence[str], limit: int | None) -> list[str]:
    if limit is None:
        return list(lines)
    indented = sum(1 for line in lines if _INDENT.match(line)) >= 3
    groups: list[list[str]] = []
    previous = ""
    for line in lines:
        starts = not line.strip() or LIST_START.match(line) or (indented and _INDENT.match(line))
        if previous.strip() and not starts and width(previous.rstrip()) >= limit - 4:
            groups[-1].append(line)
        else:
            groups.append([line])
        previous = line
    return [join_lines(group) for group in groups]


def _rejoined(pieces: Sequence[_Piece]) -> list[str]:
    """Pieces cut by a page break are one paragraph again."""
    cuts = _sure_cuts(pieces)
    done: list[str] = []
    for index, piece in enumerate(pieces):
        if index in cuts:
            done[-1] = join_lines((done[-1], piece.text))
        else:
            done.append(piece.text)
    return done


def _sure_cuts(pieces: Sequence[_Piece]) -> set[int]:
    """Indexes of pieces that go on with the one before.

    A style without full stops looks like a cut at every paragraph, a page break comes once a page: of likely cuts
    nearer than a page to one another none is taken.
    """
    certain: set[int] = set()
    likely: list[tuple[int, int]] = []
    length = 0
    for index, piece in enumerate(pieces):
        if index and piece.gap and _may_go_on(pieces[index - 1].text, piece.text):
            if _must_go_on(pieces[index - 1].text, piece.text):
                certain.add(index)
            elif _looks_cut(pieces[index - 1].text, piece.text):
                likely.append((index, length))
        length += len(piece.text)
    if not _ends_sentences(pieces):
        return certain
    places = [-_MIN_PAGE, *[place for _, place in likely], length + _MIN_PAGE]
    distances = [b - a for a, b in pairwise(places)]
    return certain | {index for (index, _), two in zip(likely, pairwise(distances), strict=True) if min(two) >= _MIN_PAGE}


def _ends_sentences(pieces: Sequence[_Piece]) -> bool:
    """Whether this author ends paragraphs with a full stop, so that one without stands out."""
    long = [piece.text for piece in pieces if len(piece.text) >= _MIN_LINE and _CLAUSE.search(piece.text)]
    return sum(1 for text in long if not _SENTENCE_END.search(text)) <= max(1, len(long) / 2)


def _may_go_on(before: str, after: str) -> bool:
    return not (_SENTENCE_END.search(before) or LIST_START.match(after) or _is_title(before))


def _must_go_on(before: str, after: str) -> bool:
    opened = any(before.count(a) > before.count(b) and after.count(b) > after.count(a) for a, b in ("（）", "《》", "“”", "()"))
    return bool(_IS_REST.match(after) or (len(before) >= _MIN_LINE and (opened or _GOES_ON.search(before))))


def _looks_cut(before: str, after: str) -> bool:
    full_line = len(before) >= _MIN_LINE and bool(_CLAUSE.search(before))
    return full_line and not _LABEL.match(after) and bool(_CLAUSE.search(after))


def _is_title(text: str) -> bool:
    return bool(LIST_START.match(text)) and len(text) < 40 and not re.search(r"[，。；：:]", text)
