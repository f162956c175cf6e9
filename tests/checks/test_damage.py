"""G6: a figure that its place does not print is a fault of the reading, unless a person corrected it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.checks import explain, verify
from extractor.checks.damage import damaged_figures
from schemas.extraction import Provenance
from schemas.figure import Correction, Figure
from schemas.record import Breakdown, Indicator, IndicatorValue, Project, Quantity, Record


def at(text: str, part: str, **more: Any) -> Provenance:
    start = text.index(part)
    return Provenance(page=None, bbox=None, span=(start, start + len(part)), quote=part, source="text", place="prose", **more)


def record(*executed: Figure) -> Record:
    return Record(projects=(Project(name="道路养护", executed=executed),))


def judged(printed: str, text: str, part: str, *, corrected: Correction | None = None, **more: Any) -> list[str]:
    figure = Figure(printed=printed, unit="万元", corrected=corrected)
    found = damaged_figures(record(figure), {"/projects/0/executed/0": at(text, part, **more)}, text)
    return [result.outcome for result in found]


@pytest.mark.parametrize(
    ("printed", "text", "part"),
    [
        ("79.78", "支出79.78万元", "79.78"),
        ("79.78", "支出79.78万元", "79.78万元"),
        ("79.78", "支出７９．７８万元", "７９．７８"),
        ("3200", "保洁 3 200 次", "3 200"),
        ("13", "设十三个村", "十三"),
        ("5", "增长百分之五", "五"),
        ("1,234.50", "共1,234.50元", "1,234.50"),
        ("1234.50", "共1,234.50元", "1,234.50"),
    ],
)
def test_what_the_place_prints_is_sound(printed: str, text: str, part: str) -> None:
    assert judged(printed, text, part) == []


@pytest.mark.parametrize(
    ("printed", "text", "part"),
    [
        ("97.78", "支出79.78万元", "79.78"),
        ("9.78", "支出79.78万元", "79.78"),
        ("79.8", "支出79.78万元", "79.78"),
        ("79.780", "支出79.78万元", "79.78"),
        ("14", "设十三个村", "十三"),
        ("79.78", "支出79.78万元", "支出"),
    ],
)
def test_what_it_does_not_print_is_damage(printed: str, text: str, part: str) -> None:
    assert judged(printed, text, part) == ["error"]


def test_another_reading_of_the_place_is_sound() -> None:
    assert judged("814.78", "支出814.76万元", "814.76", alternatives=("814.78",)) == []


def test_a_span_outside_the_text_is_damage() -> None:
    place = at("支出5万元", "5").model_copy(update={"span": (90, 92)})
    found = [*damaged_figures(record(Figure(printed="5", unit=None)), {"/projects/0/executed/0": place}, "支出5万元")]
    assert [(one.check, one.outcome, one.expected) for one in found] == [("G6", "error", None)]
    assert "没有原文" in found[0].because


def test_a_correction_is_not_judged() -> None:
    assert judged("97.78", "支出79.78万元", "79.78", corrected=Correction(was="79.78", by="复核员", why="与决算表核对")) == []


@pytest.mark.parametrize("was", ["79.87", "9.78", "97.78"])
def test_a_correction_of_what_its_place_does_not_print_is_a_question(was: str) -> None:
    assert judged("97.78", "支出79.78万元", "79.78", corrected=Correction(was=was, by="复核员", why="")) == ["warn"]


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("zh", "道路养护：执行数的更正注明原为79.87，而所指位置的原文是“79.78”，请核对更正的是否这个数。"),
        (
            "en",
            "道路养护: the correction of the executed amount says that 79.87 stood there, but the text at its place is “79.78”; "
            "check that it was meant for this figure.",
        ),
    ],
)
def test_its_finding_blames_no_figure_of_the_report(lang: Any, said: str) -> None:
    text = "支出79.78万元"
    told = record(Figure(printed="97.78", unit="万元", corrected=Correction(was="79.87", by="复核员", why="")))
    results = [*damaged_figures(told, {"/projects/0/executed/0": at(text, "79.78")}, text, lang)]
    (finding,) = explain(told, results, lang)
    assert (finding.check, finding.severity, finding.message, finding.suspect) == ("G7", "warn", said, None)


def test_another_reading_may_be_what_was_corrected() -> None:
    by = Correction(was="814.78", by="复核员", why="")
    assert judged("815.78", "支出814.76万元", "814.76", corrected=by, alternatives=("814.78",)) == []


def test_nothing_is_said_without_a_place() -> None:
    assert [*damaged_figures(record(Figure(printed="97.78", unit="万元")), {}, "支出79.78万元")] == []


@pytest.mark.parametrize(("printed", "expected"), [("79.78", []), ("97.78", ["79.78"])])
def test_without_a_text_the_quote_of_the_place_speaks(printed: str, expected: list[str]) -> None:
    places = {"/projects/0/executed/0": at("支出79.78", "79.78")}
    found = damaged_figures(record(Figure(printed=printed, unit="万元")), places, "")
    assert [one.expected for one in found] == expected


def test_targets_and_actuals_are_judged_too() -> None:
    rows = (Indicator(name="保洁", target=IndicatorValue(text="≥2次", figures=(Figure(printed="3", unit="次", op="≥"),))),)
    found = [*damaged_figures(Record(indicators=rows), {"/indicators/0/target/figures/0": at("≥2次", "2")}, "≥2次")]
    assert [(one.paths, one.expected) for one in found] == [(("/indicators/0/target/figures/0",), "2")]
    assert found[0].because.startswith("保洁：年度指标值为3")


def test_its_finding_names_the_figure_and_the_reading() -> None:
    text = "支出79.78万元"
    told = record(Figure(printed="97.78", unit="万元"))
    results = [*damaged_figures(told, {"/projects/0/executed/0": at(text, "79.78")}, text)]
    (finding,) = explain(told, results)
    assert (finding.check, finding.severity, finding.attribution) == ("G6", "error", "reading")
    assert (finding.suspect, finding.suspect_printed, finding.suggestion) == ("/projects/0/executed/0", "97.78", "79.78")
    assert finding.title == "道路养护：执行数不在所指的原文位置上"


@given(st.decimals(min_value=0, max_value=10**9, places=2), st.decimals(min_value=0, max_value=10**9, places=2))
def test_property_only_the_printed_number_is_sound(printed: Any, other: Any) -> None:
    assert judged(f"{printed:f}", f"支出{other:f}万元", f"{other:f}") == ([] if printed == other else ["error"])


def test_what_it_does_to_the_sums_is_the_same_finding() -> None:
    text = "甲10万元，乙20万元，共30万元"
    parts = (
        Project(name="甲", budget=(Figure(printed="10", unit="万元"),)),
        Project(name="乙", budget=(Figure(printed="26", unit="万元"),)),
    )
    total = Quantity(label="项目", measure="budget", mentions=(Figure(printed="30", unit="万元"),))
    sums = (Breakdown(kind="sum", whole="/quantities/0", parts=("/projects/0/budget", "/projects/1/budget")),)
    told = Record(projects=parts, quantities=(total,), breakdowns=sums)
    places = {"/projects/0/budget/0": at(text, "10"), "/projects/1/budget/0": at(text, "20"), "/quantities/0/mentions/0": at(text, "30")}
    results = (*verify(told, places), *damaged_figures(told, places, text))
    (finding,) = explain(told, results, provenance=places)
    assert (finding.check, finding.suspect, finding.suggestion, finding.attribution) == ("G6", "/projects/1/budget/0", "20", "reading")
    assert len(finding.proofs) == 2
