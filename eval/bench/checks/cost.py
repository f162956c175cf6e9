"""What the checks cost as reports grow: processor seconds for a record with one planted fault."""

from __future__ import annotations

import time
from random import Random

from eval.bench.checks.drawn import draw
from eval.bench.checks.plant import Clean, plant
from extractor.checks import explain, verify

FIGURES_EACH = 5
"""Figures a drawn project prints, on average."""
SIZES = (50, 200, 800, 3200)
PROJECTS = 200


def seconds(projects: int) -> tuple[int, float, float]:
    """Figures of a record, processor seconds of its checks, and of checks and findings together, with one digit wrong."""
    clean, random, planted = Clean("cost", *draw(projects, projects)), Random(projects), None
    while planted is None:
        planted = plant(clean, "digit", "single", random)
    started = time.process_time()
    results = verify(planted.record, planted.provenance)
    checked = time.process_time() - started
    explain(planted.record, results, "zh", planted.provenance)
    return len(clean.mentions), checked, time.process_time() - started


def cost_table() -> str:
    """Seconds by size, and by a thousand figures."""
    rows = [(f"{size}", *seconds(max(2, size // FIGURES_EACH - 6))) for size in SIZES]
    rows.append((f"{PROJECTS} projects", *seconds(PROJECTS)))
    lines = [
        "", "## Cost", "", "One digit wrong in a drawn record; processor seconds on the machine that made this page.", "",
        "| size asked | figures | checks, s | checks and findings, s | s per 1,000 figures |", "|---|---:|---:|---:|---:|",
    ]  # fmt: skip
    lines += [f"| {name} | {count} | {checked:.2f} | {whole:.2f} | {1000 * whole / count:.2f} |" for name, count, checked, whole in rows]
    return "\n".join(lines)
