"""A digital PDF to scans: pages onto sheets, sheets through paper, geometry and light; the same seed gives the same pixels."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pymupdf
from numpy.random import Generator, default_rng

from eval.scans import geometry as geo
from eval.scans.geometry import Array, Bend, Geometry
from eval.scans.light import Image, inked, lit, warped
from eval.scans.marks import Sheet, mark
from eval.scans.profile import Profile, Shape

_POINTS = 72.0
_MM = 25.4


@dataclass(frozen=True, slots=True)
class Scan:
    """One picture and where each page of the source (from 1) lies on it. ``quality`` is what JPEG is to use."""

    image: Image
    dpi: int
    quality: int
    pages: dict[int, Geometry]


def degrade(pdf: Path, profile: Profile, seed: int, only: frozenset[int] | None = None) -> Iterator[Scan]:
    """The scans of a PDF in page order; with ``only``, those that show one of these pages (from 1). Errors: PyMuPDF's."""
    with pymupdf.open(pdf) as doc:
        yield from degraded(doc, pdf.stem, profile, seed, only)


def degraded(doc: pymupdf.Document, name: str, profile: Profile, seed: int, only: frozenset[int] | None = None) -> Iterator[Scan]:
    """The same of an open document; another name, other pixels."""
    numbers = range(1, doc.page_count + 1)
    for first in numbers[:: profile.shape.pages]:
        shown = tuple(n for n in range(first, first + profile.shape.pages) if n in numbers)
        if only is None or only & set(shown):
            yield _scan(doc, shown, profile, _rng(seed, name, first))


def _rng(seed: int, name: str, page: int) -> Generator:
    """A page's own numbers, whatever else is made."""
    digest = hashlib.sha256(f"{seed}/{name}/{page}".encode()).digest()
    return default_rng(int.from_bytes(digest[:16], "big"))


def _scan(doc: pymupdf.Document, shown: tuple[int, ...], profile: Profile, rng: Generator) -> Scan:
    sheet, places = _sheet(doc, shown, profile.dpi)
    behind = _render(doc[shown[-1] % doc.page_count], profile.dpi) if profile.paper.bleed[1] else None
    height, width = sheet.shape[:2]
    bend = _bend(profile.shape, len(shown), width, height, rng)
    warp, size = _warp(profile.shape, bend, width, height, profile.dpi, rng)
    sheet = mark(sheet, profile.paper, behind, profile.dpi, rng)
    scan = lit(warped(sheet, bend, warp, size, profile.shape.ground), profile.light, profile.dpi, rng)
    image = inked(scan, profile.ink, rng.uniform(*profile.light.threshold))
    return Scan(image, profile.dpi, round(rng.uniform(*profile.quality)), {n: Geometry(place, bend, warp) for n, place in places.items()})


def _sheet(doc: pymupdf.Document, shown: tuple[int, ...], dpi: int) -> tuple[Sheet, dict[int, Array]]:
    """The pages side by side on white, and each one's way from points to pixels."""
    pictures = [_render(doc[number - 1], dpi) for number in shown]
    height = max(picture.shape[0] for picture in pictures)
    sheet = np.full((height, sum(picture.shape[1] for picture in pictures), 3), 255, dtype=np.float32)
    places, left = {}, 0
    for number, picture in zip(shown, pictures, strict=True):
        sheet[: picture.shape[0], left : left + picture.shape[1]] = picture
        places[number] = geo.shift(left, 0) @ geo.scale(dpi / _POINTS)
        left += picture.shape[1]
    return sheet, places


def _render(page: pymupdf.Page, dpi: int) -> Sheet:
    pixels = page.get_pixmap(dpi=dpi, alpha=False, colorspace=pymupdf.csRGB)
    return np.frombuffer(pixels.samples, dtype=np.uint8).reshape(pixels.height, pixels.width, 3).astype(np.float32)


def _bend(shape: Shape, pages: int, width: int, height: int, rng: Generator) -> Bend | None:
    """The rise towards the spine: between two pages, else at one side."""
    depth = rng.uniform(*shape.curl)
    if not depth:
        return None
    spine = width / 2 if pages == 2 else float(rng.choice([0.0, width]))
    return Bend(spine, height * rng.uniform(0.4, 0.6), depth, 0.12 * width / pages)


def _warp(shape: Shape, bend: Bend | None, width: int, height: int, dpi: int, rng: Generator) -> tuple[Array, tuple[int, int]]:
    """From bent sheet to scan, and the scan's size in pixels: margin, tilt of the camera, skew, then quarter turns."""
    margin = rng.uniform(*shape.margin) / _MM * dpi
    grown = height * bend.depth / 2 if bend else 0.0
    wide, high = width + 2 * margin, height + 2 * (margin + grown)
    whole = geo.shift(margin, margin + grown)
    tilt = rng.uniform(*shape.perspective)
    if tilt:
        whole = _tilted(wide, high, tilt, rng) @ whole
    whole = geo.turn(rng.uniform(*shape.skew), wide, high) @ whole
    quarter, wide, high = geo.quarter(int(rng.choice(shape.turns)), wide, high)
    return quarter @ whole, (round(wide), round(high))


def _tilted(width: float, height: float, share: float, rng: Generator) -> Array:
    """Corners drawn inwards, each by its own part of ``share``."""
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float64)
    inwards = np.array([[1, 1], [-1, 1], [-1, -1], [1, -1]]) * rng.uniform(0, share, (4, 2)) * [width, height]
    return geo.four_points(corners, corners + inwards)
