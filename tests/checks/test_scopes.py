"""Two facts under one name: figures that differ and agree among themselves."""

from .make import Doc

TWO = {"budget": "400.00万元@10 214.00万元@300", "executed": "386.79万元@20 205.44万元@310", "rate": "96.70%@30 96.00%@320"}


def problems(doc: Doc, severity: str) -> list[str]:
    return [one.check for one in doc.findings() if one.severity == severity]


def test_figures_of_two_scopes_are_one_question() -> None:
    doc = Doc()
    doc.project("应急广播", **TWO)
    assert problems(doc, "error") == []
    (found,) = [one for one in doc.findings() if one.severity == "warn"]
    assert (found.check, found.suspect) == ("B1", None)
    assert {"/projects/0/budget/1", "/projects/0/executed/1", "/projects/0/rate/1"} <= {*found.paths}


def test_a_rate_is_held_to_the_amounts_of_its_scope_wherever_these_stand() -> None:
    doc = Doc()
    doc.project("应急广播", **{**TWO, "rate": "96.00%@30 96.70%@320"})
    assert problems(doc, "error") == []


def test_a_slip_in_one_figure_is_no_scope() -> None:
    for wrong in (
        {"budget": "400.00万元@10 400.00万元@300"},  # the spending differs alone
        {"rate": "96.70%@30 96.70%@320"},
        {"rate": "96.70%@30 69.00%@320"},  # a rate of neither
    ):
        doc = Doc()
        doc.project("应急广播", **{**TWO, **wrong})
        assert problems(doc, "error"), wrong


def test_a_total_of_one_scope_is_added_up_in_it() -> None:
    doc = Doc()
    for index, (first, second) in enumerate((("400.00", "214.00"), ("162.00", "90.00"))):
        doc.project(f"项目{index}", budget=f"{first}万元@{index}0 {second}万元@{index + 5}00")
    whole = doc.quantity("项目", "budget", "304.00万元@900")
    doc.breakdown("sum", whole, "/projects/0/budget", "/projects/1/budget")
    assert doc.outcomes("A1") == ["ok"]


def test_parts_and_their_sum_under_one_name_are_a_question() -> None:
    doc = Doc()
    doc.project("老旧小区改造", budget="5820万元@10 1260万元@300 0.708亿元@600")
    assert doc.outcomes("B1") == ["warn"]
    other = Doc()
    other.project("老旧小区改造", budget="5820万元@10 1260万元@300 1260万元@400 0.780亿元@600")
    assert "error" in other.outcomes("B1")


def test_a_label_without_rates_of_which_budget_and_spending_differ_is_a_question() -> None:
    doc = Doc()
    doc.quantity("中央资金", "budget", "688.50万元@10 551.50万元@300")
    doc.quantity("中央资金", "executed", "688.50万元@20 488.50万元@320")
    assert problems(doc, "error") == []
    other = Doc()
    other.quantity("中央资金", "budget", "688.50万元@10 551.50万元@300")
    other.quantity("中央资金", "executed", "488.50万元@20 488.50万元@320")
    assert problems(other, "error") == ["B1"]


def groups(*totals: str) -> Doc:
    """Two groups of two projects, and ``totals`` under one name."""
    doc = Doc()
    for index, budget in enumerate(("264.00", "120.00", "75.50", "34.20")):
        doc.project(f"项目{index}", budget=f"{budget}万元@{10 + 20 * index}")
    whole = doc.quantity("以上两项", "budget", " ".join(f"{total}万元@{200 + 100 * at}" for at, total in enumerate(totals)))
    for first in (0, 2):
        doc.breakdown("sum", whole, f"/projects/{first}/budget", f"/projects/{first + 1}/budget")
    return doc


def test_two_groups_of_parts_with_totals_of_one_name_are_two_facts() -> None:
    doc = groups("384.00", "109.70")
    assert doc.outcomes("A1") == ["ok", "skipped", "skipped", "ok"]
    assert problems(doc, "error") == []
    assert problems(doc, "warn") == ["B1"]


def test_of_two_groups_a_wrong_total_is_one_error() -> None:
    doc = groups("384.00", "190.70")
    (found,) = [one for one in doc.findings() if one.severity == "error"]
    assert (found.suspect_printed, found.suggestion) == ("190.70", "109.70")


def test_a_wrong_second_total_of_two_ways_to_divide_it_is_no_scope() -> None:
    doc = Doc()
    for budget in ("264.00", "120.00", "300.00", "84.00"):
        doc.project(f"项目{budget}", budget=f"{budget}万元@10")
    whole = doc.quantity("合计", "budget", "384.00万元@200 348.00万元@300")
    for first in (0, 2):
        doc.breakdown("sum", whole, f"/projects/{first}/budget", f"/projects/{first + 1}/budget")
    (found,) = [one for one in doc.findings() if one.severity == "error"]
    assert (found.suspect_printed, found.suggestion) == ("348.00", "384.00")


def test_a_label_may_have_a_rate_for_some_of_its_scopes() -> None:
    doc = Doc()
    doc.quantity("中央资金", "budget", "688.50万元@10 551.50万元@300")
    doc.quantity("中央资金", "executed", "688.50万元@20 488.50万元@320")
    doc.quantity("中央资金", "rate", "88.58%@340")
    assert problems(doc, "error") == []


def test_three_values_no_two_of_which_agree_are_a_question() -> None:
    doc = Doc()
    doc.quantity("一至四季度", "executed", "412.36万元@10 538.90万元@40 701.45万元@70")
    assert doc.outcomes("B1") == ["warn"]
    twice = Doc()
    twice.quantity("一至四季度", "executed", "412.36万元@10 412.36万元@40 701.45万元@70 538.90万元@90")
    assert "error" in twice.outcomes("B1")
