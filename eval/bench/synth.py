"""The rules on the synthetic corpus, form by form: ``python -m eval.bench.synth [--count 200] [--seed 1] [--carrier txt]``.

Figures are the values of budget, spending, rate, score, quantities and indicators; a report counts for every form that it uses,
so that the rows overlap. Nothing is tuned to these numbers: they say which forms are read worst.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from eval.compare import Comparison
from eval.counts import Count
from eval.gold_files import load_gold
from eval.reading import Scored, extract_by_rules, read_and_score
from eval.synth.make import CARRIERS, Made, files, make
from eval.synth.survey import forms_of

FIGURES = ("initial_budget", "budget", "executed", "rate", "score", "mentions", "weight", "target figures", "actual figures")


@dataclass(slots=True)
class Row:
    """All reports that use one form."""

    reports: int = 0
    figures: Count = field(default_factory=Count)
    fields: Count = field(default_factory=Count)
    errors: int = 0

    def add(self, scored: Scored) -> None:
        """One more report."""
        self.reports += 1
        self.figures += _figures(scored.comparison)
        self.fields += scored.comparison.total()
        self.errors += scored.findings["error"]


def main(argv: Sequence[str] | None = None) -> int:
    """Prints a table, the worst form first."""
    options = _options(argv)
    rows: dict[str, Row] = defaultdict(Row)
    unread = 0
    for made, scored in _read(options):
        if not isinstance(scored, Scored):
            unread += 1
            continue
        for form in ("all", *forms_of(made)):
            rows[form].add(scored)
    print(f"{options.count} reports of seed {options.seed} as {options.carrier}; {unread} gave no record")
    print("reports  figures F1  all F1  false errors  form")
    for form, row in sorted(rows.items(), key=lambda item: (item[0] != "all", item[1].figures.f1 or 0, item[0])):
        print(f"{row.reports:7d}  {row.figures.f1 or 0:10.3f}  {row.fields.f1 or 0:6.3f}  {row.errors:12d}  {form}")
    return 0


def _read(options: argparse.Namespace) -> Iterator[tuple[Made, object]]:
    with tempfile.TemporaryDirectory() as folder:
        for index in range(options.count):
            made = make(f"{options.seed}/{index}", f"{options.seed}-{index:04d}", options.carrier)
            _store(Path(folder), files(made, options.carrier, ()).items())
            gold = load_gold(Path(folder) / f"{made.name}.gold.json", Path(folder))
            suffix = {"scan": "scan.pdf"}.get(options.carrier, options.carrier)
            yield made, read_and_score(gold, Path(folder) / f"{made.name}.{suffix}", options.carrier, extract_by_rules)


def _store(folder: Path, found: Iterable[tuple[str, bytes]]) -> None:
    for name, data in found:
        (folder / name).write_bytes(data)


def _figures(comparison: Comparison) -> Count:
    counts = (count for (_, name), count in comparison.fields.items() if name in FIGURES)
    return sum(counts, Count())


def _options(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m eval.bench.synth", description="Scores of the rules on the synthetic corpus.")
    parser.add_argument("--count", type=int, default=200, help="how many reports (200)")
    parser.add_argument("--seed", type=int, default=1, help="which reports (1)")
    parser.add_argument("--carrier", choices=CARRIERS, default="txt", help="what is read (txt)")
    return parser.parse_args(argv)


if __name__ == "__main__":
    raise SystemExit(main())
