"""``python -m eval.results``: the scores of the rules reader on all gold and on synthetic reports, as Markdown (``docs/results.md``)."""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass
from pathlib import Path

from eval.cli import main as command
from eval.command.runfile import RunFile, load
from eval.command.show import percent, ranged, report_f1
from eval.counts import Count
from eval.forms import Forms, Row, by_form
from eval.scores import FieldScore, ReportScore
from eval.synth.__main__ import main as synth
from eval.synth.make import make
from eval.synth.survey import forms_of

HERE = Path(__file__).parent
SHARED = HERE.parents[1] / "shared"
WORK = HERE.parent / "build" / "results"
COUNT, SEED = 200, 1
CARRIERS = {"txt": 1, "docx": 4, "pdf": 4}
"""Carrier to the part of the synthetic reports that is written in it: one in so many (the same reports each time)."""


@dataclass(frozen=True, slots=True)
class Set:
    """Reports that are scored together. ``told``: whether each of them has a line; ``forms``: what they use, where forms are told."""

    title: str
    about: str
    options: tuple[str, ...]
    told: bool = True
    forms: Forms | None = None


def main(argv: Sequence[str] | None = None) -> int:
    """Prints the page."""
    parser = argparse.ArgumentParser(prog="python -m eval.results", description=__doc__)
    parser.add_argument("--shared", type=Path, default=SHARED, help="folder with seeds/ and corpus/")
    parser.add_argument("--work", type=Path, default=WORK, help="folder of the runs; what was read before is not read again")
    parser.add_argument("--count", type=int, default=COUNT, help="synthetic reports (200)")
    options = parser.parse_args(argv)
    sets = [*_gold(options.shared), *_synthetic(options.work, options.count)]
    runs = [(one, _run(one, options.work / f"{at}")) for at, one in enumerate(sets)]
    sys.stdout.write("\n".join(_page(runs)) + "\n")
    return 0


def _gold(shared: Path) -> Iterator[Set]:
    seeds = ("--gold", str(HERE / "gold" / "seeds"), "--sources", str(shared / "seeds"))
    if (shared / "seeds").is_dir():
        yield Set("Five real reports, as text", "Published reports; gold in `eval/gold/seeds`.", seeds)
        for kind in ("docx", "pdf"):
            more = ("--folder", str(shared / "corpus" / kind), "--suffix", f".{kind}")
            yield Set(f"The same as {kind.upper()}", "The same sentences and figures in another carrier.", (*seeds, *more))
    made = ("--gold", str(HERE / "gold" / "made"))
    yield Set("Reports of our own writing", "Invented places, varied as real reports are; gold in `eval/gold/made`.", made)


def _synthetic(work: Path, count: int) -> Iterator[Set]:
    for carrier, part in CARRIERS.items():
        number = count // part
        folder = work / f"synthetic-{carrier}-{number}"
        with redirect_stdout(io.StringIO()):
            synth(["--count", str(number), "--seed", str(SEED), "--carrier", carrier, "--out", str(folder)])
        about = f"`python -m eval.synth --count {number} --seed {SEED} --carrier {carrier}`: no phrase of the readers went into them."
        options = ("--gold", str(folder), "--folder", str(folder), "--suffix", f".{carrier}")
        yield Set(
            f"{number} synthetic reports, as {carrier.upper()}", about, options, told=False, forms=_forms(number) if part == 1 else None
        )


def _forms(count: int) -> Forms:
    """What each of the synthetic reports uses, as text."""
    batch = (make(f"{SEED}/{index}", f"{SEED}-{index:04d}") for index in range(count))
    return {made.name: forms_of(made) for made in batch}


def _run(one: Set, out: Path) -> RunFile:
    with redirect_stdout(io.StringIO()):
        command(["run", *one.options, "--out", str(out), "--name", one.title])
    return load(out)


def _page(runs: Sequence[tuple[Set, RunFile]]) -> Iterator[str]:
    yield from ("# The rules reader on all gold", "", _ABOUT, "", "## In short", "")
    heads: tuple[str, ...] = (
        "reports",
        "number",
        "micro F1 %",
        "macro F1 %",
        "money, rates, scores right %",
        "rows complete %",
        "perfect %",
        "failed",
    )
    yield from _table(heads, (_short(one, run) for one, run in runs))
    for one, run in runs:
        if one.told:
            yield from ("", f"## {one.title}", "", one.about, "")
            heads = ("report", "F1 %", "right", "wrong", "unit", "place", "missed", "invented", "ledger right / wrong / unclaimed")
            yield from _table(heads, map(_report, run.reports))
    yield from ("", "## Fields", "", "F1 in percent (leaves of the gold) for each set, in the order above.", "")
    names = list(dict.fromkeys((one.count.section, one.count.field) for _, run in runs for one in run.score.fields))
    found = [{(one.count.section, one.count.field): one for one in run.score.fields} for _, run in runs]
    rows = [[".".join(name), *(_field(by.get(name)) for by in found)] for name in names]
    yield from _table(("field", *(str(at + 1) for at in range(len(runs)))), rows)
    for one, run in runs:
        if one.forms:
            heads = ("form", "reports", "figures F1 %", "all F1 %", "false errors")
            yield from ("", "## By form", "", _FORMS.format(title=one.title), "")
            yield from _table(heads, map(_form, by_form(run.reports, one.forms)))
    yield from ("", "## How it was made", "", *(f"{at + 1}. {one.title}. {one.about}" for at, (one, _) in enumerate(runs)))


_ABOUT = """\
`make results` writes this page: each set is one `extractor eval run` of the rules reader, scored as `docs/evaluation.md` says. In
brackets the 95 % interval over documents. *Unit*: the right number in a wrong unit; *place*: a right number under the wrong
name or measure. The model reader's scores on recorded answers are in `docs/results-model.md`, those of scans in `docs/bench-ocr.md`."""

_FORMS = """\
{title}, by the forms that they use, the worst first. A report counts for every form of its own, so that the lines overlap. Figures: budget,
spending, rate, score, weight, quantities, figures of indicators. False errors: error findings, for no fault is planted in these reports.
Nothing is tuned to these lines: they say which forms are read worst."""


def _short(one: Set, run: RunFile) -> list[str]:
    score = run.score
    return [one.title, str(score.reports), ranged(score.micro_f1), ranged(score.macro_f1), ranged(score.ledger_right),
            ranged(score.rows_complete), percent(score.perfect.value), str(score.failed)]  # fmt: skip


def _field(one: FieldScore | None) -> str:
    return "–" if one is None else f"{percent(one.f1)} ({Count.of(one.count).gold})"


def _form(row: Row) -> list[str]:
    return [row.form, str(row.reports), percent(row.figures.f1), percent(row.fields.f1), str(row.errors)]


def _report(one: ReportScore) -> list[str]:
    total = [sum(getattr(field, name) for field in one.fields) for name in ("right", "wrong", "unit", "misplaced", "missed", "invented")]
    ledger = f"{one.ledger.right} / {one.ledger.wrong} / {one.ledger.unclaimed}" if one.ledger else "–"
    return [one.report, percent(report_f1(one)), *map(str, total), ledger]


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield "|:--|" + "--:|" * (len(heads) - 1)
    yield from (f"| {' | '.join(row)} |" for row in rows)


if __name__ == "__main__":
    sys.exit(main())
