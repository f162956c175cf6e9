"""The benchmark's own virtual environment: langextract and what it needs never enter the product's lock."""

from __future__ import annotations

from pathlib import Path

from eval.bench.environment import ROOT, NotInstalled, python_with

__all__ = ["ROOT", "NotInstalled", "python_with_langextract"]

REQUIREMENTS = ROOT / "requirements-bench.txt"
PLACE = ROOT / ".venv-bench"


def python_with_langextract(place: Path = PLACE, requirements: Path = REQUIREMENTS) -> Path:
    """The Python of the environment. Errors: ``NotInstalled``."""
    return python_with(requirements, place, "langextract")
