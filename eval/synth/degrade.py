"""A clean PDF as a scan: pictures of its pages, skewed, blurred, noisy, faded, sealed. One function, so that it can be replaced."""

from __future__ import annotations

import io
import math
from random import Random

import pymupdf
from PIL import Image, ImageChops, ImageDraw, ImageEnhance, ImageFilter

_RED = (200, 30, 40)
_SEAL = 0.13
"""Radius of the seal, in page widths."""


def degrade(pdf: bytes, seed: str) -> bytes:
    """A PDF of JPEG pages at 150–300 dpi; the same seed gives the same bytes."""
    chance = Random(f"{seed}/scan")
    dpi = chance.choice([150, 200, 200, 300])
    grey, seal, blur, noise = chance.random() < 0.6, chance.random() < 0.4, chance.uniform(0, 0.9), chance.uniform(0, 14)
    fade, quality = chance.uniform(0.6, 1.0), chance.choice([40, 60, 80])
    made = pymupdf.open()
    with pymupdf.open(stream=pdf, filetype="pdf") as clean:
        for number, page in enumerate(clean):
            pixels = page.get_pixmap(dpi=dpi)
            image = Image.frombytes("RGB", (pixels.width, pixels.height), pixels.samples)
            if seal and number == len(clean) - 1:
                image = _sealed(image, chance)
            image = image.rotate(chance.uniform(-1.6, 1.6), Image.Resampling.BICUBIC, fillcolor=(255, 255, 255))
            image = ImageEnhance.Contrast(image.filter(ImageFilter.GaussianBlur(blur))).enhance(fade)
            image = _noisy(image.convert("L") if grey else image, noise, chance)
            made.new_page(width=page.rect.width, height=page.rect.height).insert_image(page.rect, stream=_jpeg(image, quality))
    return bytes(made.tobytes(garbage=4, deflate=True, no_new_id=True))


def _noisy(image: Image.Image, strength: float, chance: Random) -> Image.Image:
    grain = Image.frombytes("L", image.size, chance.randbytes(image.width * image.height))
    band = grain.point([int((value - 128) * strength / 128) + 128 for value in range(256)])
    return ImageChops.add(image, band.convert(image.mode), offset=-128)


def _sealed(image: Image.Image, chance: Random) -> Image.Image:
    layer, radius = Image.new("RGB", image.size, (255, 255, 255)), image.width * _SEAL
    x, y = image.width * chance.uniform(0.3, 0.75), image.height * chance.uniform(0.25, 0.75)
    draw = ImageDraw.Draw(layer)
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), outline=_RED, width=max(2, int(radius / 18)))
    turn = chance.uniform(0, math.tau)
    star = [(turn + step * math.tau / 10, radius * (0.42 if step % 2 else 0.17)) for step in range(10)]
    draw.polygon([(x + long * math.cos(angle), y + long * math.sin(angle)) for angle, long in star], fill=_RED)
    return ImageChops.multiply(image, layer)


def _jpeg(image: Image.Image, quality: int) -> bytes:
    stream = io.BytesIO()
    image.save(stream, "JPEG", quality=quality)
    return stream.getvalue()
