"""A figure that is told again by years right behind it: 安排40万元（其中2022年18万元，2023年22万元）."""

from __future__ import annotations

from .make import Read, read

TITLE = "柳河镇文化站2022—2023年度项目支出绩效自评报告"
TEXT = (
    "一、总体\n近两年我站承担2个项目，两年累计安排资金70万元（其中2022年28万元，2023年42万元），累计支出63万元（其中2022年26万元，2023年37万元）。\n"
    "（一）书屋更新项目\n安排40万元（其中2022年18万元，2023年22万元）。支出36万元（其中2022年17万元，2023年19万元），执行率90%（其中2022年94.44%，2023年86.36%）。"
    "更新书架130组，其中2022年60组（计划62组），2023年70组。\n"
    "（二）戏台修缮项目\n安排30万元（其中2022年10万元，2023年20万元）。支出27万元（其中2022年9万元，2023年18万元），执行率90%。"
)


def years(report: Read, label: str | None, measure: str, subject: str | None) -> dict[str | None, list[str]]:
    found = [q for q in report.quantities(label, measure) if q.subject == subject]
    return {q.period: [figure.printed for figure in q.mentions] for q in found}


def test_each_year_has_its_own_figure_and_all_years_theirs() -> None:
    told = read(TEXT, title=TITLE)
    assert told.money("书屋更新项目", "budget") == ["22"]
    assert told.money("书屋更新项目", "rate") == ["86.36"]
    assert years(told, None, "budget", "/projects/0") == {"2022-2023": ["40"], "2022": ["18"]}
    assert years(told, None, "rate", "/projects/0") == {"2022-2023": ["90"], "2022": ["94.44"]}
    assert years(told, "项目", "executed", None) == {"2022-2023": ["63"], "2022": ["26"], "2023": ["37"]}


def test_the_years_add_up_to_the_whole_and_rates_do_not() -> None:
    told = read(TEXT, title=TITLE)
    assert ("sum", "40", ["18", "22"]) in told.sums
    assert not [made for made in told.sums if made[1] == "90"]
    assert told.errors == []


def test_counts_by_years_pass_over_a_plan_in_brackets() -> None:
    told = read(TEXT, title=TITLE)
    rows = [(q.period, [f.printed for f in q.mentions]) for q in told.record.quantities if q.label and q.label.endswith("书架")]
    assert rows == [("2022-2023", ["130"]), ("2022", ["60"]), ("2023", ["70"])]


def test_one_other_year_in_brackets_is_the_same_thing_in_that_year() -> None:
    told = read("二、三公经费\n公务接待费3.2万元（2022年4.1万元），减少0.9万元。")
    assert years(told, "公务接待费", "executed", None) == {"2023": ["3.2"], "2022": ["4.1"]}
