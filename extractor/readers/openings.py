"""Projects told one after another without numbers: each clause or paragraph opens with a name and tells its figures.

甲，预算20万元、支付19万元，支付率95%；乙，预算…: nothing but the place of the name says that it is one, so each must tell two of
budget, spending, rate and score, and several must stand in a row.
"""

from __future__ import annotations

import re
from dataclasses import replace

from extractor.document import Document, Span
from extractor.numerals.fold import fold
from extractor.outline import Line
from extractor.readers import lexicon
from extractor.readers.base import Words
from extractor.readers.list_profile import is_told, may_name_project
from extractor.readers.lists import item_name, opens_with_money
from extractor.readers.roster import Roster

_FEWEST = 3
_CLAUSE_END = re.compile(r"[；;。]")
_NO_NAME = re.compile(
    r"\d\s*[个项类家万元%]|[一二两三四五六七八九十][个项类家]$|^(?:其中|以上|上述|截[至止]|一是|二是|三是|按照?|根据|从|另|此外|全|本|我|该|各|第[一二三四五六七八九十\d])|项目共|合计|总计|小计|^.{2}$"
)
"""Words that open a clause about several things, about a time or about the unit."""

Piece = tuple[Span, Words]


def clauses(document: Document, lines: tuple[Line, ...], about: dict[int, Words], roster: Roster) -> dict[int, list[Piece]]:
    """The clauses of a line (by its index) that speak of one project each."""
    found: dict[int, list[Piece]] = {}
    for line in lines:
        if line.index in about or line.heading:
            continue
        for run in _runs(_named_clauses(document, lines, line)):
            joined = roster.join([name for _, name in run], _grows([name for _, name in run]))
            found.setdefault(line.index, []).extend((span, joined[index]) for index, (span, _) in enumerate(run) if index in joined)
    return found


def paragraphs(document: Document, lines: tuple[Line, ...], about: dict[int, Words], roster: Roster) -> dict[int, Words]:
    """The paragraphs (by index) without a number that each open with a project."""
    free = [line for line in lines if line.style is None and not line.heading and line.index not in about]
    named = [(line, name) for line in free if (name := _opening(document, lines, line)) is not None]
    if len(named) < _FEWEST:
        return {}
    joined = roster.join([name for _, name in named], _grows([name for _, name in named]))
    return {line.index: joined[index] for index, (line, _) in enumerate(named) if index in joined}


def _named_clauses(document: Document, lines: tuple[Line, ...], line: Line) -> list[tuple[Span, Words | None]]:
    """The clauses of a line up to semicolons and stops, each with the name it opens with."""
    begin, pieces = line.body[0], list[Span]()
    for end in (found.end() for found in _CLAUSE_END.finditer(document.text, *line.body)):
        pieces.append((begin, end))
        begin = end
    pieces.append((begin, line.body[1]))
    return [(piece, _opening(document, lines, replace(line, span=piece, body=piece))) for piece in pieces]


def _runs(clauses: list[tuple[Span, Words | None]]) -> list[list[Piece]]:
    """Enough clauses in a row that open with names; one between them may tell less."""
    runs: list[list[Piece]] = [[]]
    for index, (span, name) in enumerate(clauses):
        if name is not None:
            runs[-1].append((span, name))
        elif runs[-1] and (index + 1 == len(clauses) or clauses[index + 1][1] is None):
            runs.append([])
    return [run for run in runs if len(run) >= _FEWEST]


def _opening(document: Document, lines: tuple[Line, ...], line: Line) -> Words | None:
    """The name that a clause opens with, where it goes on with amounts of its own."""
    name = item_name(document, line)
    if name is None or not may_name_project(name) or _NO_NAME.search(re.sub(r"\s", "", fold(name.text))):
        return None
    return name if opens_with_money(document, line, name) and is_told(document, lines, line, name) else None


def _grows(names: list[Words]) -> bool:
    """Whether names that nobody knows are new projects: not where most are recipients."""
    places = [name for name in names if lexicon.PLACE_END.search(re.sub(r"\s", "", fold(name.text)))]
    return 2 * len(places) < len(names)
