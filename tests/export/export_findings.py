"""The record of the invented report, and what its checks found."""

from __future__ import annotations

from typing import Any

from export_lines import HOSTILE
from export_tokens import Builder

from schemas.record import Breakdown, Claim, Indicator, IndicatorValue, Project, Quantity, Record
from schemas.result import Finding


def record_of(b: Builder, hostile: bool) -> Record:
    def project(i: int, name: str, **more: Any) -> Project:
        lists = {role: b.get(f"/projects/{i}/{role}") for role in ("initial_budget", "budget", "executed", "rate", "score")}
        return Project(name=name, **lists, **more)

    def indicator(i: int, path: tuple[str, ...], name: str, target: str, actual: str | None) -> Indicator:
        parts = {part: b.get(f"/indicators/{i}/{part}/figures") for part in ("target", "actual")}
        return Indicator(
            path=path, name=name, target=IndicatorValue(text=target, figures=parts["target"]),
            actual=IndicatorValue(text=actual, figures=parts["actual"]) if actual else None,
            weight=b.get(f"/indicators/{i}/weight"), score=b.get(f"/indicators/{i}/score"),
        )  # fmt: skip

    mentions = [b.get(f"/quantities/{i}/mentions") for i in range(3)]
    return Record(
        title="预算绩效自评报告" + (HOSTILE if hostile else ""), organisation="松岗镇人民政府", year=2024, money_unit="万元",
        projects=(
            project(0, "河道清淤疏浚经费" + (HOSTILE if hostile else ""), department="水务站", status="met"),
            project(1, "社区网格员补助", aliases=("网格员补助",), status="mostly_met"),
            project(2, "图书馆空调更换费", qualifier="县级", reason="无"),
        ),
        quantities=(
            Quantity(label="自评项目", measure="count", mentions=mentions[0]),
            Quantity(label="自评项目", period="2024", measure="budget", mentions=mentions[1]),
            Quantity(label="自评项目", period="2024", measure="executed", mentions=mentions[2]),
        ),
        breakdowns=(Breakdown(kind="sum", whole="/quantities/1", parts=tuple(f"/projects/{i}/budget" for i in range(3))),),
        indicators=(
            indicator(0, ("产出指标", "数量指标"), "清淤河道长度", "≥18公里", "18.6公里"),
            indicator(1, ("产出指标", "时效指标"), "补助按月发放", "12次/年", "9次/年"),
            indicator(2, ("满意度指标",), "群众满意度", "≥95%", None),
        ),
        claims=(
            Claim(text="绩效目标全部完成", kind="completion", subject="/projects/0"),
            Claim(text="绩效目标全部完成", kind="completion", subject="/projects/1"),
        ),
    )  # fmt: skip


def findings_of(hostile: bool) -> tuple[Finding, ...]:
    executed = "/projects/1/executed"
    return (
        Finding(
            id="e2", check="E1", severity="warn", title="“全部完成”旁的执行率只有 54.44 %",
            message="正文称“绩效目标全部完成”，而同一项目执行率为 54.44 %，低于 95 %。",
            proofs=("一般以执行率 95 % 以上对应“全部完成”。",), paths=("/claims/1", "/projects/1/rate/0"),
        ),
        Finding(
            id="e1", check="B1", severity="error",
            title="社区网格员补助的执行数两处不同" + (HOSTILE if hostile else ""),
            message="正文写支出 54.44 万元，表格写 79.78 万元；54.44 恰是旁边的执行率。" + (HOSTILE if hostile else ""),
            proofs=("79.78 ÷ 146.54 = 54.44 %，与两处印出的执行率相符。", "281.43 + 79.78 + 40.00 = 401.21，与合计栏相符。"),
            paths=(f"{executed}/0", f"{executed}/1", "/projects/1/rate/0", "/projects/1/budget/0", "/quantities/2/mentions/1"),
            suspect=f"{executed}/0", suspect_printed="54.44", suggestion="79.78", cause="copied_neighbour", attribution="report",
        ),
        Finding(
            id="e3", check="B1", severity="error", title="全年支出合计两处不同",
            message="正文 401.22 万元，表格合计 401.21 万元，末位差一。", proofs=("281.43 + 79.78 + 40.00 = 401.21",),
            paths=("/quantities/2/mentions/0", "/quantities/2/mentions/1"), suspect="/quantities/2/mentions/0",
            suspect_printed="401.22", suggestion="401.21", cause="last_place", attribution="report",
        ),
        Finding(
            id="e4", check="D3", severity="warn", title="实际 9 次未达目标 12 次，却得满分",
            message="补助按月发放：目标 12 次/年，实际 9 次/年，分值 10，得分 10。",
            paths=("/indicators/1/target", "/indicators/1/actual", "/indicators/1/score/0"), attribution="undecided",
        ),
        Finding(
            id="e5", check="D7", severity="info", title="群众满意度没有实际值",
            message="有目标和得分，实际值一栏为短横。", paths=("/indicators/2/actual",),
        ),
        Finding(id="e6", check="G4", severity="info", title="附件未读", message="附件扫描不清，其中的数字没有读出。"),
    )  # fmt: skip
