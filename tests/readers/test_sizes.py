"""Areas, lengths and weights in prose."""

from __future__ import annotations

import pytest

from .make import read


@pytest.mark.parametrize(
    ("sentence", "label", "printed"),
    [
        ("全年硬化村组道路31.5公里。", "村组道路", "31.5"),
        ("维修校舍面积5200平方米。", "校舍", "5200"),
        ("清运生活垃圾2860吨。", "生活垃圾", "2860"),
        ("建设内容主要包括修建值班室、器材库、阅览室共300余平方米。", "值班室、器材库、阅览室", "300"),
        ("阅览室活动室120平米。", "阅览室活动室", "120"),
        ("学校占地面积1286亩。", "学校占地面积", "1286"),
        ("全县总面积2350平方公里。", "总面积", "2350"),
    ],
)
def test_sizes_have_the_label_before_them(sentence: str, label: str, printed: str) -> None:
    assert read(sentence).quantity(label, "other") == [printed]


def test_a_hedge_stays_with_its_size() -> None:
    assert read("新建农贸市场3000余平方米。").quantities("农贸市场")[0].mentions[0].op == "余"


@pytest.mark.parametrize(
    "sentence",
    [
        "路面宽3.5米。",
        "距县城15公里。",
        "计划硬化道路5公里。",
        "完成年度目标3公里。",
        "铺设管道≥5公里。",
        "亩均增收稻谷20公斤。",
        "网络设备、25平方米显示屏。",
        "新建50立方米蓄水池。",
    ],
)
def test_measurements_and_aims_are_left_unclaimed(sentence: str) -> None:
    report = read(sentence)
    assert [q for q in report.record.quantities if q.measure == "other"] == []


def test_indicators_are_no_sizes() -> None:
    assert not read("（1）数量指标。更新维护管网46公里。").quantities("管网")


def test_a_size_between_a_total_and_its_parts_changes_nothing() -> None:
    report = read("项目预算30万元，硬化道路5公里，其中：中央资金20万元，县级资金10万元。")
    assert report.sums == [("sum", "30", ["20", "10"])]


def test_two_sizes_under_one_word_are_no_contradiction() -> None:
    report = read("全年硬化村组道路31公里。\n上半年硬化村组道路12公里。")
    assert report.extraction.findings == ()
