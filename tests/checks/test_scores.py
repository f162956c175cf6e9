"""Score tables."""

from decimal import Decimal

from .make import Doc

SCORES = ("8", "7", "8", "10", "5")


def table(
    scores: tuple[str, ...] = SCORES,
    total: str = "95.27",
    *,
    weights: tuple[str, ...] = ("8", "7", "10", "10", "5"),
    group: str = "40",
    execution: str = "7.27",
    full: str = "100",
) -> Doc:
    doc = Doc(year=2024)
    doc.quantity(None, "rate", "72.67%@t1.1.5", period="2024")
    doc.quantity(None, "executed", "3122.00万元@t1.1.3", period="2024")
    doc.quantity(None, "budget", "4295.92万元@t1.1.2", period="2024")
    doc.row("预算执行率", None, "10分@t1.1.4", f"{execution}分@t1.1.6")
    doc.row("产出指标（40分）", None, f"{group}分@t1.3.0")
    for row, (weight, score) in enumerate(zip(weights, scores, strict=True), 3):
        doc.row("产出指标/数量指标", f"指标{row}", f"{weight}分@t1.{row}.5", f"{score}分@t1.{row}.6" if score else "")
    doc.row("效益指标", "效果", "50分@t1.9.5", "50分@t1.9.6")
    doc.row("总分", None, f"{full}分@t1.10.5" if full else "", f"{total}分@t1.10.6" if total else "", actual=None)
    doc.quantity(None, "score", "95.27分@50", period="2024")
    return doc


def test_a_sound_table_has_no_complaint() -> None:
    doc = table()
    assert doc.failing() == []
    assert doc.outcomes("A3") == ["ok"]
    assert doc.outcomes("A5") == ["ok"]
    assert doc.outcomes("A6") == ["ok"]
    assert doc.outcomes("A7") == ["ok", "ok"]
    assert doc.outcomes("B1") == ["ok"]


def test_one_wrong_score_is_an_error() -> None:
    assert table(("8", "7", "9", "10", "5")).outcomes("A6") == ["error"]
    assert table(total="96.27").outcomes("A6") == ["error"]
    assert table(total="96.27").outcomes("B1") == ["error"]


def test_one_wrong_weight_is_an_error() -> None:
    doc = table(weights=("8", "9", "10", "10", "5"))
    assert doc.outcomes("A7") == ["error", "error"]
    assert table(group="50").outcomes("A7") == ["ok", "error"]


def test_a_score_above_its_weight_is_an_error() -> None:
    doc = table(("8", "9", "8", "8", "5"))
    assert doc.outcomes("C4").count("error") == 1


def test_a_row_that_was_not_read_is_a_question() -> None:
    doc = table()
    del doc.indicators[4]  # weight 10, score 8
    fields = {path: found for path, found in doc.provenance.items() if not path.startswith("/indicators/")}
    doc.provenance = fields
    assert doc.outcomes("A6") == ["warn"]
    assert doc.outcomes("A7") == ["warn", "warn"]


def test_blank_scores_and_totals_are_told() -> None:
    assert table(("8", "7", "", "10", "5")).outcomes("A6") == ["skipped"]
    assert table(total="").outcomes("A6") == ["skipped"]
    assert table(total="0").outcomes("A6") == ["warn"]
    assert table(full="").outcomes("A7") == ["ok", "ok"]
    assert table(full="", weights=("8", "9", "10", "10", "5")).outcomes("A7")[0] == "warn"


def test_the_execution_row_may_stand_outside_the_total() -> None:
    doc = table(total="88.00", full="100")
    doc.indicators[-2] = doc.indicators[-2].model_copy(
        update={"weight": tuple(f.model_copy(update={"printed": "60"}) for f in doc.indicators[-2].weight)}
    )
    assert doc.outcomes("A6") == ["ok"]
    assert doc.outcomes("A7") == ["ok", "ok"]


def test_execution_scores() -> None:
    assert table(execution="7.3", total="95.3").outcomes("A5") == ["ok"]
    assert table(execution="9").outcomes("A5") == ["warn"]
    assert table(execution="8.72").outcomes("A5") == ["error"]
    doc = Doc()
    doc.row("预算执行率", None, "", "8.48分")
    assert doc.outcomes("A5") == ["skipped"]
    doc = Doc()
    project = doc.project("甲", budget="10.00万元", executed="12.00万元", rate="120%")
    doc.row("预算执行率", None, "10分", "10分", subject=project)
    assert doc.outcomes("A5") == ["ok"]


def test_prose_rows_make_a_table_of_their_own() -> None:
    doc = Doc()
    doc.quantity(None, "score", "92.48分@100")
    for at, (name, weight, score) in enumerate(
        (
            ("数量", "18", "18"),
            ("质量", "15", "15"),
            ("时效", "9", "9"),
            ("成本", "8", "8"),
            ("社会效益", "40", "34"),
            ("满意度", "10", "8.48"),
        )
    ):
        doc.row(f"{name}指标", None, f"{weight}分@{200 + 40 * at}", f"{score}分@{220 + 40 * at}", actual=None)
    assert doc.outcomes("A6") == ["ok"]
    assert doc.outcomes("A7") == ["ok"]
    assert doc.failing() == []


def test_full_marks_need_an_actual() -> None:
    doc = table()
    for index, score in ((2, "warn"), (4, "skipped")):
        doc.indicators[index] = doc.indicators[index].model_copy(update={"actual": None})
        assert doc.outcomes("D7")[-1] == score
    for index in range(2, 8):
        doc.indicators[index] = doc.indicators[index].model_copy(update={"actual": None})
    assert doc.outcomes("D7") == ["skipped"]


def test_two_forms_in_a_row_are_told_apart_by_their_totals() -> None:
    doc = Doc()
    for form in (0, 1):
        doc.row("产出指标", "甲", f"60分@t{form}.1.5", f"{60 - form}分@t{form}.1.6")
        doc.row("效益指标", "乙", f"40分@t{form}.2.5", f"40分@t{form}.2.6")
        doc.row("总分", None, f"100分@t{form}.3.5", f"{100 - form}分@t{form}.3.6", actual=None)
    assert doc.outcomes("A6") == ["ok", "ok"]
    assert doc.failing() == []


def test_decimal_scores_are_exact() -> None:
    assert Decimal("7.27") + Decimal(38) + Decimal(50) == Decimal("95.27")
    assert table(total="95.28").outcomes("A6") == ["error"]
