"""The kinds of check: id, formula, tolerance and source. ``python -m extractor.checks.kinds`` prints them (docs/checks.md)."""

from __future__ import annotations

import sys
from dataclasses import dataclass

INTERVALS = "XBRL Calculations 1.1 (rounding intervals)"
FORM = "财预〔2020〕10号 and its forms"
ARITHMETIC = "arithmetic"
PLAUSIBLE = "reviewers' practice"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of check. ``verdict`` says how a breach is told."""

    id: str
    formula: str
    verdict: str
    source: str


KINDS: tuple[Kind, ...] = (
    Kind("A1", "T = Σ pᵢ; difference = first − rest", "exact, last place is rounding, else error", INTERVALS),
    Kind("A2", "row total = Σ columns; column total = Σ rows", "as A1", INTERVALS),
    Kind(
        "A3",
        "r = B ÷ A · 100, A adjusted, else initial budget",
        "intervals meet, or as printed where all others are, else error",
        INTERVALS,
    ),
    Kind("A4", "pᵢ = xᵢ ÷ T; Σ pᵢ = 100", "intervals meet, else warn (which whole is meant is not printed)", INTERVALS),
    Kind("A5", "s = w · min(r, 1), r printed or B ÷ A", "at the score's digits, else error; warn for a half-point tier", FORM),
    Kind("A6", "S = Σ sᵢ", "exact", FORM),
    Kind("A7", "Σ wᵢ = 100; Σ group = its label", "exact; warn where the total agrees and is above 100", FORM),
    Kind("A8", "S = Σ Aᵢsᵢ ÷ Σ Aᵢ; supplied where blank", "half a last place, else C6", FORM),
    Kind("A9", "now − before = Δ; Δ ÷ before = g", "A1 for Δ, A3 for g", INTERVALS),
    Kind("A10", "quantity × unit price = amount", "exact, else intervals", INTERVALS),
    Kind("A11", "Σ nᵢ = n", "exact", ARITHMETIC),
    Kind("A12", "stated count = items listed, in all or in a range", "error; warn in a range or where one may be unread", ARITHMETIC),
    Kind("A13", "some whole k has k ÷ n = r", "at printed digits, else warn", "GRIM (Brown & Heathers 2017)"),
    Kind("A14", "income (+ carried in) − expenditure = balance; 无结余 → 0", "A1 in one table row, else warn", INTERVALS),
    Kind("A15", "A − a ≥ 0, B − b ≥ 0, B − b ≤ A − a", "warn (scope, not typing)", ARITHMETIC),
    Kind("B1", "same project, role, period and scope: same value", "equal at equal decimals, else intervals meet", "OIM duplicate facts"),
    Kind("B2", "list and table name the same projects", "warn", ARITHMETIC),
    Kind("B3", "one total, one as-of date", "info, once a total", PLAUSIBLE),
    Kind("C1", "B ≤ A", "warn", FORM),
    Kind("C2", "Σ 其中 ≤ T", "as A1 above the bound", ARITHMETIC),
    Kind("C3", "0 ≤ r, 0 ≤ s, of projects and of rows; r > 100 only with B > A", "error below 0, warn above 100", ARITHMETIC),
    Kind("C4", "sᵢ ≤ wᵢ", "exact", FORM),
    Kind("C5", "S ≤ 100 − w · (1 − min(r, 1))", "error beside a printed weight, else warn", FORM),
    Kind("C6", "min ≤ mean ≤ max", "inclusive, else warn", ARITHMETIC),
    Kind("C7", "households ≤ people; ranges do not overlap", "warn", ARITHMETIC),
    Kind("D1", "weights by group match a profile", "info", FORM),
    Kind("D2", "grade = the score's by the profile's bounds", "warn", FORM),
    Kind("D3", "s = w · min(1, B ÷ A) for ≥, A ÷ B for ≤; dates, ranges", "warn above the proportion without a reason", FORM),
    Kind("D4", "s ÷ w inside the tier of the stated result", "warn above the tier without a reason", FORM),
    Kind("D5", "B ÷ A ≤ 130 % or a reason", "info, once a table", FORM),
    Kind("D6", "lost points or r < 90 % → a reason", "warn where the report gives the others; else info or not judged", FORM),
    Kind("D7", "a scored row has an actual", "warn at full marks", FORM),
    Kind("D8", "actual ≠ target word for word (a bound, a whole goal)", "warn", PLAUSIBLE),
    Kind("E1", "全部完成 → r ≥ 95, 基本完成 → r ≥ 60", "warn under the rate that asks for a reason; softened by one", PLAUSIBLE),
    Kind("E2", "严格控制, 节约 → B ≤ A of what is named", "warn", PLAUSIBLE),
    Kind("E3", "无…支出, 无结余 → 0", "warn", PLAUSIBLE),
    Kind("E4", "未形成支付 → B = 0; 未足额 → r < 100; 全额 → r = 100", "warn", PLAUSIBLE),
    Kind("E5", "one item is not both completed and not", "warn", PLAUSIBLE),
    Kind("E6", "执行率最高 is the highest", "warn", PLAUSIBLE),
    Kind("E7", "score, amount and rate do not share all digits", "warn; silent where an error holds the figure", PLAUSIBLE),
    Kind("G1", "rules and model read a figure alike", "warn", "the reading"),
    Kind("G3", "a figure's picture was read surely", "warn", "the reading"),
    Kind("G4", "every part was read", "warn", "the reading"),
    Kind("G5", "no hidden text, none that addresses a model", "warn", "the reading"),
    Kind("G6", "a figure is printed at its place, unless it was corrected", "error of the reading", "F10"),
    Kind("G7", "a correction names the number that stands at its place", "warn", "the reading"),
    Kind("R1", "the report's amount = the finance system's", "as B1", "--reference"),
    Kind("R2", "what was approved is reported", "warn", "--reference"),
    Kind("R3", "what is reported was approved", "warn", "--reference"),
    Kind("R4", "the finance system knows the unit and the year", "warn", "--reference"),
)


def table() -> str:
    """The kinds as a Markdown page."""
    head = ("# Checks", "", "| id | what must hold | otherwise | source |", "|---|---|---|---|")
    return "\n".join((*head, *(f"| {one.id} | {one.formula} | {one.verdict} | {one.source} |" for one in KINDS))) + "\n"


if __name__ == "__main__":
    sys.stdout.write(table())
