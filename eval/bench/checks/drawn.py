"""Clean records drawn by chance: projects in a table and in a list, totals, last year, sources of money, a score table.

Invented names, no places. Everything adds up as a report's figures do: money sums exactly, rates to two decimals.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from random import Random
from typing import Any, Literal

from schemas.extraction import Place, Provenance
from schemas.figure import Figure
from schemas.record import Breakdown, Indicator, IndicatorValue, Measure, Project, Quantity, Record

Variant = Literal["plain", "trimmed", "integer", "truncated"]
VARIANTS: tuple[Variant, ...] = ("plain", "trimmed", "integer", "truncated")
CENT = Decimal("0.01")
KINDS = ("道路养护", "灌渠清淤", "路灯更换", "图书购置", "校舍修缮", "疫苗冷链", "农技推广", "垃圾清运", "绿化补植", "档案整理")


@dataclass
class Draft:
    """A record in the making, with its provenance."""

    random: Random
    variant: Variant
    projects: list[dict[str, Any]] = field(default_factory=list)
    quantities: list[Quantity] = field(default_factory=list)
    breakdowns: list[Breakdown] = field(default_factory=list)
    indicators: list[Indicator] = field(default_factory=list)
    provenance: dict[str, Provenance] = field(default_factory=dict)
    at: int = 0

    def money(self, value: Decimal) -> str:
        """An amount as this record prints it."""
        text = f"{value:.2f}"
        return text.rstrip("0").rstrip(".") if self.variant in ("trimmed", "integer") else text

    def rate(self, above: Decimal, below: Decimal) -> str:
        """A rate as this record prints it."""
        mode = ROUND_DOWN if self.variant == "truncated" else ROUND_HALF_UP
        text = f"{(100 * above / below).quantize(CENT, rounding=mode):f}"
        return text.rstrip("0").rstrip(".") if self.variant == "trimmed" else text

    def figure(self, path: str, printed: str, unit: str, cell: tuple[int, int, int] | None, place: Place = "prose") -> Figure:
        """A figure with a place of its own."""
        span = (self.at, self.at + len(printed))
        self.at += len(printed) + 12
        where: Place = "table" if cell else place
        self.provenance[path] = Provenance(
            page=1, bbox=None, span=span, quote=printed, source="text", place=where, cell=cell, unit_from="header" if cell else "printed"
        )
        return Figure(printed=printed, unit=unit)

    def quantity(self, label: str | None, measure: Measure, printed: str, unit: str, *, period: str = "2023", row: int | None = None,
                 col: int = 0, subject: str | None = None, twice: bool = False) -> str:  # fmt: skip
        """A quantity, in the running text or in a cell, or in both."""
        pointer = f"/quantities/{len(self.quantities)}"
        cell = None if row is None else (0, row, col)
        mentions = [self.figure(f"{pointer}/mentions/0", printed, unit, cell)]
        if twice:
            mentions.append(self.figure(f"{pointer}/mentions/1", printed, unit, None))
        self.quantities.append(Quantity(label=label, measure=measure, period=period, subject=subject, mentions=tuple(mentions)))
        return pointer


def draw(seed: int, projects: int, variant: Variant = "plain") -> tuple[Record, dict[str, Provenance]]:
    """One clean record with this many projects."""
    draft = Draft(Random(f"{seed}-{projects}-{variant}"), variant)
    amounts = [_amounts(draft) for _ in range(projects)]
    for index, (budget, spent) in enumerate(amounts):
        _project(draft, index, budget, spent)
    _totals(draft, amounts)
    _changes(draft, sum((spent for _, spent in amounts), Decimal(0)))
    _parts(draft)
    _score_table(draft)
    record = Record(
        organisation="某局", year=2023, money_unit="万元", quantities=tuple(draft.quantities), breakdowns=tuple(draft.breakdowns),
        indicators=tuple(draft.indicators), projects=tuple(Project(**one) for one in draft.projects),
    )  # fmt: skip
    return record, draft.provenance


def _amounts(draft: Draft) -> tuple[Decimal, Decimal]:
    step = Decimal(1) if draft.variant == "integer" else CENT
    budget = (Decimal(draft.random.choice((9, 40, 150, 900))) * Decimal(draft.random.randrange(100, 1000)) / 1000).quantize(CENT)
    budget = budget.quantize(Decimal(1), rounding=ROUND_HALF_UP) if draft.random.random() < 0.4 or step == 1 else budget
    budget = max(budget, Decimal(2))
    part = Decimal(draft.random.choice((1000, 1000, 987, 934, 871, 763, 652, 541, 400))) - draft.random.randrange(0, 40)
    spent = budget if draft.random.random() < 0.2 else (budget * part / 1000).quantize(step, rounding=ROUND_DOWN)
    return budget, spent


def _project(draft: Draft, index: int, budget: Decimal, spent: Decimal) -> None:
    pointer = f"/projects/{index}"
    told: tuple[tuple[str, str, str, int], ...] = (
        ("budget", draft.money(budget), "万元", 2),
        ("executed", draft.money(spent), "万元", 3),
        ("rate", draft.rate(spent, budget), "%", 4),
    )  # fmt: skip
    made: dict[str, Any] = {"name": f"{KINDS[index % len(KINDS)]}项目{index + 1}"}
    in_list = draft.random.random() < 0.7
    for role, printed, unit, col in told:
        figures = [draft.figure(f"{pointer}/{role}/0", printed, unit, (0, index + 1, col))]
        if in_list:
            figures.append(draft.figure(f"{pointer}/{role}/1", printed, unit, None, "list"))
        made[role] = tuple(figures)
    draft.projects.append(made)


def _totals(draft: Draft, amounts: list[tuple[Decimal, Decimal]]) -> None:
    sums = [sum((one[side] for one in amounts), Decimal(0)) for side in (0, 1)]
    row = len(amounts) + 1
    label = "纳入自评的项目"
    budget = draft.quantity(label, "budget", draft.money(sums[0]), "万元", row=row, col=2, twice=True)
    spent = draft.quantity(label, "executed", draft.money(sums[1]), "万元", row=row, col=3, twice=True)
    draft.quantity(label, "rate", draft.rate(sums[1], sums[0]), "%", row=row, col=4, twice=True)
    draft.quantity(label, "count", str(len(amounts)), "个")
    for whole, role in ((budget, "budget"), (spent, "executed")):
        draft.breakdowns.append(Breakdown(kind="sum", whole=whole, parts=tuple(f"/projects/{at}/{role}" for at in range(len(amounts)))))


def _changes(draft: Draft, now: Decimal) -> None:
    """Spending of the year before, and the change since."""
    rounding = Decimal(1) if draft.variant == "integer" else CENT
    before = (now * Decimal(draft.random.randrange(800, 1200)) / 1000).quantize(rounding)
    label = "纳入自评的项目"
    draft.quantity(label, "executed", draft.money(before), "万元", period="2022")
    draft.quantity(label, "change", draft.money(abs(now - before)), "万元")
    draft.quantity(label, "change", draft.rate(abs(now - before), before), "%")


def _parts(draft: Draft) -> None:
    """A sum in prose: a total and what it is made of; and a product."""
    step = 100 if draft.variant == "integer" else 1
    parts = [Decimal(draft.random.randrange(100, 40000) // step * step) / 100 for _ in range(draft.random.randrange(3, 6))]
    whole = draft.quantity("基本支出", "executed", draft.money(sum(parts, Decimal(0))), "万元", twice=True)
    names = [draft.quantity(f"支出{number}类", "executed", draft.money(part), "万元") for number, part in enumerate(parts, 1)]
    draft.breakdowns.append(Breakdown(kind="sum", whole=whole, parts=tuple(names)))
    price, many = Decimal(draft.random.randrange(11, 99)) / 10, draft.random.randrange(12, 90)
    count = draft.quantity("管护岗位", "count", str(many), "个")
    unit = draft.quantity("管护岗位", "unit_price", f"{price:f}", "万元/个")
    total = draft.quantity("管护岗位", "executed", draft.money(price * many), "万元")
    draft.breakdowns.append(Breakdown(kind="product", whole=total, parts=(count, unit)))


def _score_table(draft: Draft) -> None:
    rows = [("产出", "数量", 20), ("产出", "质量", 20), ("产出", "时效", 10), ("效益", "社会效益", 30), ("满意度", "服务对象满意度", 20)]
    scores = [Decimal(weight) - Decimal(draft.random.choice((0, 0, 1, 2, 5))) / draft.random.choice((1, 2)) for *_, weight in rows]
    for at, ((group, name, weight), score) in enumerate(zip(rows, scores, strict=True)):
        _score_row(draft, (group,), name, at, str(weight), f"{score.normalize():f}")
    _score_row(draft, ("总分",), None, len(rows), "100", f"{sum(scores, Decimal(0)).normalize():f}")
    draft.quantity(None, "score", f"{sum(scores, Decimal(0)).normalize():f}", "分")


def _score_row(draft: Draft, path: tuple[str, ...], name: str | None, row: int, weight: str, score: str) -> None:
    pointer = f"/indicators/{len(draft.indicators)}"
    draft.indicators.append(
        Indicator(
            path=path, name=name, target=IndicatorValue(text="完成"), actual=IndicatorValue(text="已完成"),
            weight=(draft.figure(f"{pointer}/weight/0", weight, "分", (1, row, 3)),),
            score=(draft.figure(f"{pointer}/score/0", score, "分", (1, row, 4)),),
        )
    )  # fmt: skip
