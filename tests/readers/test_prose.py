"""Sentences: totals before and after their parts, shares, changes, formulas, dates, units."""

from __future__ import annotations

import pytest

from .make import read


def test_a_sentence_about_the_unit_itself() -> None:
    report = read("2023年年初预算数2635.73万元，全年预算数3100.5万元，决算数2980.11万元，执行率96.12%。")
    found = {measure: report.quantity(None, measure) for measure in ("initial_budget", "budget", "executed", "rate")}
    assert found == {"initial_budget": ["2635.73"], "budget": ["3100.5"], "executed": ["2980.11"], "rate": ["96.12"]}
    assert report.projects == []


@pytest.mark.parametrize("cue", ["其中：", "其中", "，包括：", "，具体为："])
def test_parts_behind_their_total_take_its_measure_and_are_projects(cue: str) -> None:
    cue = cue if cue.startswith("，") else f"，{cue}"
    report = read(f"2023年安排项目资金60万元{cue}河道清淤工程30万元，路灯维护费20万元，桥梁维修项目10万元。")
    assert report.projects == ["河道清淤工程", "路灯维护费", "桥梁维修项目"]
    assert [report.money(name, "budget") for name in report.projects] == [["30"], ["20"], ["10"]]
    assert ("sum", "60", ["30", "20", "10"]) in report.sums


def test_parts_that_leave_a_rest_are_of_which() -> None:
    report = read("2023年收入合计500万元，其中：财政拨款收入350万元，其他收入10万元。")
    assert report.sums == [("of_which", "500", ["350", "10"])]


def test_parts_that_miss_by_one_slip_are_still_a_sum() -> None:
    slip = read("2023年收入合计500.25万元，其中：财政拨款收入440.25万元，其他收入50万元。")
    assert slip.sums == [("sum", "500.25", ["440.25", "50"])]


def test_a_total_behind_its_parts() -> None:
    report = read("人员经费900万元，公用经费300.5万元，基本支出共计1200.5万元。")
    assert report.sums == [("sum", "1200.5", ["900", "300.5"])]


def test_each_name_of_a_sentence_keeps_its_own_figures() -> None:
    report = read(
        "我单位共有项目2个，其中：河道清淤工程预算30万元，支出28.5万元，执行率95%；路灯维护费预算20万元，支出20万元，执行率100%。"
    )
    assert {name: [report.money(name, m) for m in ("budget", "executed", "rate")] for name in report.projects} == {
        "河道清淤工程": [["30"], ["28.5"], ["95"]],
        "路灯维护费": [["20"], ["20"], ["100"]],
    }
    assert not report.errors


def test_recipients_of_a_total_are_quantities() -> None:
    report = read("2023年下达专项资金60万元，其中：东河镇30万元，西河镇20万元，南山乡10万元。")
    assert report.projects == []
    assert [report.quantity(name, "budget") for name in ("东河镇", "西河镇", "南山乡")] == [["30"], ["20"], ["10"]]
    assert report.sums == [("sum", "60", ["30", "20", "10"])]


def test_sources_of_a_total_are_quantities() -> None:
    report = read("项目预算30万元，其中中央资金20万元，县级配套资金10万元。")
    assert report.projects == []
    assert report.sums == [("sum", "30", ["20", "10"])]


def test_categories_are_quantities() -> None:
    report = read("基本支出1200.5万元，占总支出的63.18%；项目支出700万元，占总支出的36.82%。")
    assert report.projects == []
    assert report.quantity("基本支出", "executed") == ["1200.5"]
    assert report.quantity("基本支出", "share") == ["63.18"]
    assert report.quantity("项目支出", "share") == ["36.82"]


def test_changes_of_the_three_public_expenses() -> None:
    report = read("“三公”经费支出8.6万元，较上年减少1.05万元，下降10.88%，其中：公务接待费3.1万元，公务用车运行维护费5.5万元。")
    assert report.quantity("“三公”经费", "change") == ["1.05", "10.88"]
    assert report.quantity("“三公”经费", "executed") == ["8.6"]
    assert report.sums == [("sum", "8.6", ["3.1", "5.5"])]
    assert report.projects == []


def test_a_product_in_one_line() -> None:
    report = read("防火巡护补助预算114.4万元，其中护林员补助22村*5.2万元=114.4万元。")
    assert ("product", "114.4", ["22", "5.2"]) in report.sums
    assert report.quantity("护林员补助", "unit_price") == ["5.2"]
    assert report.quantity("村", "count") == ["22"]


