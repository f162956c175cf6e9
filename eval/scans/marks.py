"""What stands or happened on the paper: seals, stamps, pen strokes, holes, folds, specks, the other side showing through.

Everything works on a sheet as float32 RGB from 0 to 255 and multiplies, as ink on paper does.
"""

from __future__ import annotations

from functools import cache
from io import BytesIO

import cv2
import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from eval.scans.profile import Paper

Sheet = NDArray[np.float32]

RED, BLUE, PEN = (205, 35, 40), (45, 60, 190), (25, 30, 70)
_MM = 25.4
_SEAL_WORDS = ("财务专用章", "行政公章", "绩效评价专用章")
_STAMP_WORDS = ("已审核", "收讫", "复印件与原件相符", "存档")


def mark(sheet: Sheet, paper: Paper, other_side: Sheet | None, dpi: int, rng: Generator) -> Sheet:
    """A sheet with everything its profile wants on it; ``other_side`` is what may show through."""
    sheet = _faded(sheet, rng.uniform(*paper.fade))
    if other_side is not None and paper.bleed[1]:
        sheet = _bled(sheet, other_side, rng.uniform(*paper.bleed), dpi)
    for _ in range(paper.seals):
        _press(sheet, _seal(str(rng.choice(_SEAL_WORDS)), _px(rng.uniform(38, 44), dpi)), RED, rng)
    for _ in range(paper.stamps):
        _press(sheet, _stamp(str(rng.choice(_STAMP_WORDS)), _px(rng.uniform(9, 13), dpi)), BLUE, rng)
    for _ in range(paper.strokes):
        _stroke(sheet, dpi, rng)
    for _ in range(paper.folds):
        _fold(sheet, dpi, rng)
    _punch(sheet, paper.holes, dpi, rng)
    return _specked(sheet, rng.uniform(*paper.speckle), dpi, rng)


def _px(millimetres: float, dpi: int) -> int:
    return max(1, round(millimetres / _MM * dpi))


def _faded(sheet: Sheet, share: float) -> Sheet:
    return np.asarray(255 - (255 - sheet) * (1 - share), dtype=np.float32)


def _bled(sheet: Sheet, other_side: Sheet, share: float, dpi: int) -> Sheet:
    """The other side in a mirror, faint and blurred."""
    behind = cv2.resize(other_side[:, ::-1], (sheet.shape[1], sheet.shape[0]))
    behind = cv2.GaussianBlur(behind, (0, 0), 2.2 * dpi / 200)
    return np.asarray(sheet * (1 - share * (255 - behind) / 255), dtype=np.float32)


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    """The Chinese font that PyMuPDF brings along: the same everywhere."""
    import pymupdf

    return ImageFont.truetype(BytesIO(pymupdf.Font("china-s").buffer), size)


