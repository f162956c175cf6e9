"""Tesseract, where it is installed, as a second reader of single numbers: another network, other mistakes."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from extractor.load.ocr.engine import Line, Quad
from extractor.load.ocr.places import upright

if TYPE_CHECKING:
    from extractor.load.ocr.engine import Image

_SECONDS = 60
_MARGIN = 12
_HEIGHT = 64
"""Pixels: the height to which a line is brought; Tesseract reads capitals of about 30 pixels best."""


class Tesseract:
    """The ``tesseract`` program, one call a line. ``numbers`` restricts it to what numbers are made of."""

    def __init__(self, program: str, language: str = "eng", numbers: bool = True) -> None:
        self._program, self._language, self._numbers = program, language, numbers

    @cached_property
    def name(self) -> str:
        """Name and version."""
        told = self._call(["--version"], b"").decode(errors="replace").split()
        return f"tesseract {told[1]}" if len(told) > 1 else "tesseract"

    def read(self, image: Image, lines: Sequence[Quad] | None = None) -> tuple[Line, ...]:
        """See ``Engine.read``; without ``lines`` the picture is one line. No places of characters are told."""
        height, width = image.shape[:2]
        whole: Quad = ((0, 0), (width, 0), (width, height), (0, height))
        return tuple(self._line(image, quad) for quad in (lines or [whole]))

    def _line(self, image: Image, quad: Quad) -> Line:
        import cv2

        x0, y0, x1, y1 = (max(int(value), 0) for value in upright(quad))
        part = image[y0 : y1 + 1, x0 : x1 + 1]
        if min(part.shape[:2]) < 3:
            return Line("", quad, 0.0)
        scale = _HEIGHT / part.shape[0]
        part = cv2.resize(part, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC).astype("uint8")
        part = cv2.copyMakeBorder(part, _MARGIN, _MARGIN, _MARGIN, _MARGIN, cv2.BORDER_CONSTANT, value=(255, 255, 255)).astype("uint8")
        picture = cv2.imencode(".png", part)[1].tobytes()
        allowed = ["-c", "tessedit_char_whitelist=0123456789.,%-"] if self._numbers else []
        text = self._call(["-", "-", "--psm", "7", "-l", self._language, *allowed], picture).decode(errors="replace")
        return Line("".join(text.split()), quad, 0.5)

    def _call(self, arguments: list[str], given: bytes) -> bytes:
        try:
            done = subprocess.run(  # the program found on the path, fixed arguments, no shell
                [self._program, *arguments], input=given, capture_output=True, timeout=_SECONDS, env={"OMP_THREAD_LIMIT": "1"}, check=False
            )
        except (OSError, subprocess.TimeoutExpired):
            return b""  # a second opinion that does not come leaves the number doubtful
        return done.stdout


def installed() -> Tesseract | None:
    """The program on the path; null where there is none."""
    program = shutil.which("tesseract")
    return Tesseract(program) if program else None
