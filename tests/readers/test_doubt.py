"""Figures whose owner the words leave open stay unclaimed, and nothing false is found about them."""

from .make import read

FUND = "临泽市农业农村局2023年度省级高标准农田建设补助资金绩效自评报告"


def test_amounts_of_a_batch_are_no_budgets_of_the_year() -> None:
    report = read(
        "第一批资金分配：甲山县300万元，乙水县200万元。\n第二批资金分配：甲山县120万元，乙水县80万元。\n"
        "全年甲山县支付399万元，支付率95.00%；乙水县支付280万元，支付率100%。",
        title=FUND,
    )
    assert {"300", "200", "120", "80"} <= set(report.unclaimed)
    assert not report.extraction.findings


def test_a_batch_in_the_name_of_one_item_is_not_the_sentences() -> None:
    report = read(
        "2023年共实施专项资金项目3个，安排预算资金60万元，其中：村道硬化项目（第一批）30万元；路灯维护项目18万元；河道保洁项目12万元。"
    )
    assert report.money("路灯维护项目", "budget") == ["18"]
    assert ("sum", "60", ["30", "18", "12"]) in report.sums


def test_lines_under_the_heading_of_a_batch_are_that_batchs() -> None:
    report = read(
        "二、资金使用\n【第一批】\n中央资金：80.00万元　县级资金：20.00万元\n支出：100.00万元；执行率100%\n"
        "【第二批】\n中央资金：50.00万元　县级资金：30.00万元\n支出：60.00万元；执行率75.00%\n"
        "三、汇总\n中央资金共130.00万元，支出118.00万元，执行率90.77%。",
        title=FUND,
    )
    assert {"80.00", "50.00", "75.00"} <= set(report.unclaimed)
    assert report.quantity("中央资金", "budget") == ["130.00"]
    assert not report.extraction.findings


def test_a_series_behind_respectively_gives_nothing_to_one_owner() -> None:
    report = read("2023年我单位共有3个项目，预算分别为30万元、20万元、10万元，合计安排预算60万元，支出57万元，执行率95.00%。")
    assert {"30", "20", "10"} <= set(report.unclaimed)
    assert "60" not in report.unclaimed
    assert not report.extraction.findings


def test_more_money_than_is_spoken_of() -> None:
    report = read("2023年项目资金预算50万元，支出45万元，执行率90.00%。\n以上与上级资金一并计算，全年共支出92万元。", title=FUND)
    assert report.unclaimed == ["92"]
    assert not report.extraction.findings


def test_what_is_put_in_together_and_adjusted_is_the_years_budget() -> None:
    report = read("项目年初预算50万元，年中将结转资金6万元一并纳入，调整后全年预算56万元，全年支出56万元。", title=FUND)
    assert "56" not in report.unclaimed


def test_a_change_of_the_budget_within_the_year_is_not_one_between_years() -> None:
    report = read(
        "年中项目支出增加14.50万元，合计追加17.30万元。\n2022年项目支出284.00万元，2023年项目支出257.00万元，比2022年减少27.00万元。"
    )
    assert not report.extraction.findings


def test_parts_of_what_is_left_are_left_over_too() -> None:
    report = read("全年预算90万元，支出80万元，执行率88.89%，结余10万元，其中省级资金4万元，区级资金6万元。")
    assert report.quantity("省级资金", "balance") == ["4"]
    assert not report.quantity("省级资金", "budget")
    assert not report.extraction.findings


def test_a_supplement_of_a_source_does_not_own_the_years_budget() -> None:
    report = read("年初预算64.00万元，年中区级追加7.00万元，全年预算71.00万元。全年支出65.52万元，执行率92.28%。")
    assert not report.quantity("区级", "budget")
    assert not report.extraction.findings


def test_some_projects_are_not_all_projects() -> None:
    report = read("2023年我单位共有9个项目。工程类（前4个项目）、运营类（校车、渡船2个项目）、管护类（其余3个项目）均已完成。")
    assert report.quantity("项目", "count") == ["9"]
    assert not report.extraction.findings


def test_points_behind_the_full_mark_in_brackets() -> None:
    report = read("预算执行（10分）9.40分；产出指标（50分）48.60分；效益指标（40分）38.00分。总分96.00分，等次为优。")
    assert [printed.printed for printed in report.indicator(None, ["产出指标"]).score] == ["48.60"]
    assert not report.extraction.findings


def test_points_of_something_unnamed_are_no_score_of_the_project() -> None:
    report = read("自评得分90.50分。计划安装40个、实际安装36个，完成90%，分值20分得18分。")
    assert report.quantity(None, "score") == ["90.50"]


def test_equal_rates_of_lost_amounts_prove_nothing() -> None:
    report = read(
        "执法检查，预算数为38万元，支出34.20万元，执行率90.00%。\n平台升级，预算数为21万元，支出18.90万元，执行率90.00%。\n"
        "装备更新，预算数为55万元，支出52.80万元，执行率96.00%。\n"
        "预算执行（10分）得9.29分，产出（90分）得85分。"
    )
    assert not report.extraction.findings


def test_a_part_that_shares_words_with_its_project_is_a_part() -> None:
    report = read(
        "一、项目情况\n（一）防溺水宣传与巡查奖励\n预算45万元，支出41.80万元，包括宣传品印制16.80万元和巡查奖励25万元。\n"
        "（二）应急演练经费\n预算12万元，支出12万元，执行率100%。"
    )
    assert report.money("防溺水宣传与巡查奖励", "executed") == ["41.80"]
    assert not report.extraction.findings


def test_money_that_came_in_over_years_is_no_years_budget() -> None:
    report = read(
        "截至2023年12月底，累计到位资金820万元，其中：2022年到位380万元，2023年到位440万元。\n2023年预算安排465万元，支出437.10万元，执行率94.00%。",
        title=FUND,
    )
    assert not report.extraction.findings


def test_a_year_in_brackets_is_over_behind_them() -> None:
    report = read("公务接待费0.92万元（2022年1.15万元），减少0.23万元，下降20.00%。")
    assert [quantity.period for quantity in report.quantities("公务接待费", "change")] == ["2023", "2023"]
    assert not report.extraction.findings


def test_a_name_of_two_kinds_of_money_is_no_fund() -> None:
    title = "岭下县档案馆2023年度项目支出和“三公”经费绩效自评报告"
    assert not read("2023年“三公”经费预算6.50万元，支出5.86万元。", title=title).projects


def test_changes_against_two_years_are_two_changes() -> None:
    report = read("2023年三公经费决算6.80万元，比2022年减少0.65万元，下降8.72%；比2021年减少1.25万元，下降15.53%。")
    assert report.quantity("三公经费", "change") == ["0.65", "8.72"]
    assert not report.extraction.findings


def test_money_that_can_be_used_is_not_what_was_carried_over() -> None:
    report = read("年初预算120万元，上年结转8万元，年中追加22万元，可用资金150万元，支出138万元，执行率92%。", title=FUND)
    assert not report.quantity("上年结转", "budget")
    assert not report.extraction.findings
