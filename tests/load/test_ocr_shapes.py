"""Parts that tell print from what lies on it: walls from strokes of seals, percent signs that came apart, seals by their ring."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from extractor.load.ocr.engine import Char, Line
from extractor.load.ocr.percent import mended
from extractor.load.ocr.rules_held import held
from extractor.load.ocr.seals import Disc, discs, paled
from extractor.load.pdf_rules import Rule

ACROSS = [Rule(y, 50, 450) for y in (100, 200, 300, 400)]
DOWN = [Rule(x, 100, 400) for x in (50, 250, 450)]
SEAL = Disc(250, 290, 60)


def test_the_walls_of_a_table_stay() -> None:
    inner = Rule(350, 200, 300)
    assert held(ACROSS, [*DOWN, inner], []) == (ACROSS, [*DOWN, inner])


def test_a_table_without_sides_keeps_its_lines() -> None:
    assert held(ACROSS, DOWN[1:2], []) == (ACROSS, DOWN[1:2])


@pytest.mark.parametrize("stroke", [Rule(130, 190, 240), Rule(130, 200, 240)], ids=["both ends free", "one end at a wall"])
def test_a_stroke_that_ends_in_the_middle_of_a_cell_is_no_wall(stroke: Rule) -> None:
    assert held(ACROSS, [*DOWN, stroke], []) == (ACROSS, DOWN)


def test_the_frame_of_a_stamp_across_a_wall_is_no_wall() -> None:
    across, down = [Rule(180, 100, 160), Rule(220, 100, 160)], [Rule(100, 180, 220), Rule(160, 180, 220)]
    assert held([*ACROSS, *across], [*DOWN, *down], []) == (ACROSS, DOWN)


def test_a_wall_that_has_faded_at_an_end_stays() -> None:
    faded = Rule(350, 200, 285)
    assert faded in held(ACROSS, [*DOWN, faded], [])[1]


def test_a_wall_hidden_by_a_seal_is_whole_again_and_the_strokes_inside_are_gone() -> None:
    broken = [Rule(300, 50, 230), Rule(300, 275, 450)]
    inside, ring = Rule(230, 285, 305), Rule(SEAL.x + 55, 285, 310)
    across, down = held([*ACROSS[:2], *broken, ACROSS[3]], [*DOWN, inside, ring], [SEAL])
    assert sorted(across) == ACROSS
    assert down == DOWN


def test_a_crease_that_runs_past_the_table_is_no_line_of_it() -> None:
    assert held([*ACROSS, Rule(260, 0, 500)], DOWN, [])[0] == ACROSS


def ring(radius: int, level: int, gap: float = 0.0) -> np.ndarray:
    """A page of 200 dpi with a ring in a level of grey, open over a part of its round, and a black line of text through it."""
    grey = np.full((900, 900), 245, np.uint8)
    cv2.ellipse(grey, (450, 450), (radius, radius), 0, 360 * gap, 360, (level,), 11)
    for x in range(100, 800, 30):
        cv2.line(grey, (x, 440), (x, 460), (round(20 * int(grey[450, x]) / 245),), 3)
    return grey


@pytest.mark.parametrize("radius", [150, 175])
def test_a_seal_is_found_by_its_ring_and_paled_but_for_the_text_on_it(radius: int) -> None:
    grey = ring(radius, 110)
    (seal,) = discs((grey < 185).astype(np.uint8) * 255, 0.36)
    assert np.hypot(seal.x - 450, seal.y - 450) < 8
    assert abs(seal.radius - radius - 16) < 8
    pale = paled(grey, [seal], 0.36)
    assert pale[450 - radius, 450] > 220
    assert pale[450, 430] < 60


@pytest.mark.parametrize(("radius", "gap"), [(150, 0.6), (60, 0.0), (300, 0.0)], ids=["open", "small", "large"])
def test_other_circles_are_no_seals(radius: int, gap: float) -> None:
    assert discs((ring(radius, 110, gap) < 185).astype(np.uint8) * 255, 0.36) == []


def test_a_black_seal_is_left_since_nothing_is_seen_through_it() -> None:
    grey = ring(150, 10)
    assert (paled(grey, discs((grey < 185).astype(np.uint8) * 255, 0.36), 0.36) == grey).all()


def rings(heights: tuple[tuple[int, int], ...], text: str) -> tuple[Line, np.ndarray]:
    """Characters of the given tops and feet, 20 pixels apart."""
    ink = np.zeros((60, 20 * len(heights) + 20), np.uint8)
    chars = []
    for i, (top, foot) in enumerate(heights):
        cv2.ellipse(ink, (20 + 20 * i, (top + foot) // 2), (6, (foot - top) // 2), 0, 0, 360, (255,), 2)
        chars.append(Char(text[i], (14.0 + 20 * i, 0, 26.0 + 20 * i, 60), 0.5))
    wide = ink.shape[1]
    return Line(text, ((0, 0), (wide, 0), (wide, 60), (0, 60)), 0.5, tuple(chars)), ink


@pytest.mark.parametrize(
    ("heights", "text", "kept"),
    [
        (((10, 50), (10, 28), (32, 50)), "000", "0%"),
        (((10, 50), (10, 28), (32, 50)), "6%0", "6%"),
        (((10, 50), (10, 50), (10, 50)), "000", "000"),
        (((10, 50), (32, 50), (32, 50)), "1oo", "1oo"),
        (((10, 50), (32, 50), (10, 28)), "100", "100"),
    ],
    ids=["apart", "read twice", "a number", "letters", "the other way round"],
)
def test_two_small_rings_behind_a_digit_are_a_percent_sign(heights: tuple[tuple[int, int], ...], text: str, kept: str) -> None:
    assert mended(*rings(heights, text)).text == kept
