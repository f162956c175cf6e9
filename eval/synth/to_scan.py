"""A clean PDF as a scan of the kind that a seed draws."""

from __future__ import annotations

from random import Random

import pymupdf

from eval.scans.degrade import degraded
from eval.scans.encode import as_pdf
from eval.scans.profile import profiles


def to_scan(pdf: bytes, seed: str) -> bytes:
    """A PDF of pictures, one a page; the same seed gives the same bytes."""
    chance = Random(f"{seed}/scan")
    profile = chance.choice([one for one in profiles().values() if one.shape.pages == 1])
    with pymupdf.open(stream=pdf, filetype="pdf") as clean:
        return as_pdf(list(degraded(clean, seed, profile, chance.getrandbits(32))), profile.code)
