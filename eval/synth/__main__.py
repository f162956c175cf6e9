"""``python -m eval.synth --count 200 --seed 1 --out DIR``: invented reports with their exact truth."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from eval.synth.faults import with_faults
from eval.synth.make import CARRIERS, files, make


def main(argv: Sequence[str] | None = None) -> int:
    """Writes the files, or the survey of forms; 2 where the folder cannot be written."""
    options = _options(argv)
    out: Path = options.out
    try:
        out.mkdir(parents=True, exist_ok=True)
        for index in range(options.count):
            made = make(f"{options.seed}/{index}", f"{options.seed}-{index:04d}", options.carrier)
            made, faults = with_faults(made, options.carrier, options.faults) if options.faults else (made, [])
            for name, data in files(made, options.carrier, faults).items():
                (out / name).write_bytes(data)
    except OSError as error:
        sys.stderr.write(f"{error.filename or out}: cannot be written ({error.strerror}); name another folder with --out\n")
        return 2
    sys.stdout.write(f"{options.count} reports in {out}\n")
    return 0


def _options(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m eval.synth", description="Writes invented reports with their exact truth.")
    parser.add_argument("--count", type=int, default=200, help="how many reports (200)")
    parser.add_argument("--seed", type=int, default=1, help="another seed, other reports (1)")
    parser.add_argument("--out", type=Path, required=True, help="folder for the files")
    parser.add_argument("--carrier", choices=CARRIERS, default="txt", help="what the report is written as (txt)")
    parser.add_argument("--faults", type=int, default=0, help="faults planted in each report (0)")
    return parser.parse_args(argv)


if __name__ == "__main__":
    raise SystemExit(main())
