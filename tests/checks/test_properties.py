"""Clean records give no error; a changed digit does."""

from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from typing import Any, get_args

from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.checks import explain, verify
from schemas.figure import Figure
from schemas.record import Breakdown, BreakdownKind, Indicator, Measure, Project, Quantity, Record

from .make import Doc

CENTS = st.integers(min_value=1, max_value=999_999_99)


def written(value: Decimal, decimals: int, mode: str, trim: bool) -> str:
    text = f"{value.quantize(Decimal(1).scaleb(-decimals), rounding=mode):f}"
    return text.rstrip("0").rstrip(".") if trim and "." in text else text


@st.composite
def clean(draw: st.DrawFn) -> tuple[Doc, list[int]]:
    """Exact amounts to the cent of 万元, footing exactly; every rate rounded or cut off alike, in table and list."""
    mode = draw(st.sampled_from([ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_DOWN]))
    decimals, trim = draw(st.integers(0, 4)), draw(st.booleans())
    amounts = draw(st.lists(st.tuples(CENTS, st.integers(0, 130)), min_size=2, max_size=8))
    doc, budgets, spent = Doc(), [], []
    for row, (cents, percent) in enumerate(amounts, 1):
        a, b = Decimal(cents) / 100, (Decimal(cents) * percent / 10000).quantize(Decimal("0.01"))
        budgets, spent = [*budgets, a], [*spent, b]
        rate = written(100 * b / a, decimals, mode, trim)
        a_text, b_text = written(a, 2, ROUND_DOWN, trim), written(b, 2, ROUND_DOWN, trim)
        at = 1000 * row
        doc.project(
            f"项目{row}",
            budget=f"{a_text}万元@t0.{row}.1 {a_text}万元@{at}",
            executed=f"{b_text}万元@t0.{row}.2 {b_text}万元@{at + 30}",
            rate=f"{rate}%@t0.{row}.3 {rate}%@{at + 60}",
        )
    last = len(amounts) + 1
    for role, values, col in (("budget", budgets, 1), ("executed", spent, 2)):
        total = written(sum(values, Decimal(0)), 2, ROUND_DOWN, trim)
        whole = doc.quantity("自评项目", role, f"{total}万元@t0.{last}.{col} {total}万元@{col * 50}")
        doc.breakdown("sum", whole, *(f"/projects/{index}/{role}" for index in range(len(amounts))))
    doc.quantity("自评项目", "count", f"{len(amounts)}个@20")
    return doc, [cents for cents, _ in amounts]


@settings(max_examples=200, deadline=None)
@given(clean())
def test_a_clean_record_has_no_error(made: tuple[Doc, list[int]]) -> None:
    doc, _ = made
    assert [r for r in doc.verify() if r.outcome == "error"] == []


@settings(max_examples=150, deadline=None)
@given(clean(), st.data())
def test_a_changed_digit_in_a_part_is_an_error(made: tuple[Doc, list[int]], data: st.DataObject) -> None:
    doc, _ = made
    index = data.draw(st.integers(0, len(doc.projects) - 1))
    project = doc.projects[index]
    digits = [position for position, sign in enumerate(project.budget[0].printed) if sign.isdigit()]
    position = data.draw(st.sampled_from(digits))
    old = project.budget[0].printed
    new = old[:position] + data.draw(st.sampled_from([digit for digit in "123456789" if digit != old[position]])) + old[position + 1 :]
    figures = (project.budget[0].model_copy(update={"printed": new}), *project.budget[1:])
    doc.projects[index] = project.model_copy(update={"budget": figures})
    assert any(r.outcome == "error" for r in doc.verify())


