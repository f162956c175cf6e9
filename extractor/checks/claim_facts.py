"""Claims as typed facts: what a clause claims, how strongly, of what. A reader says which words are a claim; the type is read off
them by rule here, and the comparison with numbers is code, always."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from extractor.checks.context import Context
from schemas.record import Claim

FactKind = Literal["completion", "control", "none", "paid", "rank"]
Degree = Literal["full", "mostly", "partly", "unpaid", "part_unpaid", "highest", "lowest", "plain"]

PARTLY = re.compile(r"未(?:能)?(?:完全|全部|全面|如期|按期)|没有(?:完全|全部)|部分(?:完成|达成|实现)|尚未完成|未完成|未达")
MOSTLY = re.compile(r"基本")
FULL = re.compile(r"全部|完全|全面|圆满|均|100[%％]|百分之百")
LOOSE = re.compile(r"较好|良好|稳步|顺利推进|有序|除|其余|少数|个别")
"""Words that leave out or weaken: no rate follows from them."""

OF_THE_WHOLE = re.compile(
    r"项目|部门|单位|整体|总体|本|该|此|我|全年|当年|今年|上述|以上|(?:19|20)\d\d年?度?|年度?初?|绩效|目标|任务|指标|工作|建设|各项?|预期|既定|设定|计划|"
    r"产出|效益|全部|完全|圆满|全面|顺利|如期|按期|按时|基本|未|能|均|都|已经?|了|完成|达成|实现|达到|达标|情况|要求|上|的|并|且|"
    r"[镇乡县区市局厅委办处所院校站]|街道|中心|[、，,“”\"']"
)
"""Words of a completion claim that name nothing but the goals of its subject; what is left names a part of them."""
NOT_AT_ALL = re.compile(r"^(?:项目|全部|该|本)*(?:资金|款项|经费)(?:均|尚|目前|暂)*未(?:支付|拨付|兑付)$|未形成支(?:付|出)$")
"""A bare 未支付 may speak of a rest that the clause before names."""
NOT_ALL = re.compile(r"^(?:项目|该|本)*(?:资金|款项|经费)?(?:均|尚|目前)*未(?:能)?(?:支付完成|拨付完成|足额|全额|全部|及时足额)")
ALL_PAID = re.compile(r"^(?:项目|全部|该|本)*(?:预算)?(?:资金|款项|经费)?(?:已经?|均)*(?:全额|足额|全部|100[%％])(?:支付|拨付|兑付)")

CONTROLLED = re.compile(r"严格(?:控制|压缩|压减)|从严控制|厉行节约|压减|节约")
NOTHING = re.compile(r"^无(?P<what>.+)$")
TAILS = re.compile(r"(?:的)?(?:预算|决算)?(?:编制|管理)?(?:安排)?(?:的)?(?:支出|费用|经费|开支|资金|费)*(?:预算|支出)?(?:编制|管理)?$")
LEFT_OVER = re.compile(r"结余|结转|节余")


@dataclass(frozen=True, slots=True)
class Fact:
    """A typed claim. ``object`` is what it is about beyond its subject, in the words of the clause, without 支出 or 经费."""

    kind: FactKind
    degree: Degree
    object: str | None
    subject: str | None
    path: str
    text: str


def facts(ctx: Context) -> Iterator[Fact]:
    """The claims of the record that say something numbers can bear out or not."""
    for index, claim in enumerate(ctx.record.claims):
        fact = typed(claim, f"/claims/{index}/text")
        if fact is not None:
            yield fact


def typed(claim: Claim, path: str) -> Fact | None:
    """One claim typed; null for what compares with nothing (较好, 及时拨付)."""
    text = re.sub(r"\s", "", claim.text)
    made = {"completion": _completion, "control": _control, "none": _none, "paid": _paid, "rank": _rank}.get(claim.kind)
    found = made(text) if made else None
    if found is None or claim.kind == "other":
        return None
    degree, thing = found
    return Fact(claim.kind, degree, thing, claim.subject, path, claim.text)


Typed = tuple[Degree, str | None]


def _completion(text: str) -> Typed | None:
    thing = OF_THE_WHOLE.sub("", text) or None
    if PARTLY.search(text):
        return "partly", thing
    if LOOSE.search(text):
        return None
    if MOSTLY.search(text):
        return "mostly", thing
    return ("full", thing) if FULL.search(text) else None


def _control(text: str) -> Typed | None:
    cue = CONTROLLED.search(text)
    if cue is None:
        return None
    thing = TAILS.sub("", text[cue.end() :])
    return "plain", thing or None


def _none(text: str) -> Typed | None:
    found = NOTHING.match(text)
    if found is None:
        return None
    if LEFT_OVER.search(found["what"]):
        return "plain", "结余"
    thing = TAILS.sub("", found["what"])
    return ("plain", thing) if thing else None


def _paid(text: str) -> Typed | None:
    if NOT_AT_ALL.search(text):
        return "unpaid", None
    if NOT_ALL.search(text):
        return "part_unpaid", None
    return ("full", None) if ALL_PAID.search(text) else None


def _rank(text: str) -> Typed | None:
    found = re.search(r"(执行率|得分)最([高低])", text)
    return ("highest" if found[2] == "高" else "lowest", found[1]) if found else None
