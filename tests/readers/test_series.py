"""Figures told in the order of names: 甲、乙、丙的预算分别为3万元、5万元、8万元."""

from __future__ import annotations

import pytest

from .make import read

LISTED = (
    "一、预算\n2023年，我单位共有堤防、涵闸维护，渠首（S101段）改建"
    "、旱厕改造和农田水利普查四个项目，全年预算分别为20万元、50万元、30万元、8.5万元，实际支出分别为19万元、45万元、30万元、8.5万元，"
    "执行率分别为95%、90%、100%、100%，自评得分分别为96分、92分、100分、99分。\n"
    "二、完成情况\n（一）堤防、涵闸维护。维护堤防3处。\n（二）渠首（S101段）改建。完成改建。\n（三）旱厕改造。改造旱厕40座。\n"
    "（四）农田水利普查。目标全部完成。"
).replace("维护，渠首", "维护、渠首")


def test_as_many_figures_as_names_belong_to_them_in_order() -> None:
    told = read(LISTED)
    assert told.projects == ["堤防、涵闸维护", "渠首（S101段）改建", "旱厕改造", "农田水利普查"]
    rows = [[told.money(name, measure)[0] for measure in ("budget", "executed", "rate", "score")] for name in told.projects]
    assert rows == [["20", "19", "95", "96"], ["50", "45", "90", "92"], ["30", "30", "100", "100"], ["8.5", "8.5", "100", "99"]]
    assert told.errors == []


def test_sources_named_in_order_are_quantities() -> None:
    told = read("从来源看，县级财政、省级补助、自筹资金分别为12万元、7.8万元、1.75万元。")
    assert [told.quantity(label, "budget") for label in ("县级财政", "省级补助", "自筹资金")] == [["12"], ["7.8"], ["1.75"]]


@pytest.mark.parametrize(
    "text",
    [
        "堤防维护、渠首改建和旱厕改造的预算分别为20万元、50万元。",
        "计划、完成投资分别为21.5万元、20.1万元。",
        "堤防维护和涵闸、渠首改建的预算分别为20万元、50万元、30万元、40万元。",
    ],
)
def test_figures_without_as_many_names_are_nobodys(text: str) -> None:
    told = read(text)
    assert told.record.quantities == ()
    assert told.projects == []


def test_works_with_names_of_their_own_are_parts_of_their_project() -> None:
    told = read(
        "二、项目\n1.危桥改造项目。预算90万元，支出70万元，执行率77.78%。东溪桥、西溪桥的预算分别为40万元、50万元，支付金额分别为40万元、30万元。\n"
        "2.护坡加固项目。预算30万元，支出30万元，执行率100%。"
    )
    assert told.project("东溪桥").parent == told.pointer("危桥改造项目")
    assert (told.money("西溪桥", "budget"), told.money("西溪桥", "executed")) == (["50"], ["30"])


def test_headings_that_no_sentence_lists_as_projects_are_none() -> None:
    text = "本年9个项目中，从立项规范、过程管理到产出质量，均达标。\n二、分析\n1.立项规范：合规。\n2.过程管理：健全。\n3.产出质量：合格率90%以上。"
    assert read(text).projects == []
