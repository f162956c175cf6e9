"""Findings: one for each failing relation, with a stable id and in the order a reviewer reads them."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence

from extractor.checks.book import open_book
from extractor.checks.messages import TITLES, Lang
from extractor.checks.names import owner_name, role_name
from extractor.checks.suspects import blame
from schemas.record import Record
from schemas.result import CheckResult, Finding, Severity

SEVERITY: dict[str, Severity] = {"error": "error", "warn": "warn", "rounding": "info"}
ORDER: tuple[Severity, ...] = ("error", "warn", "info")
SECTIONS = ("projects", "quantities", "breakdowns", "indicators", "claims")


def explain(record: Record, results: Sequence[CheckResult], lang: Lang = "zh") -> tuple[Finding, ...]:
    """The findings of these results; those of one check over one set of figures, or that say the same of figures printed
    twice (in the list and in the table), are one finding."""
    merged: dict[tuple[str, frozenset[str]], list[CheckResult]] = {}
    said: dict[tuple[str, str], tuple[str, frozenset[str]]] = {}
    for result in results:
        if result.outcome in SEVERITY:
            own = (result.check, frozenset(result.paths or result.printed))
            same = own if own in merged else said.setdefault((result.check, result.because), own)
            merged.setdefault(same, []).append(result)
    groups = sorted(merged.values(), key=_order)
    namer = _Namer(record, lang)
    seen: Counter[str] = Counter()
    findings = []
    for group in groups:
        key = namer.key(group[0])
        findings.append(_finding(namer, group, _hash(key, seen[key])))
        seen[key] += 1
    return tuple(findings)


def _severity(group: Sequence[CheckResult]) -> Severity:
    return min((SEVERITY[result.outcome] for result in group), key=ORDER.index)


def _order(group: Sequence[CheckResult]) -> tuple[object, ...]:
    path = group[0].paths[0].split("/")[1:] if group[0].paths else [""]
    place = SECTIONS.index(path[0]) if path[0] in SECTIONS else len(SECTIONS)
    index = int(path[1]) if len(path) > 1 and path[1].isdigit() else 0
    return ORDER.index(_severity(group)), place, index


def _hash(key: str, repeat: int) -> str:
    return hashlib.sha256((f"{key}#{repeat}" if repeat else key).encode()).hexdigest()[:12]


def _finding(namer: _Namer, group: Sequence[CheckResult], identity: str) -> Finding:
    first = group[0]
    proofs = tuple(dict.fromkeys(result.because for result in group))
    named = blame(group)
    return Finding(
        id=identity, check=first.check, severity=_severity(group), title=namer.title(first), message=proofs[0], proofs=proofs,
        paths=tuple(dict.fromkeys(path for result in group for path in result.paths)),
        suspect=named.suspect, suspect_printed=named.suspect_printed, suggestion=named.suggestion, cause=named.cause,
        attribution=named.attribution,
    )  # fmt: skip


class _Namer:
    """Names of figures that do not depend on where they stand in a list."""

    def __init__(self, record: Record, lang: Lang) -> None:
        self.record, self.lang = record, lang
        self.book = open_book(record, {})

    def title(self, result: CheckResult) -> str:
        head = result.paths[0] if result.paths else ""
        title = TITLES.get(result.check, (result.check, result.check))[0 if self.lang == "zh" else 1]
        title = title.format(role=role_name(self.role(head), self.lang))
        sign = "：" if self.lang == "zh" else ": "
        return f"{owner_name(self.book, head, self.lang)}{sign}{title}" if head else title

    def key(self, result: CheckResult) -> str:
        figures = sorted({f"{owner_name(self.book, path, 'zh')}|{self.role(path)}" for path in result.paths}) or result.printed
        return "\n".join((self.record.organisation or "", str(self.record.year or ""), result.check, *figures))

    def role(self, path: str) -> str:
        parts = path.split("/")
        if len(parts) > 2 and parts[1] == "quantities" and parts[2].isdigit() and int(parts[2]) < len(self.record.quantities):
            quantity = self.record.quantities[int(parts[2])]
            return quantity.measure
        return parts[3] if len(parts) > 3 else "name"
