"""Totals, columns, counts, parts."""

import pytest

from schemas.extraction import Provenance

from .make import Doc, band


def total(whole: str, *parts: str, kind: str = "sum", measure: str = "executed") -> Doc:
    doc = Doc()
    top = doc.quantity("合计", measure, whole)
    doc.breakdown(kind, top, *(doc.quantity(f"分项{index}", measure, part) for index, part in enumerate(parts)))
    return doc


def test_exact_sums_are_ok() -> None:
    assert total("102.83万元", "90.06万元", "2.6万元", "2万元", "8.17万元").outcomes("A1") == ["ok"]
    assert total("28.315万元", "28万元", "3150元").outcomes("A1") == ["ok"]
    assert total("1.2亿元", "11000万元", "1000万元").outcomes("A1") == ["ok"]


def test_the_last_place_is_rounding_and_closed_intervals_hold() -> None:
    (result,) = total("8.29万元", "4.14万元", "4.14万元").of("A1")
    assert result.outcome == "rounding"
    assert result.expected == "8.28"
    assert total("8.29万元", "4.14万元", "4.14万元").findings()[0].severity == "info"


def test_one_changed_digit_is_an_error() -> None:
    (result,) = total("102.83万元", "90.06万元", "2.6万元", "3万元", "8.17万元").of("A1")
    assert result.outcome == "error"
    assert result.expected == "103.83"
    assert "相差1" in result.because


def test_a_default_zero_is_a_question() -> None:
    assert total("0万元", "90.06万元", "2.6万元").outcomes("A1") == ["warn"]
    assert total("7.5万元", "0万元", "0万元").outcomes("A1") == ["warn"]


def test_missing_values_are_told() -> None:
    assert total("", "1万元", "2万元").of("A1")[0].expected == "3万元"
    assert total("", "1万元", "2万元").outcomes("A1") == ["skipped"]
    assert total("3万元", "1万元", "").outcomes("A1") == ["skipped"]
    assert total("约3万元", "1万元", "1万元").outcomes("A1") == ["skipped"]


def test_differences_and_downward_adjustments() -> None:
    assert total("8万元", "10万元", "2万元", kind="difference").outcomes("A1") == ["ok"]
    assert total("7万元", "10.00万元", "2.00万元", kind="difference").outcomes("A1") == ["error"]
    doc = Doc()
    whole = doc.quantity("调整后", "budget", "90万元")
    doc.breakdown("sum", whole, doc.quantity("年初", "budget", "100万元"), doc.quantity("调减", "change", "10万元"))
    assert doc.outcomes("A1") == ["ok"]


def test_counts_are_exact() -> None:
    doc = Doc()
    parts = [
        doc.quantity("项目", "count", f"{n}个", band=band("支付率", str(low), "100")) for n, low in ((67, 100), (4, 60), (2, 10), (9, 0))
    ]
    doc.breakdown("sum", doc.quantity("项目", "count", "82个"), *parts)
    assert doc.outcomes("A11") == ["ok"]
    assert total("83个", "80个", "2个", measure="count").outcomes("A11") == ["error"]
    assert total("83户", "80户", "2人", measure="count").outcomes("A11") == ["skipped"]


def test_of_which_stays_within_its_whole() -> None:
    assert total("1952.42万元", "632.72万元", "21.03万元", kind="of_which").outcomes("C2") == ["ok"]
    assert total("9.01万元", "9.02万元", "0.30万元", kind="of_which").outcomes("C2") == ["error"]
    assert total("9.01万元", "9.02万元", kind="of_which").outcomes("C2") == ["rounding"]
    assert total("45人", "30人", "20人", kind="of_which", measure="count").outcomes("C2") == ["warn"]
    assert total("0万元", "7.5万元", kind="of_which").outcomes("C2") == ["warn"]


def test_parts_that_divide_the_whole_twice_are_a_question() -> None:
    doc = total("4295.92万元", "3307.52万元", "155.31万元", "833.09万元", "3019.17万元", kind="of_which")
    assert doc.outcomes("C2") == ["warn"]


def test_an_omitted_item_is_a_question() -> None:
    doc = Doc()
    parts = [doc.project(f"项目{n}", budget=f"{n}.5万元") for n in (1, 2, 3)]
    whole = doc.quantity("自评项目", "budget", "12.5万元")
    doc.quantity("自评项目", "count", "4个")
    doc.breakdown("sum", whole, *(f"{part}/budget" for part in parts))
    assert doc.outcomes("A1") == ["warn"]
    assert doc.outcomes("A12") == ["warn"]


def test_count_and_list() -> None:
    for stated, expected in (("3个", "ok"), ("4个", "error")):
        doc = Doc()
        parts = [doc.project(f"项目{n}", budget=f"{n}.5万元") for n in (1, 2, 3)]
        whole = doc.quantity("自评项目", "budget", "7.5万元")
        doc.quantity("自评项目", "count", stated)
        doc.breakdown("sum", whole, *(f"{part}/budget" for part in parts))
        assert doc.outcomes("A12") == [expected]
        assert doc.outcomes("A1") == ["ok"]
    doc = Doc()
    doc.quantity("绩效自评项目", "count", "82个")
    assert doc.outcomes("A12") == ["skipped"]


