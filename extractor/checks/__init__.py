"""Relations between printed figures: ``verify`` recomputes each, ``reading_faults`` says what is doubtful about the reading,
``explain`` what a reviewer should look at, ``confirmed`` which figures nothing bears out, ``notes`` what is
worth knowing though nothing is wrong, ``parameters`` what was assumed."""

from __future__ import annotations

from extractor.checks.coverage import confirmed
from extractor.checks.damage import DAMAGE, damaged_figures
from extractor.checks.doubtful import attributed, doubts, softened
from extractor.checks.findings import explain
from extractor.checks.notes import notes
from extractor.checks.parameters import parameters
from extractor.checks.reading_faults import reading_faults
from extractor.checks.relations import verify

__all__ = [
    "DAMAGE", "attributed", "confirmed", "damaged_figures", "doubts", "explain", "notes", "parameters", "reading_faults",
    "softened", "verify",
]  # fmt: skip
