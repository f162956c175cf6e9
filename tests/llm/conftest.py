"""Every test has a store of its own; nothing of the environment steers the libraries."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from extractor.readers.llm.transport.build import Transport, build
from extractor.store import Store
from llm.fault_server import FaultServer

Make = Callable[..., Transport]


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in os.environ:
        if name.startswith(("OPENAI_", "AZURE_", "EXTRACTOR_", "LANG")) and name != "LANG":
            monkeypatch.delenv(name)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "answers.sqlite") as made:
        yield made


@pytest.fixture
def make(store: Store) -> Iterator[Make]:
    """A model over a server, closed at the end."""
    with ExitStack() as stack:

        def made(server: FaultServer, run: str = "run", **changes: Any) -> Transport:
            return stack.enter_context(build(server.settings(**changes), store, run))

        yield made
