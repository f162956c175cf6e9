"""Relations between printed figures: ``verify`` recomputes each, ``explain`` says what a reviewer should look at."""

from __future__ import annotations

from extractor.checks.findings import explain
from extractor.checks.relations import verify

__all__ = ["explain", "verify"]