NUMBERS = st.sampled_from(["0", "-5", "-", ".5", "1,000.50", "100", "99.99", "12345678901234567890", "9" * 40, "0.00", "3"])
FIGURES = st.lists(
    st.builds(
        Figure,
        printed=NUMBERS,
        unit=st.sampled_from([None, "万元", "元", "%", "分", "个", "万", "元/人", ""]),
        op=st.sampled_from([None, None, "≥", "约", "余", "<"]),
        as_of=st.sampled_from([None, None, "2023", "2023-10", "2022-12-31"]),
        shared=st.sampled_from([None, "joint"]),
    ),
    max_size=3,
).map(tuple)
POINTERS = st.sampled_from(
    [
        f"/{section}/{n}{tail}"
        for section, tail in (
            ("projects", ""),
            ("projects", "/budget"),
            ("projects", "/executed/0"),
            ("quantities", ""),
            ("indicators", "/score"),
            ("x", ""),
        )
        for n in range(4)
    ]
)
LABELS = st.sampled_from([None, "项目", "三公经费", "自评项目"])


@settings(max_examples=400, deadline=None)
@given(
    st.lists(
        st.builds(
            Project,
            name=st.sampled_from(["甲", "乙"]),
            initial_budget=FIGURES,
            budget=FIGURES,
            executed=FIGURES,
            rate=FIGURES,
            score=FIGURES,
        ),
        max_size=3,
    ),
    st.lists(
        st.builds(
            Quantity,
            label=LABELS,
            subject=st.none() | POINTERS,
            period=st.sampled_from([None, "2022", "2023", "全年"]),
            measure=st.sampled_from(get_args(Measure)),
            mentions=FIGURES,
        ),
        max_size=6,
    ),
    st.lists(
        st.builds(
            Breakdown,
            kind=st.sampled_from(get_args(BreakdownKind)),
            whole=st.none() | POINTERS,
            parts=st.lists(POINTERS | st.tuples(POINTERS, POINTERS), max_size=4).map(tuple),
        ),
        max_size=4,
    ),
    st.lists(
        st.builds(
            Indicator,
            subject=st.none() | POINTERS,
            path=st.sampled_from([(), ("预算执行率",), ("总分",), ("产出",), ("产出", "数量")]),
            name=st.sampled_from([None, "一"]),
            weight=FIGURES,
            score=FIGURES,
        ),
        max_size=5,
    ),
    st.sampled_from(["zh", "en"]),
)
def test_whatever_was_read_is_answered(projects: Any, quantities: Any, breakdowns: Any, indicators: Any, lang: Any) -> None:
    record = Record(
        year=2023,
        projects=tuple(projects),
        quantities=tuple(quantities),
        breakdowns=tuple(breakdowns),
        indicators=tuple(indicators),
    )
    results = verify(record, {}, lang)
    assert results == verify(record, {}, lang)
    findings = explain(record, results, lang)
    assert len({finding.id for finding in findings}) == len(findings)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 8), st.integers(0, 8)), min_size=2, max_size=12), st.booleans())
def test_a_clean_score_table_has_no_error(rows: list[tuple[int, int]], integers: bool) -> None:
    doc = Doc()
    scores = [min(score, weight) * (Decimal(1) if integers else Decimal("0.91")) for weight, score in rows]
    for row, ((weight, _), score) in enumerate(zip(rows, scores, strict=True)):
        doc.row(f"组{row % 2}/二级", f"指标{row}", f"{weight}分@t0.{row}.4", f"{score}分@t0.{row}.5", actual="较好")
    doc.row("总分", None, f"{sum(weight for weight, _ in rows)}分@t0.50.4", f"{sum(scores)}分@t0.50.5", actual=None)
    assert [r for r in doc.verify() if r.outcome in ("error", "warn")] == []


def test_a_score_table_of_nothing_but_the_execution_row_and_the_total_is_answered() -> None:
    doc = Doc()
    doc.row("预算执行率", None, "", "0分@t0.1.5", actual=None)
    doc.row("总分", None, "0分@t0.2.4", "0分@t0.2.5", actual=None)
    assert [result.outcome for result in doc.verify() if result.outcome == "error"] == []
