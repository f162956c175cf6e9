"""Header bands of tables: merged cells and the empty cells that stand for them lead to the same paths."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from readers.make import pipes, read, tabs

from extractor.document import Cell, Table
from extractor.grid import Grid, column_headers, heads_column, is_blank, is_value, row_labels

Rows = Sequence[Sequence[str]]
BODY = (("1", "河道清淤工程", "25", "5", "28.5"), ("2", "路灯维护费", "20", "0", "20"))
SPLIT = (("序号", "项目名称", "全年预算数", "", "执行数"), ("", "", "当年财政拨款", "上年结转", ""), *BODY)
STACKED = (
    ("项目名称", "河道清淤工程", "", "", ""),
    ("项目资金", "", "预算数", "执行数", "执行率"),
    ("", "年度资金总额", "30", "28.5", "95%"),
    ("一级指标", "二级指标", "三级指标", "分值", "得分"),
    ("产出指标", "数量指标", "清淤长度", "20", "19"),
    ("", "质量指标", "合格率", "30", "29"),
)


def grid_of(rows: Rows, suffix: str = ".txt") -> Grid:
    """The grid of a table read from a file."""
    document = read((tabs if suffix == ".txt" else pipes)(*rows), suffix=suffix).document
    table = document.tables[0].table
    assert table is not None
    return Grid(document.text, table)


def merged(rows: Rows, spans: dict[tuple[int, int], tuple[int, int]]) -> Grid:
    """A ruled table whose cells at ``spans`` reach over (rows, columns); the cells they cover are not there."""
    covered = {
        (row + down, col + right)
        for (row, col), (height, width) in spans.items()
        for down in range(height)
        for right in range(width)
        if (down, right) != (0, 0)
    }
    text, cells = "", []
    for row, line in enumerate(rows):
        for col, words in enumerate(line):
            if (row, col) not in covered:
                cells.append(Cell(row, col, *spans.get((row, col), (1, 1)), (len(text), len(text) + len(words))))
                text += words + "\t"
    return Grid(text, Table(len(rows), len(rows[0]), tuple(cells)))


def paths(grid: Grid) -> tuple[dict[tuple[int, int], tuple[str, ...]], dict[tuple[int, int], tuple[str, ...]]]:
    """Header paths and labels of the cells that hold numbers."""
    values = {place for place, cell in grid.cells.items() if cell.value and place[0] not in grid.header_rows}
    heads, labels = column_headers(grid.text, grid.table), row_labels(grid.text, grid.table)
    return {p: heads[p] for p in values if p in heads}, {p: labels[p] for p in values if p in labels}


@pytest.mark.parametrize("suffix", [".txt", ".md"])
def test_two_header_rows_make_one_path(suffix: str) -> None:
    grid = grid_of(SPLIT, suffix)
    assert grid.header_rows == {0, 1}
    assert column_headers(grid.text, grid.table)[(2, 2)] == ("全年预算数", "当年财政拨款")
    assert column_headers(grid.text, grid.table)[(3, 3)] == ("全年预算数", "上年结转")
    assert column_headers(grid.text, grid.table)[(3, 4)] == ("执行数",)


def test_merged_and_empty_header_cells_lead_to_the_same_paths() -> None:
    ruled = merged(SPLIT, {(0, 0): (2, 1), (0, 1): (2, 1), (0, 2): (1, 2), (0, 4): (2, 1)})
    assert paths(ruled) == paths(grid_of(SPLIT)) == paths(grid_of(SPLIT, ".md"))


def test_merged_and_empty_labels_lead_to_the_same_paths() -> None:
    spans = {(0, 1): (1, 4), (1, 0): (2, 1), (1, 1): (1, 1), (4, 0): (2, 1)}
    assert paths(merged(STACKED, spans)) == paths(grid_of(STACKED)) == paths(grid_of(STACKED, ".md"))


def test_a_form_has_several_bands_and_each_holds_until_the_next() -> None:
    grid = grid_of(STACKED)
    assert grid.header_rows == {1, 3}
    assert [grid.band(row) for row in range(6)] == [(), (), (1,), (1,), (3,), (3,)]
    heads, labels = paths(grid)
    assert heads == {
        (2, 2): ("预算数",), (2, 3): ("执行数",), (2, 4): ("执行率",),
        (4, 3): ("分值",), (4, 4): ("得分",), (5, 3): ("分值",), (5, 4): ("得分",),
    }  # fmt: skip
    assert labels[(4, 4)] == ("产出指标", "数量指标", "清淤长度")
    assert labels[(5, 4)] == ("产出指标", "质量指标", "合格率")


def test_names_of_projects_over_numbers_are_a_header() -> None:
    grid = grid_of((("村", "河道清淤工程", "路灯维护费", "合计"), ("东村", "10", "5", "15"), ("西村", "20", "15", "35")))
    assert grid.header_rows == {0}
    assert column_headers(grid.text, grid.table)[(2, 2)] == ("路灯维护费",)
    assert row_labels(grid.text, grid.table)[(2, 2)] == ("西村",)


def test_words_over_words_are_no_header() -> None:
    assert grid_of((("甲", "乙", "丙"), ("河道", "路灯", "广场"), ("东村", "西村", "南村"))).header_rows == frozenset()


def test_a_row_that_lost_its_leading_cells_is_read_by_the_order_of_its_numbers() -> None:
    rows = (
        ("项目名称", "预算数（万元）", "执行数（万元）", "执行率"),
        ("河道清淤工程", "30", "28.5", "95%"),
        ("合计", "", "", ""),
        ("50", "48.5", "97%", ""),
    )
    grid = grid_of(rows)
    assert [column_headers(grid.text, grid.table)[(3, col)] for col in range(3)] == [("预算数（万元）",), ("执行数（万元）",), ("执行率",)]


def test_a_full_row_is_read_by_its_columns() -> None:
    grid = grid_of((("项目名称", "执行率", "预算数", "执行数"), ("河道清淤工程", "95%", "30", "28.5"), ("路灯维护费", "100%", "20", "20")))
    assert [column_headers(grid.text, grid.table)[(2, col)] for col in (1, 2, 3)] == [("执行率",), ("预算数",), ("执行数",)]


def test_a_wide_value_over_narrower_headers_has_no_path() -> None:
    rows = (("项目名称", "预算数", "执行数"), ("河道清淤工程", "30", ""))
    ruled = merged(rows, {(1, 1): (1, 2)})
    assert column_headers(ruled.text, ruled.table).get((1, 1)) is None


@pytest.mark.parametrize(
    "text", ["30", "1,200.50", "95%", "≥95%", "$\\geq 95\\%$", "3200人", "28.5万元", "-3.2", "(12)", "100余", "１２．５", "约30"]
)
def test_cells_that_hold_a_number_alone(text: str) -> None:
    assert is_value(text)


@pytest.mark.parametrize("text", ["", "2023年", "2023年决算数", "河道", "30万元以内的项目", "目标1：完成", "—"])
def test_cells_that_hold_more_or_none(text: str) -> None:
    assert not is_value(text)


@pytest.mark.parametrize("text", ["", " ", "-", "——", "/", "无", "\\"])
def test_blank_cells(text: str) -> None:
    assert is_blank(text)


@pytest.mark.parametrize("text", ["年初预算数", "执行率（B/A）", "得分", "三级指标", "2023年决算数", "项目名称", "预 算 数"])
def test_labels_that_head_columns(text: str) -> None:
    assert heads_column(text)


@pytest.mark.parametrize("text", ["河道清淤工程", "预算执行较好。后续改进", "完成：清淤5公里", "水利站"])
def test_labels_that_head_nothing(text: str) -> None:
    assert not heads_column(text)


WORDS = st.sampled_from(
    ["", "30", "95%", "项目名称", "预算数", "执行数", "执行率", "河道清淤工程", "合计", "2023年", "—", "一级指标", "得分"]
)
TABLES = st.integers(1, 5).flatmap(lambda n: st.lists(st.lists(WORDS, min_size=n, max_size=n), min_size=1, max_size=6))


@given(TABLES)
@settings(max_examples=150)
def test_header_rows_have_no_paths_and_paths_are_printed_words(rows: list[list[str]]) -> None:
    grid = merged(rows, {})
    printed = {cell.text for cell in grid.cells.values()}
    for (row, _), path in column_headers(grid.text, grid.table).items():
        assert row not in grid.header_rows
        assert set(path) <= printed
    for (row, col), labels in row_labels(grid.text, grid.table).items():
        assert row not in grid.header_rows
        assert set(labels) <= {cell.text for (_, left), cell in grid.cells.items() if left < col}
