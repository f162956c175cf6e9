"""Numerals of whole documents: units from headers, captions and the document, row numbers, dates in force, sources."""

from collections.abc import Callable

import pytest

from extractor.document import Numeral, Run

from .make import document, short

Read = Callable[..., tuple[Numeral, ...]]


def units(numerals: tuple[Numeral, ...]) -> list[tuple[str, str | None, str | None]]:
    return [(numeral.printed, numeral.unit, numeral.unit_from) for numeral in numerals]


def test_ids_run_in_text_order_and_spans_point_into_the_text(read: Read) -> None:
    parts = ("一、预算20万元，执行率95%", (1, [["项目", "得分"], ["甲", "9.5"]]), "结余0.5万元")
    numerals, text = read(*parts), document(*parts).text
    assert [numeral.id for numeral in numerals] == ["n1", "n2", "n3", "n4"]
    assert [text[slice(*numeral.span)] for numeral in numerals] == ["20", "95", "9.5", "0.5"]
    assert numerals[2].cell == (0, 1, 1) and numerals[0].cell is None


def test_unit_of_the_innermost_header_that_tells(read: Read) -> None:
    rows = [
        ["序号", "项目名称", "项目资金（万元）", None, None, "自评得分"],
        ["序号", "项目名称", "预算数", "执行数", "执行率", "自评得分"],
        ["1", "甲项目", "830", "814.79", "98.17%", "94"],
        ["2", "乙项目", "20", "0", "0", "80"],
    ]
    read_units = units(read((2, rows)))
    assert read_units[:6] == [
        ("1", None, None),
        ("830", "万元", "header"),
        ("814.79", "万元", "header"),
        ("98.17", "%", "printed"),
        ("94", "分", "header"),
        ("2", None, None),
    ]
    assert read_units[8:] == [("0", "%", "header"), ("80", "分", "header")]


def test_header_units_of_every_kind(read: Read) -> None:
    rows = [
        ["名称", "执行率(%)", "金额（元）", "户数", "面积（平方米）", "分值", "在职人数"],
        ["甲", "98.17", "3150", "12", "500", "10", "89"],
    ]
    assert [numeral.unit for numeral in read((1, rows))] == ["%", "元", "户", "平方米", "分", "人"]


def test_unit_from_the_row_label(read: Read) -> None:
    rows = [["指标", "2023年", "2024年"], ["资金总额（万元）", "30", "28"], ["执行率（%）", "93.33", "95"]]
    assert [(n.unit, n.unit_from) for n in read((1, rows)) if n.kind != "date"] == [("万元", "header")] * 2 + [("%", "header")] * 2


def test_unit_from_the_stub_of_the_form(read: Read) -> None:
    rows = [
        ["年度资金（万元）", "", "年初预算数", "全年执行数", "分值"],
        ["年度资金（万元）", "年度资金总额", "2760.71", "3122.00", "10"],
    ]
    assert units(read((1, rows))) == [("2760.71", "万元", "header"), ("3122.00", "万元", "header"), ("10", "分", "header")]


def test_unit_from_a_caption(read: Read) -> None:
    rows = [["科目", "预算数", "决算数"], ["办公费", "632", "849.56"]]
    assert {unit for _, unit, _ in units(read("附表1", "金额单位：元", (1, rows)))[1:]} == {"元"}
    assert units(read("表1", "单位：万元", (1, rows)))[1] == ("632", "万元", "caption")
    assert units(read((1, [["单位：万元", None, None], *rows])))[-1] == ("849.56", "万元", "caption")


def test_unit_of_the_document_for_amounts_without_any(read: Read) -> None:
    rows = [["", "2023年决算数", "2024年预算数"], ["三公经费", "10.06", "7.5"], ["个数", "3", "4"]]
    found = units(read("项目支出102.83万元，其中甲90.06万元，另付500元", (1, rows)))
    assert ("10.06", "万元", "document") in found and ("7.5", "万元", "document") in found


def test_goals_take_no_money_unit_from_afar(read: Read) -> None:
    rows = [["三级指标", "年度指标值", "实际完成值", "分值"], ["培训经费补助", "30", "28", "10"]]
    assert [numeral.unit for numeral in read("共20万元", (1, rows))] == ["万元", None, None, "分"]


def test_goals_take_the_unit_of_their_row(read: Read) -> None:
    rows = [
        ["三级指标", "指标值", "计量单位", "完成值"],
        ["合格率", "95", "%", "96"],
        ["培训", "30", "人次", "28"],
        ["成本（万元）", "8", "", "7"],
    ]
    assert [numeral.unit for numeral in read((1, rows))] == ["%", "%", "人次", "人次", "万元", "万元"]