def _seal(words: str, size: int) -> Sheet:
    """A round seal with a star and words along its upper rim, as coverage from 0 to 1."""
    image = Image.new("L", (size, size))
    pen = ImageDraw.Draw(image)
    pen.ellipse((1, 1, size - 2, size - 2), outline=255, width=max(2, size // 28))
    angles = np.arange(10) * np.pi / 5 - np.pi / 2
    radii = np.where(np.arange(10) % 2, 0.07, 0.17) * size
    pen.polygon([(size / 2 + r * np.cos(a), size / 2 + r * np.sin(a)) for a, r in zip(angles, radii, strict=True)], fill=255)
    letter = round(size * 0.15)
    for word, degrees in zip(words, np.linspace(-75, 75, len(words)), strict=True):
        tile = Image.new("L", (size, size))
        ImageDraw.Draw(tile).text((size / 2, size * 0.07), word, fill=255, font=_font(letter), anchor="mt")
        image.paste(255, mask=tile.rotate(-degrees, resample=Image.Resampling.BILINEAR))
    return _coverage(image)


def _stamp(words: str, height: int) -> Sheet:
    """A line of words in a frame, as coverage from 0 to 1."""
    font = _font(round(height * 0.6))
    image = Image.new("L", (round(font.getlength(words)) + height // 2, height))
    pen = ImageDraw.Draw(image)
    pen.rectangle((1, 1, image.width - 2, height - 2), outline=255, width=max(2, height // 20))
    pen.text((image.width / 2, height / 2), words, fill=255, font=font, anchor="mm")
    return _coverage(image)


def _coverage(image: Image.Image) -> Sheet:
    return np.asarray(np.asarray(image) / 255, dtype=np.float32)


def _press(sheet: Sheet, ink: Sheet, colour: tuple[int, int, int], rng: Generator) -> None:
    """Ink pressed on somewhere near the middle, turned a little, unevenly."""
    tile = Image.fromarray((ink * 255).astype(np.uint8))
    ink = _coverage(tile.rotate(rng.uniform(-20, 20), Image.Resampling.BILINEAR, expand=True))
    patches = cv2.resize(rng.uniform(0.55, 1.0, (6, 6)).astype(np.float32), (ink.shape[1], ink.shape[0]), interpolation=cv2.INTER_CUBIC)
    height, width = sheet.shape[:2]
    top = round(rng.uniform(0.25, 0.7) * max(height - ink.shape[0], 0))
    left = round(rng.uniform(0.25, 0.75) * max(width - ink.shape[1], 0))
    part = sheet[top : top + ink.shape[0], left : left + ink.shape[1]]
    cover = (ink * np.clip(patches, 0, 1) * 0.9)[: part.shape[0], : part.shape[1], None]
    part *= 1 - cover * (1 - np.array(colour, dtype=np.float32) / 255)


def _stroke(sheet: Sheet, dpi: int, rng: Generator) -> None:
    """A pen's stroke: the hand keeps its direction for a while, so the curve is smooth, with loops now and then."""
    height, width = sheet.shape[:2]
    start = rng.uniform((0.12 * width, 0.1 * height), (0.85 * width, 0.9 * height))
    turning = np.cumsum(np.cumsum(rng.normal(0, 0.05, 80))) + rng.uniform(-0.5, 0.5)
    steps = np.column_stack([np.cos(turning), np.sin(turning)]) * _px(rng.uniform(0.4, 1.0), dpi)
    points = (start + np.cumsum(steps, axis=0)).astype(np.int32)
    ink = np.zeros((height, width), dtype=np.uint8)
    cv2.polylines(ink, [points], isClosed=False, color=255, thickness=_px(0.4, dpi), lineType=cv2.LINE_AA)
    cover = ink[:, :, None].astype(np.float32) / 255 * 0.85
    sheet *= 1 - cover * (1 - np.array(PEN, dtype=np.float32) / 255)


def _fold(sheet: Sheet, dpi: int, rng: Generator) -> None:
    """A crease across: a thin pale line where the ink broke, with a shadow beside it."""
    height = sheet.shape[0]
    y = round(height * rng.choice([1 / 3, 1 / 2, 2 / 3]) + rng.normal(0, _px(2, dpi)))
    away = (np.arange(height) - y) / _px(1.2, dpi)
    sheet *= (1 - 0.25 * np.exp(-np.abs(away)) * (away > 0)).astype(np.float32)[:, None, None]
    crease = sheet[max(y, 0) : y + _px(0.25, dpi)]
    crease += (235 - crease) * 0.6


def _punch(sheet: Sheet, holes: int, dpi: int, rng: Generator) -> None:
    """Holes of a binder at the left edge, 80 mm apart; the lid behind them is dark."""
    x = _px(12, dpi) + round(rng.normal(0, 2))
    for number in range(holes):
        y = round(sheet.shape[0] / 2 + (number - (holes - 1) / 2) * _px(80, dpi))
        cv2.circle(sheet, (x, y), _px(3, dpi), (45, 45, 45), -1, cv2.LINE_AA)


def _specked(sheet: Sheet, density: float, dpi: int, rng: Generator) -> Sheet:
    """Dust: dark and pale specks, ``density`` a square centimetre."""
    height, width = sheet.shape[:2]
    count = round(density * height * width / _px(10, dpi) ** 2)
    for _ in range(count):
        shade = 30.0 if rng.random() < 0.7 else 250.0
        cv2.circle(sheet, (int(rng.integers(width)), int(rng.integers(height))), int(rng.integers(0, 2)), (shade,) * 3, -1)
    return sheet
