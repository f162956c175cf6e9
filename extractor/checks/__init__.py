"""Relations between printed figures: ``examine`` says everything of one record, ``reading_faults`` what is doubtful about its reading.

Its parts: ``verify`` recomputes each relation, ``explain`` says what a reviewer should look at.
"""

from __future__ import annotations

from extractor.checks.examine import MADE_HERE, examine
from extractor.checks.findings import explain
from extractor.checks.reading_faults import reading_faults
from extractor.checks.relations import verify

__all__ = ["MADE_HERE", "examine", "explain", "reading_faults", "verify"]
