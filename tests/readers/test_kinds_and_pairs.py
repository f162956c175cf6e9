"""Kinds of projects with subtotals in a table of the whole unit, and sentences that deal out points in pairs."""

from __future__ import annotations

from .make import read, tabs

BASE = (
    ("经费控制情况（万元）", "2022年决算数", "2023年预算数", "2023年决算数"),
    ("一、三公经费", "8.40", "8.00", "7.50"),
    ("二、项目支出", "90.00", "100.00", "95.00"),
    ("1.业务类专项（小计）", "50.00", "60.00", "56.00"),
    ("渔政巡查", "30.00", "40.00", "37.00"),
    ("渔港视频", "20.00", "20.00", "19.00"),
    ("2.运转类专项（小计）", "40.00", "40.00", "39.00"),
    ("码头照明", "40.00", "40.00", "39.00"),
    ("三、公用经费", "20.00", "21.00", "20.50"),
)


def test_rows_under_the_subtotals_of_project_spending_are_projects_and_the_subtotals_are_not() -> None:
    text = "一、支出\n项目支出95万元，其中业务类专项支出56万元，运转类专项支出39万元。\n\n"
    told = read(text + tabs(*BASE) + "\n")
    assert told.projects == ["渔政巡查", "渔港视频", "码头照明"]
    assert told.money("渔政巡查", "budget") == ["40.00"]
    assert told.quantity("业务类专项", "budget") == ["60.00"]
    assert ("sum", "60.00", ["40.00", "20.00"]) in told.sums
    assert told.errors == []


def test_weight_and_score_told_in_pairs_are_those_of_their_group() -> None:
    told = read("四、得分\n投入20分得19分，过程30分得28分，产出（30分）得29分，效果20分得18分，总分94分。")
    rows = [(row.path, [f.printed for f in (*row.weight, *row.score)]) for row in told.record.indicators]
    assert rows[:4] == [(("投入",), ["20", "19"]), (("过程",), ["30", "28"]), (("产出",), ["30", "29"]), (("效果",), ["20", "18"])]
    assert rows[4] == (("总分",), ["94"])


def test_one_pair_alone_deals_out_nothing() -> None:
    assert [row.weight for row in read("四、得分\n此外，加分项20分得19分。").record.indicators if row.weight] == []


def test_parts_of_a_plan_are_planned_even_where_a_name_ends_in_spending() -> None:
    told = read("二、资金（万元）\n2023年年初预算120万元，其中人员经费60万元、公用经费10万元、项目支出50万元。")
    assert [told.quantity(label, "initial_budget") for label in ("人员经费", "公用经费", "项目支出")] == [["60"], ["10"], ["50"]]
    assert told.quantity(None, "initial_budget") == ["120"]


def test_what_a_share_is_of_says_nothing_about_the_parts_behind_it() -> None:
    told = read("三、三公经费\n三公经费全年支出25万元，为年度预算27.5万元的90.91%。其中公务接待5万元；公务用车运行维护费20万元。")
    assert told.quantity("公务接待", "executed") == ["5"]
    assert told.quantity("公务接待", "budget") == []
