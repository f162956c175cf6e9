"""The form of one project behind prose: what the prose says of itself it says of the form's project."""

from __future__ import annotations

from .make import Read, pipes, read

FORM = (
    ("项目名称", "古籍修复与数字化加工", "", "", "项目属性", "新增项目"),
    ("主管部门", "柳水市文化局", "", "", "实施单位", "柳水图书馆"),
    ("项目资金（万元）", "", "全年预算数", "全年执行数", "执行率", "得分"),
    ("", "年度资金总额", "95.00", "76.00", "80.00%", "8.00"),
    ("", "其中：当年财政拨款", "90.00", "71.00", "78.89%", "—"),
    ("", "上年结转资金", "5.00", "5.00", "100.00%", "—"),
)
PROSE = (
    "一、资金情况\n2023年年初批复预算90.00万元，其中市级财政资金60.00万元、事业收入安排30.00万元；"
    "加上上年结转资金5.00万元，全年预算数为95.00万元。全年执行76.00万元，执行率80.00%。\n"
    "二、结论\n项目自评总分91.50分，等级为优。\n附表\n\n"
)


def report() -> Read:
    return read(PROSE + pipes(*FORM) + "\n", title="柳水图书馆2023年度项目支出绩效自评报告", suffix=".md")


def test_a_form_whose_first_rows_print_only_words_names_its_project() -> None:
    told = report()
    assert told.projects == ["古籍修复与数字化加工"]
    assert told.project("古籍修复与数字化加工").department == "柳水市文化局"
    assert told.money("古籍修复与数字化加工", "executed") == ["76.00", "76.00"]
    assert told.money("古籍修复与数字化加工", "score") == ["91.50"]


def test_what_is_added_is_no_part_of_what_was_planned() -> None:
    told = report()
    assert told.money("古籍修复与数字化加工", "budget") == ["95.00", "95.00"]
    assert told.quantity("事业收入", "initial_budget") == ["30.00"]
    assert ("sum", "90.00", ["60.00", "30.00"]) in told.sums
    assert told.errors == []


def test_the_head_of_a_list_names_no_project() -> None:
    head = ("项目名称", "建设内容", "预算数（万元）", "执行数（万元）")
    rows = (head, ("甲渠清淤工程", "清淤5公里", "30", "30"), ("乙桥加固工程", "加固1座", "20", "20"))
    assert read(pipes(*rows), suffix=".md").projects == ["甲渠清淤工程", "乙桥加固工程"]
