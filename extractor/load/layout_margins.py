"""Page furniture: page numbers, running heads and feet, told from the body by place, form and repetition."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.load.layout_lines import Row, rows_of
from extractor.load.pdf_chars import Line, PageText

_DASH = r"[-—–－―─·•~～\s]*"
_MARKED = re.compile(
    rf"{_DASH}(?:第\s*[0-9０-９一二三四五六七八九十]+\s*页(?:{_DASH}[，,/（(]?\s*共\s*[0-9０-９一二三四五六七八九十]+\s*页[）)]?)?"
    r"|[0-9]+\s*[/／]\s*[0-9]+|Page\s*[0-9]+(?:\s*(?:of|/)\s*[0-9]+)?"
    rf"|[-—–－―─·•~～]\s*[0-9０-９]{{1,4}}\s*[-—–－―─·•~～]){_DASH}",
    re.IGNORECASE,
)
_BARE = re.compile(r"[0-9０-９]{1,4}|[ivxlIVXL]{1,6}")
_DEEP = 3
_NUMBER_ZONE = 0.14
_HEAD_ZONE = 0.11


@dataclass(frozen=True, slots=True)
class Margin:
    """A line in the head or foot of a page."""

    page: int
    row: Row
    top: bool
    outermost: bool
    depth: float

    @property
    def key(self) -> tuple[bool, str, int]:
        """Lines of one key on several pages are the same running line."""
        return self.top, re.sub(r"[0-9０-９]+", "#", "".join(self.row.text.split())), round(self.row.y0 / 6)


def set_furniture_aside(pages: Sequence[PageText], loose: dict[int, list[Line]], body: float) -> dict[int, list[tuple[Row, str]]]:
    """Take running heads, feet and page numbers out of ``loose`` (page to lines); what was taken, with the reason."""
    margins = [margin for page in pages for margin in _margins(page, loose[page.number])]
    running = _running(margins, len(pages), body)
    steady = _steady_offset(margins)
    taken: dict[int, list[tuple[Row, str]]] = defaultdict(list)
    for margin in margins:
        because = _because(margin, running, steady)
        if because:
            taken[margin.page].append((margin.row, because))
            gone = {id(part) for part in margin.row.parts}
            loose[margin.page] = [line for line in loose[margin.page] if id(line) not in gone]
    return taken


def _margins(page: PageText, lines: list[Line]) -> list[Margin]:
    rows = [row for row in rows_of(lines) if row.parts[0].direction == 0]
    height = page.frame_height
    heads = [(row, row.y1 / height) for row in rows[:_DEEP]]
    feet = [(row, 1 - row.y0 / height) for row in rows[::-1][:_DEEP]]
    found = [Margin(page.number, row, True, i == 0, depth) for i, (row, depth) in enumerate(heads) if depth < _NUMBER_ZONE]
    return found + [Margin(page.number, row, False, i == 0, depth) for i, (row, depth) in enumerate(feet) if depth < _NUMBER_ZONE]


def _running(margins: list[Margin], n_pages: int, body: float) -> set[tuple[bool, str, int]]:
    """The keys of lines that stand on most pages (or on every other one), no larger than the body."""
    seen: dict[tuple[bool, str, int], list[Margin]] = defaultdict(list)
    for margin in margins:
        if margin.depth < _HEAD_ZONE and margin.row.size <= 1.15 * body:
            seen[margin.key].append(margin)
    return {key for key, found in seen.items() if _on_most(found, margins, n_pages) and _counts_pages(found)}


def _on_most(found: list[Margin], margins: list[Margin], n_pages: int) -> bool:
    """Whether the line stands on most pages (or most odd or even ones), and on the others its place is empty."""
    on = {margin.page for margin in found}
    if len({page % 2 for page in on}) == 1 and len(on) >= max(2, 0.4 * n_pages) and n_pages > 3:
        return True
    y0, y1 = found[0].row.y0, found[0].row.y1
    others = (m.row for m in margins if m.page not in on and m.top == found[0].top)
    return len(on) >= max(2, 0.6 * (n_pages - 1)) and not any(row.y0 < y1 and row.y1 > y0 for row in others)


def _counts_pages(found: list[Margin]) -> bool:
    """Whether the lines are equal, or differ by a number that goes up with the pages."""
    if len({"".join(margin.row.text.split()) for margin in found}) == 1:
        return True
    steps = [{int(number) - margin.page for number in re.findall(r"[0-9]{1,4}", margin.row.text)} for margin in found]
    return bool(set.intersection(*steps))


def _steady_offset(margins: list[Margin]) -> int | None:
    """Printed number minus page, where at least two bare numbers agree on it."""
    count = Counter(int(text) - margin.page for margin in margins if (text := margin.row.text.strip()).isdecimal() and len(text) <= 4)
    offset, times = count.most_common(1)[0] if count else (0, 0)
    return offset if times >= 2 else None


def _because(margin: Margin, running: set[tuple[bool, str, int]], steady: int | None) -> str | None:
    text = margin.row.text.strip()
    if _MARKED.fullmatch(text):
        return "页码"
    if _BARE.fullmatch(text) and margin.outermost:
        fits = text.isdecimal() and steady is not None and int(text) - margin.page == steady
        if fits or (margin.depth < 0.1 and steady is None) or not text.isdecimal():
            return "页码"
    if margin.key in running:
        return "页眉" if margin.top else "页脚"
    return None
