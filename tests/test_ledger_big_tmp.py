"""The books close: each numeral once, each pointer a printed number, the same however the table is written."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from readers.make import Read, pipes, read, tabs

from extractor.document import SET_ASIDE_KINDS, Span
from extractor.numerals.fold import fold
from schemas.figure import Figure

NAMES = ("河道清淤工程", "路灯维护费", "广场绿化项目", "堤防加固项目", "桥梁维修经费", "防汛物资采购")
PROSE = (
    "全年预算数{a}万元，支出{b}万元，执行率{c}%。",
    "三公经费支出{b}万元，较上年减少{a}万元，其中：公务接待费{a}万元，公车运行维护费{b}万元。",
    "整体绩效自评得分{c}分。",
    "基本支出{a}万元，占总支出的{c}%。",
    "（联系电话：0731-88886666）柳财〔2023〕{d}号。",
    "{d}个项目中，执行率100%的{d}个。",
    "截至2023年10月底支出{b}万元。",
    "培训{d}人次，满意度达到{c}%。",
    "路程{a}{b}。",
    "护林员补助{d}村*{a}万元={b}万元。",
)
AMOUNTS = st.decimals(min_value=Decimal(0), max_value=Decimal("9999.99"), places=2).map(str)


@st.composite
def reports(draw: st.DrawFn) -> tuple[list[list[str]], list[str]]:
    """The rows of a project table and some sentences; nothing needs to add up."""
    names = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=4, unique=True))
    rows = [["序号", "项目名称", "预算数（万元）", "执行数（万元）", "执行率", "自评得分"]]
    for index, name in enumerate(names, 1):
        cells = [draw(AMOUNTS), draw(AMOUNTS), f"{draw(st.integers(0, 100))}%", str(draw(st.integers(0, 100)))]
        rows.append([str(index), name, *cells])
    picked = draw(st.lists(st.sampled_from(PROSE), max_size=5))
    values = [{"a": draw(AMOUNTS), "b": draw(AMOUNTS), "c": draw(st.integers(0, 100)), "d": draw(st.integers(1, 99))} for _ in picked]
    return rows, [sentence.format(**value) for sentence, value in zip(picked, values, strict=True)]


def figures(report: Read) -> dict[str, Figure]:
    """Each figure of the record by its pointer."""
    record, found = report.record, {}
    for i, project in enumerate(record.projects):
        for measure in ("initial_budget", "budget", "executed", "rate", "score"):
            found.update({f"/projects/{i}/{measure}/{k}": f for k, f in enumerate(getattr(project, measure))})
    for i, quantity in enumerate(record.quantities):
        found.update({f"/quantities/{i}/mentions/{k}": f for k, f in enumerate(quantity.mentions)})
    for i, row in enumerate(record.indicators):
        for name in ("weight", "score"):
            found.update({f"/indicators/{i}/{name}/{k}": f for k, f in enumerate(getattr(row, name))})
        for name in ("target", "actual"):
            value = getattr(row, name)
            found.update({f"/indicators/{i}/{name}/figures/{k}": f for k, f in enumerate(value.figures if value else ())})
    return found


def assert_books_close(report: Read) -> None:
    """Claimed + set aside + unclaimed = all, span by span; each figure's place quotes exactly its printed number and unit."""
    ledger, numerals = report.extraction.ledger, {numeral.span: numeral for numeral in report.document.numerals}
    places = report.extraction.provenance
    aside = [entry.span for entry in ledger.set_aside]
    unclaimed = [entry.span for entry in ledger.unclaimed]
    claimed = {place.span for place in places.values() if place.span in numerals}
    assert Counter([*aside, *unclaimed, *claimed]) == Counter(list(numerals))
    assert (ledger.numerals, ledger.claimed) == (len(numerals), len(claimed))
    assert all(numerals[span].kind in SET_ASIDE_KINDS for span in aside)
    assert not any(numerals[span].kind in ("money", "percent", "score") for span in aside)
    by_extent = {numeral.span: report.document.text[slice(*numeral.extent)] for numeral in report.document.numerals}
    found = figures(report)
    for pointer, figure in found.items():
        place = places[pointer]
        assert figure.printed == numerals[place.span].printed
        assert place.quote == by_extent[place.span]
        if figure.printed[0].isdigit():
            assert fold(report.document.text[slice(*place.span)]).replace(" ", "") == figure.printed


