"""Tables that plain text only hints at: by tabs, pipes, boxes, spaces, single cells on lines, markup."""

import pytest
from test_text import codes, prose

from extractor.load.compose import Grid, Paragraph, compose, is_regular, plain_grid
from extractor.load.text import parts_of


def grids(text, markdown=False):
    parts = parts_of(text, markdown)[0]
    found = [part for part in parts if isinstance(part, Grid)]
    assert all(map(is_regular, found))
    return found


def rows(grid):
    """Rows of texts; a merged cell as (text, rows, columns)."""
    return [
        [c.text if (c.row_span, c.col_span) == (1, 1) else (c.text, c.row_span, c.col_span) for c in grid.cells if c.row == r]
        for r in range(grid.n_rows)
    ]


def test_tabs_with_blank_lines_between_rows_and_lost_cells():
    (grid,) = grids("序号\t项目\t预算\n1\t甲\t10\n\n\t其中：乙\t3\n\n2\t丙\n\n说明：完。")
    assert (grid.rebuilt, rows(grid)) == (
        "tabs",
        [["序号", "项目", "预算"], ["1", "甲", "10"], ["", "其中：乙", "3"], ["2", "丙", ""]],
    )


def test_a_title_ends_a_tab_table():
    first, second = grids("甲\t1\n乙\t2\n\n附件 1-2\n\n整体支出自评表\n\n丙\t3\n丁\t4")
    assert (rows(first), rows(second)) == ([["甲", "1"], ["乙", "2"]], [["丙", "3"], ["丁", "4"]])


def test_a_row_broken_in_a_cell_is_mended():
    (grid,) = grids("序号\t项目\t预算\n1\t甲\t10\n2\t名称太长\n断开了\t20\n3\t丙\t30")
    assert rows(grid)[2] == ["2", "名称太长断开了", "20"]


def test_two_short_rows_are_not_taken_for_a_broken_one():
    text = "类\ta\tb\tc\td\n甲\t1\t2\t3\t4\n乙\t5\t6\t7\t8\n经费情况\t上年\t本年\n三公经费\t10\t9\n丙\t1\t2\t3\t4"
    assert rows(grids(text)[0])[3:5] == [["经费情况", "上年", "本年", "", ""], ["三公经费", "10", "9", "", ""]]
    assert codes(text) == ["unsure_table"]


def test_tabs_with_merged_header_and_total():
    (grid,) = grids("序号\t项目\t项目资金\t得分\n\t\t预算\t执行\t\n1\t甲\t10\t8\t90\n2\t乙\t20\t20\t95\n合计\t30\t28\t\n")
    assert rows(grid)[0] == [("序号", 2, 1), ("项目", 2, 1), ("项目资金", 1, 2), ("得分", 2, 1)]
    assert rows(grid)[-1] == [("合计", 1, 2), "30", "28", ""]


def test_one_cell_a_line():
    text = "\t名称\n\t资金\n\t率\n\n（B/A）\n\n\t\n\t预算\n\t执行\n\t\n\n"
    text += "\t甲\n\t10\n\t8\n\t80%\n\n\t乙\n\t20\n\t20\n\t100%\n\n注：完。"
    (grid,) = grids(text)
    assert grid.rebuilt == "lines"
    assert rows(grid)[:2] == [[("名称", 2, 1), ("资金", 1, 2), ("率（B/A）", 2, 1)], ["预算", "执行"]]
    assert prose(text) == ["注：完。"]


def test_one_cell_a_line_that_is_not_sure_stays_prose():
    text = "\t项目\n\t预算\n\t执行\n\n\t甲\n\t10\n\t8\n\n\t乙\n\t20\n\n\t丙\n\t3\n\t4\n"
    assert (grids(text), codes(text)) == ([], ["unsure_table"])


def test_a_title_right_above_a_second_table_is_no_cell():
    table = "\t项目\n\t预算\n\n\t甲\n\t10\n\n\t乙\n\t20\n\n\t丙\n\t30\n"
    assert [rows(grid)[0] for grid in grids(f"{table}\n表二\n{table}")] == [["项目", "预算"]] * 2


