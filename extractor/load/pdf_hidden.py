"""What a page holds but does not show: ink of the ground's colour, painted over, clipped away, off the page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pymupdf

_WHITE = (255, 255, 255)
_BAND = 24.0
_CLOSE = 14
"""Two colours whose components differ by less cannot be told apart by eye."""


class Veil:
    """Tells of a character whether something on its page keeps it from sight."""

    def __init__(self, page: pymupdf.Page, paths: list[dict[str, Any]], raw: dict[str, Any]) -> None:
        """Look at what is cheap; pictures and the painting order only when a character asks."""
        self._page = page
        crop = page.cropbox
        self._frame = (0.0, 0.0, crop.width, crop.height)
        self._fills = _by_height([_Fill(path) for path in paths if _is_ground(path)])
        self._pictures: list[tuple[float, float, float, float]] | None = None
        self._painted: dict[tuple[int, int], int] | None = None
        self._unclipped = _unclipped(page, sum(self._inside(char["bbox"]) for char in characters(raw) if not char["c"].isspace()))

    def covers(self, box: tuple[float, float, float, float], origin: tuple[float, float], c: str, color: int) -> bool:
        """Whether this character cannot be seen."""
        if c.isspace():
            return False
        if not self._inside(box):
            return True
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        if self._unclipped is not None and _key(origin) not in self._unclipped:
            return True
        if not self._fills and color < 0xF0F0F0:
            return False
        return self._same_as_ground(x, y, origin, _rgb(color))

    def _inside(self, box: tuple[float, float, float, float]) -> bool:
        left, top, right, bottom = self._frame
        return bool(left - 1 <= (box[0] + box[2]) / 2 <= right + 1 and top - 1 <= (box[1] + box[3]) / 2 <= bottom + 1)

    def _same_as_ground(self, x: float, y: float, origin: tuple[float, float], ink: tuple[int, int, int]) -> bool:
        ground = _WHITE
        under = [fill for fill in self._fills.get(int(y // _BAND), ()) if fill.holds(x, y)]
        if under:
            drawn = self._order().get(_key(origin))
            if drawn is not None and any(fill.seqno > drawn for fill in under):
                return True
            ground = under[-1].color
        if not _alike(ink, ground):
            return False
        return not any(box[0] <= x <= box[2] and box[1] <= y <= box[3] for box in self._images())

    def _order(self) -> dict[tuple[int, int], int]:
        """When each character is painted: its place in the page's drawing order."""
        if self._painted is None:
            trace = self._page.get_texttrace()
            self._painted = {_key(char[2]): span["seqno"] for span in trace for char in span["chars"]}
        return self._painted

    def _images(self) -> list[tuple[float, float, float, float]]:
        if self._pictures is None:
            found = self._page.get_image_info() if self._page.get_images() else []
            self._pictures = [tuple(info["bbox"]) for info in found]
        return self._pictures

    def is_ocr_layer(self, hidden: list[bool]) -> bool:
        """Whether the hidden text is the recognised text that a scanner put behind a picture of the whole page."""
        if sum(hidden) < 10 or sum(hidden) < 0.9 * len(hidden):
            return False
        width, height = self._frame[2:]
        return any((box[2] - box[0]) * (box[3] - box[1]) > 0.6 * width * height for box in self._images())


class _Fill:
    """A filled area large enough to lie behind or over text."""

    def __init__(self, path: dict[str, Any]) -> None:
        self.seqno = int(path["seqno"])
        self.color = _scaled(path["fill"])
        self._boxes = [item[1] for item in path["items"] if item[0] == "re"] or [path["rect"]]

    @property
    def bands(self) -> range:
        """The strips of the page that the area reaches into."""
        top, bottom = min(box[1] for box in self._boxes), max(box[3] for box in self._boxes)
        return range(max(int(top // _BAND), -10), min(int(bottom // _BAND), 2000) + 1)

    def holds(self, x: float, y: float) -> bool:
        return any(box[0] <= x <= box[2] and box[1] <= y <= box[3] for box in self._boxes)


def _by_height(fills: list[_Fill]) -> dict[int, list[_Fill]]:
    """The areas in painting order, by the strips of the page that they reach into."""
    bands: dict[int, list[_Fill]] = {}
    for fill in fills:
        for band in fill.bands:
            bands.setdefault(band, []).append(fill)
    return bands


def _is_ground(path: dict[str, Any]) -> bool:
    x0, y0, x1, y1 = path["rect"]
    opaque = path.get("fill") is not None and (path.get("fill_opacity") or 0) > 0.95
    straight = all(item[0] in ("re", "l", "qu") for item in path["items"])
    return opaque and straight and x1 - x0 > 4 and y1 - y0 > 4


def _unclipped(page: pymupdf.Page, n_inside: int) -> set[tuple[int, int]] | None:
    """The characters of which the clip paths leave something to see; null where they leave all ``n_inside``."""
    flags = pymupdf.TEXT_PRESERVE_LIGATURES | pymupdf.TEXT_PRESERVE_WHITESPACE
    clipped = page.get_textpage(flags=flags | pymupdf.TEXT_CLIP)
    if len("".join(clipped.extractText().split())) == n_inside:
        return None
    return {_key(char["origin"]) for char in characters(clipped.extractRAWDICT(cb=None))}


def characters(raw: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The characters of MuPDF's raw page."""
    for block in raw["blocks"]:
        for line in block.get("lines", ()):
            for span in line["spans"]:
                yield from span["chars"]


def _key(origin: tuple[float, float]) -> tuple[int, int]:
    return round(origin[0] * 4), round(origin[1] * 4)


def _rgb(color: int) -> tuple[int, int, int]:
    return color >> 16 & 255, color >> 8 & 255, color & 255


def _scaled(color: tuple[float, ...]) -> tuple[int, int, int]:
    parts = [round(255 * part) for part in color]
    return (parts[0], parts[0], parts[0]) if len(parts) == 1 else (parts[0], parts[1], parts[2])


def _alike(one: tuple[int, int, int], other: tuple[int, int, int]) -> bool:
    return all(abs(a - b) < _CLOSE for a, b in zip(one, other, strict=True))
