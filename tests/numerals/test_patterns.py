"""The surface forms of other provinces (PATTERNS), told with invented numbers: what the tokenizer makes of each."""

import pytest

from .make import figures, shorts

PATTERNS = {
    "6 万 inside a cell": ("12.5万", ["12.5万"]),
    "7 units mixed in a sum": ("投入28万元+3150元，共1.2亿元", ["28万元", "3150元", "1.2亿元"]),
    "8 万 without 元": ("补助5万，另补3万元", ["5万", "3万元"]),
    "9 pinyin": ("資(zī)金30萬(wàn)元", ["30万元"]),
    "10 masks": ("**县水**管理20**年投入5万元", ["5万元"]),
    "11 many projects": ("甲项目40万元；乙、丙项目2.7万元；丁1万元", ["40万元", "2.7万元", "1万元"]),
    "14 negative parts": ("调减-12.5万元，共计30万元", ["-12.5万元", "30万元"]),
    "15 rates": ("86%、31.6%、120%、0%", ["86%", "31.6%", "120%", "0%"]),
    "16 decimals and commas": ("52.800000万元，1,052.8万元，1052.8万元", ["52.800000万元", "1,052.8万元", "1052.8万元"]),
    "17 scores in headings": ("（一）产出（自评得分50分）。成效较好，自评得分20分；", ["50分", "20分"]),
    "18 budget in brackets": ("甲项目（45万元），已拨付30万元", ["45万元", "30万元"]),
    "19 numbers without meaning": ("S999线2020325日完工，100万元支付100%", ["100万元", "100%"]),
    "21 form guides": ("（100字以内）项目编码450000230000000123甲项目5万元", ["5万元"]),
}


@pytest.mark.parametrize(("text", "expected"), PATTERNS.values(), ids=list(PATTERNS))
def test_pattern(text: str, expected: list[str]) -> None:
    assert figures(text) == expected


def test_glued_runs_are_tokens_without_their_columns() -> None:
    assert shorts("年度资金总额:303010100.00%10") == ["303010100.00% percent", "10 plain"]
    assert shorts("50005000100%") == ["50005000100% percent"]
    assert shorts("830830814.7998.17%") == ["830830814.7998 plain"]
