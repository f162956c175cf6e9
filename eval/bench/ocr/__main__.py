"""``python -m eval.bench.ocr [--quick]``: everyone on the same scans; writes ``docs/bench-ocr.md``; 1 where a bar is missed."""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Sequence
from itertools import chain
from pathlib import Path

from eval.bench.environment import ROOT, NotInstalled
from eval.bench.ocr.cases import CORPUS, SEED, Case, Source, busiest, corpus_cases, own_cases, sources
from eval.bench.ocr.cells import true_tables
from eval.bench.ocr.contenders import OURS, Desk, RunnerFailed, desk
from eval.bench.ocr.measure import Measured, clock, read_pages, read_tables, read_whole
from eval.bench.ocr.page import missed, page
from eval.bench.ocr.running import Workers, stages, workers
from eval.scans.degrade import degrade
from eval.scans.encode import as_pdf
from eval.scans.profile import profile
from eval.seeds import SHARED

PAGE = ROOT / "docs" / "bench-ocr.md"
CACHE = ROOT / ".bench-cache"
WHOLE = ("heavy", "photo", "copy", "fax", "signed", "book", "turned", "coarse", "worst", "archive")
"""Profiles in which whole reports are read, beside the corpus' own scans."""
ROUNDS = 2
QUICK_RUN = 3
"""So many reports, the shortest, are run through two workers in a quick bench; else all, so that their start is little of it."""
DEGRADED = 2
"""So many reports, the last ones (the longest, with most tables), are degraded here."""


def main(argv: Sequence[str] | None = None) -> int:
    """Measures, prints and writes; 2 where a contender cannot be run or the corpus is not there."""
    options = _options(argv)
    corpus = options.shared / "corpus"
    digital = sorted((corpus / "pdf").glob("*.pdf"))
    if not digital:
        sys.stderr.write(f"{corpus}/pdf holds no PDF; name the folder with --shared\n")
        return 2
    try:
        with desk(options.cache) as open_desk:
            measured = measure(open_desk, corpus, digital, options.cache, options.quick)
    except (NotInstalled, RunnerFailed) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    text = page(measured)
    options.page.write_text(text, encoding="utf-8")
    print(text)
    return 1 if missed(measured) else 0


def _options(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m eval.bench.ocr")
    parser.add_argument("--shared", type=Path, default=SHARED, help="folder with corpus/")
    parser.add_argument("--page", type=Path, default=PAGE, help="where the page is written")
    parser.add_argument("--cache", type=Path, default=CACHE, help="where pages and answers are kept by content")
    parser.add_argument("--quick", action="store_true", help="a few pages of each kind")
    return parser.parse_args(argv)


def measure(desk: Desk, corpus: Path, digital: Sequence[Path], cache: Path, quick: bool) -> Measured:
    """Everything, one after the other."""
    measured = Measured(quick)
    reports = sources(digital)
    chosen = reports[-1:] if quick else reports[-DEGRADED:]
    tables = true_tables(corpus)
    few = {
        one.name: frozenset({busiest(one), *(page for table in tables if table.report == one.name for page in table.pages)})
        for one in chosen
    }
    theirs = list(corpus_cases(corpus, chosen if quick else reports, cache / "pages", few if quick else None))
    ours = own_cases(chosen, cache / "pages")
    read = read_pages(desk, chain(theirs, ours), measured)
    read_tables(desk, read, tables, measured)
    clock(desk, _clocked(theirs, reports), ROUNDS, measured)
    scans = _whole_scans(corpus, chosen if quick else reports, chosen, cache / "reports", quick)
    read_whole(desk, reports, scans, tables, measured)
    run = sorted(reports, key=lambda source: len(source.twin.pages))[: QUICK_RUN if quick else None]
    _run(desk, [_scan_of(corpus, source, group) for group in CORPUS for source in run], measured)
    return measured


def _clocked(cases: Sequence[Case], reports: Sequence[Source]) -> list[Case]:
    """The busiest page of each report, mild and heavy."""
    wanted = {(source.name, (busiest(source),)) for source in reports}
    return [case for case in cases if (case.report, case.pages) in wanted]


def _whole_scans(
    corpus: Path, reports: Sequence[Source], degraded: Sequence[Source], folder: Path, quick: bool
) -> dict[str, dict[str, Path]]:
    """Whole reports as scans: the corpus' own, and degraded here."""
    groups = CORPUS[:1] if quick else CORPUS
    theirs = {group: {source.name: _scan_of(corpus, source, group) for source in reports} for group in groups}
    folder.mkdir(parents=True, exist_ok=True)
    return theirs | {name: {source.name: _degraded(source, name, folder) for source in degraded} for name in (() if quick else WHOLE)}


def _scan_of(corpus: Path, source: Source, group: str) -> Path:
    return corpus / "scan" / f"{source.name}.{group.split()[1]}.pdf"


def _degraded(source: Source, name: str, folder: Path) -> Path:
    wanted = profile(name)
    key = hashlib.sha256(f"{wanted!r}/{SEED}".encode() + source.pdf.read_bytes()).hexdigest()
    path = folder / f"{source.name}.{name}.{key[:16]}.pdf"
    if not path.exists():
        path.write_bytes(as_pdf(list(degrade(source.pdf, wanted, SEED)), wanted.code))
    return path


def _run(desk: Desk, paths: Sequence[Path], measured: Measured) -> None:
    """Workers and stages, kept under our version and these files."""
    identity = desk.everyone[OURS].folder + "".join(path.name for path in paths)
    key = hashlib.sha256(identity.encode()).hexdigest()[:24]
    kept = desk.kept(f"running-{key}", lambda: {"workers": workers(paths), "stages": stages(paths[0])})
    measured.workers = Workers(**kept["workers"])
    measured.stages = kept["stages"]


if __name__ == "__main__":
    sys.exit(main())
