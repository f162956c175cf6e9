"""What the device did: the sheet warped onto the scan, light and shade, blur, noise, and the ink the device knows."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from eval.scans.geometry import Array, Bend, to_sheet
from eval.scans.marks import Sheet
from eval.scans.profile import Ground, Ink, Light

Image = NDArray[np.uint8]
"""Grey (h × w) or RGB (h × w × 3); black and white as grey of 0 and 255."""

_REFERENCE_DPI = 200
_GROUNDS: dict[Ground, tuple[int, int, int]] = {"white": (255, 255, 255), "dark": (28, 28, 30), "desk": (120, 88, 60)}


def warped(sheet: Sheet, bend: Bend | None, warp: Array, size: tuple[int, int], ground: Ground) -> Sheet:
    """The sheet on a scan of ``size`` (width, height); the rest is ground."""
    width, height = size
    if bend is None and np.allclose(warp, np.eye(3)) and (height, width) == sheet.shape[:2]:
        return sheet
    x, y = np.meshgrid(np.arange(width) + 0.5, np.arange(height) + 0.5)
    at = to_sheet(np.column_stack([x.ravel(), y.ravel()]), bend, warp) - 0.5
    columns, rows = (at[:, axis].reshape(height, width).astype(np.float32) for axis in (0, 1))
    edge = _GROUNDS[ground]
    return np.asarray(cv2.remap(sheet, columns, rows, cv2.INTER_CUBIC, borderMode=cv2.BORDER_CONSTANT, borderValue=edge), dtype=np.float32)


def lit(scan: Sheet, light: Light, dpi: int, rng: Generator) -> Sheet:
    """Shade from one side, blur, then the noise of the sensor."""
    scan = scan * _shade(scan.shape[0], scan.shape[1], rng.uniform(*light.shading), rng)[:, :, None]
    sigma = rng.uniform(*light.blur) * dpi / _REFERENCE_DPI
    if sigma:
        scan = np.asarray(cv2.GaussianBlur(scan, (0, 0), sigma), dtype=np.float32)
    noise = rng.uniform(*light.noise)
    if noise:
        scan = scan + rng.normal(0, noise, scan.shape).astype(np.float32)
    return np.asarray(np.clip(scan, 0, 255), dtype=np.float32)


def inked(scan: Sheet, ink: Ink, threshold: float) -> Image:
    """The scan as the device keeps it; ``threshold`` (share of white) parts black from white."""
    if ink == "colour":
        return np.asarray(np.round(scan), dtype=np.uint8)
    grey = np.asarray(np.round(cv2.cvtColor(scan, cv2.COLOR_RGB2GRAY)), dtype=np.uint8)
    return grey if ink == "grey" else np.where(grey < threshold * 255, 0, 255).astype(np.uint8)


def _shade(height: int, width: int, depth: float, rng: Generator) -> Sheet:
    """A slope of light with a soft spot, from 1 down to ``1 - depth``."""
    angle = rng.uniform(0, 2 * np.pi)
    spot = rng.uniform(0.2, 0.8, 2)
    x, y = np.meshgrid(np.linspace(0, 1, width), np.linspace(0, 1, height))
    slope = (np.cos(angle) * (x - 0.5) + np.sin(angle) * (y - 0.5)) + 0.7 * ((x - spot[0]) ** 2 + (y - spot[1]) ** 2)
    slope = (slope - slope.min()) / max(float(np.ptp(slope)), 1e-9)
    return np.asarray(1 - depth * slope, dtype=np.float32)
