"""Relations between printed figures: ``verify`` recomputes each, ``reading_faults`` says what is doubtful about the reading,
``explain`` what a reviewer should look at."""

from __future__ import annotations

from extractor.checks.doubtful import attributed, doubts, softened
from extractor.checks.findings import explain
from extractor.checks.reading_faults import reading_faults
from extractor.checks.relations import verify

__all__ = ["attributed", "doubts", "explain", "reading_faults", "softened", "verify"]
