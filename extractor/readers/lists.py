"""Numbered lists of projects, and headings that name a project: who a paragraph speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.document import Document, Numeral
from extractor.numerals.fold import fold
from extractor.outline import Line
from extractor.readers import lexicon
from extractor.readers.base import Words
from extractor.readers.enumerated import announced
from extractor.readers.labels import before
from extractor.readers.list_profile import has_money, is_told, may_name_project
from extractor.readers.names import qualified
from extractor.readers.roster import Roster
from extractor.readers.words import without_code, words

_SEPARATOR = re.compile(r"[，,：:；;。（(\s]|[—-]{2,}")
_BRACKET = re.compile(r"\([^()\d]{1,12}\)")
_DASHES = re.compile(r"[—-]{2,}")
_SPEAKS_OF_PROJECTS = re.compile(r"项目|专项|资金|经费")


def siblings(lines: tuple[Line, ...]) -> Iterator[list[Line]]:
    """Runs of lines with one numbering style under the same headings, their numbers rising."""
    groups: dict[tuple[str, tuple[int, ...]], list[list[Line]]] = {}
    for line in lines:
        if line.style is None:
            continue
        runs = groups.setdefault((line.style, tuple(above.index for above in line.above)), [])
        if not runs or (line.number or 0) <= (runs[-1][-1].number or 0):
            runs.append([])
        runs[-1].append(line)
    yield from sorted((run for runs in groups.values() for run in runs), key=lambda run: run[0].index)


def subjects(document: Document, lines: tuple[Line, ...], roster: Roster) -> dict[int, Words]:
    """Each line that speaks of one project (by its index) to that project; lines under such a heading included."""
    found: dict[int, Words] = {}
    for run in siblings(lines):
        named = [(line, name) for line in run if (name := item_name(document, line)) is not None]
        told = announced(document, lines, run)
        grow = bool(told) or _is_project_list(document, lines, run, named)
        named = told or named
        joined = roster.join([name for _, name in named], grow)
        found.update({line.index: joined[index] for index, (line, _) in enumerate(named) if index in joined})
    inherited = {line.index: next((found[above.index] for above in reversed(line.above) if above.index in found), None) for line in lines}
    return found | {index: project for index, project in inherited.items() if project is not None and index not in found}


def strangers(document: Document, lines: tuple[Line, ...], about: dict[int, Words]) -> set[int]:
    """Lines that tell figures of something they name which is no known project, as items of a list do; lines under them included."""
    found: set[int] = set()
    for run in siblings(lines):
        named = [(line, name) for line in run if line.index not in about and (name := item_name(document, line)) is not None]
        own = [line for line, name in named if may_name_project(name) and has_money(document, lines, line, name)]
        if len(own) >= 2:
            found.update(line.index for line in own)
    return found | {line.index for line in lines if line.index not in about and any(above.index in found for above in line.above)}


def item_name(document: Document, line: Line) -> Words | None:
    """The name a list item or heading opens with; null where it opens with a sentence."""
    text = document.text
    body = fold(text[line.body[0] : line.body[1]])
    name = words(text, (line.body[0], line.body[0] + _name_end(body.replace(" ", "\0"))))
    money = _first_money(document, line)
    if money is not None:
        told = before(text, (line.body[0], money.extent[0]))
        own = told.label or told.far
        if own is not None and own.span[0] <= line.body[0] + 1 and not _DASHES.search(own.text):
            name = own
        elif name.span[1] > money.span[0]:
            return None
    name = without_code(text, name)
    plain = re.sub(r"\s", "", fold(name.text))
    return name if 2 <= len(plain) <= 40 and re.search(r"[\u4e00-\u9fff]{2}", plain) else None


def _name_end(body: str) -> int:
    """Where the words that a line opens with end: at a mark, or at a bracket that is no part of the name."""
    cut = _SEPARATOR.search(body)
    if cut is None:
        return len(body)
    inside = _BRACKET.match(body, cut.start())
    if inside is None:
        return cut.start()
    behind = _SEPARATOR.search(body, inside.end())
    end = behind.start() if behind else len(body)
    goes_on = 0 < end - inside.end() <= 8 and lexicon.PROJECT_END.search(body[:end]) is not None
    whole = end == inside.end() and qualified(body[:end])[1] is not None
    return end if goes_on or whole else cut.start()


def _first_money(document: Document, line: Line) -> Numeral | None:
    return next((n for n in document.numerals if n.kind == "money" and line.body[0] <= n.span[0] < line.body[1] and n.cell is None), None)


def _is_project_list(document: Document, lines: tuple[Line, ...], run: list[Line], named: list[tuple[Line, Words]]) -> bool:
    """Whether the items of a run are projects: most open with a project-like name and an amount, or stand under such a heading."""
    return _all_told(document, lines, run, named) or _open_with_amounts(document, lines, run, named)


def _all_told(document: Document, lines: tuple[Line, ...], run: list[Line], named: list[tuple[Line, Words]]) -> bool:
    """Whether nearly every item tells budget, spending, rate or score of what it names, however it words that."""
    if len(named) < len(run) or len(run) < 2 or not all(may_name_project(name) for _, name in named):
        return False
    places = [name for _, name in named if lexicon.PLACE_END.search(re.sub(r"\s", "", fold(name.text)))]
    told = [line for line, name in named if is_told(document, lines, line, name)]
    return 2 * len(places) < len(run) and 4 * len(told) >= 3 * len(run)


def _open_with_amounts(document: Document, lines: tuple[Line, ...], run: list[Line], named: list[tuple[Line, Words]]) -> bool:
    """Whether the items open with a name and its amount."""
    texts = [re.sub(r"\s", "", fold(name.text)) for _, name in named]
    if 2 * sum(lexicon.is_category(text) for text in texts) >= len(texts) or any(lexicon.GENERIC.match(text) for text in texts):
        return False
    with_money = [
        index for index, (line, name) in enumerate(named) if opens_with_money(document, line, name) or _money_below(document, lines, line)
    ]
    if any(lexicon.PLACE_END.search(texts[index]) for index in with_money):
        return False
    like = [index for index in with_money if lexicon.PROJECT_END.search(texts[index])]
    if run[0].heading and not with_money:
        return False
    spoken = " ".join(document.text[above.span[0] : above.span[1]] for above in run[0].above[-1:])
    lead = _lead(document, run[0])
    projects = _SPEAKS_OF_PROJECTS.search(spoken + lead) is not None
    return (
        len(with_money) == len(run)
        and (2 * len(like) >= len(run) or (projects and len(like) > 0 and len(run) >= 2))
        and (len(run) >= 2 or projects)
    )


def _money_below(document: Document, lines: tuple[Line, ...], heading: Line) -> bool:
    """Whether the first paragraph under a heading tells a budget or spending that names nothing else."""
    below = next((line for line in lines if line.index > heading.index), None)
    if not heading.heading or below is None or not below.above or below.above[-1].index != heading.index:
        return False
    money = _first_money(document, below)
    if money is None or _first_money(document, heading) is not None:
        return False
    told = before(document.text, (below.body[0], money.extent[0]))
    own = told.label is None or lexicon.GENERIC.match(told.label.text) is not None
    return own and told.far is None and told.measure in ("budget", "initial_budget", "executed") and money.span[0] - below.body[0] <= 24


def _lead(document: Document, line: Line) -> str:
    """The paragraph before a list."""
    earlier = [block for block in document.blocks[: line.index] if block.kind == "paragraph"]
    return document.text[earlier[-1].span[0] : earlier[-1].span[1]][-80:] if earlier else ""


def opens_with_money(document: Document, line: Line, name: Words) -> bool:
    """Whether an amount follows the name within the same or the next clause, with nothing but a measure word between."""
    money = _first_money(document, line)
    if money is None or money.span[0] < name.span[1]:
        return False
    between = re.sub(r"\s", "", fold(document.text[name.span[1] : money.extent[0]]))
    if between.startswith("。"):  # 1.校园安保项目。该项目年初预算120万元
        return lexicon.PROJECT_END.search(re.sub(r"\s", "", fold(name.text))) is not None and len(between) <= 60
    return len(between) <= 14 and "。" not in between
