"""The progress bar: on a terminal, after a while, and nowhere else."""

from __future__ import annotations

import io
import sys
import time

import pytest

from extractor import run_progress
from extractor.run_progress import progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run_progress, "_WAIT", 0.05)
    monkeypatch.setattr(run_progress, "_TICK", 0.02)


def show(monkeypatch: pytest.MonkeyPatch, stream: io.StringIO, seconds: float) -> str:
    monkeypatch.setattr(sys, "stderr", stream)
    with progress(4, "报告") as count:
        count.done = 3
        deadline = time.monotonic() + seconds
        while "3/4" not in stream.getvalue() and time.monotonic() < deadline:
            time.sleep(0.01)
    return stream.getvalue()


def test_a_long_run_on_a_terminal_shows_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = show(monkeypatch, Terminal(), 30)
    assert "报告" in shown
    assert "3/4" in shown


def test_what_a_model_has_used_stands_in_the_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    stream, spent = Terminal(), iter(range(1000))
    monkeypatch.setattr(sys, "stderr", stream)
    with progress(4, "报告", lambda: f"调用 {next(spent)} 次"):
        deadline = time.monotonic() + 30
        while "调用 3 次" not in stream.getvalue() and time.monotonic() < deadline:
            time.sleep(0.01)
    assert "调用 3 次" in stream.getvalue()


def test_a_short_run_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run_progress, "_WAIT", 60)
    assert show(monkeypatch, Terminal(), 0.05) == ""


def test_nothing_goes_into_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    assert show(monkeypatch, io.StringIO(), 0.2) == ""
