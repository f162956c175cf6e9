"""A page photographed from aside lies flat before it is read; what already lies flat is not touched."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from extractor.load.ocr.photo import flattened

Points = NDArray[np.float32]
CORNERS = np.array([(60, 40), (560, 70), (600, 800), (30, 770)], np.float32)


def page() -> NDArray[np.uint8]:
    """White paper with a ruled table."""
    paper = np.full((760, 520), 235, np.uint8)
    for y in range(100, 701, 60):
        cv2.line(paper, (60, y), (460, y), (20,), 2)
    for x in range(60, 461, 100):
        cv2.line(paper, (x, 100), (x, 700), (20,), 2)
    return paper


def photo(corners: Points, desk: int, shade: float = 0.0) -> NDArray[np.uint8]:
    paper = page()
    sides = np.array([(0, 0), (520, 0), (520, 760), (0, 760)], np.float32)
    turn = cv2.getPerspectiveTransform(sides, corners)
    shown = cv2.warpPerspective(paper, turn, (640, 840), borderValue=(desk,)).astype(float)
    return (shown * np.linspace(1 - shade, 1, 840)[:, None]).astype(np.uint8)


@pytest.mark.parametrize("shade", [0.0, 0.35])
def test_a_page_seen_from_aside_becomes_upright_and_the_way_back_leads_to_its_corners(shade: float) -> None:
    flat = flattened(photo(CORNERS, 70, shade))
    height, width = flat.image.shape
    for corner, (x, y) in zip(CORNERS, [(0, 0), (width, 0), (width, height), (0, height)], strict=True):
        back = flat.back @ (x, y, 1)
        assert np.hypot(*(back[:2] / back[2] - corner)) < 6
    dark = (flat.image < 110)[int(0.05 * height) : int(0.95 * height)]
    assert max(dark.mean(axis=1)) > 0.7
    assert max(dark.mean(axis=0)) > 0.7


@pytest.mark.parametrize(
    ("corners", "desk"),
    [
        ([(0, 0), (640, 0), (640, 840), (0, 840)], 235),
        ([(40, 40), (600, 40), (600, 800), (40, 800)], 60),
        ([(60, 40), (560, 70), (600, 800), (30, 770)], 225),
        ([(40, 60), (590, 40), (610, 790), (60, 810)], 60),
    ],
    ids=["the whole picture", "straight on a dark ground", "no ground to tell it from", "only turned"],
)
def test_a_flat_scan_is_not_touched(corners: list[tuple[int, int]], desk: int) -> None:
    picture = photo(np.array(corners, np.float32), desk)
    assert flattened(picture).image is picture
