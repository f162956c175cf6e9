"""The same cases through stickler-eval and anls-star, in an environment of their own."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.bench.langextract.environment import ROOT, python_with_langextract
from eval.bench.scorer.layout import HEAD
from eval.bench.scorer.trial import Case
from eval.bench.scorer.view import ITEMS, LISTS, view

REQUIREMENTS = ROOT / "requirements-scorers.txt"
PLACE = ROOT / ".venv-scorers"


@dataclass(frozen=True, slots=True)
class Beside:
    """What the two say of a case: stickler's F1 and (right, wrong, missed, invented) of leaves, its overall score; ANLS*."""

    f1: float
    counts: tuple[int, int, int, int]
    overall: float
    anls: float


def score_beside(cases: Sequence[Case]) -> list[Beside]:
    """Each case as the two see it. Errors: ``NotInstalled``; ``RuntimeError`` with one line where they break off."""
    python = python_with_langextract(PLACE, REQUIREMENTS)
    golds = list({case.gold.name: case.gold for case in cases}.values())
    setting = {"items": ITEMS, "lists": sorted(LISTS), "head": HEAD, "golds": [view(gold.record) for gold in golds]}
    names = [gold.name for gold in golds]
    lines = [{"gold": names.index(case.gold.name), "predicted": view(case.damage.record)} for case in cases]
    script = Path(__file__).with_name("theirs.py")
    done = subprocess.run(
        [str(python), str(script)], input="\n".join(map(json.dumps, [setting, *lines])) + "\n", text=True, capture_output=True, check=False
    )
    if done.returncode:
        raise RuntimeError(f"the other scorers broke off: {(done.stderr.strip().splitlines() or ['no reason given'])[-1]}")
    sys.stderr.write("\n".join(line for line in done.stderr.splitlines() if "Error" in line))
    return [_read(json.loads(line)) for line in done.stdout.splitlines()]


def _read(said: dict[str, object]) -> Beside:
    counts = said["counts"]
    assert isinstance(counts, list)
    right, wrong, missed, invented = map(int, counts)
    f1, overall, anls = (float(str(said[name])) for name in ("f1", "overall", "anls"))
    return Beside(f1, (right, wrong, missed, invented), overall, anls)
