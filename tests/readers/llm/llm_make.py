"""Documents, answers and a model that answers as told."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from extractor.document import Document, Span
from extractor.load import load
from extractor.numerals import read_numerals
from extractor.pipeline import extract
from extractor.readers.llm.asking import Answer, AnswerFault, Question, Usage
from extractor.readers.llm.atoms import Chunk, pack
from extractor.readers.llm.judging import Fault, judge
from extractor.readers.llm.marking import Marked, mark
from extractor.readers.llm.reader import LlmReader
from extractor.split import split
from schemas.answer import Said, answer_type, said
from schemas.extraction import Extraction

Json = dict[str, Any]
TITLE = "柳河镇人民政府2023年度部门整体支出绩效自评报告"
PROSE = """柳河镇人民政府2023年度部门整体支出绩效自评报告
二、资金使用情况
全年安排项目3个，预算合计125.5万元，支出98.2万元，执行率78.25%。其中：村道照明工程预算60万元，支出60万元；水渠清淤项目（第二批）预算45.5万元，支出30万元，因汛期推迟未全部完工；老年食堂补助预算20万元，支出8.2万元，惠及老人164人，每人补助500元。
三公经费支出2.1万元，比上年减少0.4万元。除水渠清淤外，各项目标均已完成。
"""
TABLE = """柳河镇人民政府2023年度部门整体支出绩效自评报告
项目名称\t预算数（万元）\t执行数（万元）\t执行率\t自评得分
河道清淤工程\t30\t28.5\t95%\t96
路灯维护费\t20\t20\t100%\t98
合计\t50\t48.5\t97%\t
绩效目标全部完成。
"""
FORM = """<table>
<tr><td>项目名称</td><td colspan="7">社区图书角</td></tr>
<tr><td rowspan="3">项目资金（万元）</td><td></td><td>年初预算数</td><td>全年预算数</td><td>全年执行数</td><td>分值</td><td>执行率</td><td>得分</td></tr>
<tr><td>年度资金总额</td><td>18</td><td>18</td><td>17.1</td><td>10</td><td>95%</td><td>9.5</td></tr>
<tr><td>其中：财政拨款</td><td>15</td><td>15</td><td>14.1</td><td></td><td></td><td></td></tr>
<tr><td>一级指标</td><td>二级指标</td><td>三级指标</td><td>年度指标值</td><td>实际完成值</td><td>分值</td><td>得分</td><td>偏差原因</td></tr>
<tr><td rowspan="2">产出指标(90分)</td><td>数量指标</td><td>新购图书</td><td>≥800册</td><td>760册</td><td>50</td><td>47.5</td><td>两批图书年底未到货</td></tr>
<tr><td>质量指标</td><td>图书完好</td><td>完好</td><td>完好</td><td>40</td><td>40</td><td></td></tr>
<tr><td colspan="5">总分</td><td>100</td><td>97</td><td></td></tr>
</table>
"""
REPORTS = {"prose": (PROSE, ".txt"), "table": (TABLE, ".txt"), "form": (FORM, ".md")}


@contextmanager
def written(text: str, suffix: str = ".txt") -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"report{suffix}"
        path.write_text(text, encoding="utf-8")
        yield path


@lru_cache(maxsize=64)
def loaded(text: str, suffix: str = ".txt") -> Document:
    with written(text, suffix) as path:
        document = load(path)
    return replace(document, numerals=read_numerals(document))


def chunks(document: Document) -> tuple[Chunk, ...]:
    return pack(document, split(document))


def marked(text: str, suffix: str = ".txt", withheld: frozenset[Span] = frozenset()) -> Marked:
    """The one chunk of a small report."""
    document = loaded(text, suffix)
    (chunk,) = chunks(document)
    return mark(document, chunk, withheld)


def extracted(text: str, model: Any, suffix: str = ".txt") -> Extraction:
    with written(text, suffix) as path:
        return extract(path, reader=LlmReader(model))[0]


def key(one: Marked, printed: str, nth: int = 0) -> str:
    """The id of the nth numeral that prints this."""
    return [key for key, numeral in one.numerals.items() if numeral.printed == printed][nth]


def at(one: Marked, words: str) -> str:
    """The id of the sentence or cell with these words."""
    return next(key for key, span in one.sentences.items() if words in one.document.text[slice(*span)])


EMPTY: Json = {
    "organisation": None, "year": None, "projects": [], "quantities": [], "bands": [], "shared": [], "relations": [], "indicators": [],
    "claims": [],
}  # fmt: skip


def answer(**said: Any) -> Json:
    return {**EMPTY, **said}


def project(
    name: str, qualifier: str | None = None, notes: Sequence[Json] = (), more: Sequence[Json] = (), **figures: Sequence[str]
) -> Json:
    measures = ("initial_budget", "budget", "executed", "rate", "score")
    lists = {measure: list(figures.get(measure, ())) for measure in measures}
    return {"name": name, "qualifier": qualifier, "notes": list(notes), "more": list(more), **lists}


def quantity(label: str | None, measure: str, *numerals: str, **more: str | None) -> Json:
    return {"label": label, "is": measure, "n": list(numerals), **more}


def indicator(name: str | None, *path: str, **said: str | None) -> Json:
    row = {"path": list(path), "name": name, **{one: said.get(one) for one in ("target", "actual", "weight", "score")}}
    return row | ({"project": said.get("project"), "reason": said.get("reason")} if "project" in said or "reason" in said else {})


def relation(kind: str, whole: str | None, *parts: str) -> Json:
    return {"kind": kind, "whole": whole, "parts": list(parts)}


def said_of(one: Marked, told: Json) -> Said:
    return said(answer_type(tuple(one.numerals), tuple(one.sentences), one.years).model_validate_json(json.dumps(told)))


def faults(one: Marked, told: Json, known: tuple[str, ...] = ()) -> list[Fault]:
    return list(judge(said_of(one, told), one, known))


Reply = Json | str | AnswerFault | BaseException | Callable[[Question], Any]


@dataclass
class Fake:
    """A model that gives these answers in turn, and the last one ever after."""

    replies: Sequence[Reply]
    name: str = "fake"
    asked: list[Question] = field(default_factory=list)

    def ask(self, question: Question) -> Answer:
        reply = self.replies[min(len(self.asked), len(self.replies) - 1)]
        self.asked.append(question)
        if callable(reply) and not isinstance(reply, BaseException):
            reply = reply(question)
        if isinstance(reply, BaseException):
            raise reply
        return Answer(reply if isinstance(reply, str) else json.dumps(reply, ensure_ascii=False), Usage(10, 1))

    @property
    def texts(self) -> list[str]:
        """The last turn of each question."""
        return [question.messages[-1].content for question in self.asked]
