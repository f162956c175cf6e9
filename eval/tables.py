"""Scores as text tables for the terminal."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from eval.counts import Count
from eval.ledger_score import LedgerScore
from eval.reading import SEVERITIES, Scored, Unreadable

HEADINGS = ("report", "carrier", "projects r/w/m/i", "fields r/w/m/i", "F1", "ledger right/wrong/open %", "err/warn/info", "same")


def score_rows(readings: Iterable[Scored | Unreadable], same: Mapping[tuple[str, str], str]) -> list[Sequence[str]]:
    """One line a reading; ``same`` says whether its record is that of the other carriers."""
    return [HEADINGS, *(_row(one, same.get((one.name, one.carrier), "")) for one in readings)]


def _row(one: Scored | Unreadable, same: str) -> Sequence[str]:
    if isinstance(one, Unreadable):
        return one.name, one.carrier, f"no record: {one.message}"
    total = one.comparison.total()
    found = "/".join(str(one.findings[severity]) for severity in SEVERITIES)
    projects = one.comparison.entity("projects")
    return one.name, one.carrier, str(projects), str(total), part(total.f1), ledger_cell(one.ledger), found, same


def ledger_cell(ledger: LedgerScore) -> str:
    """``95.2/1.1/3.7 of 175``."""
    shares = [ledger.percent(verdict) for verdict in ("right", "wrong", "unclaimed")]
    return "/".join("-" if share is None else str(share) for share in shares) + f" of {len(ledger.numerals)}"


def field_rows(counts: Mapping[tuple[str, str], Count]) -> list[Sequence[str]]:
    """One line a field, and one for all."""
    rows: list[Sequence[str]] = [("kind", "field", "right", "wrong", "missed", "invented", "precision", "recall", "F1")]
    for (kind, field), count in counts.items():
        rows.append((kind, field, *_numbers(count)))
    rows.append(("all", "", *_numbers(sum(counts.values(), Count()))))
    return rows


def _numbers(count: Count) -> list[str]:
    plain = [str(number) for number in (count.right, count.off, count.missed, count.extra)]
    return [*plain, part(count.precision), part(count.recall), part(count.f1)]


def added(readings: Iterable[Scored]) -> dict[tuple[str, str], Count]:
    """The field counts of several readings together."""
    total: dict[tuple[str, str], Count] = {}
    for one in readings:
        for key, count in one.comparison.fields.items():
            total[key] = total.get(key, Count()) + count
    return total


def part(value: float | None) -> str:
    """A share as a number with three places; 1.000 only where it is whole."""
    if value is None:
        return "-"
    return f"{value:.3f}" if value == 1 else f"{min(value, 0.999):.3f}"


def columns(rows: Sequence[Sequence[str]]) -> str:
    """Rows in columns as wide as their widest cell; a Chinese character counts two."""
    widths: list[int] = []
    for row in (row for row in rows if len(row) == len(rows[0])):
        widths = [max(pair) for pair in zip(widths or [0] * len(row), map(_width, row), strict=True)]
    return "\n".join("  ".join(_padded(cell, width) for cell, width in zip(row, widths, strict=False)).rstrip() for row in rows)


def _padded(cell: str, width: int) -> str:
    return cell + " " * (width - _width(cell))


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
