"""The words and tables of the invented report."""

from __future__ import annotations

from typing import Any

from export_tokens import Builder

HOSTILE = "<script>window.hacked=1</script><img src=x onerror=window.hacked=2> & \"'</style>"


def lines_of(b: Builder, hostile: bool) -> list[Any]:
    def f(i: int, role: str, printed: str, unit: str, **more: Any) -> str:
        return b.fig(f"/projects/{i}/{role}", printed, unit, **more)

    def cell(i: int, role: str, printed: str, unit: str, row: int, col: int) -> str:
        return f(i, role, printed, unit, unit_from="header", place="table", cell=(0, row, col))

    def mark(i: int, part: str, printed: str, row: int, col: int) -> str:
        return b.fig(f"/indicators/{i}/{part}", printed, "分", unit_from="header", place="table", cell=(1, row, col))

    names = ("河道清淤疏浚经费", "社区网格员补助", "图书馆空调更换费")
    return [
        f"云岭市松岗镇人民政府{b.aside('2024', '年份')}年度预算绩效自评报告",
        f"松岗政发〔{b.aside('2025', '文号')}〕{b.aside('17', '文号')}号",
        "一、基本情况",
        f"{b.aside('2024', '年份')}年我镇自评项目共{b.fig('/quantities/0/mentions', '3', '个')}个，预算资金合计"
        f"{b.fig('/quantities/1/mentions', '486.54', '万元')}万元，全年支出{b.fig('/quantities/2/mentions', '401.22', '万元')}万元，"
        f"服务常住人口{b.loose('12,480', '人', 'count')}人。",
        "二、项目支出情况" + (HOSTILE if hostile else ""),
        f"（一）{b.word('/projects/0/name', names[0])}，预算资金{f(0, 'budget', '300', '万元')}万元，"
        f"截至2024年底支出{f(0, 'executed', '281.43', '万元')}万元，执行率{f(0, 'rate', '93.81', '%')}%，清淤河道"
        f"{b.fig('/indicators/0/actual/figures', '18.6', '公里')}公里，{b.word('/claims/0', '绩效目标全部完成')}。",
        f"（二）{b.word('/projects/1/name', names[1])}，年初预算{f(1, 'initial_budget', '150', '万元')}万元，调整后预算"
        f"{f(1, 'budget', '146.54', '万元')}万元，支出{f(1, 'executed', '54.44', '万元', as_of='2024-12')}万元，执行率"
        f"{f(1, 'rate', '54.44', '%')}%，{b.word('/claims/1', '绩效目标全部完成')}。其中第三季度补发{b.loose('6.3', '万元')}万元，"
        f"人均{b.loose('0.42', None, 'plain')}。",
        f"（三）{b.word('/projects/2/name', names[2])}，预算资金{f(2, 'budget', '40', '万元')}万元，支出"
        f"{f(2, 'executed', '40.00', '万元')}万元，执行率{f(2, 'rate', '100', '%')}%。未完成原因：{b.word('/projects/2/reason', '无')}。",
        "三、自评得分情况（单位：万元）",
        (
            [("项目名称", 1, 2), ("资金", 2, 1), ("执行率", 1, 2), ("自评得分", 1, 2)],
            [("预算数", 1, 1), ("执行数", 1, 1)],
            [
                (names[0], 1, 1), (cell(0, "budget", "300", "万元", 2, 1), 1, 1), (cell(0, "executed", "281.43", "万元", 2, 2), 1, 1),
                (cell(0, "rate", "93.81", "%", 2, 3) + "%", 1, 1), (cell(0, "score", "97.5", "分", 2, 4), 1, 1),
            ],
            [
                (names[1], 1, 1), (cell(1, "budget", "146.54", "万元", 3, 1), 1, 1), (cell(1, "executed", "79.78", "万元", 3, 2), 1, 1),
                (cell(1, "rate", "54.44", "%", 3, 3) + "%", 1, 1), (cell(1, "score", "80", "分", 3, 4), 1, 1),
            ],
            [
                (names[2], 1, 1), (cell(2, "budget", "40", "万元", 4, 1), 1, 1), (cell(2, "executed", "40.00", "万元", 4, 2), 1, 1),
                (cell(2, "rate", "100", "%", 4, 3) + "%", 1, 1), (cell(2, "score", "100", "分", 4, 4), 1, 1),
            ],
            [
                ("合计", 1, 1),
                (b.fig("/quantities/1/mentions", "486.54", "万元", place="table", unit_from="caption"), 1, 1),
                (b.fig("/quantities/2/mentions", "401.21", "万元", place="table", unit_from="caption"), 1, 1), ("", 2, 1),
            ],
        ),
        "四、绩效指标完成情况",
        (
            [("一级指标", 1, 1), ("二级指标", 1, 1), ("指标", 1, 1), ("目标值", 1, 1), ("实际值", 1, 1), ("分值", 1, 1), ("得分", 1, 1)],
            [
                ("产出指标", 1, 2), ("数量指标", 1, 1), ("清淤河道长度", 1, 1),
                ("≥" + b.fig("/indicators/0/target/figures", "18", "公里") + "公里", 1, 1), ("18.6公里", 1, 1),
                (mark(0, "weight", "20", 1, 5), 1, 1), (mark(0, "score", "20", 1, 6), 1, 1),
            ],
            [
                ("时效指标", 1, 1), ("补助按月发放", 1, 1), (b.fig("/indicators/1/target/figures", "12", "次") + "次/年", 1, 1),
                (b.fig("/indicators/1/actual/figures", "9", "次") + "次/年", 1, 1),
                (mark(1, "weight", "10", 2, 5), 1, 1), (mark(1, "score", "10", 2, 6), 1, 1),
            ],
            [
                ("满意度指标", 2, 1), ("群众满意度", 1, 1), ("≥" + b.fig("/indicators/2/target/figures", "95", "%") + "%", 1, 1), ("—", 1, 1),
                (mark(2, "weight", "10", 3, 5), 1, 1), (mark(2, "score", "10", 3, 6), 1, 1),
            ],
        ),
        f"五、存在的问题。补助发放进度滞后，涉及资金{b.loose('92.1', '万元')}万元。附件扫描不清。",
    ]  # fmt: skip
