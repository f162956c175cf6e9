"""Whose fault a wrong figure is: the report's, the reader's that pointed at it, or the OCR's."""

from __future__ import annotations

from extractor.checks.repair.candidates import Change
from extractor.checks.repair.scene import Scene
from extractor.doubt import doubtful
from schemas.result import Attribution

READING = frozenset({"extraction_damage"})
GLYPH = frozenset({"digit", "last_place", "dropped_digit", "doubled_digit", "point_slip"})
"""Causes that OCR produces too: a glyph taken for another, lost, doubled, or a point lost."""


def attribute(scene: Scene, change: Change | None) -> Attribution:
    """Who is to be asked; undecided where no figure is named."""
    if change is None:
        return "undecided"
    if change.cause in READING:
        return "reading"
    disputed = bool(change.paths & scene.disputed)
    if change.cause == "exchanged":
        return "reading" if disputed else "report"
    mention = scene.mentions[change.suspect]
    at = mention.at
    if at is not None and at.source == "ocr" and change.cause in GLYPH:
        named = change.printed[change.suspect] in at.alternatives
        return "ocr" if named or doubtful(mention.figure, at) else "report"
    return "report"