def columns(*rows: tuple[str, str, str]) -> Doc:
    doc = Doc()
    for row, (amount, grant, carried) in enumerate(rows, 1):
        project = doc.project(f"项目{row}", budget=f"{amount}万元@t0.{row}.3")
        doc.quantity("当年财政拨款", "budget", f"{grant}万元@t0.{row}.4", subject=project)
        doc.quantity("上年结转资金", "budget", f"{carried}万元@t0.{row}.5", subject=project)
    return doc


def test_columns_divide_the_amount_of_their_row() -> None:
    assert columns(("830", "830", "0"), ("20", "15", "5")).outcomes("A2") == ["ok", "ok"]
    assert columns(("830", "830", "0"), ("20", "15", "5"), ("45.00", "46.00", "0")).outcomes("A2") == ["ok", "ok", "error"]
    assert columns(("830", "0", "0"), ("20", "15", "5")).outcomes("A2") == ["warn", "ok"]
    assert columns(("830", "83", "0.2"), ("20", "1", "5")).outcomes("A2") == ["skipped", "skipped"]
    assert columns(("830", "83", "0.2")).outcomes("A2") == ["warn"]


def test_source_columns_foot_down_to_the_total_row() -> None:
    for total, expected in (("830.25", ["ok"] * 5), ("803.25", ["ok", "ok", "warn", "error"])):
        doc = columns(("20.00", "15.00", "5.00"), ("850.25", "815.25", "35.00"))
        budget = doc.quantity("自评项目", "budget", "870.25万元@t0.3.3")
        doc.quantity("当年财政拨款", "budget", f"{total}万元@t0.3.4", subject=budget)
        doc.breakdown("sum", budget, "/projects/0/budget", "/projects/1/budget")
        if total == "830.25":
            doc.quantity("上年结转资金", "budget", "40.00万元@t0.3.5", subject=budget)
        assert doc.outcomes("A2") == expected


def test_each_printed_total_is_compared_at_its_own_place() -> None:
    doc = Doc()
    parts = [
        doc.project("甲", budget="20万元@t0.1.3 20万元@l200 4.4万元@l2000"),
        doc.project("乙", budget="3.5万元@t0.2.3 3.5万元@l400 3.5万元@l2400"),
    ]
    doc.breakdown("sum", doc.quantity("自评项目", "budget", "23.5万元@t0.3.3 23.5万元@100"), *(f"{part}/budget" for part in parts))
    assert doc.outcomes("A1") == ["ok", "ok"]
    assert doc.outcomes("B1") == ["ok", "error", "ok", "ok"]


def test_a_merged_cell_counts_once() -> None:
    doc = total("3.00万元", "3.00万元", "3.00万元")
    spot = Provenance(page=1, bbox=None, span=(5, 9), quote="3.00", source="text", place="table", cell=(0, 1, 1))
    for index in (1, 2):
        mention = doc.quantities[index].mentions[0].model_copy(update={"shared": "joint"})
        doc.quantities[index] = doc.quantities[index].model_copy(update={"mentions": (mention,)})
        doc.provenance[f"/quantities/{index}/mentions/0"] = spot
    assert doc.outcomes("A1") == ["ok"]


def test_a_relation_used_for_reading_confirms_nothing() -> None:
    doc = total("3.00万元@t0.1.1", "1.00万元@t0.2.1", "2.00万元@t0.3.1")
    path = "/quantities/0/mentions/0"
    doc.provenance[path] = doc.provenance[path].model_copy(update={"settled_by": ("A1",)})
    assert doc.outcomes("A1") == ["skipped"]


def test_change_and_product() -> None:
    for change, expected in (
        ("1.05万元", "ok"),
        ("1.06万元", "rounding"),
        ("1.15万元", "error"),
        ("10.44%", "ok"),
        ("11.44%", "error"),
    ):
        doc = Doc(year=2024)
        doc.quantity("“三公”经费", "executed", "10.06万元", period="2023")
        doc.quantity("三公经费", "executed", "9.01万元", period="2024")
        doc.quantity("三公经费", "change", change, period="2024")
        assert doc.outcomes("A9") == [expected], change
    doc = Doc()
    doc.quantity("审减", "change", "15.21万元")
    assert doc.outcomes("A9") == ["skipped"]
    for whole, expected in (("114.4万元", "ok"), ("114.5万元", "ok"), ("125.4万元", "error"), ("约114万元", "skipped")):
        doc = Doc()
        amount, villages = doc.quantity("办公经费", "budget", whole), doc.quantity("村", "count", "22村")
        doc.breakdown("product", amount, villages, doc.quantity("办公经费", "unit_price", "5.2万元"))
        assert doc.outcomes("A10") == [expected], whole


