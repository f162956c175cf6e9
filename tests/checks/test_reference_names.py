"""Which unit and which project of the finance system a report speaks of, however names are written."""

from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.checks.reference.assignment import assign
from extractor.checks.reference.entries import same_unit
from extractor.reference import Reference

from .finance import one, reference, results, told
from .make import Doc


@pytest.mark.parametrize(
    ("one_name", "other", "same"),
    [
        ("鹭洲镇人民政府", "云澜县鹭洲镇人民政府", True),
        ("鹭洲镇", "鹭洲镇人民政府", True),
        ("桐岭县文化局", "桐岭县 文化局", True),
        ("桐岭县文化局", "漠阳县文化局", False),
        ("文化局", "桐岭县文化局", True),
        ("鹭洲镇", "大鹭洲镇", False),
        ("财政局", "财政局国库科", False),
        ("桐岭县文化局", "桐岭县文化和旅游局", False),
        ("城关镇人民政府", "城关镇卫生院", False),
    ],
)
def test_which_names_are_one_unit(one_name: str, other: str, same: bool) -> None:
    assert same_unit(one_name, other) is same is same_unit(other, one_name)


def test_two_units_of_one_short_name_are_not_mixed() -> None:
    lines = (*reference("道路养护 批复 60万元", unit="东县某镇").lines, *reference("道路养护 批复 70万元", unit="西县某镇").lines)
    (found,) = results(one(budget="60万元"), Reference("财政.xlsx", "0" * 64, lines))
    assert found.check == "R4"


def test_names_that_are_written_otherwise() -> None:
    doc = Doc()
    doc.project("退役军人服务站建设", budget="6.50万元")
    doc.project("防汛物资储备经费", budget="15.00万元")
    known = reference("2023年退役军人服务站建设项目 批复 6.50万元", "防汛物资储备 批复 16.00万元")
    assert told(doc, known) == [("R1", "ok", ("6.50",)), ("R1", "error", ("15.00",))]


def test_the_finance_systems_codes_are_no_part_of_a_name() -> None:
    doc = Doc()
    doc.project("道路养护", budget="60.00万元")
    doc.project("路灯亮化", budget="15.00万元")
    known = reference("[35029623T000000101]道路养护 批复 60.00万元", "51130023T000008263218-路灯亮化 批复 15.00万元")
    assert told(doc, known) == [("R1", "ok", ("60.00",)), ("R1", "ok", ("15.00",))]


def test_a_name_that_is_only_similar_gives_a_question() -> None:
    doc = one(budget="60万元")
    doc.projects[0] = doc.projects[0].model_copy(update={"name": "农村公路日常养护补助"})
    (found,) = results(doc, reference("农村公路养护补助 批复 66万元"))
    assert (found.outcome, "只是名称相近" in found.because) == ("warn", True)


def test_amounts_tell_namesakes_apart() -> None:
    doc = Doc()
    doc.project("衔接资金项目", qualifier="第一批", budget="120.00万元", executed="118.00万元")
    doc.project("衔接资金项目", qualifier="第二批", budget="85.50万元", executed="80.00万元")
    known = reference(
        "衔接资金项目 批复 85.50万元", "衔接资金项目 批复 120.00万元", "衔接资金项目 决算 81.00万元", "衔接资金项目 决算 118.00万元"
    )
    assert sorted(told(doc, known)) == sorted([
        ("R1", "ok", ("120.00",)), ("R1", "ok", ("118.00",)), ("R1", "ok", ("85.50",)), ("R1", "error", ("80.00",)),
    ])  # fmt: skip


def test_batches_are_told_apart_by_their_names() -> None:
    doc = Doc()
    doc.project("衔接资金项目", qualifier="第一批", budget="10万元")
    doc.project("衔接资金项目", qualifier="第二批", budget="20万元")
    known = reference("衔接资金项目（第二批） 批复 25万元", "衔接资金项目（第一批） 批复 10万元")
    assert told(doc, known) == [("R1", "ok", ("10",)), ("R1", "error", ("20",))]


def test_nobody_is_paired_where_nothing_tells_namesakes_apart() -> None:
    doc = Doc()
    doc.project("维修", qualifier="一期", budget="10万元")
    doc.project("维修", qualifier="二期", budget="20万元")
    (found,) = results(doc, reference("维修 批复 11万元", "维修 批复 22万元"))
    assert (found.check, found.outcome, found.paths) == ("R1", "skipped", ("/projects/0", "/projects/1"))
    assert "第3、4行" in found.because


def test_the_order_of_the_reference_changes_nothing() -> None:
    doc = Doc()
    for name, budget in (("道路养护", "60万元"), ("路灯亮化", "12万元"), ("网格员补助", "146.54万元")):
        doc.project(name, budget=budget)
    lines = ["道路养护 批复 60万元", "路灯亮化 批复 21万元", "网格员补助 批复 146.54万元"]
    said = {
        tuple(sorted((one.check, one.outcome, one.printed) for one in results(doc, reference(*some))))
        for some in itertools.permutations(lines)
    }
    assert len(said) == 1


@pytest.mark.parametrize("written", ["{}", "2023年{}项目", "{}及应急抢修"])
def test_the_cost_of_two_hundred_similar_names_is_bounded(written: str) -> None:
    doc, lines = Doc(), []
    villages = [first + second for first in "东西南北中上下前后新" for second in "山河湖海林田石泉溪塘井桥坪坡岭寨湾洲浦圩"]
    for number, village in enumerate(villages):
        doc.project(f"{village}村农村公路日常养护补助", budget=f"{number + 10}.50万元")
        lines.append(f"{written.format(f'{village}村农村公路日常养护补助')} 批复 {number + 10}.50万元")
    begun = time.process_time()
    assert {(found[0], found[1]) for found in told(doc, reference(*lines))} == {("R1", "ok")}
    assert time.process_time() - begun < 8


@given(st.dictionaries(st.tuples(st.integers(0, 4), st.integers(0, 4)), st.integers(1, 150), max_size=14))
def test_property_the_assignment_is_the_best_there_is(weights: dict[tuple[int, int], int]) -> None:
    chosen = assign(weights)
    assert len(set(chosen.values())) == len(chosen)
    assert sum(weights[pair] for pair in chosen.items()) == best(weights, 0)


def best(weights: dict[tuple[int, int], int], left: int, used: frozenset[int] = frozenset()) -> int:
    if left > 4:
        return 0
    own = [
        weights[left, right] + best(weights, left + 1, used | {right})
        for right in range(5)
        if (left, right) in weights and right not in used
    ]
    return max([best(weights, left + 1, used), *own])
