"""The fixture that reads a document made of strings and tables."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import ModuleType

import pytest

from extractor.document import Numeral
from extractor.numerals import read_numerals

from .make import column_headers, document, row_labels


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[Numeral, ...]]:
    """Builds a document from its parts and reads its numerals over the stand-in grid."""
    grid = ModuleType("extractor.grid")
    grid.column_headers, grid.row_labels = column_headers, row_labels  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "extractor.grid", grid)
    return lambda *parts, **more: read_numerals(document(*parts, **more))