def counted_once(report: Read) -> list[Span]:
    """Spans under more than one pointer of figures."""
    spans = Counter(report.extraction.provenance[pointer].span for pointer in figures(report))
    return [span for span, times in spans.items() if times > 1]


@given(reports())
@settings(max_examples=3000, deadline=None)
def test_each_numeral_is_booked_once(made: tuple[list[list[str]], list[str]]) -> None:
    rows, sentences = made
    report = read(tabs(*rows) + "\n" + "\n".join(sentences))
    assert_books_close(report)
    assert counted_once(report) == []
    assert report.extraction.coverage.rows.printed == len(rows) - 1


@given(reports())
@settings(max_examples=3000, deadline=None)
def test_a_table_reads_the_same_as_tabs_and_as_pipes(made: tuple[list[list[str]], list[str]]) -> None:
    rows, sentences = made
    prose = "\n\n".join(sentences)
    one, two = read(f"\n{tabs(*rows)}\n\n{prose}"), read(f"\n{pipes(*rows)}\n\n{prose}", suffix=".md")
    assert one.record == two.record
    assert one.extraction.ledger.claimed == two.extraction.ledger.claimed
    assert one.extraction.blanks == two.extraction.blanks


@given(reports())
@settings(max_examples=3000, deadline=None)
def test_every_number_of_the_project_table_is_its_projects(made: tuple[list[list[str]], list[str]]) -> None:
    rows, _ = made
    report = read(tabs(*rows))
    for _, name, budget, executed, rate, score in rows[1:]:
        told = [report.money(name, measure) for measure in ("budget", "executed", "rate", "score")]
        assert told == [[budget], [executed], [rate.rstrip("%")], [score]]
    assert report.unclaimed == []
    assert report.extraction.coverage.complete


@pytest.mark.parametrize(
    ("text", "because"),
    [
        ("柳财〔2023〕15号文件。", "document number"),
        ("联系电话：0731-88886666。", "phone"),
        ("2023年6月1日开工。", "date"),
        ("1.加强管理，落实责任到人。", "ordinal"),
    ],
)
def test_numbers_that_carry_no_figure_are_set_aside_with_the_reason(text: str, because: str) -> None:
    report = read(text, title="柳河镇自评报告")
    assert because in {aside.because for aside in report.extraction.ledger.set_aside}
    assert report.unclaimed == []


@pytest.mark.parametrize("text", ["大约30万元。", "其他95%。", "又12分。", "某处另有5.2万元在途。"])
def test_money_shares_and_points_that_nobody_explains_stay_unclaimed(text: str) -> None:
    report = read(text, title="柳河镇自评报告")
    assert len(report.unclaimed) == 1
    entry = report.extraction.ledger.unclaimed[0]
    assert report.document.text[slice(*entry.span)] == entry.printed
    assert entry.printed in entry.quote


def test_a_row_with_an_unexplained_number_is_not_accounted_for() -> None:
    report = read(tabs(["项目名称", "预算数（万元）", "备注"], ["河道清淤工程", "30", "另有5万元在途"], ["路灯维护费", "20", ""]))
    coverage = report.extraction.coverage
    assert (coverage.complete, coverage.rows.printed, coverage.rows.accounted) == (False, 2, 1)


def test_a_report_without_figures_has_an_empty_record_and_closed_books() -> None:
    report = read("今年各项工作平稳。", title="柳河镇自评报告")
    assert (report.record.projects, report.record.quantities, report.extraction.ledger.numerals) == ((), (), 0)
    assert report.extraction.coverage.complete