def test_weighted_mean() -> None:
    doc = Doc()
    pairs = [
        (f"{p}/score", f"{p}/budget")
        for p in (doc.project("甲", budget="30万元", score="90分"), doc.project("乙", budget="10万元", score="80分"))
    ]
    mean = doc.quantity("平均", "score", "87.5分")
    doc.breakdown("weighted_mean", mean, *pairs)
    doc.breakdown("weighted_mean", None, *pairs)
    assert [(r.outcome, r.expected) for r in doc.of("A8")] == [("ok", "87.5"), ("skipped", "87.5")]


def test_a_number_of_people_without_its_unit_is_counted_with_them() -> None:
    assert total("162", "46人", "118人", measure="count").outcomes("A11") == ["error"]
    assert total("164", "46人", "118人", measure="count").outcomes("A11") == ["ok"]


@pytest.mark.parametrize(("stated", "expected"), [("4个", "ok"), ("5个", "error")])
def test_projects_are_counted_behind_their_subtotals(stated: str, expected: str) -> None:
    doc = Doc()
    parts = [doc.project(f"项目{n}", budget=f"{n}.5万元", executed="1万元" if n < 4 else "") for n in (1, 2, 3, 4)]
    halves = []
    for at, name in ((0, "第一小学"), (2, "第二小学")):
        below = doc.quantity(name, "budget", f"{2 * at + 4}万元")
        doc.breakdown("sum", below, f"{parts[at]}/budget", f"{parts[at + 1]}/budget")
        spent = doc.quantity(name, "executed", f"{2 if at == 0 else 1}万元")
        doc.breakdown("sum", spent, *(f"{part}/executed" for part in parts[at : at + 2 if at == 0 else at + 1]))
        halves.append(spent)
    doc.breakdown("sum", doc.quantity("自评项目", "executed", "3万元"), *halves)
    doc.quantity("自评项目", "count", stated)
    assert doc.outcomes("A12") == [expected]


def test_a_change_beside_a_sound_one_of_its_name_is_a_question() -> None:
    doc = Doc()
    doc.quantity("项目支出", "executed", "2846.72万元", period="2022")
    doc.quantity("项目支出", "executed", "2574.39万元")
    doc.quantity("项目支出", "change", "146.50万元")
    assert doc.outcomes("A9") == ["error"]
    doc.quantity("项目支出", "change", "272.33万元")
    assert doc.outcomes("A9") == ["warn", "ok"]


@pytest.mark.parametrize(
    ("price", "whole", "outcome"), [("2万元", "6万元", "ok"), ("-2万元", "6万元", "error"), ("-2万元", "-6万元", "ok")]
)
def test_a_product_has_its_sign(price: str, whole: str, outcome: str) -> None:
    doc = Doc()
    amount, many = doc.quantity("办公经费", "executed", whole), doc.quantity("办公经费", "count", "3个")
    doc.breakdown("product", amount, many, doc.quantity("办公经费", "unit_price", price))
    assert doc.outcomes("A10") == [outcome]


def subsidy(people: str) -> list[str]:
    doc = Doc()
    amount, price = doc.quantity("补助", "executed", "15.48万元@120"), doc.quantity("补助", "unit_price", "1800元@104")
    doc.breakdown("product", amount, doc.quantity("专管员", "count", people), price)
    return doc.outcomes("A10")


def test_factors_are_those_printed_together() -> None:
    assert subsidy("86人@98 2人@135") == ["ok"]
    assert subsidy("86人@20 84人@98") == ["error"]  # 86 may be the number meant


def test_a_planned_number_fits_where_the_finished_one_is_printed_closer() -> None:
    assert subsidy("86人@20 31人@98") == ["ok"]
    assert subsidy("68人@20 31人@98") == ["error"]


def test_a_change_of_another_kind_is_not_held_to_the_difference() -> None:
    def changed(*mentions: str) -> list[str]:
        doc = Doc()
        before, now = (
            doc.quantity("项目支出", "executed", "2846.72万元", period="2022"),
            doc.quantity("项目支出", "executed", "2574.39万元"),
        )
        doc.breakdown("difference", doc.quantity("项目支出", "change", " ".join(f"{one}万元" for one in mentions)), before, now)
        return doc.outcomes("A1")

    assert changed("146.50", "272.33") == ["skipped", "ok"]
    assert changed("227.33", "272.33") == ["error", "ok"]
    assert changed("146.50") == ["error"]


def test_a_change_may_be_that_of_the_budget_within_the_year() -> None:
    doc = Doc()
    for measure, printed in (("initial_budget", "2610.00"), ("budget", "2756.50"), ("executed", "2574.39"), ("change", "146.50")):
        doc.quantity("项目支出", measure, f"{printed}万元")
    assert doc.outcomes("A9") == ["ok"]
