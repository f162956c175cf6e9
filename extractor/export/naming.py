"""What a pointer into the record is called: whose value it is, in which role, and the figure it holds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from extractor.export.messages import Words
from schemas.extraction import Extraction
from schemas.figure import Figure
from schemas.record import Indicator, Pointer, Project, Quantity, Record
from schemas.result import Finding, Severity

SEVERITIES: tuple[Severity, ...] = ("error", "warn", "info")
MONEY_UNITS = frozenset({"元", "角", "分钱", "百元", "千元", "万", "万元", "百万元", "千万元", "亿", "亿元"})
BOOKED_KINDS = frozenset({"money", "percent", "score"})
"""The kinds of numeral that the ledger line counts: money, rates and scores."""

_GROUPS = {
    "initial_budget": "budget",
    "budget": "budget",
    "executed": "executed",
    "rate": "rate",
    "share": "rate",
    "score": "score",
    "weight": "score",
}


@dataclass(frozen=True, slots=True)
class Named:
    """A pointer in words. ``role`` is a key of the catalogue (``role.executed``)."""

    subject: str
    role: str
    figure: Figure | None

    @property
    def group(self) -> str:
        """The colour family of the role."""
        return _GROUPS.get(self.role, "other")


def natural_key(pointer: str) -> tuple[tuple[int, int, str], ...]:
    """Sorts ``/projects/10`` after ``/projects/9``."""
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in pointer.split("/")[1:])


def resolve(record: Record, pointer: Pointer) -> object | None:
    """The value a pointer addresses, or null where it leads nowhere."""
    value: object = record
    for part in pointer.split("/")[1:]:
        if isinstance(value, tuple):
            if not part.isdecimal() or int(part) >= len(value):
                return None
            value = value[int(part)]
        else:
            value = getattr(value, part.replace("~1", "/").replace("~0", "~"), None) if not part.startswith("_") else None
    return value


def named(record: Record, pointer: Pointer, t: Words) -> Named:
    """Whose value the pointer addresses and in which role."""
    value = resolve(record, pointer)
    figure = value if isinstance(value, Figure) else None
    parts = pointer.split("/")[1:]
    owner = resolve(record, "/" + "/".join(parts[:2])) if len(parts) > 1 else None
    field = parts[2] if len(parts) > 2 else "name"
    if isinstance(owner, Project):
        return Named(project_name(owner), field, figure)
    if isinstance(owner, Quantity):
        return Named(quantity_name(record, owner, t), owner.measure if field in ("mentions", "name") else field, figure)
    if isinstance(owner, Indicator):
        return Named(indicator_name(owner, t), field, figure)
    if parts[0] == "claims":
        return Named(str(getattr(owner, "text", pointer)), "claim", figure)
    if parts[0] == "breakdowns":
        return Named(t("role.breakdown"), "breakdown", figure)
    return Named(record.organisation or t("unit_itself"), parts[0], figure)


def project_name(project: Project) -> str:
    """The name with what tells it apart from its namesakes."""
    return f"{project.name}（{project.qualifier}）" if project.qualifier else project.name


def quantity_name(record: Record, quantity: Quantity, t: Words) -> str:
    """Subject, label and period of a quantity."""
    subject = resolve(record, quantity.subject) if quantity.subject else None
    owner = project_name(subject) if isinstance(subject, Project) else ""
    label = quantity.label or (not owner and (record.organisation or t("unit_itself"))) or ""
    period = f"（{quantity.period}）" if quantity.period else ""
    return " ".join(part for part in (owner, label) if part) + period


def indicator_name(indicator: Indicator, t: Words) -> str:
    """The name, else the last of its group labels."""
    return indicator.name or (indicator.path[-1] if indicator.path else t("role.indicator"))


def printed(figure: Figure) -> str:
    """The figure as a reader writes it: bound, number, unit."""
    after = figure.op if figure.op in ("余", "以上", "以下") else ""
    before = (figure.op or "") if not after else ""
    return f"{before}{united(figure.printed, figure.unit)}{after}"


def united(number: str, unit: str | None) -> str:
    """A number and its unit."""
    return f"{number}{'' if unit in (None, '', '%') else ' '}{unit or ''}"


def unit_at(record: Record, pointer: Pointer | None) -> str | None:
    """The unit of the figure at a pointer."""
    figure = resolve(record, pointer) if pointer else None
    return figure.unit if isinstance(figure, Figure) else None


def correction(figure: Figure, t: Words) -> str | None:
    """That a person replaced the number, what stood there before, who and why; null where nobody did."""
    if figure.corrected is None:
        return None
    why = t("corrected.why", figure.corrected.why) if figure.corrected.why else ""
    return t("corrected", figure.corrected.was, figure.corrected.by) + why


def is_booked(kind: str | None, unit: str | None) -> bool:
    """Whether a numeral is money, a rate or a score."""
    return kind in BOOKED_KINDS or unit in MONEY_UNITS or unit in ("%", "分")


def books(extraction: Extraction) -> tuple[int, int]:
    """How many amounts, rates and scores are claimed and how many are not; each printed place counts once."""
    claimed = {
        place.span
        for pointer, place in extraction.provenance.items()
        if isinstance(figure := resolve(extraction.record, pointer), Figure) and is_booked(None, figure.unit)
    }
    return len(claimed), sum(is_booked(entry.kind, entry.unit) for entry in extraction.ledger.unclaimed)


@dataclass(frozen=True, slots=True)
class Flag:
    """That a finding (its number from 0) speaks of a value. ``blamed``: it is the likely wrong one, or all are in doubt."""

    finding: int
    blamed: bool


def flags(findings: Iterable[Finding]) -> Mapping[Pointer, tuple[Flag, ...]]:
    """Each pointer that findings speak of to those findings."""
    table: dict[Pointer, list[Flag]] = {}
    for number, finding in enumerate(findings):
        for pointer in pointers(finding):
            blamed = finding.suspect in (None, pointer)
            table.setdefault(pointer, []).append(Flag(number, blamed))
    return {pointer: tuple(found) for pointer, found in table.items()}


def pointers(finding: Finding) -> tuple[Pointer, ...]:
    """All that a finding speaks of, its suspect too, each once."""
    return tuple(dict.fromkeys((*finding.paths, *([finding.suspect] if finding.suspect else ()))))


def worst(found: Iterable[Flag], findings: Sequence[Finding]) -> Severity | Literal["part"] | None:
    """The gravest severity that falls on a value itself; ``part`` where it only serves as a proof."""
    found = tuple(found)
    blamed = [SEVERITIES.index(findings[flag.finding].severity) for flag in found if flag.blamed]
    return SEVERITIES[min(blamed)] if blamed else "part" if found else None


def ordered(findings: Iterable[Finding]) -> list[Finding]:
    """Errors first; inside a severity the order of the checks stays."""
    return sorted(findings, key=lambda finding: SEVERITIES.index(finding.severity))


def one_line(text: str) -> str:
    """White space of any kind, line breaks too, as single blanks."""
    return re.sub(r"\s+", " ", text).strip()
