"""``python -m eval.bench [--shared DIR] [--repeats N]``: a Markdown table; ends with 1 where a bar is missed."""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from eval.bench import contenders
from eval.bench.clock import by_turns, help_command, processor_seconds, stages
from eval.seeds import SHARED

START_UP = 0.3
"""Processor seconds that ``extractor --help`` may take."""

CONTENDERS = {
    "ours": contenders.ours,
    "pdfplumber": contenders.pdfplumber_text_and_tables,
    "PyMuPDF": contenders.pymupdf_text,
    "pictures": contenders.pictures,
}


def main(argv: Sequence[str] | None = None) -> int:
    """Measures and prints; 1 where we are not faster than pdfplumber or start too slowly, 2 without the corpus."""
    parser = argparse.ArgumentParser(prog="python -m eval.bench")
    parser.add_argument("--shared", type=Path, default=SHARED, help="folder with corpus/pdf")
    parser.add_argument("--repeats", type=int, default=5)
    options = parser.parse_args(argv)
    paths = sorted((options.shared / "corpus" / "pdf").glob("*.pdf"))
    if not paths:
        sys.stderr.write(f"{options.shared}/corpus/pdf holds no PDF; name the folder with --shared\n")
        return 2
    medians = {path.name: by_turns(CONTENDERS, path, options.repeats) for path in paths}
    parts = {path.name: stages(contenders.ours, path, options.repeats) for path in paths}
    start_up = processor_seconds(help_command(), options.repeats)
    print(comparison_table(medians), stage_table(parts), sep="\n\n")
    print(f"\n`extractor --help`: {start_up:.2f} s of processor time (bar: {START_UP} s)")
    return verdict(medians, start_up)


def verdict(medians: Mapping[str, Mapping[str, float]], start_up: float) -> int:
    """Says which bars are missed; 1 if any."""
    slower = [name for name, seconds in medians.items() if seconds["ours"] >= seconds["pdfplumber"]]
    if slower:
        print(f"\nslower than pdfplumber: {', '.join(slower)}")
    if start_up >= START_UP:
        print("\nstart-up is too slow")
    return 1 if slower or start_up >= START_UP else 0


def comparison_table(medians: Mapping[str, Mapping[str, float]]) -> str:
    """Milliseconds and factors a file, and of all files together."""
    rows = {**medians, "all": _sum(medians)}
    heads = ("file", "ours, ms", "pdfplumber, ms", "ours ÷ pdfplumber", "PyMuPDF text, ms", "ours ÷ PyMuPDF", "page pictures, ms")
    lines = [f"| {' | '.join(heads)} |", "|---|" + "---:|" * (len(heads) - 1)]
    for name, seconds in rows.items():
        mine, plumber, bare, drawn = (seconds[key] for key in ("ours", "pdfplumber", "PyMuPDF", "pictures"))
        cells = (_ms(mine), _ms(plumber), f"{mine / plumber:.2f}", _ms(bare), f"{mine / bare:.0f}", _ms(drawn))
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(lines)


def stage_table(parts: Mapping[str, Mapping[str, float]]) -> str:
    """Where our time goes: milliseconds a stage and its part of the whole."""
    total = _sum(parts)
    whole = sum(total.values())
    head = f"| stage | {' | '.join(parts)} | part |"
    lines = [head, "|---|" + "---:|" * (len(parts) + 1)]
    for stage, seconds in total.items():
        cells = (_ms(one.get(stage, 0.0)) for one in parts.values())
        lines.append(f"| {stage} | {' | '.join(cells)} | {seconds / whole:.0%} |")
    return "\n".join(lines)


def _sum(rows: Mapping[str, Mapping[str, float]]) -> dict[str, float]:
    total: dict[str, float] = defaultdict(float)
    for row in rows.values():
        for key, seconds in row.items():
            total[key] += seconds
    return dict(total)


def _ms(seconds: float) -> str:
    return f"{1000 * seconds:.1f}"


if __name__ == "__main__":
    sys.exit(main())
