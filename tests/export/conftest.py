"""What several tests of the exporters look at."""

from __future__ import annotations

import pytest
from export_fixture import report

from schemas.extraction import Extraction


@pytest.fixture(scope="module")
def extraction() -> Extraction:
    return report()[0]
