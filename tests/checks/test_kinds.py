"""Every kind of check holds, fails and is skipped where it should be, and is told in both languages."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from extractor.checks.kinds import KINDS, table
from extractor.checks.messages import TITLES

from .more import RuleDoc

Case = tuple[str, str, Callable[[RuleDoc], object]]
ROOT = Path(__file__).parents[2]


def amounts(doc: RuleDoc, spent: str = "80.00", rate: str = "80.00", score: str = "92", **more: str) -> str:
    return doc.project("甲", budget="100.00万元@10", executed=f"{spent}万元@20", rate=f"{rate}%@30", score=f"{score}分@40", **more)


def unit(doc: RuleDoc, budget: str = "100.00", spent: str = "90.00", rate: str | None = "90.00") -> None:
    doc.quantity(None, "budget", f"{budget}万元@10")
    doc.quantity(None, "executed", f"{spent}万元@20")
    if rate:
        doc.quantity(None, "rate", f"{rate}%@30")


def parts(doc: RuleDoc, whole: str | None, *values: str, kind: str = "sum", unit: str = "万元", measure: str = "executed") -> None:
    total = doc.quantity("合计项", measure, f"{whole}{unit}") if whole else None
    doc.breakdown(kind, total, *(doc.quantity(f"部分{i}", measure, f"{value}{unit}") for i, value in enumerate(values)))


def score_row(doc: RuleDoc, score: str = "9.00", weight: str = "10", total: str | None = None) -> None:
    project = doc.project("甲", budget="100.00万元@t5.40.1", executed="90.00万元@t5.40.2", rate="90.00%@t5.40.3")
    doc.row("预算执行率", None, f"{weight}分@t5.40.5", f"{score}分@t5.40.6", subject=project)
    doc.row("产出", "一", "90分@t5.41.5", "85分@t5.41.6", subject=project)
    if total:
        doc.row("总分", None, "100分@t5.42.5", f"{total}分@t5.42.6", subject=project, actual=None)


def change(doc: RuleDoc, delta: str, before: str | None = "10.00") -> None:
    if before:
        doc.quantity("三公", "executed", f"{before}万元", period="2022")
    doc.quantity("三公", "executed", "9.00万元")
    doc.quantity("三公", "change", f"{delta}万元")


def product(doc: RuleDoc, whole: str, price_unit: str = "万元") -> None:
    doc.breakdown("product", doc.quantity("租金", "budget", f"{whole}万元"), doc.quantity("处", "count", "4处"),
                  doc.quantity("单价", "unit_price", f"2.50{price_unit}"))  # fmt: skip


def listed(doc: RuleDoc, stated: str, *, listing: bool = True) -> None:
    doc.quantity("项目", "count", f"{stated}个")
    names = [doc.project(name, budget="10.00万元") for name in ("甲", "乙")]
    if listing:
        doc.breakdown("sum", doc.quantity("项目", "budget", "20.00万元"), *(f"{one}/budget" for one in names))


def mean(doc: RuleDoc, printed: str | None, last: str | None = "70分") -> None:
    scores, budgets = ("90分", "80分", last), ("100.00万元", "50.00万元", "50.00万元")
    made = [doc.project(f"项目{index}", budget=budget, **({"score": score} if score else {}))
            for index, (score, budget) in enumerate(zip(scores, budgets, strict=True))]  # fmt: skip
    doc.breakdown("sum", doc.quantity("自评项目", "budget", "200.00万元"), *(f"{one}/budget" for one in made))
    if printed:
        doc.quantity("自评项目", "score", f"{printed}分")


def share(doc: RuleDoc, printed: str, *, whole: bool = True) -> None:
    part = doc.quantity("工资", "executed", "25.00万元")
    doc.quantity("工资", "share", f"{printed}%")
    if whole:
        doc.breakdown("sum", doc.quantity("支出", "executed", "100.00万元"), part, doc.quantity("其他", "executed", "75.00万元"))


def on_time(doc: RuleDoc, rate: str, count: str = "12") -> None:
    doc.quantity("自评项目", "count", f"{count}个")
    doc.measured("项目按期完成率", "≥95%", f"{rate}%", "10", "9", reason="到货晚")


def balance(doc: RuleDoc, left: str, *, amounts_too: bool = True) -> None:
    if amounts_too:
        unit(doc)
    doc.quantity("年末结余", "balance", f"{left}万元@60")


def rest(doc: RuleDoc, spent: str, *, whole: bool = True) -> None:
    if whole:
        unit(doc)
    doc.quantity("项目支出", "budget", "40.00万元@100")
    doc.quantity("项目支出", "executed", f"{spent}万元@110")


def twice(doc: RuleDoc, other: str) -> None:
    doc.project("甲", budget=f"10.00万元@t0.1.1 {other}")


def aligned(doc: RuleDoc, *extra: str) -> None:
    for name in ("甲工程", "乙工程"):
        doc.project(name, budget=f"10.00万元@t0.{len(doc.projects)}.1 10.00万元@l{1000 + len(doc.projects)}")
    for place in extra:
        doc.project("丙采购", budget=f"5.00万元{place}")


def dated(doc: RuleDoc, dates: tuple[str, ...]) -> None:
    made = [doc.project(f"项目{index}", executed=f"5.00万元{date}") for index, date in enumerate(dates)]
    doc.breakdown("sum", doc.quantity("合计项", "executed", "10.00万元"), *(f"{one}/executed" for one in made))


def bands(doc: RuleDoc, first: str, second: tuple[str, str], rate: str) -> None:
    counted = doc.quantity("项目", "count", "3个")
    doc.breakdown("sum", counted,
                  doc.quantity("项目", "count", "2个", band={"of": "执行率", "low": first, "high": "100"}),
                  doc.quantity("项目", "count", "1个", band={"of": "执行率", "low": second[0], "high": second[1]}))  # fmt: skip
    doc.quantity("项目", "rate", f"{rate}%")


def weights(doc: RuleDoc, *groups: tuple[str, str]) -> None:
    for index, (label, weight) in enumerate(groups):
        doc.row(label, f"指标{index}", f"{weight}分@t5.{index}.5", f"{weight}分@t5.{index}.6")


def graded(doc: RuleDoc, grade: str, **more: str) -> None:
    doc.mend(doc.project("甲", budget="10.00万元", **more), grade=grade)


def claimed(doc: RuleDoc, kind: str, text: str, rate: str = "100.00", spent: str = "100.00", reason: str | None = None) -> None:
    project = doc.project("甲", budget="100.00万元", executed=f"{spent}万元", rate=f"{rate}%")
    doc.mend(project, reason=reason)
    doc.claim(kind, text, project)


def controlled(doc: RuleDoc, spent: str, text: str = "严格控制三公经费支出") -> None:
    doc.quantity("三公经费", "budget", "8.00万元")
    doc.quantity("三公经费", "executed", f"{spent}万元")
    doc.claim("control", text)


def nothing(doc: RuleDoc, spent: str, text: str = "无公务接待费支出") -> None:
    doc.quantity("公务接待", "executed", f"{spent}万元")
    doc.claim("none", text)


def ranked(doc: RuleDoc, other: str | None) -> None:
    first = doc.project("甲", rate="90.00%")
    if other:
        doc.project("乙", rate=f"{other}%")
    doc.claim("rank", "执行率最高", first)


def twofold(doc: RuleDoc, *texts: str) -> None:
    project = doc.project("甲", budget="10.00万元")
    for text in texts:
        doc.claim("completion", text, project)


def copied(doc: RuleDoc, target: str, actual: str) -> None:
    doc.measured("节约率", target, actual, "5", "5")


CASES: list[Case] = [
    ("A1", "ok", lambda d: parts(d, "3.00", "1.00", "2.00")), ("A1", "error", lambda d: parts(d, "4.00", "1.00", "2.00")),
    ("A1", "rounding", lambda d: parts(d, "3.01", "1.00", "2.00")), ("A1", "skipped", lambda d: parts(d, None, "1.00", "2.00")),
    ("A3", "ok", amounts), ("A3", "error", lambda d: amounts(d, rate="81.00")), ("A3", "skipped", lambda d: d.project("甲", rate="80%")),
    ("A4", "ok", lambda d: share(d, "25.00")), ("A4", "warn", lambda d: share(d, "26.00")),
    ("A4", "skipped", lambda d: share(d, "25.00", whole=False)),
    ("A5", "ok", score_row), ("A5", "error", lambda d: score_row(d, "9.13")),
    ("A5", "skipped", lambda d: d.row("预算执行率", None, "10分", "9分")),
    ("A6", "ok", lambda d: score_row(d, total="94.00")), ("A6", "error", lambda d: score_row(d, total="95.00")), ("A6", "skipped", score_row),
    ("A7", "ok", lambda d: score_row(d, total="94.00")), ("A7", "error", lambda d: score_row(d, weight="12", total="94.00")),
    ("A7", "skipped", lambda d: (d.row("产出", "一", "30分@t0.1.1", "3分@t0.1.2"), d.row("产出", "二", score="3分@t0.2.2"))),
    ("A8", "ok", lambda d: mean(d, "82.50")), ("A8", "ok", lambda d: mean(d, "80.00")), ("A8", "skipped", lambda d: mean(d, None)),
    ("A8", "skipped", lambda d: mean(d, "82.50", last=None)),
    ("A9", "ok", lambda d: change(d, "1.00")), ("A9", "error", lambda d: change(d, "2.00")), ("A9", "skipped", lambda d: change(d, "1.00", None)),
    ("A10", "ok", lambda d: product(d, "10.00")), ("A10", "error", lambda d: product(d, "12.00")),
    ("A10", "skipped", lambda d: product(d, "10.00", "%")),
    ("A11", "ok", lambda d: parts(d, "3", "1", "2", unit="个", measure="count")),
    ("A11", "error", lambda d: parts(d, "5", "1", "2", unit="个", measure="count")),
    ("A11", "skipped", lambda d: parts(d, None, "1", "2", unit="个", measure="count")),
    ("A12", "ok", lambda d: listed(d, "2")), ("A12", "error", lambda d: listed(d, "3")), ("A12", "skipped", lambda d: listed(d, "9", listing=False)),
    ("A13", "ok", lambda d: on_time(d, "91.7")), ("A13", "warn", lambda d: on_time(d, "95")), ("A13", "skipped", lambda d: on_time(d, "95", "300")),
    ("A14", "ok", lambda d: balance(d, "10.00")), ("A14", "warn", lambda d: balance(d, "12.00")),
    ("A14", "skipped", lambda d: balance(d, "10.00", amounts_too=False)),
    ("A15", "ok", lambda d: rest(d, "35.00")), ("A15", "warn", lambda d: rest(d, "25.00")), ("A15", "skipped", lambda d: rest(d, "35.00", whole=False)),
    ("B1", "ok", lambda d: twice(d, "10.00万元@50")), ("B1", "error", lambda d: twice(d, "11.00万元@50")),
    ("B1", "skipped", lambda d: d.project("甲", executed="10.00万元@t0.1.1 9.00万元@50#2023-10")),
    ("B2", "ok", aligned), ("B2", "warn", lambda d: aligned(d, "@t0.9.1")),
    ("B3", "skipped", lambda d: dated(d, ("#2023-10", ""))),
    ("C1", "ok", amounts), ("C1", "warn", lambda d: amounts(d, spent="120.00", rate="120.00")),
    ("C1", "skipped", lambda d: d.project("甲", budget="100.00万元", executed="约80.00万元")),
    ("C2", "ok", lambda d: parts(d, "5.00", "1.00", "2.00", kind="of_which")), ("C2", "error", lambda d: parts(d, "2.00", "3.00", kind="of_which")),
    ("C2", "skipped", lambda d: d.breakdown("of_which", "/quantities/9", "/quantities/8")),
    ("C3", "ok", lambda d: d.project("甲", rate="80%")), ("C3", "error", lambda d: d.project("甲", rate="-80%")),
    ("C3", "warn", lambda d: d.project("甲", rate="180%")),
    ("C4", "ok", score_row), ("C4", "error", lambda d: score_row(d, "11.00")),
    ("C5", "ok", amounts), ("C5", "warn", lambda d: amounts(d, score="99")),
    ("C5", "error", lambda d: score_row(d, total="99.50")), ("C5", "skipped", lambda d: d.project("甲", score="92分")),
    ("C6", "ok", lambda d: mean(d, "85.00")), ("C6", "warn", lambda d: mean(d, "95.00")),
    ("C6", "ok", lambda d: bands(d, "90", ("80", "90"), "95.00")), ("C6", "warn", lambda d: bands(d, "90", ("80", "90"), "75.00")),
    ("C7", "ok", lambda d: bands(d, "90", ("80", "90"), "95.00")), ("C7", "warn", lambda d: bands(d, "80", ("70", "90"), "95.00")),
    ("C7", "warn", lambda d: (d.quantity("低保", "count", "30户@10"), d.quantity("低保", "count", "20人@15"))),
    ("D1", "ok", lambda d: weights(d, ("预算执行率", "10"), ("产出指标", "50"), ("效益指标", "30"), ("满意度指标", "10"))),
    ("D1", "skipped", lambda d: weights(d, ("预算执行率", "30"), ("产出指标", "50"), ("效益指标", "20"))),
    ("D1", "skipped", lambda d: weights(d, ("甲类", "50"), ("乙类", "50"))),
    ("D2", "ok", lambda d: graded(d, "良", score="89.99分")), ("D2", "warn", lambda d: graded(d, "优", score="89.99分")),
    ("D2", "ok", lambda d: graded(d, "优", score="90分")), ("D2", "skipped", lambda d: graded(d, "优")),
    ("D3", "ok", lambda d: d.measured("巡查", "≥12次", "9次", "8", "6")), ("D3", "warn", lambda d: d.measured("巡查", "≥12次", "9次", "8", "8")),
    ("D3", "skipped", lambda d: d.measured("巡查", "≥12次", "9次", "8", "8", reason="汛期")),
    ("D3", "skipped", lambda d: d.measured("巡查", "≥12次", "9户", "8", "8")),
    ("D4", "ok", lambda d: d.measured("改善环境", "明显", "效果明显", "10", "9")),
    ("D4", "warn", lambda d: d.measured("改善环境", "明显", "未完成", "10", "9")),
    ("D4", "skipped", lambda d: d.measured("改善环境", "明显", "较好", "10", "7")),
    ("D5", "ok", lambda d: d.measured("巡查", "≥12次", "13次", "8", "8")), ("D5", "skipped", lambda d: d.measured("巡查", "≥12次", "40次", "8", "8")),
    ("D6", "ok", lambda d: d.measured("巡查", "≥12次", "9次", "8", "6", reason="汛期")),
    ("D6", "warn", lambda d: (d.measured("巡查", "≥12次", "9次", "8", "6", reason="汛期"), d.measured("培训", "≥12次", "9次", "8", "6"))),
    ("D6", "skipped", lambda d: d.measured("巡查", "≥12次", "9次", "8", "6")),
    ("D7", "warn", lambda d: (d.measured("巡查", "≥12次", None, "8", "8"), d.measured("培训", "≥2次", "2次", "8", "8"))),
    ("D7", "skipped", lambda d: d.measured("巡查", "≥12次", None, "8", "8")),
    ("D8", "warn", lambda d: copied(d, "≥0%", "≥0%")), ("D8", "warn", lambda d: copied(d, "抓好安全生产" * 5, "抓好安全生产" * 5 + "。")),
    ("E1", "ok", lambda d: claimed(d, "completion", "绩效目标全部完成")),
    ("E1", "warn", lambda d: claimed(d, "completion", "绩效目标全部完成", "54.44", "54.44")),
    ("E1", "skipped", lambda d: claimed(d, "completion", "绩效目标全部完成", "54.44", "54.44", "上级未批")),
    ("E1", "skipped", lambda d: d.claim("completion", "绩效目标全部完成")),
    ("E2", "skipped", lambda d: d.claim("control", "严格控制三公经费支出")),
    ("E2", "ok", lambda d: controlled(d, "7.50")), ("E2", "warn", lambda d: controlled(d, "9.01")),
    ("E3", "ok", lambda d: nothing(d, "0.00")), ("E3", "warn", lambda d: nothing(d, "0.56")),
    ("E3", "skipped", lambda d: nothing(d, "0.56", "无国有资本经营预算支出")),
    ("E4", "ok", lambda d: claimed(d, "paid", "未足额支付", "80.00", "80.00")), ("E4", "warn", lambda d: claimed(d, "paid", "未形成支付", "80.00", "80.00")),
    ("E4", "warn", lambda d: claimed(d, "paid", "资金已全额支付", "80.00", "80.00")),
    ("E4", "skipped", lambda d: d.claim("paid", "未足额支付", d.project("乙", budget="1.00万元"))),
    ("E5", "ok", lambda d: twofold(d, "绩效目标全部完成", "任务全面完成")), ("E5", "warn", lambda d: twofold(d, "三项建设全面达标", "绩效目标未完全完成")),
    ("E6", "ok", lambda d: ranked(d, "80.00")), ("E6", "warn", lambda d: ranked(d, "95.00")), ("E6", "skipped", lambda d: ranked(d, None)),
    ("E7", "warn", lambda d: amounts(d, rate="92.50", score="92.50", spent="92.50")),
    ("E7", "skipped", lambda d: amounts(d, spent="54.44", rate="54.44", score="90")),
]  # fmt: skip


@pytest.mark.parametrize(("check", "outcome", "fill"), CASES, ids=[f"{check}-{outcome}-{i}" for i, (check, outcome, _) in enumerate(CASES)])
def test_a_kind_ends_so(check: str, outcome: str, fill: Callable[[RuleDoc], object]) -> None:
    doc = RuleDoc()
    fill(doc)
    results = {lang: [one for one in doc.verify(lang) if one.check == check] for lang in ("zh", "en")}
    assert outcome in [one.outcome for one in results["zh"]], results["zh"]
    assert not re.search("[，。；：]", re.sub("“.*?”", "", " ".join(one.because for one in results["en"])))


def test_each_kind_is_shown_to_hold_to_fail_and_to_be_skipped() -> None:
    shown = {check: {outcome for one, outcome, _ in CASES if one == check} for check, _, _ in CASES}
    never = {"ok": {"D7", "D8", "E7", "B3"}, "fault": {"A8", "B3", "D1", "D5"}, "skipped": {"B2", "C3", "C4", "C6", "C7", "D8", "E5"}}
    for kind in KINDS:
        if kind.id[0] not in "GR" and kind.id != "A2":  # which have files of their own
            ends = {"fault" if outcome in ("warn", "error") else outcome for outcome in shown[kind.id]}
            assert all(end in ends or kind.id in never[end] for end in ("ok", "fault", "skipped")), (kind.id, ends)


def test_every_kind_has_a_title() -> None:
    assert {kind.id for kind in KINDS} >= set(TITLES)


def test_the_page_of_kinds_is_the_list() -> None:
    assert (ROOT / "docs" / "checks.md").read_text(encoding="utf-8") == table()
