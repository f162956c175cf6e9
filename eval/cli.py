"""``extractor eval``: score readers on labelled reports, compare them, guard against getting worse, and make gold of reviews."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NoReturn

from eval.command.cases import Where, find
from eval.command.folders import made_folder
from eval.command.runfile import SCORES, RunFile, light, load, save
from extractor.errors import ExtractorError, UsageError
from extractor.export.atomic import write_bytes
from extractor.run_console import tell, warn
from extractor.run_errors import bug_line, line

SEED = 1
WORSE = 3
INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """The exit status: 0, 1 where an input cannot be used, 2 wrong usage, 3 where a comparison or gate says worse."""
    try:
        options = _parser().parse_args(argv)
        do: Callable[[argparse.Namespace], int] = options.do
        return do(options)
    except ExtractorError as error:
        warn(line(error, "en"))
        return error.exit_code
    except KeyboardInterrupt:
        warn("interrupted; what was done is kept")
        return INTERRUPTED
    except Exception as error:
        warn(bug_line(error, "extractor eval", "en"))
        return 1


def _run(options: argparse.Namespace) -> int:
    from eval.command.documents import Documents
    from eval.command.extracting import FOLDER, code_fingerprint, extractions, how
    from eval.command.scoring import made_of, score_cases
    from eval.metrics import summarise

    where = Where(tuple(options.gold), options.sources, options.folder, tuple(options.suffix or ()))
    cases, reading, code = find(where), how(options.read, os.environ), code_fingerprint()
    folder = made_folder(options.out) / FOLDER
    found = extractions(cases, reading, folder, code)
    reports = score_cases(cases, found, Documents(folder, reading.settings.ocr))
    name = options.name or options.out.name
    run = RunFile(made=made_of(name, found.values(), code), seed=SEED, reports=reports, score=summarise(reports, SEED))
    save(options.out / SCORES, run)
    _page(options.out, run, {case.name: case.read for case in cases}, found)
    _print(run, options)
    return 0 if run.score.failed == 0 and run.score.unscored == 0 else 1


def _page(out: Path, run: RunFile, files: dict[str, Path], found: Mapping[str, object]) -> None:
    from eval.page.page import page

    write_bytes(out / "report.html", page(run, files, found))
    tell(f"page: {out / 'report.html'}   scores: {out / SCORES}")


def _print(run: RunFile, options: argparse.Namespace) -> None:
    from eval.command.show import fields_table, reports_table, summary_lines, unscored_lines

    tell("\n".join([reports_table(run.reports), *unscored_lines(run.reports)]))
    if options.fields:
        tell("\n" + fields_table(run.score.fields))
    if options.pairs:
        for one in run.reports:
            tell("\n".join(["", one.report, *(f"  {pair}" for pair in one.pairs)]))
    tell("\n" + "\n".join(summary_lines(run.score)))


def _compare(options: argparse.Namespace) -> int:
    from eval.command.show import verdict_lines
    from eval.stats import compare_runs

    a, b = load(options.a), load(options.b)
    verdict = compare_runs(a.reports, b.reports, SEED)
    tell(verdict.model_dump_json(indent=1) if options.json else "\n".join(verdict_lines(verdict, a.made.name, b.made.name)))
    return WORSE if verdict.verdict == "worse" else 0


def _leaderboard(options: argparse.Namespace) -> int:
    from eval.command.show import leaderboard_table
    from eval.stats import compare_runs

    runs = sorted(map(load, options.runs), key=lambda run: (-(run.score.micro_f1.value or 0), run.made.name))
    verdicts = [None, *(compare_runs(runs[0].reports, run.reports, SEED) for run in runs[1:])]
    tell(leaderboard_table(runs, verdicts))
    return 0


def _gate(options: argparse.Namespace) -> int:
    from eval.command.gate import regressions

    run = load(options.run)
    if options.update:
        made_folder(options.baseline.parent)
        save(options.baseline, light(run))
        tell(f"baseline written: {options.baseline}")
        return 0
    worse = regressions(load(options.baseline), run)
    tell("\n".join(["worse than the baseline:", *worse]) if worse else "not worse than the baseline")
    return WORSE if worse else 0


def _promote(options: argparse.Namespace) -> int:
    from eval.command.promote import promote

    tell(f"gold: {promote(options.extraction, options.source, options.gold)}")
    return 0


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise UsageError(message, self.prog, f"see {self.prog} --help")


def _parser() -> argparse.ArgumentParser:
    top = _Parser(prog="extractor eval", description=__doc__)
    commands = top.add_subparsers(dest="command", required=True, parser_class=_Parser)
    _run_options(commands.add_parser("run", help="read every labelled report and score it (what was read before is not read again)"))
    compare = commands.add_parser("compare", help="run B against run A: better, worse or not decided (exit status 3: worse)")
    compare.add_argument("a", type=Path, metavar="A", help="folder of a scored run, or a scores.json")
    compare.add_argument("b", type=Path, metavar="B")
    compare.add_argument("--json", action="store_true", help="the verdict as JSON")
    compare.set_defaults(do=_compare)
    board = commands.add_parser("leaderboard", help="several runs, the best first, each against the best")
    board.add_argument("runs", type=Path, nargs="+", metavar="RUN")
    board.set_defaults(do=_leaderboard)
    gate = commands.add_parser("gate", help="exit status 3 where a run is worse than its baseline")
    gate.add_argument("run", type=Path, metavar="RUN")
    gate.add_argument("--baseline", type=Path, required=True, metavar="FILE")
    gate.add_argument("--update", action="store_true", help="make this run the baseline")
    gate.set_defaults(do=_gate)
    promote = commands.add_parser("promote", help="make a gold case of a reviewed extraction")
    promote.add_argument("extraction", type=Path, metavar="FILE.json")
    promote.add_argument("--source", type=Path, required=True, metavar="REPORT", help="the report it was made from")
    promote.add_argument("--gold", type=Path, required=True, metavar="DIR", help="folder of gold cases")
    promote.set_defaults(do=_promote)
    return top


def _run_options(run: argparse.ArgumentParser) -> None:
    run.add_argument("--gold", type=Path, action="append", required=True, metavar="DIR", help="folder with NAME.gold.json; may be repeated")
    run.add_argument("--out", type=Path, required=True, metavar="RUN", help="folder of this run")
    run.add_argument("--name", help="what the run is called in tables (the folder's name)")
    run.add_argument("--sources", type=Path, metavar="DIR", help="the reports that gold names, where they are not beside it")
    run.add_argument("--folder", type=Path, metavar="DIR", help="read NAME<suffix> of this folder: another carrier of the same reports")
    run.add_argument("--suffix", action="append", metavar=".pdf", help="endings of the files to read; may be repeated")
    run.add_argument("--fields", action="store_true", help="print every field")
    run.add_argument("--pairs", action="store_true", help="print who was paired with whom")
    run.add_argument("read", nargs="*", metavar="-- OPTIONS", help="options of extractor run, behind --: -- --reader llm --model M")
    run.set_defaults(do=_run)
