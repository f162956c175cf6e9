"""Two records shaped like real reports: names invented, figures carried over."""

from .make import Doc

ROWS = [  # name, table budget, prose budget, table executed, prose executed, as of, table rate, prose rate, score
    ("保洁费", "830", "830", "814.79", "814.78", "", "98.17", "98.17", "94"),
    ("交通站", "20", "4.4", "4.4", "4.4", "2023-11", "22.02", "22.02", "85"),
    ("租房费", "272.82", "272.82", "219.61", "219.61", "", "80.5", "80.5", "96"),
    ("水电费", "45", "45", "43.21", "43.21", "", "96.03", "96.03", "96"),
    ("器材费", "3", "3", "0.91", "0.91", "", "30.45", "30.45", "80"),
    ("补助费", "146.54", "146.54", "79.78", "54.44", "", "54.44", "54.44", "80"),
    ("征地费", "12", "12", "12", "12", "2023-10", "100", "100", "93"),
    ("示范点", "10", "10", "10", "10", "2023-10", "100", "100", "95"),
    ("档案费", "10", "10", "10", "10", "2023-10", "100", "100", "93"),
    ("民政费", "1", "1", "0.19", "0.19", "", "19.48", "19.48", "84"),
    ("治乱费", "26", "26", "11.88", "11.88", "", "45.66", "45.66", "84"),
    ("队伍费", "3", "3", "1.09", "1.09", "", "36.33", "36.33", "80"),
    ("防汛费", "3", "3", "3", "3", "2023-10", "100", "100", "95"),
    ("运转费", "511.3", "511.3", "511.3", "511.3", "2023-10", "100", "100", "94"),
]


def summary_report() -> Doc:
    doc = Doc()
    for index, (name, a, a2, b, b2, as_of, r, r2, score) in enumerate(ROWS):
        row, first, second = index + 4, 200 + 150 * index, 5000 + 400 * index
        date = f"#{as_of}" if as_of else ""
        project = doc.project(
            name,
            budget=f"{a}万元@t0.{row}.3 {a}万元@l{first} {a2}万元@l{second}",
            executed=f"{b}万元@t0.{row}.7 {b2}万元@l{second + 20}{date}",
            rate=f"{r}%@t0.{row}.8 {r2}%@l{second + 33}",
            score=f"{score}分@t0.{row}.9",
        )
        doc.quantity("当年财政拨款", "budget", f"{a}万元@t0.{row}.4", subject=project)
        doc.quantity("上年结转资金", "budget", f"0万元@t0.{row}.5", subject=project)
        doc.quantity("其他资金", "budget", f"0万元@t0.{row}.6", subject=project)
    budget = doc.quantity("自评项目", "budget", "1893.66万元@t0.18.3 1893.66万元@100")
    executed = doc.quantity("自评项目", "executed", "1722.16万元@t0.18.7")
    doc.quantity("自评项目", "count", "14个@80")
    doc.quantity("当年财政拨款", "budget", "1893.66万元@t0.18.4", subject=budget)
    doc.breakdown("sum", budget, *(f"/projects/{index}/budget" for index in range(14)))
    doc.breakdown("sum", executed, *(f"/projects/{index}/executed" for index in range(14)))
    doc.quantity("审减", "change", "15.21万元@5060", subject="/projects/0")
    return doc


def test_a_summary_report_fails_exactly_where_it_contradicts_itself() -> None:
    errors = [(r.check, r.paths[0], r.printed[:3]) for r in summary_report().verify() if r.outcome == "error"]
    assert errors == [
        ("A3", "/projects/1/rate/1", ("22.02", "4.4", "4.4")),
        ("A3", "/projects/5/rate/1", ("54.44", "54.44", "146.54")),
        ("A3", "/projects/10/rate/0", ("45.66", "11.88", "26")),
        ("A3", "/projects/10/rate/1", ("45.66", "11.88", "26")),
        ("B1", "/projects/0/executed/0", ("814.79", "814.78")),
        ("B1", "/projects/1/budget/0", ("20", "4.4")),
        ("B1", "/projects/5/executed/0", ("79.78", "54.44")),
    ]
    assert not [r for r in summary_report().verify() if r.outcome in ("warn", "rounding")]


def test_its_sound_relations_are_confirmed() -> None:
    doc = summary_report()
    assert doc.outcomes("A1") == ["ok", "ok", "ok"]
    assert set(doc.outcomes("A2")) == {"ok"}
    assert doc.outcomes("A12") == ["ok"]
    assert doc.outcomes("B2") == ["ok"]


def test_its_findings_read_well() -> None:
    findings = {finding.title: finding for finding in summary_report().findings()}
    assert "补助费：执行数前后不一致" in findings
    finding = findings["补助费：执行数前后不一致"]
    assert finding.proofs == (
        "补助费：执行数一处印为79.78万元，另一处印为54.44万元。",
        "补助费：印为执行率54.44%，而 54.44万元 ÷ 146.54万元 = 37.1502…%。",
    )
    assert finding.message == (
        "补助费的执行数（第1页清单）印为54.44万元，应为79.78万元（与相邻的数相同，疑为抄错行列）。依据：" + "".join(finding.proofs)
    )
    told = (finding.suspect_printed, finding.suggestion, finding.cause, finding.attribution)
    assert told == ("54.44", "79.78", "copied_neighbour", "report")


