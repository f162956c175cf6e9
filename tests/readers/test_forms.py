"""Forms of one project and score tables."""

from __future__ import annotations

import pytest

from .make import Read, pipes, read, tabs

FORM = (
    ("项目名称", "河道清淤工程", "", "", "", "", "", ""),
    ("主管部门", "柳河镇水利站", "", "", "实施单位", "柳河镇人民政府", "", ""),
    ("项目资金（万元）", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"),
    ("", "年度资金总额", "28", "30", "28.5", "10", "95%", "9.5"),
    ("", "其中：当年财政拨款", "28", "25", "23.5", "", "", ""),
    ("", "上年结转资金", "0", "5", "5", "", "", ""),
    ("年度总体目标", "预期目标", "", "", "", "实际完成情况", "", ""),
    ("", "投资30万元清淤5公里", "", "", "", "完成清淤5公里", "", ""),
    ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因"),
    ("产出指标（50分）", "数量指标", "清淤长度", "≥5公里", "5公里", "20", "20", ""),
    ("", "质量指标", "验收合格率", "100%", "98%", "30", "29", "一段返工"),
    ("效益指标（40分）", "社会效益指标", "受益人口", "≥3000人", "3200人", "40", "40", "/"),
    ("总分", "", "", "", "", "100", "98.5", "—"),
)


@pytest.fixture(params=[".txt", ".md"])
def form(request: pytest.FixtureRequest) -> Read:
    text = tabs(*FORM) if request.param == ".txt" else pipes(*FORM)
    return read(text, title="2023年度项目支出绩效自评表", suffix=request.param)


def test_a_form_is_about_one_project(form: Read) -> None:
    project = form.project("河道清淤工程")
    assert form.projects == ["河道清淤工程"]
    assert project.department == "柳河镇水利站"
    assert [form.money("河道清淤工程", m) for m in ("initial_budget", "budget", "executed", "rate")] == [["28"], ["30"], ["28.5"], ["95"]]
    assert {f.unit for f in (*project.budget, *project.executed)} == {"万元"}


def test_sources_in_a_form_are_quantities_of_its_project_and_add_up(form: Read) -> None:
    assert {q.subject for q in form.record.quantities} == {"/projects/0"}
    assert form.quantity("上年结转资金", "budget") == ["5"]
    assert [found for found in form.sums if found[1] in ("28", "30", "28.5")][-3:] == [
        ("sum", "28", ["28", "0"]),
        ("sum", "30", ["25", "5"]),
        ("sum", "28.5", ["23.5", "5"]),
    ]


def test_the_execution_row_and_the_total_row_are_indicators(form: Read) -> None:
    execution = form.indicator(None, ["预算执行率"])
    assert ([f.printed for f in execution.weight], [f.printed for f in execution.score]) == (["10"], ["9.5"])
    total = form.indicator(None, ["总分"])
    assert [f.printed for f in (*total.weight, *total.score)] == ["100", "98.5"]
    assert ("sum", "100", ["10", "50", "40"]) in form.sums
    assert ("sum", "98.5", ["9.5", "20", "29", "40"]) in form.sums


def test_group_points_are_rows_of_their_own(form: Read) -> None:
    assert [f.printed for f in form.indicator(None, ["产出指标"]).weight] == ["50"]
    assert ("sum", "50", ["20", "30"]) in form.sums


def test_rows_have_path_target_actual_reason_and_blanks(form: Read) -> None:
    row = form.indicator("验收合格率")
    assert row.path == ("产出指标", "质量指标")
    assert row.target is not None and row.actual is not None
    assert (row.target.text, row.actual.text, row.reason) == ("100%", "98%", "一段返工")
    length = form.indicator("清淤长度")
    assert length.target is not None and length.target.figures[0].op == "≥"
    index = {row.name: f"/indicators/{i}" for i, row in enumerate(form.record.indicators)}
    total = next(f"/indicators/{i}" for i, row in enumerate(form.record.indicators) if row.path == ("总分",))
    blanks = {pointer: how for pointer, how in form.extraction.blanks.items() if pointer.endswith("/reason")}
    assert blanks == {f"{index['清淤长度']}/reason": "empty", f"{index['受益人口']}/reason": "slash", f"{total}/reason": "dash"}


def test_the_overall_goal_is_a_row_of_whole_cells(form: Read) -> None:
    goal = form.indicator(None, ["年度总体目标"])
    assert goal.target is not None and goal.actual is not None
    assert (goal.target.text, goal.actual.text) == ("投资30万元清淤5公里", "完成清淤5公里")
    assert [f.printed for f in goal.target.figures] == ["30"]


def test_every_row_of_a_form_speaks_of_its_project(form: Read) -> None:
    assert {row.subject for row in form.record.indicators} == {"/projects/0"}
    assert not form.errors


def test_a_score_table_of_the_unit_has_no_subject() -> None:
    report = read(
        tabs(
            ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施"],
            ["产出指标", "数量指标", "清淤长度", "≥5公里", "5.2公里", "20", "20", ""],
            ["", "", "巡查次数", "≥12次", "-", "30", "30", "/"],
            ["效益指标", "社会效益指标", "受益人口", "≥3000人", "3200人", "40", "40", ""],
            ["预算执行率", "", "", "", "95%", "10", "9.5", ""],
            ["总分", "", "", "", "", "100", "99.5", ""],
        )
    )
    assert {row.subject for row in report.record.indicators} == {None}
    assert report.indicator("巡查次数").path == ("产出指标", "数量指标")
    assert report.indicator("巡查次数").actual is None
    assert report.extraction.blanks["/indicators/1/actual"] == "dash"
    assert ("sum", "100", ["20", "30", "40", "10"]) in report.sums
    assert ("sum", "99.5", ["20", "30", "40", "9.5"]) in report.sums
    assert not report.errors


def test_a_table_of_indicator_names_alone() -> None:
    report = read(
        tabs(
            ["指标名称", "分值", "得分"],
            ["预算执行率", "10", "9"],
            ["产出指标", "50", "48"],
            ["效益指标", "40", "38"],
            ["合计", "100", "95"],
        )
    )
    assert [(row.path, row.name) for row in report.record.indicators] == [
        (("预算执行率",), None),
        ((), "产出指标"),
        ((), "效益指标"),
        (("总分",), None),
    ]
    assert sorted(report.sums) == [("sum", "100", ["10", "50", "40"]), ("sum", "95", ["9", "48", "38"])]


def test_points_in_a_heading_are_a_group_over_the_table_below() -> None:
    table = tabs(["二级指标", "三级指标", "分值", "得分"], ["目标设定", "目标合理性", "10", "9"], ["预算配置", "人员控制率", "10", "9.6"])
    report = read(f"一、投入管理（分值20分，自评得分18.6分）\n{table}")
    group = report.indicator(None, ["投入管理"])
    assert [f.printed for f in (*group.weight, *group.score)] == ["20", "18.6"]
    assert ("sum", "18.6", ["9", "9.6"]) in report.sums
