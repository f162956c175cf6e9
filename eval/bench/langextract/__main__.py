"""``python -m eval.bench.langextract [--shared DIR] [--page FILE]``: tables, and the page; 1 where a bar is missed."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from eval.bench.langextract.environment import ROOT, NotInstalled, python_with_langextract
from eval.bench.langextract.ours import run_ours
from eval.bench.langextract.page import OURS, Measured
from eval.bench.langextract.reports import Report, read_report, sources
from eval.bench.langextract.server import Latency, Server
from eval.bench.langextract.theirs import RunnerError, Variant, run_theirs
from eval.bench.langextract.words import missed, page
from eval.seeds import SHARED
from extractor.readers.llm.atoms import MAX_CHARACTERS

TIMED = (Variant("schema", 1000), Variant("schema", MAX_CHARACTERS))
"""langextract's default of characters a chunk, and ours; figures alone."""
ANCHORED = (Variant("document", 1000), Variant("document", MAX_CHARACTERS), Variant("schema", 1000, "unicode"))
"""What costs as much as the timed ones and is asked only where its figures are anchored; no latency."""
WEIGHED = (Variant("schema", 1000, indent=2), Variant("schema", 1000, with_words=True), Variant("schema", 1000, with_words=True, indent=2))
"""What is asked only how long its answers are; no latency."""
PAGE = ROOT / "docs" / "bench-langextract.md"


def main(argv: Sequence[str] | None = None) -> int:
    """Measures, prints and writes; 2 where langextract cannot be run."""
    parser = argparse.ArgumentParser(prog="python -m eval.bench.langextract")
    parser.add_argument("--shared", type=Path, default=SHARED, help="folder with seeds/")
    parser.add_argument("--page", type=Path, default=PAGE, help="where the page is written")
    parser.add_argument("--base", type=float, default=0.3, help="seconds before an answer")
    parser.add_argument("--a-token", type=float, default=0.004, help="seconds a token of an answer")
    options = parser.parse_args(argv)
    try:
        measured = measure(options.shared, Latency(options.base, options.a_token))
    except (NotInstalled, RunnerError) as error:
        print(error, file=sys.stderr)
        return 2
    text = page(measured)
    options.page.write_text(text, encoding="utf-8")
    print(text)
    short = missed(measured)
    print(*(f"missed: {one}" for one in short), sep="\n")
    return 1 if short else 0


def measure(shared: Path, latency: Latency) -> Measured:
    """Everything, one tool behind the other."""
    python = python_with_langextract()
    reports, skipped = _reports(shared)
    with Server().serving() as server:
        runs = {OURS: [run_ours(server, report, latency) for report in reports]}
        for variant in (*TIMED, *ANCHORED, *WEIGHED):
            time = latency if variant in TIMED else Latency(0, 0)
            runs[variant.key] = run_theirs(server, python, reports, variant, time)
    return Measured([report.name for report in reports], skipped, runs, TIMED, (*TIMED, *ANCHORED), WEIGHED, latency)


def _reports(shared: Path) -> tuple[list[Report], list[str]]:
    found = list(sources(shared))
    skipped = [f"{name}: {path.name} is not in {path.parent.name}/" for name, path in found if not path.exists()]
    return [read_report(name, path) for name, path in found if path.exists()], skipped


if __name__ == "__main__":
    sys.exit(main())
