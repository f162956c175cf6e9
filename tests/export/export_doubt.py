"""The invented report as if it had been scanned, with one number that character recognition is not sure of."""

from __future__ import annotations

from typing import Any

from schemas.extraction import Extraction

DOUBTFUL = "/projects/1/executed/0"


def in_doubt(extraction: Extraction, pointer: str = DOUBTFUL, **more: Any) -> Extraction:
    """``pointer``, printed 54.44, recognised with two rivals; everything else recognised surely."""
    sure = {at: place.model_copy(update={"source": "ocr", "confidence": 0.99}) for at, place in extraction.provenance.items()}
    told = {"confidence": 0.41, "alternatives": ("54.14", "64.44")} | more
    return extraction.model_copy(update={"provenance": sure | {pointer: sure[pointer].model_copy(update=told)}})
