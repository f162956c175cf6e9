"""Projects told in a row without numbers: clauses set apart by semicolons, paragraphs that open with a name."""

from __future__ import annotations

import pytest

from .make import pipes, read

CLAUSES = (
    "二、项目清单\n路灯维护，预算40万元、支付38万元，支付率95.00%，得95分，优；凉亭、步道修缮，预算、支付均为20万元，支付率100%，得99分，优；"
    "公厕保洁，预算30万元，支付15万元，支付率50.00%，得70分，中；河面保洁，预算10万元，支付9万元，支付率90.00%，得90分，良。"
)


def test_clauses_that_open_with_a_name_and_tell_its_figures_are_projects() -> None:
    told = read(CLAUSES)
    assert told.projects == ["路灯维护", "凉亭、步道修缮", "公厕保洁", "河面保洁"]
    assert [told.money(name, "executed") for name in told.projects] == [["38"], ["20"], ["15"], ["9"]]
    assert [told.money(name, "score") for name in told.projects] == [["95"], ["99"], ["70"], ["90"]]
    assert [told.project(name).grade for name in told.projects] == ["优", "优", "中", "良"]
    assert told.errors == []


def test_one_amount_for_two_measures_is_each_of_them() -> None:
    project = read(CLAUSES).project("凉亭、步道修缮")
    assert [(f.printed, f.shared) for f in (*project.budget, *project.executed)] == [("20", "each"), ("20", "each")]


def test_paragraphs_without_numbers_that_open_with_a_name_are_projects() -> None:
    told = read(
        "一、监管类\n渔政巡查，预算30万元，支出27万元，执行率90%。\n渔港视频监控升级，预算安排50万元。年内接入12处，实际支出45万元，执行率90%。\n"
        "渔民培训，预算8.5万元，全部支出，执行率100%。\n以上三项，预算合计88.5万元，支出合计80.5万元。"
    )
    assert told.projects == ["渔政巡查", "渔港视频监控升级", "渔民培训"]
    assert told.money("渔港视频监控升级", "executed") == ["45"]
    assert told.quantity(None, "budget") == ["88.5"]


@pytest.mark.parametrize(
    "text",
    [
        "执法类五个，预算50万元，支出45万元，执行率90%；检验类六个，预算60万元，支出54万元，执行率90%；宣传类两个，预算10万元，支出9万元，执行率90%。",
        "甲镇，预算50万元，支出45万元，执行率90%；乙镇，预算60万元，支出54万元，执行率90%；丙镇，预算10万元，支出9万元，执行率90%。",
        "公用经费，预算50万元，支出45万元，执行率90%；会议费，预算6万元，支出5万元；差旅费，预算10万元，支出9万元，执行率90%。",
    ],
)
def test_kinds_places_and_categories_in_a_row_are_no_projects(text: str) -> None:
    assert read(f"二、资金\n{text}").projects == []


SCORES = (
    ("序号", "指标名称", "目标值", "完成值", "得分", "权重"),
    ("过程", "", "", "", "", ""),
    ("1", "预算执行率", "100%", "95%", "9", "10"),
    ("产出", "", "", "", "", ""),
    ("2", "亮灯率", "≥98%", "99%", "86", "90"),
    ("合计", "", "", "", "95", "100"),
)


def test_a_score_table_belongs_to_the_project_its_caption_names() -> None:
    told = read(f"{CLAUSES}\n三、评分\n表1 路灯维护项目绩效评分表\n\n{pipes(*SCORES)}\n", suffix=".md")
    rows = told.record.indicators
    assert {row.subject for row in rows} == {"/projects/0"}
    assert [(row.path, row.name) for row in rows] == [(("过程",), "预算执行率"), (("产出",), "亮灯率"), (("总分",), None)]


def test_a_remark_that_tells_target_and_result_and_nothing_else_is_those() -> None:
    head = ("一级指标", "二级指标", "权重", "得分", "评分说明")
    rows = (head, ("产出", "亮灯率", "60", "55", "目标≥98%，完成97.5%"), ("效益", "群众满意度", "40", "38", "目标≥90%，问卷只收回一半"))
    lit, pleased = read(pipes(*rows), suffix=".md").record.indicators
    assert (lit.target and lit.target.text, lit.actual and lit.actual.text, lit.reason) == ("≥98%", "97.5%", None)
    assert (pleased.actual, pleased.reason) == (None, "目标≥90%，问卷只收回一半")
