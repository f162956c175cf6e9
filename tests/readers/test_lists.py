"""Numbered lists of projects, their totals, and who a paragraph speaks of."""

from __future__ import annotations

import pytest

from .make import read, tabs

LIST = (
    "二、项目支出情况\n2023年共有项目3个，预算总金额60万元，具体如下：\n"
    "{0}河道清淤工程，预算30万元，支出28.5万元，执行率95%。\n"
    "{1}路灯维护费，预算20万元，支出20万元，执行率100%。\n"
    "{2}广场绿化项目，预算10万元，支出0万元，执行率0%。主要原因是招标延期。"
)


@pytest.mark.parametrize(
    "marks",
    [
        ("1.", "2.", "3."),
        ("1、", "2、", "3、"),
        ("（1）", "（2）", "（3）"),
        ("（一）", "（二）", "（三）"),
        ("①", "②", "③"),
        ("1）", "2）", "3）"),
    ],
    ids=lambda marks: marks[0],
)
def test_a_numbered_list_names_projects_and_adds_up_to_its_total(marks: tuple[str, str, str]) -> None:
    report = read(LIST.format(*marks))
    assert report.projects == ["河道清淤工程", "路灯维护费", "广场绿化项目"]
    assert report.money("河道清淤工程", "budget") == ["30"]
    assert report.money("河道清淤工程", "executed") == ["28.5"]
    assert report.money("路灯维护费", "rate") == ["100"]
    assert report.money("广场绿化项目", "executed") == ["0"]
    assert report.project("广场绿化项目").reason == "招标延期"
    assert ("sum", "60", ["30", "20", "10"]) in report.sums
    assert report.quantity("项目", "count") == ["3"]
    assert not report.errors


def test_list_items_claim_no_list_number() -> None:
    ledger = read(LIST.format("1.", "2.", "3.")).extraction.ledger
    assert [(aside.printed, aside.because) for aside in ledger.set_aside if aside.because == "ordinal"] == [
        ("1", "ordinal"),
        ("2", "ordinal"),
        ("3", "ordinal"),
    ]
    assert ledger.unclaimed == ()


def test_headings_of_known_projects_say_who_the_paragraphs_below_speak_of() -> None:
    table = tabs(["项目名称", "预算数（万元）", "执行数（万元）"], ["河道清淤工程", "30", "28.5"], ["路灯维护费", "20", "20"])
    report = read(
        f"一、项目\n{table}\n二、绩效\n（一）河道清淤工程\n预算30万元，实际支出28.5万元，执行率95%。\n"
        "（二）路灯维护费\n预算20万元，实际支出20万元，执行率100%。"
    )
    assert report.money("河道清淤工程", "executed") == ["28.5", "28.5"]
    assert report.money("路灯维护费", "budget") == ["20", "20"]
    assert report.money("路灯维护费", "rate") == ["100"]
    assert not report.quantities(None)
    assert not report.errors


@pytest.mark.parametrize(
    "names",
    [("东河镇", "西河镇"), ("中央资金", "县级资金"), ("办公费", "差旅费"), ("工资福利支出", "商品和服务支出"), ("财政拨款", "事业收入")],
    ids=lambda names: names[0],
)
def test_recipients_sources_and_categories_in_a_list_are_no_projects(names: tuple[str, str]) -> None:
    report = read(f"二、资金\n1.{names[0]}，预算30万元，支出28万元。\n2.{names[1]}，预算20万元，支出20万元。")
    assert report.projects == []


def test_items_that_open_with_sentences_are_no_projects() -> None:
    report = read("三、做法\n1.加强河道巡查，落实责任到人。\n2.组织培训，提高维护水平。")
    assert report.projects == []


def test_an_item_that_tells_only_counts_is_listed_all_the_same() -> None:
    table = tabs(
        ["项目名称", "预算数（万元）", "执行数（万元）"],
        ["校舍修缮工程", "40", "38"],
        ["食堂改造工程", "25", "25"],
        ["图书购置项目", "6", "6"],
        ["合计", "71", "69"],
    )
    report = read(
        f"{table}\n二、项目实施情况\n1.校舍修缮工程。全年支出38万元，修缮校舍3栋。\n2.食堂改造工程。全年支出25万元，改造食堂2个。\n"
        "3.图书购置项目。采购图书2600册，图书覆盖班级18个。"
    )
    assert not report.extraction.findings
