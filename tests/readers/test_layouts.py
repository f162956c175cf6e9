"""Lists whose items are worded each in its own way, items that nobody knows, and sentences that deal out points."""

from __future__ import annotations

import pytest

from .make import pipes, read

LIST = (
    "二、各项目情况\n"
    "1．网格员报酬。预算220万元，支出220万元，执行率100%，自评得分99分。\n"
    "2．河塘保洁、沟渠疏通。安排36万元，支出34.2万元，执行率95%。\n"
    "3．应急器材更换（第一批）。预算12万元，支付12万元，支付率100%。\n"
    "4．应急器材更换（第二批）。预算12万元，支付6万元，支付率50%，自评得分85分。\n"
    "5．夜间巡查外包（60万元）。已支付55万元，执行率91.67%。\n"
    "6．老楼加装扶手。全年加装80处，每处造价0.5万元，预算40万元，已付38万元，执行率95%。\n"
)


def test_items_worded_each_in_its_own_way_are_projects() -> None:
    report = read(LIST)
    assert report.projects == ["网格员报酬", "河塘保洁、沟渠疏通", "应急器材更换", "应急器材更换", "夜间巡查外包", "老楼加装扶手"]
    assert [project.qualifier for project in report.record.projects][2:4] == ["第一批", "第二批"]
    assert report.money("夜间巡查外包", "budget") == ["60"]
    assert report.money("夜间巡查外包", "executed") == ["55"]
    assert not report.extraction.findings


def test_a_price_inside_an_item_does_not_take_the_items_budget() -> None:
    report = read(LIST)
    assert report.money("老楼加装扶手", "budget") == ["40"]
    assert report.money("老楼加装扶手", "executed") == ["38"]
    assert report.money("老楼加装扶手", "rate") == ["95"]


def test_decimal_numbers_and_changing_marks_make_one_list() -> None:
    outlined = "## 2 执行\n### 2.1 日常类\n2.1.1 灯具检修。预算30万元，支出27万元，执行率90%。\n2.1.2 沟渠疏通。预算20万元，支出20万元，执行率100%。"
    assert read(outlined, suffix=".md").projects == ["灯具检修", "沟渠疏通"]
    mixed = "一、项目\n1、灯具检修\n预算30万元，支出27万元，执行率90%。\n2. 沟渠疏通——预算20万元，支出20万元，执行率100%。\n（３）花木补栽。预算8万元，支出4万元，执行率50%。"
    assert read(mixed).projects == ["灯具检修", "沟渠疏通", "花木补栽"]


@pytest.mark.parametrize("names", [("人员支出", "公用支出"), ("东河村", "西河村"), ("预算执行情况", "资金使用情况")])
def test_categories_places_and_topics_are_no_projects(names: tuple[str, str]) -> None:
    report = read(f"一、资金\n1．{names[0]}。预算30万元，支出27万元，执行率90%。\n2．{names[1]}。预算20万元，支出20万元，执行率100%。")
    assert report.projects == []


def test_figures_of_items_nobody_knows_are_not_the_units() -> None:
    report = read("一、工作\n1．东河片。预算30万元，按时办结。\n2．西河片。预算20万元，按时办结。\n3．南河片。按时办结。")
    assert report.quantity(None, "budget") == []
    assert report.unclaimed == ["30", "20"]
    assert not report.extraction.findings


def test_the_rest_of_the_projects_is_no_band_and_not_all_of_them() -> None:
    report = read("全年共有项目9个，预算300万元，支出240万元，执行率80%。不含堤坝加固，其余8个项目执行率为96.5%。")
    assert report.quantity("项目", "rate") == ["80"]
    assert "96.5" in report.unclaimed


@pytest.mark.parametrize("bound", ["90%（含）以上不足100%", "90%及以上、不足100%"])
def test_bands_from_one_bound_up_to_another(bound: str) -> None:
    report = read(f"9个项目中，执行率100%的2个，执行率{bound}的7个。")
    bands = [q.band for q in report.quantities("项目", "count") if q.band]
    assert [(band.low, band.high) for band in bands if band.low and band.high] == [("100", "100"), ("90", "100")]