def test_numbered_rows_without_tabs():
    (grid,) = grids("序号\n项目\n预算\n1\n甲\n10\n2\n乙\n20\n3\n丙\n30\n合计\n60\n注：完。")
    assert rows(grid) == [
        ["序号", "项目", "预算"],
        ["1", "甲", "10"],
        ["2", "乙", "20"],
        ["3", "丙", "30"],
        [("合计", 1, 2), "60"],
    ]


def test_numbered_rows_with_a_lost_cell_are_not_sure():
    text = "序号\n项目\n预算\n1\n甲\n10\n2\n乙\n3\n丙\n30\n4\n丁\n40\n"
    assert (grids(text), codes(text)) == ([], ["unsure_table"])


def test_markdown_table_and_marks():
    text = "# 报告\n\n**重点**：22村*5.2万元=114.4万元\n\n| 项目 | 预算 |\n|---|--:|\n| 甲\\|乙 | **10**<br>万元 |\n\n- 完\\*成\n"
    assert rows(grids(text, True)[0]) == [["项目", "预算"], ["甲|乙", "10万元"]]
    assert prose(text, True) == ["报告", "重点：22村*5.2万元=114.4万元", "完*成"]
    assert parts_of(text, True)[0][0].level == 1


def test_masked_names_in_plain_text_stay():
    assert prose("**县水**管理，**县") == ["**县水**管理，**县"]


def test_pipes_without_a_rule_and_without_outer_pipes():
    assert rows(grids("| 项目 | 预算 |\n| 甲 | 10 |\n")[0]) == [["项目", "预算"], ["甲", "10"]]
    assert rows(grids("项目 | 预算\n--- | ---\n甲 | 10\n")[0]) == [["项目", "预算"], ["甲", "10"]]


def test_box_drawing_with_a_merged_total_and_wrapped_cell():
    text = "┌──────┬────┐\n│ 项目 │预算│\n├──────┼────┤\n"
    text += "│ 名称 │10  │\n│ 很长 │    │\n├──────┼────┤\n"
    text += "│ 乙   │ 3  │\n├──────┴────┤\n│ 注        │\n└───────────┘"
    assert rows(grids(text)[0]) == [["项目", "预算"], ["名称很长", "10"], ["乙", "3"], [("注", 1, 2)]]
    ruled = "┏━━━━┳━━━━┓\n┃项目┃预算┃\n┣━━━━╋━━━━┫\n┃甲  ┃10  ┃\n┃乙  ┃20  ┃\n┗━━━━┻━━━━┛"
    assert rows(grids(ruled)[0]) == [["项目", "预算"], ["甲", "10"], ["乙", "20"]]


def test_aligned_spaces():
    text = "项目          预算数    执行率\n农村保洁      830       98.17%\n交管站经费              22.02%\n"
    (grid,) = grids(text)
    assert (grid.rebuilt, rows(grid)[2]) == ("spaces", ["交管站经费", "", "22.02%"])


@pytest.mark.parametrize("text", ["填表人：刘某    电话：1\n审核人：李某    日期：2\n", "甲    乙\n丙  丁\n戊      己\n"])
def test_spaces_that_are_no_table(text):
    assert grids(text) == []


def test_html_tables():
    text = "前<table><tr><td rowspan=2>项目</td><td colspan='2'>资金</td></tr><tr><td>预算</td><td>执行</td></tr></table>后"
    assert rows(grids(text)[0]) == [[("项目", 2, 1), ("资金", 1, 2)], ["预算", "执行"]]
    assert prose(text) == ["前", "后"]


def test_asides_come_after_the_body_and_covered_cells_are_empty_fields():
    grid = grids("<table><tr><td colspan=2>a</td></tr><tr><td>b</td><td>c</td></tr></table>")[0]
    text, blocks = compose([Paragraph("页脚", because="页脚"), grid, Paragraph("正文")])
    assert text == "a\t\nb\tc\n正文\n页脚"
    assert [block.kind for block in blocks] == ["table", "paragraph", "aside"]
    assert plain_grid([["a"], ["b", "c"]]).cells[1].text == ""
