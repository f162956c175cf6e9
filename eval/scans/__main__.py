"""``python -m eval.scans PDF … --profile NAME --out DIR``: scans of digital PDFs, with the true geometry beside them."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from eval.scans.degrade import Scan, degrade
from eval.scans.encode import as_pdf, as_tiff, picture
from eval.scans.profile import Profile, ProfileError, profile, profiles


def main(argv: Sequence[str] | None = None) -> int:
    """Writes NAME.PROFILE.pdf (or .tiff, or a folder of PNG) and NAME.PROFILE.json; 2 where that cannot be done."""
    options = _options(argv)
    try:
        wanted = profile(options.profile).at(options.dpi, options.ink)
        options.out.mkdir(parents=True, exist_ok=True)
        for pdf in options.pdf:
            _write(list(degrade(pdf, wanted, options.seed)), options.out / f"{pdf.stem}.{options.profile}", options.form, wanted)
    except (ProfileError, RuntimeError, OSError) as error:  # RuntimeError: PyMuPDF's own
        sys.stderr.write(f"{error}\n")
        return 2
    return 0


def _options(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m eval.scans")
    parser.add_argument("pdf", type=Path, nargs="+", help="digital PDFs")
    parser.add_argument("--profile", required=True, help=", ".join(f"{name} ({one.about})" for name, one in profiles().items()))
    parser.add_argument("--out", type=Path, required=True, help="folder for the scans")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--dpi", type=int, help="instead of the profile's")
    parser.add_argument("--ink", choices=("colour", "grey", "bilevel"), help="instead of the profile's")
    parser.add_argument("--form", choices=("pdf", "png", "tiff"), default="pdf")
    return parser.parse_args(argv)


def _write(scans: Sequence[Scan], stem: Path, form: str, wanted: Profile) -> None:
    if form == "png":
        stem.mkdir(exist_ok=True)
        for number, scan in enumerate(scans, 1):
            (stem / f"{number:03}.png").write_bytes(picture(scan, "png"))
    else:
        data = as_tiff(scans) if form == "tiff" else as_pdf(scans, wanted.code)
        Path(f"{stem}.{form}").write_bytes(data)
    Path(f"{stem}.json").write_text(json.dumps([_truth(scan) for scan in scans], indent=1), encoding="utf-8")


def _truth(scan: Scan) -> dict[str, Any]:
    """Where the pages lie: matrices by rows, the bend's numbers; see ``geometry``."""
    return {
        "dpi": scan.dpi,
        "size": [scan.image.shape[1], scan.image.shape[0]],
        "pages": {
            str(number): {
                "place": place.place.tolist(),
                "bend": place.bend and [place.bend.spine, place.bend.middle, place.bend.depth, place.bend.reach],
                "warp": place.warp.tolist(),
            }
            for number, place in scan.pages.items()
        },
    }


if __name__ == "__main__":
    sys.exit(main())
