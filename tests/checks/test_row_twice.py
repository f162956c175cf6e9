"""B1 over rows: a target or an actual that is printed twice."""

import pytest

from extractor.checks import verify
from schemas.figure import Figure
from schemas.record import Indicator, IndicatorValue, Project, Record
from schemas.result import CheckResult


def value(text: str, *printed: str, unit: str = "人次", op: str | None = None) -> IndicatorValue:
    return IndicatorValue(text=text, figures=tuple(Figure(printed=one, unit=unit, op=op) for one in printed))  # type: ignore[arg-type]


def row(
    actual: IndicatorValue, *, target: IndicatorValue | None = None, name: str = "补贴性培训人次", subject: str | None = None
) -> Indicator:
    return Indicator(name=name, path=("产出指标",), target=target, actual=actual, subject=subject)


def of(*rows: Indicator) -> list[CheckResult]:
    record = Record(projects=(Project(name="技能培训"), Project(name="就业服务")), indicators=rows)
    return [one for one in verify(record, {}) if one.check == "B1"]


@pytest.mark.parametrize(
    ("text", "printed", "outcome"),
    [
        ("3948人次", ("3948", "3984"), ["error"]),
        ("3,948人次", ("3948", "3948"), []),  # both numbers are the cell's
        ("培训3948人次，其中线上612人次", ("3948", "612"), []),
        ("培训3948人次，其中线上612人次", ("3948", "612", "3984"), []),  # of which of the two is not said
        ("", ("3948", "3984"), []),
    ],
)
def test_what_the_text_says_of_a_row_is_held_against_its_cell(text: str, printed: tuple[str, ...], outcome: list[str]) -> None:
    assert [one.outcome for one in of(row(value(text, *printed)))] == outcome


def test_figures_of_another_unit_are_other_figures() -> None:
    both = IndicatorValue(text="3948人次", figures=(Figure(printed="3948", unit="人次"), Figure(printed="612", unit="人")))
    assert of(row(both)) == []


ON_TIME = {"target": value("≥90%", "90", unit="%", op="≥"), "name": "公交准点率", "subject": "/projects/1"}
TOLD = {**ON_TIME, "target": value("不低于90%", "90", unit="%", op="≥")}


@pytest.mark.parametrize(
    ("other", "more", "outcome"),
    [
        ("92.1", {}, ["error"]),
        ("91.2", {}, ["ok"]),
        ("91", {}, ["ok"]),  # told with fewer decimals
        ("92.1", {"subject": "/projects/0"}, []),
        ("92.1", {"target": value("≥95%", "95", unit="%", op="≥")}, []),  # another target: another indicator
        ("92.1", {"target": None}, []),
    ],
)
def test_one_row_of_a_project_told_in_two_places(other: str, more: dict[str, object], outcome: list[str]) -> None:
    rows = [row(value("91.2%", "91.2", unit="%"), **ON_TIME), row(value(other, other, unit="%"), **{**TOLD, **more})]  # type: ignore[arg-type]
    assert [one.outcome for one in of(*rows)] == outcome


@pytest.mark.parametrize(("tables", "outcome"), [(1, ["warn"]), (2, [])])
def test_rows_of_no_project_are_a_question_where_one_table_could_print_them(tables: int, outcome: list[str]) -> None:
    whose = {**ON_TIME, "subject": None}
    rows = [row(value(one, one, unit="%"), **whose) for one in ("91.2", "92.1")]  # type: ignore[arg-type]
    ten = (Figure(printed="10", unit="分"),)
    other = [Indicator(name="管护", path=("产出",), weight=ten, subject=f"/projects/{at}" if at else None) for at in range(tables)]
    assert [one.outcome for one in of(*rows, *other)] == outcome
