"""Title, organisation and year."""

from __future__ import annotations

import pytest

from .make import read

BODY = "全年预算数30万元，支出28.5万元。"


@pytest.mark.parametrize(
    ("lines", "title", "organisation", "year"),
    [
        ("柳河镇人民政府2023年度部门整体支出绩效自评报告", "柳河镇人民政府2023年度部门整体支出绩效自评报告", "柳河镇人民政府", 2023),
        ("附件1\n柳河镇人民政府2022年度部门整体支出绩效自评报告", "柳河镇人民政府2022年度部门整体支出绩效自评报告", "柳河镇人民政府", 2022),
        ("2023年度清溪县水务局预算绩效自评报告", "2023年度清溪县水务局预算绩效自评报告", "清溪县水务局", 2023),
        ("关于清溪县水务局2021年项目支出绩效自评的报告", "关于清溪县水务局2021年项目支出绩效自评的报告", "清溪县水务局", 2021),
    ],
)
def test_the_head_of_a_report(lines: str, title: str, organisation: str, year: int) -> None:
    record = read(BODY, title=lines).record
    assert (record.title, record.organisation, record.year) == (title, organisation, year)


def test_a_title_on_two_lines_is_joined() -> None:
    record = read(BODY, title="清溪县水务局\n2023年度项目支出绩效自评报告").record
    assert record.title == "清溪县水务局2023年度项目支出绩效自评报告"
    assert record.organisation == "清溪县水务局"


def test_a_text_without_a_title_has_none() -> None:
    record = read("今天晴。", title="").record
    assert (record.title, record.organisation, record.year, record.money_unit) == (None, None, None, None)


def test_the_money_unit_is_the_most_used() -> None:
    assert read("预算300元。支出2万元，结余1万元。").record.money_unit == "万元"
