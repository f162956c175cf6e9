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

from eval.bench.ocr.contenders import ONE_THREAD
from eval.bench.ocr.protocol import Answer

STAGES = 14
"""Functions shown."""


@dataclass(frozen=True, slots=True)
class Workers:
    """``extractor run`` over the same files with one worker and with two.

    Seconds of the wall, since that is what a second worker is for; ``load`` is the machine's load average before each run, to tell
    how far they can be trusted. ``cpu``: processor seconds; ``peak_mb``: the largest process.
    """

    files: int
    wall: tuple[float, float]
    cpu: tuple[float, float]
    peak_mb: tuple[float, float]
    load: tuple[float, float]

    @property
    def gain(self) -> float:
        """How many times as fast two are."""
        return self.wall[0] / self.wall[1]


def workers(paths: Sequence[Path]) -> Answer:
    """One worker, then two, as plain data for the cache."""
    one, two = (_run(paths, jobs) for jobs in (1, 2))
    pairs = {name: (one[name], two[name]) for name in one}
    return asdict(Workers(files=len(paths), wall=pairs["wall"], cpu=pairs["cpu"], peak_mb=pairs["peak_mb"], load=pairs["load"]))


def _run(paths: Sequence[Path], jobs: int) -> dict[str, float]:
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as out:
        command = [sys.executable, "-m", "extractor", "run", *map(str, paths), "--out", out, "--jobs", str(jobs)]
        started = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ, **ONE_THREAD})
        _, _, used = os.wait4(process.pid, 0)
        process.returncode = 0
        wall = time.perf_counter() - started
    return {"wall": wall, "cpu": used.ru_utime + used.ru_stime, "peak_mb": used.ru_maxrss / 1024, "load": load}


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
