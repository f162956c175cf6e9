from __future__ import annotations

import sys
import time
from pathlib import Path
from types import ModuleType

import pytest

from eval.bench.__main__ import comparison_table, stage_table, verdict
from eval.bench.clock import by_turns, processor_seconds, stages

MEDIANS = {
    "a.pdf": {"ours": 0.1, "pdfplumber": 0.4, "PyMuPDF": 0.01, "pictures": 0.2},
    "b.pdf": {"ours": 0.3, "pdfplumber": 0.4, "PyMuPDF": 0.01, "pictures": 0.1},
}


def test_the_table_gives_ratios_of_each_file_and_of_all() -> None:
    lines = comparison_table(MEDIANS).splitlines()
    assert lines[2] == "| a.pdf | 100.0 | 400.0 | 0.25 | 10.0 | 10 | 200.0 |"
    assert lines[-1] == "| all | 400.0 | 800.0 | 0.50 | 20.0 | 20 | 300.0 |"


def test_the_stages_add_up() -> None:
    table = stage_table({"a.pdf": {"load": 0.03, "rest": 0.01}, "b.pdf": {"load": 0.03, "rest": 0.03}})
    assert table.splitlines()[2:] == ["| load | 30.0 | 30.0 | 60% |", "| rest | 10.0 | 30.0 | 40% |"]


def test_a_missed_bar_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert verdict(MEDIANS, 0.1) == 0
    assert verdict({"a.pdf": {"ours": 0.5, "pdfplumber": 0.4}}, 0.4) == 1
    assert "slower than pdfplumber: a.pdf" in capsys.readouterr().out


def test_contenders_run_by_turns_and_once_unmeasured() -> None:
    order: list[str] = []
    by_turns({"a": lambda _: order.append("a"), "b": lambda _: order.append("b")}, Path("x"), 2)
    assert order == ["a", "b"] * 3


def test_time_is_told_by_stage_and_the_functions_are_put_back(monkeypatch: pytest.MonkeyPatch) -> None:
    import extractor.load

    def load(path: Path) -> None:
        time.sleep(0.02)

    def read(path: Path) -> None:
        load(path)

    def run(path: Path) -> None:
        vars(pipeline)["load"](path)
        vars(pipeline)["read"](path)
        time.sleep(0.02)

    read.__module__ = "extractor.readers.rules"
    pipeline = ModuleType("extractor.pipeline")
    monkeypatch.setattr(extractor.load, "load", load)
    vars(pipeline).update(load=load, read=read)
    monkeypatch.setitem(sys.modules, "extractor.pipeline", pipeline)
    found = stages(run, Path("x"), 2)
    assert {"load", "read", "rest"} <= set(found)
    assert all(found[name] >= 0.02 for name in ("load", "read", "rest"))
    assert vars(pipeline)["load"] is load and vars(pipeline)["read"] is read


def test_processor_time_is_that_of_the_command() -> None:
    idle, busy = (processor_seconds([sys.executable, "-c", code], 1) for code in ("", "sum(range(5_000_000))"))
    assert busy > idle