def test_full_marks_are_weights_and_their_sum_the_total() -> None:
    report = read("满分100分，其中预算执行10分、产出50分、效益40分。预算执行得9.5分，产出得47分，效益得38分，合计94.5分。")
    rows = {tuple(row.path): ([f.printed for f in row.weight], [f.printed for f in row.score]) for row in report.record.indicators}
    assert rows == {
        ("总分",): (["100"], ["94.5"]),
        ("预算执行率",): (["10"], ["9.5"]),
        ("产出",): (["50"], ["47"]),
        ("效益",): (["40"], ["38"]),
    }


def test_a_year_in_chinese_digits_is_the_reports_year() -> None:
    assert read("预算300万元。", title="柳河镇人民政府二〇二三年度部门整体支出绩效自评报告").record.year == 2023


def test_columns_of_several_years_are_nobodys_spending_of_this_year() -> None:
    table = pipes(
        ["子项", "2021—2022年完成", "本年度安排", "本年度完成", "累计完成"],
        ["堤岸修复", "900", "400", "380", "1280"],
        ["湿地补水", "500", "200", "200", "700"],
    )
    report = read(f"（单位：万元）\n\n{table}", suffix=".md")
    assert report.projects == ["堤岸修复", "湿地补水"]
    assert report.money("堤岸修复", "executed") == ["380"]
    assert report.money("堤岸修复", "budget") == ["400"]


FUND = "柳河县水务局2023年度河湖管护专项资金绩效自评报告"


def test_in_a_fund_report_a_default_is_not_taken_where_the_sentence_speaks_of_something() -> None:
    report = read("资金安排500万元，支付480万元，执行率96%。上游渠段实际完成7公里，支付35万元，执行率70%。", title=FUND)
    assert report.money("河湖管护专项资金", "executed") == ["480"]
    assert report.money("河湖管护专项资金", "rate") == ["96"]


def test_what_a_fund_report_tells_of_as_of_a_project_is_a_part_of_the_fund() -> None:
    report = read("资金安排500万元，支付480万元，执行率96%。\n渠道清淤整治支付35万元，执行率70%。", title=FUND)
    assert report.projects == ["河湖管护专项资金", "渠道清淤整治"]
    assert report.project("渠道清淤整治").parent == "/projects/0"


def test_the_total_of_as_many_projects_as_the_lists_hold_is_their_sum() -> None:
    report = read("一、概况\n本年度纳入自评的项目共6个，预算380万元，支出365.2万元。\n" + LIST)
    assert ("sum", "380", ["220", "36", "12", "12", "60", "40"]) in report.sums
    assert ("sum", "365.2", ["220", "34.2", "12", "6", "55", "38"]) in report.sums
    assert [(finding.check, finding.severity) for finding in report.extraction.findings] == [("A3", "info")]


def test_points_told_with_within_belong_to_the_group_before() -> None:
    report = read(
        "产出分值50分，得46分，其中数量指标计划更换40处、实际更换36处，分值30分得26分，质量指标分值20分得20分；效益分值50分，得50分。"
    )
    rows = {tuple(row.path): ([f.printed for f in row.weight], [f.printed for f in row.score]) for row in report.record.indicators}
    assert rows[("产出", "数量指标")] == (["30"], ["26"])
    assert rows[("产出", "质量指标")] == (["20"], ["20"])
    assert rows[("效益",)] == (["50"], ["50"])


def test_a_length_times_a_price_is_a_product() -> None:
    report = read("渠道衬砌2.5公里×12万元=30万元，占6%；资金安排500万元。", title=FUND)
    assert [(made.kind, [report.figures(part) for part in made.parts if isinstance(part, str)]) for made in report.record.breakdowns] == [
        ("product", [["2.5"], ["12"]])
    ]


def test_what_is_left_over_at_an_operator_is_nobodys() -> None:
    report = read("资金安排500万元。其中上半年发放86人×300元×6个月=15.48万元。", title=FUND)
    assert "300" in report.unclaimed