def whole_unit_report() -> Doc:
    doc = Doc(year=2024)

    def quantity(label: str | None, measure: str, mentions: str, period: str = "2024") -> str:
        return doc.quantity(label, measure, mentions, period=period)

    basic = quantity("基本支出", "executed", "3019.17万元@10 3019.17万元@t1.6.3")
    doc.breakdown(
        "sum",
        basic,
        *(
            quantity(label, "executed", text)
            for label, text in (("工资", "1911.88万元@40"), ("商品服务", "988.17万元@80"), ("补助", "119.12万元@120"))
        ),
    )
    works = quantity("项目支出", "executed", "102.83万元@200 102.84万元@t0.9.3 102.83万元@t1.7.3")
    planned = quantity("项目支出", "budget", "110.08万元@t0.9.2")
    projects = [
        doc.project("家园", budget="90.07万元@t0.10.2", executed="90.07万元@t0.10.3 90.06万元@230"),
        doc.project("公路", budget="15.41万元@t0.11.2", executed="8.17万元@t0.11.3 8.17万元@300"),
        doc.project("活动", budget="2.6万元@t0.12.2", executed="2.6万元@t0.12.3 2.6万元@250"),
        doc.project("抢险", budget="2万元@t0.13.2", executed="2万元@t0.13.3 2万元@270"),
    ]
    doc.breakdown("sum", works, *(f"{project}/executed" for project in projects))
    doc.breakdown("sum", planned, *(f"{project}/budget" for project in projects))
    rows = (
        ("三公", "10.06", "7.5", "9.01"),
        ("用车", "9.5", "0", "9.01"),
        ("购置", "0", "0", "0"),
        ("维护", "9.5", "7.5", "9.01"),
        ("出国", "0", "0", "0"),
        ("接待", "0.56", "0", "0"),
    )
    cells: dict[tuple[str, int], str] = {}
    for row, (label, *values) in enumerate(rows, 2):
        for col, (measure, period) in enumerate((("executed", "2023"), ("budget", "2024"), ("executed", "2024"))):
            cells[label, col] = quantity(label, measure, f"{values[col]}万元@t0.{row}.{col + 1}", period)
    for col in range(3):
        doc.breakdown("sum", cells["三公", col], *(cells[label, col] for label in ("用车", "出国", "接待")))
        doc.breakdown("sum", cells["用车", col], *(cells[label, col] for label in ("购置", "维护")))
    quantity("三公", "change", "1.05万元@420")
    quantity(None, "initial_budget", "2760.71万元@t1.1.1")
    total = quantity(None, "budget", "4295.92万元@t1.1.2")
    spent = quantity(None, "executed", "3122.00万元@t1.1.3")
    quantity(None, "rate", "72.67%@t1.1.5")
    quantity(None, "score", "95.27分@500")
    doc.breakdown(
        "of_which",
        total,
        *(
            quantity(label, "budget", text)
            for label, text in (
                ("一般公共预算", "3307.52万元@t1.3.1"),
                ("基金", "155.31万元@t1.4.1"),
                ("其他资金", "833.09万元@t1.6.1"),
            )
        ),
    )
    doc.breakdown("sum", spent, basic, works)
    doc.row("预算执行率", None, "10分@t1.1.4", "7.27分@t1.1.6")
    for group, points in (("产出指标", "50"), ("效益指标", "30"), ("满意度指标", "10")):
        doc.row(group, None, f"{points}分@t1.{len(doc.indicators) + 8}.0")
        for name, weight, score, actual in (
            (
                ("检查", "8", "8", "有"),
                ("办事", "7", "7", "有"),
                ("收缴率", "10", "8", "有"),
                ("时间", "10", "10", "有"),
                ("经费", "5", "5", None),
                ("成本", "5", "5", "有"),
                ("生态", "5", "5", "有"),
            )
            if points == "50"
            else (
                (("经济", "8", "8", "有"), ("社会", "8", "8", "有"), ("环境", "7", "7", "有"), ("持续", "7", "7", "有"))
                if points == "30"
                else (("满意度", "10", "10", None),)
            )
        ):
            row = len(doc.indicators) + 8
            doc.row(f"{group}/二级", name, f"{weight}分@t1.{row}.6", f"{score}分@t1.{row}.7", actual=actual)
    doc.row("总分", None, "100分@t1.40.6", "95.27分@t1.40.7", actual=None)
    return doc


def test_a_whole_unit_report_fails_exactly_where_it_contradicts_itself() -> None:
    doc = whole_unit_report()
    results = doc.verify()
    assert [(r.check, r.printed) for r in results if r.outcome == "error"] == [
        ("A1", ("0", "0", "7.5")),  # the 7.5 above it say that it is not 0
        ("B1", ("90.07", "90.06")),
        ("B1", ("102.83", "102.84")),
    ]
    assert [(r.check, r.printed[:2]) for r in results if r.outcome == "warn"] == [
        ("A1", ("7.5", "0")),
        ("C1", ("9.01", "7.5")),
        ("C1", ("9.01", "0")),
        ("C1", ("9.01", "7.5")),
        ("D7", ("5", "5")),
        ("D7", ("10", "10")),
    ]
    assert not [r for r in results if r.outcome == "rounding"]


def test_both_languages_and_determinism() -> None:
    for lang in ("zh", "en"):
        first, second = summary_report().verify(lang), summary_report().verify(lang)
        assert first == second
    english = whole_unit_report().findings("en")
    assert english[0].title == "家园: executed amount differs between mentions"
    assert english[0].message.startswith(
        "the executed amount of 家园 (page 1, table) is printed 90.07万元 and should be 90.06万元 (the last place is off by one); "
        "with it change the executed amount of 项目支出 (page 1, table) from 102.84万元 to 102.83万元. "
        "Because: 家园: the executed amount is printed 90.07万元 in one place and printed 90.06万元 in another."
    )
