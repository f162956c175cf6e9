"""What needs the real reports beside the repository skips without them, but not in CI."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("gate", derandomize=True, deadline=None)
settings.register_profile("fuzz", max_examples=2000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "gate"))
"""The gate tries the same examples every time; ``make fuzz`` looks for new ones."""

SHARED = Path(__file__).parents[2] / "shared"


def pytest_sessionstart(session: pytest.Session) -> None:
    """In CI nothing that needs the real reports is skipped: they must be there."""
    if os.environ.get("CI") and not (SHARED / "seeds").is_dir():
        pytest.exit(f"CI is set, and the real reports are not at {SHARED}", returncode=pytest.ExitCode.USAGE_ERROR)


@pytest.fixture
def shared() -> Path:
    """The folder of the real reports."""
    if not (SHARED / "seeds").is_dir():
        pytest.skip("the real reports (../shared) are not here")
    return SHARED
