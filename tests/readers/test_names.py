"""Whether two names mean one project."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.readers.names import SAME, align, best_match, similarity

from .make import read, tabs

ALPHABET = "河道清淤路灯维护绿化一二三四第批期项目经费2023年（）"


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("河道清淤工程", "2023年河道清淤工程"),
        ("路灯维护费", "路灯维护经费"),
        ("路灯维护费", "路灯维护项目"),
        ("“清水润村”行动", "清水润村行动"),
        ("广场 绿化", "广场绿化"),
        ("1.广场绿化", "广场绿化"),
    ],
)
def test_forms_of_one_name_are_the_same(one: str, two: str) -> None:
    assert similarity(one, two) >= SAME


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("乡村道路项目（第一批）", "乡村道路项目（第二批）"),
        ("清淤工程一期", "清淤工程二期"),
        ("中央农田建设资金", "省级农田建设资金"),
        ("3号桥维修", "5号桥维修"),
        ("河道清淤工程", "路灯维护费"),
    ],
)
def test_batches_phases_levels_and_numbers_tell_names_apart(one: str, two: str) -> None:
    assert similarity(one, two) < SAME


@given(one=st.text(ALPHABET, max_size=14), two=st.text(ALPHABET, max_size=14))
def test_similarity_is_bounded_and_one_for_itself(one: str, two: str) -> None:
    assert similarity(one, one) == 1.0
    assert 0.0 <= similarity(one, two) <= 1.0
    assert (similarity(one, two) == 1.0) == (similarity(two, one) == 1.0)


@given(
    names=st.lists(st.text(ALPHABET, min_size=1, max_size=10), max_size=6),
    known=st.lists(st.text(ALPHABET, min_size=1, max_size=10), max_size=6),
)
def test_an_alignment_is_one_to_one(names: list[str], known: list[str]) -> None:
    found = align(names, known)
    assert len(set(found.values())) == len(found)
    assert all(0 <= i < len(names) and 0 <= j < len(known) for i, j in found.items())


def test_two_equally_near_names_match_neither() -> None:
    assert best_match("片区绿化工程", ["东片区绿化工程", "西片区绿化工程"]) is None
    assert best_match("片区绿化工程", ["东片区绿化工程", "路灯维护费"]) == 0


def test_a_list_in_the_same_order_aligns_its_odd_member() -> None:
    names = ["河道清淤工程", "村民活动中心经费", "路灯维护费"]
    known = ["河道清淤工程", "村居群众活动专项经费", "路灯维护费"]
    assert align(names, known) == {0: 0, 1: 1, 2: 2}


def test_one_project_under_several_names_is_one_project() -> None:
    table = tabs(["项目名称", "预算数（万元）", "执行数（万元）"], ["2023年河道清淤工程项目", "30", "28.5"], ["路灯维护费", "20", "20"])
    report = read(f"{table}\n河道清淤工程预算30万元，支出28.5万元，执行率95%。\n路灯维护经费预算20万元，支出20万元。")
    assert report.projects == ["2023年河道清淤工程项目", "路灯维护费"]
    assert report.project("2023年河道清淤工程项目").aliases == ("河道清淤工程",)
    assert report.money("2023年河道清淤工程项目", "budget") == ["30", "30"]
    assert report.money("路灯维护费", "executed") == ["20", "20"]


def test_batches_of_one_name_stay_two_projects() -> None:
    report = read(
        "二、项目\n项目共3个，预算总金额60万元，具体如下：\n1.乡村道路项目（第一批），预算30万元，支出28.5万元。\n"
        "2.乡村道路项目（第二批），预算20万元，支出20万元。\n3.广场绿化项目，预算10万元，支出10万元。"
    )
    assert [(p.name, p.qualifier) for p in report.record.projects] == [
        ("乡村道路项目", "第一批"),
        ("乡村道路项目", "第二批"),
        ("广场绿化项目", None),
    ]
    assert not report.errors


def test_two_projects_of_equal_amounts_stay_two() -> None:
    table = tabs(["项目名称", "预算数（万元）", "执行数（万元）"], ["河道清淤工程", "30", "28.5"], ["堤防加固项目", "30", "28.5"])
    report = read(table)
    assert report.projects == ["河道清淤工程", "堤防加固项目"]
    assert [report.money(name, "budget") for name in report.projects] == [["30"], ["30"]]
    assert report.extraction.ledger.unclaimed == ()
