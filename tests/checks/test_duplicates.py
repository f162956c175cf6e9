"""The same fact printed twice, dates kept apart, lists and tables aligned."""

import pytest

from .make import Doc


def twice(*mentions: str, role: str = "executed", other: str = "9.99万元") -> Doc:
    doc = Doc()
    doc.project("甲", **{role: " ".join(mentions)})
    if other:
        doc.project("乙", **{role: f"{other}@t0.9.2 {other}@9999"})
    return doc


@pytest.mark.parametrize(
    ("first", "second", "outcome"),
    [
        ("814.79万元@t0.1.2", "814.78万元@10", "error"),
        ("814.79万元@t0.1.2", "814.79万元@10", "ok"),
        ("814.79万元@t0.1.2", "814.8万元@10", "ok"),
        ("814.79万元@t0.1.2", "814.6万元@10", "error"),
        ("110万元@t0.1.2", "110.00万元@10", "ok"),
        ("12.5万元@t0.1.2", "125000元@10", "ok"),
        ("12.5万元@t0.1.2", "12.5元@10", "error"),
        ("1,234.50万元@t0.1.2", "1234.5万元@10", "ok"),
        ("0万元@t0.1.2", "12.5万元@10", "warn"),
        ("12万元@t0.1.2", "≥10万元@10", "ok"),
        ("12万元@t0.1.2", "≥13万元@10", "error"),
        ("12.00万元@t0.1.2", "12.00万元@10#2023-10", "ok"),
        ("12.00万元@t0.1.2", "11.00万元@10#2023-10", "skipped"),
        ("12.00万元@t0.1.2", "13.00万元@10#2023-10", "warn"),
        ("12.00万元@t0.1.2", "13.00万元@10#2023-12", "error"),
    ],
)
def test_two_mentions(first: str, second: str, outcome: str) -> None:
    assert twice(first, second).outcomes("B1")[0] == outcome


def test_a_mention_that_fits_at_its_own_decimals_only_is_weak() -> None:
    weak = [result.weak for result in twice("814.79万元@t0.1.2", "814.8万元@10", other="").of("B1")]
    assert weak == [False]
    assert [r.weak for r in twice("814.83万元@t0.1.2", "814.8万元@10").of("B1")] == [True, False]
    assert [r.weak for r in twice("814.79万元@t0.1.2", "814.7万元@10").of("B1")] == [True, False]  # cut off


def test_a_disagreement_is_told_once_against_the_majority() -> None:
    doc = twice("54.44万元@t0.1.2", "79.78万元@10", "79.78万元@900", "54.44万元@1800", "79.78万元@2400")
    results = doc.of("B1")
    assert [(r.outcome, r.printed) for r in results[:2]] == [("ok", ("79.78",) * 3), ("error", ("79.78", "54.44", "54.44"))]
    assert results[1].paths[0] == "/projects/0/executed/1"


def test_rates_scores_and_weights() -> None:
    assert twice("80.5%@t0.1.3", "80.50%@10", role="rate", other="").outcomes("B1") == ["ok"]
    assert twice("0.93@t0.1.3", "93%@10", role="rate", other="").outcomes("B1") == ["ok"]
    assert twice("93分@t0.1.3", "95分@10", role="score", other="").outcomes("B1") == ["error"]


def test_an_inherited_unit_is_doubted_first() -> None:
    doc = twice("12.5万元@t0.1.2", "12.5元@10", other="")
    doc.provenance["/projects/0/executed/0"] = doc.provenance["/projects/0/executed/0"].model_copy(update={"unit_from": "caption"})
    assert doc.outcomes("B1") == ["warn"]


def test_quantities_entered_twice() -> None:
    doc = Doc()
    doc.quantity("专项资金项目", "executed", "1955.42万元")
    doc.quantity("专项资金项目", "executed", "1955.43万元")
    doc.quantity("专项资金项目", "executed", "1955.43万元", period="2022")
    doc.quantity("村", "count", "16个")
    doc.quantity("村", "count", "5个")
    assert doc.outcomes("B1") == ["error", "warn"]


def test_list_and_table_name_the_same_projects() -> None:
    doc = Doc()
    for row in range(1, 4):
        doc.project(f"项目{row}", budget=f"{row}万元@t0.{row}.2 {row}万元@l{row}00")
    assert doc.outcomes("B2") == ["ok"]
    doc.project("防汛抢险工作经费", budget="9万元@t0.4.2")
    doc.project("防汛抢险经费", budget="9万元@l900")
    results = doc.of("B2")
    assert [r.outcome for r in results] == ["warn", "warn"]
    assert "防汛抢险经费" in results[0].because
    assert "防汛抢险工作经费" in results[0].because


