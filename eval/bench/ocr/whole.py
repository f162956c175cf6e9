"""End to end: what is found in a scan beside what is found in its digital twin."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from schemas.extraction import Extraction
from schemas.figure import Figure

Cause = tuple[str, ...]
"""A finding told apart: its severity, its check, and what its figures print."""


@dataclass(frozen=True, slots=True)
class Whole:
    """One report scanned, beside its twin. Counts of findings; ``errors`` are the twin's, ``kept`` those of them also found in the scan."""

    same: int
    lost: int
    new: int
    errors: int
    kept: int
    new_errors: int

    @property
    def equal(self) -> bool:
        """Whether the findings are the same."""
        return not self.lost and not self.new


def causes(extraction: Extraction) -> list[list[str]]:
    """Every finding as severity, check, and the printed numbers of its figures (or the pointers, where a path is no figure)."""
    from eval.pointers import at

    record = extraction.record
    return [
        [
            finding.severity,
            finding.check,
            *(value.printed if isinstance(value := at(record, path), Figure) else path for path in finding.paths),
        ]
        for finding in extraction.findings
    ]


def beside(twin: Sequence[Sequence[str]], scan: Sequence[Sequence[str]]) -> Whole:
    """The two lists of causes compared as bags."""
    one, other = Counter(map(tuple, twin)), Counter(map(tuple, scan))
    errors, found = (Counter({cause: n for cause, n in bag.items() if cause[0] == "error"}) for bag in (one, other))
    return Whole(
        same=(one & other).total(),
        lost=(one - other).total(),
        new=(other - one).total(),
        errors=errors.total(),
        kept=(errors & found).total(),
        new_errors=(found - errors).total(),
    )
