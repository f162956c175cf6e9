"""How a contender's process is spoken to: a line of JSON in, a line out, with what the answer cost. Needs nothing but Python."""

from __future__ import annotations

import json
import os
import resource
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

Answer = dict[str, Any]


def serve(make: Callable[[], Callable[[Mapping[str, Any]], Answer]]) -> None:
    """Answers every order with what the reader that ``make`` sets up says; ``cpu`` and ``peak_mb`` are added where it has none.

    Standard output belongs to the answers alone: whatever a library prints goes to standard error.
    """
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    read = make()
    for order in sys.stdin:
        started = processor_seconds()
        answer = read(json.loads(order))
        answers.write(json.dumps({"cpu": processor_seconds() - started, "peak_mb": peak_mb(), **answer}) + "\n")
        answers.flush()


def processor_seconds() -> float:
    """Processor seconds (user and system) of this process and of the children it waited for."""
    both = (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
    return sum(used.ru_utime + used.ru_stime for used in both)


def peak_mb() -> float:
    """The most memory this process held, in MB; not ``ru_maxrss``, which begins with that of the process that started it."""
    status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    return next((int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmHWM:")), 0.0)