def test_spending_beyond_the_budget_is_a_question() -> None:
    doc = Doc()
    doc.quantity("办公费", "budget", "53.2万元")
    doc.quantity("办公费", "executed", "849.56万元")
    doc.quantity("公务用车", "budget", "0万元")
    doc.quantity("公务用车", "executed", "9.01万元")
    doc.quantity("水费", "budget", "19.5万元")
    doc.quantity("水费", "executed", "14.39万元")
    assert doc.outcomes("C1") == ["warn", "warn", "ok"]


def test_rates_without_their_amounts_are_told() -> None:
    doc = Doc()
    doc.project("甲", budget="10万元", executed="5万元")
    doc.project("乙", budget="10万元", rate="50%")
    doc.project("丙", budget="10万元", executed="约5万元", rate="50%")
    assert doc.outcomes("A3") == ["skipped"] * 3
    assert doc.of("A3")[0].expected == "50"


def test_a_ratio_over_several_budgets() -> None:
    for rate, expected in (("84.78%", "ok"), ("84.87%", "error")):
        doc = Doc()
        parts = [doc.quantity(None, "executed", "5019.1万元")]
        parts += [
            doc.quantity(label, "budget", value)
            for label, value in (("一般-本级", "2605.28万元"), ("一般-上级", "3296.74万元"), ("基金", "18.27万元"))
        ]
        doc.breakdown("ratio", doc.quantity(None, "rate", rate), *parts)
        assert doc.outcomes("A3")[-1] == expected
    doc.breakdown("ratio", None, *parts)
    assert "skipped" in doc.outcomes("A3")


def test_a_rate_away_from_its_amounts_is_a_question_for_quantities() -> None:
    doc = Doc()
    doc.quantity("项目", "budget", "100.00万元@10")
    doc.quantity("项目", "executed", "80.00万元@40")
    doc.quantity("项目", "rate", "95%@5000")
    assert doc.outcomes("A3") == ["warn"]
    doc = Doc()
    doc.quantity("项目", "budget", "100.00万元@10")
    doc.quantity("项目", "executed", "80.00万元@40")
    doc.quantity("项目", "rate", "95%@60")
    assert doc.outcomes("A3") == ["error"]


def test_labels_of_every_form_are_questions_and_counts_of_work_are_not_compared() -> None:
    doc = Doc()
    doc.quantity("合计", "budget", "100.00万元@t0.9.1 250.00万元@t3.9.1")
    doc.quantity("村", "count", "16个@10 5个@500")
    doc.quantity("绩效自评项目", "count", "82个@10 81个@500")
    doc.quantity("合格率", "rate", "95%@10 96%@500")
    assert doc.outcomes("B1") == ["warn", "skipped", "error", "warn"]


def test_a_total_without_its_parts_is_only_compared_with_the_other() -> None:
    doc = Doc()
    parts = [doc.project(f"项目{row}", budget=f"{row}.25万元@t0.{row}.1") for row in (1, 2)]
    doc.breakdown("sum", doc.quantity("合计", "budget", "3.50万元@t0.3.1 250.00万元@t3.9.1"), *(f"{part}/budget" for part in parts))
    assert doc.outcomes("A1") == ["ok", "skipped"]


def test_the_end_of_another_year_is_another_date() -> None:
    assert twice("12.00万元@t0.1.2", "11.00万元@10#2022-12", other="").outcomes("B1") == ["skipped"]


def grown(*changes: str) -> Doc:
    doc = Doc()
    doc.quantity("三公", "executed", "10.00万元", period="2022")
    doc.quantity("三公", "executed", "12.00万元")
    for mentions in changes:
        doc.quantity("三公", "change", mentions)
    return doc


def test_a_second_change_of_a_name_may_be_between_other_figures() -> None:
    assert grown("2.00万元", "3.00万元").outcomes("A9") == ["ok", "warn"]


def test_a_wrong_second_mention_of_a_change_is_no_other_change() -> None:
    assert grown("2.00万元 3.00万元").outcomes("A9") == ["ok", "error"]


def test_a_change_that_does_not_say_of_what_is_a_question() -> None:
    doc = Doc()
    doc.quantity(None, "executed", "90.00万元", period="2022")
    doc.quantity(None, "executed", "100.00万元")
    doc.quantity(None, "change", "3.00万元")
    assert doc.outcomes("A9") == ["warn"]


def test_many_values_in_one_list_are_one_question() -> None:
    results = twice("30万元@t0.1.2", "20万元@10", "12万元@60", "30万元@90", other="").of("B1")
    assert [one.outcome for one in results] == ["ok", "error"]
    assert results[1].because == "甲：执行数一处印为30万元，另一处印为20万元、12万元。"


def test_many_entries_of_one_name_are_one_question() -> None:
    doc = Doc()
    for at, price in enumerate(("1500元", "300元", "16元")):
        doc.quantity("亩均造价", "unit_price", f"{price}@{50 * at}")
    assert [(one.outcome, one.printed) for one in doc.of("B1")] == [("warn", ("1500", "300", "16"))]
