"""``python -m eval.bench.scorer [--shared DIR] [--count N] [--beside N] [--seed S]``: the scorer on known damage, as Markdown.

Ends with 1 where a leaf got the wrong class, an order mattered or the speed is missed, 2 where the other scorers cannot be had.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Sequence
from pathlib import Path

from eval.bench.langextract.environment import NotInstalled
from eval.bench.scorer import page
from eval.bench.scorer.beside import score_beside
from eval.bench.scorer.damage import KINDS
from eval.bench.scorer.layout import loaded
from eval.bench.scorer.speed import measure
from eval.bench.scorer.trial import Trial, cases, golds, tried
from eval.compare import compare
from eval.seeds import SHARED

ABOUT = """`make bench-scorer` writes this page. Gold records are damaged at random places; what class every leaf must get follows from
the damage and is built without the scorer (`eval/bench/scorer/damage.py`). Items that nothing but their figures tells apart (amounts,
or the unit that is part of a quantity's name) are not struck and keep their order among themselves; there are {twins} such groups in the
{golds} reports."""
BESIDE = """The first cases of each kind among those above, of reports with at most {largest} leaves, through stickler-eval and anls-star:
the leaves that we compare as strings and lists of strings, pointers as names. Stickler: values exact, names alike from 0.75 on and
three times as heavy, else its defaults; its counts are those it gives for leaves (`aggregate`). Both need seconds for a report, hence
fewer cases and small reports. *Harm unseen*: a score of 1 though a leaf is wrong, missed or invented. *Harmless punished*: a score
under 1 though only the order or the width of characters differs."""
LARGEST = 125
BAR = 10.0
"""Seconds for 1,000 reports of 60 fields."""


def main(argv: Sequence[str] | None = None) -> int:
    """Measures and prints."""
    parser = argparse.ArgumentParser(prog="python -m eval.bench.scorer")
    parser.add_argument("--shared", type=Path, default=SHARED, help="folder with seeds/")
    parser.add_argument("--count", type=int, default=1200)
    parser.add_argument("--beside", type=int, default=5, help="cases of each kind that the other scorers see; 0: none")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(argv)
    reports, chance = list(golds(options.shared)), random.Random(options.seed)
    struck = list(cases(reports, options.count, chance))
    trials = [tried(case, chance) for case in struck]
    seen = _small(trials, options.beside)
    try:
        others = score_beside([trial.case for trial in seen]) if seen else []
    except (NotInstalled, RuntimeError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    processor, wall = measure()
    twins = sum(len(groups) for gold in reports for groups in gold.twins.values())
    perfect = [gold for gold in reports if compare(loaded(gold.record), loaded(gold.record)).total().perfect]
    itself = f"Gold against itself is exactly 1 for {len(perfect)} of them."
    said = f"{len(trials)} cases over {len(reports)} reports, seed {options.seed}. {itself}"
    speed = f"{processor:.1f} s of processor time, {wall:.1f} s on the wall, one core (bar: {BAR:.0f} s on two)."
    lines = ["# The scorer on known damage", "", ABOUT.format(twins=twins, golds=len(reports)), "", said, "", *page.classes(trials), ""]
    lines += [
        "## Beside two public scorers",
        "",
        BESIDE.format(largest=LARGEST),
        "",
        *page.beside(list(zip(seen, others, strict=True))),
        "",
    ]
    lines += ["## Speed", "", f"1,000 reports of 60 fields scored and summed up: {speed}"]
    sys.stdout.write("\n".join(lines) + "\n")
    failed = any(trial.amiss or not trial.stable for trial in trials) or len(perfect) < len(reports) or processor >= BAR
    return 1 if failed else 0


def _small(trials: Sequence[Trial], each: int) -> list[Trial]:
    """The first trials of each kind whose report is small."""
    small = [trial for trial in trials if sum(key[3] == "right" for key in trial.case.gold.leaves().elements()) <= LARGEST]
    return [trial for kind in KINDS for trial in [one for one in small if one.case.kind == kind][:each]]


if __name__ == "__main__":
    sys.exit(main())
