"""``python -m eval.synth --count 200 --seed 1 --out DIR``: invented reports with their exact truth."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from eval.synth.faults import with_faults
from eval.synth.make import CARRIERS, Made, files, make
from eval.synth.survey import survey, survey_text


def main(argv: Sequence[str] | None = None) -> int:
    """Writes the files, or counts the forms; 2 where the folder cannot be written."""
    options = _options(argv)
    if options.survey:
        sys.stdout.write(survey_text(survey(_batch(options)), options.count))
        return 0
    try:
        _write(options)
    except OSError as error:
        sys.stderr.write(f"{error.filename or options.out}: cannot be written ({error.strerror}); name another folder with --out\n")
        return 2
    sys.stdout.write(f"{options.count} reports in {options.out}\n")
    return 0


def _batch(options: argparse.Namespace) -> Iterator[Made]:
    for index in range(options.count):
        yield make(f"{options.seed}/{index}", f"{options.seed}-{index:04d}", options.carrier)


def _write(options: argparse.Namespace) -> None:
    out: Path = options.out
    out.mkdir(parents=True, exist_ok=True)
    for clean in _batch(options):
        made, faults = with_faults(clean, options.carrier, options.faults) if options.faults else (clean, [])
        for name, data in files(made, options.carrier, faults).items():
            (out / name).write_bytes(data)


def _options(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m eval.synth", description="Writes invented reports with their exact truth.")
    parser.add_argument("--count", type=_whole, default=200, help="how many reports (200)")
    parser.add_argument("--seed", type=int, default=1, help="another seed, other reports (1)")
    parser.add_argument("--carrier", choices=CARRIERS, default="txt", help="what the reports are written as (txt)")
    parser.add_argument("--faults", type=_whole, default=0, help="faults planted in each report (0)")
    goal = parser.add_mutually_exclusive_group(required=True)
    goal.add_argument("--out", type=Path, help="folder for the files")
    goal.add_argument("--survey", action="store_true", help="count the forms that occur, and write nothing")
    return parser.parse_args(argv)


def _whole(text: str) -> int:
    number = int(text)
    if number < 0:
        raise argparse.ArgumentTypeError(f"{number} is below 0")
    return number


if __name__ == "__main__":
    raise SystemExit(main())
