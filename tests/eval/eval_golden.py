"""A small report and its record, for damage."""

from __future__ import annotations

from schemas.figure import Figure
from schemas.record import Band, Breakdown, Claim, Indicator, IndicatorValue, Project, Quantity, Record


def wan(*printed: str) -> tuple[Figure, ...]:
    return tuple(Figure(printed=one, unit="万元") for one in printed)


def percent(*printed: str) -> tuple[Figure, ...]:
    return tuple(Figure(printed=one, unit="%") for one in printed)


def items(*printed: str) -> tuple[Figure, ...]:
    return tuple(Figure(printed=one, unit="个") for one in printed)


FULL = Band(of="支付率", low="100", high="100")
ASTRAY = {"quantities.key": "1/0/0", "quantities.mentions": "1/0/0"}
"""A figure filed under a wrong label, measure or year is wrong with it."""

GOLDEN = Record(
    title="某镇2023年度绩效自评报告", organisation="某镇人民政府", year=2023, money_unit="万元",
    projects=(
        Project(name="修路费", aliases=("道路维修经费",), budget=wan("20", "20"), executed=wan("10"), rate=percent("50"),
                department="县财政局", status="met", reason="雨季停工"),
        Project(name="保洁服务费", budget=wan("30"), executed=wan("15"), rate=percent("50")),
        Project(name="网格员补助", budget=wan("40"), executed=wan("20"), rate=percent("50")),
        Project(name="防汛物资采购", budget=wan("55.5"), executed=wan("55.5"), rate=percent("100")),
    ),
    quantities=(
        Quantity(label="专项资金项目", period="2023", measure="count", mentions=items("4", "4")),
        Quantity(label="专项资金项目", aliases=("合计",), period="2023", measure="budget", mentions=wan("145.5")),
        Quantity(label="专项资金项目", period="2023", measure="executed", mentions=wan("100.5")),
        Quantity(label="三公经费", period="2023", measure="executed", mentions=wan("9.01")),
        Quantity(label="三公经费", period="2022", measure="executed", mentions=wan("10.06")),
        Quantity(label=None, period="2023", measure="score", mentions=(Figure(printed="92.5", unit="分"),)),
        Quantity(label="项目", band=FULL, period="2023", measure="count", mentions=items("3")),
        Quantity(label="当年财政拨款", subject="/projects/1", period="2023", measure="budget", mentions=wan("30")),
        Quantity(label="当年财政拨款", subject="/quantities/1", period="2023", measure="budget", mentions=wan("145.5")),
    ),
    breakdowns=(
        Breakdown(kind="sum", whole="/quantities/1", parts=tuple(f"/projects/{index}/budget" for index in range(4))),
        Breakdown(kind="difference", whole="/projects/0/executed", parts=("/projects/0/budget", "/quantities/3")),
    ),
    indicators=(
        Indicator(path=("产出指标", "数量指标"), name="巡查次数", weight=(Figure(printed="8", unit="分"),),
                  target=IndicatorValue(text="≥12次/年", figures=(Figure(printed="12", unit="次/年", op="≥"),))),
        Indicator(path=("产出指标", "质量指标"), name="验收合格率", actual=IndicatorValue(text="98%", figures=percent("98"))),
        Indicator(path=("总分",), name=None, weight=(Figure(printed="100", unit="分"),)),
    ),
    claims=(
        Claim(text="绩效目标全部完成", kind="completion", subject="/projects/0"),
        Claim(text="绩效目标全部完成", kind="completion", subject="/projects/1"),
        Claim(text="严格控制三公经费", kind="control", subject="/quantities/3"),
    ),
)  # fmt: skip