@pytest.mark.parametrize(("printed", "unit"), [("0.98", None), ("1.02", None), ("1", None), ("98.17", "%"), ("100", "%"), ("0", "%")])
def test_a_bare_rate_may_be_a_ratio(read: Read, printed: str, unit: str | None) -> None:
    (numeral,) = read((1, [["项目", "执行率"], ["甲", printed]]))
    assert numeral.unit == unit


def test_labels_inside_the_cell(read: Read) -> None:
    rows = [["年度预算（万元）", "年初预算数", "得分"], ["年度预算（万元）", "其中：基本支出：3019.17", "项目支出：102.83"]]
    assert {unit for _, unit, _ in units(read((1, rows)))} == {"万元"}


def test_labels_in_prose(read: Read) -> None:
    found = units(read("共2万元。自评得分：95，执行率：98.17，基本支出：3019.17；执行率：0.98"))
    assert found[1:] == [("95", "分", "header"), ("98.17", "%", "header"), ("3019.17", "万元", "document"), ("0.98", None, None)]


def test_row_numbers_and_column_numbers(read: Read) -> None:
    rows = [
        ["序号", "项目", "金额（万元）", "备注"],
        ["栏次", "1", "2", "3"],
        ["1", "甲", "5", "1"],
        ["2", "乙", "6", "2"],
        ["3", "丙", "7", "3"],
    ]
    numerals = read((1, rows))
    assert [numeral.printed for numeral in numerals if numeral.kind == "money"] == ["5", "6", "7"]
    assert {numeral.kind for numeral in numerals if numeral.kind != "money"} == {"ordinal"}


def test_amounts_that_look_like_dates_or_codes(read: Read) -> None:
    (numeral,) = read((1, [["项目", "预算数（元）"], ["甲", "2024.12"]]))
    assert (numeral.kind, numeral.printed, numeral.unit) == ("money", "2024.12", "元")
    numerals = read((1, [["项目", "年度", "预算数（元）"], ["甲", "2023", "20231130"]]))
    assert [numeral.kind for numeral in numerals] == ["date", "money"]


AS_OF = {
    "预算830万元，截至2023年底支出814.78万元，执行率98%。后付3万元": [None, "2023-12", "2023-12", None],
    "截至2023年10月底支出12万元；另付1万元": ["2023-10", None],
    "截止2023年12月31日，支付5万元": ["2023-12"],
    "2023年末在编89人。": ["2023-12"],
    "截至2023年9月支付2万元，截至2023年11月底支付3万元": ["2023-09", "2023-11"],
    "2023年底前完成5个": [None],
    "2023年支出5万元": [None],
}


@pytest.mark.parametrize(("text", "months"), AS_OF.items())
def test_as_of(read: Read, text: str, months: list[str | None]) -> None:
    assert [numeral.as_of for numeral in read(text) if numeral.kind != "date"] == months


def test_as_of_in_a_header(read: Read) -> None:
    numerals = read((1, [["项目", "预算数（万元）", "截至2023年10月底执行数（万元）"], ["甲", "5", "4"]]))
    assert [numeral.as_of for numeral in numerals if numeral.kind == "money"] == [None, "2023-10"]


def test_source_and_confidence_from_the_runs(read: Read) -> None:
    runs = (
        Run((0, 4), 1, 0, 10, tuple(range(5)), "text"),
        Run((4, 9), 1, 10, 20, tuple(range(6)), "ocr", 0.98),
        Run((9, 14), 1, 20, 30, tuple(range(6)), "ocr", 0.71),
    )
    first, second = read("共3个。预算814.79万元", runs=runs)
    assert (first.source, first.confidence) == ("text", None)
    assert (second.source, second.confidence) == ("ocr", 0.71)


def test_page_numbers_in_asides_are_ordinals(read: Read) -> None:
    assert [short(numeral) for numeral in read("共3个", asides=("- 2 -",))] == ["3个 count", "2 ordinal"]


def test_traditional_and_masked(read: Read) -> None:
    assert [short(numeral) for numeral in read("**縣資(zī)金30萬(wàn)元，20xx年")] == ["30万元 money", "20 date"]


def test_bounds_in_a_column_of_their_own(read: Read) -> None:
    rows = [
        ["三级指标", "指标性质", "指标值", "度量单位", "完成值"],
        ["覆盖率", "≥", "95", "%", "100"],
        ["成本", "≤", "30", "万元", "28"],
    ]
    assert [short(numeral) for numeral in read((1, rows))] == ["≥95% percent", "100% percent", "≤30万元 money", "28万元 money"]


def test_unit_in_the_corner_of_the_form(read: Read) -> None:
    rows = [
        ["年度预算数(元)", "年初预算", "调整后预算数", "预算执行数", "预算执行率", "权重"],
        ["总额", "238.93", "251.89", "251.89", "100.00%", "10"],
    ]
    assert [numeral.unit for numeral in read("共5万元", (1, rows))] == ["万元", "元", "元", "元", "%", "分"]
