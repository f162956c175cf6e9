"""Timing: contenders by turns, medians, time by stage, and the processor time of a command."""

from __future__ import annotations

import functools
import importlib
import resource
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FunctionType
from typing import Any

Contender = Callable[[Path], None]

STAGES: Mapping[str, Sequence[tuple[str, str]]] = {
    "load": (("extractor.load", "load"),),
    "numerals": (("extractor.numerals", "read_numerals"),),
    "read": (("extractor.readers.rules", "RulesReader.read"),),
    "verify": (("extractor.checks", "verify"), ("extractor.checks", "explain")),
    "export": (
        ("extractor.export.json_out", "to_json"), ("extractor.export.html_out", "to_html"),
        ("extractor.export.xlsx_out", "to_xlsx"), ("extractor.export.atomic", "write_bytes"),
    ),
}  # fmt: skip
"""The stages and their public functions. What the pipeline spends outside of them is its own functions, by name."""

PIPELINE = "extractor.pipeline"


def by_turns(contenders: Mapping[str, Contender], path: Path, repeats: int) -> dict[str, float]:
    """The median seconds of each contender on one file; the first round is not measured."""
    for run in contenders.values():
        run(path)
    taken: dict[str, list[float]] = defaultdict(list)
    for _ in range(repeats):
        for name, run in contenders.items():
            start = time.perf_counter()
            run(path)
            taken[name].append(time.perf_counter() - start)
    return {name: statistics.median(seconds) for name, seconds in taken.items()}


def stages(run: Contender, path: Path, repeats: int) -> dict[str, float]:
    """Median seconds that ``run`` spends in each stage; ``rest`` is what no stage accounts for."""
    taken: dict[str, list[float]] = defaultdict(list)
    run(path)
    for _ in range(repeats):
        spent: dict[str, float] = defaultdict(float)
        with _watched(spent):
            start = time.perf_counter()
            run(path)
            whole = time.perf_counter() - start
        for name, seconds in spent.items():
            taken[name].append(seconds)
        taken["rest"].append(whole - sum(spent.values()))
    return {name: statistics.median(seconds) for name, seconds in taken.items()}


def processor_seconds(command: Sequence[str], repeats: int) -> float:
    """The median processor seconds (user and system) of a command."""
    taken = []
    for _ in range(repeats + 1):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        taken.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return statistics.median(taken[1:])  # the first run may compile


def help_command() -> list[str]:
    """``extractor --help`` as installed beside this interpreter, else as a module."""
    installed = Path(sys.executable).with_name("extractor")
    return [str(installed), "--help"] if installed.exists() else [sys.executable, "-m", "extractor", "--help"]


@contextmanager
def _watched(spent: dict[str, float]) -> Iterator[None]:
    """Puts a stopwatch around the stages' functions, wherever the pipeline holds them; only the outermost one counts."""
    pipeline = importlib.import_module(PIPELINE)
    places: list[tuple[object, str, Any]] = []
    running: list[str] = []
    known: dict[Any, Any] = {}
    for stage, functions in STAGES.items():
        for module, path in functions:
            *inside, name = path.split(".")
            owner = functools.reduce(getattr, inside, importlib.import_module(module))
            original = getattr(owner, name)
            known[original] = _timed(original, stage, spent, running)
            places.append((owner, name, original))
    for name, value in vars(pipeline).items():
        if isinstance(value, FunctionType) and (value in known or value.__module__.startswith("extractor.")):
            if value.__module__ != PIPELINE:
                known.setdefault(value, _timed(value, name, spent, running))
            if value in known:
                places.append((pipeline, name, value))
    for holder, name, original in places:
        setattr(holder, name, known[original])
    try:
        yield
    finally:
        for holder, name, original in places:
            setattr(holder, name, original)


def _timed(function: Any, stage: str, spent: dict[str, float], running: list[str]) -> Any:
    @functools.wraps(function)
    def watched(*args: Any, **named: Any) -> Any:
        if running:
            return function(*args, **named)
        running.append(stage)
        start = time.perf_counter()
        try:
            return function(*args, **named)
        finally:
            spent[stage] += time.perf_counter() - start
            running.pop()

    return watched
