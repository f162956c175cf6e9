"""What a picture leaves open about a figure that was read from it."""

from __future__ import annotations

from extractor.document import SURE
from schemas.extraction import Provenance
from schemas.figure import Figure


def questionable(figure: Figure, place: Provenance | None) -> bool:
    """Whether a look at the picture tells more than the record: its reading was unsure, or a relation chose among several.

    What a person corrected is not questioned any more.
    """
    if place is None or place.source != "ocr" or figure.corrected is not None:
        return False
    return _unsure(place) or bool(place.alternatives)


def doubtful(figure: Figure, place: Provenance | None) -> bool:
    """Whether the picture leaves doubt of a figure which nothing has settled."""
    return place is not None and questionable(figure, place) and (_unsure(place) or not place.settled_by)


def _unsure(place: Provenance) -> bool:
    return place.confidence is not None and place.confidence < SURE
