"""Scans as files: JPEG, PNG, CCITT group 4 or JBIG2 pictures, in a PDF (bytes embedded as they are), one by one, or as one TIFF."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import img2pdf
import numpy as np
from PIL import Image as Pillow

from eval.scans.degrade import Scan
from eval.scans.jbig2 import jbig2
from eval.scans.profile import Code


def picture(scan: Scan, code: Code) -> bytes:
    """One scan as a file."""
    image, dpi = Pillow.fromarray(scan.image), (scan.dpi, scan.dpi)
    if code == "jbig2":
        return jbig2(_bilevel(image), scan.dpi)
    out = BytesIO()
    if code == "jpeg":
        image.save(out, "JPEG", quality=scan.quality, dpi=dpi)
    elif code == "png":
        image.save(out, "PNG", dpi=dpi)
    else:
        _bilevel(image).save(out, "TIFF", compression="group4", dpi=dpi)
    return out.getvalue()


def as_pdf(scans: Sequence[Scan], code: Code) -> bytes:
    """A PDF of pictures, a page each, without a text layer; the same bytes for the same scans."""
    pages = [picture(scan, code) for scan in scans]
    data = img2pdf.convert(pages, nodate=True, producer="", engine=img2pdf.Engine.internal)
    if not isinstance(data, bytes):
        raise TypeError("img2pdf gave no bytes")
    return data


def as_tiff(scans: Sequence[Scan]) -> bytes:
    """All pages in one TIFF: black and white as CCITT group 4, else deflated."""
    images = [Pillow.fromarray(scan.image) for scan in scans]
    black = all(scan.image.ndim == 2 and not np.any((scan.image > 0) & (scan.image < 255)) for scan in scans)
    images = [_bilevel(image) for image in images] if black else images
    out = BytesIO()
    dpi = (scans[0].dpi, scans[0].dpi)
    compression = "group4" if black else "tiff_adobe_deflate"
    images[0].save(out, "TIFF", save_all=True, append_images=images[1:], compression=compression, dpi=dpi)
    return out.getvalue()


def _bilevel(image: Pillow.Image) -> Pillow.Image:
    return image.convert("L").point(lambda level: 255 * (level > 127)).convert("1", dither=Pillow.Dither.NONE)
