"""Faults of a conversation, one after another: tokens are counted, what was answered stands, what was not is said to be unread."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest

from extractor.errors import ModelUnusable
from extractor.readers.base import Reading
from extractor.readers.llm.asking import Answer, AnswerFault, CapReached, Empty, GaveUp, Question, Refused, Truncated, Usage
from extractor.readers.llm.conversation import TOO_LONG, UNREADABLE
from extractor.readers.llm.reader import LlmReader
from extractor.split import split

from .llm_make import Fake, answer, chunks, key, loaded, marked, project, quantity

TEXT = "村道照明工程预算60万元，支出58万元。\n水渠清淤项目预算45万元，支出30万元。\n老年食堂补助预算20万元，支出8万元。\n"
LIT = project("村道照明工程", budget=["n1"], executed=["n2"])
CLEAN = project("水渠清淤项目", budget=["n3"], executed=["n4"])
FED = project("老年食堂补助", budget=["n5"], executed=["n6"])
ALL = answer(projects=[LIT, CLEAN, FED])
BAD = answer(projects=[LIT, CLEAN, FED, project("不存在的工程")])
WORSE = answer(projects=[project("甲乙丙"), project("丁戊己")])


def reading(*replies: Any, text: str = TEXT, workers: int = 1) -> tuple[Reading, Fake]:
    model = Fake(replies)
    document = loaded(text)
    return LlmReader(model, workers).read(document, split(document)), model


def names(read: Reading) -> set[str]:
    return {fact.owner.project.text for fact in read.facts if fact.owner.project}


def part(question: Question) -> dict[str, Any]:
    """A right answer to whatever part of the report is shown."""
    shown = question.messages[-1].content
    told, at = [], 1
    for name in ("村道照明工程", "水渠清淤项目", "老年食堂补助"):
        if f"}}{name}" in shown:
            told.append(project(name, budget=[f"n{at}"], executed=[f"n{at + 1}"]))
            at += 2
    return answer(projects=told)


def test_a_cut_answer_is_asked_for_in_halves_and_these_in_halves() -> None:
    def short(question: Question) -> Any:
        full = Usage(7, question.max_output)
        return Truncated("长", full) if question.messages[-1].content.count("预算") > 1 else part(question)

    read, model = reading(short)
    assert names(read) == {"村道照明工程", "水渠清淤项目", "老年食堂补助"}
    assert read.unread == ()
    assert [question.messages[-1].content.count("预算") for question in model.asked] in ([3, 1, 2, 1, 1], [3, 2, 1, 1, 1])
    assert read.made.sent == 2 * 7 + 3 * 10


def test_an_answer_cut_far_below_its_room_is_asked_for_once_more_and_then_in_halves() -> None:
    read, model = reading(Truncated("长", Usage(7, 3)), part)
    assert names(read) == {"村道照明工程", "水渠清淤项目", "老年食堂补助"}
    assert [question.round for question in model.asked] == [0, 1]
    read, model = reading(lambda question: Truncated("长", Usage(7, 3)) if "水渠" in question.messages[-1].content else part(question))
    assert names(read) == {"村道照明工程", "老年食堂补助"}
    assert [question.round for question in model.asked if question.messages[-1].content.count("预算") == 3] == [0, 1]


def test_a_question_that_was_too_long_is_never_repeated() -> None:
    read, model = reading(lambda question: Truncated("长") if question.messages[-1].content.count("预算") > 1 else part(question))
    assert names(read) == {"村道照明工程", "水渠清淤项目", "老年食堂补助"}
    assert {question.round for question in model.asked} == {0}


def test_one_sentence_that_is_always_cut_is_unread_the_others_stand() -> None:
    read, _ = reading(lambda question: Truncated("长") if "水渠" in question.messages[-1].content else part(question))
    assert names(read) == {"村道照明工程", "老年食堂补助"}
    ((span, because),) = read.unread
    assert because == TOO_LONG
    assert loaded(TEXT).text[slice(*span)].startswith("水渠清淤项目")


@pytest.mark.parametrize(
    "second", [Refused("拒绝", Usage(2, 0)), Empty("空", Usage(2, 0)), GaveUp("超时", Usage(2, 0)), CapReached("到顶", Usage(2, 0))]
)
def test_a_fault_after_a_refusal_is_the_reason_and_both_are_counted(second: AnswerFault) -> None:
    read, model = reading(Refused("不答", Usage(5, 1)), second)
    assert [question.round for question in model.asked] == [0, 1]
    assert {because for _, because in read.unread} == {second.reason}
    assert (read.made.sent, read.made.received) == (7, 1)


def test_a_cut_answer_after_a_refusal_is_halved() -> None:
    read, model = reading(Refused("不答", Usage(5, 1)), Truncated("长", Usage(2, 0)), part)
    assert names(read) == {"村道照明工程", "水渠清淤项目", "老年食堂补助"}
    assert [question.round for question in model.asked] == [0, 1, 0, 0]
    assert read.made.sent == 5 + 2 + 2 * 10


@pytest.mark.parametrize("fault", [GaveUp("超时"), CapReached("到顶")])
def test_faults_that_asking_again_does_not_mend_are_not_asked_again(fault: AnswerFault) -> None:
    _, model = reading(fault)
    assert len(model.asked) == 1


@pytest.mark.parametrize(
    "fault",
    [
        Truncated("长", Usage(9, 9)),
        Refused("不", Usage(9, 9)),
        Empty("空", Usage(9, 9)),
        GaveUp("久", Usage(9, 9)),
        CapReached("满", Usage(9, 9)),
    ],
)
def test_a_fault_of_the_mending_leaves_the_first_answer_pruned(fault: AnswerFault) -> None:
    read, _ = reading(BAD, fault, answer())
    assert names(read) == {"村道照明工程", "水渠清淤项目", "老年食堂补助"}
    assert read.unread == ()
    assert (read.made.sent, read.made.received) == (19, 10)


@pytest.mark.parametrize("fault", [Refused("不"), Empty("空"), GaveUp("久"), CapReached("满")])
def test_a_fault_of_the_mending_of_what_is_no_json_leaves_it_unread(fault: AnswerFault) -> None:
    read, _ = reading("no json", fault)
    assert {because for _, because in read.unread} == {fault.reason}
    assert read.facts == ()


def test_a_mending_that_is_cut_halves_what_was_no_json() -> None:
    read, _ = reading("no json", Truncated("长"), part)
    assert names(read) == {"村道照明工程", "水渠清淤项目", "老年食堂补助"}
    assert read.unread == ()


def test_a_worse_mending_is_not_taken_an_equal_one_is() -> None:
    assert names(reading(BAD, WORSE, answer())[0]) == {"村道照明工程", "水渠清淤项目", "老年食堂补助"}
    other = answer(projects=[LIT, CLEAN, project("也不存在")])
    assert names(reading(BAD, other, answer())[0]) == {"村道照明工程", "水渠清淤项目"}


def test_a_mending_that_is_no_json_leaves_the_first_answer_pruned() -> None:
    assert names(reading(BAD, "{", answer())[0]) == {"村道照明工程", "水渠清淤项目", "老年食堂补助"}


def test_the_mending_is_told_every_kind_of_fault_but_a_dozen_at_once() -> None:
    many = answer(projects=[project(f"第{n}号假项目") for n in range(30)])
    _, model = reading(many, ALL)
    told = model.asked[1].messages[-1].content
    assert told.count("\n- ") == 13
    assert "另有 18 处" in told
    assert [turn.role for turn in model.asked[1].messages[-3:]] == ["user", "assistant", "user"]
    assert TEXT.splitlines()[0][:6] not in told


@pytest.mark.parametrize("broken", ["", "[]", "null", '"n1"', "{}", "\ud800", "[" * 3000, '{"projects":NaN}', "好的，以下是结果：{}"])
def test_whatever_is_no_answer_twice_is_unread(broken: str) -> None:
    read, model = reading(broken)
    assert {because for _, because in read.unread} == {UNREADABLE}
    assert len(model.asked) == 2


@pytest.mark.parametrize("change", [{"extra": 1}, {"year": 2023}, {"projects": None}, {"projects": [{**LIT, "budget": ["n99"]}]}, {"projects": [{**LIT, "budget": ["60"]}]},
                                    {"projects": [{**LIT, "budget": [60]}]}, {"claims": [{"kind": "rank", "at": ["s9"]}]}, {"quantities": [quantity("预算", "cost", "n1")]}])  # fmt: skip
def test_no_number_no_foreign_id_and_no_other_key_is_an_answer(change: dict[str, Any]) -> None:
    read, model = reading({**ALL, **change}, "{")
    assert len(model.asked) == 2
    assert read.facts == ()


def test_other_chunks_stand_where_one_fails() -> None:
    text = "\n".join(f"第{n}社区公园修缮工程预算{n}.5万元，支出{n}万元，执行率9{n % 10}%。" for n in range(1, 161)) + "\n"
    total = len(chunks(loaded(text)))
    assert total > 2

    def one_fails(question: Question) -> Any:
        return GaveUp("超时") if "第77社区" in question.messages[-1].content else answer()

    read, model = reading(one_fails, text=text, workers=4)
    assert len(read.unread) == 1
    span = read.unread[0][0]
    assert "第77社区" in loaded(text).text[slice(*span)]
    assert len(model.asked) > total


@dataclass
class Broken:
    """A model whose key is wrong."""

    name: str = "broken"
    asked: list[Question] = field(default_factory=list)

    def ask(self, question: Question) -> Answer:
        self.asked.append(question)
        raise ModelUnusable("密钥不对", "host", "检查密钥")


def test_a_model_that_cannot_be_used_stops_the_reading() -> None:
    text = "\n".join(f"第{n}社区公园修缮工程预算{n}.5万元，支出{n}万元，执行率9{n % 10}%。" for n in range(1, 400)) + "\n"
    model = Broken()
    document = loaded(text)
    with pytest.raises(ModelUnusable):
        LlmReader(model, workers=1).read(document, split(document))
    assert len(model.asked) < len(chunks(document))


def test_a_question_carries_what_its_answer_depends_on() -> None:
    _, model = reading(ALL)
    (question,) = model.asked
    assert question.document == loaded(TEXT).sha256
    assert question.messages[0].role == "system"
    assert [turn.role for turn in question.messages[1:]] == ["user", "assistant", "user", "assistant", "user"]
    assert 1200 <= question.max_output <= 8192
    assert question.shape.model_json_schema()["$defs"]["Numeral"]["enum"] == [f"n{at}" for at in range(1, 7)]


class TestSecondLook:
    """What a first reading left open goes back once, alone."""

    first = answer(projects=[LIT, CLEAN])

    def test_it_shows_only_what_is_open_and_knows_the_names(self) -> None:
        read, model = reading(self.first, answer(projects=[project("老年食堂补助", budget=["n1"], executed=["n2"])]))
        shown = model.texts[1]
        assert "{n1}20万元" in shown
        assert "{n2}8万元" in shown
        assert "预算60" not in shown
        assert "村道照明工程、水渠清淤项目" in shown
        assert names(read) == {"村道照明工程", "水渠清淤项目", "老年食堂补助"}

    def test_it_happens_once(self) -> None:
        assert len(reading(self.first, answer())[1].asked) == 2

    @pytest.mark.parametrize("fault", [GaveUp("久"), CapReached("满"), Refused("不")])
    def test_its_faults_leave_nothing_unread(self, fault: AnswerFault) -> None:
        read, _ = reading(self.first, fault)
        assert read.unread == ()
        assert names(read) == {"村道照明工程", "水渠清淤项目"}

    def test_it_does_not_ask_about_what_was_never_answered(self) -> None:
        _, model = reading(GaveUp("久"))
        assert len(model.asked) == 1

    def test_a_name_cannot_print_a_mark(self) -> None:
        text = "村道{n9}照明>>>工程预算60万元。\n水渠清淤项目支出30万元。\n"
        named = project("村道{n9}照明>>>工程", budget=[key(marked(text), "60")])
        _, model = reading(answer(projects=[named]), answer(), text=text)
        assert "已知的项目：村道｛n9｝照明＞＞＞工程" in model.texts[1]

    def test_its_chunks_keep_within_the_limits(self) -> None:
        """Rows of many worded cells, each with one open amount: their cells are what fills a chunk."""
        head = "\t".join(["项目名称", *(f"工作内容之{n}" for n in range(9)), "预算数（万元）"])
        rows = "\n".join(
            f"第{n}工程\t" + "\t".join(f"内容{chr(0x4E00 + n)}之{at}" for at in "甲乙丙丁戊己庚辛壬") + f"\t{n}.5万元"
            for n in range(1, 120)
        )
        _, model = reading(answer(), text=f"{head}\n{rows}\n")
        sizes = [len(question.shape.model_json_schema()["$defs"]["Sentence"]["enum"]) for question in model.asked]
        assert "已知的项目" in model.texts[-1]
        assert max(sizes) <= 250
