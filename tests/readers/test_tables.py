"""Money tables: any column order, totals, subtotals, sources, years, units, cross tables."""

from __future__ import annotations

import itertools

import pytest

from .make import Read, pipes, read, tabs

COLUMNS = {
    "项目名称": ("河道清淤工程", "路灯维护费", "合计"),
    "主管部门": ("水利站", "城建办", ""),
    "预算数（万元）": ("30", "20", "50"),
    "执行数（万元）": ("28.5", "20", "48.5"),
    "执行率": ("95%", "100%", "97%"),
    "自评得分": ("96", "98", ""),
}


def figures(report: Read, name: str) -> list[list[str]]:
    return [report.money(name, measure) for measure in ("budget", "executed", "rate", "score")]


@pytest.mark.parametrize("order", list(itertools.permutations(COLUMNS))[::90], ids=lambda order: "-".join(name[0] for name in order))
def test_a_summary_table_reads_the_same_in_any_column_order(order: tuple[str, ...]) -> None:
    report = read(tabs(order, *([COLUMNS[name][row] for name in order] for row in range(3))))
    assert report.projects == ["河道清淤工程", "路灯维护费"]
    assert figures(report, "河道清淤工程") == [["30"], ["28.5"], ["95"], ["96"]]
    assert figures(report, "路灯维护费") == [["20"], ["20"], ["100"], ["98"]]
    assert report.project("路灯维护费").department == "城建办"
    assert sorted(report.sums) == [("sum", "48.5", ["28.5", "20"]), ("sum", "50", ["30", "20"])]
    assert report.unclaimed == []
    assert report.extraction.coverage.rows.accounted == report.extraction.coverage.rows.printed == 3
    assert not report.errors


def test_columns_that_split_a_budget_are_quantities_of_their_project() -> None:
    report = read(
        tabs(
            ["序号", "项目名称", "全年预算数（万元）", "", "", "全年执行数（万元）", "执行率"],
            ["", "", "小计", "当年财政拨款", "上年结转资金", "", ""],
            ["1", "河道清淤工程", "30", "30", "0", "28.5", "95%"],
            ["2", "路灯维护费", "20", "15", "5", "20", "100%"],
            ["合计", "", "50", "45", "5", "48.5", "97%"],
        )
    )
    own = {(q.subject, q.label): q.mentions[0].printed for q in report.record.quantities if q.label in ("当年财政拨款", "上年结转资金")}
    assert {(subject, label): own[(subject, label)] for subject, label in own if subject and "projects" in subject} == {
        ("/projects/0", "当年财政拨款"): "30",
        ("/projects/0", "上年结转资金"): "0",
        ("/projects/1", "当年财政拨款"): "15",
        ("/projects/1", "上年结转资金"): "5",
    }
    assert ("sum", "20", ["15", "5"]) in report.sums
    assert ("sum", "45", ["30", "15"]) in report.sums
    assert report.money("路灯维护费", "budget") == ["20"]
    assert not report.errors


def test_subtotals_by_unit_are_parts_of_the_total() -> None:
    report = read(
        tabs(
            ["单位", "项目名称", "预算数（万元）", "执行数（万元）"],
            ["水利站", "河道清淤工程", "30", "28.5"],
            ["", "堤防加固项目", "12", "12"],
            ["", "小计", "42", "40.5"],
            ["城建办", "路灯维护费", "20", "20"],
            ["", "广场绿化项目", "10", "0"],
            ["", "小计", "30", "20"],
            ["合计", "", "72", "60.5"],
        )
    )
    assert report.projects == ["河道清淤工程", "堤防加固项目", "路灯维护费", "广场绿化项目"]
    assert report.quantity("水利站", "budget") == ["42"]
    assert report.quantity("城建办", "executed") == ["20"]
    assert ("sum", "42", ["30", "12"]) in report.sums
    assert ("sum", "72", ["42", "30"]) in report.sums
    assert not report.errors


def test_years_over_columns_are_periods() -> None:
    report = read(
        "单位：万元\n"
        + tabs(
            ["项目", "2022年决算数", "2023年预算数", "2023年决算数"],
            ["三公经费", "9.65", "9.5", "8.6"],
            ["其中：公务接待费", "3.4", "3.2", "3.1"],
            ["公务用车运行维护费", "6.25", "6.3", "5.5"],
        )
    )
    assert [(q.period, q.measure, q.mentions[0].printed, q.mentions[0].unit) for q in report.quantities("三公经费")] == [
        ("2022", "executed", "9.65", "万元"),
        ("2023", "budget", "9.5", "万元"),
        ("2023", "executed", "8.6", "万元"),
    ]
    assert sorted(report.sums) == [("sum", "8.6", ["3.1", "5.5"]), ("sum", "9.5", ["3.2", "6.3"]), ("sum", "9.65", ["3.4", "6.25"])]
    assert report.projects == []


