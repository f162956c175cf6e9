"""Reports about one fund and its parts."""

from __future__ import annotations

import pytest

from .make import read

TITLE = "清溪县水务局2023年省级农村供水保障补助资金绩效自评报告"
FUND = "省级农村供水保障补助资金"
TEXT = (
    "一、资金情况\n2023年下达农村供水保障补助资金600万元，其中：水厂改造项目300万元，管网延伸工程200万元，水质监测项目100万元。\n"
    "截至2023年12月底，已支付540万元，执行率90%。"
)


def test_the_fund_of_the_title_is_the_project_the_report_is_about() -> None:
    report = read(TEXT, title=TITLE)
    assert report.projects[0] == FUND
    assert [report.money(FUND, m) for m in ("budget", "executed", "rate")] == [["600"], ["540"], ["90"]]
    assert report.project(FUND).executed[0].as_of == "2023-12"
    assert report.project(FUND).parent is None
    assert not report.quantities(None)


def test_the_parts_of_a_fund_point_at_it() -> None:
    report = read(TEXT, title=TITLE)
    assert report.projects[1:] == ["水厂改造项目", "管网延伸工程", "水质监测项目"]
    assert {project.parent for project in report.record.projects[1:]} == {"/projects/0"}
    assert report.sums == [("sum", "600", ["300", "200", "100"])]
    assert not report.errors


def test_the_recipients_of_a_fund_are_no_projects() -> None:
    report = read("2023年下达农村供水保障补助资金600万元，其中：东河镇400万元，西河镇200万元。", title=TITLE)
    assert report.projects == [FUND]
    assert {q.subject for q in report.record.quantities} == {"/projects/0"}
    assert [q.label for q in report.record.quantities] == ["东河镇", "西河镇"]


@pytest.mark.parametrize(
    "title",
    ["柳河镇人民政府2023年度部门整体支出绩效自评报告", "柳河镇2023年度项目支出绩效自评报告", "柳河镇2023年专项资金绩效自评报告"],
)
def test_a_title_that_names_no_fund_makes_no_project(title: str) -> None:
    report = read("全年预算数30万元，支出28.5万元。", title=title)
    assert report.projects == []
    assert report.quantity(None, "budget") == ["30"]
