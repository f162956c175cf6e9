"""Scores and rates in prose that belong to indicators: 数量指标权重18分，实际得分18分; 群众满意度≥90%."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from extractor.document import Numeral, Span
from extractor.numerals.fold import fold
from extractor.readers import lexicon
from extractor.readers.base import Fact, Owner, Row, ValueWords, Words
from extractor.readers.labels import Before
from extractor.readers.ledgering import Book
from extractor.readers.prose_state import Sentence
from extractor.readers.words import exact, words
from schemas.extraction import Place

_INDICATOR = re.compile(
    r"(?:指标|^产出|^效益|^满意度|^过程|^决策|^投入|^管理|^产出与效益|^履职效能|^项目(?:产出|效益|管理|决策|过程)|^预算(?:管理|执行率?|编制|配置)|(?:预算|资金|支出)执行率)$"
)
_SCORE_BEHIND = re.compile(r"\s*[，,]\s*(?:实际?|自评)?得")
_BEHIND_WEIGHT = re.compile(r"(?:分值|权重|满分)\s*[\d.]+\s*分\s*[，,]?\s*(?:实际|自评)?得$")
"""完成90%，分值20分得18分: the points of something that its clause does not name."""
_BRACKET_SHUT = re.compile(r"\s*[)）]\s*得?\s*")
_EXECUTION = re.compile(r"^(?:预算|资金)?执行[率分]?(?:指标)?$")
_GROUP = re.compile(
    r"^[\s\d.、．（()）一二三四五六七八九十]*((?:项目)?(?:产出|效益|满意度|数量|质量|时效|成本|社会效益|经济效益|生态效益|可持续影响|服务对象满意度|社会公众满意度)(?:指标)?)\s*[：:]"
)
_RATIO_NAME = re.compile(
    r"([\u4e00-\u9fffA-Za-z（）()“”\"]{0,24}(?:率|度|覆盖面|比例|比重|占比|合格|意识|水平|能力))((?:达到?|为|是|均|在|约|提升|提高|不低于|达到了|实现|保持在|分别为|常住人口|[:：\s])*)$"
)
_BARE_RATE = re.compile(r"^(?:累计|本年度?|总|实际|投资|任务)*完成率$")
_POINTS_END = re.compile(r"\d\s*分|[；;。]")
_KIND = re.compile(r"(?:数量|质量|时效|成本|经济效益|社会效益|生态效益|可持续影响|服务对象满意度)指标")
_LEAD = re.compile(r"^(?:其中|和|及|以及|使|实现|确保|保证|保障|力争|要求|全面|群众对|的|对|达到|并|且|\d+[.、])+(?=.{3,})")


def read_score(book: Book, text: str, numeral: Numeral, told: Before, project: Words | None, place: Place, parts: bool) -> None:
    """A number of 分: the weight or score of an indicator named before it, else the score of the project or the unit."""
    if parts and told.measure in (None, "rate", "executed", "budget"):  # 自评得分96.37分，其中：预算执行率9.37分，产出指标48分
        named = told.label or told.cue
        if named is not None and len(named.text) <= 12 and not told.doubtful:
            field = "weight" if _SCORE_BEHIND.match(text[numeral.extent[1] : numeral.extent[1] + 8]) else "score"
            indicator(book, text, named, field, numeral, project, place)
        return
    if told.measure == "weight" and told.label is None and _follows_score(book, numeral):
        book.rows[-1] = replace(book.rows[-1], weight=(numeral,))  # 预算编制18分（满分20分）
        book.used.add(numeral.id)
        return
    if (
        told.measure is None
        and told.label is None
        and _follows_weight(book, numeral)
        and _BRACKET_SHUT.fullmatch(_since_weight(book, text, numeral))
    ):
        book.rows[-1] = replace(book.rows[-1], score=(numeral,))  # 产出指标（50分）48分
        book.used.add(numeral.id)
        return
    if told.measure is None and told.label is not None and _in_brackets(text, numeral) and len(told.label.text) <= 12:
        indicator(book, text, told.label, "weight", numeral, project, place)  # （二）产出指标（50分），自评得分48分
        return
    if told.measure not in ("score", "weight"):
        if told.label is not None and told.measure is None and re.search(r"预算执行分?$", told.label.text):
            indicator(book, text, told.label, "score", numeral, project, place)
        return
    field = "weight" if told.measure == "weight" else "score"
    label = told.label or told.far
    group = _group(text, numeral) or _group_before(text, numeral)
    if field == "weight" and told.label is None and group is not None:
        indicator(book, text, group, field, numeral, project, place)
        return
    if label is not None and (_INDICATOR.search(re.sub(r"\s", "", fold(label.text))) or _heads_group(book, told, label, project, place)):
        indicator(book, text, label, field, numeral, project, place)
    elif (
        field == "score"
        and told.label is None
        and not told.itself
        and _follows_weight(book, numeral)
        and "。" not in _since_weight(book, text, numeral)
    ):
        book.rows[-1] = replace(book.rows[-1], score=(numeral,))
        book.used.add(numeral.id)
    elif field == "score" and not _BEHIND_WEIGHT.search(text[max(0, numeral.extent[0] - 24) : numeral.extent[0]]):
        _own_score(book, numeral, told, project, place)


def _follows_weight(book: Book, numeral: Numeral) -> bool:
    """Whether the number stands right behind the weight of the indicator read last (权重18分，实际得分18分)."""
    last = book.rows[-1] if book.rows else None
    return (
        last is not None
        and last.place != "table"
        and bool(last.weight)
        and not last.score
        and (0 <= numeral.span[0] - last.weight[-1].span[1] < 40)
    )


def _since_weight(book: Book, text: str, numeral: Numeral) -> str:
    """What stands between the weight of the indicator read last and a number."""
    return text[book.rows[-1].weight[-1].extent[1] : numeral.extent[0]]


def _follows_score(book: Book, numeral: Numeral) -> bool:
    """Whether the number stands right behind the score of the indicator read last."""
    last = book.rows[-1] if book.rows else None
    near = last is not None and bool(last.score) and 0 <= numeral.span[0] - last.score[-1].span[1] < 12
    return near and last is not None and last.place != "table" and not last.weight


def _in_brackets(text: str, numeral: Numeral) -> bool:
    """Whether the number stands alone in brackets behind a name."""
    return text[: numeral.extent[0]].rstrip()[-1:] in ("（", "(") and text[numeral.extent[1] :].lstrip()[:1] in ("）", ")")


def _heads_group(book: Book, told: Before, label: Words, project: Words | None, place: Place) -> bool:
    """A heading such as （一）投入管理（分值20分，自评得分18.6分）: a group of indicators with its points."""
    short = label is told.label and len(label.text) <= 10 and not re.search(r"项目|结论|结果|情况|总体|整体|综合", label.text)
    return place == "heading" and project is None and short and not told.itself and book.roster.find(label) is None


def indicator(book: Book, text: str, label: Words, field: str, numeral: Numeral, project: Words | None, place: Place) -> None:
    """Write a weight or a score down for an indicator or a group of them, once for each."""
    plain = re.sub(r"\s", "", fold(label.text))
    path = Words("预算执行率", label.span) if _EXECUTION.match(plain) else label
    for index, row in enumerate(book.rows):
        if (
            row.place != "table"
            and row.name is None
            and row.path[-1].text == path.text
            and row.project == project
            and not getattr(row, field)
        ):
            book.rows[index] = replace(row, weight=(numeral,)) if field == "weight" else replace(row, score=(numeral,))
            book.used.add(numeral.id)
            return
    above = _group_above(book, text, numeral)
    row = Row(book.key(), project, (above, path) if above is not None else (path,), None, place)
    book.row(replace(row, weight=(numeral,)) if field == "weight" else replace(row, score=(numeral,)))


def _group_above(book: Book, text: str, numeral: Numeral) -> Words | None:
    """The group whose points 其中 divides within this clause: 产出得46分，其中数量指标18分、质量指标15分；…."""
    begin = max(text.rfind(mark, 0, numeral.extent[0]) for mark in "；;。\n") + 1
    within = text.find("其中", begin, numeral.extent[0])
    rows = [row for row in book.rows if row.place != "table" and row.name is None and row.path and (row.score or row.weight)]
    told = [row for row in rows if begin <= (row.score or row.weight)[0].span[0] < within]
    return told[-1].path[-1] if told and told[-1].path[-1].text != "总分" else None


def _group_before(text: str, numeral: Numeral) -> Words | None:
    """The one kind of indicators that the words since the last points name: 数量指标计划安装40处、实际安装38处，分值20分."""
    line = text.rfind("\n", 0, numeral.extent[0]) + 1
    begin = max((end.end() for end in _POINTS_END.finditer(text, line, numeral.extent[0])), default=line)
    found = list(_KIND.finditer(text, begin, numeral.extent[0]))
    return words(text, found[0].span()) if len(found) == 1 else None


def _own_score(book: Book, numeral: Numeral, told: Before, project: Words | None, place: Place) -> None:
    if told.label is not None and not told.itself:
        known = book.roster.find(told.label)
        owner = Owner(project=known) if known else None
        if owner is None and re.search(r"项目$", told.label.text):
            owner = Owner(label=told.label)
        if owner is None:
            return
    else:
        owner = Owner(project=project) if project else Owner()
    book.fact(numeral, "score", owner, place)


def read_ratio_word(book: Book, text: str, numeral: Numeral, segment: Span, state: Sentence) -> None:
    """A percentage behind a word such as 满意度 or 合格率: an indicator; a goal where the section sets goals, else a result."""
    project, place = state.project, state.place
    start = max(segment[0], numeral.extent[0] - 40)
    ahead = fold(text[start : numeral.extent[0]])
    clause = max((found.end() for found in re.finditer(r"[，,；;。：:、\n]", ahead.rstrip(" ：:"))), default=0)
    found = _RATIO_NAME.search(ahead[clause:])
    if not found or lexicon.MONEY_RATE.search(re.sub(r"\s", "", found[1])):
        return
    name_span = (start + clause + found.start(1), start + clause + found.end(1))
    lead = _LEAD.match(fold(text[name_span[0] : name_span[1]]))
    name = words(text, (name_span[0] + (lead.end() if lead else 0), name_span[1]))
    if not 2 <= len(name.text) <= 24 or _BARE_RATE.match(name.text) or re.search(r"[了由将把被是]", name.text):
        return
    if _share_of_counts(numeral, name, state.facts):
        book.fact(numeral, "share", Owner(project=project, label=name), place)
        return
    keep = re.search(r"(?:提升|提高|常住人口)", found[2])
    value = exact(text, (name_span[1] + found[2].index(keep[0]) if keep else numeral.extent[0], numeral.extent[1]))
    told = ValueWords(value, (numeral,))
    goal = _sets_goals(state.section, ahead, numeral)
    group = _group(text, numeral)
    row = Row(book.key(), project, (group,) if group else (), name, place)
    book.row(replace(row, target=told) if goal else replace(row, actual=told))


def _share_of_counts(numeral: Numeral, name: Words, facts: list[Fact]) -> bool:
    """发放问卷200份，收回190份，问卷收回率95%: what was counted last as a share of what was counted before it.

    The word must speak of what was counted, and the share must be theirs: else it is a result of its own.
    """
    if len(facts) < 2 or any(f.measure != "count" or f.numeral.unit != facts[-1].numeral.unit or f.band for f in facts[-2:]):
        return False
    whole, part = (fact.numeral.value for fact in facts[-2:])
    spoken = "".join(fact.owner.label.text + " " for fact in facts[-2:] if fact.owner.label)
    shared = any(pair in spoken for pair in (name.text[i : i + 2] for i in range(len(name.text) - 1)))
    return shared and whole > 0 and abs(100 * part / whole - numeral.value) < Decimal(1).scaleb(-numeral.decimals)


def read_counted_result(book: Book, text: str, numeral: Numeral, told: Before, project: Words | None, place: Place) -> bool:
    """A count with a bound behind an indicator's name, in a paragraph that opens with a group word (项目产出：巡查次数100次以上)."""
    group = _group(text, numeral)
    if (
        group is None
        or numeral.op is None
        or told.label is None
        or not re.search(r"(?:次数|数量|人数|户数|天数|里程|面积)$", told.label.text)
    ):
        return False
    value = ValueWords(exact(text, numeral.extent), (numeral,))
    book.row(Row(book.key(), project, (group,), told.label, place, actual=value))
    return True


def _sets_goals(section: str, ahead: str, numeral: Numeral) -> bool:
    heads = section.split("\n")
    sets = any(lexicon.GOAL_HEADING.search(re.sub(r"[\s：:]", "", head)) for head in heads[-1:])
    if not sets and any(lexicon.RESULT_HEADING.search(head) for head in heads):
        return False
    return sets or numeral.op in ("≥", "≤", "=", ">", "<")


def _group(text: str, numeral: Numeral) -> Words | None:
    """The group word that the paragraph opens with (项目产出：…)."""
    begin = text.rfind("\n", 0, numeral.span[0]) + 1
    found = _GROUP.match(text[begin : numeral.span[0]])
    return words(text, (begin + found.start(1), begin + found.end(1))) if found else None