@pytest.mark.parametrize("sign", ["*", "×", "x"])
def test_signs_of_a_product(sign: str) -> None:
    assert ("product", "60", ["12", "5"]) in read(f"护林员补助12村{sign}5万元=60万元。").sums


def test_dates_of_spending() -> None:
    report = read("截至2023年10月底，河道清淤工程支出28.5万元。截至2023年底，路灯维护费已支付20万元。桥梁维修支出3万元。")
    dated = {q.label: [f.as_of for f in q.mentions] for q in report.record.quantities}
    assert dated == {"河道清淤工程": ["2023-10"], "路灯维护费": ["2023-12"], "桥梁维修": [None]}


def test_a_budget_beside_a_date_of_spending_has_no_date() -> None:
    report = read("2023年预算30万元，截至2023年10月底，支出28.5万元，执行率95%。")
    figures = {q.measure: q.mentions[0].as_of for q in report.record.quantities}
    assert figures == {"budget": None, "executed": "2023-10", "rate": None}


def test_a_printed_form_is_kept() -> None:
    report = read("全年预算数为1,200.50万元，执行数1200.5万元，执行率为100.00%。")
    assert [report.quantity(None, m) for m in ("budget", "executed", "rate")] == [["1,200.50"], ["1200.5"], ["100.00"]]


def test_full_width_digits_are_printed_half_width_and_quoted_as_they_stand() -> None:
    report = read("全年预算数为１２０．５万元。")
    assert report.quantity(None, "budget") == ["120.5"]
    assert report.extraction.provenance["/quantities/0/mentions/0"].quote == "１２０．５万元"


def test_counts_of_things_carry_their_label() -> None:
    report = read("2023年，退休人员12人，下设3个科室。")
    assert report.quantity("退休人员", "count") == ["12"]
    assert report.quantity("科室", "count") == ["3"]


def test_an_indicator_in_prose_is_a_result_and_a_goal_under_goals() -> None:
    result = read("三、完成情况\n群众满意度达到95%，验收合格率100%。").indicator("群众满意度")
    assert result.actual is not None and result.target is None
    goal = read("一、绩效目标\n群众满意度达到95%，验收合格率100%。").indicator("群众满意度")
    assert goal.target is not None and goal.actual is None


def test_indicator_scores_in_prose_are_parts_of_the_score() -> None:
    report = read("整体绩效自评得分96.5分，其中：预算执行率9.5分，产出指标48分，效益指标29分，满意度指标10分。")
    assert report.quantity(None, "score") == ["96.5"]
    assert [row.path for row in report.record.indicators] == [("预算执行率",), ("产出指标",), ("效益指标",), ("满意度指标",)]
    assert ("sum", "96.5", ["9.5", "48", "29", "10"]) in report.sums


def test_the_balance_of_the_unit_itself_has_no_label_and_its_own_words_as_alias() -> None:
    report = read("二、资金\n2023年预算30万元，支出28.5万元，年末结余1.5万元。")
    assert report.quantity(None, "balance") == ["1.5"]
    assert report.quantities(None, "balance")[0].aliases == ("年末结余",)


@pytest.mark.parametrize(
    "text", ["2023年三公经费支出8.6万元，2022年三公经费支出9.65万元。", "2023年决算支出500万元。2022年决算支出480万元。"]
)
def test_amounts_of_two_years_in_prose_are_two_quantities(text: str) -> None:
    report = read(text)
    assert {q.period for q in report.record.quantities} == {"2022", "2023"}
    assert not report.errors


def test_balances_at_both_ends_of_the_year_are_two() -> None:
    report = read("年初结转和结余10万元，年末结转和结余12万元。")
    assert all(len(quantity.mentions) == 1 for quantity in report.record.quantities)
    assert not report.errors


def test_what_was_added_in_the_year_is_no_second_budget() -> None:
    report = read(
        "2021年，本单位年初预算7,974.7万元，调整后预算9,093.2万元，全年支出7,859.3万元，预算执行率86.43%。年中追加预算1,118.5万元。"
    )
    found = {quantity.measure: [figure.printed for figure in quantity.mentions] for quantity in report.record.quantities}
    assert (found["budget"], found["change"]) == (["9,093.2"], ["1,118.5"])
    assert [one for one in report.extraction.findings if one.severity == "error"] == []


def test_the_first_of_a_list_has_its_name_behind_the_verb() -> None:
    report = read("2025年度，我局实施防汛值守保障经费安排209.31万元；整村推进资金安排188万元；指挥平台运维经费安排116.38万元。")
    labels = {quantity.label for quantity in report.record.quantities if quantity.measure == "budget"}
    assert labels == {"防汛值守保障经费", "整村推进资金", "指挥平台运维经费"}
