"""What is usual for a figure decides between repairs that arithmetic leaves open."""

import pytest

from schemas.result import Finding

from .make import Doc


def errors(doc: Doc) -> list[Finding]:
    return [finding for finding in doc.findings() if finding.severity == "error"]


def table(*weights: str, total: str = "100", scores: tuple[str, ...] = (), scored: str = "") -> Doc:
    doc = Doc()
    for row, weight in enumerate(weights):
        score = f"{scores[row]}分@t0.{row}.2" if scores else ""
        doc.row("产出", f"指标{row}", weight=f"{weight}分@t0.{row}.1", score=score)
    doc.row("总分", weight=f"{total}分@t0.9.1", score=f"{scored}分@t0.9.2" if scored else "")
    return doc


@pytest.mark.parametrize(
    ("weights", "total", "wrong", "right"),
    [
        (("20", "20", "10", "30", "21"), "100", "21", "20"),  # the others stand on tens
        (("20", "20", "10", "30", "20"), "99", "99", "100"),
        (("20", "20", "10", "30", "20"), "10", "10", "100"),
    ],
)
def test_weights_make_a_hundred_on_a_grid(weights: tuple[str, ...], total: str, wrong: str, right: str) -> None:
    scores = ("20", "18", "9", "30", "20")
    found = errors(table(*weights, total=total, scores=scores, scored="97"))
    assert [(one.suspect_printed, one.suggestion) for one in found] == [(wrong, right)]


def test_the_score_off_the_grid_of_halves_is_the_wrong_one() -> None:
    doc = table("20", "20", "10", "30", "20", scores=("15", "17.2", "10", "27.5", "20"), scored="90")
    assert [(one.suspect_printed, one.suggestion) for one in errors(doc)] == [("17.2", "17.5")]


def test_a_sum_that_foots_after_the_repair_speaks_for_it() -> None:
    doc = Doc()
    whole = doc.quantity("平台升级", "executed", "155.70万元@t0.3.2")
    doc.project("一期", budget="80.00万元@t0.1.1", executed="72.00万元@t0.1.2", rate="90.00%@t0.1.3")
    doc.project("二期", budget="90.00万元@t0.2.1", executed="83.69万元@t0.2.2", rate="93.00%@t0.2.3")
    doc.breakdown("sum", whole, "/projects/0/executed", "/projects/1/executed")
    budget = doc.quantity("平台升级", "budget", "170.00万元@t0.3.1")
    doc.breakdown("sum", budget, "/projects/0/budget", "/projects/1/budget")  # so the budgets are exact
    assert [(one.suspect_printed, one.suggestion) for one in errors(doc)] == [("83.69", "83.70")]


def test_a_number_that_lacks_the_decimals_of_its_field_is_the_wrong_one() -> None:
    doc = Doc()
    whole = doc.quantity("三公经费", "executed", "8.6万元@10")
    parts = [doc.quantity(name, "executed", text) for name, text in (("公务用车", "7.20万元@20"), ("公务接待", "1.44万元@30"))]
    doc.breakdown("sum", whole, *parts)
    assert [(one.suspect_printed, one.suggestion) for one in errors(doc)] == [("8.6", "8.64")]


def test_a_number_of_things_has_no_slip_of_ten_thousand() -> None:
    doc = Doc()
    whole = doc.quantity("管护岗位", "executed", "192.20万元")
    parts = [doc.quantity("管护岗位", "count", "31个"), doc.quantity("管护岗位", "unit_price", "0.00062万元/个")]
    doc.breakdown("product", whole, *parts)
    assert [(one.suspect_printed, one.cause) for one in errors(doc)] == [("0.00062", "unit_slip")]


def test_a_row_cannot_score_below_nothing() -> None:
    doc = table("20", "30", "10", "40", scores=("18", "-28", "9", "38"), scored="93")
    assert [(one.suspect_printed, one.suggestion, one.cause) for one in errors(doc)] == [("-28", "28", "sign")]
    deductions = table("20", "30", "50", scores=("18", "29", "48"), scored="93")
    deductions.row("扣分项", "逾期报送", score="-2分@t0.8.2")
    assert not [one for one in deductions.of("C3") if one.outcome == "error"]


def test_weights_that_make_more_than_a_hundred_are_a_question_even_if_their_total_agrees() -> None:
    assert table("40", "35", "30", total="105").outcomes("A7") == ["warn"]
    assert table("40", "30", "20", total="90").outcomes("A7") == ["ok"]  # a table without the execution row
