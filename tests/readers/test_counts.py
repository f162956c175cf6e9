"""Counts: what is counted, whose it is, which clauses tell parts, and when two of them are one."""

from __future__ import annotations

import pytest

from .make import read

ITEMS = "二、项目\n1.应急物资储备经费，预算金额8万元，{}\n2.路灯维护费，预算金额20万元，支出20万元。"


def test_a_verb_alone_takes_the_object_of_the_verb_before_it() -> None:
    report = read("全年新增公益性岗位12个36人，取消3个5人；新建公厕6座，改造4座。")
    assert report.quantity("新增公益性岗位", "count") == ["12", "36"]
    assert report.quantity("取消公益性岗位", "count") == ["3", "5"]
    assert report.quantities("取消公益性岗位")[0].aliases == ("取消",)
    assert (report.quantity("公厕", "count"), report.quantity("改造公厕", "count")) == (["6"], ["4"])


def test_a_verb_alone_behind_another_unit_names_nothing() -> None:
    assert "3" in read("全年新增公益性岗位12个，取消3人。").unclaimed


def test_work_done_in_so_many_places_is_what_is_counted() -> None:
    report = read("完成6个村道路亮化，全镇9个村均已通车。")
    assert report.quantity("道路亮化", "count") == ["6"]
    assert report.quantity("村", "count") == ["9"]


def test_a_plan_is_no_part_of_a_label() -> None:
    assert read("完成年度计划危房改造88户任务。").quantity("危房改造", "count") == ["88"]


@pytest.mark.parametrize(
    ("sentence", "label"),
    [
        ("购置3辆消防车运行维护。", "消防车"),
        ("为23户、14家农家书屋更新图书。", "农家书屋"),
        ("为1200名老年人发放津贴。", "老年人"),
        ("年内2个示范点通过验收。", "示范点"),
        ("保障8个社区服务中心正常开放。", "社区服务中心"),
        ("用于县图书馆和8个镇（街道）综合文化站免费开放。", "镇（街道）综合文化站"),
    ],
)
def test_nouns_behind_their_number(sentence: str, label: str) -> None:
    assert label in [quantity.label for quantity in read(sentence).record.quantities]


def test_places_end_where_their_officials_begin() -> None:
    report = read("组织5个村、4个社区村（居）干部集中轮训。")
    assert (report.quantity("村", "count"), report.quantity("社区", "count")) == (["5"], ["4"])
    assert read("我县辖12个乡镇、88个村（居）委会。").quantity("村（居）委会", "count") == ["88"]


def test_a_count_right_behind_what_another_one_counted() -> None:
    report = read("对12个乡镇164个行政村进行巡查。")
    assert (report.quantity("乡镇", "count"), report.quantity("行政村", "count")) == (["12"], ["164"])


def test_what_the_unit_has_is_the_units_wherever_it_is_said() -> None:
    report = read(ITEMS.format("我单位下设4个应急服务站，购置应急包60个。"))
    assert [q.subject for q in report.quantities("应急服务站")] == [None]
    assert [q.subject for q in report.quantities("应急包")] == ["/projects/0"]


def test_what_a_county_has_is_not_the_funds() -> None:
    report = read("全县辖12个乡镇、88个村（居）委会。2023年下达补助资金60万元。", title="青石县2023年度农村供水补助资金绩效自评报告")
    assert [q.subject for label in ("乡镇", "村（居）委会") for q in report.quantities(label, "count")] == [None, None]


def test_a_number_of_something_that_else_means_the_unit() -> None:
    report = read("项目支出数量12个，自评数量12个。本单位项目自评数量为12个。")
    assert report.quantity("项目支出", "count") == ["12"]
    assert report.quantity("项目自评", "count") == ["12", "12"]


def test_a_share_of_what_was_counted_is_no_indicator() -> None:
    report = read("共发放问卷200份，收回问卷190份，问卷收回率95%，群众满意度97%。")
    assert report.quantity("问卷收回率", "share") == ["95"]
    assert [row.name for row in report.record.indicators] == ["群众满意度"]


def test_a_rate_of_work_beside_counts_is_an_indicator() -> None:
    report = read("新建公厕5座，改造公厕3座，公厕验收合格率100%。")
    assert report.quantities("公厕验收合格率") == []
    assert report.indicator("公厕验收合格率")


def test_staff_in_post_is_one_number_however_it_is_told() -> None:
    report = read("2023年末我镇在编在岗57人，其中行政人员20人，事业人员37人，另有退休人员12人；实有在职人员57人。")
    staff = report.quantities("在职人员")
    assert [(q.aliases, [f.printed for f in q.mentions]) for q in staff] == [(("在编在岗",), ["57", "57"])]
    assert report.sums == [("sum", "57", ["20", "37"])]


def test_former_staff_are_no_part_of_staff_in_post() -> None:
    report = read("年末实有在职人员32人，其中参公管理人员20人，事业人员12人；退休人员15人。")
    assert report.sums == [("sum", "32", ["20", "12"])]


def test_a_clause_of_work_done_is_no_part() -> None:
    report = read("排查农房500座，其中土坯房300座，砖房200座，完成农房改造20座。")
    assert report.sums == [("sum", "500", ["300", "200"])]
    parts = read("改造农房8座，其中：完成东村改造5座，完成西村改造3座。")
    assert parts.sums == [("sum", "8", ["5", "3"])]


def test_all_projects_in_other_words_are_the_projects() -> None:
    report = read("7个专项工作均已完成。\n本单位涉及区级专项资金项目共计7个，预算总金额60万元。")
    assert [q.aliases for q in report.quantities("区级专项资金项目", "count")] == [("专项工作",)]
    assert report.quantity("区级专项资金项目", "count") == ["7", "7"]


def test_some_projects_are_not_all_projects() -> None:
    report = read("7个专项工作均已完成。\n新增项目7个。")
    assert report.quantity("专项工作", "count") == ["7"]


def test_money_is_not_counted_in_villages() -> None:
    report = read("村级工作经费预算36万元，其中办公经费12村*3万元=36万元。12个村村干部参加培训。")
    assert report.quantity("村", "count") == ["12", "12"]
    assert report.quantity("办公经费", "unit_price") == ["3"]


def test_a_price_without_words_has_the_name_of_its_project() -> None:
    report = read(ITEMS.format("（8社区*1万元=8万元），支出8万元。"))
    assert report.quantity("应急物资储备经费", "unit_price") == ["1"]
    assert report.money("应急物资储备经费", "budget") == ["8", "8"]


@pytest.mark.parametrize("words", ["租用仓库一座，经协商此仓库年租金为：", "租用仓库一座，年租金"])
def test_a_rent_is_its_own_label(words: str) -> None:
    report = read(ITEMS.format(f"{words}6万元。"))
    assert report.quantity("年租金", "unit_price") == ["6"]
    assert report.quantity("仓库", "count") == ["1"]


def test_a_rent_of_something_named() -> None:
    assert read(ITEMS.format("办公用房年租金6万元。")).quantities("年租金") == []
