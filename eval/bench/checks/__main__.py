"""``python -m eval.bench.checks [--shared DIR] [--faults N]``: a page in Markdown; ends with 1 where a bar is missed."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

from eval.bench.checks import page
from eval.bench.checks.cost import cost_table
from eval.bench.checks.faults import FAULTS
from eval.bench.checks.labelled import labelled_faults
from eval.bench.checks.measure import judge_planted
from eval.bench.checks.plant import MODES, Clean, Mode, Planted, plant
from eval.bench.checks.simple import compare
from eval.bench.checks.sources import drawn, plantable, reports
from eval.seeds import SHARED
from extractor.checks import verify

TRIES = 30
"""Plantings tried for each one wanted: not every fault can be planted everywhere."""


def main(argv: Sequence[str] | None = None) -> int:
    """Measures and prints; 1 where a bar is missed."""
    parser = argparse.ArgumentParser(prog="python -m eval.bench.checks")
    parser.add_argument("--shared", type=Path, default=SHARED, help="folder with seeds/")
    parser.add_argument("--faults", type=int, default=50, help="faults to plant of each type and way")
    options = parser.parse_args(argv)
    ours, labelled = list(drawn()), list(reports(options.shared))
    records = plantable(iter([*ours, *labelled]))
    tables = {mode: {kind: tally(records, kind, mode, options.faults) for kind in FAULTS} for mode in MODES}
    false_errors = sum(result.outcome == "error" for clean in ours for result in verify(clean.record, clean.provenance))
    print(page.head(len(ours), len(labelled), false_errors))
    for mode, table in tables.items():
        print(page.fault_table(mode, table))
    print(page.simple_table(compare([one for one in [*ours, *labelled] if one.provenance], Random(1))))
    print(page.labelled_table(labelled_faults(options.shared)))
    print(cost_table())
    missed = [*page.missed(tables["single"]), *(["a false error on a clean record"] if false_errors else [])]
    print("\n".join(["", "Bars missed: " + ("; ".join(missed) or "none") + "."]))
    return 1 if missed else 0


def tally(records: Sequence[Clean], kind: str, mode: Mode, wanted: int) -> Counter[str]:
    """The verdicts on planted faults of one type, counted."""
    random, count = Random(f"{kind} {mode}"), Counter[str]()
    for planted in _plantings(records, kind, mode, wanted, random):
        for verdict in judge_planted(planted):
            count["faults"] += 1
            count["alarms"] += verdict.alarms
            count[page.BROKEN] += verdict.breaks
            for name, _ in page.COLUMNS:
                count[name] += getattr(verdict, name)
                count[page.broken(name)] += verdict.breaks and getattr(verdict, name)
            if count["faults"] == wanted:
                return count
    return count


def _plantings(records: Sequence[Clean], kind: str, mode: Mode, wanted: int, random: Random) -> Iterator[Planted]:
    for _ in range(TRIES * wanted):
        planted = plant(random.choice(records), kind, mode, random)
        if planted:
            yield planted


if __name__ == "__main__":
    sys.exit(main())
