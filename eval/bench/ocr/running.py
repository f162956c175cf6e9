"""The command itself over scans: two workers beside one, the memory of the largest process, and where the time of a page goes."""

from __future__ import annotations

import cProfile
import os
import pstats
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import pymupdf

from eval.bench.ocr.contenders import ONE_THREAD
from eval.bench.ocr.protocol import Answer

_LOOK = 0.1
"""Seconds between two looks at what the workers have used."""
STAGES = 14
"""Functions shown."""


@dataclass(frozen=True, slots=True)
class Workers:
    """``extractor run`` over the same files with one worker and with two.

    ``wall``: seconds; ``load`` is the machine's load average before each run, to tell how far they can be trusted. ``cpu``: processor
    seconds of all processes; ``longest``: those of the command itself and of its busiest worker, which is what the wall would show
    on a machine that nobody else uses. ``peak_mb``: the largest process.
    """

    files: int
    pages: int
    wall: tuple[float, float]
    cpu: tuple[float, float]
    longest: tuple[float, float]
    peak_mb: tuple[float, float]
    load: tuple[float, float]

    @property
    def gain(self) -> float:
        """How many times as fast two are, by processor seconds, whatever else runs on the machine."""
        return self.longest[0] / self.longest[1]

    @property
    def seen(self) -> float:
        """How many times as fast two were by the wall."""
        return self.wall[0] / self.wall[1]


def workers(paths: Sequence[Path]) -> Answer:
    """One worker, then two, as plain data for the cache."""
    one, two = (_run(paths, jobs) for jobs in (1, 2))
    pairs = {name: (one[name], two[name]) for name in one}
    return asdict(Workers(files=len(paths), pages=sum(map(_pages, paths)), **pairs))


def _pages(path: Path) -> int:
    with pymupdf.open(path) as doc:
        return int(doc.page_count)


def _run(paths: Sequence[Path], jobs: int) -> dict[str, float]:
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as out:
        command = [sys.executable, "-m", "extractor", "run", *map(str, paths), "--out", out, "--jobs", str(jobs)]
        started = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ, **ONE_THREAD})
        busy: dict[int, float] = {}
        while not (ended := os.wait4(process.pid, os.WNOHANG))[0]:
            busy |= {pid: used for pid, used in _children(process.pid).items() if used}
            time.sleep(_LOOK)
        _, status, used = ended
        process.returncode = os.waitstatus_to_exitcode(status)
        wall = time.perf_counter() - started
    cpu, workers = used.ru_utime + used.ru_stime, sum(busy.values())
    longest = cpu - workers + max(busy.values(), default=0.0)
    return {"wall": wall, "cpu": cpu, "longest": longest, "peak_mb": used.ru_maxrss / 1024, "load": load}


def _children(parent: int) -> dict[int, float]:
    """The processes that a process has started, with the processor seconds of each so far (proc(5): fields 4, 14 and 15)."""
    found = {}
    for place in Path("/proc").glob("[0-9]*"):
        fields = _read(place / "stat").rpartition(")")[2].split()
        if fields and int(fields[1]) == parent:
            found[int(place.name)] = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return found


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def stages(path: Path) -> list[tuple[str, float]]:
    """The loader's functions by the share of the whole spent in them and below them, on the second reading of a file."""
    from extractor.load import load

    load(path)
    profile = cProfile.Profile(time.process_time)
    profile.runcall(load, path)
    rows = pstats.Stats(profile).stats  # type: ignore[attr-defined] # set by its constructor
    whole = max(times[3] for times in rows.values())
    inside = [(Path(file), name, times[3]) for (file, _, name), times in rows.items() if "extractor/load" in file]
    shares = [(f"{file.stem}.{name}", spent / whole) for file, name, spent in inside if not name.startswith("<")]
    return sorted(shares, key=lambda share: -share[1])[:STAGES]
