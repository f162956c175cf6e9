"""What stands before a number: its measure word and the label that says whose it is."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.document import Span
from extractor.numerals.fold import fold
from extractor.readers import lexicon
from extractor.readers.base import Words
from extractor.readers.words import words
from schemas.record import Measure

_CLAUSE = re.compile(r"[，,；;：:。！？\n\t]")
_DATE = r"(?:(?:19|20)\d\d\s*年?\s*(?:度|末|底)?|(?:截至|截止|截止到|到|至)?(?:(?:19|20)\d\d\s*年)?\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?[底末份]?|截[至止]到?|[底末]|[Xx×*]{2,4}年度?)"
_FRONT = re.compile(
    rf"^(?:{_DATE}|[\s、，,）)和及与]|其中|另外|另|此外|同时|包括|分别|主要|具体|即|该项目|我[镇乡县区市局委办院校所站厅处]|年中|到?年末|到?年底|我单位|我部门|本(?:街道|[局委办院校所站厅处乡县区市])(?=内设|下设|下辖|现有|共|辖)|本单位|本部门|本镇|全镇|全县|"
    r"全区|全市|全省|全局|全乡|全单位|本年度?|当年|今年|全年|年度|本次|共有|共计|共|现有|现|一是|二是|三是|四是|五是|第[一二三四五](?!批|季度)|用于|涉及的?|实际|已|(?:近?[两三四五]年(?:间|来)?)?(?:累计|合计|共)|近?[两三四五]年(?:间|来)?|"
    r"[\u4e00-\u9fff]{2,12}(?:人民政府|办事处|委员会)(?=共?设|共有|下设|自评|行政|事业)|以及|下设|设有|共?设定|摸排|协商此?|各|[(（]\s*\d{1,2}\s*[)）]|[①-⑳]|\d{1,2}[.．、](?!\d)|[(（][一二三四五六七八九十]{1,2}[)）]|[一二三四五六七八九十]、)+"
)
_BACK = re.compile(
    r"(?:(?<=[\u4e00-\u9fff])按(?!照)|(?:(?:调减|调增|调整|追加|核减)后)?(?:仍然?|也|还)?[只仅]|经[\u4e00-\u9fff]{0,4}(?:审核|审计|审定|评审|验收|公示|核算)后?|一共|共计|合计|总计|共|为|达到?|约|是|有|的|总|数量|个数|(?<![一二三四])等|[:：（(\s、])+$"
)
_VERBS = re.compile(
    r"[了由将把使让被]|对(?!个人)|根据|按照|依据|通过|开展|进行|加强|保障了|完成了?|推进|确保|提高|实施|组织|建立|落实|制定|未能|导致|因为|由于|(?<!及)以上|以下|可以|应当|不得|能够|"
    r"^(?:因(?!公)|由于|受(?!益|助|训|灾|理))|目标[1-9一二三四五]|为了|需要|关于|要求|截[至止]|(?:比|较)(?:上年|20)"
)
_OPEN = "（(【["
_WHOLE_CUE = re.compile(r"总体|整体|部门预算|单位预算")
_LIGHT_VERB = re.compile(r"用于|实施了?|安排了?|涉及|下达|申报|设立|开展了?|拨付|推进|组织|保障|由|对(?!个人)|将|通过|完成了?|构成|建立")
_NOUN_END = re.compile(r"(?:项目|资金|经费|人员|单位|指标|目标|支出|收入|拨款|工程|补助|补贴|专项|任务)$")
_OF_NAME = re.compile(r"(?:推进|组织|落实|建立|实施)(?=(?:工作)?(?:项目|资金|经费|工程|补助|补贴|专项)$)|(?<=整[村县乡镇])推进$")
"""A verb in front of the last noun of a name: 厕所革命整村推进资金."""
MAX_LABEL = 30


@dataclass(frozen=True, slots=True)
class Before:
    """What the words before a number say. ``label`` is null where they name nothing; ``itself``: they name the unit.

    ``far`` is the label in the clause before, offered where the number's own clause holds only a measure word.
    """

    measure: Measure | None
    cue: Words | None
    label: Words | None
    itself: bool
    far: Words | None
    doubtful: bool
    parts: bool


def before(text: str, span: Span) -> Before:
    """Reads the words between the last number (or the sentence's start) and a number, nearest clause first."""
    segment = text[span[0] : span[1]]
    plain = fold(segment)
    cut = _last_clause(plain)
    nearest = (span[0] + cut, span[1])
    measure, label_span = _measured(text, nearest)
    cue = words(text, (label_span[1], span[1])) if measure else None
    label = _label(text, label_span)
    rest = text[label_span[0] : label_span[1]]
    far = _far(text, (span[0], span[0] + cut)) if label is None and cut else None
    head = re.sub(r"\s", "", plain)
    return Before(
        measure=measure,
        cue=cue,
        label=None if label is not None and _means_itself(label) else label,
        itself=_means_itself(label) if label is not None else cue is not None and _WHOLE_CUE.search(cue.text) is not None,
        far=far,
        doubtful=label is None and bool(_FRONT.sub("", re.sub(r"\s", "", fold(rest)))) and len(rest.strip()) > 1,
        parts=_announces_parts(head),
    )


def _announces_parts(segment: str) -> bool:
    """Whether parts are announced and nothing (a list of things, a new clause group) stands between that and the number."""
    found = re.search(r".*(?:其中|包括(?!监)|分别为|分别是|构成|具体为|如下)(?P<rest>.*)$", segment)
    if found:
        return not re.search(r"[;。]|等[,;]", found["rest"])
    return segment.startswith(":")


def _last_clause(plain: str) -> int:
    """Where the nearest clause begins; a mark at the very end (``预算金额：``) does not count."""
    stripped = plain.rstrip(" :：\t")
    found = [match.end() for match in _CLAUSE.finditer(stripped)]
    return found[-1] if found else 0


def _measured(text: str, span: Span) -> tuple[Measure | None, Span]:
    """The measure word at the end (or front) of a clause, and what is left of it."""
    segment = text[span[0] : span[1]]
    squeezed, offsets = _squeeze(segment)
    if lexicon.BUDGET_OF.search(squeezed):
        return None, span  # 一般公共预算 is a name, its 预算 no measure word
    for measure, pattern in lexicon.TRAILING:
        found = pattern.search(squeezed)
        if found and found.start() < len(squeezed):
            cut = found.start() + _kept(squeezed[: found.start()], found["cue"])
            return measure, (span[0], span[0] + _offset(offsets, cut, len(segment)))
    return None, span


def _kept(name: str, cue: str) -> int:
    """How much of a measure word still belongs to the name before it: the 支出 of 项目支出, 工资福利支出."""
    spent = cue.startswith("支出") and lexicon.CATEGORY.search(name + "支出") and not lexicon.CATEGORY.search(name)
    plain = re.sub(r".*(?:年度?|情况|其中|[,;:、和])", "", name)
    whole = plain in ("项目", "部门项目", "本级项目") or name.endswith(("基本", "福利", "服务", "补助", "性", "利息", "人员", "公用"))
    return len("支出") if whole and (spent or cue.startswith("支出")) else 0


def leading_measure(label: Words, text: str) -> tuple[Measure, Words] | None:
    """A measure word at the front of a label (安排一般公共预算), and the label without it."""
    squeezed, offsets = _squeeze(text[label.span[0] : label.span[1]])
    for measure, pattern in lexicon.LEADING:
        found = pattern.match(squeezed)
        if found and found.end() < len(squeezed) - 1:
            rest = words(text, (label.span[0] + _offset(offsets, found.end(), 0), label.span[1]))
            bare = lexicon.GENERIC.match(re.sub(r"\s", "", fold(rest.text)))
            source = re.search(r"财政|中央|[省市县区]级", found[0])
            return measure, label if bare and source else rest  # 省级财政安排补助资金: the source is what tells
    return None


def _squeeze(segment: str) -> tuple[str, list[int]]:
    plain = fold(segment)
    offsets = [index for index, char in enumerate(plain) if not char.isspace()]
    return "".join(plain[index] for index in offsets), offsets


def _offset(offsets: list[int], index: int, end: int) -> int:
    return offsets[index] if index < len(offsets) else end


def _label(text: str, span: Span) -> Words | None:
    """The name at the end of a clause, its date words and connectives left out; null where it reads like a sentence."""
    start, end = span
    segment = fold(text[start:end])
    back = _BACK.search(segment)
    end = start + back.start() if back else end
    segment = segment[: end - start]
    opening = max((segment.rfind(mark) for mark in _OPEN if segment.count(mark) > _closed(segment, mark)), default=-1)
    if opening >= 0:  # 甲项目（预算: the name stands before the bracket that is still open
        if segment[opening + 1 :].strip():
            start, segment = start + opening + 1, segment[opening + 1 :]
        else:
            end, segment = start + opening, segment[:opening]
    date = [match.end() for match in re.finditer(_DATE, segment) if match.end() < len(segment)]
    cut = max((end_ for end_ in date if end_ - 0 > 3), default=0)
    front = _FRONT.match(segment[cut:])
    cut += front.end() if front else 0
    named = re.search(
        r"(?:.*[》〕]|号[)）](?:文件)?|文件(?=下达)|(?:主要)?包括|(?:拨付|支付|兑付|到位)[、和]|(?:纳入|列入|参加|参与|开展)[\u4e00-\u9fff]{0,10}的(?=[\u4e00-\u9fff]{4})|为|[此该])(?=[^为此该]{2,}$)",
        segment[cut:],
    )
    cut += named.end() if named else 0
    found = words(text, _balanced(text, (start + cut, end)))
    plain = re.sub(r"\s", "", fold(found.text))
    if _VERBS.search(plain) and (tail := _after_verb(text, found)) is not None:
        found, plain = tail, re.sub(r"\s", "", fold(tail.text))
    if not 2 <= len(plain) <= MAX_LABEL or _VERBS.search(_OF_NAME.sub("", plain)) or re.search(r"[，,；;。×*=]|^比(?![例重率赛])", plain):
        return None
    return found if re.search(r"[\u4e00-\u9fffA-Za-z]", plain) else None


def _after_verb(text: str, label: Words) -> Words | None:
    """The noun behind the last verb of a clause (我镇共实施财政专项资金项目), if it ends like a name of things.

    A verb behind which nothing but 经费 or 专项资金 is left belongs to the name (值守保障经费).
    """
    plain = fold(text[label.span[0] : label.span[1]])
    if not (_NOUN_END.search(plain.rstrip()) or lexicon.PROJECT_END.search(plain.rstrip())):
        return None
    rests = [(verb.end(), re.sub(r"\s", "", plain[verb.end() :])) for verb in _LIGHT_VERB.finditer(plain)]
    starts = [start for start, rest in rests if len(rest) >= 3 and not lexicon.GENERIC.match(rest)]
    return words(text, (label.span[0] + starts[-1], label.span[1])) if starts else None


def _balanced(text: str, span: Span) -> Span:
    """A label whose bracket is cut open loses the bracket, or takes its close along where that comes next."""
    start, end = span
    piece = text[start:end]
    for mark, close in zip("（(", "）)", strict=True):
        if piece.count(mark) > piece.count(close):
            return (start, end + 1) if text[end : end + 1] == close else (start, start + piece.rindex(mark))
    return span


def _closed(segment: str, mark: str) -> int:
    return segment.count({"（": "）", "(": ")", "【": "】", "[": "]"}[mark])


def _far(text: str, span: Span) -> Words | None:
    """The last clause before the number's own, if it reads like a name."""
    segment = fold(text[span[0] : span[1]]).rstrip(" ,，:：;；")
    cut = _last_clause(segment)
    return _label(text, (span[0] + cut, span[0] + len(segment)))


def _means_itself(label: Words) -> bool:
    return lexicon.ITSELF.match(re.sub(r"\s", "", fold(label.text))) is not None
