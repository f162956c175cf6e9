"""Target and actual of an indicator row side by side: units and periods normalised, the direction of the target understood."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from extractor.checks.numbers import Unit, unit_of
from schemas.figure import Figure
from schemas.record import Indicator, IndicatorValue

Direction = Literal["up", "down", "equal", "range", "date"]
UP = re.compile(r"[≥>]|不低于|不少于|不小于|以上|至少|大于")
DOWN = re.compile(r"[≤<]|不超过|不高于|不多于|不大于|以内|以下|控制在|小于|低于")
BETWEEN = re.compile(r"\d\D{0,4}[-—~～至到]\D{0,2}\d")
COST = re.compile(r"成本")
PERIODS = {"年": 1, "年度": 1, "半年": 2, "季": 4, "季度": 4, "月": 12, "周": 52}
"""How often a period comes round in a year."""
DATE = re.compile(r"(?:(?P<year>(?:19|20)\d\d)年)(?:(?P<month>\d{1,2})月)?(?:(?P<day>\d{1,2})日)?")
LAST_DAY = 99
"""A month or a year without a day lasts to its end."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """How far an actual reaches its target: 1 is reached. ``direction`` says what kind of target it is."""

    ratio: Decimal
    met: bool
    direction: Direction


def compare(row: Indicator) -> Comparison | None:
    """The comparison, or null where the two cannot be compared by code: no figures, several, hedged, or of unlike units."""
    target, actual = row.target, row.actual
    if target is None or actual is None:
        return None
    by_date = _dates(target.text, actual.text)
    if by_date is not None:
        return by_date
    if len(actual.figures) != 1 or actual.figures[0].op not in (None, "="):
        return None
    reached = _in_year(actual.figures[0])
    if len(target.figures) == 2 and BETWEEN.search(target.text):
        return _between([_in_year(figure) for figure in target.figures], reached)
    if len(target.figures) != 1:
        return None
    return _single(_in_year(target.figures[0]), reached, _direction(row, target))


def _direction(row: Indicator, target: IndicatorValue) -> Direction:
    op = target.figures[0].op
    if op in ("≥", ">", "以上", "余"):
        return "up"
    if op in ("≤", "<", "以下"):
        return "down"
    if UP.search(target.text):
        return "up"
    costs = op is None and any(COST.search(label) for label in (*row.path, row.name or ""))
    return "down" if DOWN.search(target.text) or costs else "equal"


def _in_year(figure: Figure) -> tuple[Decimal, Unit, bool]:
    """The value in the base unit and for a year, the unit without its period, and whether it had one."""
    head, _, period = "".join((figure.unit or "").split()).rpartition("/")
    times = PERIODS.get(period.lstrip("每"))
    unit = unit_of(head if times else figure.unit, "other", None)
    return figure.value * unit.factor * (times or 1), unit, times is not None


def _single(target: tuple[Decimal, Unit, bool], actual: tuple[Decimal, Unit, bool], direction: Direction) -> Comparison | None:
    (wanted, unit, often), (reached, other, counted) = target, actual
    if (unit.kind, unit.name) != (other.kind, other.name) or (often and not counted) or wanted < 0 or reached < 0:
        return None
    if direction == "down":
        met = reached <= wanted
        return Comparison(Decimal(1) if met or reached == 0 else wanted / reached, met, direction)
    met = reached >= wanted
    return Comparison(Decimal(1) if wanted == 0 else reached / wanted, met, direction)


def _between(target: list[tuple[Decimal, Unit, bool]], actual: tuple[Decimal, Unit, bool]) -> Comparison | None:
    (low, unit, _), (high, other, _) = target
    reached, own, _ = actual
    if not (unit.kind == other.kind == own.kind and unit.name == other.name == own.name) or low > high or low <= 0:
        return None
    if low <= reached <= high:
        return Comparison(Decimal(1), True, "range")
    return Comparison(reached / low if reached < low else high / reached, False, "range")


def _dates(target: str, actual: str) -> Comparison | None:
    """A day that was to be kept; a late one has no share of its target."""
    wanted, reached = _date(target), _date(actual)
    if wanted is None or reached is None:
        return None
    met = reached <= wanted
    return Comparison(Decimal(1 if met else 0), met, "date")


def _date(text: str) -> tuple[int, int, int] | None:
    found = DATE.search("".join(text.split()))
    if not found or (found["month"] is None and "底" not in text and "末" not in text):
        return None
    return int(found["year"]), int(found["month"] or LAST_DAY), int(found["day"] or LAST_DAY)