def test_the_budget_of_an_earlier_year_is_no_headline() -> None:
    report = read(
        tabs(
            ["项目名称", "2022年预算数（万元）", "2023年预算数（万元）", "2023年执行数（万元）"],
            ["河道清淤工程", "25", "30", "28.5"],
            ["路灯维护费", "18", "20", "20"],
        )
    )
    assert report.money("河道清淤工程", "budget") == ["30"]
    assert [(q.subject, q.period) for q in report.record.quantities] == [("/projects/0", "2022"), ("/projects/1", "2022")]


@pytest.mark.parametrize(
    ("caption", "head", "unit", "source"),
    [("", "预算数（万元）", "万元", "header"), ("单位：元", "预算数", "元", "caption"), ("单位：亿元", "预算数", "亿元", "caption")],
)
def test_units_are_inherited(caption: str, head: str, unit: str, source: str) -> None:
    report = read(f"{caption}\n" + tabs(["项目名称", head, "得分"], ["河道清淤工程", "30", "95"], ["路灯维护费", "20", "96"]))
    figure = report.project("河道清淤工程").budget[0]
    assert (figure.printed, figure.unit) == ("30", unit)
    assert report.extraction.provenance["/projects/0/budget/0"].unit_from == source


def test_a_unit_in_the_cell_beats_the_caption() -> None:
    report = read("单位：元\n" + tabs(["项目名称", "预算数", "得分"], ["河道清淤工程", "30万元", "95"], ["路灯维护费", "200", "96"]))
    assert [p.budget[0].unit for p in report.record.projects] == ["万元", "元"]


def test_categories_in_a_table_are_no_projects_but_the_rows_under_project_spending_are() -> None:
    report = read(
        tabs(
            ["科目", "预算数（万元）", "决算数（万元）"],
            ["基本支出", "1200", "1200"],
            ["1、工资福利支出", "900", "900"],
            ["2、商品和服务支出", "300", "300"],
            ["项目支出", "60", "50"],
            ["1、河道清淤工程", "40", "30"],
            ["2、路灯维护费", "20", "20"],
        )
    )
    assert report.projects == ["河道清淤工程", "路灯维护费"]
    assert ("sum", "1200", ["900", "300"]) in report.sums
    assert ("sum", "60", ["40", "20"]) in report.sums
    assert not report.errors


def test_a_cross_table_of_known_projects_gives_shares_by_recipient() -> None:
    known = tabs(["项目名称", "预算数", "执行数"], ["河道清淤工程", "30万元", "28万元"], ["路灯维护费", "15万元", "15万元"])
    cross = tabs(
        ["村", "河道清淤工程", "路灯维护费", "合计"], ["东村", "10万元", "5万元", "15万元"], ["西村", "20万元", "10万元", "30万元"]
    )
    report = read(f"{known}\n各村情况见下表。\n{cross}")
    shares = {(q.label, q.subject): q.mentions[0].printed for q in report.record.quantities if q.subject}
    assert shares == {
        ("东村", "/projects/0"): "10",
        ("东村", "/projects/1"): "5",
        ("西村", "/projects/0"): "20",
        ("西村", "/projects/1"): "10",
    }
    assert sorted(report.quantity("西村", "budget")) == ["10", "20", "30"]
    assert report.projects == ["河道清淤工程", "路灯维护费"]


def test_recipients_in_a_table_are_no_projects() -> None:
    report = read(
        "单位：元\n"
        + tabs(["乡镇", "预算数", "支付数", "支付率"], ["东河镇", "300000", "300000", "100%"], ["西河镇", "200000", "150000", "75%"])
    )
    assert report.projects == []
    assert report.quantity("西河镇", "budget") == ["200000"]
    assert report.quantity("西河镇", "rate") == ["75"]


def test_the_total_of_a_table_takes_the_label_of_the_same_total_in_prose() -> None:
    table = tabs(
        ["项目名称", "预算数（万元）", "执行数（万元）"], ["河道清淤工程", "30", "28.5"], ["路灯维护费", "20", "20"], ["合计", "50", "48.5"]
    )
    report = read(f"专项资金项目预算50万元，支出48.5万元，执行率97%。\n{table}")
    assert report.quantity("专项资金项目", "budget") == ["50", "50"]
    assert report.quantities("专项资金项目", "budget")[0].aliases == ("合计",)
    assert ("sum", "50", ["30", "20"]) in report.sums


