"""The lines of a report with their numbering: headings, list items, and what they stand under."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.document import Block, Document, Span
from extractor.numerals.fold import fold

_NO_MEASURE = r"(?![万亿]?元|[万亿](?:[人户亩]|$)|公[里斤顷]|平方|[个人名户亩吨米天年月](?:[，。；,;、）)]|$))"
"""A number of one or two decimals with its unit is no chapter: 2.3 万元, 2.3 公里 (but 2.3 公共厕所, 2.4 人才引进)."""
_STYLES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("part", re.compile(r"\s*第([一二三四五六七八九十]+)(?:部分|章|节)[、.：:\s]*")),
    ("cn", re.compile(r"\s*([一二三四五六七八九十]{1,3})\s*[、.．,，]\s*")),
    (
        "n.n",
        re.compile(r"\s*\d{1,2}[.．](\d{1,2})\s*[、．]?[ \t\u3000]+(?=[\u4e00-\u9fff“《]|20\d\d年)" + _NO_MEASURE),
    ),
    ("n.n.n", re.compile(r"\s*\d{1,2}[.．]\d{1,2}[.．](\d{1,2})(?![\d.．])\s*[、．]?\s*")),
    ("(cn)", re.compile(r"\s*[（(]\s*([一二三四五六七八九十]{1,3})\s*[)）]\s*[、.．]?\s*")),
    ("(n)", re.compile(r"\s*[（(]\s*(\d{1,2})\s*[)）]\s*[、.．]?\s*")),
    ("n)", re.compile(r"\s*(\d{1,2})\s*[)）]\s*")),
    ("n", re.compile(r"\s*(\d{1,3})\s*(?:[、．]|\.(?!\d)|\.(?=20\d\d年)|[,，](?=\s*[\u4e00-\u9fff]))\s*")),
    ("ring", re.compile(r"\s*([①-⑳])\s*[、.．]?\s*")),
    ("cn-is", re.compile(r"\s*(?:项目)?([一二三四五六七八九十]{1,2})(?:是|：|:)\s*")),
)
_CN = {char: number for number, char in enumerate("一二三四五六七八九", 1)}
_ARABIC = frozenset({"(n)", "n)", "n"})
_STOP = re.compile(r"[。；;！!？?]")
HEADING_LENGTH = 45


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph: ``style`` and ``number`` of its list number (null without one), ``body`` the span behind the number.

    ``above`` are the headings it stands under, outermost first.
    """

    index: int
    span: Span
    body: Span
    style: str | None
    number: int | None
    heading: bool
    above: tuple[Line, ...] = ()
    level: int | None = None


def outline(document: Document) -> tuple[Line, ...]:
    """The paragraphs of the body in reading order, each under its headings."""
    lines: list[Line] = []
    stack: list[Line] = []
    for index, block in enumerate(document.blocks):
        if block.kind != "paragraph":
            continue
        line = _line(document.text, index, block, stack, lines)
        lines.append(line)
    return tuple(lines)


def _line(text: str, index: int, block: Block, stack: list[Line], lines: list[Line]) -> Line:
    words = text[block.span[0] : block.span[1]]
    style, number, skip = numbered(words)
    style = _goes_on(lines, style, number)
    body = (block.span[0] + skip, block.span[1])
    heading = block.level is not None or _is_heading(words[skip:], style)
    if block.level is not None:
        _pop_level(stack, block.level)
    if style is not None:
        _pop(stack, style, _lead(words, style))
    line = Line(index, block.span, body, style, number, heading, tuple(stack), block.level)
    if heading and (style is not None or (block.level or 0) > 1):
        stack.append(line)
    return line


def _goes_on(lines: list[Line], style: str | None, number: int | None) -> str | None:
    """The style of the list that this number goes on with, where the list changes its marks on the way (1、 2. （3）)."""
    if style not in _ARABIC or number is None or number == 1:
        return style
    for line in reversed(lines):
        if line.style in _ARABIC:
            return line.style if line.number == number - 1 and not _earlier(lines, style, number - 1) else style
        if line.style is not None:
            break
    return style


def _earlier(lines: list[Line], style: str, number: int) -> bool:
    """Whether this list itself has the number before, since the last heading of another kind."""
    for line in reversed(lines):
        if line.style == style and line.number == number:
            return True
        if line.style is not None and line.style not in _ARABIC:
            return False
    return False


def _pop_level(stack: list[Line], level: int) -> None:
    """Close the headings without a number that stand as deep as this one or deeper, and the items of a list before it."""
    for depth, open_line in enumerate(stack):
        item = open_line.level is None and open_line.style in _ARABIC
        if item or (open_line.style is None and (open_line.level or 0) >= level):
            del stack[depth:]
            return


def _pop(stack: list[Line], style: str, lead: int | None = None) -> None:
    """Close every open heading of this numbering style and all below it; 4.1 (``lead`` 4) stands under an open 4."""
    for depth, open_line in enumerate(stack):
        if open_line.style == style:
            del stack[depth:]
            return
    rank = [name for name, _ in _STYLES]
    while stack and stack[-1].style in rank and style in rank and rank.index(stack[-1].style) > rank.index(style):
        if stack[-1].style == "n" and stack[-1].number == lead:
            return
        stack.pop()


def _lead(words: str, style: str) -> int | None:
    """The first number of 4.1 and 4.1.2."""
    found = re.match(r"\s*(\d{1,2})", fold(words)) if style in ("n.n", "n.n.n") else None
    return int(found[1]) if found else None


def numbered(words: str) -> tuple[str | None, int | None, int]:
    """Style, number and length of the list number a line starts with; (null, null, 0) without one."""
    plain = fold(words)
    for style, pattern in _STYLES:
        found = pattern.match(plain)
        if found:
            return style, _number(found[1]), found.end()
    return None, None, 0


def _number(printed: str) -> int:
    if printed.isascii():
        return int(printed)
    if "①" <= printed <= "⑳":
        return ord(printed) - ord("①") + 1
    tens, ten, ones = printed.rpartition("十")
    return (_CN.get(tens, 1) * 10 if ten else 0) + _CN.get(ones, 0)


def _is_heading(body: str, style: str | None) -> bool:
    plain = body.strip()
    return style is not None and 0 < len(plain) <= HEADING_LENGTH and not _STOP.search(plain.rstrip("。：:"))
