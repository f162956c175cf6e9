"""``python -m eval.wrong [--shared DIR] [--count N] [--seed S]``: seeded wrong answers and what came of them, as Markdown."""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.gold_files import gold_paths, source_of
from eval.seeds import SHARED
from eval.wrong.corrupt import KINDS
from eval.wrong.trial import FATES, Case, Fate, fate, misprinted, prepare

_ABOUT = """`make bench-wrong` writes this page. An oracle answers every question rightly (with what the rules read of the
report), but for one answer, which is struck at a place drawn uniformly from all pointers or entries of all answers. Told of a
fault, the model either mends that answer or insists on it."""
MADE = Path(__file__).parents[1] / "gold" / "made"


@dataclass(frozen=True)
class Trial:
    """One wrong answer: what was done to which report, and its fate with a model that mends and with one that insists."""

    kind: str
    report: str
    what: str
    mends: Fate
    insists: Fate
    misprinted: int


def main(argv: Sequence[str] | None = None) -> int:
    """Prints the tables; 1 where a record holds a figure that the page does not print at its place."""
    parser = argparse.ArgumentParser(prog="python -m eval.wrong")
    parser.add_argument("--shared", type=Path, default=SHARED, help="folder with seeds/")
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(argv)
    made = sorted(source_of(path) for path in gold_paths(MADE))
    paths = [*sorted((options.shared / "seeds").glob("*.txt")), *made]
    trials = list(run([prepare(path) for path in paths], options.count, random.Random(options.seed)))
    sys.stdout.write(report(trials, len(paths), options.seed))
    return 1 if any(trial.misprinted for trial in trials) else 0


def run(cases: Sequence[Case], count: int, chance: random.Random) -> Iterator[Trial]:
    """As many trials of each kind; the chunk is drawn with the weight of its answer, so that every place is equally likely."""
    answers = [(case, chunk, json.loads(case.oracle.about(chunk))) for case in cases for chunk in case.chunks]
    for turn in range(count):
        kind = list(KINDS)[turn % len(KINDS)]
        struck = None
        while struck is None:
            case, chunk, answer = chance.choices(answers, [1 + chunk.count("{n") for _, chunk, _ in answers])[0]
            struck = KINDS[kind](answer, chunk, chance)
        wrong, what = struck
        mends, one = fate(case, chunk, wrong, insists=False)
        insists, other = fate(case, chunk, wrong, insists=True)
        bad = len(misprinted(case.document, one)) + len(misprinted(case.document, other))
        yield Trial(kind, case.name, what, mends, insists, bad)


def report(trials: Sequence[Trial], reports: int, seed: int) -> str:
    """The two tables, what the words mean, and every trial that nothing shows."""
    lines = ["# Wrong answers on purpose", "", _ABOUT, "", f"{len(trials)} wrong answers over {reports} reports, seed {seed}.", ""]
    for title, pick in (("The model mends an answer when told of a fault", "mends"), ("The model insists on its answer", "insists")):
        lines += [f"**{title}**", "", *_table(trials, pick), ""]
    lines += [f"- *{name}*: {words}" for name, words in FATES.items()]
    lines += ["", f"Figures in a record that the page does not print at that place: {sum(trial.misprinted for trial in trials)}.", ""]
    unseen = [trial for trial in trials if "unseen" in (trial.mends, trial.insists)]
    lines += [f"What nothing shows ({len(unseen)}):", "", "| kind | report | what was done | mends | insists |", "|---|---|---|---|---|"]
    lines += [f"| {one.kind} | {one.report[:3]} | {one.what} | {one.mends} | {one.insists} |" for one in unseen]
    return "\n".join(lines) + "\n"


def _table(trials: Sequence[Trial], pick: str) -> Iterator[str]:
    yield f"| wrong answer | {' | '.join(FATES)} |"
    yield "|---|" + "---:|" * len(FATES)
    for kind in (*KINDS, "all"):
        count = Counter(getattr(trial, pick) for trial in trials if kind in (trial.kind, "all"))
        yield f"| {kind} | {' | '.join(str(count[name]) for name in FATES)} |"


if __name__ == "__main__":
    sys.exit(main())