def test_totals_of_two_tables_stay_two() -> None:
    first = tabs(
        ["项目名称", "预算数（万元）", "执行数（万元）"], ["河道清淤工程", "30", "28"], ["路灯维护费", "20", "20"], ["合计", "50", "48"]
    )
    second = tabs(
        ["项目名称", "预算数（万元）", "执行数（万元）"], ["桥梁维修项目", "7", "7"], ["堤防加固项目", "4", "4"], ["合计", "11", "11"]
    )
    report = read(f"{first}\n二、其他项目见下表。\n{second}")
    assert [q.mentions[0].printed for q in report.quantities("合计", "budget")] == ["50", "11"]
    assert not report.errors


def test_staff_counts_are_labelled_by_their_headers() -> None:
    report = read(tabs(["编制数", "2023年实际在职人数", "控制率"], ["45", "43", "95.56%"]))
    assert report.quantity("编制数", "count") == ["45"]
    assert report.quantity("实际在职人数", "count") == ["43"]


def test_subtotals_in_the_column_of_the_unit_are_not_compared() -> None:
    report = read(
        tabs(
            ["单位", "项目名称", "预算数（万元）", "执行数（万元）"],
            ["水利站", "河道清淤工程", "30", "28.5"],
            ["", "堤防加固项目", "12", "12"],
            ["小计", "", "42", "40.5"],
            ["城建办", "路灯维护费", "20", "20"],
            ["小计", "", "20", "20"],
            ["合计", "", "62", "60.5"],
        )
    )
    assert report.extraction.findings == ()


def test_a_block_without_a_subtotal_is_no_part_of_the_next_one() -> None:
    report = read(
        pipes(
            ["单位", "项目", "全年预算（万元）", "实际支付（万元）"],
            ["东湖小学", "食堂改造", "60", "57"],
            ["", "校车运行", "40", "40"],
            ["", "小计", "100", "97"],
            ["西坡小学", "操场维修", "30", "27"],
            ["南桥中学", "实验室建设", "80", "70"],
            ["", "图书购置", "20", "20"],
            ["", "小计", "100", "90"],
            ["合计", "", "230", "214"],
        ),
        suffix=".md",
    )
    assert ("sum", "100", ["80", "20"]) in report.sums
    assert ("sum", "230", ["100", "30", "100"]) in report.sums
    assert not report.errors


NUMBERED = (
    ["经费控制情况", "2022年决算数", "2023年预算数", "2023年决算数"],
    ["一、三公经费", "28.40", "27.50", "25.10"],
    ["1.公务用车购置和维护经费", "22.30", "22.00", "20.40"],
    ["其中：公车购置", "", "", ""],
    ["公车运行维护", "22.30", "22.00", "20.40"],
    ["2.出国经费", "", "", ""],
    ["3.公务接待", "6.10", "5.50", "4.70"],
    ["二、项目支出", "280.00", "270.00", "255.00"],
    ["1.业务专项（小计）", "100.00", "95.00", "90.00"],
    ["执法巡查", "60.00", "55.00", "52.00"],
    ["档案整理", "40.00", "40.00", "38.00"],
    ["2.运行专项（小计）", "180.00", "175.00", "165.00"],
    ["三、公用经费", "31.00", "30.00", "29.00"],
    ["其中：办公经费", "19.00", "18.00", "17.00"],
    ["其他", "12.00", "12.00", "12.00"],
    ["四、政府采购金额", "——", "115.00", "109.00"],
)


def test_numbering_says_what_a_row_may_own() -> None:
    report = read("单位：万元\n" + tabs(*NUMBERED))
    assert ("sum", "28.40", ["22.30", "6.10"]) in report.sums
    assert ("sum", "29.00", ["17.00", "12.00"]) in report.sums
    assert not [parts for _, whole, parts in report.sums if whole in ("22.30", "38.00") and parts[0] not in ("22.30",)]
    assert not report.extraction.findings


def test_a_row_without_amounts_holds_its_place() -> None:
    rows = (
        ["经费", "2023年预算数", "2023年决算数"],
        ["一、人员经费", "50.00", "50.00"],
        ["二、项目支出", "", ""],
        ["1.执法巡查", "70.00", "66.00"],
    )
    report = read("单位：万元\n" + tabs(*rows))
    assert not report.sums
    assert not report.extraction.findings


def test_a_home_for_the_old_is_no_category_of_spending() -> None:
    report = read(
        "|项目|年初预算（万元）|支出数（万元）|\n|---|---|---|\n|养老机构消防改造|195.48|195.48|\n|高龄津贴|20.00|19.00|\n|小计|215.48|214.48|"
    )
    assert {project.name for project in report.record.projects} == {"养老机构消防改造", "高龄津贴"}
